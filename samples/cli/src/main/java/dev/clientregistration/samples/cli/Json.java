package dev.clientregistration.samples.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Trees as JSON text for people and programs: in order, numbers by their text, nulls written. */
final class Json {
    /** Characters that JSON does not escape but a terminal obeys, and halves of surrogate pairs, which no charset has. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[\\x{0}-\\x{FFFF}&&[^\\n]]]");

    private Json() {}

    /** Several lines, indented by two spaces. */
    static String pretty(JsonElement element) {
        return print(element, "  ");
    }

    /** One line. */
    static String line(JsonElement element) {
        return print(element, "");
    }

    /** A text for one line of a terminal: line breaks and control characters are blanks. */
    static String forTerminal(String text) {
        return UNSAFE.matcher(text.replace('\n', ' ')).replaceAll(" ").strip();
    }

    private static String print(JsonElement element, String indent) {
        StringWriter out = new StringWriter();
        try (JsonWriter writer = new JsonWriter(out)) {
            writer.setStrictness(Strictness.LENIENT); // a tree of numbers that were read: their text is as it came
            writer.setHtmlSafe(false);
            writer.setSerializeNulls(true);
            writer.setIndent(indent);
            write(writer, element);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return UNSAFE.matcher(out.toString())
                .replaceAll(
                        match -> String.format("\\\\u%04x", (int) match.group().charAt(0)));
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
        } else if (element instanceof JsonPrimitive primitive) {
            if (primitive.isNumber()) {
                writer.value(primitive.getAsNumber());
            } else if (primitive.isBoolean()) {
                writer.value(primitive.getAsBoolean());
            } else {
                writer.value(primitive.getAsString());
            }
        } else {
            writer.nullValue();
        }
    }
}
