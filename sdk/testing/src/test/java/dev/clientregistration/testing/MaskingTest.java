package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recorded exchange shows, and what only on purpose. */
class MaskingTest {
    private static final String SECRET = "kept-to-ourselves";

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.start();

    @Test
    void registration_showsEverythingButItsSecrets() {
        Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), """
                {"redirect_uris": ["https://client.example.com/"], "client_name": "Pretzel",
                 "software_statement": "aaaaaaaa.bbbbbbbb.cccccccc"}"""), SECRET));
        RecordedExchange exchange = server.exchanges().get(0);
        RegisteredClient client = server.clients().get(0);

        assertThat(exchange.requestHeader("Authorization")).contains("Bearer ***");
        assertThat(json(exchange.requestBody()).get("software_statement").getAsString())
                .isEqualTo("***");
        JsonObject shown = json(exchange.responseBody());
        JsonObject revealed = json(exchange.reveal().responseBody());
        assertThat(shown.keySet()).isEqualTo(revealed.keySet());
        for (String name : shown.keySet()) {
            boolean secret = java.util.Set.of("client_secret", "registration_access_token", "software_statement")
                    .contains(name);
            assertThat(shown.get(name))
                    .isEqualTo(secret ? new com.google.gson.JsonPrimitive("***") : revealed.get(name));
        }
        assertThat(revealed.get("client_secret").getAsString())
                .isEqualTo(client.clientSecret().orElseThrow());
        assertThat(exchange.reveal().requestHeader("Authorization")).contains("Bearer " + SECRET);
    }

    @Test
    void read_showsNoToken() {
        RegisteredClient client = server.register(json(Wire.MINIMAL));
        Wire.read(client);
        String shown = server.exchanges().get(0).describe();

        assertThat(shown)
                .startsWith("GET /register/" + client.clientId() + "\n")
                .contains("\n-> 200\n")
                .doesNotContain(client.registrationAccessToken())
                .doesNotContain(client.clientSecret().orElseThrow());
        assertThat(server.exchanges().get(0).reveal().describe())
                .contains("Authorization: Bearer " + client.registrationAccessToken());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_secret\": \"kept-to-ourselves\"}",
                "{\"a\": [{\"clientSecret\": \"kept-to-ourselves\"}]}",
                "{\"json\": \"{\\\"access_token\\\": \\\"kept-to-ourselves\\\"}\"}",
                "{\"token\": {\"value\": \"kept-to-ourselves\"}}",
                "{\"jwks\": {\"keys\": [{\"kty\": \"oct\", \"k\": \"kept-to-ourselves\"}]}}",
                "{\"client_secret\": \"kept-to-ourselves",
                "{\"client_secret\": \"kept-to-ourselves\", \"client_secret\": 1}",
                "[{\"refresh_token\": \"kept-to-ourselves\"}]",
                "{\"json\": \"{\\\"client_secret\\\": \\\"kept-to-ourselves\\\"}\"",
                "grant_type=client_credentials&client_secret=kept-to-ourselves&scope=a",
                "client_assertion=kept-to-ourselves",
                "{\"client_secret\": \"kept-to-ourselves\", \"client_name\": \"not kept-to-ourselves\"}"
            })
    void body_secretByName_isMaskedWhereverItStands(String body) {
        Wire.send(HttpRequest.newBuilder(server.registrationEndpoint()).POST(BodyPublishers.ofString(body)));
        RecordedExchange exchange = server.exchanges().get(0);

        assertThat(exchange.requestBody()).contains("***").doesNotContain(SECRET);
        assertThat(new String(exchange.requestBodyBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(exchange.requestBody());
        assertThat(exchange.reveal().requestBody()).isEqualTo(body);
    }

    @Test
    void body_longSecretInWhatIsNoJson_isMasked() {
        Wire.send(HttpRequest.newBuilder(server.registrationEndpoint())
                .POST(BodyPublishers.ofString("{\"client_secret\": \"" + SECRET.repeat(5_000))));

        assertThat(server.exchanges().get(0).requestBody()).contains("***").doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token_endpoint_auth_method\" : \"client_secret_basic\" , \"client_secret_expires_at\" : 0}",
                "{\"client_secret\": null, \"client_name\": \"\u00e9\"}",
                "{\"client_secret\": \"\"}",
                "{\"d\": \"not of a key\"}",
                "not JSON at all",
                "scope=token"
            })
    void body_withoutSecret_isShownByteForByte(String body) {
        Wire.send(HttpRequest.newBuilder(server.registrationEndpoint()).POST(BodyPublishers.ofString(body)));

        assertThat(server.exchanges().get(0).requestBody()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer kept-to-ourselves, Bearer ***",
        "Authorization, kept-to-ourselves, ***",
        "Authorization, SSWS kept-to-ourselves, SSWS ***",
        "Cookie, session=kept-to-ourselves, ***",
        "X-Word, no secret, no secret"
    })
    void header_isShownWithoutWhatItHides(String name, String value, String shown) {
        Wire.send(HttpRequest.newBuilder(server.issuer()).header(name, value));
        RecordedExchange exchange = server.exchanges().get(0);

        assertThat(exchange.requestHeader(name)).contains(shown);
        assertThat(exchange.requestHeaders().get(name)).containsExactly(shown);
        assertThat(exchange.reveal().requestHeader(name)).contains(value);
    }

    @Test
    void header_basicCredentials_areMaskedTogetherWithThePasswordInTheBody() {
        String basic =
                Base64.getEncoder().encodeToString(("me:" + SECRET).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Wire.send(HttpRequest.newBuilder(server.issuer())
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.ofString("my password is " + SECRET)));

        assertThat(server.exchanges().get(0).requestBody()).isEqualTo("my password is ***");
        assertThat(server.exchanges().get(0).describe()).doesNotContain(basic);
    }

    @Test
    void path_tokenInTheQuery_isMasked() {
        Wire.send(HttpRequest.newBuilder(URI.create(server.issuer() + "/nowhere?a=b&access_token=" + SECRET + "&c=d")));

        assertThat(server.exchanges().get(0).path()).isEqualTo("/nowhere?a=b&access_token=***&c=d");
        assertThat(server.exchanges().get(0).reveal().path()).isEqualTo("/nowhere?a=b&access_token=" + SECRET + "&c=d");
    }

    @Test
    void authlete_bothLevelsOfJson_areMasked() {
        try (MockRegistrationServer authlete = AuthleteWire.start()) {
            AuthleteWire.register(authlete, Wire.MINIMAL);
            RegisteredClient client = authlete.clients().get(0);
            AuthleteWire.get(authlete, client);

            for (RecordedExchange exchange : authlete.exchanges()) {
                assertThat(exchange.describe())
                        .doesNotContain(client.registrationAccessToken())
                        .doesNotContain(client.clientSecret().orElseThrow())
                        .contains(client.clientId());
            }
        }
    }

    @Test
    void describe_droppedRequest_saysWhatHappened() {
        server.fault(Fault.dropAfterReading());
        RawWire.exchange(server, RawWire.registration("{\"a\": 1,\n \"b\": 2}"));

        assertThat(server.exchanges().get(0).describe()).isEqualTo("""
                POST /register
                  Content-Length: 17
                  Content-Type: application/json
                  Host: localhost
                  {"a": 1,
                   "b": 2}
                -> no answer (drop-after-reading)
                """);
    }

    @Test
    void reveal_again_isTheSame() {
        Wire.send(HttpRequest.newBuilder(server.issuer()).header("Cookie", SECRET));

        assertThat(server.exchanges().get(0).reveal().reveal().requestHeader("Cookie"))
                .contains(SECRET);
    }
}
