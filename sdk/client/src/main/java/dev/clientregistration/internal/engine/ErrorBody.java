package dev.clientregistration.internal.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.internal.json.JsonText.Duplicates;
import dev.clientregistration.internal.json.JsonText.MalformedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an error answer says, whatever its form: the objects of RFC 7591 and RFC 6750, one nested under {@code error}
 * (API gateways), {@code errorCode} and {@code errorSummary} (Okta), {@code resultCode} (Authlete), problem details
 * (RFC 9457), or a bare {@code WWW-Authenticate} header. Secrets of the call are blanked.
 */
record ErrorBody(
        @Nullable String code,
        @Nullable String description,
        @Nullable String challenge,
        @Nullable String excerpt) {
    private static final String[] CODES = {"error", "resultCode", "errorCode", "code"};
    private static final String[] DESCRIPTIONS = {
        "error_description", "resultMessage", "errorSummary", "message", "detail", "title"
    };
    private static final int MAX_EXCERPT = 2_000;
    private static final Pattern CHALLENGE_ERROR = Pattern.compile("\\berror=\"?([^\",\\s]+)");
    private static final Pattern CHALLENGE_DESCRIPTION = Pattern.compile("\\berror_description=\"([^\"]*)\"");

    static ErrorBody of(Answer answer, Redactor redactor, boolean nonJsonExcerpts) {
        String text = answer.text();
        String challenge = answer.header("WWW-Authenticate").orElse(null);
        JsonElement json = parse(text);
        JsonObject object = json instanceof JsonObject found ? found : new JsonObject();
        if (json != null) {
            redactor.addAll(json);
        }
        JsonObject source = object.get("error") instanceof JsonObject nested ? nested : object;
        String code =
                first(source, CODES).or(() -> find(CHALLENGE_ERROR, challenge)).orElse(null);
        String description = first(source, DESCRIPTIONS)
                .or(() -> first(object, DESCRIPTIONS))
                .or(() -> find(CHALLENGE_DESCRIPTION, challenge))
                .orElse(null);
        String excerpt = json != null ? JsonText.print(redactor.clean(json)) : nonJsonExcerpts ? text : "";
        return new ErrorBody(
                clean(code, redactor),
                clean(description, redactor),
                clean(challenge, redactor),
                clean(excerpt, redactor));
    }

    private static @Nullable JsonElement parse(String text) {
        try {
            JsonElement json = JsonText.parse(text, Duplicates.LAST_WINS);
            return json.isJsonObject() || json.isJsonArray() ? json : null;
        } catch (MalformedException e) {
            return null;
        }
    }

    private static Optional<String> first(JsonObject object, String[] names) {
        for (String name : names) {
            if (object.get(name) instanceof JsonPrimitive primitive
                    && !primitive.getAsString().isBlank()) {
                return Optional.of(primitive.getAsString());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> find(Pattern pattern, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Bounded, without secrets and control characters; null for nothing. */
    private static @Nullable String clean(@Nullable String text, Redactor redactor) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String clean = redactor.clean(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= MAX_EXCERPT ? clean : clean.substring(0, MAX_EXCERPT);
    }
}
