package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The secret of the client that registers others, its login, and the token it gets: servers repeat all of them here, in
 * every place that an answer has.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class TokenSecretsTest {
    /** In the secret and in the token as they are, and in nothing else. */
    private static final String MARK = "hUsH";

    private static final String SECRET = MARK + " p\u00e4ss/+%&\"1";
    private static final String ENCODED = "hUsH+p%C3%A4ss%2F%2B%25%26%221";
    private static final String LOGIN =
            Base64.getEncoder().encodeToString(("registrar:" + ENCODED).getBytes(StandardCharsets.US_ASCII));
    private static final String TOKEN = MARK + "-token~1/2+3=";
    private static final ClientMetadata METADATA =
            ClientMetadata.builder().clientName("Pretzel").build();

    @Parameter
    CallStyle calls;

    private final CapturedLog log = CapturedLog.from(Level.FINEST);

    @AfterEach
    void nothingWasLogged() {
        log.close();
        assertThat(log.lines()).isNotEmpty().noneMatch(TokenSecretsTest::isTelling);
    }

    /** Name of the case, what the server writes; {@code %s} is what it was sent. */
    static Stream<Arguments> echoes() {
        return Stream.of(
                Arguments.of("error code", answer("400 Bad Request", "", "{\"error\":\"%s\"}")),
                Arguments.of(
                        "description",
                        answer(
                                "401 Unauthorized",
                                "",
                                "{\"error\":\"invalid_client\",\"error_description\":\"no %s!\"}")),
                Arguments.of("other members", answer("400 Bad Request", "", "{\"error\":\"x\",\"you_sent\":[\"%s\"]}")),
                Arguments.of("member name", answer("400 Bad Request", "", "{\"error\":\"x\",\"%s\":1}")),
                Arguments.of("HTML", answer("403 Forbidden", "Content-Type: text/html\r\n", "<p>%s</p>")),
                Arguments.of("text", answer("501 No", "Content-Type: text/plain\r\n", "%s")),
                Arguments.of(
                        "challenge",
                        answer("401 Unauthorized", "WWW-Authenticate: Basic realm=\"%s\", error=\"%s\"\r\n", "")),
                Arguments.of("request id", answer("400 Bad Request", "X-Request-Id: %s\r\n", "")),
                Arguments.of("redirect", answer("302 Found", "Location: /?t=%s\r\n", "")),
                Arguments.of("reason phrase", answer("400 %s", "", "")),
                Arguments.of("no token", answer("200 OK", "Location: /?t=%s\r\n", "{\"you_sent\":\"%s\"}")),
                Arguments.of("no HTTP", "%s\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("echoes")
    void failureOfTheTokenRequest_whateverTheServerRepeats_holdsNoSecret(String name, String wire) {
        List<String> sent = name.equals("challenge") || !wire.contains("{")
                ? List.of(ENCODED, ENCODED.toLowerCase(Locale.ROOT).replace("hush", MARK), LOGIN)
                : List.of(SECRET.replace("\"", "\\\""), ENCODED, LOGIN);
        for (String echo : sent) {
            for (TokenEndpointAuthMethod method :
                    List.of(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC, TokenEndpointAuthMethod.CLIENT_SECRET_POST)) {
                if (echo.equals(LOGIN) && method.equals(TokenEndpointAuthMethod.CLIENT_SECRET_POST)) {
                    // It is not sent then, and nobody can know what it is.
                    continue;
                }
                try (RawServer server = echoing(wire.replace("%s", echo));
                        ClientRegistration registration = curious(server, method)) {
                    RegistrationException failure = failure(registration);

                    assertThat(failure.getCause()).isInstanceOf(RegistrationException.class);
                    assertThat(texts(failure)).noneMatch(TokenSecretsTest::isTelling);
                    RawServer.Request request = server.requests().get(0);
                    assertThat(request.headers() + request.bodyText()).containsAnyOf(ENCODED, LOGIN);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("echoes")
    void failureOfTheRegister_whateverTheServerRepeats_doesNotHoldTheToken(String name, String wire) {
        String issued = answer("200 OK", "", "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\"}");
        byte[] refusal = wire.replace("%s", TOKEN).getBytes(StandardCharsets.UTF_8);
        try (RawServer server = new RawServer((request, socket) -> {
                    boolean asked = request.line().startsWith("POST /token");
                    socket.getOutputStream().write(asked ? issued.getBytes(StandardCharsets.UTF_8) : refusal);
                    socket.close();
                });
                ClientRegistration registration = curious(server, TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)) {
            RegistrationException failure = failure(registration);

            assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(server.requests().get(1).headers()).contains("Authorization: Bearer " + TOKEN);
            assertThat(texts(failure)).noneMatch(TokenSecretsTest::isTelling);
        }
    }

    @Test
    void tokenThatCannotBeUsed_isInTheBodyOfTheCauseOnly() {
        String body = "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"DPoP\"}";
        try (RawServer server = echoing(answer("200 OK", "", body));
                ClientRegistration registration = curious(server, TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)) {
            RegistrationException failure = failure(registration);

            assertThat(failure.getCause())
                    .isInstanceOfSatisfying(UnreadableResponseException.class, cause -> assertThat(
                                    cause.body().orElseThrow().reveal())
                            .isEqualTo(body));
            assertThat(texts(failure)).noneMatch(TokenSecretsTest::isTelling);
        }
    }

    @Test
    void noAnswer_holdsNoSecret() {
        try (RawServer server = new RawServer((request, socket) -> socket.close());
                ClientRegistration registration = curious(server, TokenEndpointAuthMethod.CLIENT_SECRET_POST)) {
            assertThat(texts(failure(registration))).noneMatch(TokenSecretsTest::isTelling);
        }
    }

    @Test
    void objects_showNoSecret() {
        ClientCredentials credentials = ClientCredentials.builder("registrar", Secret.of(SECRET))
                .scope("register")
                .build();
        try (RawServer server = new RawServer((request, socket) -> socket.close());
                ClientRegistration registration = curious(server, TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)) {
            failure(registration);
            assertThat(List.of(
                            credentials,
                            InitialAccessToken.clientCredentials(credentials),
                            RequestOptions.builder().token(Secret.of(TOKEN)).build(),
                            registration,
                            registration.exchange()))
                    .noneMatch(object -> isTelling(object.toString()));
        }
        assertThat(credentials)
                .hasToString("ClientCredentials[clientId=registrar, clientSecret=***, scope=register,"
                        + " authMethod=client_secret_basic]");
    }

    private RegistrationException failure(ClientRegistration registration) {
        return catchThrowableOfType(RegistrationException.class, () -> calls.register(registration, METADATA));
    }

    private static boolean isTelling(String text) {
        return text.contains(MARK) || text.contains(LOGIN);
    }

    /** All that a failure shows, its causes included. */
    private static List<String> texts(RegistrationException failure) {
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed, true));
        List<String> texts = new ArrayList<>(List.of(printed.toString(), serialized(failure)));
        for (Throwable t = failure; t != null; t = t.getCause()) {
            texts.add(t.toString());
            if (t instanceof ResultError error) {
                Stream.of(error.code(), error.description(), error.requestId(), error.challenge(), error.bodyExcerpt())
                        .flatMap(text -> text.stream())
                        .forEach(texts::add);
            }
            if (t instanceof UnreadableResponseException unreadable) {
                unreadable.location().ifPresent(texts::add);
                texts.add(unreadable.body().toString());
            }
        }
        return texts;
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

    /** A facade that shows as much as can be asked for. */
    private static ClientRegistration curious(RawServer server, TokenEndpointAuthMethod method) {
        ClientCredentials registrar = ClientCredentials.builder("registrar", Secret.of(SECRET))
                .tokenEndpoint(server.uri("/token?key=" + MARK))
                .authMethod(method)
                .build();
        return ClientRegistration.builder()
                .endpoint(server.uri("/register"))
                .initialAccessToken(InitialAccessToken.clientCredentials(registrar))
                .retryPolicy(SampleClient.THREE_AT_ONCE)
                .includeNonJsonExcerpts()
                .build();
    }

    private static RawServer echoing(String wire) {
        byte[] bytes = wire.getBytes(StandardCharsets.UTF_8);
        return new RawServer((request, socket) -> {
            socket.getOutputStream().write(bytes);
            socket.close();
        });
    }

    private static String answer(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Connection: close\r\n\r\n" + body;
    }
}
