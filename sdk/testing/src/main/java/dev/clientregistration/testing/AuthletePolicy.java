package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** What Authlete decides: it registers the metadata that it knows, and drops the rest without a word. */
final class AuthletePolicy implements RegistrationPolicy {
    private static final String SOFTWARE_ID = "software_id";
    private static final int CLIENT_ID_DIGITS = 14;

    /** Primitive at Authlete: a client that does not say has them all the same. */
    private static final List<String> FALSE_BY_DEFAULT = List.of(
            "require_pushed_authorization_requests",
            "require_signed_request_object",
            "backchannel_user_code_parameter",
            "tls_client_certificate_bound_access_tokens");

    private final AuthleteSettings settings;
    private final ClientStore clients;
    private final AuthleteMetadataRules rules;
    private final RandomText random = new RandomText();

    AuthletePolicy(AuthleteSettings settings, ClientStore clients) {
        this.settings = settings;
        this.clients = clients;
        rules = new AuthleteMetadataRules(settings);
    }

    /** It is kept unread. */
    @Override
    public void applyStatement(JsonObject sent) {}

    @Override
    public String newClientId(JsonObject sent) {
        String clientId;
        do {
            clientId = random.decimal(CLIENT_ID_DIGITS);
        } while (clients.find(clientId).isPresent());
        return clientId;
    }

    @Override
    public IssuedSecret newToken(String clientId, Instant now) {
        return new IssuedSecret(random.secret(), null);
    }

    /** Public clients have one, too. */
    @Override
    public boolean needsSecret(JsonObject metadata) {
        return true;
    }

    @Override
    public IssuedSecret newSecret(JsonObject sent, Instant now) {
        return new IssuedSecret(random.longSecret(), null);
    }

    @Override
    public boolean renewsSecret(IssuedSecret current, Instant now) {
        return false;
    }

    @Override
    public URI configurationEndpoint(String clientId) {
        return URI.create(settings.managementEndpoint() + "/" + clientId);
    }

    @Override
    public void checkRegistration(String tenant, JsonObject metadata) throws Refusal {
        List<ClientRecord> existing = clients.all(tenant);
        String softwareId =
                metadata.has(SOFTWARE_ID) ? metadata.get(SOFTWARE_ID).getAsString() : null;
        if (settings.dcrDuplicateSoftwareIdBlocked()
                && softwareId != null
                && existing.stream()
                        .anyMatch(client -> Json.isText(client.metadata().get(SOFTWARE_ID), softwareId))) {
            throw Refusal.of(
                    Reason.DUPLICATE_SOFTWARE_ID, SOFTWARE_ID, SOFTWARE_ID + " is that of another client already");
        }
        int limit = settings.clientsPerDeveloper();
        if (limit > 0 && existing.stream().filter(ClientRecord::dynamic).count() >= limit) {
            throw Refusal.of(Reason.TOO_MANY_CLIENTS, "the developer has all " + limit + " clients already");
        }
    }

    @Override
    public void checkUpdate(ClientRecord client, JsonObject sent) throws Refusal {
        if (!sent.has("client_id")) {
            throw Refusal.of(Reason.UPDATE_WITHOUT_CLIENT_ID, "client_id", "client_id must be in an update");
        }
        if (!Json.isText(sent.get("client_id"), client.clientId())) {
            throw Refusal.of(
                    Reason.UPDATE_OF_ANOTHER_CLIENT, "client_id", "client_id in an update must be the client's own");
        }
        if (sent.has("client_secret")
                && !Json.isText(sent.get("client_secret"), client.secretValue().orElse(null))) {
            throw Refusal.of(
                    Reason.UPDATE_WITH_ANOTHER_SECRET,
                    "client_secret",
                    "client_secret in an update must be the current one");
        }
    }

    @Override
    public UpdateStyle updateStyle() {
        return UpdateStyle.REPLACE;
    }

    @Override
    public boolean rotatesToken(Operation operation) {
        return false;
    }

    @Override
    public void complete(JsonObject metadata) throws Refusal {
        rules.apply(metadata);
        Json.addIfAbsent(metadata, "token_endpoint_auth_method", new JsonPrimitive("client_secret_basic"));
        Json.addIfAbsent(metadata, "subject_type", new JsonPrimitive("public"));
        Json.addIfAbsent(metadata, "id_token_signed_response_alg", new JsonPrimitive("RS256"));
        Json.addIfAbsent(metadata, "default_max_age", new JsonPrimitive(0));
        FALSE_BY_DEFAULT.forEach(name -> Json.addIfAbsent(metadata, name, new JsonPrimitive(false)));
    }
}
