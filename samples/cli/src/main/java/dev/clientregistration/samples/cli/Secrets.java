package dev.clientregistration.samples.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is secret in this run: members by their names, and texts that were learned. A second line of defence, the first
 * being that nothing secret is printed at all. Used by one thread.
 */
final class Secrets {
    static final String MASK = "***";

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(secret|password|passwd|token|assertion|software_statement|credential|private|api_?key).*");

    /** Names that speak of secrets and hold none, such as {@code token_endpoint_auth_method}. */
    private static final Pattern PLAIN_NAME = Pattern.compile(
            "(?i).*(uri|uris|url|endpoint|alg|algs|enc|method|methods|mode|modes|supported|required|enabled|type|types|format"
                    + "|profile|usage|name|id|_at|_in|expires|expiration|datetime|lifetime|lifespan|ttl|seconds|duration)");

    /** Private parts of a JSON Web Key (RFC 7518 section 6). */
    private static final Pattern PRIVATE_KEY_PART = Pattern.compile("d|p|q|dp|dq|qi|k|oth");

    /** Shorter texts are found everywhere, and are masked by their names only. */
    private static final int TELLING = 8;

    /** The longest first, since one can be part of another. */
    private final TreeSet<String> texts =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Learns a secret. */
    void learn(String secret) {
        if (secret.length() >= TELLING) {
            texts.add(secret);
        }
    }

    /** Learns what the names of a document's members say is secret. */
    void learn(JsonElement document) {
        learn(document, false);
    }

    /** The text without the secrets. */
    String clean(String text) {
        String clean = text;
        for (String secret : texts) {
            clean = clean.replace(secret, MASK);
        }
        return clean;
    }

    /** A copy of a document with its secrets masked, whose secrets have been learned. */
    JsonElement masked(JsonElement document) {
        learn(document);
        return mask(document);
    }

    private void learn(JsonElement element, boolean secret) {
        if (element instanceof JsonObject object) {
            object.entrySet().forEach(member -> learn(member.getValue(), secret || isSecret(object, member.getKey())));
        } else if (element instanceof JsonArray array) {
            array.forEach(item -> learn(item, secret));
        } else if (secret && element instanceof JsonPrimitive primitive && !primitive.isBoolean()) {
            learn(primitive.getAsString());
        }
    }

    private JsonElement mask(JsonElement element) {
        if (element instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                boolean secret = isSecret(object, member.getKey()) && hidesSomething(member.getValue());
                copy.add(member.getKey(), secret ? new JsonPrimitive(MASK) : mask(member.getValue()));
            }
            return copy;
        }
        if (element instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(mask(item)));
            return copy;
        }
        return element instanceof JsonPrimitive primitive && primitive.isString()
                ? new JsonPrimitive(clean(primitive.getAsString()))
                : element;
    }

    /** What is absent, or true or false, may be seen. */
    private static boolean hidesSomething(JsonElement value) {
        return !value.isJsonNull()
                && !(value instanceof JsonPrimitive primitive
                        && (primitive.isBoolean() || primitive.getAsString().isEmpty()));
    }

    private static boolean isSecret(JsonObject object, String name) {
        return (SECRET_NAME.matcher(name).matches() && !PLAIN_NAME.matcher(name).matches())
                || (object.has("kty") && PRIVATE_KEY_PART.matcher(name).matches());
    }
}
