package dev.clientregistration.authlete;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tests ask of {@code spec/authlete.yaml}, read line by line: as much YAML as that file uses, so that the
 * tests do not believe the generator that they test.
 */
final class AuthleteSpecification {
    private static final Path FILE = Path.of("../../spec/authlete.yaml");

    private final Map<String, List<String>> properties = new LinkedHashMap<>();
    private final Map<String, List<String>> enums = new LinkedHashMap<>();

    private AuthleteSpecification(List<String> lines) {
        String schema = "";
        String section = "";
        for (String line : lines.subList(lines.indexOf("  schemas:") + 1, lines.size())) {
            String text = line.strip();
            switch (line.length() - line.stripLeading().length()) {
                case 4 -> schema = name(text);
                case 6 -> section = name(text);
                case 8 -> {
                    if (section.equals("properties") && text.matches("\\w+:")) {
                        properties
                                .computeIfAbsent(schema, s -> new ArrayList<>())
                                .add(name(text));
                    } else if (section.equals("enum") && text.startsWith("- ")) {
                        enums.computeIfAbsent(schema, s -> new ArrayList<>()).add(text.substring(2));
                    }
                }
                default -> {
                    // A detail of a property, or a comment.
                }
            }
        }
    }

    private static String name(String text) {
        return text.contains(":") ? text.substring(0, text.indexOf(':')) : text;
    }

    /** Reads the file. */
    static AuthleteSpecification read() {
        try {
            return new AuthleteSpecification(Files.readAllLines(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of a schema's properties, in the file's order. */
    List<String> propertyNames(String schema) {
        return properties.getOrDefault(schema, List.of());
    }

    /** The values of every enum, by the name of its schema. */
    Map<String, List<String>> enums() {
        return enums;
    }
}
