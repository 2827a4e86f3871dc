package dev.clientregistration.internal.engine;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads and connections that an engine and those derived from it share. All threads are daemons (virtual ones where
 * the JDK has them) and end when idle, so nothing here keeps a JVM alive.
 */
public final class EngineResources implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Executor workers;
    private final @Nullable ExecutorService ownWorkers;
    private final ThreadPoolExecutor completions;
    private final ScheduledThreadPoolExecutor timerThread;
    private final EngineEnvironment.Timer timer;
    private final EngineEnvironment environment;
    private final HttpPool http;

    /**
     * Threads and connections of their own.
     *
     * @param workers runs calls, or null for an own pool
     * @param maxConcurrentCalls the size of the own pool
     */
    public EngineResources(
            EngineEnvironment environment, @Nullable Executor workers, int maxConcurrentCalls, HttpPool http) {
        String name = "client-registration-" + NUMBER.incrementAndGet();
        this.environment = environment;
        if (workers == null) {
            ThreadPoolExecutor own = pool(maxConcurrentCalls, workerThreads(name));
            this.workers = own;
            this.ownWorkers = own;
        } else {
            this.workers = workers;
            this.ownWorkers = null;
        }
        this.completions = pool(2 * Runtime.getRuntime().availableProcessors(), workerThreads(name + "-completion"));
        this.timerThread = new ScheduledThreadPoolExecutor(1, daemonThreads(name + "-timer"));
        timerThread.setRemoveOnCancelPolicy(true);
        timerThread.setKeepAliveTime(1, TimeUnit.SECONDS);
        timerThread.allowCoreThreadTimeOut(true);
        this.timer = environment.timer() != null ? environment.timer() : this::schedule;
        this.http = http;
    }

    EngineEnvironment environment() {
        return environment;
    }

    EngineEnvironment.Timer timer() {
        return timer;
    }

    HttpPool http() {
        return http;
    }

    /** Runs what may block: attempts. */
    void work(Runnable task) throws RejectedExecutionException {
        workers.execute(task);
    }

    /** Runs what completes a call from outside: it must not have to wait for a worker that hangs. */
    void complete(Runnable task) {
        try {
            completions.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    private Runnable schedule(Duration delay, Runnable task) {
        ScheduledFuture<?> scheduled = timerThread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void close() {
        timerThread.shutdownNow();
        if (ownWorkers != null) {
            ownWorkers.shutdown();
        }
        completions.shutdown();
        http.close();
    }

    /**
     * A pool that gives a task to an idle thread, else starts one, else queues it. (A plain pool would rather start a
     * thread than use an idle one, or rather queue than start one.)
     */
    private static ThreadPoolExecutor pool(int threads, ThreadFactory factory) {
        HandOver queue = new HandOver();
        return new ThreadPoolExecutor(0, threads, 1, TimeUnit.SECONDS, queue, factory, (task, pool) -> {
            boolean queued = !pool.isShutdown() && queue.enqueue(task);
            if (!queued || (pool.isShutdown() && queue.remove(task))) {
                throw new RejectedExecutionException("the pool is shut down");
            }
        });
    }

    private static ThreadFactory daemonThreads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Virtual threads on JDKs that have them (21 and newer; the SDK itself is compiled for 17), else daemons. */
    private static ThreadFactory workerThreads(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, name + "-", 1L);
            return (ThreadFactory) type.getMethod("factory").invoke(named);
        } catch (NoSuchMethodException
                | ClassNotFoundException
                | IllegalAccessException
                | InvocationTargetException
                | UnsupportedOperationException e) {
            return daemonThreads(name);
        }
    }

    /** Takes a task only if a thread is waiting for one. */
    private static final class HandOver extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        /** Takes a task in any case. */
        boolean enqueue(Runnable task) {
            return super.offer(task);
        }
    }
}
