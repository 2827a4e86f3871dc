package dev.clientregistration.internal.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** What the SDK demands of a URI before it sends anything there. */
public final class Uris {
    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|$)");

    private Uris() {}

    /**
     * Checks an endpoint that a caller gave.
     *
     * @throws IllegalArgumentException if the URI is not absolute, not http(s), has no host, user information or a
     *     fragment, or is http to a host that is not loopback while that is not allowed
     */
    public static URI requireEndpoint(String name, URI uri, boolean insecureHttpAllowed) {
        Objects.requireNonNull(uri, () -> name + " must not be null");
        String scheme = uri.getScheme();
        if (scheme == null || uri.isOpaque()) {
            throw new IllegalArgumentException(name + " must be an absolute https URI, but is " + display(uri));
        }
        if (!scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http")) {
            throw new IllegalArgumentException(name + " must be an https URI, but its scheme is " + scheme);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(name + " must name a host, but is " + display(uri));
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    name + " must not hold user information; give credentials by their own" + " options");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException(name + " must not have a fragment, but is " + display(uri) + "#...");
        }
        if (!insecureHttpAllowed && !isSecure(uri)) {
            throw new IllegalArgumentException(name + " must be https, but is " + display(uri)
                    + "; plain http is for loopback hosts, or by allowInsecureHttp()");
        }
        return uri;
    }

    /**
     * Checks the base URI of an API, to which paths will be added.
     *
     * @throws IllegalArgumentException as {@link #requireEndpoint} does, or if the URI has a query
     */
    public static URI requireBase(String name, URI uri, boolean insecureHttpAllowed) {
        requireEndpoint(name, uri, insecureHttpAllowed);
        if (uri.getRawQuery() != null) {
            throw new IllegalArgumentException(name + " must not have a query");
        }
        return uri;
    }

    /**
     * Checks what is to become one path segment.
     *
     * @throws IllegalArgumentException if it is empty or would climb the path
     */
    public static String requireSegment(String name, String value) {
        segment(name, value);
        return value;
    }

    /** Whether credentials may travel to this URI: https, or a loopback host. */
    public static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) || isLoopback(uri);
    }

    private static boolean isLoopback(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        // Names and literals only: a name server must not decide what counts as loopback.
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || host.equals("[::1]")
                || host.equals("[0:0:0:0:0:0:0:1]");
    }

    /** Scheme, host and port, the port always written: {@code https://as.example.com:443}. */
    public static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("http") ? 80 : 443;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** The URI for messages and logs: without user information, query and fragment, which can hold secrets. */
    public static String display(URI uri) {
        if (uri.isOpaque()) {
            return uri.getScheme() + ":...";
        }
        String authority = uri.getHost() == null ? "" : uri.getHost() + (uri.getPort() >= 0 ? ":" + uri.getPort() : "");
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return (uri.getScheme() == null ? "" : uri.getScheme() + "://") + authority + path;
    }

    /** The URI as {@link #display} shows it. */
    public static URI withoutQuery(URI uri) {
        return URI.create(display(uri));
    }

    /**
     * A reference in an answer, resolved against the URI that was asked (RFC 3986 section 5; {@link URI#resolve} follows
     * RFC 2396, which loses the path where the reference is a query alone).
     *
     * @throws IllegalArgumentException if it is no URI, or its path has dot segments, which would be followed elsewhere
     */
    public static URI resolve(URI base, String reference) {
        URI uri =
                reference.startsWith("?") ? URI.create(display(base) + reference) : base.resolve(URI.create(reference));
        if (uri.getRawPath() != null && DOT_SEGMENT.matcher(uri.getRawPath()).find()) {
            throw new IllegalArgumentException("the URI's path has dot segments");
        }
        return uri;
    }

    /**
     * The URI of a client by the rule of its server: a template that begins at the registration endpoint with {@code /},
     * {@code ?} or {@code ../}.
     *
     * @throws IllegalArgumentException if the identifier is empty or would climb the path
     */
    public static URI expand(URI endpoint, String template, String clientId) {
        String segment = segment("client_id", clientId);
        // In a query more must be encoded than in a path.
        int query = template.indexOf('?');
        String reference = query < 0
                ? template.replace("{client_id}", segment)
                : template.substring(0, query).replace("{client_id}", segment)
                        + template.substring(query)
                                .replace(
                                        "{client_id}",
                                        URLEncoder.encode(clientId, StandardCharsets.UTF_8)
                                                .replace("+", "%20"));
        if (reference.startsWith("../")) {
            String text = display(endpoint);
            String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
            // Above the root is the root (RFC 3986 section 5.2.4).
            int parent = Math.max(0, path.lastIndexOf('/', path.length() - 2));
            return URI.create(text.substring(0, text.length() - path.length())
                    + path.substring(0, parent)
                    + reference.substring(2));
        }
        return below(endpoint, reference);
    }

    /** A base URI with an encoded path added to its own; the base's query is dropped. */
    static URI below(URI base, String path) {
        String text = display(base);
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    /**
     * A value as one path segment.
     *
     * @throws IllegalArgumentException if it is empty or would climb the path
     */
    static String segment(String name, String value) {
        if (value.isBlank() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(name + " cannot be part of a URI's path: \"" + value + "\"");
        }
        return new HttpUrl.Builder()
                .scheme("https")
                .host("localhost")
                .addPathSegment(value)
                .build()
                .encodedPath()
                .substring(1);
    }
}
