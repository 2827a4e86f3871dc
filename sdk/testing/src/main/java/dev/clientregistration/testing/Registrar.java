package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
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
        clients.ledger().note(LedgerEntry.Event.REGISTERED, client, now);
        return client;
    }

    /**
     * Registers a client that has some of what the server issues already.
     *
     * @param information client metadata, and what the client has
     * @throws Refusal if the dialect's rules speak against it
     * @throws IllegalArgumentException if there is a client of this identifier
     */
    ClientRecord adopt(String tenant, JsonObject information) throws Refusal {
        ClientRecord made = register(tenant, information);
        String clientId = Json.text(information, "client_id").orElse(made.clientId());
        if (!clientId.equals(made.clientId())) {
            if (clients.find(clientId).isPresent()) {
                throw new IllegalArgumentException("there is a client " + clientId + " already");
            }
            clients.remove(made.clientId());
        }
        ClientRecord adopted = new ClientRecord(
                tenant,
                made.number(),
                clientId,
                made.createdAt(),
                made.modifiedAt(),
                policy.configurationEndpoint(clientId),
                Json.text(information, "registration_access_token")
                        .map(token -> new IssuedSecret(token, null))
                        .orElse(made.token()),
                made.dynamic(),
                adoptedSecret(information, made.secret()),
                made.metadata(),
                made.requested());
        clients.put(adopted);
        return adopted;
    }

    /** The client, with a new registration access token if reading rotates it. */
    ClientRecord read(ClientRecord client) {
        return policy.rotatesToken(Operation.GET) ? rotateToken(client) : client;
    }

    /**
     * Makes the client what was sent, as far as the dialect takes it (RFC 7592 §2.2), with a new registration access token
     * if an update rotates it.
     *
     * @throws Refusal if the dialect's rules speak against it
     */
    ClientRecord update(ClientRecord client, JsonObject received) throws Refusal {
        ClientRecord updated = change(client, received);
        return policy.rotatesToken(Operation.UPDATE) ? rotateToken(updated) : updated;
    }

    /**
     * Makes the client what was sent, as far as the dialect takes it; its registration access token stays.
     *
     * @throws Refusal if the dialect's rules speak against it
     */
    ClientRecord change(ClientRecord client, JsonObject received) throws Refusal {
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
        clients.ledger().note(LedgerEntry.Event.UPDATED, updated, now);
        if (!updated.secretValue().equals(client.secretValue())) {
            clients.ledger().note(LedgerEntry.Event.SECRET_CHANGED, updated, now);
        }
        return updated;
    }

    void delete(ClientRecord client) {
        clients.remove(client.clientId());
        clients.ledger().note(LedgerEntry.Event.DELETED, client, now());
    }

    /** The client with another registration access token; the one before is no longer valid. */
    ClientRecord rotateToken(ClientRecord client) {
        ClientRecord changed = client.withToken(policy.newToken(client.clientId(), now()));
        clients.put(changed);
        clients.ledger().note(LedgerEntry.Event.TOKEN_ROTATED, changed, now());
        return changed;
    }

    private static @Nullable IssuedSecret adoptedSecret(JsonObject information, @Nullable IssuedSecret made) {
        Optional<String> value = Json.text(information, "client_secret");
        if (value.isEmpty()) {
            return made;
        }
        long expiresAt =
                information.get("client_secret_expires_at") instanceof JsonPrimitive seconds ? seconds.getAsLong() : 0;
        return new IssuedSecret(value.get(), expiresAt == 0 ? null : Instant.ofEpochSecond(expiresAt));
    }

    private @Nullable IssuedSecret secretAfterUpdate(
            ClientRecord client, JsonObject sent, Instant now, JsonObject metadata) {
        if (!policy.needsSecret(metadata)) {
            return null;
        }
        IssuedSecret current = client.secret();
        return current == null || policy.renewsSecret(current, now) ? policy.newSecret(sent, now) : current;
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
