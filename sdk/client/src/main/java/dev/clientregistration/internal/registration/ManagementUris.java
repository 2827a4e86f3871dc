package dev.clientregistration.internal.registration;

import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.internal.http.HeaderText;
import dev.clientregistration.internal.http.Uris;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a client is managed, and whether its token may be sent there. The client configuration endpoint comes
 * from the network: it is used as it is only at an origin that the caller trusts.
 */
record ManagementUris(RegistrationServer server, ServerProfile profile) {
    /** Where to send a request and with which token, or why not to. */
    record Target(URI uri, @Nullable Secret token, @Nullable String refusal) {}

    /**
     * The target for a client. A URI that the server left out is as the profile says, a relative one is resolved against
     * the endpoint.
     *
     * @param tokenGiven whether the caller has a token of another kind for this call
     */
    Target of(ManagementCredentials credentials, boolean tokenGiven) {
        URI base = credentials.endpoint().orElse(server.endpoint());
        TrustedOrigins origins = server.origins();
        if (!origins.trusts(base)) {
            return refusal(
                    server.endpoint(),
                    "the client was registered at " + Uris.origin(base)
                            + ", and this facade is for " + Uris.origin(server.endpoint())
                            + "; use one for that server, or trustOrigin("
                            + Uris.origin(base) + ")");
        }
        Optional<Secret> token = credentials.registrationAccessToken();
        if (token.isEmpty() && !tokenGiven) {
            return refusal(
                    server.endpoint(),
                    "the server issued no registration access token for this client, so it cannot be managed");
        }
        URI uri;
        try {
            token.ifPresent(given -> HeaderText.requireToken("registration access token", given));
            uri = credentials
                    .registrationClientUri()
                    .filter(issued -> profile.usesIssuedManagementUri())
                    .map(text -> Uris.resolve(base, idOnce(base, text, credentials.clientId())))
                    .orElseGet(() -> Uris.expand(base, profile.managementUriTemplate(), credentials.clientId()));
        } catch (IllegalArgumentException e) {
            return refusal(
                    server.endpoint(),
                    "the server issued a registration access token or client URI that cannot be used in a request");
        }
        if (uri.getHost() == null) {
            return refusal(server.endpoint(), "the client's registration_client_uri is not an http URI");
        }
        if (!origins.trusts(uri)) {
            return refusal(
                    uri,
                    "the client's registration_client_uri is of " + Uris.origin(uri)
                            + ", but the token may go to " + String.join(", ", origins.origins())
                            + " only; trustOrigin("
                            + Uris.origin(uri) + ") would allow it");
        }
        try {
            Uris.requireEndpoint("registration_client_uri", withoutFragment(uri), origins.insecureHttpAllowed());
        } catch (IllegalArgumentException e) {
            return refusal(uri, String.valueOf(e.getMessage()));
        }
        return new Target(withoutFragment(uri), token.orElse(null), null);
    }

    /** Older Keycloaks answer an update with the client's id twice at the URI's end, where nothing is. */
    private static String idOnce(URI endpoint, String uri, String clientId) {
        String end = "/" + clientId;
        // Where the endpoint itself ends so, twice is right.
        return uri.endsWith(end + end) && !Uris.display(endpoint).endsWith(end)
                ? uri.substring(0, uri.length() - end.length())
                : uri;
    }

    private static Target refusal(URI uri, String why) {
        return new Target(uri, null, why);
    }

    private static URI withoutFragment(URI uri) {
        String text = uri.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? uri : URI.create(text.substring(0, fragment));
    }
}
