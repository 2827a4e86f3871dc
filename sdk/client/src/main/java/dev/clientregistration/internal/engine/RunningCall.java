package dev.clientregistration.internal.engine;

import dev.clientregistration.CallObserver.AttemptFinished;
import dev.clientregistration.CallObserver.AttemptStarted;
import dev.clientregistration.CallObserver.CallFinished;
import dev.clientregistration.CallObserver.Waiting;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Response;
import dev.clientregistration.RetryPolicy;
import dev.clientregistration.Secret;
import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.internal.engine.AnswerReader.UnusableAnswerException;
import dev.clientregistration.internal.engine.RetryTable.Situation;
import dev.clientregistration.internal.http.Uris;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its beginning to its one end. Attempts run one after the other on workers, the waits between them on the
 * timer. A call ends exactly once: whoever settles it first (the answer, the deadline, an interrupt, {@code close()}, or
 * the caller who cancels) decides how.
 */
final class RunningCall<T extends @Nullable Object, R extends @Nullable Object> {
    private static final Duration LEAST_TIME = Duration.ofMillis(20);

    private final CallEngine engine;
    private final EngineSettings settings;
    private final EngineResources resources;
    private final Operation operation;
    private final RequestOptions options;
    private final Function<Response<T>, R> result;
    private final Map<String, Secret> headers;
    private final @Nullable String requestId;
    private final Duration limit;
    private final long startedAt;
    private final Backoff backoff;
    private final CompletableFuture<R> future = new CompletableFuture<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    private final List<RegistrationException> earlier = new ArrayList<>();

    /** Guards what those outside must see at once: whether it is over, what runs, and what is known of the fate. */
    private final Object lock = new Object();

    private boolean stopped;
    private int attempts;
    private boolean fateUnknown;
    private @Nullable AttemptGate gate;
    private @Nullable CompletableFuture<CallPlan<T>> preparing;
    private @Nullable Runnable cancelWait;
    private @Nullable Runnable cancelDeadline;

    private volatile Stage<T> stage;
    private volatile boolean timedOut;
    private boolean tokenRenewed;
    private @Nullable Secret refusedToken;

    RunningCall(CallEngine engine, CallPlan<T> plan, Function<Response<T>, R> result) {
        this.engine = engine;
        this.settings = engine.settings();
        this.resources = engine.resources();
        this.operation = plan.operation();
        this.options = plan.options();
        this.result = result;
        this.requestId = requestId();
        this.headers = headers();
        this.stage = stage(plan);
        this.limit = options.callTimeout().orElse(settings.callTimeout());
        this.startedAt = resources.environment().nanoTime().getAsLong();
        RetryPolicy policy = options.retryPolicy().orElse(settings.retryPolicy());
        this.backoff = new Backoff(policy, resources.environment().random(), this::remaining);
    }

    /** A plan, and what is said of it. A call whose request must be prepared has several of them, one after the other. */
    private record Stage<T extends @Nullable Object>(CallPlan<T> plan, Failures failures, URI target) {}

    private Stage<T> stage(CallPlan<T> plan) {
        Redactor redactor = plan.redactor();
        settings.headers().values().forEach(redactor::addIfTelling);
        options.headers().values().forEach(redactor::addIfTelling);
        String login = plan.request().headers().get("Authorization");
        if (login != null) {
            redactor.add(Secret.of(login.substring(login.indexOf(' ') + 1)));
        }
        return new Stage<>(
                plan,
                new Failures(plan, settings, requestId),
                redactor.clean(Uris.withoutQuery(plan.request().uri())));
    }

    private CallPlan<T> plan() {
        return stage.plan();
    }

    private Failures failures() {
        return stage.failures();
    }

    /** The one that the caller gave for this call, else a random one, if there is to be one at all. */
    private @Nullable String requestId() {
        String header = settings.requestIdHeader();
        if (header == null) {
            return null;
        }
        return Stream.of(options.headers(), settings.headers())
                .flatMap(headers -> headers.entrySet().stream())
                .filter(given -> given.getKey().equalsIgnoreCase(header))
                .map(given -> given.getValue().reveal())
                .findFirst()
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private Map<String, Secret> headers() {
        Map<String, Secret> all = new LinkedHashMap<>();
        all.put("User-Agent", Secret.of(settings.userAgent()));
        String idHeader = settings.requestIdHeader();
        if (idHeader != null && requestId != null) {
            all.put(idHeader, Secret.of(requestId));
        }
        all.putAll(settings.headers());
        options.headers().forEach((name, value) -> {
            all.keySet().removeIf(name::equalsIgnoreCase);
            all.put(name, value);
        });
        return all;
    }

    CompletableFuture<R> future() {
        return future;
    }

    /** Begins the call; it may have ended when this returns. */
    void begin() {
        engine.add(this);
        // The caller may complete the future too: cancel() or orTimeout() end the call.
        CompletableFuture<R> unused = future.whenComplete((value, failure) -> {
            if (settle()) {
                finish(stop(), failure == null ? "" : failure.getClass().getSimpleName());
            }
        });
        if (engine.isClosed()) {
            endForClose();
        } else if (!refuse()) {
            try {
                Runnable cancel = resources.timer().schedule(limit, this::endForDeadline);
                synchronized (lock) {
                    cancelDeadline = cancel;
                }
                resources.work(plan().preparation() == null ? this::admit : this::prepare);
            } catch (RejectedExecutionException e) {
                endForRejection();
            }
        }
        if (settled.get()) {
            // It ended before there was anything to stop.
            stop();
        }
    }

    /** Waits for the call and ends it if the thread is interrupted. */
    R await() {
        try {
            return future.get();
        } catch (InterruptedException e) {
            try {
                if (settle()) {
                    Outcome outcome = stop();
                    finish(outcome, CallInterruptedException.class.getSimpleName());
                    throw suppressing(failures().interrupted(outcome, attempts()));
                }
                // It has just ended by itself: what it brought must not be lost.
                return future.join();
            } catch (CompletionException late) {
                throw CallEngine.forCaller(late.getCause());
            } finally {
                Thread.currentThread().interrupt();
            }
        } catch (java.util.concurrent.ExecutionException e) {
            throw CallEngine.forCaller(e.getCause());
        }
    }

    // ---- before the first attempt

    /** Whether the plan says that the call must not be made; it has ended then. */
    private boolean refuse() {
        String refusal = plan().refusal();
        if (refusal != null) {
            fail(failures().refused(refusal, Outcome.NOT_APPLIED, 0));
        }
        return refusal != null;
    }

    /** Asks for what the request depends on. */
    private void prepare() {
        if (!mayGoOn()) {
            // What is asked for may change something: a token that is read may be replaced by that.
            return;
        }
        try {
            CompletableFuture<CallPlan<T>> asked =
                    Objects.requireNonNull(plan().preparation()).get();
            boolean ended;
            synchronized (lock) {
                ended = stopped;
                preparing = asked;
            }
            if (ended) {
                asked.cancel(true);
            }
            CompletableFuture<CallPlan<T>> unused =
                    asked.whenComplete((ready, failure) -> submit(() -> goOnWith(ready, failure), () -> {}));
        } catch (Throwable failure) {
            failUnexpectedly(failure);
        }
    }

    private void goOnWith(@Nullable CallPlan<T> ready, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof RegistrationException why) {
            fail(failures().prevented(why, Outcome.NOT_APPLIED, 0));
        } else if (ready == null) {
            failUnexpectedly(cause == null ? new IllegalStateException("there is nothing to send") : cause);
        } else {
            stage = stage(ready);
            if (refuse()) {
                return;
            }
            if (ready.preparation() == null) {
                admit();
            } else {
                prepare();
            }
        }
    }

    // ---- one attempt

    /**
     * Has the token first where that takes a call of its own: the guards are asked about that one too, and one that lets
     * one call through at a time would refuse it for the sake of the call that waits for it.
     */
    private void admit() {
        if (!mayGoOn()) {
            return;
        }
        try {
            if (options.token().isPresent() || !plan().token().makesCalls()) {
                askGuards(null);
                return;
            }
            CompletableFuture<@Nullable Secret> token = plan().token().token(refusedToken);
            if (token.isDone()) {
                askGuards(token);
            } else {
                CompletableFuture<@Nullable Secret> unused =
                        token.whenComplete((value, failure) -> submit(() -> askGuards(token), () -> {}));
            }
        } catch (Throwable failure) {
            failUnexpectedly(failure);
        }
    }

    /** Whether there is reason to go on; the call has ended if not. */
    private boolean mayGoOn() {
        if (engine.isClosed()) {
            endForClose();
        } else if (remaining().compareTo(leastTime()) < 0) {
            endForDeadline();
        }
        return !settled.get();
    }

    /** Asks the guards, and waits as long as they say. */
    private void askGuards(@Nullable CompletableFuture<@Nullable Secret> token) {
        if (!mayGoOn()) {
            return;
        }
        try {
            if (token != null) {
                token.join();
            }
        } catch (CompletionException e) {
            failForWantOfAToken(e);
            return;
        }
        try {
            Admitted admitted = Admitted.by(engine, operation, remaining());
            String refusal = admitted.refusal();
            if (refusal != null) {
                fail(failures().refused(refusal, folded(Outcome.NOT_APPLIED), attempts()));
            } else if (admitted.delay().isZero()) {
                attempt(admitted, token);
            } else {
                tellOfWait(attempts() + 1, admitted.delay());
                waitFor(admitted.delay(), () -> attempt(admitted, token), admitted::release);
            }
        } catch (Throwable failure) {
            failUnexpectedly(failure);
        }
    }

    private void attempt(Admitted admitted, @Nullable CompletableFuture<@Nullable Secret> early) {
        try {
            if (settled.get()) {
                // A token may be good for one use: none is asked for in vain.
                return;
            }
            Secret bearer = (early == null ? token() : early).join();
            plan().redactor().add(bearer);
            AttemptGate mine = new AttemptGate();
            int number;
            synchronized (lock) {
                if (stopped) {
                    return;
                }
                gate = mine;
                number = ++attempts;
            }
            engine.observe(observer -> observer.attemptStarted(new AttemptStarted(operation, stage.target(), number)));
            long began = resources.environment().nanoTime().getAsLong();
            Duration attemptLimit = attemptLimit();
            Attempt attempt = engine.transport().send(plan().request(), headers, bearer, mine, attemptLimit);
            Duration elapsed =
                    Duration.ofNanos(resources.environment().nanoTime().getAsLong() - began);
            report(attempt, number, elapsed, mine.passed());
            // What was ended by the caller says nothing of the server; what the server did not answer in time does.
            if (!settled.get() || timedOut) {
                admitted.tell(attempt, elapsed, plan().redactor());
            }
            judge(attempt, bearer, attemptLimit);
        } catch (CompletionException e) {
            admitted.release();
            failForWantOfAToken(e);
        } catch (Throwable failure) {
            admitted.release();
            failUnexpectedly(failure);
        } finally {
            admitted.release();
        }
    }

    private CompletableFuture<@Nullable Secret> token() {
        return options.token().isPresent()
                ? CompletableFuture.completedFuture(options.token().get())
                : plan().token().token(refusedToken);
    }

    private void failForWantOfAToken(CompletionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        fail(failures().tokenUnavailable(cause, folded(Outcome.NOT_APPLIED), attempts()));
    }

    /** What is not sent again may take all the time there is; nothing is gained by giving up early. */
    private Duration attemptLimit() {
        Duration remaining = remaining();
        return plan().repeatable() && settings.attemptTimeout().compareTo(remaining) < 0
                ? settings.attemptTimeout()
                // The deadline comes first and says better what happened.
                : remaining.plusSeconds(1);
    }

    /** An attempt that has less time than this is not begun: it could only end in doubt. */
    private Duration leastTime() {
        Duration tenth = limit.dividedBy(10);
        return tenth.compareTo(LEAST_TIME) < 0 ? tenth : LEAST_TIME;
    }

    private Duration remaining() {
        return limit.minusNanos(resources.environment().nanoTime().getAsLong() - startedAt);
    }

    // ---- what came of it

    private void judge(Attempt attempt, @Nullable Secret bearer, Duration attemptLimit) {
        int number = attempts();
        if (attempt instanceof Attempt.Failed failed) {
            Situation situation = RetryTable.of(failed.cause(), failed.sent());
            boolean timeout = failed.cause() instanceof InterruptedIOException
                    && !(failed.cause() instanceof SocketTimeoutException);
            goOn(
                    situation,
                    outcome -> timeout
                            ? failures().timedOut("its attempt", attemptLimit, outcome, number)
                            : failures().notAnswered(failed.cause(), outcome, number));
            return;
        }
        Answer answer = ((Attempt.Answered) attempt).answer();
        if (answer.isSuccess()) {
            read(answer, number);
        } else if (RetryTable.saysGone(answer.status()) && isFateUnknown() && isOnOneClient()) {
            gone(answer, number);
        } else if (isTokenRefused(answer)
                && bearer != null
                && renewable()
                && backoff.next(Duration.ZERO).isPresent()) {
            tokenRenewed = true;
            refusedToken = bearer;
            note(Situation.TOKEN_REFUSED, failures().error(answer, folded(Outcome.NOT_APPLIED), number, clock()));
            submit(this::admit, () -> {});
        } else {
            goOn(RetryTable.of(answer), outcome -> failures().error(answer, outcome, number, clock()));
        }
    }

    private boolean isOnOneClient() {
        return switch (operation) {
            case GET, UPDATE, DELETE -> true;
            case REGISTER, LIST, DISCOVER, TOKEN -> false;
        };
    }

    private boolean renewable() {
        return !tokenRenewed && options.token().isEmpty() && plan().token().isRenewable();
    }

    private boolean isTokenRefused(Answer answer) {
        String code = ErrorBody.of(answer, plan().errorFormat(), plan().redactor(), false)
                .code();
        return plan().refusesToken(answer.status(), code);
    }

    private void read(Answer answer, int number) {
        T value;
        try {
            value = plan().reader().read(answer);
        } catch (UnusableAnswerException e) {
            if (answer.state() == Answer.Body.CUT && plan().repeatable()) {
                IOException cut = new IOException("the connection broke before the end of the answer");
                goOn(Situation.NO_ANSWER, outcome -> failures().notAnswered(cut, outcome, number));
            } else {
                String reason = String.valueOf(e.getMessage());
                goOn(Situation.UNREADABLE, outcome -> failures().unreadable(answer, reason, e.outcome(), number));
            }
            return;
        }
        RegistrationException objection = plan().objection().against(value, number);
        if (objection != null) {
            fail(objection);
        } else {
            succeed(value, answer, number);
        }
    }

    /** The client, or its token, is gone after an attempt that may have caused it. */
    private void gone(Answer answer, int number) {
        // The caller's own credentials do not end with the client, nor are they replaced with it.
        boolean clientsToken =
                plan().errorFormat().tellsOfClients() && options.token().isEmpty();
        if (operation == Operation.DELETE && (clientsToken || RetryTable.saysMissing(answer.status()))) {
            try {
                succeed(plan().reader().read(answer), answer, number);
            } catch (UnusableAnswerException e) {
                failUnexpectedly(e);
            }
        } else if (plan().mayReplaceCredentials() && clientsToken) {
            fail(failures().credentialsLost(answer, number));
        } else {
            Outcome outcome = operation == Operation.GET ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
            fail(failures().error(answer, outcome, number, clock()));
        }
    }

    /** Attempts again where the table and the policy allow it, else fails. */
    private void goOn(Situation situation, Function<Outcome, RegistrationException> failure) {
        RegistrationException exception =
                failure.apply(situation.settles() ? situation.outcome() : folded(situation.outcome()));
        if (!situation.mayRepeat(operation, plan().repeatable())) {
            CallPlan<T> otherwise = plan().otherwise();
            if (otherwise == null) {
                fail(mostTelling(situation, exception));
            } else {
                note(situation, exception);
                stage = stage(otherwise);
                submit(this::admit, () -> {});
            }
            return;
        }
        Duration asked =
                exception instanceof ResultError error ? error.retryAfter().orElse(null) : null;
        // "At once" is an answer to one caller, not a wish to be asked by all of them again at the same moment.
        Optional<Duration> wait = backoff.next(asked == null || asked.isZero() ? null : asked);
        if (wait.isEmpty()) {
            fail(exception);
            return;
        }
        note(situation, exception);
        int next = attempts() + 1;
        tellOfWait(next, wait.get());
        waitFor(wait.get(), this::admit, () -> {});
    }

    /** Of several places that were asked, one that has an answer says more than the last that has none. */
    private RegistrationException mostTelling(Situation situation, RegistrationException last) {
        if (situation == Situation.REFUSED) {
            synchronized (lock) {
                for (RegistrationException before : earlier) {
                    if (before instanceof UnreadableResponseException) {
                        earlier.remove(before);
                        earlier.add(last);
                        return before;
                    }
                }
            }
        }
        return last;
    }

    private void tellOfWait(int nextAttempt, Duration delay) {
        engine.observe(observer -> observer.waiting(new Waiting(operation, nextAttempt, delay)));
    }

    /** Keeps an attempt in mind that another one follows. */
    private void note(Situation situation, RegistrationException exception) {
        synchronized (lock) {
            earlier.add(exception);
            gate = null;
            fateUnknown |= situation.outcome() == Outcome.UNKNOWN;
        }
    }

    private Outcome folded(Outcome outcome) {
        return isFateUnknown() ? Outcome.UNKNOWN : outcome;
    }

    private boolean isFateUnknown() {
        synchronized (lock) {
            return fateUnknown;
        }
    }

    private int attempts() {
        synchronized (lock) {
            return attempts;
        }
    }

    private java.time.Clock clock() {
        return resources.environment().clock();
    }

    // ---- waits and threads

    private void waitFor(Duration wait, Runnable next, Runnable otherwise) {
        try {
            AtomicBoolean taken = new AtomicBoolean();
            Runnable cancel = resources.timer().schedule(wait, () -> {
                if (taken.compareAndSet(false, true)) {
                    // Not from here: an executor may run what it is given at once, and the timer must not be held up.
                    resources.complete(() -> submit(next, otherwise));
                }
            });
            synchronized (lock) {
                if (!stopped) {
                    cancelWait = () -> {
                        cancel.run();
                        if (taken.compareAndSet(false, true)) {
                            otherwise.run();
                        }
                    };
                    return;
                }
            }
            cancel.run();
            if (taken.compareAndSet(false, true)) {
                otherwise.run();
            }
        } catch (RejectedExecutionException e) {
            otherwise.run();
            endForRejection();
        }
    }

    private void submit(Runnable task, Runnable otherwise) {
        if (settled.get()) {
            otherwise.run();
            return;
        }
        try {
            resources.work(task);
        } catch (RejectedExecutionException e) {
            otherwise.run();
            endForRejection();
        }
    }

    // ---- the end

    private void succeed(T value, Answer answer, int number) {
        if (settle()) {
            String text = answer.text();
            Response<T> response = new Response<>(
                    value,
                    answer.status(),
                    answer.headers(),
                    failures().requestId(answer),
                    number,
                    text.isEmpty() ? null : Secret.of(text));
            finish(Outcome.APPLIED, "");
            future.complete(result.apply(response));
        }
    }

    private void fail(RegistrationException exception) {
        if (settle()) {
            finish(exception.outcome(), exception.getClass().getSimpleName());
            future.completeExceptionally(suppressing(exception));
        }
    }

    /** Something threw that must not: an application's guard or token supplier, or a mistake of ours. */
    private void failUnexpectedly(Throwable failure) {
        if (settle()) {
            finish(stop(), failure.getClass().getSimpleName());
            future.completeExceptionally(failure);
        }
    }

    private void endForDeadline() {
        timedOut = true;
        end(outcome -> failures().timedOut("the call", limit, outcome, attempts()));
    }

    /** Ends the call because its facade closes. */
    void endForClose() {
        end(outcome -> failures().closed(outcome, attempts()));
    }

    /** Ends the call because no thread would take it. */
    private void endForRejection() {
        end(outcome -> engine.isClosed()
                ? failures().closed(outcome, attempts())
                : failures().refused("the executor did not take it", outcome, attempts()));
    }

    /** Ends the call from a thread that must not be held up by what the caller does next. */
    private void end(Function<Outcome, RegistrationException> why) {
        if (settle()) {
            RegistrationException exception = suppressing(why.apply(stop()));
            finish(exception.outcome(), exception.getClass().getSimpleName());
            resources.complete(() -> future.completeExceptionally(exception));
        }
    }

    private boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** Has nothing more happen, and says what is known of the fate. */
    private Outcome stop() {
        AttemptGate running;
        Runnable wait;
        CompletableFuture<CallPlan<T>> asked;
        boolean unknown;
        synchronized (lock) {
            stopped = true;
            asked = preparing;
            running = gate;
            wait = cancelWait;
            cancelWait = null;
            unknown = fateUnknown;
        }
        if (wait != null) {
            wait.run();
        }
        if (asked != null) {
            asked.cancel(true);
        }
        boolean sent = running != null && running.shut();
        if (running != null && running.sawCreated() && operation == Operation.REGISTER) {
            return Outcome.APPLIED;
        }
        return unknown || sent ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
    }

    private void finish(Outcome outcome, String failure) {
        engine.remove(this);
        Runnable deadline;
        int number;
        synchronized (lock) {
            stopped = true;
            deadline = cancelDeadline;
            number = attempts;
        }
        if (deadline != null) {
            deadline.run();
        }
        Duration elapsed = Duration.ofNanos(resources.environment().nanoTime().getAsLong() - startedAt);
        engine.observe(observer -> observer.callFinished(new CallFinished(
                operation, number, outcome, failure.isEmpty() ? Optional.empty() : Optional.of(failure), elapsed)));
    }

    private RegistrationException suppressing(RegistrationException exception) {
        synchronized (lock) {
            earlier.forEach(exception::addSuppressed);
        }
        return exception;
    }

    private void report(Attempt attempt, int number, Duration elapsed, boolean sent) {
        OptionalInt status = attempt instanceof Attempt.Answered answered
                ? OptionalInt.of(answered.answer().status())
                : OptionalInt.empty();
        Optional<String> failure = attempt instanceof Attempt.Failed failed
                ? Optional.of(failed.cause().getClass().getSimpleName())
                : Optional.empty();
        engine.log(operation, stage.target(), number, attempt, sent, elapsed);
        engine.observe(observer -> observer.attemptFinished(
                new AttemptFinished(operation, stage.target(), number, status, failure, sent, elapsed)));
    }
}
