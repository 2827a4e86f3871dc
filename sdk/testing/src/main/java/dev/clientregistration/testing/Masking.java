package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the secrets out of what went over the wire. A secret is known by the name it has in a header, a query, a form or
 * JSON, and from then on by itself, wherever it stands. What has none is left exactly as it is.
 */
final class Masking {
    static final String MASK = "***";

    /** In lower case, without underscores: Authlete writes {@code clientSecret}. */
    private static final Set<String> NAMES = Set.of(
            "accesstoken",
            "assertion",
            "clientassertion",
            "clientsecret",
            "idtoken",
            "initialaccesstoken",
            "password",
            "refreshtoken",
            "registrationaccesstoken",
            "softwarestatement",
            "token");

    /** The private parts of a key (RFC 7518 §6). */
    private static final Set<String> PRIVATE_KEY_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private static final Set<String> COOKIES = Set.of("cookie", "set-cookie");
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization");

    private static final Pattern PARAMETER = Pattern.compile("(?<=^|[?&])([A-Za-z_]+)=([^&\\s]+)");

    /**
     * Also inside a text that is itself in JSON, where quotes have a backslash; also where the text breaks off. Possessive,
     * or the stack would grow with the text.
     */
    private static final Pattern MEMBER =
            Pattern.compile("(\\\\*\"([A-Za-z_]+)\\\\*\"\\s*:\\s*\\\\*\")((?:[^\"\\\\]|\\\\[^\"\\\\])++)");

    /** What is shorter is masked where it has its name, and not wherever else the same letters stand. */
    private static final int SHORTEST_KNOWN_BY_ITSELF = 8;

    private final List<String> secrets = new ArrayList<>();

    /** Learns the secrets of an exchange. */
    Masking(List<Headers> headers, List<String> targets, List<String> bodies) {
        headers.forEach(all -> all.map().forEach((name, values) -> values.forEach(value -> learnHeader(name, value))));
        targets.forEach(target -> replaceParameters(target, this::learn));
        bodies.forEach(body -> mask(body, this::learn));
        secrets.sort(Comparator.comparingInt(String::length).reversed());
    }

    /** The object with every secret of its members masked. */
    static JsonObject masked(JsonObject object) {
        return masked(object, secret -> MASK).getAsJsonObject();
    }

    Headers headers(Headers original) {
        return original.mapped((name, value) -> {
            String key = name.toLowerCase(Locale.ROOT);
            if (COOKIES.contains(key)) {
                return MASK;
            }
            return CREDENTIALS.contains(key) ? value.replaceAll("(?<= ).*|^[^ ]*$", MASK) : knownMasked(value);
        });
    }

    String target(String original) {
        return knownMasked(replaceParameters(original, secret -> MASK));
    }

    String body(String original) {
        return knownMasked(mask(original, secret -> MASK));
    }

    private String knownMasked(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    private String learn(String secret) {
        if (secret.length() >= SHORTEST_KNOWN_BY_ITSELF) {
            secrets.add(secret);
        }
        return secret;
    }

    private void learnHeader(String name, String value) {
        if (CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))) {
            String[] schemeAndRest = value.split(" +", 2);
            String credentials = schemeAndRest[schemeAndRest.length - 1];
            learn(credentials);
            if (schemeAndRest[0].equalsIgnoreCase("Basic")) {
                learnPassword(credentials);
            }
        }
    }

    private void learnPassword(String base64) {
        try {
            String[] nameAndPassword =
                    new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).split(":", 2);
            learn(nameAndPassword[nameAndPassword.length - 1]);
        } catch (IllegalArgumentException notBase64) {
            // The header is masked as a whole.
        }
    }

    /** Hands every secret of the text to the mask. The text is another one only if that gives another one back. */
    private static String mask(String body, UnaryOperator<String> mask) {
        JsonObject json = body.isEmpty() ? null : Json.objectOrNull(body);
        if (json != null) {
            JsonElement masked = masked(json, mask);
            return masked.equals(json) ? body : Json.write(masked);
        }
        return replaceMembers(replaceParameters(body, mask), mask);
    }

    private static JsonElement masked(JsonElement value, UnaryOperator<String> mask) {
        if (value instanceof JsonArray array) {
            JsonArray changed = new JsonArray();
            array.forEach(item -> changed.add(masked(item, mask)));
            return changed;
        }
        if (value instanceof JsonObject object) {
            JsonObject changed = new JsonObject();
            for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                boolean secret = isSecret(member.getKey())
                        || (object.has("kty") && PRIVATE_KEY_MEMBERS.contains(member.getKey()));
                changed.add(
                        member.getKey(),
                        secret ? maskedSecret(member.getValue(), mask) : masked(member.getValue(), mask));
            }
            return changed;
        }
        return value instanceof JsonPrimitive text && text.isString()
                ? new JsonPrimitive(maskedText(text.getAsString(), mask))
                : value;
    }

    /** A text that is itself a JSON object can hold secrets. */
    private static String maskedText(String text, UnaryOperator<String> mask) {
        return text.startsWith("{") ? mask(text, mask) : text;
    }

    private static JsonElement maskedSecret(JsonElement value, UnaryOperator<String> mask) {
        if (value instanceof JsonPrimitive text && text.isString()) {
            return text.getAsString().isEmpty() ? text : new JsonPrimitive(mask.apply(text.getAsString()));
        }
        return value.isJsonNull() ? value : new JsonPrimitive(mask.apply(value.toString()));
    }

    private static String replaceParameters(String text, UnaryOperator<String> mask) {
        return PARAMETER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + "="
                        + (isSecret(match.group(1)) ? mask.apply(match.group(2)) : match.group(2))));
    }

    private static String replaceMembers(String text, UnaryOperator<String> mask) {
        return MEMBER.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) + (isSecret(match.group(2)) ? mask.apply(match.group(3)) : match.group(3))));
    }

    private static boolean isSecret(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT).replace("_", ""));
    }
}
