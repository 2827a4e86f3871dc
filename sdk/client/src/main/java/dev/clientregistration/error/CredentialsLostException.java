package dev.clientregistration.error;

import org.jspecify.annotations.Nullable;

/**
 * The server seems to have changed the client's credentials in an attempt whose answer was lost, and now refuses the old
 * ones. RFC 7592 has no way back: register a new client, or have the server's operator issue new credentials.
 */
public final class CredentialsLostException extends RegistrationException {
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
    public CredentialsLostException(
            Operation operation, Outcome outcome, int attempts, String message, @Nullable Throwable cause) {
        super(operation, outcome, attempts, message, cause);
    }
}
