package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The server's clock, as a test moves it. Between two looks at it some real time passes, but never an hour. */
class ClockTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.start();

    @Test
    void clock_byDefault_isTheSystems() {
        assertThat(Duration.between(Instant.now(), server.clock().instant()).abs())
                .isLessThan(HOUR);
        assertThat(server.clock().getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void advance_movesItForwardsForEverythingThatIsDated() {
        server.advance(Duration.ofDays(10));
        server.advance(Duration.ofDays(10));

        assertThat(Duration.between(Instant.now(), server.clock().instant()))
                .isBetween(Duration.ofDays(20).minus(HOUR), Duration.ofDays(20).plus(HOUR));
        assertThat(Duration.between(
                        Instant.now(), server.register(json(MINIMAL)).issuedAt()))
                .isGreaterThan(Duration.ofDays(19));
    }

    @Test
    void setTime_isThatMomentAndGoesOn() {
        Instant moment = Instant.parse("2001-09-09T01:46:40Z");
        server.setTime(moment);

        assertThat(server.clock().instant()).isBetween(moment, moment.plus(HOUR));
    }

    @Test
    void reset_takesItBack() {
        server.advance(Duration.ofDays(10));
        server.reset();

        assertThat(Duration.between(Instant.now(), server.clock().instant()).abs())
                .isLessThan(HOUR);
    }

    @Test
    void clock_inAnotherZone_isMovedToo() {
        Clock elsewhere = server.clock().withZone(ZoneId.of("Asia/Tokyo"));
        server.setTime(Instant.EPOCH);

        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(elsewhere.instant()).isBetween(Instant.EPOCH, Instant.EPOCH.plus(HOUR));
        assertThat(elsewhere.withZone(ZoneOffset.UTC).getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void advance_backwards_isRefused() {
        assertThatThrownBy(() -> server.advance(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("duration must not be negative, but is PT-0.001S");
    }

    @Test
    void clockOfTheTest_isTheTestsToMove() {
        Clock fixed = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (MockRegistrationServer other =
                MockRegistrationServer.builder().clock(fixed).start()) {
            assertThat(other.clock()).isSameAs(fixed);
            assertThatThrownBy(() -> other.advance(HOUR))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the clock of this server is the one that the builder was given");
            assertThatThrownBy(() -> other.setTime(Instant.EPOCH)).isInstanceOf(IllegalStateException.class);
            other.reset();
            assertThat(other.clock().instant()).isEqualTo(Instant.EPOCH);
        }
    }
}
