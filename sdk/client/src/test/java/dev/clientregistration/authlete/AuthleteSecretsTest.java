package dev.clientregistration.authlete;

import static dev.clientregistration.authlete.CallStyle.API_TOKEN;
import static dev.clientregistration.authlete.CallStyle.REGISTRATION_ACCESS_TOKEN;
import static dev.clientregistration.authlete.CallStyle.authleteAt;
import static dev.clientregistration.authlete.CallStyle.failure;
import static dev.clientregistration.authlete.CallStyle.request;
import static dev.clientregistration.authlete.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.StandardOperations;
import dev.clientregistration.authlete.ScriptedServer.Step;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.UnreadableResponseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No failure tells a secret of its call, whatever the answer repeats. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class AuthleteSecretsTest {
    @Parameter
    CallStyle calls;

    private static final Secret CLIENT_SECRET = Secret.of("cs-\"quoted\"-\\-\u00e9+/=");
    private static final Secret STATEMENT = Secret.of("eyJhbGciOiJSUzI1NiJ9.eyJzb2Z0d2FyZV9pZCI6IjEifQ.c2ln");
    private static final Secret PRIVATE_KEY = Secret.of("870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE");
    private static final Secret HEADER = Secret.of("header-only-the-gateway-knows");

    private static final List<Secret> SECRETS =
            List.of(API_TOKEN, REGISTRATION_ACCESS_TOKEN, CLIENT_SECRET, STATEMENT, PRIVATE_KEY, HEADER);

    private static ClientRegistrationRequest requestWithSecrets(Operation operation) {
        return request(operation).toBuilder()
                .json("{\"client_secret\":" + new JsonPrimitive(CLIENT_SECRET.reveal()) + ",\"software_statement\":\""
                        + STATEMENT.reveal() + "\",\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"d\":\"" + PRIVATE_KEY.reveal()
                        + "\"}]}}")
                .token(REGISTRATION_ACCESS_TOKEN)
                .build();
    }

    /** Repeats every secret in every place of the answer: as it is, as JSON and as a URI would have it. */
    private static Step echo(int status, boolean json) {
        String raw = String.join(" ", SECRETS.stream().map(Secret::reveal).toList());
        String encoded = URLEncoder.encode(raw, StandardCharsets.UTF_8).replace("+", " ");
        String ascii = raw.replace("\u00e9", "");
        String said = new JsonPrimitive(raw + " " + encoded).toString();
        return (request, socket) -> {
            String body = json
                    ? "{\"resultCode\":" + said + ",\"resultMessage\":" + said + ",\"headers\":"
                            + new JsonPrimitive(String.join(" ", request.headers())) + ",\"request\":" + request.text()
                            + ",\"" + API_TOKEN.reveal() + "\":[" + said + "]}"
                    : "<p>" + raw + "</p><pre>" + request.text() + "</pre>";
            answer(
                            status,
                            body,
                            "WWW-Authenticate: Bearer realm=\"" + ascii + "\"",
                            "Location: https://as.example.com/?q=" + encoded.replace(" ", ""),
                            "Request-Id: " + ascii)
                    .play(request, socket);
        };
    }

    static Stream<Arguments> echoes() {
        return StandardOperations.ALL.stream().flatMap(operation -> Stream.of(400, 401, 429, 500, 503)
                .flatMap(status ->
                        Stream.of(Arguments.of(operation, status, true), Arguments.of(operation, status, false))));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void secretThatTheAnswerRepeats_isNowhereInTheFailure(Operation operation, int status, boolean json) {
        ResultError error = (ResultError) echoed(operation, echo(status, json));

        assertThat(error.httpStatus()).isEqualTo(status);
        assertThat(error.code().isPresent()).isEqualTo(json);
        assertThat(error.bodyExcerpt()).isPresent();
        assertHoldsNoSecret(error);
        for (String text : List.of(
                error.code().orElse(""),
                error.description().orElse(""),
                error.challenge().orElse(""),
                error.requestId().orElse(""),
                error.bodyExcerpt().orElse(""))) {
            assertThat(SECRETS).noneSatisfy(secret -> assertThat(text).contains(secret.reveal()));
            assertThat(text).contains(text.isEmpty() ? "" : "[redacted]");
        }
    }

    @ParameterizedTest
    @StandardOperations
    void secretInAnUnreadableAnswer_isInItsBodyAlone(Operation operation) {
        UnreadableResponseException failure = (UnreadableResponseException) echoed(operation, echo(200, false));

        assertThat(failure.body().orElseThrow().reveal()).contains(API_TOKEN.reveal());
        assertThat(failure.location().orElse("")).startsWith("https://as.example.com/?q=[redacted]");
        assertHoldsNoSecret(failure);
    }

    @ParameterizedTest
    @StandardOperations
    void secretOfACallWithoutAnswer_isNowhereInTheFailure(Operation operation) {
        assertHoldsNoSecret(echoed(operation, ScriptedServer.hangUp()));
    }

    private RegistrationException echoed(Operation operation, Step step) {
        HandTimer timer = new HandTimer(Duration.ofSeconds(30));
        try (ScriptedServer server = ScriptedServer.start(step);
                AuthleteClientRegistration authlete =
                        timer.in(authleteAt(server)).includeNonJsonExcerpts().build()) {
            return failure(
                    RegistrationException.class,
                    () -> calls.call(
                            authlete,
                            operation,
                            requestWithSecrets(operation),
                            RequestOptions.builder()
                                    .header("X-Gateway", HEADER.reveal())
                                    .build()));
        }
    }

    /** Looks at everything that a log or a dump would show, the failures of earlier attempts included. */
    private static void assertHoldsNoSecret(RegistrationException failure) {
        StringWriter stackTrace = new StringWriter();
        failure.printStackTrace(new PrintWriter(stackTrace, true));
        ByteArrayOutputStream serialized = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(serialized)) {
            out.writeObject(failure);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String text : List.of(
                failure.getMessage(),
                failure.toString(),
                stackTrace.toString(),
                serialized.toString(StandardCharsets.UTF_8))) {
            assertThat(SECRETS).noneSatisfy(secret -> assertThat(text).contains(secret.reveal()));
        }
    }
}
