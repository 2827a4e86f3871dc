package dev.clientregistration;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often and how soon a call is attempted again. Whether it may be attempted again at all is not up to the policy but
 * to what happened: a request that the server may have carried out is repeated only where that does no harm.
 *
 * <p>Before attempt <i>n</i> + 1 the wait is drawn evenly between zero and the base delay doubled <i>n</i> - 1 times, at
 * most the longest delay. A wait that the server asks for ({@code Retry-After}, {@code RateLimit-Reset}) is kept instead.
 * A call whose next wait would outlast its deadline fails at once.
 *
 * <p>Defaults: 3 attempts, base delay 200 ms, longest delay 5 s. Immutable and safe for use by many threads.
 */
public final class RetryPolicy {
    private static final RetryPolicy STANDARD = builder().build();
    private static final RetryPolicy NEVER = builder().maxAttempts(1).build();

    private final int maxAttempts;
    private final Duration baseDelay;
    private final Duration maxDelay;

    private RetryPolicy(Builder builder) {
        this.maxAttempts = builder.maxAttempts;
        this.baseDelay = builder.baseDelay;
        this.maxDelay = builder.maxDelay;
    }

    /**
     * The defaults.
     *
     * @return three attempts
     */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /**
     * One attempt only.
     *
     * @return a policy that never attempts again
     */
    public static RetryPolicy never() {
        return NEVER;
    }

    /**
     * A builder with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many attempts a call has, the first included.
     *
     * @return one or more
     */
    public int maxAttempts() {
        return maxAttempts;
    }

    /**
     * The upper bound of the first wait.
     *
     * @return zero or more
     */
    public Duration baseDelay() {
        return baseDelay;
    }

    /**
     * The upper bound of every wait that the server did not ask for.
     *
     * @return at least the base delay
     */
    public Duration maxDelay() {
        return maxDelay;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RetryPolicy that
                && maxAttempts == that.maxAttempts
                && baseDelay.equals(that.baseDelay)
                && maxDelay.equals(that.maxDelay);
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxAttempts, baseDelay, maxDelay);
    }

    @Override
    public String toString() {
        return "RetryPolicy[maxAttempts=" + maxAttempts + ", baseDelay=" + baseDelay + ", maxDelay=" + maxDelay + "]";
    }

    /** Makes a {@link RetryPolicy}. Not safe for use by many threads. */
    public static final class Builder {
        private int maxAttempts = 3;
        private Duration baseDelay = Duration.ofMillis(200);
        private Duration maxDelay = Duration.ofSeconds(5);

        private Builder() {}

        /**
         * Sets how many attempts a call has, the first included. Default: 3.
         *
         * @param maxAttempts 1 to 100
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder maxAttempts(int maxAttempts) {
            if (maxAttempts < 1 || maxAttempts > 100) {
                throw new IllegalArgumentException("maxAttempts must be 1 to 100, but is " + maxAttempts);
            }
            this.maxAttempts = maxAttempts;
            return this;
        }

        /**
         * Sets the upper bound of the first wait. Default: 200 ms.
         *
         * @param baseDelay not negative
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder baseDelay(Duration baseDelay) {
            this.baseDelay = requireNotNegative("baseDelay", baseDelay);
            return this;
        }

        /**
         * Sets the upper bound of every wait that the server did not ask for. Default: 5 s.
         *
         * @param maxDelay not negative
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxDelay(Duration maxDelay) {
            this.maxDelay = requireNotNegative("maxDelay", maxDelay);
            return this;
        }

        /**
         * Makes the policy.
         *
         * @return an immutable policy
         * @throws IllegalStateException if the base delay is longer than the longest delay
         */
        public RetryPolicy build() {
            if (baseDelay.compareTo(maxDelay) > 0) {
                throw new IllegalStateException(
                        "baseDelay must not be longer than maxDelay, but is " + baseDelay + " against " + maxDelay);
            }
            return new RetryPolicy(this);
        }

        private static Duration requireNotNegative(String name, Duration value) {
            if (Objects.requireNonNull(value, () -> name + " must not be null").isNegative()) {
                throw new IllegalArgumentException(name + " must not be negative, but is " + value);
            }
            return value;
        }
    }
}
