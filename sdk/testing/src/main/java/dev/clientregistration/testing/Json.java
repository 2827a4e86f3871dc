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

/**
 * Reads JSON as RFC 8259 has it and nothing beside it, and writes it back unchanged: members in order, nulls kept,
 * numbers by their text.
 */
final class Json {
    private static final Gson WRITER =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private Json() {}

    /**
     * Reads a body that is one JSON object.
     *
     * @throws Refusal if the bytes are not UTF-8, are not strict JSON or hold more than one value; if the value is not
     *     an object; if an object names a member twice, of which readers would make different things
     */
    static JsonObject readObject(byte[] body) throws Refusal {
        JsonElement value;
        try (JsonReader reader = new JsonReader(new StringReader(utf8(body)))) {
            reader.setStrictness(Strictness.STRICT);
            value = read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw Refusal.invalidClientMetadata("the body must be one JSON object and nothing after it");
            }
        } catch (EOFException | MalformedJsonException e) {
            throw Refusal.invalidClientMetadata("the body is not well-formed JSON");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        if (!value.isJsonObject()) {
            throw Refusal.invalidClientMetadata("the body must be a JSON object");
        }
        return value.getAsJsonObject();
    }

    static String write(JsonElement value) {
        return WRITER.toJson(value);
    }

    private static String utf8(byte[] body) throws Refusal {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.invalidClientMetadata("the body is not UTF-8");
        }
    }

    /** Recursive, but never deeper than the reader's own nesting limit. */
    private static JsonElement read(JsonReader reader) throws IOException, Refusal {
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

    private static JsonObject readMembers(JsonReader reader) throws IOException, Refusal {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (object.has(name)) {
                throw Refusal.invalidClientMetadata("the body names a member twice: " + name);
            }
            object.add(name, read(reader));
        }
        reader.endObject();
        return object;
    }

    private static JsonArray readItems(JsonReader reader) throws IOException, Refusal {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(read(reader));
        }
        reader.endArray();
        return array;
    }
}
