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

import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that their caller gives up: by the future, or by an interrupt. Deadlines never pass here. */
@Timeout(60)
class CancellationTest {
    private final HandTimer timer = HandTimer.holdingWaits();
    private final EngineObserver observer = new EngineObserver();

    /** The ways to give up a future. */
    enum GivingUp {
        CANCEL("CancellationException") {
            @Override
            void apply(CompletableFuture<?> call) {
                assertThat(call.cancel(true)).isTrue();
            }
        },
        CANCEL_WITHOUT_INTERRUPT("CancellationException") {
            @Override
            void apply(CompletableFuture<?> call) {
                assertThat(call.cancel(false)).isTrue();
            }
        },
        OR_TIMEOUT("TimeoutException") {
            @Override
            void apply(CompletableFuture<?> call) {
                assertThat(call.orTimeout(1, TimeUnit.MILLISECONDS)).failsWithin(20, TimeUnit.SECONDS);
            }
        },
        COMPLETE("") {
            @Override
            void apply(CompletableFuture<?> call) {
                assertThat(call.complete(null)).isTrue();
            }
        },
        COMPLETE_EXCEPTIONALLY("IllegalStateException") {
            @Override
            void apply(CompletableFuture<?> call) {
                assertThat(call.completeExceptionally(new IllegalStateException("the test's")))
                        .isTrue();
            }
        };

        private final String failure;

        GivingUp(String failure) {
            this.failure = failure;
        }

        abstract void apply(CompletableFuture<?> call);
    }

    static Stream<Arguments> everyOperationGivenUp() {
        return StandardOperations.ALL.stream()
                .flatMap(operation -> Stream.of(GivingUp.values()).map(givingUp -> Arguments.of(operation, givingUp)));
    }

    @ParameterizedTest
    @MethodSource("everyOperationGivenUp")
    void futureGivenUpDuringAnAttempt_closesTheConnectionAndIsUnknown(Operation operation, GivingUp givingUp) {
        try (ScriptedServer server = ScriptedServer.start(stall());
                ClientRegistration registration = facade(server).build()) {
            CompletableFuture<?> call = EngineCallStyle.start(registration, operation, server.endpoint());
            server.awaitRequests(1);

            givingUp.apply(call);

            server.awaitNoConnections();
            assertFinished(operation, givingUp.failure, UNKNOWN, 1);
            registration.close();
            assertThat(server.requests()).hasSize(1);
            assertThat(observer.calls).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void futureGivenUpDuringAWait_cancelsTheWaitAndNoRequestFollows(GivingUp givingUp) {
        try (ScriptedServer server = ScriptedServer.start(answer(503, "", "Retry-After: 1"), success(GET));
                ClientRegistration registration =
                        facade(server).maxConcurrentCalls(1).build()) {
            CompletableFuture<?> call = EngineCallStyle.start(registration, REGISTER, server.endpoint());
            timer.awaitWaits(1);

            givingUp.apply(call);

            assertFinished(REGISTER, givingUp.failure, NOT_APPLIED, 1);
            timer.awaitCancelledWaits(1);
            timer.passWaits();
            // There is one worker: what the wait might still have started would come before this.
            assertThat(EngineCallStyle.outcomeOf(EngineCallStyle.start(registration, GET, server.endpoint()))
                            .isSuccess())
                    .isTrue();
            assertThat(server.requests())
                    .extracting(ScriptedServer.Request::method)
                    .containsExactly("POST", "GET");
        }
    }

    @Test
    void futureGivenUpDuringAWaitAfterALostAttempt_isUnknown() {
        try (ScriptedServer server = ScriptedServer.start(hangUp());
                ClientRegistration registration = facade(server).build()) {
            CompletableFuture<?> call = EngineCallStyle.start(registration, GET, server.endpoint());
            timer.awaitWaits(1);

            assertThat(call.cancel(true)).isTrue();

            assertFinished(GET, "CancellationException", UNKNOWN, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void futureGivenUpWhileQueued_isNotAppliedAndNeverSent(GivingUp givingUp) {
        CountDownLatch first = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(after(first, success(GET)), success(GET));
                ClientRegistration registration =
                        facade(server).maxConcurrentCalls(1).build()) {
            CompletableFuture<?> running = EngineCallStyle.start(registration, GET, server.endpoint());
            server.awaitRequests(1);
            CompletableFuture<?> queued = EngineCallStyle.start(registration, REGISTER, server.endpoint());
            CompletableFuture<?> behind = EngineCallStyle.start(registration, GET, server.endpoint());

            givingUp.apply(queued);

            assertFinished(REGISTER, givingUp.failure, NOT_APPLIED, 0);
            first.countDown();
            assertThat(EngineCallStyle.outcomeOf(running).isSuccess()).isTrue();
            assertThat(EngineCallStyle.outcomeOf(behind).isSuccess()).isTrue();
            assertThat(server.requests())
                    .extracting(ScriptedServer.Request::method)
                    .containsExactly("GET", "GET");
        }
    }

    @Test
    void futureGivenUpDuringTheHandshake_isNotApplied() {
        CountDownLatch shakingHands = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.startWithoutHandshake(socket -> {
                    socket.getInputStream().read();
                    shakingHands.countDown();
                    stall().play(socket);
                });
                ClientRegistration registration = facade(server).build()) {
            CompletableFuture<?> call = EngineCallStyle.start(registration, REGISTER, server.endpoint());
            await(shakingHands);

            assertThat(call.cancel(true)).isTrue();

            server.awaitNoConnections();
            assertFinished(REGISTER, "CancellationException", NOT_APPLIED, 1);
        }
    }

    @Test
    void futureCancelledAfterItsEnd_keepsTheValue() {
        try (ScriptedServer server = ScriptedServer.start(success(GET));
                ClientRegistration registration = facade(server).build()) {
            CompletableFuture<?> call = EngineCallStyle.start(registration, GET, server.endpoint());
            EngineCallStyle.outcomeOf(call).orElseThrow();

            assertThat(call.cancel(true)).isFalse();

            assertThat(call).isCompleted();
            assertFinished(GET, "", Outcome.APPLIED, 1);
        }
    }

    // ---- interrupts

    @ParameterizedTest
    @StandardOperations
    void interruptDuringAnAttempt_endsTheCallAtOnceInDoubt(Operation operation) {
        try (ScriptedServer server = ScriptedServer.start(stall());
                ClientRegistration registration = facade(server).build()) {
            BlockingCaller caller = BlockingCaller.of(registration, operation, server);
            server.awaitRequests(1);

            caller.interrupt();

            RegistrationException failure = caller.interruption();
            assertThat(failure.outcome()).isEqualTo(UNKNOWN);
            assertThat(failure.attempts()).isEqualTo(1);
            assertFinished(operation, "CallInterruptedException", UNKNOWN, 1);
            server.awaitNoConnections();
            registration.close();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void interruptDuringAWait_endsTheCallAtOnceAndNoRequestFollows() {
        try (ScriptedServer server = ScriptedServer.start(answer(503, "", "Retry-After: 1"), success(GET));
                ClientRegistration registration =
                        facade(server).maxConcurrentCalls(1).build()) {
            BlockingCaller caller = BlockingCaller.of(registration, REGISTER, server);
            timer.awaitWaits(1);

            caller.interrupt();

            RegistrationException failure = caller.interruption();
            assertThat(failure.outcome()).isEqualTo(NOT_APPLIED);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.getSuppressed()).hasSize(1);
            timer.awaitCancelledWaits(1);
            timer.passWaits();
            EngineCallStyle.BLOCKING.call(registration, GET, server.endpoint()).orElseThrow();
            assertThat(server.requests())
                    .extracting(ScriptedServer.Request::method)
                    .containsExactly("POST", "GET");
        }
    }

    @Test
    void interruptWhileQueued_isNotAppliedAndNeverSent() {
        CountDownLatch first = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(after(first, success(GET)), success(GET));
                ClientRegistration registration =
                        facade(server).maxConcurrentCalls(1).build()) {
            CompletableFuture<?> running = EngineCallStyle.start(registration, GET, server.endpoint());
            server.awaitRequests(1);
            BlockingCaller caller = BlockingCaller.of(registration, REGISTER, server);

            caller.interrupt();

            RegistrationException failure = caller.interruption();
            assertThat(failure.outcome()).isEqualTo(NOT_APPLIED);
            assertThat(failure.attempts()).isZero();
            first.countDown();
            EngineCallStyle.outcomeOf(running).orElseThrow();
            EngineCallStyle.BLOCKING.call(registration, GET, server.endpoint()).orElseThrow();
            assertThat(server.requests())
                    .extracting(ScriptedServer.Request::method)
                    .containsExactly("GET", "GET");
        }
    }

    @Test
    void interruptBeforeTheCall_endsItAtOnceAndItIsNeverSent() {
        List<Runnable> held = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(success(REGISTER));
                ClientRegistration registration =
                        facade(server).executor(held::add).build()) {
            Thread.currentThread().interrupt();

            Result<?> result = EngineCallStyle.BLOCKING.call(registration, REGISTER, server.endpoint());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(result.error())
                    .containsInstanceOf(CallInterruptedException.class)
                    .map(RegistrationException::outcome)
                    .contains(NOT_APPLIED);
            held.forEach(Runnable::run);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void interruptOfOneCaller_leavesOtherCallsAlone(EngineCallStyle style) {
        CountDownLatch other = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(after(other, success(GET)), stall());
                ClientRegistration registration = facade(server).build()) {
            CompletableFuture<Result<?>> left = style.callInBackground(registration, GET, server.endpoint());
            server.awaitRequests(1);
            BlockingCaller caller = BlockingCaller.of(registration, REGISTER, server);
            server.awaitRequests(2);

            caller.interrupt();

            assertThat(caller.interruption().outcome()).isEqualTo(UNKNOWN);
            other.countDown();
            assertThat(left.orTimeout(20, TimeUnit.SECONDS).join().isSuccess()).isTrue();
        }
    }

    /** A thread that makes a blocking call. */
    private static final class BlockingCaller {
        private final Thread thread;
        private final AtomicReference<Result<?>> result = new AtomicReference<>();
        private volatile boolean flagKept;

        private BlockingCaller(ClientRegistration registration, Operation operation, ScriptedServer server) {
            thread = new Thread(
                    () -> {
                        result.set(EngineCallStyle.BLOCKING.call(registration, operation, server.endpoint()));
                        flagKept = Thread.currentThread().isInterrupted();
                    },
                    "interrupted-caller");
            thread.setDaemon(true);
        }

        static BlockingCaller of(ClientRegistration registration, Operation operation, ScriptedServer server) {
            BlockingCaller caller = new BlockingCaller(registration, operation, server);
            caller.thread.start();
            return caller;
        }

        void interrupt() {
            thread.interrupt();
        }

        /** The failure, which comes though no server, wait or deadline lets the call go on; the flag is kept. */
        RegistrationException interruption() {
            try {
                thread.join(20_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(thread.isAlive()).isFalse();
            assertThat(flagKept).isTrue();
            RegistrationException failure = result.get().error().orElseThrow();
            assertThat(failure).isInstanceOf(CallInterruptedException.class);
            return failure;
        }
    }

    private void assertFinished(Operation operation, String failure, Outcome outcome, int attempts) {
        observer.awaitCalls(1);
        assertThat(observer.calls)
                .filteredOn(call -> call.operation() == operation)
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.failure().orElse("")).isEqualTo(failure);
                    assertThat(call.outcome()).isEqualTo(outcome);
                    assertThat(call.attempts()).isEqualTo(attempts);
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ClientRegistration.Builder facade(ScriptedServer server) {
        return ClientRegistration.builder()
                .endpoint(server.endpoint())
                .callTimeout(HandTimer.LIMIT)
                .environment(timer.environment())
                .observer(observer);
    }
}
