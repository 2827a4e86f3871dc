package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The code that the README and {@link MockRegistrationServer} show; {@link ReadmeTest} compares. */
class ReadmeSnippetsTest {
    @Test
    void start() {
        // @start region="start"
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            codeUnderTest(server.issuer()); // or server.registrationEndpoint()

            RegisteredClient client = server.clients().get(0);
            assertThat(client.metadata().get("client_name").getAsString()).isEqualTo("Triangular Pretzel");

            RecordedExchange exchange = server.exchanges().get(0);
            assertThat(exchange.requestHeader("Content-Type")).contains("application/json");
        }
        // @end
    }

    @Test
    void settings() {
        // @start region="settings"
        MockRegistrationServer server = MockRegistrationServer.builder()
                .initialAccessToken("initial-token") // registration is no longer open
                .rotateRegistrationAccessTokenOnUpdate(true)
                .secretLifetime(Duration.ofDays(30))
                .clock(Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC))
                .start();
        // @end
        try (server) {
            assertThat(codeUnderTest(server.issuer()).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void arrangements() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            // @start region="arrangements"
            JsonObject metadata = JsonParser.parseString("""
                    {"redirect_uris": ["https://client.example.com/callback"]}""").getAsJsonObject();
            RegisteredClient client = server.register(metadata); // without a request

            server.remove(client.clientId()); // the server forgets it

            server.answerNext(MockAnswer.json(503, """
                    {"error": "temporarily_unavailable"}""").withHeader("Retry-After", "1"));
            // @end
            assertThat(codeUnderTest(server.issuer()).statusCode()).isEqualTo(503);
            assertThat(server.clients()).isEmpty();
        }
    }

    private static HttpResponse<String> codeUnderTest(URI issuer) {
        return Wire.send(Wire.json("POST", issuer.resolve("/register"), """
                {"redirect_uris": ["https://client.example.com/callback"], "client_name": "Triangular Pretzel"}"""));
    }
}
