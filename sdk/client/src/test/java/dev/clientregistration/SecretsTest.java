package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonPrimitive;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Secrets go to the server and to whoever calls {@code reveal()}, and nowhere else. The servers here repeat everything
 * they were sent, in every place that an answer has.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class SecretsTest {
    /** In every secret, and in nothing else. */
    private static final String MARK = "hUsH";

    private static final String INITIAL = MARK + "-initial~1/2+3=";
    private static final String TOKEN = MARK + "-token~1/2+3=";
    private static final String SECRET = MARK + "-secret \"\\ \u00fc/2+3=";
    private static final String STATEMENT = "eyJ" + MARK + ".eyJ" + MARK + "." + MARK;
    private static final String OWN = MARK + "-own";

    private static final ClientMetadata METADATA = ClientMetadata.fromJson(
            "{\"client_name\":\"Pretzel\",\"software_statement\":\"" + STATEMENT + "\",\"x_password\":\"" + OWN + "\","
                    + "\"vendor_keys\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"" + OWN + "-k\"}]}}");

    @Parameter
    CallStyle calls;

    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final LogTexts log = new LogTexts();

    @BeforeEach
    void listen() {
        root.addHandler(log);
        root.setLevel(Level.FINEST);
    }

    @AfterEach
    void nothingWasLogged() {
        root.removeHandler(log);
        root.setLevel(before);
        assertThat(log.texts).noneMatch(text -> text.contains(MARK));
    }

    /** Name of the case, what the server writes; {@code %s} is what it was sent. */
    static Stream<Arguments> echoes() {
        return Stream.of(
                Arguments.of("error code", answer("400 Bad Request", "", "{\"error\":\"%s\"}")),
                Arguments.of(
                        "description",
                        answer("400 Bad Request", "", "{\"error\":\"x\",\"error_description\":\"bad %s!\"}")),
                Arguments.of(
                        "nested error",
                        answer("400 Bad Request", "", "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}")),
                Arguments.of(
                        "Okta's error",
                        answer("400 Bad Request", "", "{\"errorCode\":\"%s\",\"errorSummary\":\"%s\"}")),
                Arguments.of(
                        "other members",
                        answer("400 Bad Request", "", "{\"error\":\"x\",\"you_sent\":[{\"a\":\"%s\"}]}")),
                Arguments.of("member name", answer("400 Bad Request", "", "{\"error\":\"x\",\"%s\":1}")),
                Arguments.of("array", answer("400 Bad Request", "", "[\"%s\",[\"%s\"]]")),
                Arguments.of("HTML", answer("400 Bad Request", "Content-Type: text/html\r\n", "<p>%s</p>")),
                Arguments.of("text", answer("500 Oops", "Content-Type: text/plain\r\n", "%s")),
                Arguments.of("broken JSON", answer("400 Bad Request", "", "{\"error\":\"%s\", ")),
                Arguments.of("JSON text", answer("400 Bad Request", "", "\"%s\"")),
                Arguments.of(
                        "truncated JSON",
                        "HTTP/1.1 400 Bad Request\r\nContent-Length: 9999\r\n\r\n{\"error\":\"%s\",\"a\":\"%s"),
                Arguments.of(
                        "challenge",
                        answer(
                                "401 Unauthorized",
                                "WWW-Authenticate: Bearer error=\"%s\", error_description=\"%s\"\r\n",
                                "")),
                Arguments.of("request id", answer("400 Bad Request", "X-Request-Id: %s\r\n", "")),
                Arguments.of("correlation id", answer("400 Bad Request", "X-Correlation-Id: %s\r\n", "")),
                Arguments.of("Retry-After", answer("400 Bad Request", "Retry-After: %s\r\n", "")),
                Arguments.of(
                        "other headers",
                        answer("400 Bad Request", "X-Echo: %s\r\nSet-Cookie: a=%s\r\nContent-Type: %s\r\n", "")),
                Arguments.of("reason phrase", answer("400 %s", "", "{\"error\":\"x\"}")),
                Arguments.of("redirect", answer("302 Found", "Location: https://e.example.com/?t=%s\r\n", "")),
                Arguments.of("status line", "HTTP/1.1 %s\r\n\r\n"),
                Arguments.of("no HTTP", "%s\r\n\r\n"),
                Arguments.of("header line", "HTTP/1.1 201 Created\r\n%s\r\nContent-Length: %s\r\n\r\n"),
                Arguments.of("chunk size", "HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n"));
    }

    /** Those that are not sent again, whatever the operation. */
    static Stream<Arguments> refusingEchoes() {
        return echoes().filter(echo -> echo.get()[1].toString().matches("(?s)HTTP/1.1 [34].*"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("echoes")
    void failure_whateverTheServerRepeats_holdsNoSecret(String name, String wire) {
        for (String sent : List.of(INITIAL, STATEMENT, OWN, OWN + "-k")) {
            try (RawServer server = echoing(wire, sent);
                    ClientRegistration registration = curious(server.uri("/register"))) {
                assertHoldsNoSecret(
                        catchThrowableOfType(RegistrationException.class, () -> calls.register(registration, METADATA)),
                        server);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusingEchoes")
    void failureOfAnUpdate_whateverTheServerRepeats_holdsNoSecret(String name, String wire) {
        List<String> secrets =
                name.equals("challenge") ? List.of(TOKEN, STATEMENT) : List.of(TOKEN, json(SECRET), STATEMENT);
        for (String sent : secrets) {
            try (RawServer server = echoing(wire, sent);
                    ClientRegistration registration = curious(server.uri("/register"))) {
                assertHoldsNoSecret(
                        catchThrowableOfType(
                                RegistrationException.class,
                                () -> calls.update(registration, credentials(server), METADATA)),
                        server);
            }
        }
    }

    @Test
    void failureOfGetAndDelete_whereTheServerRepeatsTheSecretOfTheClient_holdsNoSecret() {
        String wire = answer(
                "400 Bad Request",
                "X-Request-Id: %s\r\n",
                "{\"error\":\"%s\",\"error_description\":\"%s\",\"you_sent\":\"%s\"}");
        for (String sent : List.of(TOKEN, json(SECRET))) {
            for (Operation operation : List.of(Operation.GET, Operation.DELETE)) {
                try (RawServer server = echoing(wire, sent);
                        ClientRegistration registration = curious(server.uri("/register"))) {
                    assertHoldsNoSecret(
                            catchThrowableOfType(
                                    RegistrationException.class,
                                    () -> calls.call(operation, registration, credentials(server), METADATA)),
                            server);
                }
            }
        }
    }

    @Test
    void failure_whereTheServerTellsASecretOfItsOwn_holdsNoSecret() {
        String issued = MARK + "-issued";
        String wire = answer(
                "400 Bad Request",
                "WWW-Authenticate: Bearer error_description=\"" + issued + "\"\r\nX-Request-Id: " + issued + "\r\n",
                "{\"error\":\"" + issued + "\",\"error_description\":\"your secret is " + issued
                        + "\",\"client_secret\":\"" + issued + "\",\"n\":[\"" + issued + "\"]}");
        try (RawServer server = echoing(wire, "");
                ClientRegistration registration = curious(server.uri("/register"))) {
            assertHoldsNoSecret(
                    catchThrowableOfType(RegistrationException.class, () -> calls.register(registration, METADATA)),
                    server);
        }
    }

    @Test
    void failure_whereNoAnswerComes_holdsNoSecret() {
        try (RawServer server = new RawServer((request, socket) -> socket.close());
                ClientRegistration registration = curious(server.uri("/register?key=" + MARK))) {
            assertHoldsNoSecret(
                    catchThrowableOfType(RegistrationException.class, () -> calls.register(registration, METADATA)),
                    server);
        }
    }

    @Test
    void failure_whereTheServerRepeatsTheTextOfTheRequest_holdsNoSecret() {
        // Escaped as nobody but its author would, and sent so.
        String text = "{ \"software_statement\" : \"\\u0068\\u0075sh." + MARK + "\" }";
        String repeated = new JsonPrimitive("cannot use " + text).toString();
        try (RawServer server = echoing(answer("400 Bad Request", "", "{\"error_description\":" + repeated + "}"), "");
                ClientRegistration registration = curious(server.uri("/register"))) {
            assertHoldsNoSecret(
                    catchThrowableOfType(
                            RegistrationException.class,
                            () -> calls.register(registration, ClientMetadata.fromJson(text))),
                    server);
        }
    }

    @Test
    void failure_whereASecretIsLong_holdsNoSecret() {
        String statement = MARK.repeat(5_000);
        try (RawServer server =
                        echoing(answer("400 Bad Request", "", "{\"error\":\"x\",\"you_sent\":\"%s\"}"), statement);
                ClientRegistration registration = curious(server.uri("/register"))) {
            ClientMetadata metadata = ClientMetadata.fromJson("{\"software_statement\":\"" + statement + "\"}");
            assertHoldsNoSecret(
                    catchThrowableOfType(RegistrationException.class, () -> calls.register(registration, metadata)),
                    server);
        }
    }

    @Test
    void failure_whereSecretsAreShort_isBlankedOnceAndThrownAsItIs() {
        String wire = answer("400 Bad Request", "", "{\"error\":\"x\",\"error_description\":\"red tape\"}");
        try (RawServer server = echoing(wire, "");
                ClientRegistration registration = curious(server.uri("/register"))) {
            ManagementCredentials credentials = ManagementCredentials.builder("c1")
                    .registrationAccessToken(Secret.of("t"))
                    .clientSecret(Secret.of("red"))
                    .build();

            ResultError error = catchThrowableOfType(ResultError.class, () -> calls.get(registration, credentials));

            assertThat(error.description()).contains("[redacted] [redacted]ape");
        }
    }

    @Test
    void unreadableAnswer_secretsAreInBodyOnly() {
        String body = "{\"client_secret\":\"" + MARK + "-new\",\"client_id\":{\"" + MARK + "\":\"" + INITIAL + "\"}}";
        try (RawServer server = echoing(answer("201 Created", "Location: /c1?t=%s\r\n", body), INITIAL);
                ClientRegistration registration = curious(server.uri("/register"))) {
            UnreadableResponseException e = catchThrowableOfType(
                    UnreadableResponseException.class, () -> calls.register(registration, METADATA));

            assertThat(e.body().orElseThrow().reveal()).isEqualTo(body);
            assertThat(e.location()).contains("/c1?t=[redacted]");
            assertHoldsNoSecret(e, server);
        }
    }

    @Test
    void refusedCall_holdsNoSecret() {
        try (RawServer server = echoing(answer("200 OK", "", "{}"), "");
                ClientRegistration registration = curious(server.uri("/register"))) {
            for (String uri : List.of(
                    "https://" + MARK + ":" + MARK + "@e.example.com/?t=" + MARK + "#" + MARK,
                    "not a uri " + MARK,
                    "mailto:" + MARK)) {
                ManagementCredentials credentials = credentials(server).toBuilder()
                        .registrationClientUri(uri)
                        .build();
                RegistrationException e =
                        catchThrowableOfType(RegistrationException.class, () -> calls.get(registration, credentials));

                assertThat(texts(e)).noneMatch(text -> text.contains(MARK));
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void success_objectsOfTheCall_showNoSecret() throws Exception {
        String client = "{\"client_id\":\"c1\",\"client_secret\":\""
                + SECRET.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\",\"registration_access_token\":\"" + TOKEN + "\",\"software_statement\":\"" + STATEMENT
                + "\",\"x_private\":{\"a\":\"" + OWN + "\"},\"x_unknown\":\"" + OWN + "\"}";
        try (RawServer server = echoing(answer("201 Created", "", client), "");
                ClientRegistration registration = curious(server.uri("/register"))) {
            CompletableFuture<ClientInformation> future = registration.registerAsync(METADATA);
            ClientInformation registered = future.get();
            ManagementCredentials credentials = registration.credentials(registered);

            assertThat(registered.clientSecret().orElseThrow().reveal()).contains(MARK);
            assertThat(List.of(
                            registered,
                            registered.toMetadata(),
                            registered.clientSecret(),
                            registered.registrationAccessToken(),
                            registered.softwareStatement(),
                            METADATA,
                            credentials,
                            credentials.toBuilder(),
                            registration,
                            future,
                            InitialAccessToken.fixed(Secret.of(INITIAL)),
                            ClientCredentials.builder("registrar", Secret.of(INITIAL))
                                    .build()))
                    .noneMatch(object -> object.toString().contains(MARK));
        }
    }

    @Test
    void theListener_hearsWhatTheSdkWouldLog() {
        System.getLogger("dev.clientregistration").log(System.Logger.Level.TRACE, "one {0}", "attempt");

        assertThat(log.texts).anyMatch(text -> text.contains("one attempt"));
    }

    @Test
    void secret_javaSerialization_isRefused() {
        Secret secret = Secret.of(MARK);

        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(secret))
                .isInstanceOf(NotSerializableException.class);
    }

    /** Looks at all that a failure shows, and makes sure that the secret was on the wire at all. */
    private static void assertHoldsNoSecret(RegistrationException failure, RawServer server) {
        assertThat(server.requests()).isNotEmpty().allSatisfy(request -> assertThat(
                        request.headers() + request.bodyText())
                .contains(MARK));
        assertThat(texts(failure)).isNotEmpty().noneMatch(text -> text.contains(MARK));
    }

    private static List<String> texts(RegistrationException failure) {
        List<String> texts = new ArrayList<>(List.of(failure.toString(), printed(failure), serialized(failure)));
        texts.add(printed(new ExecutionException(failure)));
        if (failure instanceof ResultError error) {
            Stream.of(
                            error.code(),
                            error.description(),
                            error.requestId(),
                            error.challenge(),
                            error.bodyExcerpt(),
                            error.retryAfter().map(Object::toString))
                    .flatMap(text -> text.stream())
                    .forEach(texts::add);
        }
        if (failure instanceof UnreadableResponseException unreadable) {
            unreadable.location().ifPresent(texts::add);
            texts.add(unreadable.body().toString());
        }
        return texts;
    }

    /** The stack trace, with causes and suppressed failures. */
    private static String printed(Throwable failure) {
        StringWriter out = new StringWriter();
        failure.printStackTrace(new PrintWriter(out, true));
        return out.toString();
    }

    private static String serialized(RegistrationException failure) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static ManagementCredentials credentials(RawServer server) {
        return ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of(TOKEN))
                .clientSecret(Secret.of(SECRET))
                .registrationClientUri(server.uri("/register/c1") + "?key=" + MARK)
                .build();
    }

    /** A facade that shows as much as can be asked for. */
    private static ClientRegistration curious(URI endpoint) {
        return ClientRegistration.builder()
                .endpoint(endpoint)
                .initialAccessToken(InitialAccessToken.fixed(Secret.of(INITIAL)))
                .includeNonJsonExcerpts()
                .build();
    }

    private static RawServer echoing(String wire, String sent) {
        byte[] bytes = wire.replace("%s", sent).getBytes(StandardCharsets.UTF_8);
        return new RawServer((request, socket) -> {
            socket.getOutputStream().write(bytes);
            socket.close();
        });
    }

    private static String answer(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Connection: close\r\n\r\n" + body;
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Every log record of the JVM, as a log file would show it. */
    private static final class LogTexts extends Handler {
        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            texts.add(new SimpleFormatter().format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
