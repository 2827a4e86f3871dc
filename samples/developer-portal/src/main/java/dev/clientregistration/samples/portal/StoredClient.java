package dev.clientregistration.samples.portal;

import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the portal knows of a client.
 *
 * @param id the portal's own number of it, which says nothing
 * @param server where it is registered
 * @param version counts what the portal has changed, so that two tabs do not overwrite each other unseen
 * @param requested what was asked for last
 * @param registered the client as the server last told it; empty if it never did
 * @param credentials what it is read, changed and deleted with; empty if the server never issued any
 * @param secretShown whether the present secret has been shown
 * @param trouble what went wrong, if something did
 */
record StoredClient(
        UUID id,
        String suffix,
        String server,
        State state,
        int version,
        ClientMetadata requested,
        Optional<ClientInformation> registered,
        Optional<ManagementCredentials> credentials,
        boolean secretShown,
        Optional<String> trouble,
        Instant createdAt) {

    /** The client's name, for headings. */
    String name() {
        return registered
                .flatMap(ClientInformation::clientName)
                .or(requested::clientName)
                .orElse(suffix);
    }

    /** Whether a form asks for what was asked for last. */
    boolean isAskedFor(ClientDetails details) {
        ClientMetadata nothing = ClientMetadata.builder().build();
        return suffix.equals(details.suffix())
                && ClientDetails.of(suffix, requested).applyTo(nothing).equals(details.applyTo(nothing));
    }

    /** Whether its secret is known to be of no use any more. */
    boolean isSecretExpired(Instant now) {
        return credentials
                .filter(known -> known.clientSecretExpiresAt().isExpiredAt(now))
                .isPresent();
    }

    /** How far its registration has come. */
    enum State {
        /** The request is on its way, or was when the portal ended. */
        REGISTERING,
        /** The server has answered with the client. */
        REGISTERED,
        /** The request was sent, and nobody can know what became of it. */
        IN_DOUBT,
        /** There is a client at the server, but its credentials are lost. */
        ANSWER_LOST
    }
}
