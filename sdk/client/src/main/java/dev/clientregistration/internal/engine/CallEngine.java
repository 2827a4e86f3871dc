package dev.clientregistration.internal.engine;

import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.TransportException;
import java.io.InterruptedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries out calls: one engine for every operation of every facade, blocking and asynchronous alike. A blocking call is
 * the asynchronous one, waited for. All threads are daemons (virtual ones where the JDK has them) and end when idle, so
 * nothing here keeps a JVM alive. Safe for use by many threads.
 */
public final class CallEngine implements AutoCloseable {
    private static final int MAX_CONCURRENT_CALLS = 256;
    private static final AtomicInteger ENGINES = new AtomicInteger();

    private final EngineSettings settings;
    private final Clock clock;
    private final HttpTransport transport;
    private final ThreadPoolExecutor executor;
    private final ThreadPoolExecutor completions;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Running<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** An engine of its own threads and connections. */
    public CallEngine(EngineSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.transport = new HttpTransport(settings, UserAgent.VALUE);
        String name = "client-registration-" + ENGINES.incrementAndGet();
        this.executor = pool(MAX_CONCURRENT_CALLS, workers(name));
        this.completions = pool(Runtime.getRuntime().availableProcessors() * 2, workers(name + "-completion"));
        this.timer = new ScheduledThreadPoolExecutor(1, daemons(name + "-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    private static ThreadPoolExecutor pool(int threads, ThreadFactory factory) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Virtual threads on JDKs that have them (21 and newer; the SDK itself is compiled for 17), else daemons. */
    private static ThreadFactory workers(String name) {
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
            return daemons(name);
        }
    }

    /** Starts a call. The future ends with the value or a {@link RegistrationException}; cancelling it ends the call. */
    public <T extends @Nullable Object> CompletableFuture<T> start(CallPlan<T> plan) {
        return begin(plan).future;
    }

    /** Carries out a call and waits for it. An interrupt cancels it. */
    public <T extends @Nullable Object> T call(CallPlan<T> plan) {
        Running<T> call = begin(plan);
        try {
            return call.future.get();
        } catch (InterruptedException e) {
            Outcome outcome = call.end();
            Thread.currentThread().interrupt();
            throw call.failures.interrupted(outcome, call.attempts);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException failure) {
                // It was made on another thread: show the caller's frames instead, which are those that help.
                failure.fillInStackTrace();
                throw failure;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }
    }

    private <T extends @Nullable Object> Running<T> begin(CallPlan<T> plan) {
        Running<T> call = new Running<>(plan);
        call.begin();
        return call;
    }

    /** Ends every call in progress, lets connections and threads go. Later calls are refused. */
    @Override
    public void close() {
        closed = true;
        running.forEach(call -> call.endWith(outcome -> call.failures.closed(outcome, call.attempts)));
        timer.shutdownNow();
        executor.shutdown();
        completions.shutdown();
        transport.close();
    }

    private interface FailureFor {
        RegistrationException of(Outcome outcome);
    }

    /** One call in progress. */
    private final class Running<T extends @Nullable Object> {
        private final CallPlan<T> plan;
        private final Failures failures;
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private final AttemptGate gate = new AttemptGate();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final long startedAt = System.nanoTime();
        private volatile int attempts;
        private volatile @Nullable ScheduledFuture<?> deadline;

        Running(CallPlan<T> plan) {
            this.plan = plan;
            this.failures = new Failures(plan, settings);
        }

        void begin() {
            running.add(this);
            // Whoever completes the future, cancel() and orTimeout() of the caller included, ends the call.
            CompletableFuture<T> unused = future.whenComplete((value, failure) -> end());
            String refusal = plan.refusal();
            if (closed || refusal != null) {
                endWith(outcome -> closed
                        ? failures.closed(outcome, attempts)
                        : failures.refused(String.valueOf(refusal), outcome, attempts));
                return;
            }
            try {
                Duration limit = settings.callTimeout();
                deadline = timer.schedule(
                        () -> endWith(outcome -> failures.timedOut("the call", limit, outcome, attempts)),
                        limit.toNanos(),
                        TimeUnit.NANOSECONDS);
                executor.execute(this::run);
            } catch (RejectedExecutionException e) {
                endWith(outcome -> failures.closed(outcome, attempts));
            }
            if (future.isDone()) {
                end();
            }
        }

        /** Ends the call from outside, and says what is known of its fate. */
        Outcome end() {
            ended.set(true);
            running.remove(this);
            ScheduledFuture<?> pending = deadline;
            if (pending != null) {
                pending.cancel(false);
            }
            return gate.shut() ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
        }

        /** Ends the call from outside with a failure, which is made on a thread that may run the caller's code. */
        void endWith(FailureFor failure) {
            Outcome outcome = end();
            RegistrationException exception = failure.of(outcome);
            Executor completer = completions;
            try {
                completer.execute(() -> future.completeExceptionally(exception));
            } catch (RejectedExecutionException e) {
                future.completeExceptionally(exception);
            }
        }

        private void run() {
            if (ended.get()) {
                return;
            }
            try {
                attempts = 1;
                future.complete(attempt());
            } catch (TransportException | CallTimeoutException failure) {
                // Where the call was ended from outside this is only the echo, and whoever ended it says why.
                if (!ended.get()) {
                    future.completeExceptionally(failure);
                }
            } catch (Throwable failure) {
                future.completeExceptionally(failure);
            }
        }

        private T attempt() {
            Duration limit = attemptLimit();
            Attempt attempt = transport.send(plan.request(), plan.bearer(), gate, limit);
            if (attempt instanceof Attempt.Failed failed) {
                Outcome outcome = RetryTable.outcome(RetryTable.of(failed.cause(), failed.sent()));
                throw failed.cause() instanceof InterruptedIOException
                                && !(failed.cause() instanceof SocketTimeoutException)
                        ? failures.timedOut("its attempt", limit, outcome, attempts)
                        : failures.notAnswered(failed.cause(), outcome, attempts);
            }
            Answer answer = ((Attempt.Answered) attempt).answer();
            if (!answer.isSuccess()) {
                throw failures.error(answer, RetryTable.outcome(RetryTable.of(answer)), attempts, clock);
            }
            try {
                return plan.reader().read(answer);
            } catch (AnswerReader.UnusableAnswerException e) {
                Outcome outcome = RetryTable.unreadable(plan.operation(), answer.status(), e.clientNamed());
                throw failures.unreadable(answer, String.valueOf(e.getMessage()), outcome, attempts);
            }
        }

        private Duration attemptLimit() {
            Duration remaining = settings.callTimeout().minusNanos(System.nanoTime() - startedAt);
            Duration limit = settings.attemptTimeout();
            // Nothing is gained by giving up a register early: it will not be sent again.
            return plan.operation() == Operation.REGISTER || remaining.compareTo(limit) < 0 ? remaining : limit;
        }
    }
}
