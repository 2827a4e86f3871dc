package dev.clientregistration.error;

/**
 * The server failed or was not ready: 5xx, 408 or 425. {@link #outcome()} tells whether it may have done something before.
 */
public final class ServerUnavailableException extends ResultError {
    private static final long serialVersionUID = 1L;

    ServerUnavailableException(Builder builder, String message) {
        super(builder, message);
    }
}
