package dev.clientregistration.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.clientregistration.Secret;
import dev.clientregistration.internal.json.Document;
import dev.clientregistration.internal.json.DocumentBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The name and the type of a member that the models have no method for, such as a vendor's own. It reads the member from
 * any {@link JsonView} and writes it in any builder:
 *
 * {@snippet class="dev.clientregistration.MetadataSnippets" region="member-key"}
 *
 * <p>Keys read with the tolerance of the models' accessors: {@code null}, {@code ""} and values of a type that cannot be
 * read are absent, numbers and booleans are read from text too, and a lone text is a list of one. A new vendor is a class
 * of such constants.
 *
 * <p>A name with a language tag ({@code client_name#fr}) is a name like any other. {@code toString} is the name.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param <T> the type of the member's value
 */
public final class MemberKey<T> {
    private final String name;
    private final Function<Document, Optional<T>> reader;
    private final BiConsumer<DocumentBuilder, T> writer;

    private MemberKey(String name, Function<Document, Optional<T>> reader, BiConsumer<DocumentBuilder, T> writer) {
        this.name = name;
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * A boolean; also read from the texts {@code true} and {@code false}.
     *
     * @param name the member's JSON name; not null
     * @return the key
     */
    public static MemberKey<Boolean> flag(String name) {
        require(name);
        return new MemberKey<>(name, json -> json.flag(name), (json, value) -> json.flag(name, value));
    }

    /**
     * A text; a number or a boolean is read by its text.
     *
     * @param name the member's JSON name; not null
     * @return the key
     */
    public static MemberKey<String> text(String name) {
        require(name);
        return new MemberKey<>(name, json -> json.text(name), (json, value) -> json.text(name, value));
    }

    /**
     * A secret text.
     *
     * @param name the member's JSON name; not null
     * @return the key
     */
    public static MemberKey<Secret> secret(String name) {
        require(name);
        return new MemberKey<>(name, json -> json.secret(name), (json, value) -> json.secret(name, value));
    }

    /**
     * Words separated by spaces in one text; an array of texts is read as those words. Written as one text.
     *
     * @param name the member's JSON name; not null
     * @return the key
     */
    public static MemberKey<String> words(String name) {
        require(name);
        return new MemberKey<>(name, json -> json.words(name, name), (json, value) -> json.words(name, value));
    }

    /**
     * An array of texts; a lone text is read as an array of one.
     *
     * @param name the member's JSON name; not null
     * @return the key; it gives unmodifiable lists, empty for an array without texts
     */
    public static MemberKey<List<String>> texts(String name) {
        require(name);
        return new MemberKey<>(name, list(name, json -> json.texts(name)), (json, value) -> json.texts(name, value));
    }

    /**
     * A text as a value of an open set, for example {@code value("token_signed_response_alg", JwsAlgorithm::of)}.
     *
     * @param name the member's JSON name; not null
     * @param of makes the value of a text that is not empty; not null
     * @return the key
     */
    public static <V extends OpenValue> MemberKey<V> value(String name, Function<String, V> of) {
        require(name);
        Objects.requireNonNull(of, "of must not be null");
        return new MemberKey<>(name, json -> json.value(name, of), (json, value) -> json.value(name, value));
    }

    /**
     * An array of texts as values of an open set; a lone text is read as an array of one.
     *
     * @param name the member's JSON name; not null
     * @param of makes the value of a text that is not empty; not null
     * @return the key; it gives unmodifiable lists, empty for an array without texts
     */
    public static <V extends OpenValue> MemberKey<List<V>> values(String name, Function<String, V> of) {
        require(name);
        Objects.requireNonNull(of, "of must not be null");
        return new MemberKey<>(
                name, list(name, json -> json.values(name, of)), (json, value) -> json.values(name, value));
    }

    /**
     * A whole number; also read from text.
     *
     * @param name the member's JSON name; not null
     * @return the key
     */
    public static MemberKey<Long> integer(String name) {
        require(name);
        return new MemberKey<>(name, json -> json.integer(name), (json, value) -> json.integer(name, value));
    }

    /**
     * A length of time in seconds; also read from text and with a fraction. Written in whole seconds.
     *
     * @param name the member's JSON name; not null
     * @return the key
     */
    public static MemberKey<Duration> seconds(String name) {
        require(name);
        return new MemberKey<>(name, json -> json.seconds(name), (json, value) -> json.seconds(name, value));
    }

    /**
     * A time in seconds since the epoch; also read in milliseconds, from text, with a fraction, and in ISO 8601. Written
     * in whole seconds.
     *
     * @param name the member's JSON name; not null
     * @return the key
     */
    public static MemberKey<Instant> instant(String name) {
        require(name);
        return new MemberKey<>(name, json -> json.instant(name), (json, value) -> json.instant(name, value));
    }

    /**
     * A time in milliseconds since the epoch; also read from text. Written in milliseconds.
     *
     * @param name the member's JSON name; not null
     * @return the key
     */
    public static MemberKey<Instant> millis(String name) {
        require(name);
        return new MemberKey<>(name, json -> json.millis(name), (json, value) -> json.millis(name, value));
    }

    /**
     * A time in ISO 8601, such as {@code 2023-06-12T19:24:24.0727511Z}; also read in seconds or milliseconds since the
     * epoch. Written in ISO 8601, in UTC.
     *
     * @param name the member's JSON name; not null
     * @return the key
     */
    public static MemberKey<Instant> dateTime(String name) {
        require(name);
        return new MemberKey<>(name, json -> json.instant(name), (json, value) -> json.text(name, value.toString()));
    }

    /**
     * A JSON value of any type, as it stands in the document; {@code JsonNull} and {@code ""} are values too.
     *
     * @param name the member's JSON name; not null
     * @return the key; it gives and takes copies
     */
    public static MemberKey<JsonElement> raw(String name) {
        require(name);
        return new MemberKey<>(name, json -> json.member(name), (json, value) -> json.member(name, value));
    }

    /**
     * The member's JSON name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The value that a member's JSON value stands for.
     *
     * @param json the JSON value; not null
     * @return the value; empty if the JSON value is {@code null}, {@code ""} or of a type that this key cannot read
     * @throws IllegalArgumentException if the JSON value nests deeper than 254 levels or holds NaN or an infinity, which
     *     no value from a document does
     */
    public Optional<T> fromJson(JsonElement json) {
        JsonObject document = new JsonObject();
        document.add(name, Objects.requireNonNull(json, "json must not be null"));
        return reader.apply(Document.copyOf(document));
    }

    /**
     * The JSON value that stands for a value.
     *
     * @param value the value; not null
     * @return a JSON value that {@link #fromJson(JsonElement)} reads back, as far as the member's form can hold it
     * @throws IllegalArgumentException if the member's form cannot hold it, such as a negative length of time
     */
    public JsonElement toJson(T value) {
        Objects.requireNonNull(value, () -> name + " must not be null");
        DocumentBuilder builder = new DocumentBuilder();
        writer.accept(builder, value);
        return builder.build().member(name).orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }

    /** A list is there if its member is an array, or a text that stands for one. */
    private static <L extends List<?>> Function<Document, Optional<L>> list(String name, Function<Document, L> reader) {
        return json -> {
            L values = reader.apply(json);
            boolean there = !values.isEmpty()
                    || json.member(name).filter(JsonElement::isJsonArray).isPresent();
            return there ? Optional.of(values) : Optional.empty();
        };
    }

    private static void require(String name) {
        Objects.requireNonNull(name, "name must not be null");
    }
}
