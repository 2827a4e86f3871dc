package dev.clientregistration.testing;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the server has really done for a request, whether or not the client ever saw the reply. What a request
 * was refused, and what a test arranged without a request, is not among them.
 *
 * <p>Immutable, and so safe for use by several threads.
 */
public final class LedgerEntry {
    /** What was done. Events can be added; code that switches over them needs a default. */
    public enum Event {
        /** A client was registered. */
        REGISTERED,

        /** A client was updated, if only to what it had been. */
        UPDATED,

        /** A client was deleted because it was asked for. */
        DELETED,

        /** A client got another registration access token; the one before is no longer valid. */
        TOKEN_ROTATED,

        /** A client got another secret, or one where it had none, or lost the one it had. */
        SECRET_CHANGED,

        /** An access token was issued. */
        TOKEN_ISSUED,

        /** The server forgot a client, as {@link Fault#purgeClient()} makes it. */
        PURGED,

        /** A client's secret expired before its time, as {@link Fault#expireSecret()} makes it. */
        SECRET_EXPIRED
    }

    private final Event event;
    private final String clientId;
    private final Instant time;
    private final @Nullable RegisteredClient client;
    private final RecordedExchange exchange;

    LedgerEntry(
            Event event, String clientId, Instant time, @Nullable RegisteredClient client, RecordedExchange exchange) {
        this.event = event;
        this.clientId = clientId;
        this.time = time;
        this.client = client;
        this.exchange = exchange;
    }

    /**
     * What was done.
     *
     * @return the event
     */
    public Event event() {
        return event;
    }

    /**
     * Whom it was done to: the client that was registered, or that got an access token.
     *
     * @return the client's identifier
     */
    public String clientId() {
        return clientId;
    }

    /**
     * When it was done, by the server's clock.
     *
     * @return the moment, in whole milliseconds
     */
    public Instant time() {
        return time;
    }

    /**
     * The client as it was right afterwards; of a client that is gone, as it was last.
     *
     * @return a snapshot; empty if an access token went to someone who is no registered client
     */
    public Optional<RegisteredClient> client() {
        return Optional.ofNullable(client);
    }

    /**
     * The request that it was done for.
     *
     * @return the exchange, with the fault that may have kept the reply from the client
     */
    public RecordedExchange exchange() {
        return exchange;
    }

    /**
     * The event, the client's identifier and the exchange in short, without secrets.
     *
     * @return such as {@code REGISTERED Vn4k0cB2 by POST /register -> 201 (drop-after-applying)}
     */
    @Override
    public String toString() {
        return event + " " + clientId + " by " + exchange;
    }
}
