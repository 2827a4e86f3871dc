package dev.clientregistration.testing;

import java.net.URI;
import java.util.function.Supplier;

/** Where the server's endpoints are: the one place that knows how their paths look. */
final class Addresses {
    static final String REGISTRATION = "/register";
    static final String OPENID_CONFIGURATION = "/.well-known/openid-configuration";
    static final String AUTHORIZATION_SERVER_METADATA = "/.well-known/oauth-authorization-server";

    private static final String CONFIGURATION_PREFIX = REGISTRATION + "/";

    private final Supplier<URI> issuer;

    /** @param issuer asked only once the server listens: the port may be unknown before */
    Addresses(Supplier<URI> issuer) {
        this.issuer = issuer;
    }

    URI issuer() {
        return issuer.get();
    }

    URI registrationEndpoint() {
        return issuer().resolve(REGISTRATION);
    }

    URI configurationEndpoint(String clientId) {
        return issuer().resolve(CONFIGURATION_PREFIX + clientId);
    }

    static boolean isConfigurationEndpoint(String path) {
        return path.startsWith(CONFIGURATION_PREFIX)
                && path.length() > CONFIGURATION_PREFIX.length()
                && path.indexOf('/', CONFIGURATION_PREFIX.length()) < 0;
    }

    /** The client identifier in the path of a configuration endpoint. Ours need no percent-encoding. */
    static String clientIdIn(String path) {
        return path.substring(CONFIGURATION_PREFIX.length());
    }
}
