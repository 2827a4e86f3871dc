package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** nevisMeta's V3 on the wire; {@link NevisClientsTest} has V2. */
class NevisDialectTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .dialect(Dialect.NEVIS_META)
            .clock(new MovableClock())
            .start();

    @Test
    void register_confidentialClient_hasArraysAndAnExpiryThatIsAText() {
        HttpResponse<String> response = Wire.register(server, """
                {"client_name": "Triangular Pretzel", "redirect_uris": ["https://client.example.com/"],
                 "grant_types": ["authorization_code", "refresh_token"]}""");

        RegisteredClient client = server.clients().get(0);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(response.body())
                .isEqualTo(("{'client_name':'Triangular Pretzel',"
                                + "'token_endpoint_auth_method':'client_secret_basic',"
                                + "'grant_types':['authorization_code','refresh_token'],'response_types':['code'],"
                                + "'client_id':'" + client.clientId() + "','client_secret':'"
                                + client.clientSecret().orElseThrow() + "','client_id_issued_at':"
                                + MovableClock.START.toEpochMilli() + ",'client_secret_expires_at':'0'}")
                        .replace('\'', '"'));
        assertThat(client.clientId()).matches("[0-9a-f]{32}");
        assertThat(client.clientSecret().orElseThrow()).matches("[0-9a-f]{32}");
        assertThat(client.registrationAccessToken()).isEmpty();
    }

    @Test
    void register_publicClient_hasTextsForArraysAndNoSecret() {
        HttpResponse<String> response = Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/"], "token_endpoint_auth_method": "none"}""");

        assertThat(response.body())
                .contains("\"grant_types\":\"authorization_code\"", "\"response_types\":\"code\"")
                .contains("\"client_secret_expires_at\":\"0\"")
                .doesNotContain("\"client_secret\"");
    }

    @Test
    void register_olderVersion_isAQuirkMore() {
        try (MockRegistrationServer older = MockRegistrationServer.builder()
                .dialect(Dialect.NEVIS_META)
                .quirks(Quirk.SINGLE_VALUES_AS_STRINGS)
                .start()) {
            assertThat(Wire.register(older, MINIMAL).body()).contains("\"grant_types\":\"authorization_code\"");
        }
    }

    @Test
    void register_customMembersAndTranslations_areKeptButNotTold() {
        Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/"], "client_name#fr": "Bretzel", "x_custom": {"a": 1}}""");

        JsonObject kept = server.clients().get(0).metadata();
        assertThat(kept.keySet()).contains("client_name#fr", "x_custom");
    }

    @Test
    void register_idAndSecretOfTheClientsChoice_areTaken() {
        JsonObject information = json(Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/"], "client_id": "portal", "client_secret": "mine"}"""));

        assertThat(information.get("client_id").getAsString()).isEqualTo("portal");
        assertThat(information.get("client_secret").getAsString()).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | MALFORMED_PAYLOAD",
                "'' | MALFORMED_PAYLOAD",
                "{} | INVALID_CLIENT_METADATA",
                "{'redirect_uris': ['https://client.example.com/#f']} | INVALID_REDIRECT_URI",
                "{'redirect_uris': ['/x']} | INVALID_REDIRECT_URI",
                "{'grant_types': ['client_credentials'], 'token_endpoint_auth_method': 'none'} | INVALID_CLIENT_METADATA",
                "{'grant_types': ['client_credentials'], 'valid_from': '2029-01-01T00:00:00Z'} | INVALID_CLIENT_METADATA",
                "{'grant_types': ['client_credentials'], 'valid_from': 'soon'} | INVALID_CLIENT_METADATA",
                "{'grant_types': ['client_credentials'], 'client_id': 'a b'} | INVALID_CLIENT_METADATA",
                "{'grant_types': ['client_credentials'], 'response_types': ['code']} | INVALID_CLIENT_METADATA"
            })
    void register_refused(String body, String error) {
        HttpResponse<String> response = Wire.register(server, body.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo(error);
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void register_clientIdThatIsTaken_isRefused() {
        String body = "{\"redirect_uris\": [\"https://client.example.com/\"], \"client_id\": \"portal\"}";
        Wire.register(server, body);

        HttpResponse<String> response = Wire.register(server, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("INVALID_CLIENT_METADATA");
    }

    @Test
    void register_otherSetup_isNotFound() {
        URI other = URI.create(server.baseUri() + "/v3/modules/oauthv2/setups/other/clients");

        HttpResponse<String> response = Wire.send(Wire.json("POST", other, MINIMAL));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(error(response)).isEqualTo("SETUP_NOT_FOUND");
        assertThat(server.exchanges().get(0).operation()).contains(Operation.REGISTER);
    }

    @Test
    void registrar_isALoginForV2_andLeavesV3Open() {
        try (MockRegistrationServer withLogin = MockRegistrationServer.builder()
                .dialect(Dialect.NEVIS_META)
                .registrar("admin", "password")
                .start()) {
            assertThat(Wire.register(withLogin, MINIMAL).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void secretLifetime_isToldAsATextOfMilliseconds() {
        try (MockRegistrationServer expiring = MockRegistrationServer.builder()
                .dialect(Dialect.NEVIS_META)
                .secretLifetime(Duration.ofDays(30))
                .clock(new MovableClock())
                .start()) {
            long end = MovableClock.START.getEpochSecond() + Duration.ofDays(30).toSeconds();

            assertThat(Wire.register(expiring, MINIMAL).body())
                    .contains("\"client_secret_expires_at\":\"" + end + "000\"");
        }
    }
}
