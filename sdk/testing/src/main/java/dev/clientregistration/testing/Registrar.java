package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes clients: what happens, not how it is asked for or told. A method that throws has changed nothing.
 * Guarded by the lock of {@link AuthorizationServer}.
 */
final class Registrar {
    /** The methods that need a secret which both sides know (RFC 7591 §2, OpenID Connect Core 1.0 §9). */
    private static final Set<String> METHODS_WITH_SECRET =
            Set.of("client_secret_basic", "client_secret_post", "client_secret_jwt");

    /** What the server issues and an update must not carry (RFC 7592 §2.2). */
    private static final List<String> NOT_IN_AN_UPDATE = List.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    private final ServerSettings settings;
    private final Addresses addresses;
    private final ClientStore clients;
    private final RandomText random = new RandomText();

    Registrar(ServerSettings settings, Addresses addresses, ClientStore clients) {
        this.settings = settings;
        this.addresses = addresses;
        this.clients = clients;
    }

    /** @throws Refusal if the metadata rules speak against it */
    RegisteredClient register(JsonObject sent) throws Refusal {
        JsonObject metadata = MetadataRules.withoutNulls(sent);
        KnownMembers.SERVER_ISSUED.forEach(metadata::remove);
        MetadataRules.complete(metadata);
        String clientId = random.identifier();
        RegisteredClient client = new RegisteredClient(
                clientId,
                now(),
                addresses.configurationEndpoint(clientId),
                random.secret(),
                needsSecret(metadata) ? newSecret() : null,
                metadata);
        clients.put(client);
        return client;
    }

    /** The client, with a new registration access token if reading rotates it. */
    RegisteredClient read(RegisteredClient client) {
        return settings.registrationAccessTokenRotatedOnRead() ? withNewToken(client) : client;
    }

    /**
     * Makes the client exactly what was sent (RFC 7592 §2.2).
     *
     * @throws Refusal if the update carries what it must not, or lacks the client's identifier, or the metadata rules
     *     speak against it
     */
    RegisteredClient update(RegisteredClient client, JsonObject sent) throws Refusal {
        JsonObject metadata = MetadataRules.withoutNulls(sent);
        for (String name : NOT_IN_AN_UPDATE) {
            if (metadata.has(name)) {
                throw Refusal.invalidClientMetadata(name + " must not be in an update");
            }
        }
        if (!isText(metadata.remove("client_id"), client.clientId())) {
            throw Refusal.invalidClientMetadata("client_id must be in an update and must be the client's own");
        }
        JsonElement secret = metadata.remove("client_secret");
        if (secret != null && !isText(secret, client.clientSecret().orElse(null))) {
            throw Refusal.invalidClientMetadata("client_secret in an update must be the current one");
        }
        MetadataRules.complete(metadata);
        RegisteredClient updated = client.withMetadata(metadata, secretAfterUpdate(client, metadata));
        clients.put(updated);
        return settings.registrationAccessTokenRotatedOnUpdate() ? withNewToken(updated) : updated;
    }

    void delete(RegisteredClient client) {
        clients.remove(client.clientId());
    }

    private @Nullable IssuedSecret secretAfterUpdate(RegisteredClient client, JsonObject metadata) {
        if (!needsSecret(metadata)) {
            return null;
        }
        IssuedSecret current = client.secret();
        return current == null || settings.secretRotatedOnUpdate() ? newSecret() : current;
    }

    private RegisteredClient withNewToken(RegisteredClient client) {
        RegisteredClient changed = client.withRegistrationAccessToken(random.secret());
        clients.put(changed);
        return changed;
    }

    private IssuedSecret newSecret() {
        return new IssuedSecret(
                random.secret(), settings.secretLifetime() == null ? null : now().plus(settings.secretLifetime()));
    }

    /** Whole seconds: the wire knows no others. */
    private Instant now() {
        return settings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static boolean needsSecret(JsonObject metadata) {
        return METHODS_WITH_SECRET.contains(
                metadata.get("token_endpoint_auth_method").getAsString());
    }

    private static boolean isText(@Nullable JsonElement value, @Nullable String expected) {
        return value != null
                && expected != null
                && MemberType.STRING.matches(value)
                && value.getAsString().equals(expected);
    }
}
