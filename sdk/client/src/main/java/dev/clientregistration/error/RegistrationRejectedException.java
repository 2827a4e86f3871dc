package dev.clientregistration.error;

/**
 * The server refused the request itself: 400, 409, 422 and every other 4xx that has no class of its own; for
 * {@code register} 404 and 410 too, where there is no registration endpoint. Nothing was changed; correct what
 * {@link #code()} and {@link #description()} name and call again.
 */
public final class RegistrationRejectedException extends ResultError {
    private static final long serialVersionUID = 1L;

    RegistrationRejectedException(Builder builder, String message) {
        super(builder, message);
    }
}
