package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
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
    ClientRecord register(String tenant, JsonObject received) throws Refusal {
        JsonObject sent = Json.withoutNulls(received);
        policy.applyStatement(sent);
        policy.checkSent(sent);
        JsonObject metadata = metadata(sent);
        Set<String> requested = Set.copyOf(metadata.keySet());
        policy.complete(metadata);
        policy.checkRegistration(tenant, metadata);
        String clientId = policy.newClientId(sent);
        Instant now = now();
        ClientRecord client = new ClientRecord(
                tenant,
                clients.nextNumber(),
                clientId,
                now,
                now,
                policy.configurationEndpoint(clientId),
                policy.newToken(clientId, now),
                true,
                policy.needsSecret(metadata) ? policy.newSecret(sent, now) : null,
                metadata,
                requested);
        clients.put(client);
        return client;
    }

    /** The client, with a new registration access token if reading rotates it. */
    ClientRecord read(ClientRecord client) {
        return rotated(Operation.GET, client);
    }

    /**
     * Makes the client what was sent, as far as the dialect takes it (RFC 7592 §2.2).
     *
     * @throws Refusal if the dialect's rules speak against it
     */
    ClientRecord update(ClientRecord client, JsonObject received) throws Refusal {
        JsonObject stated = received.deepCopy();
        policy.applyStatement(stated);
        JsonObject sent = Json.withoutNulls(stated);
        policy.checkUpdate(client, sent);
        JsonObject metadata = policy.updateStyle().merged(client.metadata(), metadata(stated));
        Set<String> requested = new HashSet<>(client.requested());
        requested.addAll(sent.keySet());
        requested.retainAll(metadata.keySet());
        policy.complete(metadata);
        Instant now = now();
        ClientRecord updated =
                client.updated(now, secretAfterUpdate(client, sent, now, metadata), metadata, Set.copyOf(requested));
        clients.put(updated);
        return rotated(Operation.UPDATE, updated);
    }

    void delete(ClientRecord client) {
        clients.remove(client.clientId());
    }

    private @Nullable IssuedSecret secretAfterUpdate(
            ClientRecord client, JsonObject sent, Instant now, JsonObject metadata) {
        if (!policy.needsSecret(metadata)) {
            return null;
        }
        IssuedSecret current = client.secret();
        return current == null || settings.secretRotatedOnUpdate() ? policy.newSecret(sent, now) : current;
    }

    private ClientRecord rotated(Operation operation, ClientRecord client) {
        if (!policy.rotatesToken(operation)) {
            return client;
        }
        ClientRecord changed = client.withToken(policy.newToken(client.clientId(), now()));
        clients.put(changed);
        return changed;
    }

    /** Whole milliseconds: no dialect tells more. */
    private Instant now() {
        return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static JsonObject metadata(JsonObject sent) {
        JsonObject metadata = sent.deepCopy();
        KnownMembers.SERVER_ISSUED.forEach(metadata::remove);
        return metadata;
    }
}
