package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ory Hydra on the wire. */
class HydraDialectTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .dialect(Dialect.HYDRA)
            .clock(new MovableClock())
            .start();

    @Test
    void register_minimal_isTheWholeOfHydrasClient() {
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        RegisteredClient client = server.clients().get(0);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(response.body())
                .isEqualTo(("{'client_id':'" + client.clientId() + "','client_name':'','client_secret':'"
                                + client.clientSecret().orElseThrow()
                                + "','redirect_uris':['https://client.example.com/callback'],'grant_types':null,"
                                + "'response_types':null,'scope':'offline_access offline openid','audience':[],"
                                + "'owner':'','policy_uri':'','allowed_cors_origins':[],'tos_uri':'','client_uri':'',"
                                + "'logo_uri':'','contacts':null,'client_secret_expires_at':0,"
                                + "'subject_type':'public','jwks':{},"
                                + "'token_endpoint_auth_method':'client_secret_basic',"
                                + "'userinfo_signed_response_alg':'none','created_at':'2030-01-02T03:04:05Z',"
                                + "'updated_at':'2030-01-02T03:04:05.678Z','metadata':{},"
                                + "'registration_access_token':'" + client.registrationAccessToken()
                                + "','registration_client_uri':'" + server.issuer() + "/oauth2/register/"
                                + client.clientId() + "','skip_consent':false,'skip_logout_consent':null,"
                                + "'authorization_code_grant_access_token_lifespan':null,"
                                + "'authorization_code_grant_id_token_lifespan':null,"
                                + "'authorization_code_grant_refresh_token_lifespan':null,"
                                + "'client_credentials_grant_access_token_lifespan':null,"
                                + "'implicit_grant_access_token_lifespan':null,"
                                + "'implicit_grant_id_token_lifespan':null,"
                                + "'jwt_bearer_grant_access_token_lifespan':null,"
                                + "'refresh_token_grant_id_token_lifespan':null,"
                                + "'refresh_token_grant_access_token_lifespan':null,"
                                + "'refresh_token_grant_refresh_token_lifespan':null,"
                                + "'device_authorization_grant_id_token_lifespan':null,"
                                + "'device_authorization_grant_access_token_lifespan':null,"
                                + "'device_authorization_grant_refresh_token_lifespan':null}")
                        .replace('\'', '"'));
        assertThat(client.clientId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(client.clientSecret().orElseThrow()).hasSize(26);
        assertThat(client.registrationAccessToken()).startsWith("ory_at_").contains(".");
    }

    @Test
    void register_publicClient_hasNoSecretButItsExpiry() {
        JsonObject information = json(Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/"], "token_endpoint_auth_method": "none"}"""));

        assertThat(information.keySet()).doesNotContain("client_secret").contains("client_secret_expires_at");
    }

    @Test
    void register_unknownMember_isDropped() {
        assertThat(json(Wire.register(server, "{\"x_unknown\": 1, \"software_id\": \"x\"}"))
                        .keySet())
                .doesNotContain("x_unknown", "software_id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'client_secret': 'mine'} | The request was malformed or contained invalid parameters",
                "{'redirect_uris': 'x'} | The request was malformed or contained invalid parameters",
                "{ | The request was malformed or contained invalid parameters",
                "{'skip_consent': true} | invalid_request",
                "{'metadata': {}} | invalid_client_metadata",
                "{'redirect_uris': ['https://client.example.com/#f']} | invalid_redirect_uri",
                "{'token_endpoint_auth_method': 'client_secret_jwt'} | invalid_client_metadata",
                "{'jwks': {'keys': []}, 'jwks_uri': 'https://x.example.com/'} | invalid_client_metadata"
            })
    void register_refused(String body, String error) {
        HttpResponse<String> response = Wire.register(server, body.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo(error);
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void read_tellsNoCredentialsAndNoNullArrays() {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response = Wire.read(client);

        assertThat(json(response).keySet())
                .doesNotContain("client_secret", "registration_access_token", "registration_client_uri", "metadata")
                .contains("client_secret_expires_at", "created_at", "skip_consent", "skip_logout_consent");
        assertThat(response.body())
                .contains("\"grant_types\":[]", "\"response_types\":[]", "\"contacts\":[]", "\"jwks\":{}");
    }

    @Test
    void update_newTokenNoUriNoSecret() {
        RegisteredClient client = server.register(json(MINIMAL));

        JsonObject information = json(Wire.update(client, """
                {"client_id": "ignored", "client_name": "Pretzel"}"""));

        assertThat(information.get("registration_access_token").getAsString())
                .isNotEqualTo(client.registrationAccessToken())
                .isEqualTo(server.clients().get(0).registrationAccessToken());
        assertThat(information.keySet()).doesNotContain("client_secret", "registration_client_uri");
        assertThat(information.get("client_id").getAsString()).isEqualTo(client.clientId());
        assertThat(information.get("redirect_uris").isJsonNull()).isTrue();
        assertThat(Wire.read(client).statusCode()).isEqualTo(401);
    }

    @Test
    void update_whatWasRead_isTaken() {
        RegisteredClient client = server.register(json(MINIMAL));
        JsonObject read = json(Wire.read(client));
        assertThat(read.get("jwks")).isEqualTo(new JsonObject());

        read.addProperty("client_name", "Round Pretzel");
        HttpResponse<String> response = Wire.update(client, read);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("client_name").getAsString()).isEqualTo("Round Pretzel");
        assertThat(json(response).get("jwks")).isEqualTo(new JsonObject());
    }

    @Test
    void update_currentSecret_isForbidden() {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response = Wire.update(
                client, "{\"client_secret\": \"" + client.clientSecret().orElseThrow() + "\"}");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(error(response)).isEqualTo("The requested action was forbidden");
        assertThat(Wire.read(client).statusCode()).isEqualTo(200);
    }

    @Test
    void delete_thenUnauthorized() {
        RegisteredClient client = server.register(json(MINIMAL));

        assertThat(Wire.delete(client).statusCode()).isEqualTo(204);
        assertThat(Wire.read(client).statusCode()).isEqualTo(401);
    }

    @Test
    void read_noTokenOrAnothersOrNoClient_isUnauthorizedByASentence() {
        RegisteredClient client = server.register(json(MINIMAL));
        RegisteredClient other = server.register(json(MINIMAL));

        for (HttpResponse<String> response : List.of(
                Wire.get(client.registrationClientUri()),
                Wire.read(client.registrationClientUri(), other.registrationAccessToken()),
                Wire.read(URI.create(server.registrationEndpoint() + "/unknown"), client.registrationAccessToken()))) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(error(response)).isEqualTo("The request could not be authorized");
            assertThat(header(response, "WWW-Authenticate")).isEqualTo("(absent)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/register", "/admin/clients"})
    void otherPath_isNotFound(String path) {
        HttpResponse<String> response = Wire.get(server.issuer().resolve(path));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("404 page not found");
    }

    @Test
    void token_newCredentials_work() {
        RegisteredClient client = server.register(json("{\"grant_types\": [\"client_credentials\"]}"));

        HttpResponse<String> response = Wire.send(Wire.basic(
                Wire.form(URI.create(server.issuer() + "/oauth2/token"), "grant_type", "client_credentials"),
                client.clientId(),
                client.clientSecret().orElseThrow()));

        assertThat(response.statusCode()).isEqualTo(200);
    }
}
