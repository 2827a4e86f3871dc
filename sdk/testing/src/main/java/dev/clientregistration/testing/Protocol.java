package dev.clientregistration.testing;

import org.jspecify.annotations.Nullable;

/** How a dialect looks on the wire: which endpoints it has, and how it tells what it does not do. */
interface Protocol extends Site {
    /** Where the endpoints are. */
    Addresses addresses();

    /** Makes and changes the clients, by the rules of this dialect. */
    Registrar registrar();

    /**
     * A token that lets its holder register a client.
     *
     * @throws IllegalStateException if the dialect knows no such tokens
     */
    String issueInitialAccessToken();

    /** The initial access token that is good from the beginning and never expires; null if there is none. */
    default @Nullable String standingInitialAccessToken() {
        return null;
    }

    /** Whether there is an endpoint for registration. */
    default boolean isRegistrationSwitchedOff() {
        return false;
    }

    /** Everything has been forgotten; what is there from the beginning is there again. */
    default void restart() {}

    /** The refusal in one line, for the test that caused it without a request: error code and rule. */
    String summary(Refusal refusal);
}
