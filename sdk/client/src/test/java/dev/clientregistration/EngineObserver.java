package dev.clientregistration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every event. */
final class EngineObserver implements CallObserver {
    final List<AttemptStarted> started = new CopyOnWriteArrayList<>();
    final List<AttemptFinished> finished = new CopyOnWriteArrayList<>();
    final List<Waiting> waits = new CopyOnWriteArrayList<>();
    final List<CallFinished> calls = new CopyOnWriteArrayList<>();

    /** The threads on which attempts began. */
    final List<String> threads = new CopyOnWriteArrayList<>();

    @Override
    public void attemptStarted(AttemptStarted event) {
        threads.add(Thread.currentThread().getName());
        started.add(event);
    }

    @Override
    public void attemptFinished(AttemptFinished event) {
        finished.add(event);
    }

    @Override
    public synchronized void waiting(Waiting event) {
        waits.add(event);
        notifyAll();
    }

    @Override
    public synchronized void callFinished(CallFinished event) {
        calls.add(event);
        notifyAll();
    }

    /** Waits until so many calls have finished. */
    void awaitCalls(int count) {
        await(calls, count);
    }

    /** Waits until so many waits have begun. */
    void awaitWaits(int count) {
        await(waits, count);
    }

    private synchronized void await(List<?> events, int count) {
        long end = System.currentTimeMillis() + 20_000;
        while (events.size() < count) {
            long millis = end - System.currentTimeMillis();
            if (millis <= 0) {
                throw new AssertionError("only " + events);
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
