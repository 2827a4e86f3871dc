package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client as the server keeps it. Nobody changes the metadata: a changed client is another record.
 *
 * @param tenant to whom the client belongs; {@link #NO_TENANT} where the dialect knows no tenants
 * @param number counts the clients of the server
 * @param registrationAccessToken null if the client cannot be managed
 * @param dynamic whether the client was registered by the protocol, and not by an administrator
 * @param secret null if the client has none
 */
record ClientRecord(
        String tenant,
        int number,
        String clientId,
        Instant createdAt,
        Instant modifiedAt,
        URI configurationEndpoint,
        @Nullable String registrationAccessToken,
        boolean dynamic,
        @Nullable IssuedSecret secret,
        JsonObject metadata) {

    static final String NO_TENANT = "";

    /** {@code client_id_issued_at}: the wire knows whole seconds only. */
    Instant issuedAt() {
        return createdAt.truncatedTo(ChronoUnit.SECONDS);
    }

    Optional<String> secretValue() {
        return Optional.ofNullable(secret).map(IssuedSecret::value);
    }

    ClientRecord withRegistrationAccessToken(@Nullable String token) {
        return new ClientRecord(
                tenant,
                number,
                clientId,
                createdAt,
                modifiedAt,
                configurationEndpoint,
                token,
                dynamic,
                secret,
                metadata);
    }

    ClientRecord withoutDynamicRegistration() {
        return new ClientRecord(
                tenant,
                number,
                clientId,
                createdAt,
                modifiedAt,
                configurationEndpoint,
                registrationAccessToken,
                false,
                secret,
                metadata);
    }

    ClientRecord updated(Instant when, @Nullable IssuedSecret itsSecret, JsonObject itsMetadata) {
        return new ClientRecord(
                tenant,
                number,
                clientId,
                createdAt,
                when,
                configurationEndpoint,
                registrationAccessToken,
                dynamic,
                itsSecret,
                itsMetadata);
    }

    /** The identifier alone: no secret, no token, no metadata. */
    @Override
    public String toString() {
        return "ClientRecord[" + clientId + "]";
    }
}
