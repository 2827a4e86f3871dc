package dev.clientregistration;

import dev.clientregistration.internal.engine.EngineEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A timer whose tasks run when the test says so. The first task of a call is its deadline. */
final class TimerByHand implements EngineEnvironment.Timer {
    private final BlockingQueue<Task> scheduled = new LinkedBlockingQueue<>();
    private final List<Duration> delays = new CopyOnWriteArrayList<>();

    /** Something that is to happen later. */
    static final class Task {
        private final Duration delay;
        private final Runnable task;
        private volatile boolean cancelled;

        private Task(Duration delay, Runnable task) {
            this.delay = delay;
            this.task = task;
        }

        Duration delay() {
            return delay;
        }

        boolean isCancelled() {
            return cancelled;
        }

        /** Makes its time come. */
        void run() {
            if (cancelled) {
                throw new AssertionError("a cancelled task must not run");
            }
            task.run();
        }
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        Task later = new Task(delay, task);
        delays.add(delay);
        scheduled.add(later);
        return () -> later.cancelled = true;
    }

    /** The next task in the order in which they were scheduled; waits for it. */
    Task next() {
        try {
            Task task = scheduled.poll(10, TimeUnit.SECONDS);
            if (task == null) {
                throw new AssertionError("nothing was scheduled");
            }
            return task;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Every delay that was asked for. */
    List<Duration> delays() {
        return List.copyOf(delays);
    }

    /** The system's time, and this timer. */
    EngineEnvironment environment() {
        return new EngineEnvironment(Clock.systemUTC(), System::nanoTime, () -> 0, this);
    }
}
