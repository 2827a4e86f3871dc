package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API as a suite in another language uses it. */
@Timeout(60)
class AdminApiTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .initialAccessToken("initial-token")
            .adminApi()
            .start();

    @Test
    void root_tellsTheFacts() {
        HttpResponse<String> response = get("");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        JsonObject facts = json(response);
        assertThat(facts).isEqualTo(server.facts());
        assertThat(facts.keySet())
                .containsExactly(
                        "issuer", "registration_endpoint", "token_endpoint", "initial_access_token", "dialect");
        assertThat(facts.get("issuer").getAsString()).isEqualTo(server.issuer().toString());
        assertThat(facts.get("registration_endpoint").getAsString())
                .isEqualTo(server.registrationEndpoint().toString());
        assertThat(facts.get("initial_access_token").getAsString()).isEqualTo("initial-token");
        assertThat(facts.get("dialect").getAsString()).isEqualTo("standard");
    }

    @Test
    void health_isUp() {
        assertThat(json(get("/health")).get("status").getAsString()).isEqualTo("up");
    }

    @Test
    void clients_areShownWithoutTheirSecretsUnlessAskedFor() {
        RegisteredClient client = server.register(json(MINIMAL));

        JsonObject shown = only(json(get("/clients")), "clients");
        assertThat(shown.get("client_id").getAsString()).isEqualTo(client.clientId());
        assertThat(shown.get("redirect_uris")).isEqualTo(client.metadata().get("redirect_uris"));
        assertThat(shown.get("client_secret").getAsString()).isEqualTo("***");
        assertThat(shown.get("registration_access_token").getAsString()).isEqualTo("***");
        JsonObject revealed = only(json(get("/clients?secrets=true")), "clients");
        assertThat(revealed.get("client_secret").getAsString())
                .isEqualTo(client.clientSecret().orElseThrow());
        assertThat(json(get("/clients/" + client.clientId()))).isEqualTo(shown);
        assertThat(json(get("/clients/" + client.clientId() + "?secrets=true"))).isEqualTo(revealed);
        assertThat(get("/clients/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void clients_post_registersWithoutATokenAndTellsTheCredentials() {
        HttpResponse<String> response = post("/clients", MINIMAL);

        assertThat(response.statusCode()).isEqualTo(201);
        RegisteredClient client = server.clients().get(0);
        assertThat(json(response).get("client_secret").getAsString())
                .isEqualTo(client.clientSecret().orElseThrow());
        assertThat(json(response).get("registration_access_token").getAsString())
                .isEqualTo(client.registrationAccessToken());
        assertThat(server.ledger()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | invalid_redirect_uri: ",
                "[] | the body must be a JSON object",
                "{ | the body is not well-formed JSON"
            })
    void clients_postOfWhatIsNone_saysWhy(String body, String error) {
        HttpResponse<String> response = post("/clients", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).startsWith(error);
    }

    @Test
    void clients_delete_makesTheServerForget() {
        RegisteredClient client = server.register(json(MINIMAL));

        assertThat(delete("/clients/" + client.clientId()).statusCode()).isEqualTo(204);
        assertThat(server.clients()).isEmpty();
        assertThat(delete("/clients/" + client.clientId()).statusCode()).isEqualTo(404);
    }

    @Test
    void initialAccessTokens_post_issuesOne() {
        HttpResponse<String> response = post("/initial-access-tokens", "");

        assertThat(response.statusCode()).isEqualTo(201);
        String token = json(response).get("initial_access_token").getAsString();
        assertThat(Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), MINIMAL), token))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void exchanges_areShownWithoutTheirSecretsUnlessAskedFor() {
        Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), MINIMAL), "initial-token"));

        JsonObject shown = only(json(get("/exchanges")), "exchanges");
        assertThat(shown.get("operation").getAsString()).isEqualTo("register");
        assertThat(shown.get("fault").isJsonNull()).isTrue();
        JsonObject request = shown.getAsJsonObject("request");
        assertThat(request.get("method").getAsString()).isEqualTo("POST");
        assertThat(request.get("path").getAsString()).isEqualTo("/register");
        assertThat(request.get("body").getAsString()).isEqualTo(MINIMAL);
        assertThat(request.getAsJsonObject("headers").getAsJsonArray("Authorization"))
                .containsExactly(new com.google.gson.JsonPrimitive("Bearer ***"));
        JsonObject response = shown.getAsJsonObject("response");
        assertThat(response.get("status").getAsInt()).isEqualTo(201);
        assertThat(json(response.get("body").getAsString()).get("client_secret").getAsString())
                .isEqualTo("***");

        JsonObject revealed = only(json(get("/exchanges?secrets=true")), "exchanges");
        assertThat(revealed.getAsJsonObject("request")
                        .getAsJsonObject("headers")
                        .getAsJsonArray("Authorization"))
                .containsExactly(new com.google.gson.JsonPrimitive("Bearer initial-token"));
        assertThat(revealed.getAsJsonObject("response").get("body").getAsString())
                .isEqualTo(server.exchanges().get(0).reveal().responseBody());
    }

    @Test
    void exchanges_withoutAnswerAndWithoutOperation_areToldSo() {
        server.fault(Fault.dropAfterReading());
        RawWire.exchange(server, RawWire.request("GET", "/nowhere", "", ""));

        JsonObject shown = only(json(get("/exchanges")), "exchanges");
        assertThat(shown.get("operation").isJsonNull()).isTrue();
        assertThat(shown.get("fault").getAsString()).isEqualTo("drop-after-reading");
        assertThat(shown.get("response").isJsonNull()).isTrue();
    }

    @Test
    void ledger_tellsWhatWasDone() {
        server.setTime(Instant.parse("2030-01-01T00:00:00Z"));
        server.fault(Fault.statusAfterApplying(504));
        Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), MINIMAL), "initial-token"));

        JsonObject entry = only(json(get("/ledger")), "ledger");
        assertThat(entry.get("event").getAsString()).isEqualTo("registered");
        assertThat(entry.get("client_id").getAsString())
                .isEqualTo(server.clients().get(0).clientId());
        assertThat(entry.get("time").getAsString()).startsWith("2030-01-01T00:0");
        assertThat(entry.get("fault").getAsString()).isEqualTo("status-504-after-applying");
    }

    @Test
    void faults_areAddedAsTextsOfSeveralLines() {
        HttpResponse<String> response = post("/faults", "drop-after-applying@register*2\n\n  status-503@get  \n");

        assertThat(response.statusCode()).isEqualTo(200);
        List<Fault> expected = List.of(
                Fault.dropAfterApplying().on(Operation.REGISTER).times(2),
                Fault.status(503).on(Operation.GET));
        assertThat(server.faults().active()).isEqualTo(expected);
        assertThat(texts(json(response), "active")).containsExactly("drop-after-applying@register*2", "status-503@get");

        RegisteredClient client = server.register(json(MINIMAL));
        assertThat(Wire.read(client).statusCode()).isEqualTo(503);
        JsonObject faults = json(get("/faults"));
        assertThat(texts(faults, "active")).containsExactly("drop-after-applying@register*2");
        assertThat(texts(faults, "struck")).containsExactly("status-503@get");
        assertThat(faults.get("stalled").getAsInt()).isZero();

        assertThat(delete("/faults").statusCode()).isEqualTo(204);
        assertThat(server.faults().active()).isEmpty();
    }

    @Test
    void faults_oneMalformedLine_addsNone() {
        HttpResponse<String> response = post("/faults", "stall\nstal\n");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).startsWith("not a fault: stal: there is no fault of this name; there are ");
        assertThat(server.faults().active()).isEmpty();
    }

    @Test
    void faults_none_isRefused() {
        assertThat(error(post("/faults", " \n"))).isEqualTo("the body must be faults, one on each line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close-at-accept*always", "close-at-accept~0.5/1"})
    void faults_thatWouldCloseTheWayToThisApi_areRefused(String fault) {
        HttpResponse<String> response = post("/faults", fault);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).startsWith("close-at-accept without an end would close the way to this API");
        assertThat(server.faults().active()).isEmpty();
    }

    @Test
    void release_letsHeldRequestsGoOn() {
        post("/faults", "stall");
        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL).replace("Host:", "Authorization: Bearer initial-token\r\nHost:"));
            server.faults().awaitStalled(1, Duration.ofSeconds(20));
            assertThat(json(get("/faults")).get("stalled").getAsInt()).isEqualTo(1);

            assertThat(post("/faults/release", "").statusCode()).isEqualTo(204);
            assertThat(server.ledger()).hasSize(1);
            assertThat(wire.received()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void clock_isAdvancedAndSet() {
        HttpResponse<String> set = post("/clock", "{\"set\": \"2030-01-01T00:00:00Z\"}");
        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(json(set).get("now").getAsString()).startsWith("2030-01-01T00:0");

        assertThat(json(post("/clock", "{\"advance\": \"P1D\"}")).get("now").getAsString())
                .startsWith("2030-01-02T00:0");
        assertThat(json(get("/clock")).get("now").getAsString()).startsWith("2030-01-02T00:0");
        assertThat(server.clock().instant()).isAfter(Instant.parse("2030-01-02T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | the body must have one member, advance or set",
                "{\"set\": \"2030-01-01T00:00:00Z\", \"advance\": \"P1D\"} | the body must have one member, advance or set",
                "{\"advance\": \"1 day\"} | advance is written like PT1H, set like 2030-01-01T00:00:00Z, as a string",
                "{\"set\": 0} | advance is written like PT1H, set like 2030-01-01T00:00:00Z, as a string",
                "{\"set\": {}} | advance is written like PT1H, set like 2030-01-01T00:00:00Z, as a string",
                "{\"advance\": []} | advance is written like PT1H, set like 2030-01-01T00:00:00Z, as a string",
                "{\"advance\": null} | advance is written like PT1H, set like 2030-01-01T00:00:00Z, as a string",
                "{\"advance\": \"-PT1H\"} | duration must not be negative, but is PT-1H"
            })
    void clock_postOfWhatIsNone_saysWhy(String body, String error) {
        HttpResponse<String> response = post("/clock", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo(error);
    }

    @Test
    void clock_ofTheTest_cannotBeMoved() {
        try (MockRegistrationServer fixed = MockRegistrationServer.builder()
                .clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .adminApi()
                .start()) {
            URI uri = fixed.issuer().resolve("/__admin/clock");

            assertThat(error(Wire.send(Wire.json("POST", uri, "{\"advance\": \"P1D\"}"))))
                    .isEqualTo("the clock of this server is the one that the builder was given");
            assertThat(json(Wire.send(HttpRequest.newBuilder(uri))).get("now").getAsString())
                    .isEqualTo("1970-01-01T00:00:00Z");
        }
    }

    @Test
    void reset_forgetsEverything() {
        server.register(json(MINIMAL));
        post("/faults", "stall*always");

        assertThat(post("/reset", "").statusCode()).isEqualTo(204);
        assertThat(server.clients()).isEmpty();
        assertThat(server.faults().active()).isEmpty();
    }

    @Test
    void requestsToIt_areNeitherRecordedNorStruckNorAnsweredByScripts() {
        server.fault(Fault.status(500).always());
        server.fault(Fault.dropBeforeReading().always());
        assertThat(get("/health").statusCode()).isEqualTo(200);

        server.faults().clear();
        server.answerNext(MockAnswer.of(418));
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(server.exchanges()).isEmpty();
        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(418);
    }

    @Test
    void otherPathsAndMethods_areToldAsJson() {
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(error(get("/nowhere"))).isEqualTo("there is nothing at this path");
        HttpResponse<String> response = delete("/reset");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo("POST");
        assertThat(error(response)).isEqualTo("there is no such method at this path");
    }

    @Test
    void pathThatOnlyBeginsLikeIt_isTheServers() {
        Wire.send(HttpRequest.newBuilder(server.issuer().resolve("/__administration")));

        assertThat(server.exchanges()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "localhost.attacker.example", "127.0.0.1.attacker.example:80", ""})
    void hostThatIsNotLoopback_isRefused(String host) {
        String request = "GET /__admin/clients?secrets=true HTTP/1.1\r\nHost: " + host + "\r\n\r\n";

        assertThat(RawWire.exchange(server, request)).startsWith("HTTP/1.1 403").contains("not a name of the loopback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:8080", "[::1]:8080"})
    void hostThatIsLoopback_isAnswered(String host) {
        String request = "GET /__admin/health HTTP/1.1\r\nHost: " + host + "\r\n\r\n";

        assertThat(RawWire.exchange(server, request)).startsWith("HTTP/1.1 200");
    }

    @Test
    void webPage_isRefused() {
        String request = "POST /__admin/reset HTTP/1.1\r\nHost: localhost\r\nOrigin: https://attacker.example\r\n\r\n";

        assertThat(RawWire.exchange(server, request)).startsWith("HTTP/1.1 403").contains("comes from a web page");
    }

    @Test
    void serverWithoutIt_knowsNoSuchPath() {
        try (MockRegistrationServer plain = MockRegistrationServer.start()) {
            HttpResponse<String> response =
                    Wire.send(HttpRequest.newBuilder(plain.issuer().resolve("/__admin/health")));

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(plain.exchanges()).hasSize(1);
        }
    }

    @Test
    void authlete_hasItToo() {
        try (MockRegistrationServer authlete = MockRegistrationServer.builder()
                .dialect(Dialect.AUTHLETE)
                .adminApi()
                .start()) {
            AuthleteWire.register(authlete, MINIMAL);
            URI admin = authlete.baseUri().resolve("/__admin/clients");
            JsonObject client = only(json(Wire.send(HttpRequest.newBuilder(admin))), "clients");

            assertThat(client.get("service_id").getAsString()).isEqualTo(AuthleteWire.SERVICE);
            assertThat(client.get("client_secret").getAsString()).isEqualTo("***");
            assertThat(error(Wire.send(Wire.json("POST", admin, MINIMAL))))
                    .isEqualTo("a client of this dialect belongs to a service: use authleteService(...).register(...)");
            assertThat(authlete.facts().get("registration_endpoint").isJsonNull())
                    .isTrue();
            assertThat(authlete.facts().get("initial_access_token").isJsonNull())
                    .isTrue();
            assertThat(authlete.facts().get("dialect").getAsString()).isEqualTo("authlete");
        }
    }

    private HttpResponse<String> get(String path) {
        return Wire.send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> post(String path, String body) {
        return Wire.send(Wire.json("POST", uri(path), body));
    }

    private HttpResponse<String> delete(String path) {
        return Wire.send(HttpRequest.newBuilder(uri(path)).method("DELETE", BodyPublishers.noBody()));
    }

    private URI uri(String path) {
        return URI.create(server.issuer() + "/__admin" + path);
    }

    private static JsonObject only(JsonObject body, String name) {
        JsonArray items = body.getAsJsonArray(name);
        assertThat(items).hasSize(1);
        return items.get(0).getAsJsonObject();
    }

    private static List<String> texts(JsonObject body, String name) {
        return body.getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
