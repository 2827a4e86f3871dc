package dev.clientregistration.authlete;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The documents in {@code fixtures}. */
final class Fixtures {
    private Fixtures() {}

    /** The text of one file. */
    static String text(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/fixtures/" + name)) {
            if (in == null) {
                throw new AssertionError("there is no fixture " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of one file without the white space between its tokens; nothing else of it changes. */
    static String compact(String name) {
        String json = text(name);
        StringBuilder compact = new StringBuilder();
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString || !Character.isWhitespace(c)) {
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
}
