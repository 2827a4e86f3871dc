package dev.clientregistration;

import dev.clientregistration.internal.http.HeaderText;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is different for one call: its time limit, its headers, its retry policy, its token. What is not set is as the
 * facade was built.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class RequestOptions {
    private static final RequestOptions NONE = builder().build();

    private final Optional<Duration> callTimeout;
    private final Optional<RetryPolicy> retryPolicy;
    private final Optional<Secret> token;
    private final Map<String, Secret> headers;
    private final boolean usableRequired;

    private RequestOptions(Builder builder) {
        this.callTimeout = builder.callTimeout;
        this.retryPolicy = builder.retryPolicy;
        this.token = builder.token;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
        this.usableRequired = builder.usableRequired;
    }

    /**
     * Nothing is different.
     *
     * @return the one such value
     */
    public static RequestOptions none() {
        return NONE;
    }

    /**
     * A builder with nothing set.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The time limit of the call.
     *
     * @return the limit; empty for the facade's
     */
    public Optional<Duration> callTimeout() {
        return callTimeout;
    }

    /**
     * The retry policy of the call.
     *
     * @return the policy; empty for the facade's
     */
    public Optional<RetryPolicy> retryPolicy() {
        return retryPolicy;
    }

    /**
     * The bearer token of the call.
     *
     * @return the token; empty for the facade's initial access token, or the client's registration access token
     */
    public Optional<Secret> token() {
        return token;
    }

    /**
     * Headers of the call besides the facade's, which they replace by name.
     *
     * @return an unmodifiable map; values are secrets, since nobody knows what a header holds
     */
    public Map<String, Secret> headers() {
        return headers;
    }

    /**
     * Whether a client that is of no use as registered fails the call.
     *
     * @return {@code true} after {@link Builder#requireUsable()}
     */
    public boolean isUsableRequired() {
        return usableRequired;
    }

    @Override
    public String toString() {
        return "RequestOptions[callTimeout="
                + callTimeout.map(Duration::toString).orElse("-") + ", retryPolicy="
                + retryPolicy.map(RetryPolicy::toString).orElse("-") + ", headers=" + headers.keySet()
                + (usableRequired ? ", requireUsable" : "") + "]";
    }

    /** Makes {@link RequestOptions}. Not safe for use by many threads. */
    public static final class Builder {
        private Optional<Duration> callTimeout = Optional.empty();
        private Optional<RetryPolicy> retryPolicy = Optional.empty();
        private Optional<Secret> token = Optional.empty();
        private final Map<String, Secret> headers = new LinkedHashMap<>();
        private boolean usableRequired;

        private Builder() {}

        /**
         * Has a {@code register} or {@code update} fail where the server made the client something that cannot work as it
         * was asked for, by {@link RegistrationDifference#unusable()}: with a
         * {@link dev.clientregistration.error.UnusableClientException}, which carries the client. Default: such a client
         * is returned like any other.
         *
         * @return this builder
         */
        public Builder requireUsable() {
            this.usableRequired = true;
            return this;
        }

        /**
         * Limits the whole call: queueing, every attempt, and the waits between them.
         *
         * @param callTimeout more than zero
         * @return this builder
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder callTimeout(Duration callTimeout) {
            this.callTimeout = Optional.of(Timeouts.requirePositive("callTimeout", callTimeout));
            return this;
        }

        /**
         * Sets how often and how soon the call is attempted again.
         *
         * @param retryPolicy the policy; not null
         * @return this builder
         */
        public Builder retryPolicy(RetryPolicy retryPolicy) {
            this.retryPolicy = Optional.of(Objects.requireNonNull(retryPolicy, "retryPolicy must not be null"));
            return this;
        }

        /**
         * Sends this bearer token instead of the facade's initial access token or the client's registration access token.
         *
         * @param token of visible ASCII characters; not null
         * @return this builder
         * @throws IllegalArgumentException if the token holds a character that no header may hold, such as a line break
         */
        public Builder token(Secret token) {
            Objects.requireNonNull(token, "token must not be null");
            HeaderText.requireToken("token", token);
            this.token = Optional.of(token);
            return this;
        }

        /**
         * Sends a header. The last value set for a name counts.
         *
         * @param name a header name; not one that the SDK sets itself, such as {@code Authorization}
         * @param value a header value; not null
         * @return this builder
         * @throws IllegalArgumentException if the name or the value cannot be a header's, or the name is the SDK's
         */
        public Builder header(String name, String value) {
            HeaderText.requireName(name);
            Secret checked = HeaderText.requireValue(name, value);
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, checked);
            return this;
        }

        /**
         * Makes the options.
         *
         * @return immutable options
         */
        public RequestOptions build() {
            return new RequestOptions(this);
        }
    }
}
