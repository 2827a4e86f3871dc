package dev.clientregistration.testing;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * How a kind of refusal is told.
 *
 * @param error the error code; null: the one for metadata (RFC 7591 §3.2.2)
 * @param description null: the refusal's own
 * @param challenge null if the answer challenges nobody
 */
record ErrorForm(
        int status,
        @Nullable String error,
        @Nullable String description,
        ErrorBody body,
        @Nullable Challenge challenge) {

    /** The error object of RFC 7591 §3.2.2. */
    static ErrorForm json(int status, String error) {
        return new ErrorForm(status, error, null, ErrorBody.JSON, null);
    }

    /** The error object of RFC 7591 §3.2.2 with the code for metadata or for redirect URIs. */
    static ErrorForm metadata(int status) {
        return new ErrorForm(status, null, null, ErrorBody.JSON, null);
    }

    /** A JSON object whose error is the description. */
    static ErrorForm sentence(int status) {
        return new ErrorForm(status, null, null, ErrorBody.SENTENCE, null);
    }

    static ErrorForm empty(int status) {
        return new ErrorForm(status, null, null, ErrorBody.NONE, null);
    }

    static ErrorForm text(int status) {
        return new ErrorForm(status, null, null, ErrorBody.TEXT, null);
    }

    ErrorForm as(int itsStatus) {
        return new ErrorForm(itsStatus, error, description, body, challenge);
    }

    /** With this error code, which then stands in the challenge if not in the body. */
    ErrorForm saying(String itsError) {
        return new ErrorForm(status, itsError, description, body, challenge);
    }

    ErrorForm describedAs(String itsDescription) {
        return new ErrorForm(status, error, itsDescription, body, challenge);
    }

    ErrorForm in(ErrorBody itsBody) {
        return new ErrorForm(status, error, description, itsBody, challenge);
    }

    ErrorForm challenging(@Nullable Challenge itsChallenge) {
        return new ErrorForm(status, error, description, body, itsChallenge);
    }

    String errorFor(Refusal refusal) {
        return requireNonNullElse(error, Answers.metadataError(refusal));
    }

    MockAnswer answer(ErrorContext context) {
        Refusal refusal = context.refusal();
        String words = Answers.printable(requireNonNullElse(description, refusal.description()));
        MockAnswer answer = body.write(status, errorFor(refusal), words, context);
        return challenge == null
                ? answer
                : answer.withHeader("WWW-Authenticate", challenge.text(context, errorFor(refusal), words));
    }
}
