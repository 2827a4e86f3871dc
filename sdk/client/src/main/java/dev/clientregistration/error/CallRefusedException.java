package dev.clientregistration.error;

import org.jspecify.annotations.Nullable;

/**
 * The SDK refused to send: the facade is closed, a guard said no, the server lacks the operation or has not given what it
 * needs, or the credentials would go to an origin that is not trusted. Nothing was sent by the attempt that was refused;
 * {@link Outcome#NOT_APPLIED} unless an earlier attempt of the same call left its fate open.
 */
public final class CallRefusedException extends RegistrationException {
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
    public CallRefusedException(
            Operation operation, Outcome outcome, int attempts, String message, @Nullable Throwable cause) {
        super(operation, outcome, attempts, message, cause);
    }
}
