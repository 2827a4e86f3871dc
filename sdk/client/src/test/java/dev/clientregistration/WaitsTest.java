package dev.clientregistration;

import static dev.clientregistration.ScriptedServer.answer;
import static dev.clientregistration.error.Operation.GET;
import static dev.clientregistration.error.Operation.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.CallObserver.Waiting;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.internal.engine.EngineEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How long calls wait between their attempts. Time stands still unless a test moves it. */
@Timeout(60)
class WaitsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final RetryPolicy EIGHT_ATTEMPTS =
            RetryPolicy.builder().maxAttempts(8).build();

    private final HandTimer timer = HandTimer.skippingWaits();
    private final EngineObserver observer = new EngineObserver();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private double random = 0.5;

    static Stream<Arguments> jitters() {
        return forBothStyles(
                Arguments.of(0.0, List.of(0, 0, 0, 0, 0, 0, 0)),
                Arguments.of(0.25, List.of(50, 100, 200, 400, 800, 1_250, 1_250)),
                Arguments.of(0.5, List.of(100, 200, 400, 800, 1_600, 2_500, 2_500)),
                Arguments.of(Math.nextDown(1.0), List.of(199, 399, 799, 1_599, 3_199, 4_999, 4_999)));
    }

    @ParameterizedTest
    @MethodSource("jitters")
    void waits_areDrawnEvenlyBelowABoundThatDoublesFrom200MillisUpTo5Seconds(
            EngineCallStyle style, double random, List<Integer> millis) {
        this.random = random;
        try (ScriptedServer server = ScriptedServer.start(answer(500));
                ClientRegistration registration =
                        facade(server).retryPolicy(EIGHT_ATTEMPTS).build()) {
            style.call(registration, GET, server.endpoint());

            assertThat(timer.waits())
                    .extracting(Duration::toMillis)
                    .containsExactlyElementsOf(
                            millis.stream().map(Integer::longValue).toList());
            assertThat(server.requests()).hasSize(8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waits_growFromTheDelaysOfThePolicy(EngineCallStyle style) {
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(5)
                .baseDelay(Duration.ofSeconds(1))
                .maxDelay(Duration.ofSeconds(3))
                .build();
        try (ScriptedServer server = ScriptedServer.start(answer(500));
                ClientRegistration registration =
                        facade(server).retryPolicy(policy).build()) {
            style.call(registration, GET, server.endpoint());

            assertThat(timer.waits()).extracting(Duration::toMillis).containsExactly(500L, 1_000L, 1_500L, 1_500L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void observer_isToldOfEachWaitBeforeTheAttemptThatFollows(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(answer(500), answer(429, "", "Retry-After: 7"));
                ClientRegistration registration = facade(server).build()) {
            style.call(registration, GET, server.endpoint());

            assertThat(observer.waits)
                    .containsExactly(
                            new Waiting(GET, 2, Duration.ofMillis(100)), new Waiting(GET, 3, Duration.ofSeconds(7)));
            assertThat(timer.waits()).containsExactly(Duration.ofMillis(100), Duration.ofSeconds(7));
        }
    }

    static Stream<Arguments> wishes() {
        return forBothStyles(
                Arguments.of(503, "Retry-After: 7", Duration.ofSeconds(7)),
                Arguments.of(503, "Retry-After: 120", Duration.ofSeconds(120)),
                Arguments.of(503, "retry-after:  7 ", Duration.ofSeconds(7)),
                Arguments.of(429, "Retry-After: 7", Duration.ofSeconds(7)),
                Arguments.of(408, "Retry-After: 7", Duration.ofSeconds(7)),
                Arguments.of(425, "Retry-After: 7", Duration.ofSeconds(7)),
                Arguments.of(503, "Retry-After: Sat, 21 Nov 2026 10:00:09 GMT", Duration.ofSeconds(9)),
                Arguments.of(429, "Retry-After: Sat, 21 Nov 2026 10:01:00 GMT", Duration.ofSeconds(60)),
                Arguments.of(429, "RateLimit-Reset: 11", Duration.ofSeconds(11)));
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void waitThatTheServerAsksFor_isKept(EngineCallStyle style, int status, String header, Duration wait) {
        try (ScriptedServer server =
                        ScriptedServer.start(answer(status, "", header), EngineCallStyle.success(REGISTER));
                ClientRegistration registration = facade(server).build()) {
            style.call(registration, REGISTER, server.endpoint()).orElseThrow();

            assertThat(timer.waits()).containsExactly(wait);
            assertThat(server.requests()).hasSize(2);
        }
    }

    static Stream<Arguments> noWishes() {
        return forBothStyles(
                Arguments.of("Retry-After: 0"),
                Arguments.of("Retry-After: Sat, 21 Nov 2026 09:59:00 GMT"),
                Arguments.of("Retry-After: soon"),
                Arguments.of("Retry-After: -1"),
                Arguments.of("Retry-After:"));
    }

    @ParameterizedTest
    @MethodSource("noWishes")
    void noUsableWait_isTheOrdinaryOne(EngineCallStyle style, String header) {
        try (ScriptedServer server = ScriptedServer.start(answer(503, "", header), EngineCallStyle.success(REGISTER));
                ClientRegistration registration = facade(server).build()) {
            style.call(registration, REGISTER, server.endpoint()).orElseThrow();

            assertThat(timer.waits()).containsExactly(Duration.ofMillis(100));
        }
    }

    static Stream<Arguments> waitsThatOutlastTheCall() {
        return StandardOperations.ALL.stream().flatMap(operation -> forBothStyles(
                        Arguments.of(503, "Retry-After: 3600", Duration.ofHours(1)),
                        Arguments.of(429, "Retry-After: 86400", Duration.ofDays(1)),
                        Arguments.of(429, "Retry-After: Sat, 21 Nov 2026 12:00:00 GMT", Duration.ofHours(2)),
                        Arguments.of(429, "RateLimit-Reset: 7200", Duration.ofHours(2)))
                .map(arguments -> prepend(operation, arguments)));
    }

    @ParameterizedTest
    @MethodSource("waitsThatOutlastTheCall")
    void waitThatOutlastsTheCall_failsItAtOnceAndSaysHowLongToStayAway(
            Operation operation, EngineCallStyle style, int status, String header, Duration wait) {
        try (ScriptedServer server = ScriptedServer.start(answer(status, "", header));
                ClientRegistration registration = facade(server).build()) {
            RegistrationException failure = style.call(registration, operation, server.endpoint())
                    .error()
                    .orElseThrow();

            assertThat(failure).isInstanceOfSatisfying(ResultError.class, error -> assertThat(error.retryAfter())
                    .contains(wait));
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
            assertThat(timer.waits()).isEmpty();
            assertThat(observer.waits).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void backoffThatOutlastsTheCall_failsItAtOnce(EngineCallStyle style) {
        Duration left = Duration.ofMillis(100);
        try (ScriptedServer server = ScriptedServer.start(socket -> {
                    nanoTime.addAndGet(HandTimer.LIMIT.minus(left).toNanos());
                    answer(500).play(socket);
                });
                ClientRegistration registration = facade(server).build()) {
            RegistrationException failure =
                    style.call(registration, GET, server.endpoint()).error().orElseThrow();

            assertThat(failure).isInstanceOf(ResultError.class);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
            assertThat(timer.waits()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void backoffThatEndsBeforeTheCall_isWaitedFor(EngineCallStyle style) {
        Duration left = Duration.ofMillis(101);
        try (ScriptedServer server = ScriptedServer.start(
                        socket -> {
                            nanoTime.addAndGet(HandTimer.LIMIT.minus(left).toNanos());
                            answer(500).play(socket);
                        },
                        EngineCallStyle.success(GET));
                ClientRegistration registration = facade(server).build()) {
            style.call(registration, GET, server.endpoint()).orElseThrow();

            assertThat(timer.waits()).containsExactly(Duration.ofMillis(100));
        }
    }

    private ClientRegistration.Builder facade(ScriptedServer server) {
        return ClientRegistration.builder()
                .endpoint(server.endpoint())
                .callTimeout(HandTimer.LIMIT)
                .observer(observer)
                .environment(
                        new EngineEnvironment(Clock.fixed(NOW, ZoneOffset.UTC), nanoTime::get, () -> random, timer));
    }

    private static Stream<Arguments> forBothStyles(Arguments... cases) {
        return Stream.of(EngineCallStyle.values())
                .flatMap(style -> Stream.of(cases).map(arguments -> prepend(style, arguments)));
    }

    private static Arguments prepend(Object first, Arguments others) {
        return Arguments.of(
                Stream.concat(Stream.of(first), Stream.of(others.get())).toArray());
    }
}
