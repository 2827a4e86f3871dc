package dev.clientregistration.error;

/**
 * The server took no request because there were too many: 429. {@link #retryAfter()} says when to come back, if it told.
 */
public final class RateLimitedException extends ResultError {
    private static final long serialVersionUID = 1L;

    RateLimitedException(Builder builder, String message) {
        super(builder, message);
    }
}
