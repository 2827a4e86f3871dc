package dev.clientregistration;

import static dev.clientregistration.EngineCallStyle.success;
import static dev.clientregistration.ScriptedServer.answer;
import static dev.clientregistration.ScriptedServer.hangUp;
import static dev.clientregistration.ScriptedServer.stall;
import static dev.clientregistration.error.Operation.GET;
import static dev.clientregistration.error.Operation.REGISTER;
import static dev.clientregistration.error.Outcome.NOT_APPLIED;
import static dev.clientregistration.error.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RegistrationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Time limits: of the whole call, queueing and waits included, and of one attempt. */
@Timeout(60)
class DeadlineTest {
    private static final int CALLS = 15;
    private static final int AT_ONCE = 4;

    private final EngineObserver observer = new EngineObserver();

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"REGISTER", "GET"})
    void fifteenCallsAtAStalledServer_allEndAtTheirDeadlineQueuedOrNot(Operation operation) {
        try (ScriptedServer server = ScriptedServer.start(stall());
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .maxConcurrentCalls(AT_ONCE)
                        .callTimeout(Duration.ofMillis(1_500))
                        .observer(observer)
                        .build()) {
            long started = System.nanoTime();
            List<CompletableFuture<?>> calls = new ArrayList<>();
            List<CompletableFuture<Long>> ends = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                RequestOptions numbered = RequestOptions.builder()
                        .header("X-Call", String.valueOf(i))
                        .build();
                CompletableFuture<?> call = EngineCallStyle.start(registration, operation, server.endpoint(), numbered);
                calls.add(call);
                ends.add(call.handle((value, failure) -> System.nanoTime() - started));
            }

            List<RegistrationException> failures = failures(calls);

            assertThat(ends).extracting(CompletableFuture::join).allSatisfy(nanos -> assertThat(
                            TimeUnit.NANOSECONDS.toMillis(nanos))
                    .isBetween(1_500L, 10_000L));
            server.awaitNoConnections();
            // When the first calls end, those behind them may begin in their last moment; then they say so.
            assertThat(failures.subList(0, AT_ONCE)).allMatch(failure -> failure.outcome() == UNKNOWN);
            for (int i = 0; i < CALLS; i++) {
                String number = String.valueOf(i);
                assertThat(failures.get(i).outcome())
                        .isIn(
                                UNKNOWN,
                                server.requests().stream().anyMatch(request -> request.hasHeader("X-Call", number))
                                        ? UNKNOWN
                                        : NOT_APPLIED);
            }
        }
    }

    @Test
    void deadline_endsQueuedAndSentCallsAlikeAndEachOnce() {
        HandTimer timer = HandTimer.holdingWaits();
        try (ScriptedServer server = ScriptedServer.start(stall());
                ClientRegistration registration =
                        facade(server, timer).maxConcurrentCalls(AT_ONCE).build()) {
            AtomicInteger ends = new AtomicInteger();
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(EngineCallStyle.start(registration, REGISTER, server.endpoint())
                        .whenComplete((value, failure) -> ends.incrementAndGet()));
            }
            server.awaitRequests(AT_ONCE);
            assertThat(calls).noneMatch(CompletableFuture::isDone);

            timer.passDeadlines();
            timer.passDeadlines();

            List<RegistrationException> failures = failures(calls);
            assertThat(failures.subList(0, AT_ONCE))
                    .allMatch(failure -> failure.outcome() == UNKNOWN && failure.attempts() == 1);
            assertThat(failures.subList(AT_ONCE, CALLS))
                    .allMatch(failure -> failure.outcome() == NOT_APPLIED && failure.attempts() == 0);
            server.awaitNoConnections();
            registration.close();
            assertThat(ends).hasValue(CALLS);
            assertThat(observer.calls).hasSize(CALLS);
            assertThat(server.requests()).hasSize(AT_ONCE);
        }
    }

    private static List<RegistrationException> failures(List<CompletableFuture<?>> calls) {
        List<RegistrationException> failures = calls.stream()
                .<RegistrationException>map(
                        call -> EngineCallStyle.outcomeOf(call).error().orElseThrow())
                .toList();
        assertThat(failures).hasSize(CALLS).allMatch(CallTimeoutException.class::isInstance);
        return failures;
    }

    @ParameterizedTest
    @EnumSource
    void deadlineDuringAWaitAfterAnAttemptThatDidNothing_isNotApplied(EngineCallStyle style) {
        HandTimer timer = HandTimer.holdingWaits();
        try (ScriptedServer server = ScriptedServer.start(answer(503, "", "Retry-After: 5"));
                ClientRegistration registration = facade(server, timer).build()) {
            CompletableFuture<Result<?>> call = style.callInBackground(registration, REGISTER, server.endpoint());
            observer.awaitWaits(1);
            timer.awaitWaits(1);

            timer.passDeadlines();

            RegistrationException failure = EngineCallStyle.failureOf(call);
            assertThat(failure).isInstanceOf(CallTimeoutException.class);
            assertThat(failure.outcome()).isEqualTo(NOT_APPLIED);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.getSuppressed()).hasSize(1);
            timer.passWaits();
            registration.close();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadlineDuringAWaitAfterALostAttempt_isUnknown(EngineCallStyle style) {
        HandTimer timer = HandTimer.holdingWaits();
        try (ScriptedServer server = ScriptedServer.start(hangUp());
                ClientRegistration registration = facade(server, timer).build()) {
            CompletableFuture<Result<?>> call = style.callInBackground(registration, GET, server.endpoint());
            timer.awaitWaits(1);

            timer.passDeadlines();

            RegistrationException failure = EngineCallStyle.failureOf(call);
            assertThat(failure).isInstanceOf(CallTimeoutException.class);
            assertThat(failure.outcome()).isEqualTo(UNKNOWN);
            assertThat(failure.attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadlineWhileTheTokenIsAwaited_isNotAppliedAndNothingIsSent(EngineCallStyle style)
            throws InterruptedException {
        HandTimer timer = HandTimer.holdingWaits();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch given = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(success(REGISTER));
                ClientRegistration registration = facade(server, timer)
                        .initialAccessToken(InitialAccessToken.supplied(() -> {
                            asked.countDown();
                            await(given);
                            return Secret.of("token");
                        }))
                        .build()) {
            CompletableFuture<Result<?>> call = style.callInBackground(registration, REGISTER, server.endpoint());
            await(asked);

            timer.passDeadlines();

            RegistrationException failure = EngineCallStyle.failureOf(call);
            given.countDown();
            assertThat(failure).isInstanceOf(CallTimeoutException.class);
            assertThat(failure.outcome()).isEqualTo(NOT_APPLIED);
            assertThat(failure.attempts()).isZero();
            registration.close();
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadlineDuringTheHandshake_isNotAppliedAndEndsTheConnection(EngineCallStyle style) {
        HandTimer timer = HandTimer.holdingWaits();
        CountDownLatch shakingHands = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.startWithoutHandshake(socket -> {
                    socket.getInputStream().read();
                    shakingHands.countDown();
                    stall().play(socket);
                });
                ClientRegistration registration = facade(server, timer).build()) {
            CompletableFuture<Result<?>> call = style.callInBackground(registration, REGISTER, server.endpoint());
            await(shakingHands);

            timer.passDeadlines();

            RegistrationException failure = EngineCallStyle.failureOf(call);
            assertThat(failure).isInstanceOf(CallTimeoutException.class);
            assertThat(failure.outcome()).isEqualTo(NOT_APPLIED);
            assertThat(failure.attempts()).isEqualTo(1);
            server.awaitNoConnections();
        }
    }

    @ParameterizedTest
    @EnumSource
    void limitOfTheCall_goesBeforeThatOfTheFacade(EngineCallStyle style) {
        RequestOptions options =
                RequestOptions.builder().callTimeout(Duration.ofMillis(100)).build();
        try (ScriptedServer server = ScriptedServer.start(stall());
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .callTimeout(Duration.ofDays(1))
                        .build()) {
            Result<?> result = style.call(registration, REGISTER, server.endpoint(), options);

            assertThat(result.error()).containsInstanceOf(CallTimeoutException.class);
        }
    }

    // ---- attempts

    static Stream<Arguments> repeatableCalls() {
        return StandardOperations.ALL.stream()
                .filter(operation -> operation != REGISTER)
                .flatMap(operation -> Stream.of(EngineCallStyle.values()).map(style -> Arguments.of(operation, style)));
    }

    @ParameterizedTest
    @MethodSource("repeatableCalls")
    void attemptThatTakesTooLong_isRepeated(Operation operation, EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(stall(), success(operation));
                ClientRegistration registration = facade(server, HandTimer.skippingWaits())
                        .attemptTimeout(Duration.ofMillis(600))
                        .build()) {
            style.call(registration, operation, server.endpoint()).orElseThrow();

            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("repeatableCalls")
    void everyAttemptTakesTooLong_isATimeoutInDoubt(Operation operation, EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(stall());
                ClientRegistration registration = facade(server, HandTimer.skippingWaits())
                        .attemptTimeout(Duration.ofMillis(200))
                        .build()) {
            RegistrationException failure = style.call(registration, operation, server.endpoint())
                    .error()
                    .orElseThrow();

            assertThat(failure).isInstanceOf(CallTimeoutException.class);
            assertThat(failure.outcome()).isEqualTo(UNKNOWN);
            assertThat(failure.attempts()).isEqualTo(3);
            assertThat(failure.getSuppressed()).hasSize(2);
            server.awaitNoConnections();
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_isNotSubjectToTheAttemptLimit(EngineCallStyle style) {
        CountDownLatch limitHasPassed = new CountDownLatch(1);
        try (ScriptedServer server =
                        ScriptedServer.start(ScriptedServer.after(limitHasPassed, success(REGISTER)), stall());
                ClientRegistration registration = facade(server, HandTimer.skippingWaits())
                        .attemptTimeout(Duration.ofMillis(200))
                        .build()) {
            CompletableFuture<Result<?>> register = style.callInBackground(registration, REGISTER, server.endpoint());
            server.awaitRequests(1);
            // Began later and has come to the limit of an attempt three times when this returns.
            assertThat(style.call(registration, GET, server.endpoint()).error())
                    .containsInstanceOf(CallTimeoutException.class);
            limitHasPassed.countDown();

            assertThat(register.orTimeout(20, TimeUnit.SECONDS).join().isSuccess())
                    .isTrue();
        }
    }

    static Stream<Arguments> slowAnswers() {
        String head = ScriptedServer.head(200, 100_000);
        return Stream.of(EngineCallStyle.values())
                .flatMap(style -> Stream.of(
                        Arguments.of(style, head + " ".repeat(100_000)),
                        Arguments.of(style, head.replace("\r\n\r\n", "\r\nX-Long: " + "x".repeat(100_000)))));
    }

    @ParameterizedTest
    @MethodSource("slowAnswers")
    void answerThatComesByteByByte_endsWithTheCall(EngineCallStyle style, String slow) {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.drip(slow));
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .callTimeout(Duration.ofMillis(500))
                        .build()) {
            RegistrationException failure = style.call(registration, REGISTER, server.endpoint())
                    .error()
                    .orElseThrow();

            assertThat(failure).isInstanceOf(CallTimeoutException.class);
            assertThat(failure.outcome()).isEqualTo(UNKNOWN);
            assertThat(failure.attempts()).isEqualTo(1);
            server.awaitNoConnections();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("slowAnswers")
    void answerThatComesByteByByte_endsWithTheAttempt(EngineCallStyle style, String slow) {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.drip(slow));
                ClientRegistration registration = facade(server, HandTimer.skippingWaits())
                        .attemptTimeout(Duration.ofMillis(200))
                        .build()) {
            RegistrationException failure =
                    style.call(registration, GET, server.endpoint()).error().orElseThrow();

            assertThat(failure).isInstanceOf(CallTimeoutException.class);
            assertThat(failure.outcome()).isEqualTo(UNKNOWN);
            assertThat(failure.attempts()).isEqualTo(3);
            server.awaitNoConnections();
            assertThat(server.requests()).hasSize(3);
        }
    }

    private ClientRegistration.Builder facade(ScriptedServer server, HandTimer timer) {
        return ClientRegistration.builder()
                .endpoint(server.endpoint())
                .callTimeout(HandTimer.LIMIT)
                .environment(timer.environment())
                .observer(observer);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
