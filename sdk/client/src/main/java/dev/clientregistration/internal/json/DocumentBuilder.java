package dev.clientregistration.internal.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.clientregistration.Secret;
import dev.clientregistration.model.JsonView;
import dev.clientregistration.model.OpenValue;
import dev.clientregistration.model.SecretExpiry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

/** The changeable half of {@link Document}, behind the builders of the models. Not thread-safe. */
public final class DocumentBuilder {
    /** Seconds from here on would be read as milliseconds. */
    private static final long MAX_SECONDS = 100_000_000_000L;

    private final transient JsonObject members;

    /** An empty object. */
    public DocumentBuilder() {
        this(new JsonObject());
    }

    DocumentBuilder(JsonObject members) {
        this.members = members;
    }

    /** The document as it is now; the builder can go on. */
    public Document build() {
        return Document.copyOf(members);
    }

    /** Sets any member; the value is copied. */
    public void member(String name, JsonElement value) {
        require("name", name);
        members.add(name, JsonText.copy(require(name, value), 1));
    }

    /** Takes a member out, so that it is not sent. */
    public void remove(String name) {
        members.remove(require("name", name));
    }

    /** Sets a text. */
    public void text(String name, String value) {
        members.addProperty(name, JsonText.requireText(require(name, value)));
    }

    /** Sets words that are joined by spaces. */
    public void words(String name, String... words) {
        require(name, words);
        for (String word : words) {
            require(name, word);
        }
        String text = String.join(" ", words).strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " must name at least one word; remove(\"" + name + "\") takes it out");
        }
        text(name, text);
    }

    /** Sets a text for one language, replacing one whose tag differs in case only. */
    public void text(String name, String languageTag, String value) {
        require("language tag of " + name, languageTag);
        if (!JsonText.isLanguageTag(languageTag)) {
            throw new IllegalArgumentException("language tag of " + name
                    + " must be a BCP 47 tag such as fr or ja-Jpan-JP, not \"" + languageTag + "\"");
        }
        String present = Document.localizedName(members, name, languageTag);
        text(present == null ? name + "#" + languageTag : present, value);
    }

    /** Sets a secret text. */
    public void secret(String name, Secret value) {
        text(name, require(name, value).reveal());
    }

    /** Sets a boolean. */
    public void flag(String name, boolean value) {
        members.addProperty(name, value);
    }

    /** Sets a whole number. */
    public void integer(String name, long value) {
        members.addProperty(name, value);
    }

    /** Sets a length of time, in whole seconds. */
    public void seconds(String name, Duration value) {
        if (require(name, value).isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
        members.addProperty(name, value.toSeconds());
    }

    /** Sets a time, in whole seconds since the epoch. */
    public void instant(String name, Instant value) {
        long seconds = require(name, value).getEpochSecond();
        if (Math.abs(seconds) > MAX_SECONDS) {
            throw new IllegalArgumentException(name + " is too far from now to be a time in seconds: " + value);
        }
        members.addProperty(name, seconds);
    }

    /** Sets a time as a text of ISO 8601, in UTC. */
    public void dateTime(String name, Instant value) {
        int year = require(name, value).atOffset(ZoneOffset.UTC).getYear();
        if (year < 0 || year > 9999) {
            throw new IllegalArgumentException(name + " must have a year of four digits, but is " + value);
        }
        members.addProperty(name, value.toString());
    }

    /** Sets a time, in milliseconds since the epoch. */
    public void millis(String name, Instant value) {
        members.addProperty(name, require(name, value).toEpochMilli());
    }

    /** Sets an expiry; an unknown one is an absent member. */
    public void expiry(String name, SecretExpiry value) {
        if (require(name, value).isNever()) {
            members.addProperty(name, 0);
        } else {
            value.instant().ifPresentOrElse(instant -> expiry(name, instant), () -> remove(name));
        }
    }

    private void expiry(String name, Instant instant) {
        if (instant.getEpochSecond() <= 0) {
            // 0 would say that it never expires.
            throw new IllegalArgumentException(name + " must be after 1970-01-01T00:00:00Z, but is " + instant);
        }
        instant(name, instant);
    }

    /** Sets a value of an open set. */
    public void value(String name, OpenValue value) {
        text(name, require(name, value).value());
    }

    /** Sets a JSON object. */
    public void object(String name, JsonView value) {
        members.add(name, require(name, value).toJsonObject());
    }

    /** Sets a text to the JSON text of a document. */
    public void embed(String name, JsonView value) {
        text(name, require(name, value).toJson());
    }

    /** Replaces an array of JSON objects. */
    public void objects(String name, Iterable<? extends JsonView> values) {
        members.add(name, appendObjects(new JsonArray(), name, values));
    }

    /** Adds to an array of JSON objects. */
    public void addObjects(String name, Iterable<? extends JsonView> values) {
        members.add(name, appendObjects(array(name), name, values));
    }

    private static JsonArray appendObjects(JsonArray array, String name, Iterable<? extends JsonView> values) {
        for (JsonView value : require(name, values)) {
            array.add(require(name, value).toJsonObject());
        }
        return array;
    }

    /** Replaces an array of texts. */
    public void texts(String name, Iterable<String> values) {
        members.add(name, appendTexts(new JsonArray(), name, values));
    }

    /** Adds to an array of texts; a lone text that stood there becomes its first item. */
    public void addTexts(String name, Iterable<String> values) {
        members.add(name, appendTexts(array(name), name, values));
    }

    private static JsonArray appendTexts(JsonArray array, String name, Iterable<String> values) {
        for (String value : require(name, values)) {
            array.add(JsonText.requireText(require(name, value)));
        }
        return array;
    }

    /** Replaces an array of values of an open set. */
    public void values(String name, Iterable<? extends OpenValue> values) {
        members.add(name, appendValues(new JsonArray(), name, values));
    }

    /** Adds to an array of values of an open set. */
    public void addValues(String name, Iterable<? extends OpenValue> values) {
        members.add(name, appendValues(array(name), name, values));
    }

    private static JsonArray appendValues(JsonArray array, String name, Iterable<? extends OpenValue> values) {
        for (OpenValue value : require(name, values)) {
            array.add(require(name, value).value());
        }
        return array;
    }

    /** A copy of the member as an array: a lone value is one of one, an absent one (null, "") of none. */
    private JsonArray array(String name) {
        JsonElement present = members.get(name);
        if (present instanceof JsonArray array) {
            return array.deepCopy();
        }
        JsonArray array = new JsonArray();
        boolean absent = present == null
                || present.isJsonNull()
                || (present.isJsonPrimitive() && present.getAsString().isEmpty());
        if (!absent) {
            array.add(present);
        }
        return array;
    }

    private static <T> T require(String name, T value) {
        return Objects.requireNonNull(value, () -> name + " must not be null");
    }
}
