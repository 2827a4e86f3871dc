package dev.clientregistration.testing;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as RFC 8259 has it and nothing beside it, and writes it back unchanged: members in order, nulls kept,
 * numbers by their text.
 */
final class Json {
    private static final Gson WRITER =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private Json() {}

    /**
     * Reads bytes that are one JSON object.
     *
     * @param reason why they are refused if they are not
     * @param what what the bytes are, for the description
     * @throws Refusal if the bytes are not UTF-8, or as {@link #readObject(String, Reason, String)} does
     */
    static JsonObject readObject(byte[] bytes, Reason reason, String what) throws Refusal {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.of(reason, what + " is not UTF-8");
        }
        return readObject(text, reason, what);
    }

    /**
     * Reads a text that is one JSON object.
     *
     * @param reason why it is refused if it is not
     * @param what what the text is, for the description
     * @throws Refusal if the text is not strict JSON or holds more than one value; if the value is not an object; if an
     *     object names a member twice, of which readers would make different things
     */
    static JsonObject readObject(String text, Reason reason, String what) throws Refusal {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement value = read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw Refusal.of(reason, what + " must be one JSON object and nothing after it");
            }
            if (!value.isJsonObject()) {
                throw Refusal.of(reason, what + " must be a JSON object");
            }
            return value.getAsJsonObject();
        } catch (DuplicateName e) {
            throw Refusal.of(reason, what + " names a member twice: " + e.getMessage());
        } catch (EOFException | MalformedJsonException e) {
            throw Refusal.of(reason, what + " is not well-formed JSON");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** The text as one JSON object; null if it is none. */
    static @Nullable JsonObject objectOrNull(String text) {
        try {
            return readObject(text, Reason.UNREADABLE_BODY, "the text");
        } catch (Refusal notAnObject) {
            return null;
        }
    }

    static String write(JsonElement value) {
        return WRITER.toJson(value);
    }

    /** Adds a member where there is none of its name. */
    static void addIfAbsent(JsonObject object, String name, JsonElement value) {
        if (!object.has(name)) {
            object.add(name, value);
        }
    }

    /** A copy without the members that are null: such a member counts as left out (RFC 7592 §2.2). */
    static JsonObject withoutNulls(JsonObject sent) {
        JsonObject present = new JsonObject();
        for (Map.Entry<String, JsonElement> member : sent.entrySet()) {
            if (!member.getValue().isJsonNull()) {
                present.add(member.getKey(), member.getValue().deepCopy());
            }
        }
        return present;
    }

    static JsonArray array(String... values) {
        return array(List.of(values));
    }

    static JsonArray array(List<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }

    /** The strings of a member that is an array of strings; none if it is absent. */
    static List<String> strings(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray array
                ? array.asList().stream().map(JsonElement::getAsString).toList()
                : List.of();
    }

    /** The string that a member is; empty if it is absent or something else. */
    static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonPrimitive primitive && primitive.isString()
                ? Optional.of(primitive.getAsString())
                : Optional.empty();
    }

    /** Whether the value is a string, and this one. */
    static boolean isText(@Nullable JsonElement value, @Nullable String expected) {
        return value instanceof JsonPrimitive primitive
                && primitive.isString()
                && primitive.getAsString().equals(expected);
    }

    /** Recursive, but never deeper than the reader's own nesting limit. */
    private static JsonElement read(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> readMembers(reader);
            case BEGIN_ARRAY -> readItems(reader);
            case STRING -> new JsonPrimitive(reader.nextString());
            case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            case END_OBJECT, END_ARRAY, NAME, END_DOCUMENT -> throw new MalformedJsonException("a value was expected");
        };
    }

    private static JsonObject readMembers(JsonReader reader) throws IOException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (object.has(name)) {
                throw new DuplicateName(name);
            }
            object.add(name, read(reader));
        }
        reader.endObject();
        return object;
    }

    private static JsonArray readItems(JsonReader reader) throws IOException {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(read(reader));
        }
        reader.endArray();
        return array;
    }

    /** The message is the name. */
    private static final class DuplicateName extends IOException {
        private static final long serialVersionUID = 1L;

        DuplicateName(String name) {
            super(name);
        }
    }
}
