package dev.clientregistration.testing;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Scopes as one text, separated by spaces (RFC 6749 §3.3). */
final class Scopes {
    private Scopes() {}

    /** In order; none if the text is blank. */
    static Set<String> of(String text) {
        Set<String> scopes = new LinkedHashSet<>();
        for (String scope : text.split(" ")) {
            if (!scope.isEmpty()) {
                scopes.add(scope);
            }
        }
        return Collections.unmodifiableSet(scopes);
    }

    static String text(Set<String> scopes) {
        return String.join(" ", scopes);
    }
}
