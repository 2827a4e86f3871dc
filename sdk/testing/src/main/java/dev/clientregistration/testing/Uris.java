package dev.clientregistration.testing;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** What several rules ask about URIs. */
final class Uris {
    private Uris() {}

    /** The URI; null if the text is not one. */
    static @Nullable URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    static boolean isHttps(String text) {
        URI uri = parse(text);
        return uri != null && "https".equalsIgnoreCase(uri.getScheme());
    }
}
