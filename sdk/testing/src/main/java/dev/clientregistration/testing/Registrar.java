package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes clients: what happens, not how it is asked for or told. A method that throws has changed nothing.
 * Guarded by the lock of {@link AuthorizationServer}.
 */
final class Registrar {
    private final ServerSettings settings;
    private final RegistrationPolicy policy;
    private final ClientStore clients;

    Registrar(ServerSettings settings, RegistrationPolicy policy, ClientStore clients) {
        this.settings = settings;
        this.policy = policy;
        this.clients = clients;
    }

    /** @throws Refusal if the dialect's rules speak against it */
    ClientRecord register(String tenant, JsonObject sent) throws Refusal {
        JsonObject metadata = withoutNulls(sent);
        KnownMembers.SERVER_ISSUED.forEach(metadata::remove);
        policy.complete(metadata);
        policy.checkRegistration(tenant, metadata);
        String clientId = policy.newClientId();
        Instant now = now();
        ClientRecord client = new ClientRecord(
                tenant,
                clients.nextNumber(),
                clientId,
                now,
                now,
                policy.configurationEndpoint(clientId),
                policy.newToken(),
                true,
                policy.needsSecret(metadata) ? policy.newSecret(now) : null,
                metadata);
        clients.put(client);
        return client;
    }

    /** The client, with a new registration access token if reading rotates it. */
    ClientRecord read(ClientRecord client) {
        return settings.registrationAccessTokenRotatedOnRead() ? withNewToken(client) : client;
    }

    /**
     * Makes the client exactly what was sent (RFC 7592 §2.2).
     *
     * @throws Refusal if the dialect's rules speak against it
     */
    ClientRecord update(ClientRecord client, JsonObject sent) throws Refusal {
        JsonObject metadata = withoutNulls(sent);
        policy.checkUpdate(client, metadata);
        policy.complete(metadata);
        Instant now = now();
        ClientRecord updated = client.updated(now, secretAfterUpdate(client, now, metadata), metadata);
        clients.put(updated);
        return settings.registrationAccessTokenRotatedOnUpdate() ? withNewToken(updated) : updated;
    }

    void delete(ClientRecord client) {
        clients.remove(client.clientId());
    }

    private @Nullable IssuedSecret secretAfterUpdate(ClientRecord client, Instant now, JsonObject metadata) {
        if (!policy.needsSecret(metadata)) {
            return null;
        }
        IssuedSecret current = client.secret();
        return current == null || settings.secretRotatedOnUpdate() ? policy.newSecret(now) : current;
    }

    private ClientRecord withNewToken(ClientRecord client) {
        ClientRecord changed = client.withRegistrationAccessToken(policy.newToken());
        clients.put(changed);
        return changed;
    }

    /** Whole milliseconds: no dialect tells more. */
    private Instant now() {
        return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A copy without the members that are null: such a member counts as left out (RFC 7592 §2.2). */
    private static JsonObject withoutNulls(JsonObject sent) {
        JsonObject present = new JsonObject();
        for (Map.Entry<String, JsonElement> member : sent.entrySet()) {
            if (!member.getValue().isJsonNull()) {
                present.add(member.getKey(), member.getValue().deepCopy());
            }
        }
        return present;
    }
}
