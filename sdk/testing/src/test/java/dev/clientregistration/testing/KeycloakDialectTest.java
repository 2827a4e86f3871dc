package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keycloak 26 on the wire. */
class KeycloakDialectTest {
    @AutoClose
    private final MockRegistrationServer server =
            MockRegistrationServer.builder().dialect(Dialect.KEYCLOAK).start();

    @Test
    void endpoints_areBelowTheRealm() {
        assertThat(server.issuer().getPath()).isEqualTo("/realms/master");
        JsonObject document = json(Wire.get(URI.create(server.issuer() + "/.well-known/openid-configuration")));
        assertThat(document.get("registration_endpoint").getAsString())
                .isEqualTo(server.registrationEndpoint().toString())
                .isEqualTo(server.issuer() + "/clients-registrations/openid-connect");
        assertThat(document.get("token_endpoint").getAsString())
                .isEqualTo(server.issuer() + "/protocol/openid-connect/token");
    }

    @Test
    void register_headers_haveLocationButNothingOfCaches() {
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Location"))
                .isEqualTo(client().registrationClientUri().toString());
        assertThat(header(response, "Content-Type")).isEqualTo("application/json;charset=UTF-8");
        assertThat(header(response, "Cache-Control")).isEqualTo("(absent)");
        assertThat(header(response, "Pragma")).isEqualTo("(absent)");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void register_minimal_membersInKeycloaksOrder() {
        JsonObject information = json(Wire.register(server, MINIMAL));

        assertThat(information.keySet())
                .containsExactly(
                        "redirect_uris",
                        "token_endpoint_auth_method",
                        "grant_types",
                        "response_types",
                        "client_id",
                        "client_secret",
                        "scope",
                        "subject_type",
                        "request_uris",
                        "tls_client_certificate_bound_access_tokens",
                        "dpop_bound_access_tokens",
                        "post_logout_redirect_uris",
                        "client_id_issued_at",
                        "client_secret_expires_at",
                        "registration_client_uri",
                        "registration_access_token",
                        "backchannel_logout_session_required",
                        "require_pushed_authorization_requests",
                        "frontchannel_logout_session_required");
        assertThat(information.get("grant_types")).hasToString("[\"authorization_code\",\"refresh_token\"]");
        assertThat(information.get("response_types")).hasToString("[\"code\",\"none\"]");
        assertThat(information.get("client_secret_expires_at")).hasToString("0");
        assertThat(information.get("client_secret").getAsString()).matches("[A-Za-z0-9]{86}");
        assertThat(information.get("client_id").getAsString()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(information.get("post_logout_redirect_uris")).isEqualTo(information.get("redirect_uris"));
        assertThat(information.get("request_uris")).hasToString("[]");
        assertThat(information.get("scope").getAsString())
                .isEqualTo("address phone organization offline_access microprofile-jwt");
    }

    @Test
    void register_registrationAccessToken_isAJwtThatNeverExpires() throws ParseException {
        Wire.register(server, MINIMAL);

        SignedJWT token = SignedJWT.parse(client().registrationAccessToken());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("HS512");
        assertThat(claims.getStringClaim("typ")).isEqualTo("RegistrationAccessToken");
        assertThat(claims.getExpirationTime().toInstant().getEpochSecond()).isZero();
        assertThat(claims.getIssuer()).isEqualTo(server.issuer().toString());
        assertThat(claims.getJWTID()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'grant_types': ['authorization_code', 'client_credentials'] | authorization_code,client_credentials | code,none",
                "'grant_types': ['client_credentials'], 'response_types': [] | client_credentials | ''",
                "'grant_types': ['refresh_token', 'authorization_code'] | authorization_code,refresh_token | code,none",
                "'grant_types': ['nonsense'] | '' | ''",
                "'grant_types': ['implicit'], 'response_types': ['code'] | authorization_code | code,none",
                "'response_types': ['token'] | implicit,refresh_token | id_token,id_token token",
                "'response_types': ['code', 'token'] | authorization_code,implicit,refresh_token | code,none,id_token,"
                        + "id_token token,code id_token,code token,code id_token token"
            })
    void register_grantAndResponseTypes_areRewritten(String members, String grants, String types) {
        JsonObject information = json(Wire.register(server, "{" + members.replace('\'', '"') + "}"));

        assertThat(Json.strings(information, "grant_types")).hasToString("[" + grants.replace(",", ", ") + "]");
        assertThat(Json.strings(information, "response_types")).hasToString("[" + types.replace(",", ", ") + "]");
    }

    @Test
    void register_redirectUris_comeBackInAnotherOrder() {
        JsonObject information = json(Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/z", "https://a.example.com/b",
                 "https://other.example.com/c?x=y", "http://localhost:8080/cb", "com.example:/x"]}"""));

        assertThat(Json.strings(information, "redirect_uris"))
                .containsExactly(
                        "com.example:/x",
                        "https://a.example.com/b",
                        "http://localhost:8080/cb",
                        "https://other.example.com/c?x=y",
                        "https://client.example.com/z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "phone profile", ""})
    void register_scopeOfTheRealm_isKept(String scope) {
        JsonObject information = json(Wire.register(server, "{\"scope\": \"" + scope + "\"}"));

        assertThat(information.get("scope").getAsString()).isEqualTo(scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "email nothing"})
    void register_scopeThatTheRealmLacks_isForbidden(String scope) {
        HttpResponse<String> response = Wire.register(server, "{\"scope\": \"" + scope + "\"}");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(error(response)).isEqualTo("insufficient_scope");
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void register_muchThatItReads_isForgotten() {
        JsonObject information = json(Wire.register(server, """
                {"contacts": ["ops@example.com"], "logo_uri": "https://client.example.com/logo", "tos_uri": "x",
                 "policy_uri": "x", "application_type": "native", "software_id": "x", "software_version": "1",
                 "default_max_age": 1, "require_auth_time": true, "client_uri": "https://client.example.com"}"""));

        assertThat(information.keySet())
                .doesNotContain("contacts", "logo_uri", "tos_uri", "policy_uri", "application_type", "software_id")
                .doesNotContain("software_version", "default_max_age", "require_auth_time")
                .contains("client_uri");
    }

    @Test
    void register_keys_areNotToldButUsed() {
        JsonObject information = json(Wire.register(server, """
                {"jwks": {"keys": []}, "token_endpoint_auth_method": "private_key_jwt"}"""));

        assertThat(information.keySet()).doesNotContain("jwks", "client_secret", "client_secret_expires_at");
        assertThat(client().metadata().has("jwks")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x_unknown", "client_name#fr", "software_statement"})
    void register_memberThatItDoesNotKnow_isRefusedByASentence(String name) {
        HttpResponse<String> response = Wire.register(server, "{\"" + name + "\": \"x\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).keySet()).containsExactly("error");
        assertThat(error(response)).contains(" ").contains(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'client_id': 'x'} | 400 | invalid_client_metadata",
                "{'redirect_uris': ['https://client.example.com/#f']} | 400 | invalid_redirect_uri",
                "{'redirect_uris': ['javascript:alert(1)']} | 400 | invalid_redirect_uri",
                "{'redirect_uris': ['not a uri']} | 400 | invalid_redirect_uri",
                "{'redirect_uris': 'https://client.example.com/'} | 400 | unknown_error",
                "{'token_endpoint_auth_method': 'nonsense'} | 400 | invalid_client_metadata",
                "{'response_types': ['nonsense']} | 400 | invalid_client_metadata",
                "{'client_uri': 'not a uri'} | 400 | invalid_client_metadata",
                "{'jwks': {'keys': []}, 'jwks_uri': 'https://x.example.com/'} | 400 | invalid_client_metadata",
                "{ | 400 | HTTP 400 Bad Request",
                "'' | 500 | unknown_error"
            })
    void register_refused(String body, int status, String error) {
        HttpResponse<String> response = Wire.register(server, body.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(error(response)).isEqualTo(error);
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void register_nameThatIsTooLong_makesItFail() {
        HttpResponse<String> response = Wire.register(server, "{\"client_name\": \"" + "x".repeat(256) + "\"}");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(error(response)).isEqualTo("unknown_error");
    }

    @Test
    void register_relativeRedirectUriAndNone_areTaken() {
        assertThat(Wire.register(server, "{\"redirect_uris\": [\"/x\"]}").statusCode())
                .isEqualTo(201);
        assertThat(json(Wire.register(server, "{}")).get("redirect_uris")).hasToString("[]");
    }

    @Test
    void register_otherContentType_is415() {
        HttpResponse<String> response = Wire.send(HttpRequest.newBuilder(server.registrationEndpoint())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(MINIMAL)));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void register_withOrigin_isForbidden() {
        HttpResponse<String> response = Wire.send(
                Wire.json("POST", server.registrationEndpoint(), MINIMAL).header("Origin", "https://page.example.com"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"error\":\"Invalid origin\"}");
    }

    @Test
    void register_basic_countsAsAnonymous() {
        assertThat(Wire.send(Wire.basic(Wire.json("POST", server.registrationEndpoint(), MINIMAL), "x", "y"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void register_tokenOfAClient_countsAsNone() {
        RegisteredClient client = server.register(json(MINIMAL));

        assertThat(Wire.send(Wire.bearer(
                                Wire.json("POST", server.registrationEndpoint(), MINIMAL),
                                client.registrationAccessToken()))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void register_wrongToken_isInvalidAlthoughNoneIsNeeded() {
        HttpResponse<String> response =
                Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), MINIMAL), "wrong"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error(response)).isEqualTo("invalid_token");
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("(absent)");
    }

    @Test
    void register_initialAccessTokenOfOneUse_isCountedAndAJwt() throws ParseException {
        try (MockRegistrationServer strict = MockRegistrationServer.builder()
                .dialect(Dialect.KEYCLOAK)
                .registrationAccess(RegistrationAccess.SINGLE_USE_TOKEN)
                .start()) {
            HttpResponse<String> anonymous = Wire.register(strict, MINIMAL);
            assertThat(anonymous.statusCode()).isEqualTo(403);
            assertThat(error(anonymous)).isEqualTo("insufficient_scope");

            String token = strict.issueInitialAccessToken();
            assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("typ"))
                    .isEqualTo("InitialAccessToken");
            assertThat(register(strict, token).statusCode()).isEqualTo(201);
            assertThat(register(strict, token).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void read_sameTokenAndNoTimeOfIssue() {
        RegisteredClient client = server.register(json(MINIMAL));

        JsonObject information = json(Wire.read(client));

        assertThat(information.keySet())
                .contains("client_secret", "client_secret_expires_at")
                .doesNotContain("client_id_issued_at");
        assertThat(information.get("registration_access_token").getAsString())
                .isEqualTo(client.registrationAccessToken());
    }

    @Test
    void update_rotatesTheToken() {
        RegisteredClient client = server.register(json(MINIMAL));

        JsonObject information = json(update(client, "\"client_name\": \"Pretzel\""));

        assertThat(information.get("registration_access_token").getAsString())
                .isNotEqualTo(client.registrationAccessToken());
        assertThat(Wire.read(client).statusCode()).isEqualTo(401);
        assertThat(Wire.read(client()).statusCode()).isEqualTo(200);
    }

    @Test
    void update_whatIsNotSentOrNull_stays() {
        RegisteredClient client = server.register(json("""
                {"redirect_uris": ["https://client.example.com/"], "client_uri": "https://client.example.com",
                 "client_name": "Pretzel", "grant_types": ["authorization_code"]}"""));

        JsonObject information = json(update(client, "\"client_uri\": null"));

        assertThat(information.get("client_uri").getAsString()).isEqualTo("https://client.example.com");
        assertThat(information.get("client_name").getAsString()).isEqualTo("Pretzel");
        assertThat(information.get("redirect_uris")).hasToString("[\"https://client.example.com/\"]");
        assertThat(information.get("grant_types")).hasToString("[\"authorization_code\"]");
    }

    @Test
    void update_redirectUris_changeTheLogoutUrisUnlessTheseWereAskedFor() {
        RegisteredClient client = server.register(json(MINIMAL));

        JsonObject information = json(update(client, "\"redirect_uris\": [\"https://client.example.com/new\"]"));

        assertThat(information.get("post_logout_redirect_uris")).hasToString("[\"https://client.example.com/new\"]");
    }

    @Test
    void update_wrongSecretAndServerMembers_areIgnored() {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response = update(client, """
                "client_secret": "wrong", "registration_access_token": "x", "client_id_issued_at": 1""");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("client_secret").getAsString())
                .isEqualTo(client.clientSecret().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"client_id\": \"other\"}"})
    void update_otherClientId_isRefused(String body) {
        HttpResponse<String> response = Wire.update(server.register(json(MINIMAL)), body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_client_metadata");
    }

    @Test
    void update_methodThatNeedsNoSecret_andBack_bringsANewSecret() {
        RegisteredClient client = server.register(json(MINIMAL));

        JsonObject open = json(update(client, "\"token_endpoint_auth_method\": \"none\""));
        JsonObject closed = json(update(client(), "\"token_endpoint_auth_method\": \"client_secret_basic\""));

        assertThat(open.keySet()).doesNotContain("client_secret", "client_secret_expires_at");
        assertThat(closed.get("client_secret").getAsString())
                .isNotEqualTo(client.clientSecret().orElseThrow());
    }

    @Test
    void delete_thenTheClientIsUnauthorized() {
        RegisteredClient client = server.register(json(MINIMAL));

        assertThat(Wire.delete(client).statusCode()).isEqualTo(204);
        HttpResponse<String> response = Wire.read(client);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error(response)).isEqualTo("invalid_token");
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("(absent)");
    }

    @Test
    void read_noTokenOrAnothers_isUnauthorized() {
        RegisteredClient client = server.register(json(MINIMAL));
        RegisteredClient other = server.register(json(MINIMAL));

        for (HttpResponse<String> response : List.of(
                Wire.get(client.registrationClientUri()),
                Wire.read(client.registrationClientUri(), other.registrationAccessToken()))) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(error(response)).isEqualTo("invalid_token");
        }
    }

    @Test
    void otherMethod_isNotFoundOrNotAllowedWithoutAllow() {
        HttpResponse<String> get = Wire.get(server.registrationEndpoint());
        HttpResponse<String> patch = Wire.send(Wire.json("PATCH", server.registrationEndpoint(), "{}"));

        assertThat(get.statusCode()).isEqualTo(404);
        assertThat(error(get)).isEqualTo("HTTP 404 Not Found");
        assertThat(patch.statusCode()).isEqualTo(405);
        assertThat(error(patch)).isEqualTo("HTTP 405 Method Not Allowed");
        assertThat(header(patch, "Allow")).isEqualTo("(absent)");
    }

    @Test
    void registrarsToken_managesEveryClientAndLeavesItsToken() {
        try (MockRegistrationServer administered = MockRegistrationServer.builder()
                .dialect(Dialect.KEYCLOAK)
                .registrar("registrar", "password")
                .start()) {
            RegisteredClient client = administered.register(json(MINIMAL));
            String token = json(Wire.send(Wire.basic(
                            Wire.form(administered.tokenEndpoint(), "grant_type", "client_credentials"),
                            "registrar",
                            "password")))
                    .get("access_token")
                    .getAsString();

            assertThat(json(Wire.read(client.registrationClientUri(), token)).keySet())
                    .contains("client_id", "registration_client_uri")
                    .doesNotContain("registration_access_token");
            assertThat(Wire.read(client).statusCode()).isEqualTo(200);
            assertThat(Wire.send(Wire.bearer(
                                    HttpRequest.newBuilder(client.registrationClientUri())
                                            .DELETE(),
                                    token))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(Wire.read(client.registrationClientUri(), token).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void token_newCredentials_work() {
        RegisteredClient client = server.register(json("{\"grant_types\": [\"client_credentials\"]}"));

        HttpResponse<String> good =
                token(client.clientId(), client.clientSecret().orElseThrow());
        HttpResponse<String> bad = token(client.clientId(), "wrong");
        HttpResponse<String> unknown = token("unknown", "wrong");

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(json(good).get("expires_in")).hasToString("300");
        assertThat(header(good, "Cache-Control")).isEqualTo("no-store");
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(error(bad)).isEqualTo("unauthorized_client");
        assertThat(error(unknown)).isEqualTo("invalid_client");
    }

    private RegisteredClient client() {
        return server.clients().get(0);
    }

    private static HttpResponse<String> update(RegisteredClient client, String members) {
        return Wire.update(client, "{\"client_id\": \"" + client.clientId() + "\", " + members + "}");
    }

    private HttpResponse<String> token(String id, String secret) {
        return Wire.send(Wire.basic(Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials"), id, secret));
    }

    private static HttpResponse<String> register(MockRegistrationServer at, String token) {
        return Wire.send(Wire.bearer(Wire.json("POST", at.registrationEndpoint(), MINIMAL), token));
    }
}
