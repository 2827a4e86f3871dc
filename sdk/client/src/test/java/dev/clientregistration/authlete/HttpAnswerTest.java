package dev.clientregistration.authlete;

import static dev.clientregistration.authlete.CallStyle.authleteAt;
import static dev.clientregistration.authlete.CallStyle.request;
import static dev.clientregistration.authlete.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import dev.clientregistration.RetryPolicy;
import dev.clientregistration.Secret;
import dev.clientregistration.UnusableReason;
import dev.clientregistration.authlete.model.Action;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.CredentialsLostException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.error.UnusableClientException;
import dev.clientregistration.model.ClientInformation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the authorization server answers its client. */
class HttpAnswerTest {
    private static final String VENDOR = "[A001101] Authlete has a problem of its own.";

    /** Nothing of it may change: order, white space, numbers, characters outside ASCII. */
    private static final String CONTENT =
            " {\"client_id\":\"1\", \"n\":1.0,\r\n\t\"x\":\"Br\u00e9tzel \ud83e\udd68 \u2028</b>\"}\n";

    private static ClientRegistrationResponse.Builder response(String action) {
        return ClientRegistrationResponse.builder()
                .resultCode("A001101")
                .resultMessage(VENDOR)
                .action(Action.of(action));
    }

    private static void assertIsJson(HttpAnswer answer, int status, String body) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers())
                .containsExactly(
                        entry("Content-Type", "application/json"),
                        entry("Cache-Control", "no-store"),
                        entry("Pragma", "no-cache"));
        assertThat(answer.body()).contains(body);
    }

    private static void assertIsServerError(HttpAnswer answer) {
        assertIsJson(answer, 500, "{\"error\":\"server_error\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED, 201",
        "OK, 200",
        "UPDATED, 200",
        "BAD_REQUEST, 400",
        "UNAUTHORIZED, 401",
        "INTERNAL_SERVER_ERROR, 500",
    })
    void action_isAnsweredWithItsStatusAndTheContentUnchanged(String action, int status) {
        HttpAnswer answer = HttpAnswer.of(
                response(action).responseContent(Secret.of(CONTENT)).build());

        assertIsJson(answer, status, CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"responseContent\":\"{}\"}", "{\"responseContent\":null}"})
    void deleted_isAnsweredWithoutBodyWhateverElseTheResponseHolds(String members) {
        HttpAnswer answer = HttpAnswer.of(ClientRegistrationResponse.fromJson(members).toBuilder()
                .action(Action.DELETED)
                .build());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers()).containsExactly(entry("Cache-Control", "no-store"), entry("Pragma", "no-cache"));
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.Known.class,
            names = {"DELETED", "UNLISTED"},
            mode = EnumSource.Mode.EXCLUDE)
    void missingContent_isAServerError(Action.Known action) {
        for (String content : List.of(
                "",
                ",\"responseContent\":null",
                ",\"responseContent\":\"\"",
                ",\"responseContent\":{\"client_id\":\"1\"}")) {
            assertIsServerError(HttpAnswer.of(
                    ClientRegistrationResponse.fromJson("{\"action\":\"" + action + "\"" + content + "}")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCEPTED", "created", " OK", "UNLISTED", "200"})
    void unknownAction_isAServerErrorThatRepeatsNothing(String action) {
        assertIsServerError(HttpAnswer.of(
                response(action).responseContent(Secret.of(CONTENT)).build()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"null", "\"\"", "{\"a\":1}", "[]"})
    void missingAction_isAServerError(String action) {
        assertIsServerError(HttpAnswer.of(ClientRegistrationResponse.fromJson(
                "{\"responseContent\":\"{}\"" + (action == null ? "" : ",\"action\":" + action) + "}")));
    }

    @Test
    void emptyResponse_isAServerError() {
        assertIsServerError(HttpAnswer.of(ClientRegistrationResponse.builder().build()));
    }

    // ---- where Authlete could not be asked

    /** One of every class of the family, two or more where it matters; each holds text of the vendor's. */
    static List<RegistrationException> failures() {
        Operation operation = Operation.REGISTER;
        List<RegistrationException> failures = new ArrayList<>(List.of(
                new TransportException(operation, Outcome.UNKNOWN, 1, VENDOR, new IOException(VENDOR)),
                new CallTimeoutException(operation, Outcome.NOT_APPLIED, 0, VENDOR, null),
                new CallInterruptedException(operation, Outcome.UNKNOWN, 1, VENDOR, null),
                new CallRefusedException(operation, Outcome.NOT_APPLIED, 0, VENDOR, null),
                new UnreadableResponseException(operation, Outcome.UNKNOWN, 1, 200, Secret.of(VENDOR), VENDOR, VENDOR),
                new UnusableClientException(
                        operation,
                        1,
                        ClientInformation.builder().clientId(VENDOR).build(),
                        List.of(UnusableReason.of(UnusableReason.Kind.SECRET_MISSING, VENDOR))),
                new CredentialsLostException(operation, Outcome.UNKNOWN, 2, VENDOR, null)));
        IntStream.of(302, 400, 401, 403, 404, 408, 409, 410, 425, 429, 500, 501, 502, 503, 504, 599)
                .mapToObj(status -> error(status, null))
                .forEach(failures::add);
        return failures;
    }

    private static ResultError error(int status, Duration retryAfter) {
        return ResultError.builder(Operation.GET, status)
                .message(VENDOR)
                .code("A001101")
                .description(VENDOR)
                .challenge(VENDOR)
                .requestId(VENDOR)
                .bodyExcerpt(VENDOR)
                .retryAfter(retryAfter)
                .build();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(HttpAnswerTest::leaves)
                : Stream.of(type);
    }

    @Test
    void failures_areOfEveryClassOfTheFamily() {
        assertThat(leaves(RegistrationException.class).map(Class::getName))
                .hasSize(13)
                .containsExactlyInAnyOrderElementsOf(failures().stream()
                        .map(failure -> failure.getClass().getName())
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failure_isAServerErrorUnlessAuthleteWasLimitingOrNotReady(RegistrationException failure) {
        HttpAnswer answer = HttpAnswer.of(failure);

        boolean busy = failure instanceof ResultError error && List.of(429, 503).contains(error.httpStatus());
        if (busy) {
            assertIsUnavailable(answer, "5");
        } else {
            assertIsServerError(answer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429, PT7S, 7",
        "503, PT7S, 7",
        "429, PT0S, 0",
        "503, PT0.001S, 1",
        "429, PT1.2S, 2",
        "503, PT59.999999999S, 60",
        "429, PT24H, 86400",
    })
    void timeThatAuthleteAskedFor_isRoundedUpToSeconds(int status, Duration retryAfter, String seconds) {
        assertIsUnavailable(HttpAnswer.of(error(status, retryAfter)), seconds);
    }

    private static void assertIsUnavailable(HttpAnswer answer, String retryAfter) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers())
                .containsExactly(
                        entry("Content-Type", "application/json"),
                        entry("Cache-Control", "no-store"),
                        entry("Pragma", "no-cache"),
                        entry("Retry-After", retryAfter));
        assertThat(answer.body()).contains("{\"error\":\"temporarily_unavailable\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 500, 502, 504})
    void timeThatAuthleteAskedForWithAnotherStatus_isNotPassedOn(int status) {
        assertIsServerError(HttpAnswer.of(error(status, Duration.ofSeconds(7))));
    }

    @ParameterizedTest
    @EnumSource(CallStyle.class)
    void limitOfTheApi_becomesTheLimitOfTheEndpoint(CallStyle calls) {
        try (ScriptedServer server = ScriptedServer.start(
                        answer(429, "{\"resultMessage\":\"" + VENDOR + "\"}", "RateLimit-Reset: 17"));
                AuthleteClientRegistration authlete =
                        authleteAt(server).retryPolicy(RetryPolicy.never()).build()) {
            assertIsUnavailable(HttpAnswer.of(calls.failure(authlete, Operation.REGISTER)), "17");
        }
    }

    @Test
    void snippetOfTheReadme_answersSuccessRefusalAndFailure() {
        try (ScriptedServer server = ScriptedServer.start(
                        answer(200, Fixtures.text("authlete-register-response.json")),
                        answer(200, "{\"action\":\"BAD_REQUEST\",\"responseContent\":\"{\\\"error\\\":\\\"x\\\"}\"}"),
                        answer(500, Fixtures.text("authlete-result-error.json")));
                AuthleteClientRegistration authlete = authleteAt(server).build()) {
            String sent = request(Operation.REGISTER).json().orElseThrow();

            HttpAnswer created = AuthleteSnippets.endpoint(authlete, sent);
            assertThat(created.status()).isEqualTo(201);
            assertThat(created.body().orElseThrow()).startsWith("{\"client_id\":\"26837717140341\"");
            assertIsJson(AuthleteSnippets.endpoint(authlete, sent), 400, "{\"error\":\"x\"}");
            assertIsServerError(AuthleteSnippets.endpoint(authlete, sent));
        }
    }

    // ---- the answer itself

    @Test
    void headers_cannotBeChanged() {
        Map<String, String> headers =
                HttpAnswer.of(ClientRegistrationResponse.builder().build()).headers();

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> headers.put("a", "b"));
    }

    @Test
    void toString_showsTheStatusAlone() {
        assertThat(HttpAnswer.of(
                        response("CREATED").responseContent(Secret.of(CONTENT)).build()))
                .hasToString("HttpAnswer[201]");
        assertThat(HttpAnswer.of(response("DELETED").build())).hasToString("HttpAnswer[204]");
        assertThat(HttpAnswer.of(error(429, null))).hasToString("HttpAnswer[503]");
    }

    @Test
    void null_isRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> HttpAnswer.of((ClientRegistrationResponse) null))
                .withMessage("response must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> HttpAnswer.of((RegistrationException) null))
                .withMessage("failure must not be null");
    }
}
