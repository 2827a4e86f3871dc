package dev.clientregistration;

import static dev.clientregistration.EngineCallStyle.CLIENT;
import static dev.clientregistration.EngineCallStyle.success;
import static dev.clientregistration.ScriptedServer.answer;
import static dev.clientregistration.ScriptedServer.hangUp;
import static dev.clientregistration.error.Operation.DELETE;
import static dev.clientregistration.error.Operation.GET;
import static dev.clientregistration.error.Operation.REGISTER;
import static dev.clientregistration.error.Operation.UPDATE;
import static dev.clientregistration.error.Outcome.APPLIED;
import static dev.clientregistration.error.Outcome.NOT_APPLIED;
import static dev.clientregistration.error.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.ScriptedServer.Step;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RateLimitedException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnreadableResponseException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls whose attempts end in different ways: what the one outcome is. */
@Timeout(60)
class RetryMixturesTest {
    private static final Step NOT_NOW = answer(503, "", "Retry-After: 0");
    private static final Step INVALID_TOKEN = answer(401, "{\"error\":\"invalid_token\"}");

    @ParameterizedTest
    @EnumSource
    void update_lostThenRejected_isNotAppliedSinceTheServerHasJudgedTheSameRequest(EngineCallStyle style) {
        try (ScriptedServer server =
                        ScriptedServer.start(hangUp(), answer(400, "{\"error\":\"invalid_client_metadata\"}"));
                ClientRegistration registration = facade(server).build()) {
            RegistrationException failure = failure(style, registration, UPDATE, server);

            assertThat(failure).isInstanceOf(RegistrationRejectedException.class);
            assertThat(failure.outcome()).isEqualTo(NOT_APPLIED);
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .isInstanceOfSatisfying(TransportException.class, lost -> assertThat(lost.outcome())
                            .isEqualTo(UNKNOWN));
            assertThat(server.requests())
                    .extracting(ScriptedServer.Request::body)
                    .hasSize(2)
                    .containsOnly(server.requests().get(0).body());
        }
    }

    @ParameterizedTest
    @EnumSource
    void update_lostThenRefusedUntilTheAttemptsEnd_isUnknown(EngineCallStyle style) {
        AtomicReference<ScriptedServer> self = new AtomicReference<>();
        try (ScriptedServer server = ScriptedServer.start(socket -> {
                    self.get().refuseConnections();
                    socket.close();
                });
                ClientRegistration registration = facade(server).build()) {
            self.set(server);

            RegistrationException failure = failure(style, registration, UPDATE, server);

            assertThat(failure).isInstanceOf(TransportException.class);
            assertThat(failure.outcome()).isEqualTo(UNKNOWN);
            assertThat(failure.attempts()).isEqualTo(3);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void update_lostThenRateLimitedUntilTheAttemptsEnd_isUnknown(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(hangUp(), answer(429));
                ClientRegistration registration = facade(server).build()) {
            RegistrationException failure = failure(style, registration, UPDATE, server);

            assertThat(failure).isInstanceOf(RateLimitedException.class);
            assertThat(failure.outcome()).isEqualTo(UNKNOWN);
            assertThat(server.requests()).hasSize(3);
            assertThat(failure.getSuppressed())
                    .extracting(earlier -> earlier.getClass().getSimpleName())
                    .containsExactly("TransportException", "RateLimitedException");
        }
    }

    @ParameterizedTest
    @EnumSource
    void update_lostThenUnreadable_isApplied(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(hangUp(), answer(200, "<html>"));
                ClientRegistration registration = facade(server).build()) {
            RegistrationException failure = failure(style, registration, UPDATE, server);

            assertThat(failure).isInstanceOf(UnreadableResponseException.class);
            assertThat(failure.outcome()).isEqualTo(APPLIED);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void update_lostThenFailedThenRejected_isNotApplied(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(hangUp(), answer(500), answer(409));
                ClientRegistration registration = facade(server).build()) {
            RegistrationException failure = failure(style, registration, UPDATE, server);

            assertThat(failure).isInstanceOf(RegistrationRejectedException.class);
            assertThat(failure.outcome()).isEqualTo(NOT_APPLIED);
            assertThat(failure.getSuppressed()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void update_tokenRefusedAfterAnAttemptThatDidNothing_isADenialAndNothingIsLost(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(NOT_NOW, answer(401));
                ClientRegistration registration = facade(server).build()) {
            RegistrationException failure = failure(style, registration, UPDATE, server);

            assertThat(failure).isInstanceOf(AccessDeniedException.class);
            assertThat(failure.outcome()).isEqualTo(NOT_APPLIED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"GET", "UPDATE"})
    void repeatableCall_lostThenCarriedOut_givesTheClientAndCountsBothAttempts(Operation operation) {
        try (ScriptedServer server = ScriptedServer.start(hangUp(), success(operation));
                ClientRegistration registration = facade(server).build()) {
            ManagementCredentials credentials = EngineCallStyle.credentials(server.endpoint());

            Response<?> response = operation == GET
                    ? registration.exchange().get(credentials)
                    : registration.exchange().update(credentials, EngineCallStyle.METADATA);

            assertThat(response.attempts()).isEqualTo(2);
            assertThat(response.body()).map(Secret::reveal).contains(CLIENT);
            assertThat(server.requests()).hasSize(2);
        }
    }

    static Stream<Arguments> deletesThatAreDone() {
        return forBothStyles(
                List.of(hangUp(), answer(404)),
                List.of(answer(500), answer(401)),
                List.of(hangUp(), answer(429), answer(410)),
                List.of(answer(502), answer(500), answer(403)));
    }

    @ParameterizedTest
    @MethodSource("deletesThatAreDone")
    void delete_clientGoneAfterAnAttemptInDoubt_isDone(EngineCallStyle style, List<Step> script) {
        try (ScriptedServer server = ScriptedServer.start(script.toArray(Step[]::new));
                ClientRegistration registration = facade(server).build()) {
            assertThat(style.call(registration, DELETE, server.endpoint()).isSuccess())
                    .isTrue();
            assertThat(server.requests()).hasSize(script.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void delete_clientNotFoundByTheFirstAttempt_isNotFound(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(answer(404));
                ClientRegistration registration = facade(server).build()) {
            RegistrationException failure = failure(style, registration, DELETE, server);

            assertThat(failure).isInstanceOf(ClientNotFoundException.class);
            assertThat(failure.outcome()).isEqualTo(NOT_APPLIED);
            assertThat(failure.attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void delete_clientNotFoundAfterAnAttemptThatDidNothing_isNotFound(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(answer(429), answer(404));
                ClientRegistration registration = facade(server).build()) {
            RegistrationException failure = failure(style, registration, DELETE, server);

            assertThat(failure).isInstanceOf(ClientNotFoundException.class);
            assertThat(failure.outcome()).isEqualTo(NOT_APPLIED);
            assertThat(server.requests()).hasSize(2);
        }
    }

    // ---- register

    static Stream<Arguments> whatWouldFollow() {
        return forBothStyles(
                List.of(success(REGISTER)),
                List.of(answer(400)),
                List.of(answer(401)),
                List.of(answer(404)),
                List.of(answer(429)),
                List.of(NOT_NOW),
                List.of(hangUp()));
    }

    @ParameterizedTest
    @MethodSource("whatWouldFollow")
    void register_lost_isUnknownAndNotSentAgainWhateverWouldFollow(EngineCallStyle style, List<Step> next) {
        try (ScriptedServer server = ScriptedServer.start(hangUp(), next.get(0));
                ClientRegistration registration = facade(server).build()) {
            RegistrationException failure = failure(style, registration, REGISTER, server);

            assertThat(failure).isInstanceOf(TransportException.class);
            assertThat(failure.outcome()).isEqualTo(UNKNOWN);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> waysToLoseAReply() {
        return forBothStyles(
                List.of(hangUp()),
                List.of(ScriptedServer.reset()),
                List.of(ScriptedServer.halfAHead()),
                List.of(answer(500)));
    }

    @ParameterizedTest
    @MethodSource("waysToLoseAReply")
    void register_lostAfterAnAttemptThatDidNothing_isUnknownAndNotSentAgain(EngineCallStyle style, List<Step> loss) {
        try (ScriptedServer server = ScriptedServer.start(NOT_NOW, loss.get(0), success(REGISTER));
                ClientRegistration registration = facade(server).build()) {
            RegistrationException failure = failure(style, registration, REGISTER, server);

            assertThat(failure.outcome()).isEqualTo(UNKNOWN);
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .isInstanceOfSatisfying(ServerUnavailableException.class, earlier -> assertThat(earlier.outcome())
                            .isEqualTo(NOT_APPLIED));
            assertThat(server.requests()).hasSize(2);
        }
    }

    static Stream<Arguments> answersThatHttpClientsLikeToRepeat() {
        return StandardOperations.ALL.stream().flatMap(operation -> forBothStyles(
                        List.of(hangUp()),
                        List.of(ScriptedServer.reset()),
                        List.of(NOT_NOW),
                        List.of(answer(408)),
                        List.of(answer(408, "", "Connection: close")),
                        List.of(answer(307, "", "Location: /elsewhere")))
                .map(both -> Arguments.of(operation, both.get()[0], both.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("answersThatHttpClientsLikeToRepeat")
    void call_onAReusedConnection_isSentOnceByEachAttempt(Operation operation, EngineCallStyle style, List<Step> then) {
        RequestOptions once =
                RequestOptions.builder().retryPolicy(RetryPolicy.never()).build();
        try (ScriptedServer server = ScriptedServer.start(success(GET), then.get(0), success(operation));
                ClientRegistration registration = facade(server).build()) {
            style.call(registration, GET, server.endpoint()).orElseThrow();

            Result<?> result = style.call(registration, operation, server.endpoint(), once);

            assertThat(result.error()).map(RegistrationException::attempts).contains(1);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void call_afterTheServerHasClosedTheIdleConnection_isSentOnceOnAnotherByOneAttempt(
            Operation operation, EngineCallStyle style) {
        EngineObserver observer = new EngineObserver();
        try (ScriptedServer server = ScriptedServer.start(
                        socket -> {
                            success(GET).play(socket);
                            socket.close();
                        },
                        success(operation),
                        answer(500));
                ClientRegistration registration =
                        facade(server).observer(observer).build()) {
            style.call(registration, GET, server.endpoint()).orElseThrow();
            server.awaitNoConnections();

            assertThat(style.call(registration, operation, server.endpoint()).isSuccess())
                    .isTrue();

            assertThat(observer.started).hasSize(2);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_toldToComeBack_makesOneClient(EngineCallStyle style) {
        try (ScriptedServer server =
                        ScriptedServer.start(answer(503, "", "Retry-After: 1"), success(REGISTER), answer(500));
                ClientRegistration registration = facade(server).build()) {
            assertThat(style.call(registration, REGISTER, server.endpoint()).isSuccess())
                    .isTrue();
            assertThat(server.requests()).hasSize(2);
        }
    }

    // ---- tokens

    @ParameterizedTest
    @EnumSource
    void register_lostWithAOneUseToken_isUnknownAndNoSecondTokenIsSpent(EngineCallStyle style) {
        AtomicInteger tokens = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(hangUp(), INVALID_TOKEN);
                ClientRegistration registration =
                        facade(server).initialAccessToken(oneUseTokens(tokens)).build()) {
            RegistrationException failure = failure(style, registration, REGISTER, server);

            assertThat(failure).isInstanceOf(TransportException.class);
            assertThat(failure.outcome()).isEqualTo(UNKNOWN);
            assertThat(server.requests()).hasSize(1);
            assertThat(tokens).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_tokenRefused_isSentAgainWithAnotherToken(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(INVALID_TOKEN, success(REGISTER));
                ClientRegistration registration = facade(server)
                        .initialAccessToken(oneUseTokens(new AtomicInteger()))
                        .build()) {
            style.call(registration, REGISTER, server.endpoint()).orElseThrow();

            assertThat(server.requests())
                    .satisfiesExactly(
                            first -> assertThat(first.hasHeader("Authorization", "Bearer token-1"))
                                    .isTrue(),
                            second -> assertThat(second.hasHeader("Authorization", "Bearer token-2"))
                                    .isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_tokenRefusedThenLost_isUnknownAndNotSentAgain(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(INVALID_TOKEN, hangUp(), success(REGISTER));
                ClientRegistration registration = facade(server)
                        .initialAccessToken(oneUseTokens(new AtomicInteger()))
                        .build()) {
            RegistrationException failure = failure(style, registration, REGISTER, server);

            assertThat(failure).isInstanceOf(TransportException.class);
            assertThat(failure.outcome()).isEqualTo(UNKNOWN);
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_tokenOfTheCallRefused_isNotRenewed(EngineCallStyle style) {
        AtomicInteger tokens = new AtomicInteger();
        RequestOptions options =
                RequestOptions.builder().token(Secret.of("own")).build();
        try (ScriptedServer server = ScriptedServer.start(INVALID_TOKEN, success(REGISTER));
                ClientRegistration registration =
                        facade(server).initialAccessToken(oneUseTokens(tokens)).build()) {
            Result<?> result = style.call(registration, REGISTER, server.endpoint(), options);

            assertThat(result.error()).containsInstanceOf(AccessDeniedException.class);
            assertThat(server.requests()).singleElement().satisfies(only -> assertThat(
                            only.hasHeader("Authorization", "Bearer own"))
                    .isTrue());
            assertThat(tokens).hasValue(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_attemptedAgain_asksForATokenBeforeEachAttempt(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(NOT_NOW, NOT_NOW, success(REGISTER));
                ClientRegistration registration = facade(server)
                        .initialAccessToken(oneUseTokens(new AtomicInteger()))
                        .build()) {
            style.call(registration, REGISTER, server.endpoint()).orElseThrow();

            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().get(2).hasHeader("Authorization", "Bearer token-3"))
                    .isTrue();
        }
    }

    // ---- policies

    static Stream<Arguments> everyCall() {
        return StandardOperations.ALL.stream()
                .flatMap(operation -> Stream.of(EngineCallStyle.values()).map(style -> Arguments.of(operation, style)));
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void neverPolicy_makesOneAttempt(Operation operation, EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(NOT_NOW);
                ClientRegistration registration =
                        facade(server).retryPolicy(RetryPolicy.never()).build()) {
            RegistrationException failure = failure(style, registration, operation, server);

            assertThat(failure.outcome()).isEqualTo(NOT_APPLIED);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void policyOfTheCall_goesBeforeThatOfTheFacade(Operation operation, EngineCallStyle style) {
        RequestOptions five = RequestOptions.builder()
                .retryPolicy(RetryPolicy.builder().maxAttempts(5).build())
                .build();
        try (ScriptedServer server = ScriptedServer.start(NOT_NOW);
                ClientRegistration registration =
                        facade(server).retryPolicy(RetryPolicy.never()).build()) {
            Result<?> result = style.call(registration, operation, server.endpoint(), five);

            assertThat(result.error()).map(RegistrationException::attempts).contains(5);
            assertThat(server.requests()).hasSize(5);
        }
    }

    private static ClientRegistration.Builder facade(ScriptedServer server) {
        return ClientRegistration.builder()
                .endpoint(server.endpoint())
                .callTimeout(HandTimer.LIMIT)
                .environment(HandTimer.skippingWaits().environment());
    }

    private static InitialAccessToken oneUseTokens(AtomicInteger count) {
        return InitialAccessToken.supplied(() -> Secret.of("token-" + count.incrementAndGet()));
    }

    private static RegistrationException failure(
            EngineCallStyle style, ClientRegistration registration, Operation operation, ScriptedServer server) {
        return style.call(registration, operation, server.endpoint()).error().orElseThrow();
    }

    @SafeVarargs
    private static Stream<Arguments> forBothStyles(List<Step>... scripts) {
        return Stream.of(EngineCallStyle.values())
                .flatMap(style -> Stream.of(scripts).map(script -> Arguments.of(style, script)));
    }
}
