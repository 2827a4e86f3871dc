package dev.clientregistration.internal.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.internal.json.JsonText.Duplicates;
import dev.clientregistration.internal.json.JsonText.MalformedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.Challenge;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What an error answer says, whatever its form. Secrets of the call are blanked. */
record ErrorBody(
        @Nullable String code,
        @Nullable String description,
        @Nullable String challenge,
        @Nullable String excerpt) {
    private static final int MAX_EXCERPT = 2_000;

    /** More than an excerpt, since what is blanked was longer. */
    private static final int MOST_LOOKED_AT = 5 * MAX_EXCERPT;

    static ErrorBody of(Answer answer, ErrorFormat format, Redactor redactor, boolean nonJsonExcerpts) {
        String text = answer.text();
        JsonElement json = parse(text);
        JsonObject object = json instanceof JsonObject found ? found : new JsonObject();
        if (json != null) {
            redactor.addAll(json);
        }
        // Cleaned first: a part of a header can hold a part of a secret.
        List<String> challenges = answer.headers().getOrDefault("WWW-Authenticate", List.of()).stream()
                .map(redactor::clean)
                .toList();
        Map<String, String> told = format.challengeNamesCode() ? parameters(challenges) : Map.of();
        String challenge = challenges.isEmpty() ? null : String.join(", ", challenges);
        JsonObject source = object.get("error") instanceof JsonObject nested ? nested : object;
        String code = first(source, format.codes())
                .or(() -> first(object, format.codes()))
                .or(() -> Optional.ofNullable(told.get("error")))
                .orElse(null);
        String description = first(source, format.descriptions())
                .or(() -> first(object, format.descriptions()))
                .or(() -> Optional.ofNullable(told.get("error_description")))
                .orElse(null);
        String excerpt = json != null
                ? JsonText.print(redactor.cleanBeginning(json, MAX_EXCERPT))
                : nonJsonExcerpts ? redactor.cleanCut(text) : "";
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

    /** The parameters of the first challenge that names an error (RFC 9110 section 11.6.1, RFC 6750 section 3). */
    private static Map<String, String> parameters(List<String> challenges) {
        Headers.Builder headers = new Headers.Builder();
        challenges.forEach(challenge -> headers.addUnsafeNonAscii("WWW-Authenticate", challenge));
        // OkHttp reads challenges of responses only.
        Response response = new Response.Builder()
                .request(new Request.Builder().url("https://localhost/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(401)
                .message("")
                .headers(headers.build())
                .build();
        for (Challenge challenge : response.challenges()) {
            Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            challenge.authParams().forEach((name, value) -> {
                if (name != null) {
                    parameters.put(name, value);
                }
            });
            if (parameters.containsKey("error")) {
                return parameters;
            }
        }
        return Map.of();
    }

    /** Bounded, without secrets and control characters; null for nothing. */
    private static @Nullable String clean(@Nullable String text, Redactor redactor) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String clean = redactor.cleanBeginning(text, MOST_LOOKED_AT)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return clean.length() <= MAX_EXCERPT ? clean : clean.substring(0, MAX_EXCERPT);
    }
}
