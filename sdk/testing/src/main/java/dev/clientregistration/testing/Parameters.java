package dev.clientregistration.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query or of a form (WHATWG URL, application/x-www-form-urlencoded). Immutable. */
final class Parameters {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits */
    Parameters(String text) {
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                String[] nameAndValue = pair.split("=", 2);
                values.computeIfAbsent(decoded(nameAndValue[0]), name -> new ArrayList<>())
                        .add(nameAndValue.length < 2 ? "" : decoded(nameAndValue[1]));
            }
        }
    }

    /** The first value. */
    Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name)).map(all -> all.get(0));
    }

    /** Whether some parameter is there twice. */
    boolean hasDuplicates() {
        return values.values().stream().anyMatch(all -> all.size() > 1);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
