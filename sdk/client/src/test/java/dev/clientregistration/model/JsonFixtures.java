package dev.clientregistration.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The documents in {@code fixtures}, and JSON text without a JSON library. */
public final class JsonFixtures {
    private JsonFixtures() {}

    /** The text of one file. */
    static String text(String name) {
        try (InputStream in = JsonFixtures.class.getResourceAsStream("/fixtures/" + name)) {
            if (in == null) {
                throw new AssertionError("there is no fixture " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON text without the white space between its tokens; nothing else of it changes. */
    public static String compact(String json) {
        StringBuilder compact = new StringBuilder();
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString || " \t\r\n".indexOf(c) < 0) {
                compact.append(c);
            }
            if (inString && c == '\\') {
                compact.append(json.charAt(++i));
            } else if (c == '"') {
                inString = !inString;
            }
        }
        return compact.toString();
    }

    /** The text of a string member, unescaped as far as the fixtures need it. */
    static String stringMember(String json, String name) {
        int start = json.indexOf("\"" + name + "\": \"") + name.length() + 5;
        StringBuilder value = new StringBuilder();
        for (int i = start; json.charAt(i) != '"'; i++) {
            value.append(json.charAt(i) == '\\' ? json.charAt(++i) : json.charAt(i));
        }
        return value.toString();
    }
}
