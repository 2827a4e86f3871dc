package dev.clientregistration.error;

import org.jspecify.annotations.Nullable;

/**
 * No complete answer came: the server could not be reached ({@link Outcome#NOT_APPLIED}), or the connection broke after the
 * request was sent ({@link Outcome#UNKNOWN}). The cause says what the network reported.
 */
public final class TransportException extends RegistrationException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception; for the SDK and for tests.
     *
     * @param operation what the call was to do
     * @param outcome whether the server did it
     * @param attempts how many attempts were begun, zero or more
     * @param message the message
     * @param cause the cause, or null
     */
    public TransportException(
            Operation operation, Outcome outcome, int attempts, String message, @Nullable Throwable cause) {
        super(operation, outcome, attempts, message, cause);
    }
}
