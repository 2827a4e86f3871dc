package dev.clientregistration.samples.portal;

import dev.clientregistration.error.Operation;
import dev.clientregistration.samples.portal.Reading.Status;

/**
 * The page that asks before a client is deleted.
 *
 * @param problem why it could not be; empty if nothing was tried
 */
record DeletePage(RegistrationServer server, Reading reading, String problem) {
    /** Whether the server can be asked to delete the client. */
    boolean canDelete() {
        return server.can(Operation.DELETE)
                && (reading.status() == Status.REGISTERED || reading.status() == Status.UNREACHABLE);
    }

    /** Whether all that can be done is to take the client off the list. */
    boolean canForget() {
        return !canDelete() && reading.status() != Status.REGISTERING;
    }

    /** Why that is all. */
    String why() {
        return switch (reading.status()) {
            case GONE -> "The server does not know this client any more, so there is nothing to delete there.";
            case ELSEWHERE -> "This client is at another server, where it stays: this portal cannot delete it there.";
            case IN_DOUBT ->
                "Nobody can know whether the server has this client. If it has, it stays there: ask whoever runs the server.";
            case ANSWER_LOST ->
                "The server has this client, and this portal cannot delete it without its credentials. It stays there: ask"
                        + " whoever runs the server.";
            default ->
                "This server does not let the portal delete clients. The client stays there, and this portal forgets its"
                        + " credentials: ask whoever runs the server to delete it.";
        };
    }
}
