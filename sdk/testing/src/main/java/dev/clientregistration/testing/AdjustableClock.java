package dev.clientregistration.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's time, moved by what a test says. Who waits for a moment of this clock is woken when it is moved. */
final class AdjustableClock extends Clock {
    private final Clock system = Clock.systemUTC();
    private Duration ahead = Duration.ZERO;
    private boolean stopped;

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        AdjustableClock moved = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return moved.withZone(other);
            }

            @Override
            public Instant instant() {
                return moved.instant();
            }
        };
    }

    @Override
    public synchronized Instant instant() {
        return system.instant().plus(ahead);
    }

    synchronized void advance(Duration by) {
        ahead = ahead.plus(by);
        notifyAll();
    }

    /** From now on it is this moment, and time goes on from there. */
    synchronized void set(Instant now) {
        ahead = Duration.between(system.instant(), now);
        notifyAll();
    }

    synchronized void reset() {
        ahead = Duration.ZERO;
        notifyAll();
    }

    /**
     * Waits for a moment.
     *
     * @return whether it came; false if nobody may wait any more
     */
    synchronized boolean await(Instant moment) throws InterruptedException {
        while (!stopped) {
            long millis = Duration.between(instant(), moment).toMillis();
            if (millis <= 0) {
                return true;
            }
            wait(millis);
        }
        return false;
    }

    /** Whoever waits, or ever will, waits no longer. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}
