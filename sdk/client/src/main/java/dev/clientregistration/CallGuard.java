package dev.clientregistration;

import dev.clientregistration.error.Operation;
import java.time.Duration;
import java.util.Objects;

/**
 * Decides before each attempt whether it may be made, and learns how it ended: a circuit breaker or a rate limiter.
 * {@link dev.clientregistration.resilience4j.Resilience4jGuard} makes one of Resilience4j's.
 *
 * <p>For every attempt that {@link #admit} let through, exactly one of {@link #succeeded}, {@link #failed} and
 * {@link #released} is called. Implementations must be safe for use by many threads and must not block.
 */
public interface CallGuard {
    /**
     * May an attempt be made?
     *
     * @param operation what the call is to do
     * @return yes, yes after a wait, or no
     */
    Admission admit(Operation operation);

    /**
     * An answer came that says that the server works: a success, or a 4xx, which is about the request.
     *
     * @param operation what the call was to do
     * @param elapsed how long the attempt took
     */
    void succeeded(Operation operation, Duration elapsed);

    /**
     * No complete answer came, or a 5xx.
     *
     * @param operation what the call was to do
     * @param elapsed how long the attempt took
     * @param failure what went wrong
     */
    void failed(Operation operation, Duration elapsed, Throwable failure);

    /**
     * The attempt that was let through was not made, or was cancelled: it says nothing about the server.
     *
     * @param operation what the call was to do
     */
    void released(Operation operation);

    /** The answer of a guard. Immutable. */
    final class Admission {
        private static final Admission NOW = new Admission(Duration.ZERO, "");

        private final Duration wait;
        private final String refusal;

        private Admission(Duration wait, String refusal) {
            this.wait = wait;
            this.refusal = refusal;
        }

        /**
         * Yes, at once.
         *
         * @return the one such value
         */
        public static Admission now() {
            return NOW;
        }

        /**
         * Yes, after a wait, for which the guard has already set aside what it admits.
         *
         * @param wait not negative
         * @return the admission
         * @throws IllegalArgumentException if it is negative
         */
        public static Admission after(Duration wait) {
            if (Objects.requireNonNull(wait, "wait must not be null").isNegative()) {
                throw new IllegalArgumentException("wait must not be negative, but is " + wait);
            }
            return new Admission(wait, "");
        }

        /**
         * No: the call fails with a {@link dev.clientregistration.error.CallRefusedException}.
         *
         * @param reason a clause for its message, such as "the circuit breaker is open"; not empty
         * @return the refusal
         * @throws IllegalArgumentException if the reason is empty
         */
        public static Admission refused(String reason) {
            if (Objects.requireNonNull(reason, "reason must not be null").isEmpty()) {
                throw new IllegalArgumentException("reason must not be empty");
            }
            return new Admission(Duration.ZERO, reason);
        }

        /**
         * Whether the attempt may be made.
         *
         * @return {@code false} for a refusal
         */
        public boolean isAdmitted() {
            return refusal.isEmpty();
        }

        /**
         * How long to wait before the attempt.
         *
         * @return zero or more
         */
        public Duration delay() {
            return wait;
        }

        /**
         * Why the attempt may not be made.
         *
         * @return the reason; an empty text if it may
         */
        public String reason() {
            return refusal;
        }
    }
}
