package dev.clientregistration.internal.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time and chance, which tests put in their own hands.
 *
 * @param clock the time of day, for dates that servers send
 * @param nanoTime a running time, for limits and durations
 * @param random numbers from 0 to below 1, for the jitter of waits
 * @param timer what runs tasks later, or null for the engine's own
 */
public record EngineEnvironment(
        Clock clock,
        LongSupplier nanoTime,
        DoubleSupplier random,
        @Nullable Timer timer) {
    /** The system's. */
    public static final EngineEnvironment SYSTEM = new EngineEnvironment(
            Clock.systemUTC(),
            System::nanoTime,
            () -> ThreadLocalRandom.current().nextDouble(),
            null);

    /** Runs tasks later. */
    public interface Timer {
        /** Runs the task once after the delay, on a thread that must not be held up; the result cancels it. */
        Runnable schedule(Duration delay, Runnable task);
    }
}
