package dev.clientregistration.testing;

import java.net.URI;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Where the server's endpoints are: the one place that knows how their addresses look. */
final class Addresses {
    private static final String OPENID_CONFIGURATION = "/.well-known/openid-configuration";
    private static final String AUTHORIZATION_SERVER_METADATA = "/.well-known/oauth-authorization-server";

    private final Supplier<URI> origin;
    private final Paths paths;
    private final ClientPlace client;

    /** @param origin asked only once the server listens: the port may be unknown before */
    Addresses(Supplier<URI> origin, Paths paths) {
        this.origin = origin;
        this.paths = paths;
        client = new ClientPlace(paths.issuer() + paths.client());
    }

    URI issuer() {
        return at(paths.issuer());
    }

    URI registrationEndpoint() {
        return at(paths.issuer() + paths.registration());
    }

    URI tokenEndpoint() {
        return at(paths.issuer() + paths.token());
    }

    URI authorizationEndpoint() {
        return at(paths.issuer() + paths.authorization());
    }

    /** Where the server's public keys are. */
    URI keys() {
        return at(paths.issuer() + paths.keys());
    }

    URI configurationEndpoint(String clientId) {
        return at(client.of(clientId));
    }

    boolean isRegistrationEndpoint(Request request) {
        return request.path().equals(paths.issuer() + paths.registration());
    }

    boolean isTokenEndpoint(Request request) {
        return request.path().equals(paths.issuer() + paths.token());
    }

    boolean isAuthorizationEndpoint(Request request) {
        return request.path().equals(paths.issuer() + paths.authorization());
    }

    boolean isKeys(Request request) {
        return request.path().equals(paths.issuer() + paths.keys());
    }

    boolean isConfigurationEndpoint(Request request) {
        return client.isPlaceOf(request);
    }

    /** The client's identifier in a request to a configuration endpoint. */
    String clientIdIn(Request request) {
        return client.clientIdIn(request);
    }

    /**
     * Whether a metadata document is asked for: RFC 8414 §3 inserts the well-known part before the path of the issuer,
     * OpenID Connect Discovery 1.0 §4 appends it. Servers have both for both.
     */
    boolean isMetadataDocument(Request request) {
        Predicate<String> named = wellKnown -> request.path().equals(wellKnown + paths.issuer())
                || request.path().equals(paths.issuer() + wellKnown);
        return named.test(OPENID_CONFIGURATION) || named.test(AUTHORIZATION_SERVER_METADATA);
    }

    private URI at(String pathAndQuery) {
        return URI.create(origin.get() + pathAndQuery);
    }
}
