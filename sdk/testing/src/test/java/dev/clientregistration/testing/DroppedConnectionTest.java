package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clientregistration.testing.LedgerEntry.Event;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that end where an answer should come; each over http ({@code false}) and https. */
@Timeout(60)
class DroppedConnectionTest {
    private MockRegistrationServer server = MockRegistrationServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closeAtAccept_closesBeforeAnythingIsSaid(boolean tls) {
        restart(tls);
        server.fault(Fault.closeAtAccept().times(2));

        for (int i = 0; i < 2; i++) {
            try (RawWire wire = RawWire.to(server, null)) {
                assertThat(wire.isClosedByServer()).isTrue();
            }
        }
        assertThat(server.exchanges()).isEmpty();
        assertThat(server.ledger()).isEmpty();
        assertThat(server.faults().struck()).hasSize(2).allSatisfy(fault -> assertThat(fault.name())
                .isEqualTo("close-at-accept"));
        assertThat(RawWire.exchange(server, RawWire.registration(MINIMAL))).startsWith("HTTP/1.1 201");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closeAtAccept_connectionThatExists_isNotStruck(boolean tls) {
        restart(tls);
        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL));
            assertThat(wire.received()).startsWith("HTTP/1.1 201");
            server.fault(Fault.closeAtAccept());
            wire.send(RawWire.registration(MINIMAL));

            assertThat(wire.received()).startsWith("HTTP/1.1 201");
            assertThat(server.faults().active()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropBeforeReading_needsTheFirstLineOnly(boolean tls) {
        restart(tls);
        server.fault(Fault.dropBeforeReading().on(Operation.REGISTER));

        try (RawWire wire = RawWire.to(server)) {
            wire.send("POST /register HTTP/1.1\r\n");

            assertThat(wire.isClosedByServer()).isTrue();
        }
        assertThat(server.exchanges()).isEmpty();
        assertThat(server.ledger()).isEmpty();
        assertThat(server.faults().struck())
                .containsExactly(Fault.dropBeforeReading().on(Operation.REGISTER));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropBeforeReading_secondRequestOfAConnection_isStruckToo(boolean tls) {
        restart(tls);
        RegisteredClient client = server.register(json(MINIMAL));
        server.fault(Fault.dropBeforeReading().on(Operation.DELETE));

        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL));
            assertThat(wire.received()).startsWith("HTTP/1.1 201");
            wire.send(RawWire.read(client));
            assertThat(wire.received()).startsWith("HTTP/1.1 200");
            wire.send(RawWire.delete(client));
            assertThat(wire.received()).isEmpty();
        }
        assertThat(server.client(client.clientId())).isPresent();
        assertThat(server.exchanges()).hasSize(2);
        assertThat(events()).containsExactly(Event.REGISTERED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropAfterReading_appliesNothing(boolean tls) {
        restart(tls);
        server.fault(Fault.dropAfterReading());

        assertThat(RawWire.exchange(server, RawWire.registration(MINIMAL))).isEmpty();
        assertThat(server.clients()).isEmpty();
        assertThat(server.ledger()).isEmpty();
        RecordedExchange exchange = server.exchanges().get(0);
        assertThat(exchange.requestBody()).isEqualTo(MINIMAL);
        assertThat(exchange.status()).isZero();
        assertThat(exchange.responseHeaders()).isEmpty();
        assertThat(exchange.responseBody()).isEmpty();
        assertThat(exchange.fault()).contains(Fault.dropAfterReading());
        assertThat(exchange).hasToString("POST /register -> no answer (drop-after-reading)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropAfterReading_waitsForTheWholeRequest(boolean tls) {
        restart(tls);
        server.fault(Fault.dropAfterReading());
        String request = RawWire.registration(MINIMAL);

        try (RawWire wire = RawWire.to(server)) {
            wire.send(request.substring(0, request.length() - 1));
            assertThat(server.exchanges()).isEmpty();
            wire.send(request.substring(request.length() - 1));
            assertThat(wire.received()).isEmpty();
        }
        assertThat(server.exchanges()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropAfterApplying_theClientExists(boolean tls) {
        restart(tls);
        server.fault(Fault.dropAfterApplying());

        assertThat(RawWire.exchange(server, RawWire.registration(MINIMAL))).isEmpty();
        assertThat(server.clients()).hasSize(1);
        LedgerEntry entry = server.ledger().get(0);
        assertThat(server.ledger()).hasSize(1);
        assertThat(entry.event()).isEqualTo(Event.REGISTERED);
        assertThat(entry.clientId()).isEqualTo(server.clients().get(0).clientId());
        assertThat(entry.exchange()).isSameAs(server.exchanges().get(0));
        assertThat(entry.exchange().status()).isEqualTo(201);
        assertThat(entry)
                .hasToString("REGISTERED " + entry.clientId() + " by POST /register -> 201 (drop-after-applying)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropAfterApplying_updateAndDelete_areDone(boolean tls) {
        restart(tls);
        RegisteredClient client = server.register(json(MINIMAL));
        server.fault(Fault.dropAfterApplying().times(2));

        assertThat(RawWire.exchange(
                        server, RawWire.update(client, MINIMAL.replaceFirst("\\{", """
                {"client_id": "%s", "client_name": "Round Pretzel",""".formatted(client.clientId())))))
                .isEmpty();
        assertThat(server.client(client.clientId())
                        .orElseThrow()
                        .metadata()
                        .get("client_name")
                        .getAsString())
                .isEqualTo("Round Pretzel");
        assertThat(RawWire.exchange(server, RawWire.delete(client))).isEmpty();
        assertThat(server.clients()).isEmpty();
        assertThat(events()).containsExactly(Event.UPDATED, Event.DELETED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropAfterApplying_refusedRequest_appliesNothing(boolean tls) {
        restart(tls);
        server.fault(Fault.dropAfterApplying());

        assertThat(RawWire.exchange(server, RawWire.registration("{}"))).isEmpty();
        assertThat(server.ledger()).isEmpty();
        assertThat(server.exchanges().get(0).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rotateThenDrop_leavesTheClientWithADeadToken(boolean tls) {
        restart(tls);
        RegisteredClient client = server.register(json(MINIMAL));
        server.fault(Fault.rotateThenDrop());

        assertThat(RawWire.exchange(server, RawWire.read(client))).isEmpty();
        assertThat(RawWire.exchange(server, RawWire.read(client))).startsWith("HTTP/1.1 401");
        RegisteredClient now = server.client(client.clientId()).orElseThrow();
        assertThat(now.registrationAccessToken()).isNotEqualTo(client.registrationAccessToken());
        assertThat(RawWire.exchange(server, RawWire.read(now))).startsWith("HTTP/1.1 200");
        assertThat(events()).containsExactly(Event.TOKEN_ROTATED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rotateThenDrop_serverThatRotatesAnyway_rotatesOnce(boolean tls) {
        server.close();
        MockRegistrationServer.Builder builder =
                MockRegistrationServer.builder().rotateRegistrationAccessTokenOnRead(true);
        server = tls ? builder.tls().start() : builder.start();
        RegisteredClient client = server.register(json(MINIMAL));
        server.fault(Fault.rotateThenDrop());

        assertThat(RawWire.exchange(server, RawWire.read(client))).isEmpty();
        assertThat(events()).containsExactly(Event.TOKEN_ROTATED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rotateThenDrop_refusedRead_doesNotRotate(boolean tls) {
        restart(tls);
        RegisteredClient client = server.register(json(MINIMAL));
        server.fault(Fault.rotateThenDrop());
        String wrong = RawWire.read(client).replace(client.registrationAccessToken(), "wrong");

        assertThat(RawWire.exchange(server, wrong)).isEmpty();
        assertThat(server.ledger()).isEmpty();
        assertThat(RawWire.exchange(server, RawWire.read(client))).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropAfterApplying_httpClient_failsAndSendsARegistrationOnce(boolean tls) {
        restart(tls);
        server.fault(Fault.dropAfterApplying());

        assertThatThrownBy(() -> Wire.register(server, MINIMAL)).isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(events()).containsExactly(Event.REGISTERED);
    }

    private void restart(boolean tls) {
        if (tls) {
            server.close();
            server = MockRegistrationServer.builder().tls().start();
        }
    }

    private List<Event> events() {
        return server.ledger().stream().map(LedgerEntry::event).toList();
    }
}
