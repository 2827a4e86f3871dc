package dev.clientregistration.error;

import org.jspecify.annotations.Nullable;

/**
 * The thread that waited for a blocking call was interrupted. The call was cancelled and the thread's interrupt flag is
 * set. {@link Outcome#NOT_APPLIED} if no request had been sent, else {@link Outcome#UNKNOWN}.
 */
public final class CallInterruptedException extends RegistrationException {
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
    public CallInterruptedException(
            Operation operation, Outcome outcome, int attempts, String message, @Nullable Throwable cause) {
        super(operation, outcome, attempts, message, cause);
    }
}
