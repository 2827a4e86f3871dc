package dev.clientregistration.internal.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.internal.json.JsonText.Duplicates;
import dev.clientregistration.internal.json.JsonText.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an error answer says, whatever its form. Secrets of the call are blanked. */
record ErrorBody(
        @Nullable String code,
        @Nullable String description,
        @Nullable String challenge,
        @Nullable String excerpt) {
    private static final int MAX_EXCERPT = 2_000;
    private static final Pattern CHALLENGE_ERROR = Pattern.compile("\\berror=\"?([^\",\\s]+)");
    private static final Pattern CHALLENGE_DESCRIPTION = Pattern.compile("\\berror_description=\"([^\"]*)\"");

    static ErrorBody of(Answer answer, ErrorFormat format, Redactor redactor, boolean nonJsonExcerpts) {
        String text = answer.text();
        String challenge = answer.header("WWW-Authenticate").orElse(null);
        String speaking = format.challengeNamesCode() ? challenge : null;
        JsonElement json = parse(text);
        JsonObject object = json instanceof JsonObject found ? found : new JsonObject();
        if (json != null) {
            redactor.addAll(json);
        }
        JsonObject source = object.get("error") instanceof JsonObject nested ? nested : object;
        String code = first(source, format.codes())
                .or(() -> find(CHALLENGE_ERROR, speaking))
                .orElse(null);
        String description = first(source, format.descriptions())
                .or(() -> first(object, format.descriptions()))
                .or(() -> find(CHALLENGE_DESCRIPTION, speaking))
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

    private static Optional<String> first(JsonObject object, List<String> names) {
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
