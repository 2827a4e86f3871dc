package dev.clientregistration.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A client of nevisMeta: its two identifiers and its snapshots. Guarded by the lock of {@link AuthorizationServer}. */
final class NevisClient {
    private final String internalId;
    private final String clientId;
    private final List<NevisSnapshot> snapshots = new ArrayList<>();
    private boolean deleted;

    NevisClient(String internalId, String clientId, NevisSnapshot first) {
        this.internalId = internalId;
        this.clientId = clientId;
        snapshots.add(first);
    }

    /** The one in the paths. */
    String internalId() {
        return internalId;
    }

    /** The one of OAuth. */
    String clientId() {
        return clientId;
    }

    boolean isDeleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }

    /** In the order of their beginning. */
    List<NevisSnapshot> snapshots() {
        return List.copyOf(snapshots);
    }

    /** What the client is at that moment; empty if it is not yet. */
    Optional<NevisSnapshot> at(Instant time) {
        return snapshots.stream()
                .filter(snapshot -> !snapshot.validFrom().isAfter(time))
                .reduce((earlier, later) -> later);
    }

    Optional<NevisSnapshot> snapshot(String id) {
        return snapshots.stream().filter(snapshot -> snapshot.id().equals(id)).findFirst();
    }

    boolean hasSnapshotOf(Instant time) {
        return snapshots.stream().anyMatch(snapshot -> snapshot.validFrom().equals(time));
    }

    void add(NevisSnapshot snapshot) {
        snapshots.add(snapshot);
        snapshots.sort(Comparator.comparing(NevisSnapshot::validFrom));
    }

    void remove(NevisSnapshot snapshot) {
        snapshots.remove(snapshot);
    }
}
