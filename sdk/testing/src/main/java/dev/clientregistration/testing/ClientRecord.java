package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client as the server keeps it. Nobody changes the metadata: a changed client is another record.
 *
 * @param tenant to whom the client belongs; {@link #NO_TENANT} where the dialect knows no tenants
 * @param number counts the clients of the server
 * @param token the registration access token; null if the client cannot be managed
 * @param dynamic whether the client was registered by the protocol, and not by an administrator
 * @param secret null if the client has none
 * @param requested the members that the client asked for; the server added the others
 */
record ClientRecord(
        String tenant,
        int number,
        String clientId,
        Instant createdAt,
        Instant modifiedAt,
        URI configurationEndpoint,
        @Nullable IssuedSecret token,
        boolean dynamic,
        @Nullable IssuedSecret secret,
        JsonObject metadata,
        Set<String> requested) {

    static final String NO_TENANT = "";

    /** {@code client_id_issued_at}: the wire knows whole seconds only. */
    Instant issuedAt() {
        return createdAt.truncatedTo(ChronoUnit.SECONDS);
    }

    @Nullable
    String registrationAccessToken() {
        return token == null ? null : token.value();
    }

    Optional<String> secretValue() {
        return Optional.ofNullable(secret).map(IssuedSecret::value);
    }

    ClientRecord withToken(@Nullable IssuedSecret itsToken) {
        return new ClientRecord(
                tenant,
                number,
                clientId,
                createdAt,
                modifiedAt,
                configurationEndpoint,
                itsToken,
                dynamic,
                secret,
                metadata,
                requested);
    }

    ClientRecord withoutDynamicRegistration() {
        return new ClientRecord(
                tenant,
                number,
                clientId,
                createdAt,
                modifiedAt,
                configurationEndpoint,
                token,
                false,
                secret,
                metadata,
                requested);
    }

    ClientRecord updated(
            Instant when, @Nullable IssuedSecret itsSecret, JsonObject itsMetadata, Set<String> itsRequested) {
        return new ClientRecord(
                tenant,
                number,
                clientId,
                createdAt,
                when,
                configurationEndpoint,
                token,
                dynamic,
                itsSecret,
                itsMetadata,
                itsRequested);
    }

    /** The identifier alone: no secret, no token, no metadata. */
    @Override
    public String toString() {
        return "ClientRecord[" + clientId + "]";
    }
}
