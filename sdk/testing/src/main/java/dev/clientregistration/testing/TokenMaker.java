package dev.clientregistration.testing;

import java.time.Instant;

/** Makes the texts of tokens. */
@FunctionalInterface
interface TokenMaker {
    String make(Addresses at, String clientId, Instant now);
}
