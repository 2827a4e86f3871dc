package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clientregistration.CallGuard.Admission;
import dev.clientregistration.CallObserver.AttemptFinished;
import dev.clientregistration.CallObserver.AttemptStarted;
import dev.clientregistration.CallObserver.CallFinished;
import dev.clientregistration.CallObserver.Waiting;
import dev.clientregistration.TransportServer.Reaction;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.resilience4j.Resilience4jGuard;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who looks on, and who has a say. */
@Timeout(60)
class ObserverAndGuardTest {
    private static final Reaction COME_BACK = TransportServer.answer(503, "", "Retry-After: 0");

    // ---- observers: what they are told

    @ParameterizedTest
    @MethodSource("everyOperation")
    void observer_success_isToldOfItsAttemptAndItsEnd(Operation operation, TransportCallStyle style)
            throws IOException {
        TransportObserver observer = new TransportObserver();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration =
                        SampleClient.facade(server).observer(observer).build()) {
            int status = style.call(operation, registration).status();

            assertThat(observer.events())
                    .hasExactlyElementsOfTypes(AttemptStarted.class, AttemptFinished.class, CallFinished.class);
            URI target =
                    URI.create(server.registrationEndpoint() + (operation == Operation.REGISTER ? "" : "/client-1"));
            assertThat(observer.events().get(0)).isEqualTo(new AttemptStarted(operation, target, 1));
            AttemptFinished attempt = observer.onlyAttempt();
            assertThat(attempt)
                    .returns(operation, AttemptFinished::operation)
                    .returns(target, AttemptFinished::target)
                    .returns(1, AttemptFinished::attempt)
                    .returns(Optional.empty(), AttemptFinished::failure)
                    .returns(true, AttemptFinished::sent);
            assertThat(attempt.httpStatus()).hasValue(status);
            assertThat(attempt.elapsed()).isPositive();
            assertThat(observer.events(CallFinished.class))
                    .singleElement()
                    .returns(operation, CallFinished::operation)
                    .returns(1, CallFinished::attempts)
                    .returns(Outcome.APPLIED, CallFinished::outcome)
                    .returns(Optional.empty(), CallFinished::failure)
                    .satisfies(end -> assertThat(end.elapsed()).isGreaterThanOrEqualTo(attempt.elapsed()));
        }
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void observer_retry_isToldOfEveryAttemptAndWait(Operation operation, TransportCallStyle style) throws IOException {
        TransportObserver observer = new TransportObserver();
        AtomicInteger count = new AtomicInteger();
        try (TransportServer server = TransportServer.plain(
                        request -> count.getAndIncrement() == 0 ? COME_BACK : SampleClient.done(request));
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .observer(observer)
                        .build()) {
            style.call(operation, registration);

            assertThat(observer.events())
                    .hasExactlyElementsOfTypes(
                            AttemptStarted.class,
                            AttemptFinished.class,
                            Waiting.class,
                            AttemptStarted.class,
                            AttemptFinished.class,
                            CallFinished.class);
            assertThat(observer.events(AttemptStarted.class))
                    .extracting(AttemptStarted::attempt)
                    .containsExactly(1, 2);
            assertThat(observer.events(AttemptFinished.class))
                    .extracting(AttemptFinished::attempt)
                    .containsExactly(1, 2);
            assertThat(observer.events(AttemptFinished.class).get(0).httpStatus())
                    .hasValue(503);
            assertThat(observer.events(Waiting.class)).containsExactly(new Waiting(operation, 2, Duration.ZERO));
            assertThat(observer.events(CallFinished.class))
                    .singleElement()
                    .returns(2, CallFinished::attempts)
                    .returns(Outcome.APPLIED, CallFinished::outcome);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void observer_failure_isToldTheOutcomeThatTheCallerGets(
            TransportCallStyle style, Reaction reaction, Optional<String> broken, Outcome outcome) throws IOException {
        TransportObserver observer = new TransportObserver();
        try (TransportServer server = TransportServer.plain(request -> reaction);
                ClientRegistration registration =
                        SampleClient.facade(server).observer(observer).build()) {
            RegistrationException failure = style.failure(registration);

            assertThat(failure.outcome()).isEqualTo(outcome);
            assertThat(observer.events())
                    .hasExactlyElementsOfTypes(AttemptStarted.class, AttemptFinished.class, CallFinished.class);
            assertThat(observer.onlyAttempt().failure()).isEqualTo(broken);
            assertThat(observer.onlyAttempt().httpStatus().isPresent()).isEqualTo(broken.isEmpty());
            assertThat(observer.events(CallFinished.class))
                    .singleElement()
                    .returns(outcome, CallFinished::outcome)
                    .returns(Optional.of(failure.getClass().getSimpleName()), CallFinished::failure);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(TransportCallStyle.values())
                .flatMap(style -> Stream.of(
                        arguments(style, TransportServer.answer(400, ""), Optional.empty(), Outcome.NOT_APPLIED),
                        arguments(style, TransportServer.answer(500, ""), Optional.empty(), Outcome.UNKNOWN),
                        arguments(style, TransportServer.answer(201, "{}"), Optional.empty(), Outcome.APPLIED),
                        arguments(style, TransportServer.drop(), Optional.of("IOException"), Outcome.UNKNOWN)));
    }

    @ParameterizedTest
    @EnumSource
    void observer_nothingSent_isToldSo(TransportCallStyle style) throws IOException {
        TransportObserver observer = new TransportObserver();
        TransportServer server = TransportServer.plain(SampleClient::done);
        server.close();
        try (ClientRegistration registration = SampleClient.facade(server)
                .retryPolicy(RetryPolicy.never())
                .observer(observer)
                .build()) {
            style.failure(registration);

            assertThat(observer.onlyAttempt())
                    .returns(false, AttemptFinished::sent)
                    .returns(Optional.of("ConnectException"), AttemptFinished::failure);
            assertThat(observer.events(CallFinished.class))
                    .singleElement()
                    .returns(Outcome.NOT_APPLIED, CallFinished::outcome);
        }
    }

    @Test
    void observer_cancelledAfterSending_isToldOnceThatTheOutcomeIsUnknown() throws IOException {
        TransportObserver observer = new TransportObserver();
        CountDownLatch arrived = new CountDownLatch(1);
        try (TransportServer server = TransportServer.plain(request -> {
                    arrived.countDown();
                    return TransportServer.silence();
                });
                ClientRegistration registration =
                        SampleClient.facade(server).observer(observer).build()) {
            CompletableFuture<ClientInformation> future = registration.registerAsync(SampleClient.METADATA);
            await(arrived);
            future.cancel(true);

            assertThat(observer.events(CallFinished.class))
                    .singleElement()
                    .returns(1, CallFinished::attempts)
                    .returns(Outcome.UNKNOWN, CallFinished::outcome)
                    .returns(Optional.of("CancellationException"), CallFinished::failure);
            assertThat(observer.awaitAttemptFinished()).returns(true, AttemptFinished::sent);
            assertThat(observer.events(CallFinished.class)).hasSize(1);
        }
    }

    @Test
    void observer_cancelledInTheQueue_isToldOnceThatNothingWasSent() throws IOException {
        TransportObserver observer = new TransportObserver();
        List<Runnable> queue = new ArrayList<>();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .observer(observer)
                        .executor(queue::add)
                        .build()) {
            registration.registerAsync(SampleClient.METADATA).cancel(true);
            queue.forEach(Runnable::run);

            assertThat(observer.events())
                    .singleElement()
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(CallFinished.class))
                    .returns(0, CallFinished::attempts)
                    .returns(Outcome.NOT_APPLIED, CallFinished::outcome);
            assertThat(server.accepted()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void observer_refusedBeforeSending_isToldOfTheEndAlone(TransportCallStyle style) throws IOException {
        TransportObserver observer = new TransportObserver();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration =
                        SampleClient.facade(server).observer(observer).build()) {
            ManagementCredentials withoutToken =
                    ManagementCredentials.builder("client-1").build();
            Result.of(
                    () -> style.call(() -> registration.get(withoutToken), () -> registration.getAsync(withoutToken)));

            assertThat(observer.events())
                    .containsExactly(new CallFinished(
                            Operation.GET,
                            0,
                            Outcome.NOT_APPLIED,
                            Optional.of("CallRefusedException"),
                            observer.events(CallFinished.class).get(0).elapsed()));
        }
    }

    @Test
    void observer_everyEnd_comesBeforeTheCallerLearnsOfIt() throws IOException {
        TransportObserver observer = new TransportObserver();
        AtomicInteger seen = new AtomicInteger();
        try (TransportServer server = TransportServer.plain(
                        request -> request.number() % 2 == 0 ? TransportServer.drop() : SampleClient.done(request));
                ClientRegistration registration =
                        SampleClient.facade(server).observer(observer).build()) {
            for (int i = 1; i <= 20; i++) {
                registration
                        .registerAsync(SampleClient.METADATA)
                        .handle((client, failure) -> {
                            seen.set(observer.events(CallFinished.class).size());
                            return null;
                        })
                        .join();
                assertThat(seen).hasValue(i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void observer_thatThrows_disturbsNothingAndIsLoggedOnceWithoutItsMessage(TransportCallStyle style)
            throws IOException {
        TransportObserver other = new TransportObserver();
        CallObserver broken = new CallObserver() {
            @Override
            public void attemptStarted(AttemptStarted event) {
                throw new IllegalStateException("marker");
            }

            @Override
            public void attemptFinished(AttemptFinished event) {
                throw new IllegalStateException("marker");
            }

            @Override
            public void waiting(Waiting event) {
                throw new IllegalStateException("marker");
            }

            @Override
            public void callFinished(CallFinished event) {
                throw new IllegalStateException("marker");
            }
        };
        AtomicInteger count = new AtomicInteger();
        try (TransportServer server = TransportServer.plain(
                        request -> count.getAndIncrement() == 0 ? COME_BACK : SampleClient.done(request));
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .observer(broken)
                        .observer(other)
                        .build();
                CapturedLog log = CapturedLog.from(Level.INFO)) {
            style.register(registration);
            style.register(registration);

            assertThat(other.events()).hasSize(6 + 3);
            assertThat(log.records()).singleElement().returns(Level.WARNING, LogRecord::getLevel);
            assertThat(log.lines())
                    .noneMatch(line -> line.contains("marker"))
                    .allMatch(line -> line.contains("IllegalStateException"));
        }
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void observer_events_holdNoSecret(Operation operation, TransportCallStyle style) throws IOException {
        TransportObserver observer = new TransportObserver();
        try (TransportServer server = TransportServer.plain(request -> request.number() == 1
                        ? TransportServer.answer(
                                429, "{\"error\":\"marker-code\"}", "X-Any: marker-answer", "Retry-After: 0")
                        : SampleClient.done(request));
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.uri("/register?key=marker-query"))
                        .initialAccessToken(InitialAccessToken.fixed(Secret.of("marker-token")))
                        .header("X-Any", "marker-header")
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .observer(observer)
                        .build()) {
            style.call(operation, registration);

            assertThat(observer.events()).hasSize(6);
            assertThat(observer.events().toString()).doesNotContain("marker");
        }
    }

    // ---- guards: what they decide

    @ParameterizedTest
    @MethodSource("everyOperation")
    void guard_thatRefuses_endsTheCallBeforeAnythingIsSent(Operation operation, TransportCallStyle style)
            throws IOException {
        RecordingGuard guard = new RecordingGuard(Admission.refused("it is the night of the long backup"));
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration =
                        SampleClient.facade(server).guard(guard).build()) {
            assertThat(style.failure(operation, registration))
                    .isInstanceOf(CallRefusedException.class)
                    .hasMessageContaining("it is the night of the long backup")
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome)
                    .returns(0, RegistrationException::attempts);
            assertThat(server.accepted()).isZero();
            assertThat(guard.told()).as("a refusal is not an admission").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void guard_firstRefusal_countsAndReleasesThoseBefore(TransportCallStyle style) throws IOException {
        RecordingGuard first = new RecordingGuard(Admission.now());
        RecordingGuard second = new RecordingGuard(Admission.refused("the second says no"));
        RecordingGuard third = new RecordingGuard(Admission.refused("the third says no"));
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .guard(first)
                        .guard(second)
                        .guard(third)
                        .build()) {
            assertThat(style.failure(registration)).hasMessageContaining("the second says no");
            assertThat(first.told()).containsExactly("released register");
            assertThat(third.asked()).isZero();
            assertThat(server.accepted()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void guard_refusalAfterALostAnswer_leavesTheOutcomeUnknown(TransportCallStyle style) throws IOException {
        RecordingGuard guard = new RecordingGuard(Admission.now(), Admission.refused("enough"));
        try (TransportServer server = TransportServer.plain(request -> TransportServer.drop());
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .guard(guard)
                        .build()) {
            RegistrationException failure = style.failure(Operation.DELETE, registration);

            assertThat(failure)
                    .isInstanceOf(CallRefusedException.class)
                    .returns(Outcome.UNKNOWN, RegistrationException::outcome)
                    .returns(1, RegistrationException::attempts);
            assertThat(failure.getSuppressed()).as("earlier attempts").hasSize(1);
            assertThat(guard.told()).containsExactly("failed delete IOException");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void guard_thatDelays_holdsTheRequestBackForTheLongestWait() throws IOException {
        TimerByHand timer = new TimerByHand();
        RecordingGuard shorter = new RecordingGuard(Admission.after(Duration.ofSeconds(2)));
        RecordingGuard longer = new RecordingGuard(Admission.after(Duration.ofSeconds(7)));
        RecordingGuard none = new RecordingGuard(Admission.now());
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .guard(shorter)
                        .guard(longer)
                        .guard(none)
                        .environment(timer.environment())
                        .build()) {
            CompletableFuture<ClientInformation> future = registration.registerAsync(SampleClient.METADATA);
            TimerByHand.Task deadline = timer.next();
            TimerByHand.Task wait = timer.next();

            assertThat(deadline.delay()).isEqualTo(Duration.ofSeconds(30));
            assertThat(wait.delay()).isEqualTo(Duration.ofSeconds(7));
            assertThat(server.accepted()).isZero();
            wait.run();
            assertThat(future.join().clientId()).isEqualTo(SampleClient.ID);
            for (RecordingGuard guard : List.of(shorter, longer, none)) {
                assertThat(guard.told()).containsExactly("succeeded register");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void guard_delayBeyondTheDeadline_endsTheCallAtOnce(TransportCallStyle style) throws IOException {
        RecordingGuard guard = new RecordingGuard(Admission.after(Duration.ofSeconds(31)));
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration =
                        SampleClient.facade(server).guard(guard).build()) {
            assertThat(style.failure(registration))
                    .isInstanceOf(CallRefusedException.class)
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome);
            assertThat(guard.told()).containsExactly("released register");
            assertThat(server.accepted()).isZero();
        }
    }

    @Test
    void guard_cancelledWhileItDelays_isReleasedAndNothingIsSent() throws IOException {
        TimerByHand timer = new TimerByHand();
        RecordingGuard guard = new RecordingGuard(Admission.after(Duration.ofSeconds(7)));
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .guard(guard)
                        .environment(timer.environment())
                        .build()) {
            CompletableFuture<ClientInformation> future = registration.registerAsync(SampleClient.METADATA);
            TimerByHand.Task deadline = timer.next();
            TimerByHand.Task wait = timer.next();
            future.cancel(true);

            assertThat(guard.awaitTold(1)).containsExactly("released register");
            assertThat(wait.isCancelled()).isTrue();
            assertThat(deadline.isCancelled()).isTrue();
            assertThat(server.accepted()).isZero();
        }
    }

    // ---- guards: what they are told

    @ParameterizedTest
    @MethodSource("endsOfAnAttempt")
    void guard_endOfAnAttempt_isToldOnceWhetherTheServerWorks(TransportCallStyle style, Reaction reaction, String told)
            throws IOException {
        RecordingGuard guard = new RecordingGuard(Admission.now());
        try (TransportServer server = TransportServer.plain(request -> reaction);
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(RetryPolicy.never())
                        .guard(guard)
                        .build()) {
            Result.of(() -> style.call(Operation.GET, registration));

            assertThat(guard.asked()).isOne();
            assertThat(guard.told()).containsExactly(told);
        }
    }

    static Stream<Arguments> endsOfAnAttempt() {
        return Stream.of(TransportCallStyle.values())
                .flatMap(style -> Stream.of(
                        arguments(style, TransportServer.answer(200, SampleClient.JSON), "succeeded get"),
                        arguments(style, TransportServer.answer(200, "unreadable"), "succeeded get"),
                        arguments(style, TransportServer.answer(307, ""), "succeeded get"),
                        arguments(style, TransportServer.answer(400, ""), "succeeded get"),
                        arguments(style, TransportServer.answer(401, ""), "succeeded get"),
                        arguments(style, TransportServer.answer(404, ""), "succeeded get"),
                        arguments(style, TransportServer.answer(429, ""), "succeeded get"),
                        arguments(style, TransportServer.answer(500, ""), "failed get IOException"),
                        arguments(style, COME_BACK, "failed get IOException"),
                        arguments(style, TransportServer.drop(), "failed get IOException"),
                        arguments(style, TransportServer.reset(), "failed get SocketException")));
    }

    @ParameterizedTest
    @EnumSource
    void guard_everyAttempt_isAskedAndToldAnew(TransportCallStyle style) throws IOException {
        RecordingGuard guard = new RecordingGuard(Admission.now());
        AtomicInteger count = new AtomicInteger();
        try (TransportServer server = TransportServer.plain(
                        request -> count.getAndIncrement() < 2 ? COME_BACK : SampleClient.done(request));
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .guard(guard)
                        .build()) {
            style.register(registration);

            assertThat(guard.asked()).isEqualTo(3);
            assertThat(guard.told())
                    .containsExactly(
                            "failed register IOException", "failed register IOException", "succeeded register");
        }
    }

    @Test
    void guard_cancelledDuringAnAttempt_isReleased() throws IOException {
        RecordingGuard guard = new RecordingGuard(Admission.now());
        CountDownLatch arrived = new CountDownLatch(1);
        try (TransportServer server = TransportServer.plain(request -> {
                    arrived.countDown();
                    return TransportServer.silence();
                });
                ClientRegistration registration =
                        SampleClient.facade(server).guard(guard).build()) {
            CompletableFuture<ClientInformation> future = registration.registerAsync(SampleClient.METADATA);
            await(arrived);
            future.cancel(true);

            assertThat(guard.awaitTold(1)).containsExactly("released register");
        }
    }

    /** Whatever happens to calls at once, no admission is lost and none is told twice. */
    @RepeatedTest(3)
    void guard_underLoadWithCancellations_isToldExactlyOncePerAdmission() throws Exception {
        RecordingGuard plain = new RecordingGuard(Admission.now());
        RecordingGuard delaying = new RecordingGuard(Admission.after(Duration.ofMillis(1)));
        ExecutorService executor = Executors.newFixedThreadPool(16);
        Reaction[] reactions = {
            TransportServer.answer(500, ""),
            TransportServer.drop(),
            COME_BACK,
            TransportServer.answer(400, ""),
            TransportServer.reset()
        };
        try (TransportServer server = TransportServer.plain(request -> {
                    int chance = ThreadLocalRandom.current().nextInt(2 * reactions.length);
                    return chance < reactions.length ? reactions[chance] : SampleClient.done(request);
                });
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .guard(plain)
                        .guard(delaying)
                        .executor(executor)
                        .build()) {
            List<CompletableFuture<ClientInformation>> futures = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                futures.add(
                        i % 2 == 0
                                ? registration.registerAsync(SampleClient.METADATA)
                                : registration.getAsync(SampleClient.CREDENTIALS));
                if (i >= 20 && i % 3 == 0) {
                    futures.get(i - ThreadLocalRandom.current().nextInt(20)).cancel(true);
                }
            }
            futures.forEach(future -> future.exceptionally(failure -> null).join());
        }
        // The facade is closed and every attempt over, so nothing more can be told.
        executor.shutdown();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(plain.asked()).isGreaterThan(100);
        assertThat(plain.told()).hasSize(plain.asked());
        assertThat(delaying.told()).hasSize(delaying.asked());
        assertThat(plain.told())
                .anyMatch(told -> told.startsWith("succeeded"))
                .anyMatch(told -> told.startsWith("failed"));
    }

    @Test
    void admission_badArguments_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Admission.refused(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Admission.after(Duration.ofNanos(-1)));
        assertThatNullPointerException().isThrownBy(() -> Admission.refused(null));
        assertThatNullPointerException().isThrownBy(() -> Admission.after(null));
        assertThat(Admission.now()).returns(true, Admission::isAdmitted).returns(Duration.ZERO, Admission::delay);
        assertThat(Admission.refused("why"))
                .returns(false, Admission::isAdmitted)
                .returns("why", Admission::reason);
    }

    // ---- Resilience4j

    @ParameterizedTest
    @EnumSource
    void rateLimiter_withNothingToGive_refusesBeforeAnythingIsSent(TransportCallStyle style) throws IOException {
        RateLimiter limiter = limiter(Duration.ZERO);
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .guard(Resilience4jGuard.of(limiter))
                        .build()) {
            style.register(registration);

            assertThat(style.failure(registration))
                    .isInstanceOf(CallRefusedException.class)
                    .hasMessageContaining("the rate limiter registrations has no permission to give")
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void rateLimiter_withAWait_holdsTheRequestBackUntilItsTurn() throws IOException {
        TimerByHand timer = new TimerByHand();
        RateLimiter limiter = limiter(Duration.ofHours(1));
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .guard(Resilience4jGuard.of(limiter))
                        .callTimeout(Duration.ofHours(2))
                        .environment(timer.environment())
                        .build()) {
            registration.register(SampleClient.METADATA);
            timer.next();
            CompletableFuture<ClientInformation> second = registration.registerAsync(SampleClient.METADATA);
            timer.next();
            TimerByHand.Task wait = timer.next();

            assertThat(wait.delay()).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
            assertThat(server.requests()).hasSize(1);
            wait.run();
            assertThat(second.join().clientId()).isEqualTo(SampleClient.ID);
            assertThat(server.requests()).hasSize(2);
        }
    }

    /** One permission an hour. */
    private static RateLimiter limiter(Duration patience) {
        return RateLimiter.of(
                "registrations",
                RateLimiterConfig.custom()
                        .limitForPeriod(1)
                        .limitRefreshPeriod(Duration.ofHours(1))
                        .timeoutDuration(patience)
                        .build());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS))
                    .as("the request arrived")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Arguments> everyOperation() {
        return ResendTest.everyOperation();
    }

    /** Answers as it was told to, the last answer for ever, and keeps what it hears. */
    private static final class RecordingGuard implements CallGuard {
        private final List<Admission> answers;
        private final List<String> told = new ArrayList<>();
        private int asked;

        private RecordingGuard(Admission... answers) {
            this.answers = List.of(answers);
        }

        @Override
        public synchronized Admission admit(Operation operation) {
            notifyAll();
            return answers.get(Math.min(asked++, answers.size() - 1));
        }

        @Override
        public void succeeded(Operation operation, Duration elapsed) {
            note("succeeded " + operation);
        }

        @Override
        public void failed(Operation operation, Duration elapsed, Throwable failure) {
            note("failed " + operation + " " + failure.getClass().getSimpleName());
        }

        @Override
        public void released(Operation operation) {
            note("released " + operation);
        }

        private synchronized void note(String what) {
            told.add(what);
            notifyAll();
        }

        synchronized int asked() {
            return asked;
        }

        synchronized List<String> told() {
            return List.copyOf(told);
        }

        /** What it was told, once it was told so often: a cancelled call does not wait for that. */
        synchronized List<String> awaitTold(int times) {
            try {
                for (long end = System.nanoTime() + 10_000_000_000L; told.size() < times && System.nanoTime() < end; ) {
                    wait(100);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return told();
        }
    }
}
