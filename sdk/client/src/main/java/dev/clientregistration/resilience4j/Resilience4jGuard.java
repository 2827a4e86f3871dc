package dev.clientregistration.resilience4j;

import dev.clientregistration.CallGuard;
import dev.clientregistration.error.Operation;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Makes call guards of Resilience4j's circuit breaker and rate limiter. Their artifacts are optional: an application that
 * uses this class depends on {@code resilience4j-circuitbreaker} or {@code resilience4j-ratelimiter} itself.
 *
 * <p>The guards are as safe for use by many threads as what they wrap.
 */
public final class Resilience4jGuard {
    private Resilience4jGuard() {}

    /**
     * A guard that refuses while the breaker is open. The breaker counts attempts without a complete answer and 5xx as
     * failures; a 4xx is about the request and counts as a success.
     *
     * @param breaker the breaker; not null
     * @return the guard
     */
    public static CallGuard of(CircuitBreaker breaker) {
        Objects.requireNonNull(breaker, "breaker must not be null");
        return new CallGuard() {
            @Override
            public Admission admit(Operation operation) {
                return breaker.tryAcquirePermission()
                        ? Admission.now()
                        : Admission.refused("the circuit breaker " + breaker.getName() + " is "
                                + breaker.getState().toString().toLowerCase(java.util.Locale.ROOT));
            }

            @Override
            public void succeeded(Operation operation, Duration elapsed) {
                breaker.onSuccess(elapsed.toNanos(), TimeUnit.NANOSECONDS);
            }

            @Override
            public void failed(Operation operation, Duration elapsed, Throwable failure) {
                breaker.onError(elapsed.toNanos(), TimeUnit.NANOSECONDS, failure);
            }

            @Override
            public void released(Operation operation) {
                breaker.releasePermission();
            }
        };
    }

    /**
     * A guard that makes every attempt wait for its turn, and refuses it if the limiter's own timeout would not suffice.
     * The wait counts against the call's deadline. What the limiter has given out it does not take back.
     *
     * @param limiter the limiter; not null
     * @return the guard
     */
    public static CallGuard of(RateLimiter limiter) {
        Objects.requireNonNull(limiter, "limiter must not be null");
        return new CallGuard() {
            @Override
            public Admission admit(Operation operation) {
                long nanos = limiter.reservePermission();
                return nanos < 0
                        ? Admission.refused("the rate limiter " + limiter.getName() + " has no permission to give")
                        : Admission.after(Duration.ofNanos(nanos));
            }

            @Override
            public void succeeded(Operation operation, Duration elapsed) {}

            @Override
            public void failed(Operation operation, Duration elapsed, Throwable failure) {}

            @Override
            public void released(Operation operation) {}
        };
    }
}
