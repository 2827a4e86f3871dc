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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anvil Connect's register endpoint on the wire; {@link AnvilClientsTest} has its REST API. */
class AnvilDialectTest {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";

    private final MovableClock clock = new MovableClock();

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .dialect(Dialect.ANVIL_CONNECT)
            .registrationAccess(RegistrationAccess.OPEN)
            .registrar("registrar", "secret", "realm", "other")
            .clock(clock)
            .start();

    @Test
    void register_published_membersInItsOrderAndTimesInMilliseconds() {
        HttpResponse<String> response = Wire.register(server, """
                {"client_name": "Triangular Pretzel", "redirect_uris": ["https://example.com/callback"]}""");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Content-Type")).isEqualTo(JSON);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Pragma")).isEqualTo("no-cache");
        JsonObject information = json(response);
        assertThat(information.keySet())
                .containsExactly(
                        "client_id",
                        "client_secret",
                        "client_name",
                        "token_endpoint_auth_method",
                        "application_type",
                        "redirect_uris",
                        "client_id_issued_at",
                        "registration_client_uri",
                        "registration_access_token");
        assertThat(information.get("client_id_issued_at")).hasToString("" + MovableClock.START.toEpochMilli());
        assertThat(information.get("client_secret").getAsString()).matches("[0-9a-f]{20}");
        assertThat(information.get("registration_client_uri").getAsString())
                .isEqualTo(server.issuer() + "/register/"
                        + information.get("client_id").getAsString());
    }

    @Test
    void register_registrationAccessToken_isAJwtWithoutEnd() throws ParseException {
        Wire.register(server, MINIMAL);

        SignedJWT token = SignedJWT.parse(client().registrationAccessToken());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(claims.getClaims()).containsOnlyKeys("jti", "iss", "sub", "aud", "iat", "scope");
        assertThat(claims.getSubject()).isEqualTo(client().clientId());
        assertThat(claims.getStringClaim("scope")).isEqualTo("client");
    }

    @Test
    void register_allThatItTells_inItsOrder() {
        JsonObject information = json(Wire.register(server, """
                {"request_uris": ["https://client.example.com/r"], "redirect_uris": ["https://client.example.com/"],
                 "contacts": ["ops@example.com"], "logo_uri": "x", "client_name": "Pretzel", "client_uri": "x",
                 "grant_types": ["authorization_code"], "x_unknown": 1}"""));

        assertThat(information.keySet())
                .containsExactly(
                        "client_id",
                        "client_secret",
                        "client_name",
                        "logo_uri",
                        "contacts",
                        "token_endpoint_auth_method",
                        "application_type",
                        "redirect_uris",
                        "request_uris",
                        "client_id_issued_at",
                        "registration_client_uri",
                        "registration_access_token");
        assertThat(client().metadata().keySet()).contains("client_uri").doesNotContain("x_unknown");
    }

    @Test
    void register_secretOfTheClientsChoice_isTaken() {
        JsonObject information = json(Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/"], "client_secret": "mine"}"""));

        assertThat(information.get("client_secret").getAsString()).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://client.example.com/#fragment", "garbage of sorts", "/relative"})
    void register_anyRedirectUri_isTaken(String uri) {
        assertThat(Wire.register(server, "{\"redirect_uris\": [\"" + uri + "\"]}")
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'redirect_uris': 'x'}",
                "{'redirect_uris': [], 'token_endpoint_auth_method': 'none'}",
                "{'redirect_uris': [], 'jwks': {'keys': []}}",
                "{'redirect_uris': [], 'application_type': 'browser'}",
                "{'redirect_uris': [], 'grant_types': ['implicit']}",
                "{'redirect_uris': [], 'response_types': ['code', 'nonsense']}",
                "{'redirect_uris': [], 'contacts': ['nobody']}",
                "{'redirect_uris': [], 'default_max_age': '1'}",
                "{'redirect_uris': ['https://client.example.com/'], 'application_type': 'native'}"
            })
    void register_badModel_isAValidationErrorWithoutDetails(String body) {
        HttpResponse<String> response = Wire.register(server, body.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(header(response, "Content-Type")).isEqualTo(JSON);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(response.body()).isEqualTo("{\"error\":\"validation_error\",\"error_description\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", ""})
    void register_malformedJson_makesItFailInHtml(String body) {
        HttpResponse<String> response = Wire.register(server, body);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(header(response, "Content-Type")).isEqualTo(HTML);
        assertThat(response.body()).contains("Internal Server Error");
    }

    @ParameterizedTest
    @CsvSource({"'', 400", "other, 403", "other realm, 201"})
    void register_trusted_needsATokenWithTheScopeRealm(String scope, int status) {
        HttpRequest.Builder request = Wire.json("POST", server.registrationEndpoint(), """
                {"redirect_uris": ["https://client.example.com/"], "trusted": true}""");

        HttpResponse<String> response =
                Wire.send(scope.isEmpty() ? request : Wire.bearer(request, Wire.token(server, scope)));

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void register_notTrusted_needsNoToken() {
        assertThat(Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/"], "trusted": false}""").statusCode()).isEqualTo(201);
    }

    @Test
    void register_tokenMode_missingTokenIsABadRequest() {
        try (MockRegistrationServer closed = closed().start()) {
            HttpResponse<String> response = Wire.register(closed, MINIMAL);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .isEqualTo("{\"error\":\"invalid_request\",\"error_description\":\"Missing access token\"}");
        }
    }

    @Test
    void register_unknownToken_isUnauthorizedInHtml() {
        HttpResponse<String> response =
                Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), MINIMAL), "unknown"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"user\", error=\"invalid_request\", "
                        + "error_description=\"Unknown access token\"");
        assertThat(header(response, "Content-Type")).isEqualTo(HTML);
        assertThat(response.body()).isEqualTo("Unauthorized<br><br>Unknown access token");
    }

    @Test
    void register_expiredToken_isForbiddenInHtml() {
        String token = Wire.token(server, "realm");
        clock.advance(Duration.ofHours(1));

        HttpResponse<String> response =
                Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), MINIMAL), token));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("Forbidden");
    }

    @Test
    void register_scopedMode_needsTheScope() {
        try (MockRegistrationServer scoped =
                closed().registrationScope("register").start()) {
            String without = json(Wire.send(Wire.basic(
                            Wire.form(scoped.tokenEndpoint(), "grant_type", "client_credentials", "scope", "realm"),
                            "registrar",
                            "secret")))
                    .get("access_token")
                    .getAsString();

            assertThat(Wire.send(Wire.bearer(Wire.json("POST", scoped.registrationEndpoint(), MINIMAL), without))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(Wire.send(Wire.bearer(
                                    Wire.json("POST", scoped.registrationEndpoint(), MINIMAL),
                                    scoped.issueInitialAccessToken()))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void register_tokenInTheQuery_isTakenButNotTwice() {
        try (MockRegistrationServer closed = closed().start()) {
            URI uri =
                    URI.create(closed.registrationEndpoint() + "?a=b&access_token=" + closed.issueInitialAccessToken());

            HttpResponse<String> both = Wire.send(Wire.bearer(Wire.json("POST", uri, MINIMAL), "another"));
            assertThat(both.statusCode()).isEqualTo(400);
            assertThat(error(both)).isEqualTo("invalid_request");
            assertThat(Wire.send(Wire.json("POST", uri, MINIMAL)).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void read_hasNoTokenAndNothingOfCaches() {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response = Wire.read(client);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Cache-Control")).isEqualTo("(absent)");
        assertThat(json(response).keySet())
                .contains("client_secret", "registration_client_uri")
                .doesNotContain("registration_access_token");
    }

    @Test
    void read_missingOrWrongToken_isForbiddenInHtml() {
        RegisteredClient client = server.register(json(MINIMAL));
        RegisteredClient other = server.register(json(MINIMAL));

        for (HttpResponse<String> response : List.of(
                Wire.get(client.registrationClientUri()),
                Wire.read(client.registrationClientUri(), "wrong"),
                Wire.read(client.registrationClientUri(), other.registrationAccessToken()))) {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(header(response, "Content-Type")).isEqualTo(HTML);
            assertThat(response.body()).isEqualTo("Forbidden");
        }
    }

    @Test
    void read_clientThatIsGone_isNotFoundInHtml() {
        RegisteredClient client = server.register(json(MINIMAL));
        server.remove(client.clientId());

        HttpResponse<String> response = Wire.read(client);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(header(response, "Content-Type")).isEqualTo(HTML);
        assertThat(response.body()).isEqualTo("Not found.");
    }

    @Test
    void patch_mergesAndNullTakesAway() {
        RegisteredClient client = server.register(json("""
                {"redirect_uris": ["https://client.example.com/"], "client_name": "Pretzel", "logo_uri": "x"}"""));

        HttpResponse<String> response = patch(client, """
                {"client_name": "Round Pretzel", "logo_uri": null, "trusted": true}""");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Cache-Control")).isEqualTo("(absent)");
        JsonObject information = json(response);
        assertThat(information.get("client_name").getAsString()).isEqualTo("Round Pretzel");
        assertThat(information.get("redirect_uris")).hasToString("[\"https://client.example.com/\"]");
        assertThat(information.keySet()).doesNotContain("logo_uri", "registration_access_token");
        assertThat(client().metadata().get("trusted").getAsBoolean()).isTrue();
        assertThat(Wire.read(client).statusCode()).isEqualTo(200);
    }

    @Test
    void patch_badModel_isAValidationErrorWithDetails() {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response = patch(client, "{\"redirect_uris\": \"x\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"validation_error\","
                        + "\"error_description\":\"redirect_uris: must be an array\",\"errors\":{\"redirect_uris\":"
                        + "{\"attribute\":\"type\",\"property\":\"redirect_uris\",\"expected\":\"array\","
                        + "\"actual\":\"string\",\"message\":\"must be an array\"}}}");
    }

    @Test
    void patch_otherContentType_isInvalidRequest() {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response = Wire.send(Wire.bearer(
                HttpRequest.newBuilder(client.registrationClientUri())
                        .header("Content-Type", "text/plain")
                        .method("PATCH", BodyPublishers.ofString("{}")),
                client.registrationAccessToken()));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_request");
    }

    @Test
    void putAndDelete_areNotFound() {
        RegisteredClient client = server.register(json(MINIMAL));

        for (HttpResponse<String> response : List.of(Wire.update(client, "{}"), Wire.delete(client))) {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("Not found.");
        }
    }

    @Test
    void discovery_namesTwoMethods() {
        JsonObject document = json(Wire.get(URI.create(server.issuer() + "/.well-known/openid-configuration")));

        assertThat(document.get("token_endpoint_auth_methods_supported"))
                .hasToString("[\"client_secret_basic\",\"client_secret_post\"]");
        assertThat(document.get("registration_endpoint").getAsString()).isEqualTo(server.issuer() + "/register");
    }

    private RegisteredClient client() {
        return server.clients().get(0);
    }

    private static MockRegistrationServer.Builder closed() {
        return MockRegistrationServer.builder()
                .dialect(Dialect.ANVIL_CONNECT)
                .registrationAccess(RegistrationAccess.TOKEN)
                .registrar("registrar", "secret", "register", "realm");
    }

    private static HttpResponse<String> patch(RegisteredClient client, String body) {
        return Wire.send(Wire.bearer(
                Wire.json("PATCH", client.registrationClientUri(), body), client.registrationAccessToken()));
    }
}
