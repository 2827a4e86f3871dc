package dev.clientregistration.authlete;

import static dev.clientregistration.authlete.CallStyle.authleteAt;
import static dev.clientregistration.authlete.CallStyle.failure;
import static dev.clientregistration.authlete.CallStyle.path;
import static dev.clientregistration.authlete.ScriptedServer.answer;
import static dev.clientregistration.authlete.ScriptedServer.halfOf;
import static dev.clientregistration.authlete.ScriptedServer.page;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import dev.clientregistration.RetryPolicy;
import dev.clientregistration.Secret;
import dev.clientregistration.StandardOperations;
import dev.clientregistration.authlete.ScriptedServer.Step;
import dev.clientregistration.authlete.model.Action;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RateLimitedException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.error.UnexpectedResponseException;
import dev.clientregistration.error.UnreadableResponseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call ends with where Authlete's API itself refuses or fails. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class AuthleteErrorTest {
    @Parameter
    CallStyle calls;

    /** How a call fails that is attempted once and answered so. */
    private RegistrationException failed(Operation operation, Step step) {
        try (ScriptedServer server = ScriptedServer.start(step);
                AuthleteClientRegistration authlete =
                        authleteAt(server).retryPolicy(RetryPolicy.never()).build()) {
            return calls.failure(authlete, operation);
        }
    }

    private ResultError error(Operation operation, Step step) {
        return (ResultError) failed(operation, step);
    }

    /** An error status: the class of its exception, and whether something may have been done. */
    private record Kind(int status, Class<? extends ResultError> type, Outcome outcome) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(400, RegistrationRejectedException.class, Outcome.NOT_APPLIED),
            new Kind(401, AccessDeniedException.class, Outcome.NOT_APPLIED),
            new Kind(403, AccessDeniedException.class, Outcome.NOT_APPLIED),
            new Kind(404, ClientNotFoundException.class, Outcome.NOT_APPLIED),
            new Kind(429, RateLimitedException.class, Outcome.NOT_APPLIED),
            new Kind(500, ServerUnavailableException.class, Outcome.UNKNOWN),
            new Kind(502, ServerUnavailableException.class, Outcome.UNKNOWN),
            new Kind(503, ServerUnavailableException.class, Outcome.UNKNOWN),
            new Kind(504, ServerUnavailableException.class, Outcome.UNKNOWN));

    static Stream<Arguments> kinds() {
        return StandardOperations.ALL.stream().flatMap(operation -> KINDS.stream()
                .map(kind -> kind.status() == 404 && operation == Operation.REGISTER
                        // There no client can be missing.
                        ? new Kind(404, RegistrationRejectedException.class, Outcome.NOT_APPLIED)
                        : kind)
                .map(kind -> Arguments.of(operation, kind.status(), kind.type(), kind.outcome())));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void errorStatus_isTheErrorOfItsClassWithWhatTheBodySays(
            Operation operation, int status, Class<?> type, Outcome outcome) {
        String result = "{\"resultCode\":\"A001215\",\"resultMessage\":\"[A001215] /client, locked.\"}";
        try (ScriptedServer server = ScriptedServer.start(
                        answer(status, result, "Request-Id: r-1"),
                        answer(status, "{\"resultCode\":404,\"resultMessage\":\"\"}"),
                        answer(status, "{\"resultMessage\":\"a gateway's\",\"code\":\"x\",\"error\":\"y\"}"),
                        answer(status, "[{\"resultCode\":\"A001215\"}]"),
                        page(status, "<html>resultCode</html>"),
                        answer(status, ""));
                AuthleteClientRegistration authlete =
                        authleteAt(server).retryPolicy(RetryPolicy.never()).build()) {
            List<ResultError> errors = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                errors.add(failure(ResultError.class, () -> calls.call(authlete, operation)));
            }

            assertThat(errors).allSatisfy(error -> {
                assertThat(error).isExactlyInstanceOf(type);
                assertThat(error.operation()).isEqualTo(operation);
                assertThat(error.httpStatus()).isEqualTo(status);
                assertThat(error.outcome()).isEqualTo(outcome);
                assertThat(error.attempts()).isEqualTo(1);
                assertThat(error.retryAfter()).isEmpty();
                assertThat(error.challenge()).isEmpty();
            });
            assertThat(errors)
                    .extracting(error -> error.code().orElse("-"))
                    .containsExactly("A001215", "404", "-", "-", "-", "-");
            assertThat(errors)
                    .extracting(error -> error.description().orElse("-"))
                    .containsExactly("[A001215] /client, locked.", "-", "a gateway's", "-", "-", "-");
            assertThat(errors)
                    .extracting(error -> error.bodyExcerpt().orElse("-"))
                    .containsExactly(
                            result,
                            "{\"resultCode\":404,\"resultMessage\":\"\"}",
                            "{\"resultMessage\":\"a gateway's\",\"code\":\"x\",\"error\":\"y\"}",
                            "[{\"resultCode\":\"A001215\"}]",
                            "-",
                            "-");
            assertThat(errors)
                    .extracting(error -> error.requestId().orElse("-"))
                    .startsWith("r-1", "-");
            assertThat(server.requests()).hasSize(6);
        }
    }

    @ParameterizedTest
    @StandardOperations
    void resultErrorOfTheFixture_isReadByCodeAndDescription(Operation operation) {
        ResultError error = error(operation, answer(401, Fixtures.text("authlete-result-error.json")));

        assertThat(error.code()).contains("A001202");
        assertThat(error.description())
                .contains("[A001202] /client/registration, the Authorization header is missing.");
        assertThat(error.bodyExcerpt()).contains(Fixtures.compact("authlete-result-error.json"));
    }

    @ParameterizedTest
    @StandardOperations
    void pageOfAGateway_isShownWhereTheCallerAskedForIt(Operation operation) {
        try (ScriptedServer server = ScriptedServer.start(page(502, "<h1>Bad\nGateway</h1>"));
                AuthleteClientRegistration authlete = authleteAt(server)
                        .retryPolicy(RetryPolicy.never())
                        .includeNonJsonExcerpts()
                        .build()) {
            ResultError error = failure(ResultError.class, () -> calls.call(authlete, operation));

            assertThat(error.bodyExcerpt()).contains("<h1>Bad Gateway</h1>");
            assertThat(error.code()).isEmpty();
        }
    }

    @ParameterizedTest
    @StandardOperations
    void challenge_isKeptAndNamesNoCode(Operation operation) {
        ResultError error = error(
                operation,
                answer(401, "{}", "WWW-Authenticate: Bearer error=\"invalid_token\",error_description=\"expired\""));

        assertThat(error.challenge()).contains("Bearer error=\"invalid_token\",error_description=\"expired\"");
        assertThat(error.code()).isEmpty();
        assertThat(error.description()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | Retry-After: 3 | X: 1 | PT3S",
                "503 | Retry-After: 3 | X: 1 | PT3S",
                "500 | Retry-After: 3 | X: 1 | PT3S",
                "429 | Retry-After: Sat, 21 Nov 2026 12:00:09 GMT | X: 1 | PT9S",
                "503 | Retry-After: Sat, 21 Nov 2026 11:59:00 GMT | X: 1 | PT0S",
                "429 | RateLimit-Reset: 17 | X: 1 | PT17S",
                "429 | ratelimit-reset: 0 | X: 1 | PT0S",
                "429 | RateLimit-Reset: 17 | Retry-After: 3 | PT3S",
                "429 | RateLimit-Reset: 17 | Retry-After: soon | PT17S",
                "429 | RateLimit-Reset: soon | X: 1 | ",
                "429 | RateLimit-Reset: -1 | X: 1 | ",
                // It counts down on every answer, and asks nobody to wait where no limit was reached.
                "400 | RateLimit-Reset: 17 | X: 1 | ",
                "503 | RateLimit-Reset: 17 | X: 1 | ",
            })
    void retryAfter_isWhatRetryAfterSaysOrRateLimitResetWhereALimitWasReached(
            int status, String header, String other, Duration expected) {
        try (ScriptedServer server = ScriptedServer.start(answer(status, "{}", header, other));
                AuthleteClientRegistration authlete = new HandTimer(Duration.ofSeconds(30))
                        .in(authleteAt(server).retryPolicy(RetryPolicy.never()))
                        .build()) {
            ResultError error = failure(ResultError.class, () -> calls.call(authlete, Operation.UPDATE));

            assertThat(error.retryAfter().orElse(null)).isEqualTo(expected);
        }
    }

    // ---- the two planes

    @ParameterizedTest
    @StandardOperations
    void failingAction_isReturnedAndNotThrown(Operation operation) {
        for (Action action : List.of(Action.BAD_REQUEST, Action.UNAUTHORIZED, Action.INTERNAL_SERVER_ERROR)) {
            try (ScriptedServer server = ScriptedServer.start(answer(
                            200,
                            "{\"resultCode\":\"A001101\",\"action\":\"" + action
                                    + "\",\"responseContent\":\"{\\\"error\\\":\\\"e\\\"}\"}"));
                    AuthleteClientRegistration authlete = authleteAt(server).build()) {
                assertThat(calls.call(authlete, operation).action()).contains(action);
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @StandardOperations
    void actionInTheBodyOfAnErrorStatus_countsForNothing(Operation operation) {
        ResultError error = error(operation, answer(500, "{\"resultCode\":\"A202001\",\"action\":\"CREATED\"}"));

        assertThat(error.code()).contains("A202001");
        assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    static Stream<Arguments> unreadable() {
        String json = "{\"action\":\"CREATED\",\"responseContent\":\"{}\"}";
        return Stream.of(
                Arguments.of("a page", page(200, "<html>welcome</html>"), "<html>welcome</html>"),
                Arguments.of("an array", answer(200, "[" + json + "]"), "[" + json + "]"),
                Arguments.of("a text", answer(200, "\"CREATED\""), "\"CREATED\""),
                Arguments.of("null", answer(200, "null"), "null"),
                Arguments.of("nothing", answer(200, ""), ""),
                Arguments.of("no content", answer(204, ""), ""),
                Arguments.of("half a document", answer(200, json.substring(0, 20)), json.substring(0, 20)),
                Arguments.of("more than one", answer(200, json + json), json + json),
                Arguments.of("half an answer", halfOf(200, json), json.substring(0, json.length() / 2)),
                Arguments.of("201 that cannot be read", page(201, "created"), "created"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void successThatCannotBeRead_isUnknown(String name, Step step, String body) {
        // Half an answer is no answer for a get, which a policy of one attempt does not ask again.
        List<Operation> operations = name.equals("half an answer")
                ? List.of(Operation.REGISTER, Operation.UPDATE, Operation.DELETE)
                : StandardOperations.ALL;
        for (Operation operation : operations) {
            RegistrationException failure = failed(operation, step);

            assertThat(failure).isInstanceOf(UnreadableResponseException.class);
            assertThat(failure.operation()).isEqualTo(operation);
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(((UnreadableResponseException) failure)
                            .body()
                            .map(Secret::reveal)
                            .orElse(""))
                    .isEqualTo(body);
        }
    }

    @ParameterizedTest
    @StandardOperations
    void answerLargerThanTheLimit_isUnknown(Operation operation) {
        try (ScriptedServer server = ScriptedServer.start(answer(200, "{\"action\":\"OK\"}"));
                AuthleteClientRegistration authlete =
                        authleteAt(server).maxAnswerBytes(14).build()) {
            UnreadableResponseException failure =
                    failure(UnreadableResponseException.class, () -> calls.call(authlete, operation));

            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure).hasMessageContaining("the answer cannot be used: it is larger than the limit. ");
        }
    }

    // ---- messages

    static Stream<Arguments> messages() {
        String nothing = "Nothing was changed at the server. ";
        String unknown = "Whether the server did it is unknown. ";
        String read = "Nothing was changed, unless the server replaces credentials when they are read. ";
        String token = "Check the access token for Authlete's API and what it may do for this service.";
        String address = "Check the base URI and the service id.";
        String twice = "A second register could make a second client; look at the server first.";
        String again = "It is safe to call again.";
        String later = "Call again later.";
        return Stream.of(
                Arguments.of(Operation.REGISTER, 400, nothing + "Correct the request before calling again."),
                Arguments.of(Operation.GET, 400, "Nothing was changed. Correct the request before calling again."),
                Arguments.of(Operation.REGISTER, 401, nothing + token),
                Arguments.of(Operation.GET, 401, "Nothing was changed. " + token),
                Arguments.of(Operation.UPDATE, 401, nothing + token),
                Arguments.of(Operation.DELETE, 401, nothing + token),
                Arguments.of(Operation.REGISTER, 403, nothing + token),
                Arguments.of(Operation.GET, 403, "Nothing was changed. " + token),
                Arguments.of(Operation.REGISTER, 404, nothing + address),
                Arguments.of(Operation.GET, 404, "Nothing was changed. " + address),
                Arguments.of(Operation.UPDATE, 404, nothing + address),
                Arguments.of(Operation.DELETE, 410, nothing + address),
                Arguments.of(Operation.REGISTER, 429, nothing + later),
                Arguments.of(Operation.GET, 429, "Nothing was changed. " + later),
                Arguments.of(Operation.REGISTER, 500, unknown + twice),
                Arguments.of(Operation.GET, 500, read + again),
                Arguments.of(Operation.UPDATE, 502, unknown + again),
                Arguments.of(Operation.DELETE, 503, unknown + again),
                Arguments.of(Operation.REGISTER, 504, unknown + twice),
                Arguments.of(Operation.UPDATE, 501, nothing + "Ask the server's operator."),
                Arguments.of(Operation.REGISTER, 302, nothing + "Redirects are not followed; check the URI."));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void message_saysWhatFailedWhereWhatItMeansAndWhatToDo(Operation operation, int status, String meaning) {
        try (ScriptedServer server = ScriptedServer.start(answer(status, Fixtures.text("authlete-result-error.json")));
                AuthleteClientRegistration authlete =
                        authleteAt(server).retryPolicy(RetryPolicy.never()).build()) {
            assertThat(calls.failure(authlete, operation))
                    .hasMessage(operation + " at " + server.uri() + path(operation) + " was answered with HTTP "
                            + status + " A001202. " + meaning)
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @StandardOperations
    void messageOfARefusalToComeLater_saysThatNothingWasChanged(Operation operation) {
        assertThat(failed(operation, answer(503, "{}", "Retry-After: 1")))
                .hasMessageEndingWith(
                        operation == Operation.GET
                                ? "HTTP 503. Nothing was changed. Call again later."
                                : "HTTP 503. Nothing was changed at the server. Call again later.");
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTER, Whether the server did it is unknown.",
        "GET, 'Nothing was changed, unless the server replaces credentials when they are read.'",
        "UPDATE, Whether the server did it is unknown.",
        "DELETE, Whether the server did it is unknown.",
    })
    void messageOfAnUnreadableAnswer_saysWhyAndWhereToLook(Operation operation, String meaning) {
        try (ScriptedServer server = ScriptedServer.start(answer(200, "[]"));
                AuthleteClientRegistration authlete = authleteAt(server).build()) {
            assertThat(calls.failure(authlete, operation))
                    .hasMessage(operation + " at " + server.uri() + path(operation) + " was answered with HTTP 200, but"
                            + " the answer cannot be used: a JSON object is needed, but the text is an array. "
                            + meaning + " What came is in body().");
        }
    }

    @ParameterizedTest
    @CsvSource({"A 001", "<b>", "'A\n1'"})
    void codeThatIsASentence_isInCodeAndNotInTheMessage(String code) {
        ResultError error = error(Operation.DELETE, answer(400, "{\"resultCode\":" + new JsonPrimitive(code) + "}"));

        assertThat(error.code()).contains(code.replace('\n', ' '));
        assertThat(error).hasMessageContaining("HTTP 400. Nothing");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 303, 308})
    void redirect_isNotFollowed(int status) {
        try (ScriptedServer elsewhere = ScriptedServer.start(answer(200, "{}"));
                ScriptedServer server =
                        ScriptedServer.start(answer(status, "{}", "Location: " + elsewhere.uri() + "/?q=1"));
                AuthleteClientRegistration authlete = authleteAt(server).build()) {
            assertThat(calls.failure(authlete, Operation.REGISTER)).isInstanceOf(UnexpectedResponseException.class);
            assertThat(server.requests()).hasSize(1);
            assertThat(elsewhere.connections()).isZero();
        }
    }
}
