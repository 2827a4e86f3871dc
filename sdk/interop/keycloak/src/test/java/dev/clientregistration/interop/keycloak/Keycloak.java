package dev.clientregistration.interop.keycloak;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.Secret;
import dev.clientregistration.interop.Wire;
import dev.clientregistration.interop.Wire.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * Keycloak as it comes, in a process of its own, with two realms: one whose policies are Keycloak's defaults, and one
 * where this host may register clients anonymously.
 */
final class Keycloak implements AutoCloseable {
    private static final String ADMIN = "admin";

    private final KeycloakProcess process;
    private final URI uri;
    private final Secret password;
    private final Realm strict;
    private final Realm open;

    private Keycloak(KeycloakProcess process, Secret password) {
        this.process = process;
        this.password = password;
        this.uri = process.uri();
        this.strict = Realm.create(this, "strict");
        this.open = Realm.create(this, "open");
        open.trustHost("127.0.0.1");
    }

    static Keycloak start() {
        Secret password = Secret.of(UUID.randomUUID().toString());
        KeycloakProcess process = KeycloakProcess.start(
                Path.of(System.getProperty("keycloak.home")),
                Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN, "KC_BOOTSTRAP_ADMIN_PASSWORD", password.reveal()));
        try {
            return new Keycloak(process, password);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
    }

    /** Policies as Keycloak sets them: who registers needs an initial access token. */
    Realm strict() {
        return strict;
    }

    /** Clients of this host may be registered from this host without a token. */
    Realm open() {
        return open;
    }

    URI resolve(String path) {
        return URI.create(uri + path);
    }

    /** Asks the administration for something. */
    JsonElement administer(String method, String path, String json) {
        URI target = resolve("/admin" + path);
        Answer answer = method.equals("GET")
                ? Wire.get(target, administratorsToken())
                : Wire.json(method, target, administratorsToken(), JsonParser.parseString(json));
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + " was answered with " + answer.status());
        }
        return answer.body().isEmpty() ? new JsonObject() : answer.json();
    }

    /** It lives for a minute only, so it is asked for anew. */
    private Secret administratorsToken() {
        Answer answer = Wire.form(
                resolve("/realms/master/protocol/openid-connect/token"),
                Map.of(),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        ADMIN,
                        "password",
                        password.reveal()));
        return Secret.of(answer.json().getAsJsonObject().get("access_token").getAsString());
    }

    @Override
    public void close() {
        process.close();
    }
}
