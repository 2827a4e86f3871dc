package dev.clientregistration.internal.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON text to tree and back without a loss: member order and the text of every number survive, explicit nulls too.
 * Gson's own tree reader is not used because it neither tells of duplicate members nor reads strictly.
 */
public final class JsonText {
    /** How deep a document may nest, the limit of Gson's reader; trees that users pass in are held to it as well. */
    static final int MAX_DEPTH = 255;

    private static final int MAX_NAME_CHARACTERS = 200;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("NaN|[+-]?Infinity");
    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*+");
    private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[\\x{0}-\\x{FFFF}]]");
    private static final Pattern POSITION = Pattern.compile(" at line (\\d+) column (\\d+)");

    private JsonText() {}

    /** What to do where a member name occurs twice in one object. */
    public enum Duplicates {
        /** The text is refused: whoever wrote it meant one of the two, and nobody can say which. */
        REFUSED,
        /** The last one counts: an answer that is already given must be read. */
        LAST_WINS
    }

    /** The text is not what was expected. The message says why and where, and repeats none of the text's values. */
    public static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** Reads one JSON object. A leading byte order mark is skipped; anything after the object is refused. */
    public static JsonObject parseObject(String text, Duplicates duplicates) throws MalformedException {
        JsonElement element = parse(text, duplicates);
        if (!element.isJsonObject()) {
            throw new MalformedException("a JSON object is needed, but the text is " + kind(element));
        }
        return element.getAsJsonObject();
    }

    /** Reads one JSON array, under the same rules. */
    public static JsonArray parseArray(String text, Duplicates duplicates) throws MalformedException {
        JsonElement element = parse(text, duplicates);
        if (!element.isJsonArray()) {
            throw new MalformedException("a JSON array is needed, but the text is " + kind(element));
        }
        return element.getAsJsonArray();
    }

    /** Reads one JSON value of any type. */
    public static JsonElement parse(String text, Duplicates duplicates) throws MalformedException {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            // What came over the wire may hold raw control characters and half surrogate pairs: servers do that.
            reader.setStrictness(duplicates == Duplicates.REFUSED ? Strictness.STRICT : Strictness.LEGACY_STRICT);
            if (reader.peek() == JsonToken.END_DOCUMENT) {
                throw new MalformedException("the text is empty");
            }
            JsonElement element = read(reader, duplicates);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedException("the text goes on after its JSON value");
            }
            return element;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            // Gson's messages can hold parts of the text: only the position is taken over, and no cause.
            Matcher position = POSITION.matcher(String.valueOf(e.getMessage()));
            throw new MalformedException(
                    text.isBlank()
                            ? "the text is empty"
                            : "the text is not JSON"
                                    + (position.find()
                                            ? " (line " + position.group(1) + ", column " + position.group(2) + ")"
                                            : ""));
        }
    }

    private static JsonElement read(JsonReader reader, Duplicates duplicates) throws IOException, MalformedException {
        switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                JsonObject object = new JsonObject();
                reader.beginObject();
                while (reader.hasNext()) {
                    String name = reader.nextName();
                    if (duplicates == Duplicates.REFUSED && object.has(name)) {
                        throw new MalformedException(
                                "the member \"" + forPeople(name) + "\" occurs twice in one object");
                    }
                    object.add(name, read(reader, duplicates));
                }
                reader.endObject();
                return object;
            }
            case BEGIN_ARRAY -> {
                JsonArray array = new JsonArray();
                reader.beginArray();
                while (reader.hasNext()) {
                    array.add(read(reader, duplicates));
                }
                reader.endArray();
                return array;
            }
            case STRING -> {
                return new JsonPrimitive(reader.nextString());
            }
            case NUMBER -> {
                return new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
            }
            case BOOLEAN -> {
                return new JsonPrimitive(reader.nextBoolean());
            }
            default -> {
                reader.nextNull();
                return JsonNull.INSTANCE;
            }
        }
    }

    /** Writes a tree as compact JSON text; nothing is escaped that need not be, nulls are written, any charset can hold it. */
    public static String print(JsonElement element) {
        StringWriter out = new StringWriter();
        try (JsonWriter writer = new JsonWriter(out)) {
            writer.setStrictness(Strictness.STRICT);
            writer.setHtmlSafe(false);
            writer.setSerializeNulls(true);
            write(writer, element);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HALF_PAIR.matcher(out.toString()).replaceAll(JsonText::escape);
    }

    private static String escape(MatchResult character) {
        return String.format("\\\\u%04x", (int) character.group().charAt(0));
    }

    private static void write(JsonWriter writer, JsonElement element) throws IOException {
        if (element.isJsonObject()) {
            writer.beginObject();
            for (Map.Entry<String, JsonElement> member :
                    element.getAsJsonObject().entrySet()) {
                writer.name(member.getKey());
                write(writer, member.getValue());
            }
            writer.endObject();
        } else if (element.isJsonArray()) {
            writer.beginArray();
            for (JsonElement item : element.getAsJsonArray()) {
                write(writer, item);
            }
            writer.endArray();
        } else if (element.isJsonNull()) {
            writer.nullValue();
        } else {
            JsonPrimitive primitive = element.getAsJsonPrimitive();
            if (primitive.isNumber()) {
                writer.value(primitive.getAsNumber());
            } else if (primitive.isBoolean()) {
                writer.value(primitive.getAsBoolean());
            } else {
                writer.value(primitive.getAsString());
            }
        }
    }

    /**
     * A copy that shares nothing that can change with the original.
     *
     * @throws IllegalArgumentException if the tree nests deeper than {@value #MAX_DEPTH} or holds a number that
     *     JSON cannot write, such as NaN; the message repeats no value
     */
    static JsonElement copy(JsonElement element) {
        return copy(element, 0);
    }

    /** The copy of a tree that will stand this deep in another one. */
    static JsonElement copy(JsonElement element, int depth) {
        if (element.isJsonObject()) {
            requireDepth(depth);
            JsonObject copy = new JsonObject();
            for (Map.Entry<String, JsonElement> member :
                    element.getAsJsonObject().entrySet()) {
                copy.add(member.getKey(), copy(member.getValue(), depth + 1));
            }
            return copy;
        }
        if (element.isJsonArray()) {
            requireDepth(depth);
            JsonArray copy = new JsonArray(element.getAsJsonArray().size());
            for (JsonElement item : element.getAsJsonArray()) {
                copy.add(copy(item, depth + 1));
            }
            return copy;
        }
        return element instanceof JsonPrimitive primitive && primitive.isNumber() ? number(primitive) : element;
    }

    private static void requireDepth(int depth) {
        if (depth >= MAX_DEPTH) {
            throw new IllegalArgumentException("the JSON value nests deeper than " + MAX_DEPTH + " levels");
        }
    }

    /** A number by its text: whatever class of number a caller gives, it does not change and can be written. */
    private static JsonPrimitive number(JsonPrimitive primitive) {
        String text = primitive.getAsString();
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "JSON has no number " + (NOT_A_NUMBER.matcher(text).matches() ? text : "of this form"));
        }
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            return new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks that a text can be written as UTF-8.
     *
     * @throws IllegalArgumentException if it holds half a surrogate pair
     */
    static String requireText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isHighSurrogate(text.charAt(i))
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException("the text holds half a surrogate pair, which is no character");
                }
                i++;
            }
        }
        return text;
    }

    /** Whether a text is a BCP 47 language tag by its form. */
    static boolean isLanguageTag(String text) {
        return LANGUAGE_TAG.matcher(text).matches();
    }

    /** A name for messages and logs: bounded, without control characters. */
    public static String forPeople(String name) {
        String quoted = plain(print(new JsonPrimitive(name)));
        String text = quoted.substring(1, quoted.length() - 1);
        return text.length() <= MAX_NAME_CHARACTERS ? text : text.substring(0, MAX_NAME_CHARACTERS) + "...";
    }

    /** JSON text without the control and format characters that JSON does not escape but a terminal obeys. */
    static String plain(String json) {
        return CONTROL.matcher(json)
                .replaceAll(
                        match -> String.format("\\\\u%04x", (int) match.group().charAt(0)));
    }

    /** Whether two values are the same: members in any order, numbers by their text. */
    public static boolean same(@Nullable JsonElement a, @Nullable JsonElement b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        if (a.isJsonObject() && b.isJsonObject()) {
            JsonObject left = a.getAsJsonObject();
            JsonObject right = b.getAsJsonObject();
            if (left.size() != right.size()) {
                return false;
            }
            for (Map.Entry<String, JsonElement> member : left.entrySet()) {
                JsonElement other = right.get(member.getKey());
                if (other == null || !same(member.getValue(), other)) {
                    return false;
                }
            }
            return true;
        }
        if (a.isJsonArray() && b.isJsonArray()) {
            JsonArray left = a.getAsJsonArray();
            JsonArray right = b.getAsJsonArray();
            if (left.size() != right.size()) {
                return false;
            }
            for (int i = 0; i < left.size(); i++) {
                if (!same(left.get(i), right.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof JsonPrimitive left && b instanceof JsonPrimitive right) {
            // Not JsonPrimitive.equals: it compares by double, so 2^53 and 2^53 + 1 would be the same.
            return left.isNumber() == right.isNumber()
                    && left.isBoolean() == right.isBoolean()
                    && left.getAsString().equals(right.getAsString());
        }
        return a.isJsonNull() && b.isJsonNull();
    }

    /** A hash that goes with {@link #same}. */
    static int hash(JsonElement element) {
        if (element.isJsonObject()) {
            int hash = 0;
            for (Map.Entry<String, JsonElement> member :
                    element.getAsJsonObject().entrySet()) {
                hash += member.getKey().hashCode() ^ hash(member.getValue());
            }
            return hash;
        }
        if (element.isJsonArray()) {
            int hash = 1;
            for (JsonElement item : element.getAsJsonArray()) {
                hash = 31 * hash + hash(item);
            }
            return hash;
        }
        return element.isJsonNull() ? 0 : element.getAsString().hashCode();
    }

    /** What a value is, for messages: {@code an array}, {@code a number}, ... */
    static String kind(JsonElement element) {
        if (element.isJsonObject()) {
            return "an object";
        }
        if (element.isJsonArray()) {
            return "an array";
        }
        if (element.isJsonNull()) {
            return "null";
        }
        JsonPrimitive primitive = element.getAsJsonPrimitive();
        return primitive.isString() ? "a string" : primitive.isNumber() ? "a number" : "a boolean";
    }

    /** How large a value is, for {@code toString} methods that must not show it. */
    static String size(JsonElement element) {
        if (element.isJsonObject()) {
            return count(element.getAsJsonObject().size(), "member");
        }
        if (element.isJsonArray()) {
            return count(element.getAsJsonArray().size(), "item");
        }
        if (element.isJsonNull()) {
            return "null";
        }
        return count(element.getAsString().length(), "character");
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
