package dev.clientregistration.testing;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A request as it came in. Immutable: nobody writes to the body. */
final class Request {
    private final String method;
    private final String target;
    private final Headers headers;
    private final byte[] body;

    /**
     * Takes the body over: the caller must not change it any more.
     *
     * @param target the path and, after a {@code ?}, the query, as they were sent
     */
    Request(String method, String target, Headers headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    /** The target without its query. */
    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The query as it was sent; empty if there is none. */
    String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** The first value of a parameter of the query; empty if there is none, or if the query is malformed. */
    Optional<String> queryParameter(String name) {
        try {
            return new Parameters(query()).first(name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Headers headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    /** The body, read as UTF-8; bytes that are not UTF-8 become U+FFFD. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A body without a secret keeps its bytes. */
    Request masked(Masking masking) {
        String text = text();
        String masked = masking.body(text);
        return new Request(
                method,
                masking.target(target),
                masking.headers(headers),
                masked.equals(text) ? body : masked.getBytes(StandardCharsets.UTF_8));
    }

    /** The query may carry a token, headers and body do: none is shown. */
    @Override
    public String toString() {
        return method + " " + path();
    }
}
