package dev.clientregistration.testing;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one server behaves. What each setting means is told at {@link MockRegistrationServer.Builder}.
 *
 * @param initialAccessToken null: registration is open
 * @param registrationAccessTokenRotatedOnRead null: as the dialect has it
 * @param registrationAccessTokenRotatedOnUpdate null: as the dialect has it
 * @param secretLifetime null: as the dialect has it
 */
record ServerSettings(
        Dialect dialect,
        AuthleteSettings authlete,
        @Nullable String initialAccessToken,
        @Nullable Boolean registrationAccessTokenRotatedOnRead,
        @Nullable Boolean registrationAccessTokenRotatedOnUpdate,
        boolean secretRotatedOnUpdate,
        @Nullable Duration secretLifetime,
        Clock clock) {

    /** Whether the operation brings a new registration access token; null: as the dialect has it. */
    @Nullable
    Boolean tokenRotation(Operation operation) {
        return switch (operation) {
            case GET -> registrationAccessTokenRotatedOnRead;
            case UPDATE -> registrationAccessTokenRotatedOnUpdate;
            default -> false;
        };
    }

    /** Settings hold a token: none is shown. */
    @Override
    public String toString() {
        return "ServerSettings";
    }
}
