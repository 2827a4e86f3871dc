package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;

/** Error objects that are not those of RFC 7591 §3.2.2. Whatever is no such object is left as it is. */
final class ErrorObjects {
    static final AnswerStep SENTENCES = changed((error, description) -> {
        JsonObject changed = new JsonObject();
        changed.addProperty("error", "The request was refused: " + description);
        return changed;
    });

    static final AnswerStep UPPER_CASE = changed((error, description) -> {
        JsonObject changed = new JsonObject();
        changed.addProperty("error", error.toUpperCase(Locale.ROOT));
        changed.addProperty("error_description", description);
        return changed;
    });

    static final AnswerStep NESTED = changed((error, description) -> {
        JsonObject nested = new JsonObject();
        nested.addProperty("code", error);
        nested.addProperty("message", description);
        JsonObject changed = new JsonObject();
        changed.add("error", nested);
        return changed;
    });

    static final AnswerStep CODE_AND_SUMMARY = changed((error, description) -> {
        JsonObject cause = new JsonObject();
        cause.addProperty("errorSummary", description);
        JsonArray causes = new JsonArray();
        causes.add(cause);
        JsonObject changed = new JsonObject();
        changed.addProperty("errorCode", error);
        changed.addProperty("errorSummary", description);
        changed.addProperty("errorLink", error);
        changed.addProperty("errorId", "oae" + Integer.toHexString(description.hashCode()));
        changed.add("errorCauses", causes);
        return changed;
    });

    private ErrorObjects() {}

    private interface Change {
        JsonObject of(String error, String description);
    }

    private static AnswerStep changed(Change change) {
        return (operation, request, answer) -> {
            // The token endpoint speaks OAuth everywhere.
            boolean mayChange = answer.status() >= 400 && operation != Operation.TOKEN;
            JsonObject body = mayChange ? Json.objectOrNull(answer.body()) : null;
            if (body == null || !body.has("error") || !body.has("error_description")) {
                return answer;
            }
            JsonObject changed = change.of(
                    body.get("error").getAsString(),
                    body.get("error_description").getAsString());
            return answer.withBody(Json.write(changed));
        };
    }
}
