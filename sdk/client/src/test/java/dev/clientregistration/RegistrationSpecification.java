package dev.clientregistration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the tests ask of {@code spec/registration.yaml}, read line by line: as much YAML as that file uses, so that the
 * tests do not believe the generator that they test.
 */
public final class RegistrationSpecification {
    private static final Path FOLDER = Path.of("../../spec");
    private static final Pattern ENTRY = Pattern.compile("([\\w$#-]+):(?: (.*))?");
    private static final Set<String> TEXTS = Set.of("description", "summary", "x-source", "x-default", "x-values");
    private static final Set<String> LISTS_OF_TEXTS = Set.of("x-details", "x-enum-descriptions");

    private final List<String> lines;

    private RegistrationSpecification(List<String> lines) {
        this.lines = lines;
    }

    /** One property of a schema: its entries that stand on one line or are folded, such as {@code x-default}. */
    public record Property(String schema, String name, Map<String, String> entries) {}

    /** A text that ends up in Javadoc, and where it stands. */
    record Text(int line, String text) {}

    /** Reads the file. */
    public static RegistrationSpecification read() {
        return read("registration.yaml");
    }

    /** Reads another file that is written in the same manner. */
    public static RegistrationSpecification read(String name) {
        try {
            return new RegistrationSpecification(Files.readAllLines(FOLDER.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of one schema's properties, in the file's order. */
    public List<String> propertyNames(String schema) {
        return properties().stream()
                .filter(property -> property.schema().equals(schema))
                .map(Property::name)
                .toList();
    }

    /** Every property of every schema; those of a schema without a name have the name of what is around it. */
    List<Property> properties() {
        List<Property> properties = new ArrayList<>();
        String schema = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (indent(line) == 4 && line.endsWith(":")) {
                schema = line.strip().replace(":", "");
            }
            if (line.strip().equals("properties:")) {
                i = readProperties(schema, i, properties);
            }
        }
        return properties;
    }

    private int readProperties(String schema, int start, List<Property> properties) {
        int indent = indent(lines.get(start));
        int i = start + 1;
        Map<String, String> entries = new LinkedHashMap<>();
        for (; i < lines.size() && (isSilent(lines.get(i)) || indent(lines.get(i)) > indent); i++) {
            Matcher entry = ENTRY.matcher(lines.get(i).strip());
            if (isSilent(lines.get(i)) || !entry.matches()) {
                continue;
            }
            if (indent(lines.get(i)) == indent + 2) {
                entries = new LinkedHashMap<>();
                properties.add(new Property(schema, entry.group(1), entries));
            } else if (indent(lines.get(i)) == indent + 4) {
                entries.put(entry.group(1), entry.group(2) == null ? "" : text(i, entry.group(2)));
            }
        }
        return i - 1;
    }

    /** Every text that is for people: descriptions, details, sources, defaults, values. */
    List<Text> texts() {
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher entry = ENTRY.matcher(lines.get(i).strip());
            if (!entry.matches()) {
                continue;
            }
            if (TEXTS.contains(entry.group(1)) && entry.group(2) != null) {
                texts.add(new Text(i + 1, text(i, entry.group(2))));
            } else if (LISTS_OF_TEXTS.contains(entry.group(1))) {
                readItems(i, texts);
            }
        }
        return texts;
    }

    private void readItems(int start, List<Text> texts) {
        int indent = indent(lines.get(start));
        for (int i = start + 1; i < lines.size() && indent(lines.get(i)) > indent; i++) {
            if (lines.get(i).strip().startsWith("- ")) {
                texts.add(new Text(i + 1, text(i, lines.get(i).strip().substring(2))));
            }
        }
    }

    private String text(int line, String value) {
        if (value.equals(">-")) {
            List<String> folded = new ArrayList<>();
            for (int i = line + 1; i < lines.size() && indent(lines.get(i)) > indent(lines.get(line)); i++) {
                folded.add(lines.get(i).strip());
            }
            return String.join(" ", folded);
        }
        boolean quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
        return quoted ? value.substring(1, value.length() - 1).replace("''", "'") : value;
    }

    private static boolean isSilent(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
