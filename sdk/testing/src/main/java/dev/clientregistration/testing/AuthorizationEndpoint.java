package dev.clientregistration.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The authorization endpoint (RFC 6749 §3.1). Nobody signs in at this server: whoever is sent here by a registered client
 * is sent back with {@code access_denied} to one of the client's redirect URIs, so that a test can see whether these are
 * registered as they should be.
 */
final class AuthorizationEndpoint {
    private final Addresses addresses;
    private final ClientStore clients;

    AuthorizationEndpoint(Addresses addresses, ClientStore clients) {
        this.addresses = addresses;
        this.clients = clients;
    }

    Map<String, Endpoint> methods() {
        return Map.of("GET", this::authorize);
    }

    private MockAnswer authorize(Request request) throws Refusal {
        ClientRecord client = clients.find(request.queryParameter("client_id").orElse(""))
                .orElseThrow(() -> refused("the client is not known"));
        String redirectUri = redirectUri(request, client);
        String responseType = request.queryParameter("response_type").orElse("");
        boolean known = responseTypes(client).contains(responseType);
        StringBuilder location = new StringBuilder(redirectUri)
                .append(separator(redirectUri, responseType))
                .append("error=")
                .append(known ? "access_denied" : "unauthorized_client");
        request.queryParameter("state").ifPresent(state -> append(location, "state", state));
        append(location, "iss", addresses.issuer().toString());
        return Answers.notStored(MockAnswer.of(302).withHeader("Location", location.toString()));
    }

    private static List<String> responseTypes(ClientRecord client) {
        return client.metadata().has("response_types")
                ? Json.strings(client.metadata(), "response_types")
                : List.of("code");
    }

    /** The one that was asked for, as it was registered; or the only one, if none was asked for. */
    private static String redirectUri(Request request, ClientRecord client) throws Refusal {
        List<String> registered = Json.strings(client.metadata(), RedirectUriRules.MEMBER);
        String asked =
                request.queryParameter("redirect_uri").orElseGet(() -> registered.size() == 1 ? registered.get(0) : "");
        if (!registered.contains(asked)) {
            throw refused("the redirect URI is not registered");
        }
        return asked;
    }

    /** What goes with a token comes back in the fragment (OAuth 2.0 Multiple Response Type Encoding Practices). */
    private static String separator(String redirectUri, String responseType) {
        if (responseType.contains("token")) {
            return "#";
        }
        return redirectUri.indexOf('?') < 0 ? "?" : "&";
    }

    private static void append(StringBuilder location, String name, String value) {
        location.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static Refusal refused(String description) {
        return Refusal.of(Reason.BAD_AUTHORIZATION_REQUEST, description);
    }
}
