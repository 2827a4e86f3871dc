package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which redirect URIs a client may have (RFC 7591 §2, RFC 8252 §7). */
final class RedirectUriRules {
    static final String MEMBER = "redirect_uris";

    /** Schemes that mean something to every browser, and so belong to no application. */
    private static final Set<String> BROWSER_SCHEMES =
            Set.of("about", "blob", "data", "file", "ftp", "javascript", "vbscript", "ws", "wss");

    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private RedirectUriRules() {}

    /** @throws Refusal if one of the URIs is not allowed */
    static void check(JsonArray redirectUris) throws Refusal {
        for (int i = 0; i < redirectUris.size(); i++) {
            check(redirectUris.get(i).getAsString(), place(i));
        }
    }

    /** How a description names one of the URIs. */
    static String place(int index) {
        return MEMBER + "[" + index + "]";
    }

    /**
     * What every dialect demands.
     *
     * @throws Refusal if the text is not a URI, or one without a scheme, or one with a fragment
     */
    static URI wellFormed(String text, String where) throws Refusal {
        URI uri = Uris.parse(text);
        if (uri == null) {
            throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_MALFORMED, where + " is not a URI");
        }
        if (uri.getScheme() == null) {
            throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_RELATIVE, where + " must be absolute");
        }
        if (uri.getRawFragment() != null) {
            throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_WITH_FRAGMENT, where + " must not have a fragment");
        }
        return uri;
    }

    private static void check(String text, String where) throws Refusal {
        URI uri = wellFormed(text, where);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        switch (scheme) {
            case "https" -> require(uri.getRawAuthority() != null, where + " must name a host");
            case "http" -> require(isLoopback(uri), where + " may use http on the loopback host only");
            default -> require(!BROWSER_SCHEMES.contains(scheme), where + " must not use the scheme " + scheme);
        }
    }

    private static boolean isLoopback(URI uri) {
        String host = uri.getHost();
        return host != null && LOOPBACK_HOST.matcher(host).matches();
    }

    private static void require(boolean condition, String description) throws Refusal {
        if (!condition) {
            throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_SCHEME, description);
        }
    }
}
