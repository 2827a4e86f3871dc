package dev.clientregistration.testing;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one server behaves. What each setting means is told at {@link MockRegistrationServer.Builder}.
 *
 * @param initialAccessToken null: registration is open
 * @param secretLifetime null: secrets never expire
 */
record ServerSettings(
        Dialect dialect,
        AuthleteSettings authlete,
        @Nullable String initialAccessToken,
        boolean registrationAccessTokenRotatedOnRead,
        boolean registrationAccessTokenRotatedOnUpdate,
        boolean secretRotatedOnUpdate,
        @Nullable Duration secretLifetime,
        Clock clock) {

    /** Settings hold a token: none is shown. */
    @Override
    public String toString() {
        return "ServerSettings";
    }
}
