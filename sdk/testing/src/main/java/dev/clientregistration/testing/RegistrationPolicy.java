package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a dialect decides about its clients; {@link Registrar} does the rest. A method that throws changed nothing. */
interface RegistrationPolicy {
    /**
     * Puts the claims of a software statement where they belong, if the dialect reads such statements.
     *
     * @param sent changed in place
     * @throws Refusal if the statement is bad, or by someone who is not trusted
     */
    void applyStatement(JsonObject sent) throws Refusal;

    /**
     * The identifier of a client that is about to be registered.
     *
     * @param sent what the client sent, without nulls
     * @throws Refusal if the client may choose, and chose badly
     */
    String newClientId(JsonObject sent) throws Refusal;

    /** A registration access token; null if clients cannot be managed. */
    @Nullable
    IssuedSecret newToken(String clientId, Instant now);

    /** Whether a client with this metadata has a secret. */
    boolean needsSecret(JsonObject metadata);

    /** @param sent what the client sent, without nulls */
    IssuedSecret newSecret(JsonObject sent, Instant now);

    /** Whether an update brings a secret in the place of this one. */
    boolean renewsSecret(IssuedSecret current, Instant now);

    /** Where the client manages itself. */
    URI configurationEndpoint(String clientId);

    /**
     * Whether the tenant may have one client more, with this metadata.
     *
     * @throws Refusal if not
     */
    void checkRegistration(String tenant, JsonObject metadata) throws Refusal;

    /**
     * Checks what an update carries besides metadata; it is taken away afterwards.
     *
     * @param sent without nulls; not changed
     * @throws Refusal if the update carries what it must not, or lacks what it must carry
     */
    void checkUpdate(ClientRecord client, JsonObject sent) throws Refusal;

    /** What becomes of members that an update does not carry. */
    UpdateStyle updateStyle();

    /**
     * Checks the metadata and makes it what is registered: adds the defaults, takes away what this dialect ignores.
     *
     * @param metadata without nulls and without members that the server issues; changed in place
     * @throws Refusal if a rule speaks against it
     */
    void complete(JsonObject metadata) throws Refusal;

    /** Whether this operation brings a new registration access token. */
    boolean rotatesToken(Operation operation);
}
