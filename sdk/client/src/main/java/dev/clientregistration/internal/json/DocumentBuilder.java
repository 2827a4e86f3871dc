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
import java.util.Objects;
import java.util.regex.Pattern;

/** The changeable half of {@link Document}, behind the builders of the models. Not thread-safe. */
public final class DocumentBuilder {
    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

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
        members.add(name, JsonText.copy(require(name, value)));
    }

    /** Takes a member out, so that it is not sent. */
    public void remove(String name) {
        members.remove(require("name", name));
    }

    /** Sets a text. */
    public void text(String name, String value) {
        members.addProperty(name, require(name, value));
    }

    /** Sets a text for one language, replacing one whose tag differs in case only. */
    public void text(String name, String languageTag, String value) {
        require("language tag of " + name, languageTag);
        if (!LANGUAGE_TAG.matcher(languageTag).matches()) {
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
        members.addProperty(name, require(name, value).getEpochSecond());
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
            value.instant().ifPresentOrElse(instant -> instant(name, instant), () -> remove(name));
        }
    }

    /** Sets a value of an open set. */
    public void value(String name, OpenValue value) {
        text(name, require(name, value).value());
    }

    /** Sets a JSON object. */
    public void object(String name, JsonView value) {
        members.add(name, require(name, value).toJsonObject());
    }

    /** Replaces an array of JSON objects. */
    public void objects(String name, Iterable<? extends JsonView> values) {
        require(name, values);
        members.add(name, new JsonArray());
        addObjects(name, values);
    }

    /** Adds to an array of JSON objects. */
    public void addObjects(String name, Iterable<? extends JsonView> values) {
        JsonArray array = array(name);
        for (JsonView value : require(name, values)) {
            array.add(require(name, value).toJsonObject());
        }
    }

    /** Replaces an array of texts. */
    public void texts(String name, Iterable<String> values) {
        require(name, values);
        members.add(name, new JsonArray());
        addTexts(name, values);
    }

    /** Adds to an array of texts; a lone text that stood there becomes its first item. */
    public void addTexts(String name, Iterable<String> values) {
        JsonArray array = array(name);
        for (String value : require(name, values)) {
            array.add(require(name, value));
        }
    }

    /** Replaces an array of values of an open set. */
    public void values(String name, Iterable<? extends OpenValue> values) {
        require(name, values);
        members.add(name, new JsonArray());
        addValues(name, values);
    }

    /** Adds to an array of values of an open set. */
    public void addValues(String name, Iterable<? extends OpenValue> values) {
        JsonArray array = array(name);
        for (OpenValue value : require(name, values)) {
            array.add(require(name, value).value());
        }
    }

    private JsonArray array(String name) {
        JsonElement present = members.get(name);
        if (present instanceof JsonArray array) {
            return array;
        }
        JsonArray array = new JsonArray();
        if (present != null && !present.isJsonNull()) {
            array.add(present);
        }
        members.add(name, array);
        return array;
    }

    private static <T> T require(String name, T value) {
        return Objects.requireNonNull(value, () -> name + " must not be null");
    }
}
