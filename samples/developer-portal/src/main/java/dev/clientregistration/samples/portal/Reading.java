package dev.clientregistration.samples.portal;

import dev.clientregistration.model.ClientInformation;
import java.util.Optional;

/**
 * A client as it was found: what the portal knows of it, and what the server says now.
 *
 * @param explanation why it could not be read; empty if it was
 */
record Reading(StoredClient stored, Status status, String explanation) {
    /** What can be said of a client. */
    enum Status {
        REGISTERED("Registered", "good"),
        UNREACHABLE("Not read back", "warn"),
        UNREADABLE("Cannot be read back", "plain"),
        REGISTERING("Being registered", "plain"),
        IN_DOUBT("In doubt", "warn"),
        ANSWER_LOST("Credentials lost", "bad"),
        GONE("Unknown to the server", "bad"),
        ELSEWHERE("At another server", "bad");

        private final String label;
        private final String tone;

        Status(String label, String tone) {
            this.label = label;
            this.tone = tone;
        }

        String label() {
            return label;
        }

        /** The look of its label, besides its words. */
        String tone() {
            return tone;
        }

        /** Whether the way on is to register the client once more. */
        boolean isLost() {
            return this == IN_DOUBT || this == ANSWER_LOST || this == GONE || this == ELSEWHERE;
        }
    }

    /** The client as the server told it, now or the last time. */
    Optional<ClientInformation> registered() {
        return stored.registered();
    }

    /** The client's name, for headings. */
    String name() {
        return stored.name();
    }
}
