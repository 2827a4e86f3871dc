package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SimpleIdServer 4 on the wire. */
class SimpleIdServerDialectTest {
    private final MovableClock clock = new MovableClock();

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .dialect(Dialect.SIMPLE_ID_SERVER)
            .registrar("registerClient", "password", "register", "other")
            .clock(clock)
            .start();

    @Test
    void register_published_isAnsweredAsPublished() {
        HttpResponse<String> response = register("""
                {"grant_types": ["client_credentials"], "scope": "openid profile",
                 "redirect_uris": ["https://tmp.com"]}""");

        RegisteredClient client = client();
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(header(response, "Cache-Control")).isEqualTo("(absent)");
        assertThat(response.body())
                .isEqualTo(("{'client_id':'" + client.clientId() + "','client_secret':'"
                                + client.clientSecret().orElseThrow() + "','registration_access_token':'"
                                + client.registrationAccessToken() + "','grant_types':['client_credentials'],"
                                + "'redirect_uris':['https://tmp.com'],"
                                + "'token_endpoint_auth_method':'client_secret_post','response_types':['code'],"
                                + "'contacts':[],'update_datetime':'2030-01-02T03:04:05.6780000Z',"
                                + "'create_datetime':'2030-01-02T03:04:05.6780000Z',"
                                + "'client_id_issued_at':1893553445,'token_expiration_time_seconds':1800,"
                                + "'refresh_token_expiration_time_seconds':1800,'scope':'profile openid',"
                                + "'jwks':{'keys':[]},'token_signed_response_alg':'RS256',"
                                + "'token_encrypted_response_alg':'RSA1_5',"
                                + "'token_encrypted_response_enc':'A128CBC-HS256','post_logout_redirect_uris':[],"
                                + "'preferred_token_profile':'Bearer','subject_type':'public',"
                                + "'id_token_signed_response_alg':'RS256','backchannel_user_code_parameter':false,"
                                + "'frontchannel_logout_session_required':false,"
                                + "'backchannel_logout_session_required':false,"
                                + "'tls_client_certificate_bound_access_token':false,'application_type':'web',"
                                + "'require_auth_time':false,'authorization_signed_response_alg':'RS256',"
                                + "'authorization_data_types':[],'is_consent_disabled':false,"
                                + "'default_acr_values':[],'registration_client_uri':'" + server.issuer() + "/"
                                + client.clientId() + "'}")
                        .replace('\'', '"'));
        assertThat(client.clientId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void managementUri_leadsNowhereAndTheRightOneWorks() {
        JsonObject information = json(register(MINIMAL));
        URI told = URI.create(information.get("registration_client_uri").getAsString());
        String token = client().registrationAccessToken();

        assertThat(told).isEqualTo(URI.create(server.issuer() + "/" + client().clientId()));
        assertThat(Wire.read(told, token).statusCode()).isEqualTo(404);
        assertThat(Wire.read(URI.create(server.registrationEndpoint() + "/" + client().clientId()), token)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void register_furtherMembers_standBeforeTheManagementUri() {
        JsonObject information = json(register("""
                {"redirect_uris": ["https://client.example.com/"], "client_name": "Pretzel",
                 "client_name#fr": "Bretzel", "default_max_age": 1.5}"""));

        assertThat(information.keySet())
                .containsSubsequence(
                        "default_acr_values",
                        "client_name",
                        "client_name#fr",
                        "default_max_age",
                        "registration_client_uri");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'contacts': ['ops@example.com']",
                "'request_uris': []",
                "'jwks': {'keys': []}",
                "'x_unknown': 1",
                "'x_unknown': {}"
            })
    void register_whatItDoesNotExpect_makesItFail(String member) {
        HttpResponse<String> response =
                register(("{'redirect_uris': ['https://client.example.com/'], " + member + "}").replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void register_nullAndUnknownTexts_areSkipped() {
        HttpResponse<String> response = register("""
                {"redirect_uris": ["https://client.example.com/"], "x_text": "x", "x_boolean": true, "contacts": null}""");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(json(response).keySet()).doesNotContain("x_text", "x_boolean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'grant_types': ['nonsense'] | invalid_client_metadata",
                "'token_endpoint_auth_method': 'none' | invalid_client_metadata",
                "'application_type': 'service' | invalid_client_metadata",
                "'sector_identifier_uri': 'http://client.example.com/' | invalid_client_metadata",
                "'response_types': ['token'] | invalid_client_metadata",
                "'client_uri': '/relative' | invalid_client_metadata",
                "'id_token_signed_response_alg': 'PS256' | invalid_client_metadata",
                "'id_token_encrypted_response_enc': 'A128CBC-HS256' | invalid_client_metadata",
                "'redirect_uris': [] | invalid_redirect_uri",
                "'redirect_uris': ['/x'] | invalid_redirect_uri",
                "'redirect_uris': ['https://client.example.com/#f'] | invalid_redirect_uri",
                "'redirect_uris': ['http://client.example.com/'] | invalid_redirect_uri",
                "'redirect_uris': ['https://localhost/'] | invalid_redirect_uri"
            })
    void register_refused(String member, String error) {
        String redirect = member.contains("redirect_uris") ? "" : "'redirect_uris': ['https://client.example.com/'], ";

        HttpResponse<String> response = register(("{" + redirect + member + "}").replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo(error);
    }

    @Test
    void register_noToken_isAccessDeniedBy400() {
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("access_denied");
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("(absent)");
    }

    @Test
    void register_wrongExpiredOrOtherToken_isRefusedBy400() {
        String good = token("register");
        assertThat(error(register(MINIMAL, "wrong"))).isEqualTo("invalid_token");
        assertThat(error(register(MINIMAL, token("other")))).isEqualTo("request_denied");
        clock.advance(Duration.ofMinutes(30));

        HttpResponse<String> expired = register(MINIMAL, good);
        assertThat(expired.statusCode()).isEqualTo(400);
        assertThat(error(expired)).isEqualTo("invalid_token");
    }

    @Test
    void read_isTheWholeClientWithTheSameToken() {
        JsonObject registered = json(register(MINIMAL));

        assertThat(json(Wire.read(client()))).isEqualTo(registered);
    }

    @Test
    void read_noTokenOrWrong_isAnEmpty401_unknownClient_isAnEmpty404WhateverTheToken() {
        register(MINIMAL);
        URI unknown = URI.create(server.registrationEndpoint() + "/unknown");

        assertIsEmpty(Wire.get(client().registrationClientUri()), 401);
        assertIsEmpty(Wire.read(client().registrationClientUri(), "wrong"), 401);
        assertIsEmpty(Wire.get(unknown), 404);
        assertIsEmpty(Wire.read(unknown, client().registrationAccessToken()), 404);
    }

    @Test
    void update_replacesWithoutDemandingAnIdOrRotating() {
        register("""
                {"redirect_uris": ["https://client.example.com/"], "client_name": "Pretzel"}""");
        RegisteredClient client = client();
        clock.advance(Duration.ofSeconds(10));

        JsonObject information = json(Wire.update(client, """
                {"redirect_uris": ["https://client.example.com/new"], "client_secret": "wrong"}"""));

        assertThat(information.keySet()).doesNotContain("client_name");
        assertThat(information.get("redirect_uris")).hasToString("[\"https://client.example.com/new\"]");
        assertThat(information.get("client_secret").getAsString())
                .isEqualTo(client.clientSecret().orElseThrow());
        assertThat(information.get("registration_access_token").getAsString())
                .isEqualTo(client.registrationAccessToken());
        assertThat(information.get("update_datetime").getAsString()).isEqualTo("2030-01-02T03:04:15.6780000Z");
        assertThat(information.get("create_datetime").getAsString()).isEqualTo("2030-01-02T03:04:05.6780000Z");
    }

    @Test
    void update_badMetadata_isRefusedIn400() {
        register(MINIMAL);

        HttpResponse<String> response = Wire.update(client(), "{\"grant_types\": [\"nonsense\"]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_client_metadata");
    }

    @Test
    void delete_thenNotFound() {
        register(MINIMAL);
        RegisteredClient client = client();

        assertThat(Wire.delete(client).statusCode()).isEqualTo(204);
        assertIsEmpty(Wire.read(client), 404);
    }

    @Test
    void issuerPath_isTheRealm() {
        try (MockRegistrationServer realm = MockRegistrationServer.builder()
                .dialect(Dialect.SIMPLE_ID_SERVER)
                .issuerPath("/master")
                .start()) {
            HttpResponse<String> response = Wire.send(Wire.bearer(
                    Wire.json("POST", URI.create(realm.baseUri() + "/register"), MINIMAL),
                    realm.issueInitialAccessToken()));

            assertThat(response.statusCode()).isEqualTo(201);
        }
    }

    @Test
    void token_newCredentials_work() {
        register("{\"grant_types\": [\"client_credentials\"], \"redirect_uris\": []}");

        HttpResponse<String> response = Wire.send(Wire.form(
                server.tokenEndpoint(),
                "grant_type",
                "client_credentials",
                "client_id",
                client().clientId(),
                "client_secret",
                client().clientSecret().orElseThrow()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("expires_in")).hasToString("1800");
    }

    private RegisteredClient client() {
        return server.clients().get(0);
    }

    private String token(String scope) {
        return json(Wire.send(Wire.form(
                        server.tokenEndpoint(),
                        "client_id",
                        "registerClient",
                        "grant_type",
                        "client_credentials",
                        "client_secret",
                        "password",
                        "scope",
                        scope)))
                .get("access_token")
                .getAsString();
    }

    private HttpResponse<String> register(String body) {
        return register(body, token("register"));
    }

    private HttpResponse<String> register(String body, String token) {
        HttpRequest.Builder request = Wire.json("POST", server.registrationEndpoint(), body);
        return Wire.send(Wire.bearer(request, token));
    }

    private static void assertIsEmpty(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
    }
}
