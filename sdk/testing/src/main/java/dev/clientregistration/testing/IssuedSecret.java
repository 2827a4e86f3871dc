package dev.clientregistration.testing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client secret.
 *
 * @param expiresAt when the secret, and nothing but the secret, expires; null if it never does
 */
record IssuedSecret(String value, @Nullable Instant expiresAt) {

    @Override
    public String toString() {
        return "IssuedSecret[expiresAt=" + expiresAt + "]";
    }
}
