package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Instant;

/** What a dialect decides about its clients; {@link Registrar} does the rest. A method that throws changed nothing. */
interface RegistrationPolicy {
    String newClientId();

    /** A registration access token. */
    String newToken();

    /** Whether a client with this metadata has a secret. */
    boolean needsSecret(JsonObject metadata);

    IssuedSecret newSecret(Instant now);

    /** Where the client is told to manage itself. */
    URI configurationEndpoint(String clientId);

    /**
     * Whether the tenant may have one client more, with this metadata.
     *
     * @throws Refusal if not
     */
    void checkRegistration(String tenant, JsonObject metadata) throws Refusal;

    /**
     * Checks what an update carries besides metadata, and takes it away.
     *
     * @param sent without nulls; changed in place
     * @throws Refusal if the update carries what it must not, or lacks what it must carry
     */
    void checkUpdate(ClientRecord client, JsonObject sent) throws Refusal;

    /**
     * Checks the metadata and makes it what is registered: adds the defaults, takes away what this dialect ignores.
     *
     * @param metadata without nulls and without members that the server issues; changed in place
     * @throws Refusal if a rule speaks against it
     */
    void complete(JsonObject metadata) throws Refusal;
}
