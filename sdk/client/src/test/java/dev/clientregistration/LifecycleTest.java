package dev.clientregistration;

import static dev.clientregistration.EngineCallStyle.success;
import static dev.clientregistration.ScriptedServer.after;
import static dev.clientregistration.ScriptedServer.answer;
import static dev.clientregistration.ScriptedServer.hangUp;
import static dev.clientregistration.ScriptedServer.stall;
import static dev.clientregistration.error.Operation.GET;
import static dev.clientregistration.error.Operation.REGISTER;
import static dev.clientregistration.error.Outcome.NOT_APPLIED;
import static dev.clientregistration.error.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a facade opens and starts, and how it lets go of it. */
@Timeout(60)
class LifecycleTest {
    private final HandTimer timer = HandTimer.holdingWaits();
    private final EngineObserver observer = new EngineObserver();

    static Stream<Arguments> everyCall() {
        return StandardOperations.ALL.stream()
                .flatMap(operation -> Stream.of(EngineCallStyle.values()).map(style -> Arguments.of(operation, style)));
    }

    // ---- close during and after calls

    @ParameterizedTest
    @MethodSource("everyCall")
    void closeDuringAnAttempt_endsTheCallInDoubtAndItsConnection(Operation operation, EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(stall());
                ClientRegistration registration = facade(server).build()) {
            CompletableFuture<Result<?>> call = style.callInBackground(registration, operation, server.endpoint());
            server.awaitRequests(1);

            registration.close();

            assertRefused(EngineCallStyle.failureOf(call), UNKNOWN, 1);
            server.awaitNoConnections();
            assertThat(server.requests()).hasSize(1);
            assertThat(observer.calls).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeDuringAWait_endsTheCallAsItsAttemptsWere(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(answer(503, "", "Retry-After: 1"));
                ClientRegistration registration = facade(server).build()) {
            CompletableFuture<Result<?>> call = style.callInBackground(registration, REGISTER, server.endpoint());
            timer.awaitWaits(1);

            registration.close();

            RegistrationException failure = EngineCallStyle.failureOf(call);
            assertRefused(failure, NOT_APPLIED, 1);
            assertThat(failure.getSuppressed()).hasSize(1);
            timer.awaitCancelledWaits(1);
            timer.passWaits();
            server.awaitNoConnections();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void closeWhileQueued_endsTheCallWhichIsNeverSent(Operation operation, EngineCallStyle style)
            throws InterruptedException {
        BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        try (ScriptedServer server = ScriptedServer.start(success(operation));
                ClientRegistration registration =
                        facade(server).executor(queue::add).build()) {
            CompletableFuture<Result<?>> call = style.callInBackground(registration, operation, server.endpoint());
            Runnable queued = queue.poll(20, TimeUnit.SECONDS);
            assertThat(queued).isNotNull();

            registration.close();

            assertRefused(EngineCallStyle.failureOf(call), NOT_APPLIED, 0);
            queued.run();
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void callAfterClose_isRefusedUnsent(Operation operation, EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(success(operation));
                ClientRegistration registration = facade(server).build()) {
            registration.close();

            RegistrationException failure = style.call(registration, operation, server.endpoint())
                    .error()
                    .orElseThrow();

            assertRefused(failure, NOT_APPLIED, 0);
            assertThat(server.connections()).isZero();
            assertThat(observer.calls).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeTwice_isCloseOnce(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(success(GET));
                ClientRegistration registration = facade(server).build()) {
            style.call(registration, GET, server.endpoint()).orElseThrow();

            registration.close();
            registration.close();

            assertThat(style.call(registration, GET, server.endpoint()).error())
                    .containsInstanceOf(CallRefusedException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void close_leavesNeitherThreadsNorConnections() throws InterruptedException {
        try (ScriptedServer server =
                ScriptedServer.start(success(GET), answer(503, "", "Retry-After: 3600"), success(GET), stall())) {
            ClientRegistration registration = ClientRegistration.builder()
                    .endpoint(server.endpoint())
                    .callTimeout(Duration.ofDays(1))
                    .observer(observer)
                    .build();
            EngineCallStyle.BLOCKING.call(registration, GET, server.endpoint()).orElseThrow();
            CompletableFuture<?> waiting = EngineCallStyle.start(registration, REGISTER, server.endpoint());
            observer.awaitWaits(1);
            EngineCallStyle.BLOCKING.call(registration, GET, server.endpoint()).orElseThrow();
            CompletableFuture<?> stalled = EngineCallStyle.start(registration, REGISTER, server.endpoint());
            server.awaitRequests(4);
            String worker = observer.threads.get(0);
            String prefix = worker.substring(0, worker.lastIndexOf('-') + 1);
            assertThat(prefix).matches("client-registration-\\d+-");
            assertThat(threads(prefix)).isNotEmpty();

            registration.close();

            assertThat(EngineCallStyle.outcomeOf(waiting).isSuccess()).isFalse();
            assertThat(EngineCallStyle.outcomeOf(stalled).isSuccess()).isFalse();
            for (Thread thread : threads(prefix)) {
                thread.join(20_000);
            }
            assertThat(threads(prefix)).isEmpty();
            server.awaitNoConnections();
        }
    }

    private static List<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }

    // ---- derived facades

    @ParameterizedTest
    @EnumSource
    void closingTheParent_refusesCallsOfTheDerivedFacade(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(success(GET));
                ClientRegistration parent =
                        ClientRegistration.builder().endpoint(server.endpoint()).build();
                ClientRegistration derived = parent.derive(builder -> builder.header("X-Derived", "1"))) {
            style.call(derived, GET, server.endpoint()).orElseThrow();

            parent.close();

            assertRefused(style.call(derived, GET, server.endpoint()).error().orElseThrow(), NOT_APPLIED, 0);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTheDerivedFacade_leavesTheParentAndItsConnectionsAlone(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(success(GET));
                ClientRegistration parent = facade(server).build()) {
            ClientRegistration derived = parent.derive(builder -> builder.header("X-Derived", "1"));
            style.call(parent, GET, server.endpoint()).orElseThrow();
            style.call(derived, GET, server.endpoint()).orElseThrow();

            derived.close();

            assertRefused(style.call(derived, GET, server.endpoint()).error().orElseThrow(), NOT_APPLIED, 0);
            style.call(parent, GET, server.endpoint()).orElseThrow();
            assertThat(server.requests())
                    .extracting(request -> request.hasHeader("X-Derived", "1"))
                    .containsExactly(false, true, false);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTheDerivedFacade_endsItsCallsAndNotThoseOfTheParent(EngineCallStyle style) {
        CountDownLatch parents = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(after(parents, success(GET)), stall());
                ClientRegistration parent = facade(server).build()) {
            ClientRegistration derived = parent.derive(builder -> {});
            CompletableFuture<Result<?>> ofParent = style.callInBackground(parent, GET, server.endpoint());
            server.awaitRequests(1);
            CompletableFuture<Result<?>> ofDerived = style.callInBackground(derived, REGISTER, server.endpoint());
            server.awaitRequests(2);

            derived.close();

            assertRefused(EngineCallStyle.failureOf(ofDerived), UNKNOWN, 1);
            parents.countDown();
            assertThat(ofParent.orTimeout(20, TimeUnit.SECONDS).join().isSuccess())
                    .isTrue();
        }
    }

    // ---- executors

    @ParameterizedTest
    @EnumSource
    void executorOfTheApplication_runsTheAttemptsAndIsNotClosed(EngineCallStyle style) {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "application"));
        try (ScriptedServer server = ScriptedServer.start(answer(500), success(GET));
                ClientRegistration registration = facade(server)
                        .environment(HandTimer.skippingWaits().environment())
                        .executor(executor)
                        .build()) {
            style.call(registration, GET, server.endpoint()).orElseThrow();
            registration.close();

            assertThat(observer.threads).containsExactly("application", "application");
            assertThat(executor.isShutdown()).isFalse();
        } finally {
            executor.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void executorThatRejectsTheCall_refusesItUnsent(Operation operation, EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(success(operation));
                ClientRegistration registration =
                        facade(server).executor(rejectingAfter(0)).build()) {
            RegistrationException failure = style.call(registration, operation, server.endpoint())
                    .error()
                    .orElseThrow();

            assertRefused(failure, NOT_APPLIED, 0);
            assertThat(server.connections()).isZero();
            assertThat(observer.calls).hasSize(1);
        }
    }

    static Stream<Arguments> firstAttempts() {
        return Stream.of(EngineCallStyle.values())
                .flatMap(style -> Stream.of(
                        Arguments.of(style, answer(429), NOT_APPLIED), Arguments.of(style, hangUp(), UNKNOWN)));
    }

    @ParameterizedTest
    @MethodSource("firstAttempts")
    void executorThatRejectsTheNextAttempt_refusesItAsTheEarlierOnesWere(
            EngineCallStyle style, ScriptedServer.Step first, Outcome outcome) {
        try (ScriptedServer server = ScriptedServer.start(first, success(GET));
                ClientRegistration registration = facade(server)
                        .environment(HandTimer.skippingWaits().environment())
                        .executor(rejectingAfter(1))
                        .build()) {
            RegistrationException failure =
                    style.call(registration, GET, server.endpoint()).error().orElseThrow();

            assertRefused(failure, outcome, 1);
            assertThat(failure.getSuppressed()).hasSize(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static Executor rejectingAfter(int accepted) {
        AtomicInteger tasks = new AtomicInteger();
        return task -> {
            if (tasks.incrementAndGet() > accepted) {
                throw new RejectedExecutionException("the test's executor is full");
            }
            Thread thread = new Thread(task, "application");
            thread.setDaemon(true);
            thread.start();
        };
    }

    // ---- who completes futures

    /** The ways in which a call to a server that holds its answer back can end. */
    enum Ending {
        ANSWERED,
        DEADLINE,
        CLOSED
    }

    @ParameterizedTest
    @EnumSource
    void future_isCompletedOnAThreadOfTheSdkThatIsNotItsTimer(Ending ending) {
        CountDownLatch chained = new CountDownLatch(1);
        try (ScriptedServer server =
                        ScriptedServer.start(ending == Ending.ANSWERED ? after(chained, success(GET)) : stall());
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .callTimeout(ending == Ending.DEADLINE ? Duration.ofMillis(500) : Duration.ofDays(1))
                        .build()) {
            CompletableFuture<String> completer = EngineCallStyle.start(registration, GET, server.endpoint())
                    .handle((value, failure) -> Thread.currentThread().getName());
            chained.countDown();
            if (ending == Ending.CLOSED) {
                server.awaitRequests(1);
                registration.close();
            }

            assertThat(completer.orTimeout(20, TimeUnit.SECONDS).join())
                    .startsWith("client-registration-")
                    .doesNotContain("timer");
        }
    }

    @Test
    void applicationThatHoldsUpACompletion_doesNotHoldUpTheDeadlinesOfOtherCalls() {
        CountDownLatch release = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(stall());
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .callTimeout(Duration.ofMillis(100))
                        .build()) {
            CompletableFuture<?> held = EngineCallStyle.start(registration, GET, server.endpoint())
                    .whenComplete((value, failure) -> await(release));
            CompletableFuture<?> other = EngineCallStyle.start(registration, GET, server.endpoint());

            assertThat(EngineCallStyle.outcomeOf(other).error()).containsInstanceOf(CallTimeoutException.class);

            assertThat(held).isNotDone();
            release.countDown();
            assertThat(EngineCallStyle.outcomeOf(held).error()).containsInstanceOf(CallTimeoutException.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(RegistrationException failure, Outcome outcome, int attempts) {
        assertThat(failure).isInstanceOf(CallRefusedException.class);
        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.attempts()).isEqualTo(attempts);
    }

    private ClientRegistration.Builder facade(ScriptedServer server) {
        return ClientRegistration.builder()
                .endpoint(server.endpoint())
                .callTimeout(HandTimer.LIMIT)
                .environment(timer.environment())
                .observer(observer);
    }
}
