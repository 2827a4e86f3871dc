package dev.clientregistration.samples.cli;

import com.google.gson.JsonObject;
import dev.clientregistration.error.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a command tells of its failure: the text for people and the last line of standard error.
 *
 * @param kind what happened
 * @param outcome whether the server did what the command is for
 * @param operation the operation that failed, which may be one on the way; null where it is not known
 * @param httpStatus the status of the answer; null if none came
 * @param code the server's error code; null if it named none
 * @param description what happened: in the server's words if it had any
 * @param attempts how many requests were begun; null where it is not known
 * @param hint what to do
 * @param message what happened, for people; not part of the line
 */
record Failure(
        FailureKind kind,
        Outcome outcome,
        @Nullable String operation,
        @Nullable Integer httpStatus,
        @Nullable String code,
        String description,
        @Nullable Integer attempts,
        String hint,
        String message) {

    /** A failure before anything was sent. */
    static Failure refused(FailureKind kind, @Nullable String operation, String message, String hint) {
        return new Failure(kind, Outcome.NOT_APPLIED, operation, null, null, message, 0, hint, message);
    }

    /** How the process ends. */
    ExitStatus exit() {
        return kind.exit(outcome);
    }

    /** The same with another hint. */
    Failure withHint(String other) {
        return new Failure(kind, outcome, operation, httpStatus, code, description, attempts, other, message);
    }

    /** The same with the operation that it is of. */
    Failure withOperation(@Nullable String other) {
        return new Failure(kind, outcome, other, httpStatus, code, description, attempts, hint, message);
    }

    /** The last line of standard error: every member is always there, and null where there is nothing to tell. */
    JsonObject toJson(Secrets secrets) {
        JsonObject error = new JsonObject();
        error.addProperty("kind", kind.text());
        error.addProperty("outcome", outcome.name());
        error.addProperty("operation", operation);
        error.addProperty("httpStatus", httpStatus);
        error.addProperty("code", code == null ? null : secrets.clean(code));
        error.addProperty("description", secrets.clean(description));
        error.addProperty("attempts", attempts);
        error.addProperty("hint", hint.isEmpty() ? null : secrets.clean(hint));
        JsonObject line = new JsonObject();
        line.add("error", error);
        return line;
    }
}
