package dev.clientregistration.testing;

import static dev.clientregistration.testing.Operation.DELETE;
import static dev.clientregistration.testing.Operation.GET;
import static dev.clientregistration.testing.Operation.REGISTER;
import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which requests a fault strikes. */
class FaultScheduleTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.start();

    private final RegisteredClient client = server.register(json(MINIMAL));

    @Test
    void fault_byItself_strikesTheNextRequestWhateverItAsksFor() {
        server.fault(Fault.status(503));
        server.fault(Fault.status(502));

        assertThat(Wire.send(HttpRequest.newBuilder(server.issuer().resolve("/nowhere")))
                        .statusCode())
                .isEqualTo(503);
        assertThat(Wire.read(client).statusCode()).isEqualTo(502);
        assertThat(reads(1)).containsExactly(200);
    }

    @Test
    void on_operation_leavesTheOthersAlone() {
        server.fault(Fault.status(503).on(DELETE, REGISTER));

        assertThat(reads(1)).containsExactly(200);
        assertThat(Wire.delete(client).statusCode()).isEqualTo(503);
        assertThat(Wire.delete(client).statusCode()).isEqualTo(204);
    }

    @Test
    void on_everyOperation_isKnownForWhatItIs() {
        for (Operation operation : Operation.values()) {
            server.fault(Fault.status(599).on(operation));
        }

        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(599);
        assertThat(reads(1)).containsExactly(599);
        assertThat(Wire.update(client, MINIMAL).statusCode()).isEqualTo(599);
        assertThat(Wire.delete(client).statusCode()).isEqualTo(599);
        assertThat(Wire.send(HttpRequest.newBuilder(server.issuer().resolve("/.well-known/oauth-authorization-server")))
                        .statusCode())
                .isEqualTo(599);
        assertThat(Wire.send(Wire.form(server.tokenEndpoint())).statusCode()).isEqualTo(599);
        assertThat(server.exchanges())
                .extracting(exchange -> exchange.operation().orElseThrow())
                .containsExactlyInAnyOrder(Operation.values());
        assertThat(server.faults().active()).isEmpty();
    }

    @Test
    void times_strikesSoOften() {
        server.fault(Fault.status(503).on(GET).times(2));

        assertThat(reads(4)).containsExactly(503, 503, 200, 200);
    }

    @Test
    void nth_passesTheOnesBefore() {
        server.fault(Fault.status(503).on(GET).nth(3));

        assertThat(reads(4)).containsExactly(200, 200, 503, 200);
    }

    @Test
    void nth_withTimes_strikesFromThereOn() {
        server.fault(Fault.status(503).nth(2).times(2));

        assertThat(reads(4)).containsExactly(200, 503, 503, 200);
    }

    @Test
    void always_strikesUntilItIsCleared() {
        server.fault(Fault.status(503).always());

        assertThat(reads(5)).containsOnly(503);
        server.faults().clear();
        assertThat(reads(1)).containsExactly(200);
    }

    @Test
    void severalFaults_strikeInTheirOrder_andCountOnlyWhatIsLeftToThem() {
        server.fault(Fault.status(501).times(2));
        server.fault(Fault.status(502).nth(2));

        assertThat(reads(5)).containsExactly(501, 501, 200, 502, 200);
    }

    @Test
    void withProbability_isTheSameInEveryRunAndNeitherNeverNorAlways() {
        server.fault(Fault.status(503).withProbability(0.3, 42));
        List<Integer> first = reads(60);
        server.faults().clear();
        server.fault(Fault.status(503).withProbability(0.3, 42));
        List<Integer> second = reads(60);
        server.faults().clear();
        server.fault(Fault.status(503).withProbability(0.3, 43));
        List<Integer> otherSeed = reads(60);

        assertThat(first).isEqualTo(second).isNotEqualTo(otherSeed).contains(200);
        assertThat(first).filteredOn(status -> status == 503).hasSizeBetween(6, 36);
    }

    @Test
    void withProbability_certainAndLimited_strikesSoOften() {
        server.fault(Fault.status(503).times(2).withProbability(1, 1));

        assertThat(reads(3)).containsExactly(503, 503, 200);
    }

    @Test
    void answerNext_goesBeforeFaultsAndCountsForNone() {
        server.fault(Fault.status(503));
        server.answerNext(MockAnswer.of(418));

        assertThat(reads(3)).containsExactly(418, 503, 200);
    }

    @Test
    void active_andStruck_tellWhereAFaultIs() {
        Fault once = Fault.status(503).on(GET);
        Fault twice = Fault.status(502).on(GET).times(2);
        server.fault(once);
        server.fault(twice);
        assertThat(server.faults().active()).containsExactly(once, twice);

        reads(2);
        assertThat(server.faults().active()).containsExactly(twice);
        assertThat(server.faults().struck()).containsExactly(once, twice);
        assertThat(server.faults()).hasToString("Faults[status-502@get*2]");

        reads(1);
        assertThat(server.faults().active()).isEmpty();
        assertThat(server.faults().struck()).containsExactly(once, twice, twice);
    }

    @Test
    void reset_forgetsFaults() {
        server.fault(Fault.status(503).always());
        Wire.read(client);
        server.reset();

        assertThat(server.faults().active()).isEmpty();
        assertThat(server.faults().struck()).isEmpty();
        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(201);
    }

    @Test
    void authlete_operationsAreKnown() {
        try (MockRegistrationServer authlete = AuthleteWire.start()) {
            authlete.fault(Fault.status(500).on(GET));
            RegisteredClient registered =
                    authlete.authleteService(AuthleteWire.SERVICE).register(json(MINIMAL));

            assertThat(AuthleteWire.register(authlete, MINIMAL).statusCode()).isEqualTo(200);
            assertThat(AuthleteWire.get(authlete, registered).statusCode()).isEqualTo(500);
            assertThat(AuthleteWire.get(authlete, registered).statusCode()).isEqualTo(200);
        }
    }

    private List<Integer> reads(int count) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            statuses.add(Wire.read(client).statusCode());
        }
        return statuses;
    }
}
