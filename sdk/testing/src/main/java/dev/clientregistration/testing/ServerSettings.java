package dev.clientregistration.testing;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one server behaves. What each setting means is told at {@link MockRegistrationServer.Builder}.
 *
 * @param issuerPath null: as the dialect has it
 * @param clientIdPrefix null: identifiers are as the dialect has them
 * @param registrationAccess null: as the dialect has it, or as the settings for tokens imply it
 * @param registrationScope null: as the dialect has it
 * @param accessTokenLifetime null: as the dialect has it
 * @param registrationsPerHour null: as the dialect has it; 0: any number
 * @param registrationAccessTokenLifetime null: as the dialect has it
 * @param statementIssuers the keys of those whose software statements are trusted; none: statements are not read
 * @param documents what stands at URIs, so that none has to be fetched
 * @param registrationAccessTokenRotatedOnRead null: as the dialect has it
 * @param registrationAccessTokenRotatedOnUpdate null: as the dialect has it
 * @param secretLifetime null: as the dialect has it
 */
record ServerSettings(
        Dialect dialect,
        AuthleteSettings authlete,
        @Nullable String issuerPath,
        @Nullable String clientIdPrefix,
        @Nullable RegistrationAccess registrationAccess,
        @Nullable String initialAccessToken,
        @Nullable Registrant registrar,
        @Nullable String registrationScope,
        @Nullable Duration accessTokenLifetime,
        @Nullable Integer registrationsPerHour,
        @Nullable Duration registrationAccessTokenLifetime,
        Map<String, String> documents,
        Map<String, JWKSet> statementIssuers,
        @Nullable Boolean registrationAccessTokenRotatedOnRead,
        @Nullable Boolean registrationAccessTokenRotatedOnUpdate,
        boolean secretRotatedOnUpdate,
        @Nullable Duration secretLifetime,
        Set<Quirk> quirks,
        Clock clock) {

    /** Settings hold a token: none is shown. */
    @Override
    public String toString() {
        return "ServerSettings";
    }
}
