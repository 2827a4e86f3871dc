package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * What an authorization server by the standards decides: it registers all of the metadata that a client sent, unknown
 * members too, with the defaults; or nothing, if a rule speaks against it.
 */
final class StandardPolicy implements RegistrationPolicy {
    /** The methods that need a secret which both sides know (RFC 7591 §2, OpenID Connect Core 1.0 §9). */
    private static final Set<String> METHODS_WITH_SECRET =
            Set.of("client_secret_basic", "client_secret_post", "client_secret_jwt");

    /** What the server issues and an update must not carry (RFC 7592 §2.2). */
    private static final List<String> NOT_IN_AN_UPDATE = List.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    private final ServerSettings settings;
    private final Addresses addresses;
    private final RandomText random = new RandomText();

    StandardPolicy(ServerSettings settings, Addresses addresses) {
        this.settings = settings;
        this.addresses = addresses;
    }

    @Override
    public String newClientId() {
        return random.identifier();
    }

    @Override
    public String newToken() {
        return random.secret();
    }

    @Override
    public boolean needsSecret(JsonObject metadata) {
        return METHODS_WITH_SECRET.contains(
                metadata.get("token_endpoint_auth_method").getAsString());
    }

    @Override
    public IssuedSecret newSecret(Instant now) {
        return new IssuedSecret(
                random.secret(),
                settings.secretLifetime() == null
                        ? null
                        : now.truncatedTo(ChronoUnit.SECONDS).plus(settings.secretLifetime()));
    }

    @Override
    public URI configurationEndpoint(String clientId) {
        return addresses.configurationEndpoint(clientId);
    }

    /** There are no tenants and no quotas. */
    @Override
    public void checkRegistration(String tenant, JsonObject metadata) {}

    @Override
    public void checkUpdate(ClientRecord client, JsonObject sent) throws Refusal {
        for (String name : NOT_IN_AN_UPDATE) {
            if (sent.has(name)) {
                throw Refusal.of(Reason.UPDATE_WITH_SERVER_MEMBER, name, name + " must not be in an update");
            }
        }
        if (!Json.isText(sent.remove("client_id"), client.clientId())) {
            throw Refusal.of(
                    Reason.UPDATE_OF_ANOTHER_CLIENT,
                    "client_id",
                    "client_id must be in an update and must be the client's own");
        }
        JsonElement secret = sent.remove("client_secret");
        if (secret != null && !Json.isText(secret, client.secretValue().orElse(null))) {
            throw Refusal.of(
                    Reason.UPDATE_WITH_ANOTHER_SECRET,
                    "client_secret",
                    "client_secret in an update must be the current one");
        }
    }

    @Override
    public void complete(JsonObject metadata) throws Refusal {
        KnownMembers.TYPES.check(metadata);
        addDefaults(metadata);
        GrantRules.check(metadata);
        EncryptionRules.check(metadata, KnownMembers.TYPES);
        KeyRules.check(metadata);
        JsonArray redirectUris = metadata.getAsJsonArray(RedirectUriRules.MEMBER);
        if (redirectUris != null) {
            RedirectUriRules.check(redirectUris);
        }
        if ((redirectUris == null || redirectUris.isEmpty()) && GrantRules.usesRedirects(metadata)) {
            throw Refusal.ofRedirectUris(
                    Reason.REDIRECT_URI_MISSING, "redirect_uris must not be empty for these grant types");
        }
    }

    private static void addDefaults(JsonObject metadata) {
        Json.addIfAbsent(metadata, "token_endpoint_auth_method", new JsonPrimitive("client_secret_basic"));
        GrantRules.addDefaults(metadata);
        Json.addIfAbsent(metadata, "application_type", new JsonPrimitive("web"));
    }
}
