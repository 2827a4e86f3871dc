package dev.clientregistration.testing;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static dev.clientregistration.testing.assertj.RegistrationAssertions.clientNamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.testing.LedgerEntry.Event;
import java.net.URI;
import java.net.http.HttpClient;
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
                .registrar("registrar", "its secret") // gets further initial access tokens at server.tokenEndpoint()
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

    @Test
    void tls() {
        // @start region="tls"
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().tls().start()) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(server.sslContext()).build();
            codeUnderTest(client, server.registrationEndpoint());
        }
        // @end
    }

    @Test
    void faults() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            // @start region="faults"
            server.fault(Fault.dropAfterApplying().on(Operation.REGISTER)); // the next registration
            server.fault(Fault.status(503, Duration.ofSeconds(2))
                    .on(Operation.GET, Operation.UPDATE)
                    .times(3));
            server.fault(Fault.halfBody().nth(2).always()); // not the next request, but all after it
            server.fault(Fault.stall().withProbability(0.1, 42)); // the same requests in every run
            server.fault(Fault.parse("garbage-json@update#2*3")); // as text: the second to the fourth update
            // @end
            assertThat(server.faults().active())
                    .hasToString("[drop-after-applying@register, status-503-retry-after-2@get,update*3,"
                            + " half-body#2*always, stall~0.1/42, garbage-json@update#2*3]");
        }
    }

    @Test
    void assertions() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            codeUnderTest(server.issuer());
            // @start region="assertions"
            assertThat(server)
                    .hasRegistered(1)
                    .hasRegistered(clientNamed("Triangular Pretzel"))
                    .hasNoFaultsLeft();
            assertThat(server).hasLedger(Event.REGISTERED).hasReceivedNoMoreThan(1);
            assertThat(server)
                    .lastExchange()
                    .asksFor(Operation.REGISTER)
                    .hasStatus(201)
                    .wasNotStruck();
            assertThat(server.clients().get(0)).isNamed("Triangular Pretzel").hasSecret();
            // @end
        }
    }

    @Test
    void standAlone() {
        // @start region="stand-alone"
        MockRegistrationServer server =
                MockRegistrationServer.builder().adminApi().start();
        System.out.println(server.facts());
        // @end
        try (server) {
            assertThat(Wire.get(server.issuer().resolve("/__admin")).body())
                    .isEqualTo(server.facts().toString());
        }
    }

    @Test
    void quirks() {
        // @start region="quirks"
        MockRegistrationServer server = MockRegistrationServer.builder()
                .quirks(Quirk.NULL_ARRAYS, Quirk.TIMES_IN_MILLISECONDS, Quirk.OK_ON_CREATE)
                .start();
        // @end
        try (server) {
            assertThat(codeUnderTest(server.issuer()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void clientIdPrefix() {
        MockRegistrationServer server =
                MockRegistrationServer.builder().clientIdPrefix("healthorg").start();
        try (server) {
            assertThat(codeUnderTest(server.issuer()).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void authlete() {
        // @start region="authlete"
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().dialect(Dialect.AUTHLETE).start()) {
            authorizationServerUnderTest(server.baseUri()); // takes any service and any token

            RegisteredClient client =
                    server.authleteService("21653835348762").clients().get(0);
            assertThat(client.metadata().get("client_name").getAsString()).isEqualTo("Triangular Pretzel");
        }
        // @end
    }

    @Test
    void authleteSettings() {
        // @start region="authlete-settings"
        MockRegistrationServer server = MockRegistrationServer.builder()
                .dialect(Dialect.AUTHLETE)
                .authlete(AuthleteSettings.builder()
                        .services("21653835348762") // any other is 403
                        .accessToken("service-access-token") // any other is 401
                        .unauthorizedOnClientConfigSupported(true) // not the default at Authlete, either
                        .registrationEndpoint(URI.create("https://as.example.com/register"))
                        .build())
                .start();
        // @end
        try (server) {
            assertThat(authorizationServerUnderTest(server.baseUri()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void authleteFailures() {
        try (MockRegistrationServer server = AuthleteWire.start()) {
            JsonObject metadata = new JsonObject();
            // @start region="authlete-failures"
            server.answerNext(AuthleteAnswers.result(500, "A001101", "an HTTP status tells the caller of the API"));
            server.answerNext(AuthleteAnswers.action(
                    "INTERNAL_SERVER_ERROR", "A203301", "server_error", "an action on HTTP 200 is for the client"));
            server.answerNext(AuthleteAnswers.rateLimited(Duration.ofSeconds(2)));

            AuthleteService service = server.authleteService("21653835348762");
            RegisteredClient client = service.register(metadata); // without a request
            service.makeStatic(client.clientId()); // from now on A215303
            // @end
            assertThat(authorizationServerUnderTest(server.baseUri()).statusCode())
                    .isEqualTo(500);
            assertThat(AuthleteWire.action(authorizationServerUnderTest(server.baseUri())))
                    .isEqualTo("INTERNAL_SERVER_ERROR");
            assertThat(authorizationServerUnderTest(server.baseUri()).statusCode())
                    .isEqualTo(429);
            assertThat(AuthleteWire.resultCode(AuthleteWire.get(server, client)))
                    .isEqualTo("A215303");
        }
    }

    private static HttpResponse<String> authorizationServerUnderTest(URI baseUri) {
        return Wire.send(Wire.bearer(
                Wire.json("POST", baseUri.resolve("/api/21653835348762/client/registration"), """
                        {"json": "{\\"client_name\\": \\"Triangular Pretzel\\"}"}"""),
                "service-access-token"));
    }

    private static void codeUnderTest(HttpClient client, URI endpoint) {
        assertThat(Wire.send(client, Wire.json("POST", endpoint, Wire.MINIMAL)).statusCode())
                .isEqualTo(201);
    }

    private static HttpResponse<String> codeUnderTest(URI issuer) {
        return Wire.send(Wire.json("POST", issuer.resolve("/register"), """
                {"redirect_uris": ["https://client.example.com/callback"], "client_name": "Triangular Pretzel"}"""));
    }
}
