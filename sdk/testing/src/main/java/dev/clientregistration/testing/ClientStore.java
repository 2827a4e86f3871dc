package dev.clientregistration.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registered clients, in the order of their registration, and the numbers of clients and tenants. Guarded by the
 * lock of {@link AuthorizationServer}.
 */
final class ClientStore {
    /** With the view that tests have of each, which stays the same object as long as nothing changes. */
    private final Map<String, RegisteredClient> clients = new LinkedHashMap<>();

    private final Ledger ledger = new Ledger();
    private final List<String> tenants = new ArrayList<>();
    private int clientNumber;

    /** What has been done to the clients; who does it notes it. */
    Ledger ledger() {
        return ledger;
    }

    /** Notes that an access token was issued to a client, or to somebody who is none. */
    void noteToken(String holder, Instant time) {
        ledger.note(LedgerEntry.Event.TOKEN_ISSUED, holder, time, clients.get(holder));
    }

    Optional<ClientRecord> find(String clientId) {
        return snapshot(clientId).map(RegisteredClient::asKept);
    }

    /** The client, if it belongs to the tenant. */
    Optional<ClientRecord> find(String tenant, String clientId) {
        return find(clientId).filter(client -> client.tenant().equals(tenant));
    }

    List<ClientRecord> all(String tenant) {
        return clients.values().stream()
                .map(RegisteredClient::asKept)
                .filter(client -> client.tenant().equals(tenant))
                .toList();
    }

    Optional<RegisteredClient> snapshot(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    List<RegisteredClient> snapshots() {
        return List.copyOf(clients.values());
    }

    /** Adds the client, or replaces the one with its identifier. */
    RegisteredClient put(ClientRecord client) {
        RegisteredClient snapshot = new RegisteredClient(client);
        clients.put(client.clientId(), snapshot);
        return snapshot;
    }

    /** The client that has this registration access token. */
    Optional<ClientRecord> holder(String token) {
        return clients.values().stream()
                .map(RegisteredClient::asKept)
                .filter(client -> token.equals(client.registrationAccessToken()))
                .findFirst();
    }

    boolean remove(String clientId) {
        return clients.remove(clientId) != null;
    }

    /** The number of the next client, 1 being the first one. */
    int nextNumber() {
        return ++clientNumber;
    }

    /** The tenant's number, 1 being the tenant that was first asked for. */
    int numberOf(String tenant) {
        if (!tenants.contains(tenant)) {
            tenants.add(tenant);
        }
        return tenants.indexOf(tenant) + 1;
    }

    void clear() {
        clients.clear();
        ledger.clear();
        tenants.clear();
        clientNumber = 0;
    }
}
