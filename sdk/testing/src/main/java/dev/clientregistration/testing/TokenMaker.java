package dev.clientregistration.testing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the texts of tokens. */
@FunctionalInterface
interface TokenMaker {
    /**
     * @param subject the client's identifier; empty for an initial access token
     * @param expiresAt null if the token never expires
     */
    String make(Addresses at, String subject, Instant now, @Nullable Instant expiresAt);
}
