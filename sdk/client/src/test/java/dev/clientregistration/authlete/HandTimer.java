package dev.clientregistration.authlete;

import dev.clientregistration.internal.engine.CallOptions;
import dev.clientregistration.internal.engine.EngineEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time in the hands of the test. The engine schedules two kinds of tasks, deadlines and waits: what is as far away as
 * the call's time limit is a deadline, and passes only when the test says so. A wait passes at once, and the time with
 * it.
 */
final class HandTimer implements EngineEnvironment.Timer {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Duration limit;
    private final Runnable duringWait;
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> waits = new ArrayList<>();
    private final List<Runnable> deadlines = new ArrayList<>();

    /** A timer for calls with this time limit, which has something happen during each wait. */
    HandTimer(Duration limit, Runnable duringWait) {
        this.limit = limit;
        this.duringWait = duringWait;
    }

    /** A timer for calls with this time limit. */
    HandTimer(Duration limit) {
        this(limit, () -> {});
    }

    /** Puts the time of a facade in the hands of this timer; every draw of chance is a half. */
    AuthleteClientRegistration.Builder in(AuthleteClientRegistration.Builder builder) {
        CallOptions.of(builder).environment =
                new EngineEnvironment(Clock.fixed(NOW, ZoneOffset.UTC), nanos::get, () -> 0.5, this);
        return builder;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        synchronized (this) {
            if (delay.equals(limit)) {
                deadlines.add(task);
                return () -> {};
            }
            waits.add(delay);
        }
        nanos.addAndGet(delay.toNanos());
        duringWait.run();
        task.run();
        return () -> {};
    }

    /** How long the engine wanted to wait, in order. */
    synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    /** Lets the deadline of every call pass. */
    void passDeadlines() {
        List<Runnable> due;
        synchronized (this) {
            due = List.copyOf(deadlines);
        }
        due.forEach(Runnable::run);
    }
}
