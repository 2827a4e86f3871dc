package dev.clientregistration.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registered clients, in the order of their registration. Guarded by the lock of {@link AuthorizationServer}. */
final class ClientStore {
    private final Map<String, RegisteredClient> clients = new LinkedHashMap<>();

    Optional<RegisteredClient> find(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    List<RegisteredClient> all() {
        return List.copyOf(clients.values());
    }

    /** Adds the client, or replaces the one with its identifier. */
    void put(RegisteredClient client) {
        clients.put(client.clientId(), client);
    }

    boolean remove(String clientId) {
        return clients.remove(clientId) != null;
    }

    void clear() {
        clients.clear();
    }
}
