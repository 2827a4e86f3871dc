package dev.clientregistration.testing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What several rules ask about URIs. */
final class Uris {
    private static final Set<String> SCRIPTS = Set.of("javascript", "data", "vbscript");

    private Uris() {}

    /** The URI; null if the text is not one. */
    static @Nullable URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Whether the text is a URI with a scheme. */
    static boolean isAbsolute(String text) {
        URI uri = parse(text);
        return uri != null && uri.isAbsolute();
    }

    /** Whether a browser would run what the URI says, or show it as a page of its own. */
    static boolean isScript(String text) {
        URI uri = parse(text);
        return uri != null
                && uri.getScheme() != null
                && SCRIPTS.contains(uri.getScheme().toLowerCase(Locale.ROOT));
    }

    static boolean isHttps(String text) {
        URI uri = parse(text);
        return uri != null && "https".equalsIgnoreCase(uri.getScheme());
    }
}
