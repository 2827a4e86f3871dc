package dev.clientregistration.error;

/**
 * The server does not know the client: 404 or 410. RFC 7592 would have it answer 401 (see
 * {@link AccessDeniedException#mayBeGone()}), but many servers do this.
 */
public final class ClientNotFoundException extends ResultError {
    private static final long serialVersionUID = 1L;

    ClientNotFoundException(Builder builder, String message) {
        super(builder, message);
    }
}
