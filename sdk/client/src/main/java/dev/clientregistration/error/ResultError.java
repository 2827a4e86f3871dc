package dev.clientregistration.error;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server answered, and its answer is an error. The subclasses tell what kind; all carry the HTTP status and what
 * could be read of the body: the error code and description of RFC 7591 section 3.2.2 and RFC 6750 section 3, or a
 * server's own form of them.
 */
public abstract sealed class ResultError extends RegistrationException
        permits RegistrationRejectedException,
                AccessDeniedException,
                ClientNotFoundException,
                RateLimitedException,
                ServerUnavailableException,
                UnexpectedResponseException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final @Nullable String code;
    private final @Nullable String description;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;
    private final @Nullable String challenge;
    private final @Nullable String bodyExcerpt;

    ResultError(Builder builder, String message) {
        super(builder.operation, builder.outcome, builder.attempts, message, builder.cause);
        this.httpStatus = builder.httpStatus;
        this.code = builder.code;
        this.description = builder.description;
        this.requestId = builder.requestId;
        this.retryAfter = builder.retryAfter;
        this.challenge = builder.challenge;
        this.bodyExcerpt = builder.bodyExcerpt;
    }

    /**
     * Starts an error; for the SDK and for tests. The status decides which subclass is built: 401 and 403
     * {@link AccessDeniedException}; 404 and 410 {@link ClientNotFoundException}, but for operations that are not about
     * one client that should exist; 429 {@link RateLimitedException}; 408, 425 and 5xx
     * {@link ServerUnavailableException}; other 4xx {@link RegistrationRejectedException}; everything else
     * {@link UnexpectedResponseException}.
     *
     * @param operation what the call was to do
     * @param httpStatus the status of the answer
     * @return a builder whose outcome is {@link Outcome#NOT_APPLIED} and whose attempts are 1
     */
    public static Builder builder(Operation operation, int httpStatus) {
        return new Builder(operation, httpStatus);
    }

    /**
     * The HTTP status of the answer.
     *
     * @return the status
     */
    public final int httpStatus() {
        return httpStatus;
    }

    /**
     * The machine-readable code: the OAuth {@code error}, or a server's own, such as Authlete's {@code resultCode}. An
     * open string; some servers put a sentence here. {@link dev.clientregistration.model.OAuthErrorCode} has constants.
     *
     * @return the code; empty if the answer named none
     */
    public final Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /**
     * The server's explanation for developers, {@code error_description} or a server's own member. Secrets of the call
     * are blanked.
     *
     * @return the text; empty if there was none
     */
    public final Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /**
     * The server's identifier of the request, for its operator.
     *
     * @return the first of the headers {@code X-Request-Id}, {@code X-Correlation-Id}, {@code Request-Id}; empty if none
     */
    public final Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * How long the server asked to wait before the next request.
     *
     * @return the time from the answer on, zero or more; empty if the server said nothing
     */
    public final Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * The {@code WWW-Authenticate} header (RFC 6750 section 3). Secrets of the call are blanked.
     *
     * @return the header's value; empty if there was none
     */
    public final Optional<String> challenge() {
        return Optional.ofNullable(challenge);
    }

    /**
     * The beginning of the body, for people. Secrets of the call, and members whose names sound of secrets, are blanked.
     * Bodies that are not JSON are left out unless the facade was built to include them.
     *
     * @return at most 2,000 characters; empty if there is nothing to show
     */
    public final Optional<String> bodyExcerpt() {
        return Optional.ofNullable(bodyExcerpt);
    }

    /** Makes a {@link ResultError} of the class that belongs to the status. Not safe for use by many threads. */
    public static final class Builder {
        private final Operation operation;
        private final int httpStatus;
        private Outcome outcome = Outcome.NOT_APPLIED;
        private int attempts = 1;
        private boolean mayBeGone = true;
        private boolean accessDenied;
        private @Nullable Throwable cause;
        private @Nullable String message;
        private @Nullable String code;
        private @Nullable String description;
        private @Nullable String requestId;
        private @Nullable Duration retryAfter;
        private @Nullable String challenge;
        private @Nullable String bodyExcerpt;

        private Builder(Operation operation, int httpStatus) {
            this.operation = Objects.requireNonNull(operation, "operation must not be null");
            this.httpStatus = httpStatus;
        }

        /**
         * Sets {@link ResultError#outcome()}.
         *
         * @param outcome the outcome
         * @return this builder
         */
        public Builder outcome(Outcome outcome) {
            this.outcome = Objects.requireNonNull(outcome, "outcome must not be null");
            return this;
        }

        /**
         * Sets {@link ResultError#attempts()}.
         *
         * @param attempts zero or more
         * @return this builder
         */
        public Builder attempts(int attempts) {
            this.attempts = attempts;
            return this;
        }

        /**
         * Says whether a 401 can mean that the client is gone, for {@link AccessDeniedException#mayBeGone()}. Default: yes.
         *
         * @param mayBeGone {@code false} where the token is not the client's
         * @return this builder
         */
        public Builder mayBeGone(boolean mayBeGone) {
            this.mayBeGone = mayBeGone;
            return this;
        }

        boolean mayBeGone() {
            return mayBeGone;
        }

        /**
         * Says that the server refused the caller's credentials although its status is another 4xx than 401 or 403: an
         * {@link AccessDeniedException} is built then.
         *
         * @param accessDenied {@code true} where the answer means that; default: no
         * @return this builder
         */
        public Builder accessDenied(boolean accessDenied) {
            this.accessDenied = accessDenied;
            return this;
        }

        /**
         * Sets the cause.
         *
         * @param cause what led to this error, or null for nothing but the answer
         * @return this builder
         */
        public Builder cause(@Nullable Throwable cause) {
            this.cause = cause;
            return this;
        }

        /**
         * Sets the message; without it a plain one is made.
         *
         * @param message the message
         * @return this builder
         */
        public Builder message(String message) {
            this.message = Objects.requireNonNull(message, "message must not be null");
            return this;
        }

        /**
         * Sets {@link ResultError#code()}.
         *
         * @param code the code, or null for none
         * @return this builder
         */
        public Builder code(@Nullable String code) {
            this.code = code;
            return this;
        }

        /**
         * Sets {@link ResultError#description()}.
         *
         * @param description the text, or null for none
         * @return this builder
         */
        public Builder description(@Nullable String description) {
            this.description = description;
            return this;
        }

        /**
         * Sets {@link ResultError#requestId()}.
         *
         * @param requestId the identifier, or null for none
         * @return this builder
         */
        public Builder requestId(@Nullable String requestId) {
            this.requestId = requestId;
            return this;
        }

        /**
         * Sets {@link ResultError#retryAfter()}.
         *
         * @param retryAfter the time, or null for none
         * @return this builder
         */
        public Builder retryAfter(@Nullable Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        /**
         * Sets {@link ResultError#challenge()}.
         *
         * @param challenge the header's value, or null for none
         * @return this builder
         */
        public Builder challenge(@Nullable String challenge) {
            this.challenge = challenge;
            return this;
        }

        /**
         * Sets {@link ResultError#bodyExcerpt()}.
         *
         * @param bodyExcerpt the excerpt, or null for none
         * @return this builder
         */
        public Builder bodyExcerpt(@Nullable String bodyExcerpt) {
            this.bodyExcerpt = bodyExcerpt;
            return this;
        }

        /**
         * Makes the error.
         *
         * @return an error of the class that belongs to the status
         */
        public ResultError build() {
            String text = message != null
                    ? message
                    : operation + " failed: HTTP " + httpStatus + (code == null ? "" : " " + code);
            if (accessDenied && httpStatus >= 400 && httpStatus <= 499) {
                return new AccessDeniedException(this, text);
            }
            return switch (httpStatus) {
                case 401, 403 -> new AccessDeniedException(this, text);
                case 404, 410 ->
                    switch (operation) {
                        case GET, UPDATE, DELETE -> new ClientNotFoundException(this, text);
                        default -> new RegistrationRejectedException(this, text);
                    };
                case 429 -> new RateLimitedException(this, text);
                case 408, 425 -> new ServerUnavailableException(this, text);
                default -> {
                    if (httpStatus >= 500 && httpStatus <= 599) {
                        yield new ServerUnavailableException(this, text);
                    }
                    yield httpStatus >= 400 && httpStatus <= 499
                            ? new RegistrationRejectedException(this, text)
                            : new UnexpectedResponseException(this, text);
                }
            };
        }
    }
}
