package dev.clientregistration.interop.keycloak;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import java.net.URI;
import java.util.UUID;

/** A realm: an authorization server of its own. */
final class Realm {
    private static final String POLICY = "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy";

    private final Keycloak keycloak;
    private final String name;

    private Realm(Keycloak keycloak, String name) {
        this.keycloak = keycloak;
        this.name = name;
    }

    static Realm create(Keycloak keycloak, String name) {
        keycloak.administer("POST", "/realms", "{\"realm\":\"" + name + "\",\"enabled\":true}");
        return new Realm(keycloak, name);
    }

    URI issuer() {
        return keycloak.resolve("/realms/" + name);
    }

    URI registrationEndpoint() {
        return URI.create(issuer() + "/clients-registrations/openid-connect");
    }

    URI tokenEndpoint() {
        return URI.create(issuer() + "/protocol/openid-connect/token");
    }

    /** A builder for a facade without an initial access token. */
    ClientRegistration.Builder anonymousFacade() {
        return ClientRegistration.builder().endpoint(registrationEndpoint()).profile(ServerProfile.KEYCLOAK);
    }

    /** A builder for a facade whose initial access token is good for many clients. */
    ClientRegistration.Builder facade() {
        return anonymousFacade().initialAccessToken(InitialAccessToken.fixed(initialAccessToken(1_000)));
    }

    /** A token that is good for so many clients. */
    Secret initialAccessToken(int clients) {
        JsonObject created = administer(
                        "POST", "/clients-initial-access", "{\"expiration\":3600,\"count\":" + clients + "}")
                .getAsJsonObject();
        return Secret.of(created.get("token").getAsString());
    }

    /** Allows anonymous registration from a host, of clients of that host. */
    void trustHost(String host) {
        for (JsonElement component :
                administer("GET", "/components?type=" + POLICY, "").getAsJsonArray()) {
            JsonObject policy = component.getAsJsonObject();
            if (text(policy, "providerId").equals("trusted-hosts")) {
                JsonArray hosts = new JsonArray();
                hosts.add(host);
                policy.getAsJsonObject("config").add("trusted-hosts", hosts);
                administer("PUT", "/components/" + text(policy, "id"), policy.toString());
                return;
            }
        }
        throw new IllegalStateException("there is no policy of trusted hosts");
    }

    /** Makes a client whose own access tokens have roles of the realm's management; gives its secret. */
    Secret createManager(String clientId, String... roles) {
        String secret = UUID.randomUUID().toString();
        administer(
                "POST",
                "/clients",
                "{\"clientId\":\"" + clientId + "\",\"secret\":\"" + secret
                        + "\",\"serviceAccountsEnabled\":true,\"standardFlowEnabled\":false}");
        String user = text(
                administer("GET", "/clients/" + internalId(clientId) + "/service-account-user", "")
                        .getAsJsonObject(),
                "id");
        String management = internalId("realm-management");
        JsonArray granted = new JsonArray();
        for (String role : roles) {
            granted.add(administer("GET", "/clients/" + management + "/roles/" + role, ""));
        }
        administer("POST", "/users/" + user + "/role-mappings/clients/" + management, granted.toString());
        return Secret.of(secret);
    }

    private String internalId(String clientId) {
        return text(
                administer("GET", "/clients?clientId=" + clientId, "")
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject(),
                "id");
    }

    private JsonElement administer(String method, String path, String json) {
        return keycloak.administer(method, "/realms/" + name + path, json);
    }

    private static String text(JsonObject object, String member) {
        return object.get(member).getAsString();
    }
}
