package dev.clientregistration.authlete;

import static dev.clientregistration.authlete.CallStyle.authleteAt;
import static dev.clientregistration.authlete.CallStyle.failure;
import static dev.clientregistration.authlete.CallStyle.request;
import static dev.clientregistration.authlete.ScriptedServer.DONE;
import static dev.clientregistration.authlete.ScriptedServer.answer;
import static dev.clientregistration.authlete.ScriptedServer.halfOf;
import static dev.clientregistration.authlete.ScriptedServer.hangUp;
import static dev.clientregistration.authlete.ScriptedServer.page;
import static dev.clientregistration.authlete.ScriptedServer.reset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.RequestOptions;
import dev.clientregistration.RetryPolicy;
import dev.clientregistration.Secret;
import dev.clientregistration.StandardOperations;
import dev.clientregistration.authlete.ScriptedServer.Request;
import dev.clientregistration.authlete.ScriptedServer.Step;
import dev.clientregistration.authlete.model.Action;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RateLimitedException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnreadableResponseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is sent again and what is not: requests are counted by a server of bare sockets, which would let a repetition
 * succeed. No test waits, since time is in its own hands.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
@Timeout(60)
class AuthleteRetryTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Parameter
    CallStyle calls;

    /** How one call went: what it gave or threw, what the server saw of it, and how long it would have waited. */
    private record Went(
            @Nullable Action action,
            @Nullable RegistrationException failure,
            List<Request> requests,
            List<Duration> waits) {
        Went {
            assertThat(action == null).as("either given or thrown").isNotEqualTo(failure == null);
        }
    }

    /** Makes a call at a server that plays these steps, the last one over and over. */
    private Went call(Operation operation, Step... script) {
        HandTimer timer = new HandTimer(LIMIT);
        try (ScriptedServer server = ScriptedServer.start(script);
                AuthleteClientRegistration authlete =
                        timer.in(authleteAt(server)).build()) {
            return went(authlete, operation, server, timer);
        }
    }

    private Went went(
            AuthleteClientRegistration authlete, Operation operation, ScriptedServer server, HandTimer timer) {
        Action action = null;
        RegistrationException failure = null;
        try {
            action = calls.call(authlete, operation).action().orElseThrow();
        } catch (RegistrationException e) {
            failure = e;
        }
        return new Went(action, failure, server.requests(), timer.waits());
    }

    private static void assertSentOnce(Went went, Class<? extends RegistrationException> type, Outcome outcome) {
        assertThat(went.failure()).isInstanceOf(type).hasNoSuppressedExceptions();
        assertThat(went.failure().outcome()).isEqualTo(outcome);
        assertThat(went.failure().attempts()).isEqualTo(1);
        assertThat(went.requests()).hasSize(1);
        assertThat(went.waits()).isEmpty();
    }

    private static void assertSentAgainAndDone(Went went) {
        assertThat(went.failure()).isNull();
        assertThat(went.action()).isEqualTo(Action.CREATED);
        assertThat(went.requests()).hasSize(2);
        assertThat(went.waits()).hasSize(1);
        Request first = went.requests().get(0);
        Request second = went.requests().get(1);
        assertThat(second.line()).isEqualTo(first.line());
        assertThat(second.headers()).isEqualTo(first.headers());
        assertThat(second.text()).isEqualTo(first.text());
    }

    private static Stream<Arguments> each(List<Operation> operations, Integer... statuses) {
        return operations.stream()
                .flatMap(operation -> Stream.of(statuses).map(status -> Arguments.of(operation, status)));
    }

    // ---- not sent

    @ParameterizedTest
    @StandardOperations
    void refusedConnection_isTriedAgainByEveryOperation(Operation operation) {
        try (ScriptedServer server = ScriptedServer.startLater(answer(200, DONE))) {
            HandTimer timer = new HandTimer(LIMIT, server::listen);
            try (AuthleteClientRegistration authlete =
                    timer.in(authleteAt(server)).build()) {
                Went went = went(authlete, operation, server, timer);

                assertThat(went.action()).isEqualTo(Action.CREATED);
                assertThat(went.requests()).hasSize(1);
                assertThat(went.waits()).containsExactly(Duration.ofMillis(100));
            }
        }
    }

    @ParameterizedTest
    @StandardOperations
    void connectionRefusedOverAndOver_isNotApplied(Operation operation) {
        HandTimer timer = new HandTimer(LIMIT);
        try (ScriptedServer server = ScriptedServer.startLater(answer(200, DONE));
                AuthleteClientRegistration authlete =
                        timer.in(authleteAt(server)).build()) {
            RegistrationException failure = calls.failure(authlete, operation);

            assertThat(failure).isInstanceOf(TransportException.class).hasMessageContaining(" could not be sent: ");
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.attempts()).isEqualTo(3);
            assertThat(failure.getSuppressed()).hasSize(2);
            assertThat(timer.waits()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
        }
    }

    @ParameterizedTest
    @StandardOperations
    void certificateOfAStranger_isNotTriedAgain(Operation operation) {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HandshakeCertificates stranger =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        HandTimer timer = new HandTimer(LIMIT);
        try (ScriptedServer server =
                        ScriptedServer.startTls(stranger.sslContext().getServerSocketFactory(), answer(200, DONE));
                AuthleteClientRegistration authlete =
                        timer.in(authleteAt(server)).build()) {
            Went went = went(authlete, operation, server, timer);

            assertThat(went.failure()).isInstanceOf(TransportException.class);
            assertThat(went.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(went.failure().attempts()).isEqualTo(1);
            assertThat(went.requests()).isEmpty();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    // ---- the server's word that it did nothing

    static Stream<Arguments> didNothing() {
        return each(StandardOperations.ALL, 408, 425, 429, 503);
    }

    @ParameterizedTest
    @MethodSource("didNothing")
    void answerThatNothingWasDone_isTriedAgainByEveryOperation(Operation operation, int status) {
        assertSentAgainAndDone(call(operation, sayingNothingWasDone(status), answer(200, DONE)));
    }

    @ParameterizedTest
    @MethodSource("didNothing")
    void answerThatNothingWasDoneOverAndOver_isNotApplied(Operation operation, int status) {
        Went went = call(operation, sayingNothingWasDone(status));

        assertThat(went.failure()).isInstanceOf(ResultError.class);
        assertThat(((ResultError) went.failure()).httpStatus()).isEqualTo(status);
        assertThat(went.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(went.failure().attempts()).isEqualTo(3);
        assertThat(went.failure().getSuppressed()).hasSize(2);
        assertThat(went.requests()).hasSize(3);
        assertThat(went.waits()).hasSize(2);
    }

    private static Step sayingNothingWasDone(int status) {
        return status == 503 ? answer(status, "{}", "Retry-After: 1") : answer(status, "{}");
    }

    // ---- lost replies

    static Stream<Arguments> lostReplies() {
        return StandardOperations.ALL.stream()
                .flatMap(operation -> Stream.of(
                        Arguments.of(operation, "closed", hangUp()), Arguments.of(operation, "reset", reset())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("lostReplies")
    void lostReply_isUnknownAndNotSentAgainButForGet(Operation operation, String how, Step lost) {
        Went went = call(operation, lost, answer(200, DONE));

        if (operation == Operation.GET) {
            assertSentAgainAndDone(went);
        } else {
            assertSentOnce(went, TransportException.class, Outcome.UNKNOWN);
            assertThat(went.failure()).hasMessageContaining(" was sent, but no complete answer came: ");
        }
    }

    @ParameterizedTest
    @StandardOperations
    void replyThatBreaksOff_isUnknownAndNotSentAgainButForGet(Operation operation) {
        Went went = call(operation, halfOf(200, DONE), answer(200, DONE));

        if (operation == Operation.GET) {
            assertSentAgainAndDone(went);
        } else {
            assertSentOnce(went, UnreadableResponseException.class, Outcome.UNKNOWN);
        }
    }

    @Test
    void lostReplyToEveryGet_isUnknownAfterThreeAttempts() {
        Went went = call(Operation.GET, hangUp());

        assertThat(went.failure()).isInstanceOf(TransportException.class);
        assertThat(went.failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(went.failure().attempts()).isEqualTo(3);
        assertThat(went.failure().getSuppressed()).hasSize(2);
        assertThat(went.requests()).hasSize(3);
    }

    // ---- answers that leave it open

    static Stream<Arguments> inDoubt() {
        return each(StandardOperations.ALL, 500, 502, 503, 504, 507, 599);
    }

    @ParameterizedTest
    @MethodSource("inDoubt")
    void answerThatLeavesItOpen_isUnknownAndNotSentAgainButForGet(Operation operation, int status) {
        // RateLimit-Reset counts down on every answer: it says neither that nothing was done, nor how long to wait.
        Went went = call(operation, answer(status, "{}", "RateLimit-Reset: 1"), answer(200, DONE));

        if (operation == Operation.GET) {
            assertSentAgainAndDone(went);
            assertThat(went.waits()).containsExactly(Duration.ofMillis(100));
        } else {
            assertSentOnce(went, ServerUnavailableException.class, Outcome.UNKNOWN);
        }
    }

    // ---- answers that are final

    static Stream<Arguments> refusals() {
        return each(
                StandardOperations.ALL,
                300,
                301,
                302,
                304,
                307,
                308,
                400,
                401,
                402,
                403,
                404,
                405,
                409,
                410,
                413,
                422,
                451,
                499,
                501,
                505);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusal_isNotAppliedAndNotSentAgain(Operation operation, int status) {
        assertSentOnce(
                call(operation, answer(status, "{}"), answer(200, DONE)), ResultError.class, Outcome.NOT_APPLIED);
    }

    @ParameterizedTest
    @StandardOperations
    void seeOther_isUnknownAndNotSentAgain(Operation operation) {
        assertSentOnce(call(operation, answer(303, "{}"), answer(200, DONE)), ResultError.class, Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @StandardOperations
    void successThatCannotBeRead_isUnknownAndNotSentAgain(Operation operation) {
        assertSentOnce(
                call(operation, page(200, "<html>"), answer(200, DONE)),
                UnreadableResponseException.class,
                Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @StandardOperations
    void failingAction_isNotSentAgain(Operation operation) {
        Went went = call(operation, answer(200, "{\"action\":\"INTERNAL_SERVER_ERROR\"}"), answer(200, DONE));

        assertThat(went.action()).isEqualTo(Action.INTERNAL_SERVER_ERROR);
        assertThat(went.requests()).hasSize(1);
    }

    @ParameterizedTest
    @StandardOperations
    void refusedTokenOfTheApi_isNotTriedWithAnother(Operation operation) {
        // A supplier may have a new one, but nothing says so: the caller hears of it.
        try (ScriptedServer server = ScriptedServer.start(
                        answer(401, "{}", "WWW-Authenticate: Bearer error=\"invalid_token\""), answer(200, DONE));
                AuthleteClientRegistration authlete = authleteAt(server)
                        .accessToken(() -> Secret.of("supplied"))
                        .build()) {
            assertThat(calls.failure(authlete, operation)).isInstanceOf(AccessDeniedException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    // ---- one after the other

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"REGISTER", "UPDATE", "DELETE"})
    void replyThatIsLostInALaterAttempt_isUnknownAndTheLastOne(Operation operation) {
        Went went = call(operation, sayingNothingWasDone(429), hangUp(), answer(200, DONE));

        assertThat(went.failure()).isInstanceOf(TransportException.class);
        assertThat(went.failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(went.failure().attempts()).isEqualTo(2);
        assertThat(went.failure().getSuppressed())
                .singleElement()
                .isInstanceOfSatisfying(RateLimitedException.class, earlier -> assertThat(earlier.outcome())
                        .isEqualTo(Outcome.NOT_APPLIED));
        assertThat(went.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void refusalOfAGetAfterALostReply_isThatRefusal(int status) {
        Went went = call(Operation.GET, hangUp(), answer(status, "{\"resultCode\":\"A001202\"}"));

        assertThat(went.failure()).isInstanceOf(ResultError.class);
        assertThat(((ResultError) went.failure()).code()).contains("A001202");
        assertThat(went.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(went.failure().attempts()).isEqualTo(2);
    }

    @Test
    void refusalToGetNowAfterALostReply_leavesItUnknown() {
        Went went = call(Operation.GET, hangUp(), sayingNothingWasDone(429));

        assertThat(went.failure()).isInstanceOf(RateLimitedException.class);
        assertThat(went.failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(went.requests()).hasSize(3);
    }

    // ---- waits

    @ParameterizedTest
    @StandardOperations
    void waitsThatNobodyAskedFor_areDrawnFromADoubledDelay(Operation operation) {
        assertThat(call(operation, answer(429, "{}")).waits())
                .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RateLimit-Reset: 7 | PT7S",
                "ratelimit-reset: 29 | PT29S",
                "Retry-After: 7 | PT7S",
                "Retry-After: Sat, 21 Nov 2026 12:00:09 GMT | PT9S",
                // "At once" would be said to everybody.
                "RateLimit-Reset: 0 | PT0.1S",
                "RateLimit-Reset: soon | PT0.1S",
            })
    void waitThatAuthleteAskedFor_isKept(String header, Duration wait) {
        for (Operation operation : StandardOperations.ALL) {
            Went went = call(operation, answer(429, "{}", header), answer(200, DONE));

            assertSentAgainAndDone(went);
            assertThat(went.waits()).containsExactly(wait);
        }
    }

    @ParameterizedTest
    @CsvSource({"RateLimit-Reset, 30", "RateLimit-Reset, 3600", "Retry-After, 31"})
    void waitLongerThanTheCallMayTake_endsItAtOnce(String header, long seconds) {
        for (Operation operation : StandardOperations.ALL) {
            Went went = call(operation, answer(429, "{}", header + ": " + seconds), answer(200, DONE));

            assertSentOnce(went, RateLimitedException.class, Outcome.NOT_APPLIED);
            assertThat(((RateLimitedException) went.failure()).retryAfter()).contains(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void waitsThatTogetherAreLongerThanTheCallMayTake_endItBeforeTheLastOne() {
        Went went = call(Operation.REGISTER, answer(429, "{}", "RateLimit-Reset: 20"));

        assertThat(went.failure()).isInstanceOf(RateLimitedException.class);
        assertThat(went.failure().attempts()).isEqualTo(2);
        assertThat(went.requests()).hasSize(2);
        assertThat(went.waits()).containsExactly(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @StandardOperations
    void policyOfOneAttempt_sendsNothingAgain(Operation operation) {
        try (ScriptedServer server = ScriptedServer.start(sayingNothingWasDone(503), answer(200, DONE));
                AuthleteClientRegistration authlete =
                        authleteAt(server).retryPolicy(RetryPolicy.never()).build()) {
            assertThat(calls.failure(authlete, operation).attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    // ---- tokens

    @ParameterizedTest
    @StandardOperations
    void suppliedToken_isAskedForAnewBeforeEveryAttempt(Operation operation) {
        Iterator<String> tokens = List.of("first", "second", "third").iterator();
        HandTimer timer = new HandTimer(LIMIT);
        try (ScriptedServer server =
                        ScriptedServer.start(sayingNothingWasDone(429), sayingNothingWasDone(503), answer(200, DONE));
                AuthleteClientRegistration authlete = timer.in(authleteAt(server))
                        .accessToken(() -> Secret.of(tokens.next()))
                        .build()) {
            calls.call(authlete, operation);

            assertThat(server.requests())
                    .extracting(sent -> sent.header("Authorization").get(0))
                    .containsExactly("Bearer first", "Bearer second", "Bearer third");
        }
    }

    @Test
    void tokenThatCannotBeHadForALaterAttempt_endsTheCallAsNotApplied() {
        Iterator<String> tokens = List.of("first").iterator();
        HandTimer timer = new HandTimer(LIMIT);
        try (ScriptedServer server = ScriptedServer.start(sayingNothingWasDone(429), answer(200, DONE));
                AuthleteClientRegistration authlete = timer.in(authleteAt(server))
                        .accessToken(() -> Secret.of(tokens.next()))
                        .build()) {
            CallRefusedException failure = failure(
                    CallRefusedException.class,
                    () -> calls.call(authlete, Operation.REGISTER, request(Operation.REGISTER), RequestOptions.none()));

            assertThat(failure)
                    .hasMessageContaining("no token could be had (NoSuchElementException). Nothing was changed");
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(Arrays.asList(failure.getSuppressed())).hasSize(1);
            assertThat(server.requests()).hasSize(1);
        }
    }
}
