package dev.clientregistration.testing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server has done, in order. What is noted while a request is handled waits for the exchange it belongs to.
 * Guarded by the lock of {@link AuthorizationServer}.
 */
final class Ledger {
    private record Note(
            LedgerEntry.Event event,
            String clientId,
            Instant time,
            @Nullable RegisteredClient client) {}

    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    void note(LedgerEntry.Event event, ClientRecord client, Instant time) {
        note(event, client.clientId(), time, new RegisteredClient(client));
    }

    /** @param client null if it concerns somebody who is no registered client */
    void note(LedgerEntry.Event event, String clientId, Instant time, @Nullable RegisteredClient client) {
        notes.add(new Note(event, clientId, time.truncatedTo(ChronoUnit.MILLIS), client));
    }

    /** Whatever was noted was done for this request. */
    void settle(RecordedExchange exchange) {
        notes.forEach(note ->
                entries.add(new LedgerEntry(note.event(), note.clientId(), note.time(), note.client(), exchange)));
        notes.clear();
    }

    /** Whatever was noted was done for a test, without a request. */
    void discard() {
        notes.clear();
    }

    List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    void clear() {
        entries.clear();
        notes.clear();
    }
}
