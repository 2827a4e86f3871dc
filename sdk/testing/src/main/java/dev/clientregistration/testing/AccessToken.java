package dev.clientregistration.testing;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access token.
 *
 * @param holder the identifier of the client that it was issued to; null for one that no client asked for
 * @param expiresAt null if it never does
 */
record AccessToken(
        String value,
        @Nullable String holder,
        Set<String> scopes,
        @Nullable Instant expiresAt) {
    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** The holder alone. */
    @Override
    public String toString() {
        return "AccessToken[" + holder + "]";
    }
}
