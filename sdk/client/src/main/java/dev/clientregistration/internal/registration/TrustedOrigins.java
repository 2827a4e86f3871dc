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
            Uris.requireEndpoint("trusted origin", other, insecureHttpAllowed);
            if (!(other.getRawPath().isEmpty() || other.getRawPath().equals("/")) || other.getRawQuery() != null) {
                throw new IllegalArgumentException("trusted origin must be a scheme, a host and a port, but "
                        + Uris.display(other) + " has a path");
            }
            origins.add(Uris.origin(other));
        }
        return new TrustedOrigins(Collections.unmodifiableSet(origins), insecureHttpAllowed);
    }

    boolean trusts(URI uri) {
        return origins.contains(Uris.origin(uri));
    }
}
