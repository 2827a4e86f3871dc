package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clientregistration.testing.LedgerEntry.Event;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that are held until somebody lets them go. */
@Timeout(60)
class StallTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.start();

    @Test
    void stall_appliesNothingUntilItIsReleased() {
        server.fault(Fault.stall());
        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL));
            server.faults().awaitStalled(1, LIMIT);
            assertThat(server.ledger()).isEmpty();
            assertThat(server.exchanges()).isEmpty();
            assertThat(server.faults().stalled()).isEqualTo(1);

            server.faults().release();
            assertThat(server.ledger()).extracting(LedgerEntry::event).containsExactly(Event.REGISTERED);
            assertThat(server.faults().stalled()).isZero();
            assertThat(wire.received()).startsWith("HTTP/1.1 201");
        }
        assertThat(server.exchanges().get(0)).hasToString("POST /register -> 201 (stall)");
    }

    @Test
    void stall_clientThatHasGone_isRegisteredAllTheSame() {
        server.fault(Fault.stall());
        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL));
            server.faults().awaitStalled(1, LIMIT);
        }
        server.faults().release();

        assertThat(server.clients()).hasSize(1);
        assertThat(server.ledger()).hasSize(1);
    }

    @Test
    void stallAfterApplying_holdsTheAnswerOnly() {
        server.fault(Fault.stallAfterApplying());
        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL));
            server.faults().awaitStalled(1, LIMIT);
            assertThat(server.ledger()).extracting(LedgerEntry::event).containsExactly(Event.REGISTERED);
            assertThat(server.exchanges()).hasSize(1);

            server.faults().release();
            assertThat(wire.received()).startsWith("HTTP/1.1 201");
        }
        assertThat(server.exchanges()).hasSize(1);
    }

    @Test
    void stall_severalRequests_areReleasedTogetherAndOthersPass() {
        server.fault(Fault.stall().on(Operation.REGISTER).times(2));
        RegisteredClient client = server.register(json(MINIMAL));
        try (RawWire one = RawWire.to(server);
                RawWire two = RawWire.to(server)) {
            one.send(RawWire.registration(MINIMAL));
            two.send(RawWire.registration(MINIMAL));
            server.faults().awaitStalled(2, LIMIT);
            assertThat(Wire.read(client).statusCode()).isEqualTo(200);

            server.faults().release();
            assertThat(server.ledger()).hasSize(2);
            assertThat(one.received()).startsWith("HTTP/1.1 201");
            assertThat(two.received()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void stall_serverIsClosed_dropsAndAppliesNothing() {
        server.fault(Fault.stall());
        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL));
            server.faults().awaitStalled(1, LIMIT);
            server.close();

            assertThat(wire.received()).isEmpty();
        }
        assertThat(server.ledger()).isEmpty();
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void stall_serverIsReset_dropsAndLeavesNoTrace() {
        server.fault(Fault.stall());
        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL));
            server.faults().awaitStalled(1, LIMIT);
            server.reset();

            assertThat(wire.received()).isEmpty();
        }
        assertThat(server.ledger()).isEmpty();
        assertThat(server.exchanges()).isEmpty();
        assertThat(server.faults().stalled()).isZero();
        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(201);
    }

    @Test
    void stallAfterApplying_serverIsClosed_drops() {
        server.fault(Fault.stallAfterApplying());
        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL));
            server.faults().awaitStalled(1, LIMIT);
            server.close();

            assertThat(wire.received()).isEmpty();
        }
        assertThat(server.ledger()).hasSize(1);
    }

    @Test
    void clear_leavesHeldRequestsHeld() {
        server.fault(Fault.stall().always());
        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL));
            server.faults().awaitStalled(1, LIMIT);
            server.faults().clear();

            assertThat(server.faults().stalled()).isEqualTo(1);
            assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(201);
            server.faults().release();
            assertThat(wire.received()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void release_nothingHeld_returns() {
        server.faults().release();

        assertThat(server.faults().stalled()).isZero();
    }

    @Test
    void awaitStalled_tooFew_saysHowMany() {
        assertThatThrownBy(() -> server.faults().awaitStalled(1, Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("after PT0S, 0 requests are held instead of 1");
    }

    @Test
    void awaitStalled_interrupted_saysSoAndKeepsTheInterrupt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> server.faults().awaitStalled(1, LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("interrupted while waiting for requests that are held");
        assertThat(Thread.interrupted()).isTrue();
    }
}
