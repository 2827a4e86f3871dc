package dev.clientregistration.nevismeta;

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

    /** The text of one file without the white space between its tokens, of which its texts have none but single spaces. */
    static String compact(String name) {
        return text(name).replaceAll("\\s*\\n\\s*", "").replace("\": ", "\":");
    }
}
