package dev.clientregistration.internal.registration;

import dev.clientregistration.internal.http.Uris;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Where registration access tokens may be sent: to the origin of the endpoint, and to those that the caller trusts. */
public record TrustedOrigins(Set<String> origins, boolean insecureHttpAllowed) {
    /** The origin of the endpoint and others, which are checked. */
    public static TrustedOrigins of(URI endpoint, Set<URI> others, boolean insecureHttpAllowed) {
        Set<String> origins = new LinkedHashSet<>();
        origins.add(Uris.origin(endpoint));
        for (URI other : others) {
            origins.add(requireOrigin(other, insecureHttpAllowed));
        }
        return new TrustedOrigins(Collections.unmodifiableSet(origins), insecureHttpAllowed);
    }

    /**
     * Checks an origin that a caller trusts.
     *
     * @throws IllegalArgumentException if it is more or less than a scheme, a host and a port
     */
    public static String requireOrigin(URI origin, boolean insecureHttpAllowed) {
        Uris.requireEndpoint("trusted origin", origin, insecureHttpAllowed);
        if (!(origin.getRawPath().isEmpty() || origin.getRawPath().equals("/")) || origin.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "trusted origin must be a scheme, a host and a port, but " + Uris.display(origin) + " has a path");
        }
        return Uris.origin(origin);
    }

    boolean trusts(URI uri) {
        return origins.contains(Uris.origin(uri));
    }
}
