package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anvil Connect's REST API on the wire. */
class AnvilClientsTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .dialect(Dialect.ANVIL_CONNECT)
            .registrationAccess(RegistrationAccess.OPEN)
            .registrar("registrar", "secret", "realm", "other")
            .clock(new MovableClock())
            .start();

    private final String token = Wire.token(server, "realm");

    @Test
    void create_tellsTheWholeClient() {
        HttpResponse<String> response = send("POST", "", """
                {"redirect_uris": ["https://client.example.com/"], "client_name": "Pretzel", "trusted": true,
                 "default_client_scope": "realm", "client_secret": "mine", "x_unknown": 1}""");

        assertThat(response.statusCode()).isEqualTo(201);
        JsonObject client = json(response);
        assertThat(client.keySet())
                .containsExactly(
                        "_id",
                        "redirect_uris",
                        "response_types",
                        "grant_types",
                        "application_type",
                        "client_name",
                        "token_endpoint_auth_method",
                        "trusted",
                        "default_client_scope",
                        "scopes",
                        "client_secret",
                        "created",
                        "modified");
        assertThat(client.get("client_secret").getAsString()).isEqualTo("mine");
        assertThat(client.get("created")).hasToString("" + MovableClock.START.toEpochMilli());
        assertThat(client.get("scopes")).hasToString("[]");
        assertThat(server.client(client.get("_id").getAsString())).isPresent();
    }

    @Test
    void list_hasClientsThatWereRegisteredEitherWay() {
        Wire.register(server, MINIMAL);
        send("POST", "", MINIMAL);

        JsonArray all = JsonParser.parseString(send("GET", "", null).body()).getAsJsonArray();

        assertThat(all).hasSize(2);
        assertThat(all.get(0).getAsJsonObject().get("_id").getAsString())
                .isEqualTo(server.clients().get(0).clientId());
    }

    @Test
    void get_patch_delete_oneClient() {
        RegisteredClient client = server.register(json(MINIMAL));
        String path = "/" + client.clientId();

        assertThat(json(send("GET", path, null)).get("client_secret").getAsString())
                .isEqualTo(client.clientSecret().orElseThrow());
        JsonObject patched = json(send("PATCH", path, "{\"client_name\": \"Round Pretzel\"}"));
        assertThat(patched.get("client_name").getAsString()).isEqualTo("Round Pretzel");
        assertThat(patched.get("redirect_uris")).hasToString("[\"https://client.example.com/callback\"]");
        assertThat(send("DELETE", path, null).statusCode()).isEqualTo(204);
        assertThat(server.clients()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PATCH", "DELETE"})
    void unknownClient_isNotFound(String method) {
        HttpResponse<String> response = send(method, "/unknown", method.equals("PATCH") ? "{}" : null);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("Not found.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void badModel_isAValidationErrorWithDetails(String method) {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response =
                send(method, method.equals("POST") ? "" : "/" + client.clientId(), "{\"redirect_uris\": \"x\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("validation_error");
        assertThat(json(response).getAsJsonObject("errors").keySet()).containsExactly("redirect_uris");
    }

    @Test
    void noToken_isABadRequest() {
        HttpResponse<String> response = Wire.get(uri("/unknown"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_request");
    }

    @Test
    void unknownToken_isUnauthorizedAndOtherScope_isForbidden() {
        assertThat(Wire.read(uri(""), "unknown").statusCode()).isEqualTo(401);
        assertThat(Wire.read(uri(""), Wire.token(server, "other")).statusCode()).isEqualTo(403);
        assertThat(Wire.read(uri("/unknown"), Wire.token(server, "other")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void issuerPath_isBeforeTheApi() {
        try (MockRegistrationServer below = MockRegistrationServer.builder()
                .dialect(Dialect.ANVIL_CONNECT)
                .issuerPath("/anvil")
                .start()) {
            assertThat(Wire.get(URI.create(below.issuer() + "/v1/clients")).statusCode())
                    .isEqualTo(400);
            assertThat(Wire.get(below.issuer().resolve("/v1/clients")).statusCode())
                    .isEqualTo(404);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.Builder request = body == null
                ? HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody())
                : Wire.json(method, uri(path), body);
        return Wire.send(Wire.bearer(request, token));
    }

    private URI uri(String path) {
        return URI.create(server.issuer() + "/v1/clients" + path);
    }
}
