package dev.clientregistration.internal.engine;

import dev.clientregistration.CallObserver;
import dev.clientregistration.Response;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RegistrationException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out calls: one engine for every operation of a facade, blocking and asynchronous alike. A blocking call is the
 * asynchronous one, waited for. Safe for use by many threads.
 */
public final class CallEngine implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger("dev.clientregistration");

    private final EngineSettings settings;
    private final EngineResources resources;
    private final @Nullable CallEngine parent;
    private final HttpTransport transport;
    private final Set<RunningCall<?, ?>> running = ConcurrentHashMap.newKeySet();
    private final Set<CallEngine> derived = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean listenerFailed = new AtomicBoolean();
    private volatile boolean closed;

    /** An engine that closes its resources. */
    public CallEngine(EngineSettings settings, EngineResources resources) {
        this(settings, resources, resources.http(), null);
    }

    private CallEngine(EngineSettings settings, EngineResources resources, HttpPool http, @Nullable CallEngine parent) {
        this.settings = settings;
        this.resources = resources;
        this.parent = parent;
        this.transport = new HttpTransport(http, settings.maxAnswerBytes());
    }

    /** An engine with other settings that shares this one's threads and connections, and is closed with it. */
    CallEngine derive(EngineSettings changed, HttpPool.Options http) {
        CallEngine engine = new CallEngine(changed, resources, resources.http().derive(http), this);
        derived.add(engine);
        if (closed) {
            engine.close();
        }
        return engine;
    }

    /** Starts a call. The future ends with the result or a {@link RegistrationException}; cancelling it ends the call. */
    public <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> start(
            CallPlan<T> plan, Function<Response<T>, R> result) {
        RunningCall<T, R> call = new RunningCall<>(this, plan, result);
        call.begin();
        return call.future();
    }

    /** Carries out a call and waits for it. An interrupt ends it. */
    public <T extends @Nullable Object, R extends @Nullable Object> R call(
            CallPlan<T> plan, Function<Response<T>, R> result) {
        RunningCall<T, R> call = new RunningCall<>(this, plan, result);
        call.begin();
        return call.await();
    }

    /** Ends every call in progress and lets what is this engine's own go. Later calls are refused. */
    @Override
    public void close() {
        closed = true;
        derived.forEach(CallEngine::close);
        running.forEach(RunningCall::endForClose);
        if (parent == null) {
            resources.close();
        } else {
            parent.derived.remove(this);
        }
    }

    /** What a caller who waited gets to see of a failure that was made on another thread: his own frames. */
    static RuntimeException forCaller(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            if (exception instanceof RegistrationException) {
                exception.fillInStackTrace();
            }
            return exception;
        }
        return new IllegalStateException(failure);
    }

    /** A running time, for what is kept for a while. */
    public LongSupplier nanoTime() {
        return resources.environment().nanoTime();
    }

    EngineSettings settings() {
        return settings;
    }

    EngineResources resources() {
        return resources;
    }

    HttpTransport transport() {
        return transport;
    }

    boolean isClosed() {
        return closed;
    }

    void add(RunningCall<?, ?> call) {
        running.add(call);
    }

    void remove(RunningCall<?, ?> call) {
        running.remove(call);
    }

    /** Tells the observers. */
    void observe(Consumer<CallObserver> event) {
        settings.observers().forEach(observer -> tell(observer, event));
    }

    /**
     * Calls an application's observer or guard. What it throws is its own, be it an {@link Error}, and must not change what
     * becomes of the call; it is logged once, so that it is not lost altogether.
     */
    <L> void tell(L listener, Consumer<L> event) {
        try {
            event.accept(listener);
        } catch (Throwable e) {
            if (listenerFailed.compareAndSet(false, true)) {
                LOGGER.log(
                        Level.WARNING,
                        () -> "a call observer or guard failed; further failures are not logged: "
                                + listener.getClass().getName() + " threw "
                                + e.getClass().getName());
            }
        }
    }

    /** One line per attempt. */
    void log(Operation operation, URI target, int attempt, Attempt ended, boolean sent, Duration elapsed) {
        LOGGER.log(
                Level.DEBUG,
                () -> operation + " attempt " + attempt + " at " + target + ": "
                        + (ended instanceof Attempt.Failed failed
                                ? failed.cause().getClass().getSimpleName() + (sent ? " after" : " before")
                                        + " the request was sent"
                                : ended.toString())
                        + " in " + elapsed.toMillis() + " ms");
    }
}
