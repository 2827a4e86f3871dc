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
import org.junit.jupiter.params.provider.ValueSource;

/** A server of the Model Context Protocol's TypeScript SDK on the wire. */
class McpDialectTest {
    private final MovableClock clock = new MovableClock();

    @AutoClose
    private final MockRegistrationServer server =
            MockRegistrationServer.builder().dialect(Dialect.MCP).clock(clock).start();

    @Test
    void register_minimal_isWhatWasSentAndWhatIsIssued() {
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        RegisteredClient client = server.clients().get(0);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Pragma")).isEqualTo("(absent)");
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(response.body())
                .isEqualTo(("{'redirect_uris':['https://client.example.com/callback'],'client_secret':'"
                                + client.clientSecret().orElseThrow()
                                + "','client_secret_expires_at':1896145445,'client_id':'" + client.clientId()
                                + "','client_id_issued_at':1893553445}")
                        .replace('\'', '"'));
        assertThat(client.clientSecret().orElseThrow()).matches("[0-9a-f]{64}");
        assertThat(client.clientId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void register_everyMember_isInItsOrder() {
        JsonObject information = json(Wire.register(server, """
                {"x_unknown": 1, "application_type": "native", "client_name#fr": "Bretzel", "client_id": "mine",
                 "software_version": "1", "jwks": {"keys": []}, "contacts": [], "scope": "a", "client_name": "Pretzel",
                 "response_types": ["code"], "grant_types": ["authorization_code"], "logo_uri": "",
                 "token_endpoint_auth_method": "private_key_jwt", "redirect_uris": ["com.example.app:/callback"]}"""));

        assertThat(information.keySet())
                .containsExactly(
                        "redirect_uris",
                        "token_endpoint_auth_method",
                        "grant_types",
                        "response_types",
                        "application_type",
                        "client_name",
                        "scope",
                        "contacts",
                        "jwks",
                        "software_version",
                        "client_secret",
                        "client_secret_expires_at",
                        "client_id",
                        "client_id_issued_at");
        assertThat(information.get("client_id").getAsString()).isNotEqualTo("mine");
    }

    @Test
    void register_publicClient_hasNeitherSecretNorExpiry() {
        assertThat(json(Wire.register(server, """
                        {"redirect_uris": [], "token_endpoint_auth_method": "none"}""")).keySet())
                .containsExactly("redirect_uris", "token_endpoint_auth_method", "client_id", "client_id_issued_at");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{'redirect_uris': 'x'}",
                "{'redirect_uris': ['callback']}",
                "{'redirect_uris': ['javascript:x']}",
                "{'redirect_uris': [], 'client_uri': ''}",
                "{'redirect_uris': [], 'jwks_uri': 'DATA:x'}"
            })
    void register_whatIsWrong_isInvalidMetadata(String body) {
        HttpResponse<String> response = Wire.register(server, body.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_client_metadata");
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void register_malformedJson_isAPage() {
        HttpResponse<String> response = Wire.register(server, "{");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(header(response, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(response.body()).contains("<pre>SyntaxError");
    }

    @Test
    void register_moreThanTwentyInAnHour_areTooMany() {
        assertThat(header(Wire.register(server, "{}"), "RateLimit-Remaining")).isEqualTo("19");
        for (int i = 1; i < 19; i++) {
            Wire.register(server, MINIMAL);
        }
        clock.advance(Duration.ofMinutes(59));
        HttpResponse<String> last = Wire.register(server, MINIMAL);
        assertThat(last.statusCode()).isEqualTo(201);
        assertThat(header(last, "RateLimit-Policy")).isEqualTo("20;w=3600");
        assertThat(header(last, "RateLimit-Limit")).isEqualTo("20");
        assertThat(header(last, "RateLimit-Remaining")).isEqualTo("0");
        assertThat(header(last, "RateLimit-Reset")).isEqualTo("60");
        assertThat(header(last, "Retry-After")).isEqualTo("(absent)");

        HttpResponse<String> tooMany = Wire.register(server, MINIMAL);

        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(error(tooMany)).isEqualTo("too_many_requests");
        assertThat(header(tooMany, "Retry-After")).isEqualTo("60");
        assertThat(server.clients()).hasSize(19);

        clock.advance(Duration.ofMinutes(1));
        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(201);
    }

    @Test
    void register_afterReset_isCountedAnew() {
        Wire.register(server, MINIMAL);
        server.reset();

        assertThat(header(Wire.register(server, MINIMAL), "RateLimit-Remaining"))
                .isEqualTo("19");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void otherMethod_isNotAllowedHereNorBelow(String method) {
        RegisteredClient client = server.register(json(MINIMAL));
        for (String path : new String[] {"", "/" + client.clientId()}) {
            URI uri = URI.create(server.registrationEndpoint() + path);

            HttpResponse<String> response =
                    Wire.send(HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()));

            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(error(response)).isEqualTo("method_not_allowed");
            assertThat(header(response, "Allow")).isEqualTo("POST");
        }
    }

    @Test
    void otherPath_isNotFoundByAPage() {
        for (HttpResponse<String> response : List.of(
                Wire.get(URI.create(server.issuer() + "/.well-known/openid-configuration")),
                Wire.send(Wire.json("POST", URI.create(server.registrationEndpoint() + "/x"), MINIMAL)))) {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("<pre>Not Found</pre>");
        }
    }

    @Test
    void metadata_isOAuthsAlone() {
        HttpResponse<String> response =
                Wire.get(URI.create(server.issuer() + "/.well-known/oauth-authorization-server"));

        assertThat(response.body())
                .isEqualTo(("{'issuer':'ISSUER','authorization_endpoint':'ISSUER/authorize',"
                                + "'response_types_supported':['code'],'code_challenge_methods_supported':['S256'],"
                                + "'token_endpoint':'ISSUER/token',"
                                + "'token_endpoint_auth_methods_supported':['client_secret_post','none'],"
                                + "'grant_types_supported':['authorization_code','refresh_token'],"
                                + "'registration_endpoint':'ISSUER/register'}")
                        .replace("ISSUER", server.issuer().toString())
                        .replace('\'', '"'));
    }

    @Test
    void token_newCredentialsInTheForm_workUntilTheyExpire() {
        RegisteredClient client =
                server.register(json("{\"redirect_uris\": [], \"grant_types\": [\"client_credentials\"]}"));

        assertThat(token(client).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofDays(30));
        assertThat(token(client).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> token(RegisteredClient client) {
        return Wire.send(Wire.form(
                server.tokenEndpoint(),
                "grant_type",
                "client_credentials",
                "client_id",
                client.clientId(),
                "client_secret",
                client.clientSecret().orElseThrow()));
    }
}
