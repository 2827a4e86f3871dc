package dev.clientregistration;

import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sees what happens in calls, for metrics and traces. Events hold values only: no secret, no body, no header. Methods are
 * called on the threads that do the work, so they must be quick; what they throw is swallowed, and logged once.
 *
 * <p>Implementations must be safe for use by many threads.
 */
public interface CallObserver {
    /**
     * An attempt begins.
     *
     * @param event what is known of it
     */
    default void attemptStarted(AttemptStarted event) {}

    /**
     * An attempt ended, in whatever way.
     *
     * @param event what is known of it
     */
    default void attemptFinished(AttemptFinished event) {}

    /**
     * The call waits before its next attempt.
     *
     * @param event what is known of it
     */
    default void waiting(Waiting event) {}

    /**
     * The call ended; exactly once per call, before its caller learns of it.
     *
     * @param event what is known of it
     */
    default void callFinished(CallFinished event) {}

    /**
     * An attempt begins.
     *
     * @param operation what the call is to do
     * @param target where the request goes, without query
     * @param attempt the attempt's number, from 1
     */
    record AttemptStarted(Operation operation, URI target, int attempt) {}

    /**
     * An attempt ended.
     *
     * @param operation what the call is to do
     * @param target where the request went, without query
     * @param attempt the attempt's number, from 1
     * @param httpStatus the status of the answer; empty if none came
     * @param failure the simple class name of what went wrong on the network; empty if an answer came
     * @param sent whether the request was written, at least in part
     * @param elapsed how long the attempt took
     */
    record AttemptFinished(
            Operation operation,
            URI target,
            int attempt,
            OptionalInt httpStatus,
            Optional<String> failure,
            boolean sent,
            Duration elapsed) {}

    /**
     * The call waits.
     *
     * @param operation what the call is to do
     * @param nextAttempt the number of the attempt that follows
     * @param delay how long it waits
     */
    record Waiting(Operation operation, int nextAttempt, Duration delay) {}

    /**
     * The call ended.
     *
     * @param operation what the call was to do
     * @param attempts how many attempts were begun, zero or more
     * @param outcome whether the server did it; {@code APPLIED} for every success
     * @param failure the simple class name of the exception, {@code CancellationException} where the caller cancelled;
     *     empty for a success
     * @param elapsed how long the call took, queueing and waits included
     */
    record CallFinished(
            Operation operation, int attempts, Outcome outcome, Optional<String> failure, Duration elapsed) {}
}
