package dev.clientregistration.testing;

import org.jspecify.annotations.Nullable;

/**
 * The server does not do what was asked. It says what is wrong; {@link ErrorAnswers} says how that is told.
 *
 * <p>A description names members and rules and never repeats a value: values can be secrets.
 */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String error;
    private final String description;
    private final boolean challenge;

    private Refusal(int status, @Nullable String error, String description, boolean challenge) {
        super(error == null ? description : error + ": " + description, null, false, false);
        this.status = status;
        this.error = error;
        this.description = description;
        this.challenge = challenge;
    }

    static Refusal invalidClientMetadata(String description) {
        return new Refusal(400, "invalid_client_metadata", description, false);
    }

    static Refusal invalidRedirectUri(String description) {
        return new Refusal(400, "invalid_redirect_uri", description, false);
    }

    /** RFC 6750 §3.1: a request without credentials learns of no error. */
    static Refusal noCredentials() {
        return new Refusal(401, null, "no bearer token was sent", true);
    }

    static Refusal invalidToken(String description) {
        return new Refusal(401, "invalid_token", description, true);
    }

    static Refusal invalidRequest(String description) {
        return new Refusal(400, "invalid_request", description, true);
    }

    int status() {
        return status;
    }

    /** The error code; null if none may be told. */
    @Nullable
    String error() {
        return error;
    }

    String description() {
        return description;
    }

    /** Whether the answer asks for a bearer token. */
    boolean challenge() {
        return challenge;
    }
}
