package dev.clientregistration.anvil;

import static dev.clientregistration.NativeServer.withoutWaits;
import static dev.clientregistration.anvil.AnvilCall.TOKEN;
import static dev.clientregistration.anvil.AnvilCall.anvilAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.Gson;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.NativeServer;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.anvil.model.AnvilClient;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.UnreadableResponseException;
import java.io.PrintWriter;
import java.io.StringWriter;
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

/** No failure and no {@code toString} tells a secret, whatever the answer repeats. */
@ParameterizedClass(name = "{0}")
@EnumSource(SyncAndAsync.class)
class AnvilSecretsTest {
    private static final Secret CLIENT_SECRET = Secret.of("cs-\"quoted\"-\\-+/=");
    private static final AnvilClient CLIENT = AnvilClient.builder()
            .redirectUris("https://example.com/callback")
            .clientSecret(CLIENT_SECRET)
            .build();

    @Parameter
    SyncAndAsync style;

    private final NativeServer server = new NativeServer();
    private final AnvilClients anvil =
            withoutWaits(anvilAt(server)).includeNonJsonExcerpts().build();

    @AfterEach
    void close() {
        anvil.close();
        server.close();
    }

    /** Repeats everything of the request in every place of the answer. */
    private static MockResponse echo(RecordedRequest request, int status, boolean json) {
        String body = NativeServer.body(request);
        String all = request.getHeaders().get("Authorization") + " " + body
                + (body.isEmpty() ? "" : " " + CLIENT_SECRET.reveal());
        String said = new JsonPrimitive(all).toString();
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", json ? "application/json" : "text/html")
                .setHeader("WWW-Authenticate", "Bearer realm=\"" + TOKEN.reveal() + "\"")
                .body(json ? "{\"error\":" + said + ",\"errors\":{\"a\":[" + said + "]}}" : all)
                .build();
    }

    static Stream<Arguments> echoes() {
        return Stream.of(AnvilCall.values()).flatMap(call -> Stream.of(400, 401, 404, 500)
                .flatMap(status -> Stream.of(Arguments.of(call, status, true), Arguments.of(call, status, false))));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void secretThatTheAnswerRepeats_isNowhereInTheFailure(AnvilCall call, int status, boolean json) {
        server.echo(request -> echo(request, status, json));

        ResultError error = failure(ResultError.class, call);

        assertHoldsNoSecret(error.bodyExcerpt().orElseThrow());
        assertThat(error.bodyExcerpt().orElseThrow()).contains("[redacted]");
        assertHoldsNoSecret(error.code().orElse(""));
        assertHoldsNoSecret(error.challenge().orElseThrow());
        assertHoldsNoSecret(stackTrace(error));
    }

    @ParameterizedTest
    @EnumSource(names = "DELETE", mode = EnumSource.Mode.EXCLUDE)
    void secretInAnUnreadableAnswer_isInItsBodyAlone(AnvilCall call) {
        server.echo(request -> echo(request, 200, false));

        UnreadableResponseException failure = failure(UnreadableResponseException.class, call);

        assertThat(failure.body().orElseThrow().reveal()).contains(TOKEN.reveal());
        assertHoldsNoSecret(stackTrace(failure));
    }

    @Test
    void facadeBuilderAndClient_doNotShowTheirSecrets() {
        AnvilClient keys =
                AnvilClient.builder().jwks("{\"d\":\"" + TOKEN.reveal() + "\"}").build();
        AnvilClient own = AnvilClient.fromJson(
                "{\"own\":\"" + TOKEN.reveal() + "\",\"client_name\":{\"a\":\"" + TOKEN.reveal() + "\"}}");

        for (Object shown : List.of(anvil, anvilAt(server), CLIENT, CLIENT.toBuilder(), keys, own)) {
            assertHoldsNoSecret(shown.toString());
        }
        assertHoldsNoSecret(new Gson().toJson(CLIENT));
        assertThat(CLIENT.toString()).contains("client_secret=<");
    }

    private <T extends RegistrationException> T failure(Class<T> type, AnvilCall call) {
        T failure = catchThrowableOfType(type, () -> call.make(style, anvil, CLIENT, RequestOptions.none()));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static String stackTrace(RegistrationException failure) {
        StringWriter out = new StringWriter();
        failure.printStackTrace(new PrintWriter(out, true));
        return out.toString();
    }

    private static void assertHoldsNoSecret(String text) {
        assertThat(List.of(TOKEN.reveal(), CLIENT_SECRET.reveal(), "quoted"))
                .noneSatisfy(secret -> assertThat(text).contains(secret));
    }
}
