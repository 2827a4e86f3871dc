package dev.clientregistration;

import dev.clientregistration.internal.engine.EngineEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A timer in the hands of the test. The engine schedules two kinds of tasks, deadlines and waits; a task as far away as
 * the call's time limit is a deadline. Deadlines pass only when the test says so, waits either at once or when it says so.
 */
final class HandTimer implements EngineEnvironment.Timer {
    /** The time limit that calls must have for their deadlines to be told from waits. */
    static final Duration LIMIT = Duration.ofHours(1);

    private final boolean waitsPassAtOnce;
    private final List<Task> deadlines = new ArrayList<>();
    private final List<Task> waits = new ArrayList<>();

    private static final class Task {
        private final Duration delay;
        private final Runnable run;
        private boolean cancelled;

        Task(Duration delay, Runnable run) {
            this.delay = delay;
            this.run = run;
        }
    }

    private HandTimer(boolean waitsPassAtOnce) {
        this.waitsPassAtOnce = waitsPassAtOnce;
    }

    /** Waits pass at once. */
    static HandTimer skippingWaits() {
        return new HandTimer(true);
    }

    /** Waits pass when the test says so. */
    static HandTimer holdingWaits() {
        return new HandTimer(false);
    }

    /** The system's clock and running time, waits as long as they can be, and this timer. */
    EngineEnvironment environment() {
        return new EngineEnvironment(Clock.systemUTC(), System::nanoTime, () -> 0.999_999, this);
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        Task scheduled = new Task(delay, task);
        boolean deadline = delay.equals(LIMIT);
        synchronized (this) {
            (deadline ? deadlines : waits).add(scheduled);
            notifyAll();
        }
        if (!deadline && waitsPassAtOnce) {
            task.run();
        }
        return () -> cancel(scheduled);
    }

    /** How long the engine wanted to wait, in order. */
    synchronized List<Duration> waits() {
        return waits.stream().map(task -> task.delay).toList();
    }

    /** Waits until so many waits were cancelled. */
    void awaitCancelledWaits(int count) {
        await(() -> waits.stream().filter(task -> task.cancelled).count() >= count, "no wait was cancelled");
    }

    /** Waits until the engine has begun so many waits. */
    void awaitWaits(int count) {
        await(() -> waits.size() >= count, "no " + count + " waits were begun");
    }

    private synchronized void await(BooleanSupplier condition, String otherwise) {
        long end = System.currentTimeMillis() + 20_000;
        while (!condition.getAsBoolean()) {
            long millis = end - System.currentTimeMillis();
            if (millis <= 0) {
                throw new AssertionError(otherwise);
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private synchronized void cancel(Task task) {
        task.cancelled = true;
        notifyAll();
    }

    /** Lets every deadline pass that was not cancelled, that of the latest call first. */
    void passDeadlines() {
        List<Task> due;
        synchronized (this) {
            due = new ArrayList<>(
                    deadlines.stream().filter(task -> !task.cancelled).toList());
        }
        Collections.reverse(due);
        due.forEach(task -> task.run.run());
    }

    /** Lets every wait pass, even cancelled ones, as a timer does whose task was already on its way. */
    void passWaits() {
        List<Task> due;
        synchronized (this) {
            due = List.copyOf(waits);
        }
        due.forEach(task -> task.run.run());
    }
}
