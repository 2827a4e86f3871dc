package dev.clientregistration.internal.registration;

import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.Secret;
import dev.clientregistration.internal.http.HeaderText;
import dev.clientregistration.internal.http.Uris;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a client is managed, and whether its token may be sent there. The client configuration endpoint comes
 * from the network: it is used as it is only at an origin that the caller trusts.
 */
final class ManagementUris {
    private final URI endpoint;
    private final TrustedOrigins origins;

    ManagementUris(URI endpoint, TrustedOrigins origins) {
        this.endpoint = endpoint;
        this.origins = origins;
    }

    /** Where to send a request and with which token, or why not to. */
    record Target(URI uri, @Nullable Secret token, @Nullable String refusal) {}

    /**
     * The target for a client. A URI that the server left out is the endpoint followed by the client id, a relative one
     * is resolved against the endpoint.
     */
    Target of(ManagementCredentials credentials) {
        URI base = credentials.endpoint().orElse(endpoint);
        if (!origins.trusts(base)) {
            return new Target(
                    endpoint,
                    null,
                    "the client was registered at " + Uris.origin(base)
                            + ", and this facade is for " + Uris.origin(endpoint)
                            + "; use one for that server, or trustOrigin("
                            + Uris.origin(base) + ")");
        }
        Optional<Secret> token = credentials.registrationAccessToken();
        if (token.isEmpty()) {
            return new Target(
                    endpoint,
                    null,
                    "the server issued no registration access token for this client, so it cannot be" + " managed");
        }
        URI uri;
        try {
            HeaderText.requireToken("registration access token", token.get());
            uri = credentials
                    .registrationClientUri()
                    .map(text -> Uris.resolve(base, text))
                    .orElseGet(() -> Uris.child(base, credentials.clientId()));
        } catch (IllegalArgumentException e) {
            return new Target(
                    endpoint,
                    null,
                    "the server issued a registration access token or client URI that cannot be"
                            + " used in a request");
        }
        if (uri.getHost() == null) {
            return new Target(endpoint, null, "the client's registration_client_uri is not an http URI");
        }
        if (!origins.trusts(uri)) {
            return new Target(
                    uri,
                    null,
                    "the client's registration_client_uri is of " + Uris.origin(uri)
                            + ", but the token may go to " + String.join(", ", origins.origins())
                            + " only; trustOrigin("
                            + Uris.origin(uri) + ") would allow it");
        }
        try {
            Uris.requireEndpoint("registration_client_uri", withoutFragment(uri), origins.insecureHttpAllowed());
        } catch (IllegalArgumentException e) {
            return new Target(uri, null, String.valueOf(e.getMessage()));
        }
        return new Target(withoutFragment(uri), token.get(), null);
    }

    private static URI withoutFragment(URI uri) {
        String text = uri.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? uri : URI.create(text.substring(0, fragment));
    }
}
