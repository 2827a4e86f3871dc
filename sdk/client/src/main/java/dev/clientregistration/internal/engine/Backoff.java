package dev.clientregistration.internal.engine;

import dev.clientregistration.RetryPolicy;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the attempts of one call and says how long to wait for the next, by Resilience4j's retry. The engine only asks:
 * it does the waiting itself, since Resilience4j's own loops cannot be cancelled. Not safe for use by many threads.
 */
final class Backoff {
    private static final long STOP = -1;

    private final Retry.AsyncContext<Object> context;

    /**
     * A count for one call.
     *
     * @param remaining how long the call may still take
     */
    Backoff(RetryPolicy policy, DoubleSupplier random, Supplier<Duration> remaining) {
        RetryConfig config = RetryConfig.<Object>custom()
                .maxAttempts(policy.maxAttempts())
                .retryOnException(failure -> true)
                .intervalBiFunction((attempt, ended) -> {
                    Duration wait = ended.getLeft() instanceof AttemptEnded failure && failure.asked != null
                            ? failure.asked
                            : jitter(policy, attempt, random);
                    // A negative interval ends the loop: a wait that outlasts the call is not begun.
                    return wait.compareTo(remaining.get()) >= 0 ? STOP : wait.toMillis();
                })
                .build();
        this.context = Retry.of("call", config).asyncContext();
    }

    /**
     * The wait before the next attempt.
     *
     * @param asked how long the server asked to wait, or null
     * @return the wait; empty if there is no next attempt
     */
    Optional<Duration> next(@Nullable Duration asked) {
        long millis = context.onError(new AttemptEnded(asked));
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    /** Evenly between zero and the base delay doubled with every attempt ("full jitter"). */
    private static Duration jitter(RetryPolicy policy, int attempt, DoubleSupplier random) {
        double bound = policy.baseDelay().toMillis() * Math.pow(2, (double) attempt - 1);
        double capped = Math.min(bound, (double) policy.maxDelay().toMillis());
        return Duration.ofMillis((long) (random.getAsDouble() * capped));
    }

    /** How an attempt ended, for Resilience4j, which thinks in exceptions. */
    private static final class AttemptEnded extends Exception {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration asked;

        AttemptEnded(@Nullable Duration asked) {
            super("attempt ended", null, false, false);
            this.asked = asked;
        }
    }
}
