package dev.clientregistration.interop.contract;

import dev.clientregistration.testing.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/**
 * What is expected of a dialect: every message that its scenarios lead to, and where messages depart from their
 * specification, with the reason. Read from a file of the dialect's name, which says {@code request} or the status of an
 * answer behind each operation, and names a departure by its place and the rule that it breaks.
 *
 * @param departures by message
 */
record Expectations(Set<String> messages, Map<String, Set<String>> departures) {
    static Expectations of(Dialect dialect) {
        return read(dialect.dialectName() + ".yaml");
    }

    /** Of the messages in {@code spec/recorded}, by the names of the files. */
    static Expectations recorded() {
        return read("recorded.yaml");
    }

    boolean allows(Violation violation) {
        return departuresOf(violation.message()).contains(violation.departure());
    }

    Set<String> departuresOf(String message) {
        return departures.getOrDefault(message, Set.of());
    }

    private static Expectations read(String file) {
        try (InputStream in = Expectations.class.getResourceAsStream(file)) {
            Map<String, Map<String, Object>> parts = new Yaml().load(in);
            return new Expectations(
                    messages(parts.getOrDefault("messages", Map.of())), departures(parts.get("departures")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> messages(Map<String, Object> operations) {
        Set<String> messages = new TreeSet<>();
        operations.forEach((operation, of) -> ((List<?>) of).forEach(one -> messages.add(operation + " " + one)));
        return messages;
    }

    private static Map<String, Set<String>> departures(Map<String, Object> byReason) {
        Map<String, Set<String>> departures = new TreeMap<>();
        for (Object messages : byReason.values()) {
            ((Map<?, ?>) messages).forEach((message, of) -> ((List<?>) of).forEach(one -> departures
                    .computeIfAbsent(String.valueOf(message), name -> new TreeSet<>())
                    .add(String.valueOf(one))));
        }
        return departures;
    }
}
