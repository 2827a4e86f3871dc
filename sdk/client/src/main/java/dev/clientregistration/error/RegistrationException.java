package dev.clientregistration.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call that did not succeed. Every failure of a call is one of this family, and every one says by {@link #outcome()}
 * whether the server did what was asked. Bad arguments are not part of it: they are {@link IllegalArgumentException} or
 * {@link NullPointerException}, thrown at once.
 *
 * <p>The message says what failed, where, what it means and what to do. It holds no request or response body, no header
 * and no secret. Failures of earlier attempts of the same call are {@linkplain #getSuppressed() suppressed} exceptions.
 *
 * <p>All fields are immutable; the exceptions are as safe for use by many threads as any {@link Throwable}. The final
 * classes have public constructors or builders, so that tests of applications can make them.
 */
public abstract sealed class RegistrationException extends RuntimeException
        permits ResultError,
                TransportException,
                CallTimeoutException,
                CallInterruptedException,
                CallRefusedException,
                UnreadableResponseException,
                CredentialsLostException,
                UnusableClientException {
    private static final long serialVersionUID = 1L;

    private final Operation operation;
    private final Outcome outcome;
    private final int attempts;

    RegistrationException(
            Operation operation, Outcome outcome, int attempts, String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message must not be null"), cause);
        this.operation = Objects.requireNonNull(operation, "operation must not be null");
        this.outcome = Objects.requireNonNull(outcome, "outcome must not be null");
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts must not be negative, but is " + attempts);
        }
        this.attempts = attempts;
    }

    /**
     * What failed: what the call was to do, or what it had to do first, if that failed. So a {@code register} can fail with
     * {@link Operation#DISCOVER} or {@link Operation#TOKEN}, and an {@code update} that merges with {@link Operation#GET};
     * {@link #outcome()} is that of the call all the same.
     *
     * @return the operation
     */
    public final Operation operation() {
        return operation;
    }

    /**
     * Whether the server did it, folded over all attempts of the call.
     *
     * @return the outcome
     */
    public final Outcome outcome() {
        return outcome;
    }

    /**
     * How many attempts were begun.
     *
     * @return zero or more; zero if the call failed before its first attempt
     */
    public final int attempts() {
        return attempts;
    }
}
