package dev.clientregistration.internal.engine;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.Secret;
import dev.clientregistration.internal.http.ApiRequest;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.internal.json.JsonText.Duplicates;
import dev.clientregistration.internal.json.JsonText.MalformedException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows the secrets of one call, those sent and those received, and blanks them in every text that leaves by an
 * exception or a log: as they are, and as JSON or a URI would escape them. Safe for use by many threads.
 */
public final class Redactor {
    static final String BLANK = "[redacted]";

    /** Stands for it meanwhile: no character of Unicode, so no part of a secret. */
    private static final String MARK = "\uffff";

    /** Members whose values are secrets whatever the server; also private key parts (RFC 7518 section 6). */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(secret|password|token|assertion|statement|credential|private|api_?key).*|d|p|q|dp|dq|qi|k|oth");

    private static final Pattern NOT_SECRET_NAME = Pattern.compile(
            "(?i).*(uri|uris|alg|enc|method|methods|mode|supported|expires_?at|required|type|duration|lifetime|ttl)"
                    + "|error.*|.*_in|dpop_.*|tls_.*");

    /**
     * A member with a text, also in what is no JSON otherwise. Possessive, or the stack would grow with the text: one of
     * some thousand characters, as a software statement is, would overflow it.
     */
    private static final Pattern MEMBER = Pattern.compile("\"([^\"\\\\]+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)");

    private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

    /** Fewer characters of a secret are found everywhere. */
    private static final int LEAST_TELLING = 4;

    private static final int LEAST_HEADER = 8;

    private final NavigableSet<String> secrets = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Learns a secret. */
    public Redactor add(@Nullable Secret secret) {
        if (secret != null) {
            add(secret.reveal());
        }
        return this;
    }

    /** Learns the value of a header, which may be a secret, if it is long enough not to be found everywhere. */
    void addIfTelling(Secret value) {
        if (value.reveal().length() >= LEAST_HEADER) {
            add(value.reveal());
        }
    }

    /** Learns the login that a request carries, in the form in which it is sent. */
    public Redactor addLogin(ApiRequest request) {
        String header = request.headers().getOrDefault("Authorization", "");
        add(header.substring(header.indexOf(' ') + 1));
        return this;
    }

    /** Learns the secrets of a document: the values of members whose names say so, at any depth. */
    public Redactor addAll(JsonElement document) {
        learn(document, false);
        return this;
    }

    /** Learns the secrets of a text that should be a JSON document, whether it is one or not. */
    public Redactor addText(String text) {
        MEMBER.matcher(text)
                .results()
                .filter(member -> isSecretName(member.group(1)))
                .map(member -> member.group(2))
                .forEach(this::addEscaped);
        return this;
    }

    /** The text without the secrets. */
    public String clean(String text) {
        String clean = text;
        for (String secret : secrets) {
            if (clean.contains(secret)) {
                clean = clean.replace(secret, MARK);
            }
        }
        // Only now: a short secret can be a part of this very word.
        return clean.replace(MARK, BLANK);
    }

    /** The text without the secrets, and without the beginning of one at its end: for texts that were cut off. */
    String cleanCut(String text) {
        String clean = clean(text);
        for (String secret : secrets) {
            for (int length = Math.min(secret.length() - 1, clean.length()); length >= LEAST_TELLING; length--) {
                if (clean.regionMatches(clean.length() - length, secret, 0, length)) {
                    return clean.substring(0, clean.length() - length) + BLANK;
                }
            }
        }
        return clean;
    }

    /** The beginning of the text without the secrets: a text has as many as a server likes, and each is looked for. */
    String cleanBeginning(String text, int most) {
        return text.length() <= most ? clean(text) : cleanCut(text.substring(0, most));
    }

    /** The URI without the secrets, which some servers put into paths. */
    URI clean(URI uri) {
        String clean = clean(uri.toString());
        if (clean.equals(uri.toString())) {
            return uri;
        }
        try {
            return URI.create(clean.replace(BLANK, "redacted"));
        } catch (IllegalArgumentException e) {
            // A secret as short as that is found where nothing else may stand, as in an IPv6 address.
            return URI.create("redacted");
        }
    }

    /**
     * A copy of the beginning of a document for people: secrets blanked, by name and by value.
     *
     * @param most about how many characters are wanted; no text of the document is longer in the copy
     */
    JsonElement cleanBeginning(JsonElement document, int most) {
        return new Beginning(most).of(document);
    }

    private final class Beginning {
        private final int most;
        private int taken;

        Beginning(int most) {
            this.most = most;
        }

        JsonElement of(JsonElement element) {
            taken++;
            if (element.isJsonObject()) {
                JsonObject copy = new JsonObject();
                for (Map.Entry<String, JsonElement> member :
                        element.getAsJsonObject().entrySet()) {
                    if (taken >= most) {
                        break;
                    }
                    boolean secret = isSecretName(member.getKey());
                    copy.add(text(member.getKey()), secret ? new JsonPrimitive(BLANK) : of(member.getValue()));
                }
                return copy;
            }
            if (element.isJsonArray()) {
                JsonArray copy = new JsonArray();
                for (JsonElement item : element.getAsJsonArray()) {
                    if (taken >= most) {
                        break;
                    }
                    copy.add(of(item));
                }
                return copy;
            }
            return element instanceof JsonPrimitive primitive && primitive.isString()
                    ? new JsonPrimitive(text(primitive.getAsString()))
                    : element;
        }

        private String text(String text) {
            String clean = cleanBeginning(text, most);
            taken += clean.length();
            return clean;
        }
    }

    /** The failure itself if no message of it or its causes holds a secret, else one that says no more than its class. */
    IOException clean(IOException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            if (!clean(message).equals(message)) {
                IOException clean = new IOException(failure.getClass().getSimpleName() + ", its message held a secret");
                clean.setStackTrace(failure.getStackTrace());
                return clean;
            }
        }
        return failure;
    }

    private void learn(JsonElement element, boolean secret) {
        if (element.isJsonObject()) {
            element.getAsJsonObject()
                    .entrySet()
                    .forEach(member -> learn(member.getValue(), secret || isSecretName(member.getKey())));
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(item -> learn(item, secret));
        } else if (element instanceof JsonPrimitive primitive) {
            if (secret && isTelling(primitive)) {
                add(primitive.getAsString());
            }
            if (primitive.isString() && primitive.getAsString().startsWith("{")) {
                addText(primitive.getAsString());
            }
        }
    }

    private void addEscaped(String escaped) {
        add(escaped);
        try {
            add(JsonText.parse("\"" + escaped + "\"", Duplicates.LAST_WINS).getAsString());
        } catch (MalformedException e) {
            // Then there is no other form of it.
        }
    }

    /** Booleans and small numbers are no secrets, and would be found everywhere. */
    private static boolean isTelling(JsonPrimitive primitive) {
        return primitive.isString()
                || (primitive.isNumber() && primitive.getAsString().length() >= 6);
    }

    private void add(String secret) {
        if (!secret.isBlank()) {
            String json = JsonText.print(new JsonPrimitive(secret));
            String escaped = json.substring(1, json.length() - 1);
            String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
            secrets.addAll(List.of(
                    secret,
                    escaped,
                    escaped.replace("/", "\\/"),
                    encoded,
                    encoded.replace("+", "%20"),
                    PERCENT.matcher(encoded).replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT))));
        }
    }

    private static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).matches()
                && !NOT_SECRET_NAME.matcher(name).matches();
    }
}
