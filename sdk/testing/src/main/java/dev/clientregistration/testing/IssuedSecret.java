package dev.clientregistration.testing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client secret or a token.
 *
 * @param expiresAt when it, and nothing but it, expires; null if it never does
 */
record IssuedSecret(String value, @Nullable Instant expiresAt) {

    /** Whether it has expired by then. */
    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "IssuedSecret[expiresAt=" + expiresAt + "]";
    }
}
