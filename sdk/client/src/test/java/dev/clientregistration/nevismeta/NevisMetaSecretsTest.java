package dev.clientregistration.nevismeta;

import static dev.clientregistration.NativeServer.withoutWaits;
import static dev.clientregistration.nevismeta.NevisCall.PASSWORD;
import static dev.clientregistration.nevismeta.NevisCall.USER;
import static dev.clientregistration.nevismeta.NevisCall.nevisAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonPrimitive;
import dev.clientregistration.NativeServer;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.nevismeta.model.NevisClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No failure tells a secret of its call, whatever the answer repeats. */
@ParameterizedClass(name = "{0}")
@EnumSource(SyncAndAsync.class)
class NevisMetaSecretsTest {
    private static final Secret CLIENT_SECRET = Secret.of("cs-\"quoted\"-\\-+/=");
    private static final String LOGIN =
            Base64.getEncoder().encodeToString((USER + ":" + PASSWORD.reveal()).getBytes(StandardCharsets.UTF_8));
    private static final NevisClient CLIENT = NevisClient.builder()
            .redirectUris("https://app.example.com/callback")
            .clientSecret(CLIENT_SECRET)
            .build();

    @Parameter
    SyncAndAsync style;

    private final NativeServer server = new NativeServer();
    private final NevisMetaClients nevis =
            withoutWaits(nevisAt(server)).includeNonJsonExcerpts().build();

    @AfterEach
    void close() {
        nevis.close();
        server.close();
    }

    /** Repeats everything of the request in every place of the answer. */
    private static MockResponse echo(RecordedRequest request, int status, boolean json) {
        String body = NativeServer.body(request);
        String all = request.getHeaders().get("Authorization") + " " + PASSWORD.reveal() + " " + body
                + (body.isEmpty() ? "" : " " + CLIENT_SECRET.reveal());
        String said = new JsonPrimitive(all).toString();
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", json ? "application/json" : "text/html")
                .setHeader("WWW-Authenticate", "Basic realm=\"" + LOGIN + "\"")
                .setHeader("Location", "https://nevis.example.com/?login=" + LOGIN)
                .setHeader("X-Request-Id", LOGIN)
                .body(json ? "{\"error\":" + said + ",\"error_description\":" + said + ",\"all\":[" + said + "]}" : all)
                .build();
    }

    static Stream<Arguments> echoes() {
        return Stream.of(NevisCall.values()).flatMap(call -> Stream.of(400, 401, 404, 500)
                .flatMap(status -> Stream.of(Arguments.of(call, status, true), Arguments.of(call, status, false))));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void secretThatTheAnswerRepeats_isNowhereInTheFailure(NevisCall call, int status, boolean json) {
        server.echo(request -> echo(request, status, json));

        ResultError error = failure(ResultError.class, call);

        assertHoldsNoSecret(error.bodyExcerpt().orElseThrow());
        assertThat(error.bodyExcerpt().orElseThrow()).contains("[redacted]");
        assertHoldsNoSecret(error.code().orElse(""));
        assertHoldsNoSecret(error.description().orElse(""));
        assertHoldsNoSecret(error.challenge().orElseThrow());
        assertHoldsNoSecret(error.requestId().orElseThrow());
        assertHoldsNoSecret(stackTrace(error));
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "LIST", "GET"})
    void secretInAnUnreadableAnswer_isInItsBodyAlone(NevisCall call) {
        server.echo(request -> echo(request, 200, false));

        UnreadableResponseException failure = failure(UnreadableResponseException.class, call);

        assertThat(failure.body().orElseThrow().reveal()).contains(PASSWORD.reveal(), LOGIN);
        assertHoldsNoSecret(failure.location().orElseThrow());
        assertHoldsNoSecret(stackTrace(failure));
    }

    @Test
    void facadeAndBuilder_doNotShowTheLogin() {
        assertHoldsNoSecret(nevis.toString() + nevis.forSetup(NevisCall.SETUP_ID) + nevisAt(server));
    }

    private <T extends RegistrationException> T failure(Class<T> type, NevisCall call) {
        T failure = catchThrowableOfType(type, () -> call.make(style, nevis, CLIENT, RequestOptions.none()));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static String stackTrace(RegistrationException failure) {
        StringWriter out = new StringWriter();
        failure.printStackTrace(new PrintWriter(out, true));
        return out.toString();
    }

    private static void assertHoldsNoSecret(String text) {
        assertThat(List.of(PASSWORD.reveal(), LOGIN, CLIENT_SECRET.reveal(), "quoted"))
                .noneSatisfy(secret -> assertThat(text).contains(secret));
    }
}
