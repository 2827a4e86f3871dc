package dev.clientregistration.error;

import dev.clientregistration.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server answered with success, but its answer cannot be used: it is empty, cut off, too large, no JSON object, or
 * names no or another client. For a {@code register} that was answered with 201 the outcome is
 * {@link Outcome#APPLIED}: a client exists, and {@link #body()} and {@link #location()} are all that is known of it.
 */
public final class UnreadableResponseException extends RegistrationException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final transient @Nullable Secret body;
    private final @Nullable String location;

    /**
     * Makes the exception; for the SDK and for tests.
     *
     * @param operation what the call was to do
     * @param outcome whether the server did it
     * @param attempts how many attempts were begun, zero or more
     * @param httpStatus the status of the answer
     * @param body what was received of the body, or null for nothing
     * @param location the {@code Location} header, or null
     * @param message the message
     */
    public UnreadableResponseException(
            Operation operation,
            Outcome outcome,
            int attempts,
            int httpStatus,
            @Nullable Secret body,
            @Nullable String location,
            String message) {
        super(operation, outcome, attempts, message, null);
        this.httpStatus = httpStatus;
        this.body = body;
        this.location = location;
    }

    /**
     * The HTTP status of the answer.
     *
     * @return 200 to 299
     */
    public int httpStatus() {
        return httpStatus;
    }

    /**
     * What was received of the body, as text. It may hold the new client's secret and token, so it is a secret.
     *
     * @return the text; empty if nothing was received, or after the exception was serialized
     */
    public Optional<Secret> body() {
        return Optional.ofNullable(body);
    }

    /**
     * The {@code Location} header, which at some servers is the new client's configuration endpoint.
     *
     * @return the header's value, with secrets of the call blanked; empty if there was none
     */
    public Optional<String> location() {
        return Optional.ofNullable(location);
    }
}
