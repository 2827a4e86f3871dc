package dev.clientregistration;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps every event, and can be waited for: events of a cancelled call come from other threads than its end. */
final class TransportObserver implements CallObserver {
    private final List<Object> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<AttemptStarted> firstAttempt = new CompletableFuture<>();
    private final CompletableFuture<AttemptFinished> firstAttemptEnd = new CompletableFuture<>();

    @Override
    public void attemptStarted(AttemptStarted event) {
        events.add(event);
        firstAttempt.complete(event);
    }

    @Override
    public void attemptFinished(AttemptFinished event) {
        events.add(event);
        firstAttemptEnd.complete(event);
    }

    @Override
    public void waiting(Waiting event) {
        events.add(event);
    }

    @Override
    public void callFinished(CallFinished event) {
        events.add(event);
    }

    /** All events, in their order. */
    List<Object> events() {
        return List.copyOf(events);
    }

    /** The events of one kind, in their order. */
    <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The one end of the one attempt so far. */
    AttemptFinished onlyAttempt() {
        List<AttemptFinished> attempts = events(AttemptFinished.class);
        if (attempts.size() != 1) {
            throw new AssertionError("not one attempt but " + attempts);
        }
        return attempts.get(0);
    }

    /** Waits for the first attempt's end, which a cancelled call does not. */
    AttemptFinished awaitAttemptFinished() {
        try {
            return firstAttemptEnd.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no attempt ended", e);
        }
    }
}
