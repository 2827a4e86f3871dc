package dev.clientregistration.samples.endpoint;

import static dev.clientregistration.samples.endpoint.FakeAuthlete.ACCESS_TOKEN;
import static dev.clientregistration.samples.endpoint.Http.METADATA;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clientregistration.authlete.AuthleteClientRegistration;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockAnswer;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients are told when Authlete's API fails, and what they are not told. */
class AuthleteTroubleTest {
    private static final String SERVER_ERROR = "{\"error\":\"server_error\"}";
    private static final String CLIENTS_TOKEN = "token-of-the-client";

    private static MockRegistrationServer authlete;
    private static RegistrationEndpointSample sample;

    private final Logger logger = Logger.getLogger(RegistrationEndpoint.class.getName());
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeAll
    static void start() throws IOException {
        authlete = MockRegistrationServer.builder().dialect(Dialect.AUTHLETE).start();
        sample = start(FakeAuthlete.environment(authlete.issuer()));
    }

    private static RegistrationEndpointSample start(Map<String, String> environment) throws IOException {
        return RegistrationEndpointSample.start(environment, new PrintStream(PrintStream.nullOutputStream()));
    }

    @AfterAll
    static void stop() {
        sample.close();
        authlete.close();
    }

    @BeforeEach
    void listen() {
        authlete.reset();
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void nothingSecretWasLogged() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        assertThat(String.join("\n", logged)).doesNotContain(ACCESS_TOKEN, CLIENTS_TOKEN, "Pretzel", "vendor text");
    }

    private static HttpResponse<String> register(RegistrationEndpointSample sample) {
        return silent(Http.send(Http.post(sample.registrationEndpoint(), METADATA)
                .header("Authorization", "Bearer " + CLIENTS_TOKEN)
                .build()));
    }

    private static HttpResponse<String> get(RegistrationEndpointSample sample) {
        return silent(Http.send(HttpRequest.newBuilder(URI.create(sample.registrationEndpoint() + "/12345"))
                .header("Authorization", "Bearer " + CLIENTS_TOKEN)
                .build()));
    }

    /** The client is not told who is behind the endpoint, and certainly not with which token. */
    private static HttpResponse<String> silent(HttpResponse<String> response) {
        String all = response.headers().map() + response.body();
        assertThat(all).doesNotContain(ACCESS_TOKEN, CLIENTS_TOKEN, "resultCode", "A001", "vendor text");
        assertThat(all.toLowerCase(Locale.ROOT)).doesNotContain("authlete");
        return response;
    }

    private static void assertServerError(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo(SERVER_ERROR);
        assertThat(response.headers().map())
                .containsOnlyKeys("cache-control", "content-length", "content-type", "date", "pragma");
    }

    private static void assertUnavailable(HttpResponse<String> response, String retryAfter) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().allValues("Retry-After")).containsExactly(retryAfter);
        assertThat(Http.error(response)).isEqualTo("temporarily_unavailable");
    }

    // ---- the API cannot be reached, or refuses

    @Test
    void down_isAServerError() throws IOException {
        URI gone;
        try (MockRegistrationServer down = MockRegistrationServer.start()) {
            gone = down.issuer();
        }
        try (RegistrationEndpointSample sample = start(FakeAuthlete.environment(gone))) {
            assertServerError(register(sample));
        }
        assertThat(logged).singleElement().asString().startsWith("WARNING NOT_APPLIED: register at ");
    }

    @Test
    void lostAnswerToARegistration_isAServerErrorAndLoggedAsUnknown() throws IOException {
        try (FakeAuthlete hangingUp = FakeAuthlete.hangingUp();
                RegistrationEndpointSample sample = start(hangingUp.environment())) {
            assertServerError(register(sample));
        }
        assertThat(logged).singleElement().asString().startsWith("WARNING UNKNOWN: register at ");
    }

    @Test
    void limiting_isPassedOnAsRetryAfter() {
        authlete.answerNext(MockAnswer.json(429, "{\"resultCode\":\"A001301\",\"resultMessage\":\"vendor text\"}")
                .withHeader("RateLimit-Reset", "60"));

        assertUnavailable(register(sample), "60");

        assertThat(authlete.exchanges()).as("sixty seconds is too long to wait").hasSize(1);
        assertThat(authlete.clients()).isEmpty();
        assertThat(logged).singleElement().asString().startsWith("WARNING NOT_APPLIED: ");
    }

    @Test
    void limitingForAMoment_isNotNoticedByTheClient() {
        authlete.answerNext(MockAnswer.json(429, "{}").withHeader("RateLimit-Reset", "0"));

        assertThat(Http.register(sample.registrationEndpoint(), METADATA).statusCode())
                .isEqualTo(201);

        assertThat(authlete.exchanges()).hasSize(2);
        assertThat(authlete.clients()).hasSize(1);
        assertThat(logged).isEmpty();
    }

    @Test
    void unavailableUntilATime_isPassedOnAsRetryAfter() {
        authlete.answerNext(
                MockAnswer.of(503, "text/html", "<html>vendor text</html>").withHeader("Retry-After", "120"));

        assertUnavailable(register(sample), "120");
    }

    @Test
    void unavailableWithoutATime_mayHaveRegisteredSoThatNobodyIsInvitedToAskAgain() {
        authlete.answerNext(MockAnswer.of(503));

        assertServerError(register(sample));

        assertThat(authlete.exchanges()).hasSize(1);
        assertThat(logged).singleElement().asString().startsWith("WARNING UNKNOWN: ");
    }

    @Test
    void unavailableForReads_isUnavailable() {
        for (int i = 0; i < 3; i++) {
            authlete.answerNext(MockAnswer.of(503));
        }

        assertUnavailable(get(sample), "5");

        assertThat(authlete.exchanges()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"400, A001201", "401, A001202", "403, A001215", "404, 404", "409, A001101", "500, A001101", "502, ''"})
    void apiError_isAServerErrorWithoutItsText(int status, String code) {
        authlete.answerNext(MockAnswer.json(
                status, "{\"resultCode\":\"" + code + "\",\"resultMessage\":\"[" + code + "] vendor text\"}"));

        assertServerError(register(sample));

        assertThat(authlete.exchanges()).hasSize(1);
        assertThat(logged).singleElement().asString().contains("HTTP " + status).contains(code);
    }

    @Test
    void apiErrorThatLasts_isAServerErrorAfterThreeReads() {
        for (int i = 0; i < 3; i++) {
            authlete.answerNext(MockAnswer.of(502, "text/html", "<html>vendor text</html>"));
        }

        assertServerError(get(sample));

        assertThat(authlete.exchanges()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"ESCALATE\",\"responseContent\":\"{\\\"note\\\":\\\"vendor text\\\"}\"}",
                "{\"responseContent\":\"{\\\"note\\\":\\\"vendor text\\\"}\"}",
                "{\"action\":\"CREATED\",\"resultMessage\":\"vendor text\"}",
                "{\"action\":\"CREATED\",\"responseContent\":null}",
                "{\"action\":\"BAD_REQUEST\"}",
                "{\"action\":7}",
                "{}",
            })
    void answerThatSaysNothing_isAServerErrorAndLogged(String answer) {
        authlete.answerNext(MockAnswer.json(200, answer));

        assertServerError(register(sample));

        assertThat(logged).singleElement().asString().startsWith("WARNING Authlete answered ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vendor text", "[]", "{\"action\":"})
    void unreadableAnswer_isAServerErrorAndLogged(String answer) {
        authlete.answerNext(MockAnswer.json(200, answer));

        assertServerError(register(sample));

        assertThat(logged).singleElement().asString().startsWith("WARNING UNKNOWN: ");
    }

    // ---- the API answers, and says that something is wrong

    @Test
    void internalServerErrorOfTheService_isPassedOnAsAuthleteWordsIt() {
        authlete.answerNext(
                MockAnswer.json(
                        200,
                        "{\"resultCode\":\"A204101\",\"action\":\"INTERNAL_SERVER_ERROR\","
                                + "\"responseContent\":\"{\\\"error\\\":\\\"server_error\\\",\\\"error_description\\\":\\\"[A204101]\\\"}\"}"));

        HttpResponse<String> response = register(sample);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"error\":\"server_error\",\"error_description\":\"[A204101]\"}");
        assertThat(logged).containsExactly("WARNING Authlete answered INTERNAL_SERVER_ERROR A204101");
    }

    @Test
    void unauthorizedRegistrationWithoutAToken_isAnsweredWithABareChallenge() {
        MockAnswer unauthorized =
                MockAnswer.json(200, "{\"action\":\"UNAUTHORIZED\",\"responseContent\":\"{\\\"error\\\":\\\"x\\\"}\"}");
        authlete.answerNext(unauthorized);
        authlete.answerNext(unauthorized);

        HttpResponse<String> without = Http.register(sample.registrationEndpoint(), METADATA);
        HttpResponse<String> with = register(sample);

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        assertThat(with.statusCode()).isEqualTo(401);
        assertThat(with.headers().allValues("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
    }

    @Test
    void serviceThatKnowsNoUnauthorized_saysBadRequestForAWrongToken() {
        HttpResponse<String> response =
                Http.send(HttpRequest.newBuilder(URI.create(sample.registrationEndpoint() + "/12345"))
                        .header("Authorization", "Bearer " + CLIENTS_TOKEN)
                        .build());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().map()).doesNotContainKey("www-authenticate");
        assertThat(response.body()).doesNotContain(ACCESS_TOKEN, CLIENTS_TOKEN);
    }

    // ---- one trouble does not make another

    @Test
    void slowAnswerToOneClient_doesNotHoldUpAnother() throws IOException {
        try (FakeAuthlete slow = FakeAuthlete.slow();
                RegistrationEndpointSample sample = start(slow.environment())) {
            CompletableFuture<HttpResponse<String>> waiting = Http.sendAsync(
                    Http.post(sample.registrationEndpoint(), METADATA).build());
            slow.awaitRequest();

            assertThat(Http.send(HttpRequest.newBuilder(URI.create(sample.registrationEndpoint() + "/1"))
                                    .build())
                            .statusCode())
                    .isEqualTo(401);
            assertThat(waiting).isNotDone();

            slow.release();
            assertThat(waiting.join().statusCode()).isEqualTo(201);
        }
    }

    @Test
    void mistakeInTheProgram_isAServerError() throws IOException {
        AuthleteClientRegistration broken = (AuthleteClientRegistration) Proxy.newProxyInstance(
                AuthleteClientRegistration.class.getClassLoader(),
                new Class<?>[] {AuthleteClientRegistration.class},
                (proxy, method, arguments) -> {
                    throw new IllegalStateException("vendor text");
                });
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", new RegistrationEndpoint(broken));
        server.start();
        try {
            assertServerError(silent(Http.register(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/register"), METADATA)));
        } finally {
            server.stop(0);
        }
        assertThat(logged).containsExactly("SEVERE a mistake in this program");
    }
}
