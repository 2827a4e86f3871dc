package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spring Authorization Server 1.5 on the wire. */
class SpringDialectTest {
    private static final String ERROR_URI =
            "https://openid.net/specs/openid-connect-registration-1_0.html#RegistrationError";

    private final MovableClock clock = new MovableClock();

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .dialect(Dialect.SPRING_AUTHORIZATION_SERVER)
            .registrar("registrar", "secret", "client.create", "client.read")
            .clock(clock)
            .start();

    @Test
    void register_minimal_membersInItsOrder() {
        HttpResponse<String> response = register("""
                {"redirect_uris": ["https://client.example.com/callback"], "client_name": "Pretzel"}""");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache, no-store, max-age=0, must-revalidate");
        assertThat(header(response, "Pragma")).isEqualTo("no-cache");
        assertThat(header(response, "Expires")).isEqualTo("0");
        JsonObject information = json(response);
        assertThat(information.keySet())
                .containsExactly(
                        "client_id",
                        "client_id_issued_at",
                        "client_name",
                        "client_secret",
                        "redirect_uris",
                        "grant_types",
                        "response_types",
                        "token_endpoint_auth_method",
                        "id_token_signed_response_alg",
                        "registration_client_uri",
                        "registration_access_token",
                        "client_secret_expires_at");
        assertThat(information.get("client_id").getAsString()).hasSize(43);
        assertThat(information.get("client_secret").getAsString()).hasSize(64);
        assertThat(information.get("client_secret_expires_at")).hasToString("0");
        assertThat(information.get("registration_access_token").getAsString()).startsWith("eyJ");
        assertThat(information.get("registration_client_uri").getAsString())
                .isEqualTo(server.issuer() + "/connect/register?client_id="
                        + information.get("client_id").getAsString());
    }

    @Test
    void register_noName_isGivenOne() {
        assertThat(json(register(MINIMAL)).get("client_name").getAsString()).matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "tls_client_auth", "nonsense"})
    void register_methodItDoesNotKnow_becomesBasicWithASecret(String method) {
        JsonObject information = json(register("""
                {"redirect_uris": ["https://client.example.com/"], "token_endpoint_auth_method": "%s"}""".formatted(method)));

        assertThat(information.get("token_endpoint_auth_method").getAsString()).isEqualTo("client_secret_basic");
        assertThat(information.keySet()).contains("client_secret");
    }

    @Test
    void register_privateKeyJwt_hasNoSecretAndAnAlgorithm() {
        JsonObject information = json(register("""
                {"redirect_uris": ["https://client.example.com/"], "token_endpoint_auth_method": "private_key_jwt",
                 "jwks_uri": "https://client.example.com/jwks"}"""));

        assertThat(information.keySet()).doesNotContain("client_secret", "client_secret_expires_at");
        assertThat(information.get("token_endpoint_auth_signing_alg").getAsString())
                .isEqualTo("RS256");
        assertThat(information.get("jwks_uri").getAsString()).isEqualTo("https://client.example.com/jwks");
    }

    @Test
    void register_clientSecretJwt_getsTheHashThatIsStored() {
        JsonObject information = json(register("""
                {"redirect_uris": ["https://client.example.com/"], "token_endpoint_auth_method": "client_secret_jwt"}"""));

        assertThat(information.get("client_secret").getAsString())
                .startsWith("{bcrypt}$2a$10$")
                .isEqualTo(client().clientSecret().orElseThrow());
    }

    @Test
    void register_muchThatIsStandard_isDropped() {
        JsonObject information = json(register("""
                {"redirect_uris": ["https://client.example.com/"], "contacts": ["ops@example.com"], "logo_uri": "x",
                 "client_uri": "x", "application_type": "native", "jwks": {"keys": []}, "software_id": "x", "x_unknown": 1,
                 "client_name#fr": "Bretzel", "id_token_signed_response_alg": "ES256",
                 "post_logout_redirect_uris": ["https://client.example.com/out"]}"""));

        assertThat(information.keySet())
                .doesNotContain("contacts", "logo_uri", "client_uri", "application_type", "jwks", "software_id")
                .doesNotContain("x_unknown", "client_name#fr")
                .contains("post_logout_redirect_uris");
        assertThat(information.get("id_token_signed_response_alg").getAsString())
                .isEqualTo("RS256");
    }

    @Test
    void register_responseTypesNotSaid_addsTheCodeGrant() {
        JsonObject information = json(register("""
                {"redirect_uris": ["https://client.example.com/"],
                 "grant_types": ["client_credentials", "refresh_token"]}"""));

        assertThat(Json.strings(information, "grant_types"))
                .containsExactly("refresh_token", "client_credentials", "authorization_code");
        assertThat(information.get("response_types")).hasToString("[\"code\"]");
    }

    @Test
    void register_otherResponseTypes_areForgotten() {
        JsonObject information = json(register("""
                {"redirect_uris": ["https://client.example.com/"], "grant_types": ["implicit"],
                 "response_types": ["token"]}"""));

        assertThat(information.get("grant_types")).hasToString("[\"implicit\"]");
        assertThat(information.keySet()).doesNotContain("response_types");
    }

    @Test
    void register_redirectUriAsText_isTaken() {
        assertThat(json(register("{\"redirect_uris\": \"https://client.example.com/\"}"))
                        .get("redirect_uris"))
                .hasToString("[\"https://client.example.com/\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | invalid_request | redirect_uris",
                "{'redirect_uris': []} | invalid_request | redirect_uris",
                "{'redirect_uris': ['/x']} | invalid_redirect_uri | redirect_uris",
                "{'redirect_uris': ['https://client.example.com/#f']} | invalid_redirect_uri | redirect_uris",
                "{'redirect_uris': ['javascript:alert(1)']} | invalid_redirect_uri | redirect_uris",
                "{'redirect_uris': ['https://client.example.com/'], 'scope': 'openid'} | invalid_scope | scope",
                "{'redirect_uris': ['https://client.example.com/'], 'scope': ''} | invalid_request | scope",
                "{'redirect_uris': ['https://client.example.com/'], 'token_endpoint_auth_method': 'private_key_jwt'}"
                        + " | invalid_client_metadata | token_endpoint_auth_method",
                "{ | invalid_request | JSON",
                "'' | invalid_request | JSON"
            })
    void register_refused(String body, String error, String member) {
        HttpResponse<String> response = register(body.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json;charset=UTF-8");
        JsonObject refusal = json(response);
        assertThat(refusal.keySet()).containsExactly("error_description", "error", "error_uri");
        assertThat(refusal.get("error").getAsString()).isEqualTo(error);
        assertThat(refusal.get("error_description").getAsString())
                .startsWith("Invalid Client Registration: ")
                .contains(member);
        assertThat(refusal.get("error_uri").getAsString()).isEqualTo(ERROR_URI);
    }

    @Test
    void register_token_isBurnedByTheFirstSuccess() {
        String token = Wire.token(server, "client.create");

        assertThat(register("{}", token).statusCode()).isEqualTo(400);
        assertThat(register(MINIMAL, token).statusCode()).isEqualTo(201);
        HttpResponse<String> again = register(MINIMAL, token);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.body()).isEqualTo("{\"error\":\"invalid_token\"}");
        assertThat(header(again, "WWW-Authenticate")).isEqualTo("(absent)");
    }

    @Test
    void register_initialAccessTokenOfTheServer_isGoodToo() {
        assertThat(register(MINIMAL, server.issueInitialAccessToken()).statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"client.read, 403, insufficient_scope", "client.create client.read, 401, invalid_token"})
    void register_otherScope_isRefusedWithACodeAlone(String scope, int status, String error) {
        HttpResponse<String> response = register(MINIMAL, Wire.token(server, scope));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"error\":\"" + error + "\"}");
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("(absent)");
    }

    @Test
    void register_noToken_isChallengedWithoutABody() {
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void register_wrongOrExpiredToken_isChallengedWithTheErrorWithoutABody() {
        String expired = Wire.token(server, "client.create");
        clock.advance(Duration.ofMinutes(5));

        for (String token : List.of("wrong", expired)) {
            HttpResponse<String> response = register(MINIMAL, token);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).isEmpty();
            assertThat(header(response, "WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\", ");
        }
    }

    @Test
    void read_hasNoTokenAndTheSecretIsAHash() {
        register(MINIMAL);
        RegisteredClient client = client();

        JsonObject first = json(Wire.read(client));
        JsonObject second = json(Wire.read(client));

        assertThat(first).isEqualTo(second);
        assertThat(first.keySet()).doesNotContain("registration_access_token").contains("client_secret_expires_at");
        assertThat(first.get("client_secret").getAsString())
                .matches("\\{bcrypt}\\$2a\\$10\\$[A-Za-z0-9./]{53}")
                .isNotEqualTo(client.clientSecret().orElseThrow());
    }

    @Test
    void read_afterFiveMinutes_theTokenIsDead() {
        register(MINIMAL);
        RegisteredClient client = client();
        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(Wire.read(client).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));
        assertThat(Wire.read(client).statusCode()).isEqualTo(401);
    }

    @Test
    void read_tokenOfAnotherOrUnknownClient_isInvalidClient() {
        register(MINIMAL);
        register(MINIMAL);
        RegisteredClient client = client();
        RegisteredClient other = server.clients().get(1);
        URI unknown = URI.create(server.registrationEndpoint() + "?client_id=unknown");

        for (HttpResponse<String> response : List.of(
                Wire.read(client.registrationClientUri(), other.registrationAccessToken()),
                Wire.read(unknown, client.registrationAccessToken()))) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).isEqualTo("{\"error\":\"invalid_client\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void update_orDelete_isNotFoundAsSpringBootSaysIt(String method) {
        register(MINIMAL);

        HttpResponse<String> response = Wire.send(Wire.bearer(
                HttpRequest.newBuilder(client().registrationClientUri()).method(method, BodyPublishers.ofString("{}")),
                client().registrationAccessToken()));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(response.body())
                .isEqualTo("{\"timestamp\":\"2030-01-02T03:04:05.678+00:00\",\"status\":404,\"error\":\"Not Found\","
                        + "\"path\":\"/connect/register\"}");
    }

    @Test
    void registrationEndpoint_getWithoutClient_isNotFoundToThoseWithAToken() {
        assertThat(Wire.read(server.registrationEndpoint(), server.issueInitialAccessToken())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/connect/register", "/.well-known/none"})
    void otherPath_withoutToken_isUnauthorized(String path) {
        HttpResponse<String> response = Wire.get(server.issuer().resolve(path));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void discovery_registrationEndpoint_isInOpenIdConnectsDocumentAlone() {
        assertThat(json(Wire.get(server.issuer().resolve("/.well-known/openid-configuration")))
                        .get("registration_endpoint")
                        .getAsString())
                .isEqualTo(server.registrationEndpoint().toString());
        assertThat(json(Wire.get(server.issuer().resolve("/.well-known/oauth-authorization-server")))
                        .keySet())
                .contains("token_endpoint")
                .doesNotContain("registration_endpoint", "subject_types_supported");
    }

    @Test
    void token_newCredentials_work() {
        register("{\"redirect_uris\": [\"https://client.example.com/\"], \"grant_types\": [\"client_credentials\"]}");

        HttpResponse<String> good = Wire.send(Wire.basic(
                Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials"),
                client().clientId(),
                client().clientSecret().orElseThrow()));
        HttpResponse<String> bad = Wire.send(Wire.basic(
                Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials"), client().clientId(), "wrong"));

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(error(bad)).isEqualTo("invalid_client");
    }

    private RegisteredClient client() {
        return server.clients().get(0);
    }

    private HttpResponse<String> register(String body) {
        return register(body, Wire.token(server, "client.create"));
    }

    private HttpResponse<String> register(String body, String token) {
        return Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), body), token));
    }
}
