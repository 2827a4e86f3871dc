package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import dev.clientregistration.testing.LedgerEntry.Event;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come, but not as they should. */
@Timeout(60)
class SpoiltAnswerTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.start();

    @AutoClose
    private final MockRegistrationServer secure =
            MockRegistrationServer.builder().tls().start();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void halfBody_endsInTheMiddle(boolean tls) {
        MockRegistrationServer used = tls ? secure : server;
        used.fault(Fault.halfBody());
        String received = RawWire.exchange(used, RawWire.registration(MINIMAL));

        String whole = used.exchanges().get(0).reveal().responseBody();
        assertThat(received).startsWith("HTTP/1.1 201").contains("Content-Length: " + whole.length() + "\r\n");
        assertThat(body(received)).isEqualTo(whole.substring(0, whole.length() / 2));
        assertThat(events(used)).containsExactly(Event.REGISTERED);
    }

    @Test
    void halfBody_answerWithoutBody_isDropped() {
        RegisteredClient client = server.register(json(MINIMAL));
        server.fault(Fault.halfBody());

        assertThat(RawWire.exchange(server, RawWire.delete(client))).isEmpty();
        assertThat(events(server)).containsExactly(Event.DELETED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void slowBody_comesWithTheClock(boolean tls) {
        MockRegistrationServer used = tls ? secure : server;
        used.fault(Fault.slowBody(Duration.ofHours(1)));
        try (RawWire wire = RawWire.to(used)) {
            wire.send(RawWire.registration(MINIMAL));
            assertThat(wire.receivedHead()).startsWith("HTTP/1.1 201");
            String whole = used.exchanges().get(0).reveal().responseBody();

            used.advance(Duration.ofHours(4));
            int part = whole.length() * 4 / 10;
            String first = wire.received(part);
            used.advance(Duration.ofHours(6));
            String rest = wire.received(whole.length() - part);

            assertThat(first + rest).isEqualTo(whole);
        }
        assertThat(events(used)).containsExactly(Event.REGISTERED);
    }

    @Test
    void slowBody_serverIsClosed_breaksOff() {
        server.fault(Fault.slowBody(Duration.ofHours(1)));
        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL));
            wire.receivedHead();
            server.close();

            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void slowBody_shortPause_needsNobodyToMoveTheClock() {
        server.fault(Fault.slowBody(Duration.ofMillis(1)));

        assertThat(Wire.register(server, MINIMAL).body())
                .isEqualTo(server.exchanges().get(0).reveal().responseBody());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endlessBody_goesOnAsLongAsItIsRead(boolean tls) {
        MockRegistrationServer used = tls ? secure : server;
        used.fault(Fault.endlessBody());
        try (RawWire wire = RawWire.to(used)) {
            wire.send(RawWire.registration(MINIMAL));
            assertThat(wire.receivedHead())
                    .startsWith("HTTP/1.1 201")
                    .contains("Transfer-Encoding: chunked")
                    .doesNotContain("Content-Length");

            int enough = 8 << 20;
            assertThat(wire.received(enough)).hasSize(enough).startsWith("1\r\n{\r\n1000\r\n ");
        }
        assertThat(events(used)).containsExactly(Event.REGISTERED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endlessBody_thatNobodyReads_doesNotKeepTheServerFromClosing(boolean tls) {
        MockRegistrationServer used = tls ? secure : server;
        used.fault(Fault.endlessBody());
        try (RawWire wire = RawWire.to(used)) {
            wire.send(RawWire.registration(MINIMAL));
            wire.receivedHead();
            used.close();

            assertThat(used.ledger()).hasSize(1);
        }
    }

    @Test
    void endlessBody_statusWithoutBody_isDropped() {
        RegisteredClient client = server.register(json(MINIMAL));
        server.fault(Fault.endlessBody());

        assertThat(RawWire.exchange(server, RawWire.delete(client))).isEmpty();
        assertThat(server.clients()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-body", "slow-body=PT1H", "endless-body"})
    void spoiltBody_toHead_isNotSent(String fault) {
        server.fault(Fault.parse(fault));
        HttpResponse<String> response =
                Wire.send(HttpRequest.newBuilder(server.issuer()).method("HEAD", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void emptyBody_is201WithNothingInIt() {
        server.fault(Fault.emptyBody());
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(header(response, "Content-Length")).isEqualTo("0");
        assertThat(response.body()).isEmpty();
        assertThat(events(server)).containsExactly(Event.REGISTERED);
    }

    @Test
    void truncatedJson_isHalfADocumentInWholeHttp() {
        server.fault(Fault.truncatedJson());
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body())
                .startsWith("{\"client_id\":\"" + onlyClient().clientId() + "\"");
        assertThatThrownBy(() -> json(response)).isInstanceOf(JsonParseException.class);
        assertThat(header(response, "Content-Length"))
                .isEqualTo(String.valueOf(response.body().length()));
        assertThat(events(server)).containsExactly(Event.REGISTERED);
        assertThat(server.exchanges().get(0).reveal().responseBody()).isEqualTo(response.body());
    }

    @Test
    void garbageJson_isNone() {
        server.fault(Fault.garbageJson());
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThatThrownBy(() -> json(response)).isInstanceOf(JsonParseException.class);
        assertThat(events(server)).containsExactly(Event.REGISTERED);
    }

    @Test
    void wrongContentType_leavesTheBodyAlone() {
        server.fault(Fault.wrongContentType());
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain");
        assertThat(json(response).get("client_id").getAsString())
                .isEqualTo(onlyClient().clientId());
        assertThat(events(server)).containsExactly(Event.REGISTERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void status_comesWithoutBodyAndAppliesNothing(int status) {
        server.fault(Fault.status(status));
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "Retry-After")).isEqualTo("(absent)");
        assertThat(server.ledger()).isEmpty();
        assertThat(server.exchanges().get(0)).hasToString("POST /register -> %1$d (status-%1$d)".formatted(status));
    }

    @ParameterizedTest
    @CsvSource({"408, 0", "429, 2", "500, 3", "502, 4", "503, 120", "504, 5"})
    void status_withRetryAfter_tellsSeconds(int status, int seconds) {
        server.fault(Fault.status(status, Duration.ofSeconds(seconds)));
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Retry-After")).isEqualTo(String.valueOf(seconds));
        assertThat(server.ledger()).isEmpty();
    }

    @Test
    void statusAfterApplying_saysNoAndDidIt() {
        server.fault(Fault.statusAfterApplying(504));

        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(504);
        assertThat(events(server)).containsExactly(Event.REGISTERED);
        assertThat(server.exchanges().get(0).status()).isEqualTo(504);
    }

    @Test
    void htmlError_isAPage() {
        server.fault(Fault.htmlError(502));
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(header(response, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(response.body()).startsWith("<!DOCTYPE html>").contains("<h1>Error 502</h1>");
        assertThat(server.ledger()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_leadsToTheOtherNameOfThisServer(int status) {
        server.fault(Fault.redirect(status));
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(status);
        URI location = URI.create(header(response, "Location"));
        assertThat(location.getHost()).isEqualTo("localhost");
        assertThat(location.getPort()).isEqualTo(server.issuer().getPort());
        assertThat(location.getPath()).isEqualTo("/register");
        assertThat(server.ledger()).isEmpty();
    }

    @Test
    void redirect_clientThatFollows_isSeenWithWhatItCarries() {
        server.fault(Fault.redirect(307));
        URI there = URI.create(header(Wire.register(server, MINIMAL), "Location"));
        Wire.send(Wire.bearer(Wire.json("POST", there, MINIMAL), "initial-token"));

        RecordedExchange followed = server.exchanges().get(1).reveal();
        assertThat(followed.requestHeader("Host")).contains("localhost:" + there.getPort());
        assertThat(followed.requestHeader("Authorization")).contains("Bearer initial-token");
    }

    @Test
    void redirect_https_otherNameIsInTheCertificate() {
        secure.fault(Fault.redirect(307));
        URI there = URI.create(header(Wire.register(secure, MINIMAL), "Location"));

        assertThat(there.getScheme()).isEqualTo("https");
        assertThat(Wire.send(Wire.trusting(secure), Wire.json("POST", there, MINIMAL))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void redirect_toLocation_namesIt() {
        server.fault(Fault.redirect(302, URI.create("https://elsewhere.example/register")));

        assertThat(header(Wire.register(server, MINIMAL), "Location")).isEqualTo("https://elsewhere.example/register");
    }

    @Test
    void wholeConnection_goesOnAfterAnAnswerThatIsWholeHttp() {
        server.fault(Fault.emptyBody());
        server.fault(Fault.garbageJson());
        server.fault(Fault.status(503));
        try (RawWire wire = RawWire.to(server)) {
            for (String status : List.of("201", "201", "503", "201")) {
                wire.send(RawWire.registration(MINIMAL));
                assertThat(wire.received()).startsWith("HTTP/1.1 " + status);
            }
        }
    }

    private RegisteredClient onlyClient() {
        assertThat(server.clients()).hasSize(1);
        return server.clients().get(0);
    }

    private static String body(String received) {
        return received.substring(received.indexOf("\r\n\r\n") + 4);
    }

    private static List<Event> events(MockRegistrationServer of) {
        return of.ledger().stream().map(LedgerEntry::event).toList();
    }
}
