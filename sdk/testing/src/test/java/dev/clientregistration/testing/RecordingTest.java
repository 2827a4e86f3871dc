package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server remembers of the wire, and the answers that a test puts in its mouth. */
class RecordingTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.start();

    @Test
    void exchanges_areInTheOrderOfTheRequests() {
        Wire.register(server, MINIMAL);
        RegisteredClient client = server.clients().get(0);
        Wire.read(client);
        Wire.update(client, "{}");
        Wire.delete(client);
        Wire.send(HttpRequest.newBuilder(server.issuer().resolve("/nowhere?a=%20b")));

        String path = "/register/" + client.clientId();
        assertThat(server.exchanges())
                .extracting(RecordedExchange::method, RecordedExchange::path, RecordedExchange::status)
                .containsExactly(
                        tuple("POST", "/register", 201),
                        tuple("GET", path, 200),
                        tuple("PUT", path, 400),
                        tuple("DELETE", path, 204),
                        tuple("GET", "/nowhere?a=%20b", 404));
    }

    @Test
    void exchange_hasHeadersAndBodiesOfBothSides() {
        HttpResponse<String> response = Wire.send(Wire.json("POST", server.registrationEndpoint(), MINIMAL)
                .header("X-Word", "one")
                .header("X-Word", "two"));

        RecordedExchange exchange = server.exchanges().get(0).reveal();
        assertThat(exchange.requestHeaders().get("x-WORD")).containsExactly("one", "two");
        assertThat(exchange.requestHeader("content-type")).contains("application/json");
        assertThat(exchange.requestHeader("X-Absent")).isEmpty();
        assertThat(exchange.requestBody()).isEqualTo(MINIMAL);
        assertThat(exchange.responseHeaders().get("cache-control")).containsExactly("no-store");
        assertThat(exchange.responseHeader("CONTENT-TYPE")).contains("application/json");
        assertThat(exchange.responseHeader("X-Absent")).isEmpty();
        assertThat(exchange.responseBody()).isEqualTo(response.body());
    }

    @Test
    void exchange_bodyThatIsNotUtf8_isKeptByteForByte() {
        byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        Wire.send(HttpRequest.newBuilder(server.registrationEndpoint()).POST(BodyPublishers.ofByteArray(latin)));

        RecordedExchange exchange = server.exchanges().get(0);
        assertThat(exchange.requestBodyBytes()).isEqualTo(latin);
        assertThat(exchange.requestBody()).isEqualTo("caf\ufffd");
    }

    @Test
    void exchange_bytesChangedByTheCaller_areStillAsTheyWere() {
        Wire.register(server, MINIMAL);
        RecordedExchange exchange = server.exchanges().get(0);
        exchange.requestBodyBytes()[0] = 'x';

        assertThat(exchange.requestBody()).isEqualTo(MINIMAL);
    }

    @Test
    void exchange_withoutBody_hasAnEmptyOne() {
        Wire.send(HttpRequest.newBuilder(server.issuer()));

        assertThat(server.exchanges().get(0).requestBodyBytes()).isEmpty();
        assertThat(server.exchanges().get(0).requestBody()).isEmpty();
    }

    @Test
    void answerNext_isGivenOnceAndAppliesNothing() {
        server.answerNext(
                MockAnswer.json(503, "{\"error\": \"temporarily_unavailable\"}").withHeader("Retry-After", "1"));

        HttpResponse<String> first = Wire.register(server, MINIMAL);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.body()).isEqualTo("{\"error\": \"temporarily_unavailable\"}");
        assertThat(header(first, "Content-Type")).isEqualTo("application/json");
        assertThat(header(first, "Retry-After")).isEqualTo("1");
        assertThat(server.clients()).isEmpty();

        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(201);
        assertThat(server.exchanges()).extracting(RecordedExchange::status).containsExactly(503, 201);
        assertThat(server.exchanges().get(0).requestBody()).isEqualTo(MINIMAL);
        assertThat(server.exchanges().get(0).responseBody()).isEqualTo(first.body());
    }

    @Test
    void answerNext_severalTimes_isGivenInOrder() {
        server.answerNext(MockAnswer.of(500));
        server.answerNext(MockAnswer.of(302).withHeader("Location", "/elsewhere"));
        server.answerNext(MockAnswer.of(204));
        RegisteredClient client = server.register(json(MINIMAL));

        assertThat(Wire.read(client).statusCode()).isEqualTo(500);
        assertThat(Wire.delete(client).statusCode()).isEqualTo(302);
        assertThat(Wire.delete(client).statusCode()).isEqualTo(204);
        assertThat(Wire.read(client).statusCode()).isEqualTo(200);
    }

    @Test
    void answerNext_forPathThatDoesNotExist_isGivenToo() {
        server.answerNext(MockAnswer.of(200, "text/html", "<p>caf\u00e9"));

        HttpResponse<String> response =
                Wire.send(HttpRequest.newBuilder(server.issuer().resolve("/nowhere")));

        assertThat(response.body()).isEqualTo("<p>caf\u00e9");
        assertThat(header(response, "Content-Type")).isEqualTo("text/html");
    }

    @Test
    void answerNext_rotatingServer_doesNotRotate() {
        try (MockRegistrationServer rotating = MockRegistrationServer.builder()
                .rotateRegistrationAccessTokenOnRead(true)
                .start()) {
            RegisteredClient client = rotating.register(json(MINIMAL));
            rotating.answerNext(MockAnswer.of(500));
            Wire.read(client);

            assertThat(Wire.read(client).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void readWithABody_isAnsweredAndRecordedAsItCame(String method) {
        RegisteredClient client = server.register(json(MINIMAL));
        List<BodyPublisher> bodies = List.of(
                BodyPublishers.ofString("{}"), // with its length, and in chunks
                BodyPublishers.fromPublisher(BodyPublishers.ofString("{}")));

        for (BodyPublisher body : bodies) {
            HttpResponse<String> response = Wire.send(Wire.bearer(
                    HttpRequest.newBuilder(client.registrationClientUri()).method(method, body),
                    client.registrationAccessToken()));
            assertThat(response.statusCode()).isEqualTo(method.equals("GET") ? 200 : 405);
        }

        assertThat(server.exchanges()).hasSize(2).allSatisfy(exchange -> {
            assertThat(exchange.method()).isEqualTo(method);
            assertThat(exchange.requestBody()).isEqualTo("{}");
        });
    }

    @Test
    void whoAsksBeforeSendingABody_isToldToGoOn() {
        HttpRequest.Builder request = Wire.json("POST", server.registrationEndpoint(), MINIMAL);

        assertThat(Wire.send(request.expectContinue(true)).statusCode()).isEqualTo(201);
        assertThat(Wire.send(request).statusCode()).isEqualTo(201);
        assertThat(server.exchanges())
                .allMatch(exchange -> exchange.requestBody().equals(MINIMAL));
    }

    @Test
    void answerNext_toHead_isSentWithoutItsBody() {
        server.answerNext(MockAnswer.of(200, "text/plain", "body"));
        HttpResponse<String> response =
                Wire.send(HttpRequest.newBuilder(server.issuer()).method("HEAD", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(201);
    }

    @Test
    void reset_forgetsClientsExchangesAndWaitingAnswers() {
        URI issuer = server.issuer();
        RegisteredClient client = server.register(json(MINIMAL));
        Wire.read(client);
        server.answerNext(MockAnswer.of(500));
        server.reset();

        assertThat(server.clients()).isEmpty();
        assertThat(server.exchanges()).isEmpty();
        assertThat(Wire.read(client).statusCode()).isEqualTo(401);
        assertThat(server.issuer()).isEqualTo(issuer);
    }

    @Test
    void exchanges_askedForEarlier_doNotGrow() {
        var before = server.exchanges();
        Wire.register(server, MINIMAL);

        assertThat(before).isEmpty();
    }
}
