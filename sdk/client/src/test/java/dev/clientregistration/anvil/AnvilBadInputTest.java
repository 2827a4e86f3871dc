package dev.clientregistration.anvil;

import static dev.clientregistration.anvil.AnvilCall.CLIENT;
import static dev.clientregistration.anvil.AnvilCall.TOKEN;
import static dev.clientregistration.anvil.AnvilCall.anvilAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.JsonParser;
import dev.clientregistration.NativeServer;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.anvil.AnvilCall.Stored;
import dev.clientregistration.anvil.model.AnvilClient;
import dev.clientregistration.error.CallRefusedException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is sent. */
@ParameterizedClass(name = "{0}")
@EnumSource(SyncAndAsync.class)
class AnvilBadInputTest {
    @Parameter
    SyncAndAsync style;

    private final NativeServer server = new NativeServer();
    private final AnvilClients anvil = anvilAt(server).build();

    @AfterEach
    void close() {
        anvil.close();
        assertThat(server.requests()).isEmpty();
        server.close();
    }

    // ---- the facade

    @Test
    void facadeWithoutAddressOrToken_isNotMade() {
        assertThatIllegalStateException()
                .isThrownBy(AnvilClients.builder().accessToken(TOKEN)::build)
                .withMessage("baseUri(...) must be set");
        assertThatIllegalStateException()
                .isThrownBy(AnvilClients.builder().baseUri(server.uri())::build)
                .withMessage("accessToken(...) must be set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://anvil.example.com | baseUri must be https, but is",
                "anvil.example.com | baseUri must be an absolute https URI, but is",
                "https://anvil.example.com/?a=1 | baseUri must not have a query",
            })
    void baseUriThatIsNoAddressOfAnApi_isRefused(URI baseUri, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> anvilAt(server).baseUri(baseUri).build())
                .withMessageStartingWith(message);
    }

    @Test
    void tokenThatNoHeaderMayHold_isRefusedWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> anvilAt(server).accessToken(Secret.of("s3cret\r\nX-Evil: 1")))
                .withMessageStartingWith("accessToken must consist of visible ASCII characters, but character 7")
                .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain("s3cr", "Evil"));
    }

    @Test
    void nullOfTheBuilder_isRefusedByName() {
        AnvilClients.Builder builder = AnvilClients.builder();
        Map<String, ThrowingCallable> wrong = Map.of(
                "baseUri", () -> builder.baseUri(null),
                "accessToken", () -> builder.accessToken((Secret) null),
                "supplier", () -> builder.accessToken((Supplier<Secret>) null));

        assertThat(wrong)
                .allSatisfy((name, call) ->
                        assertThatNullPointerException().isThrownBy(call).withMessage(name + " must not be null"));
    }

    @ParameterizedTest
    @EnumSource
    void tokenThatCannotBeHad_refusesTheCall(AnvilCall call) {
        try (AnvilClients without = anvilAt(server).accessToken(() -> null).build()) {
            assertThat(call.failure(CallRefusedException.class, style, without))
                    .hasMessageContaining("was not sent: no token could be had (NullPointerException)");
        }
    }

    // ---- the call

    @Test
    void nullOfACall_isRefusedAtOnceByName() {
        Map<String, List<ThrowingCallable>> wrong = Map.of(
                "client", List.of(() -> style.get(() -> anvil.create(null), () -> anvil.createAsync(null))),
                "changes",
                        List.of(() ->
                                style.get(() -> anvil.patch(Stored.ID, null), () -> anvil.patchAsync(Stored.ID, null))),
                "id",
                        List.of(
                                () -> style.get(() -> anvil.get(null), () -> anvil.getAsync(null)),
                                () -> style.get(() -> anvil.patch(null, CLIENT), () -> anvil.patchAsync(null, CLIENT)),
                                () -> style.run(() -> anvil.delete(null), () -> anvil.deleteAsync(null))));

        assertThat(wrong).allSatisfy((name, calls) -> assertThat(calls)
                .allSatisfy(call ->
                        assertThatNullPointerException().isThrownBy(call).withMessage(name + " must not be null")));
    }

    @ParameterizedTest
    @EnumSource
    void nullOptions_areRefusedAtOnce(AnvilCall call) {
        assertThatNullPointerException()
                .isThrownBy(() -> call.make(style, anvil, CLIENT, null))
                .withMessage("options must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void identifierThatWouldClimbThePath_isRefused(String id) {
        List<ThrowingCallable> calls = List.of(
                () -> style.get(() -> anvil.get(id), () -> anvil.getAsync(id)),
                () -> style.get(() -> anvil.patch(id, CLIENT), () -> anvil.patchAsync(id, CLIENT)),
                () -> style.run(() -> anvil.delete(id), () -> anvil.deleteAsync(id)));

        assertThat(calls).allSatisfy(call -> assertThatIllegalArgumentException()
                .isThrownBy(call)
                .withMessage("id cannot be part of a URI's path: \"" + id + "\""));
    }

    @Test
    void changesOfAnotherClient_areRefused() {
        AnvilClient changes = AnvilClient.fromJson("{\"_id\":\"another\"}");

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        style.get(() -> anvil.patch(Stored.ID, changes), () -> anvil.patchAsync(Stored.ID, changes)))
                .withMessage("changes must not hold another client's _id");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "PATCH"})
    void privateKey_isRefusedBeforeAnythingIsSent(AnvilCall call) {
        String set = "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"1\"},{\"kty\":\"RSA\",\"d\":\"s3cret\"}]}";
        // As the server wants it, a text; and as client metadata has it.
        List<AnvilClient> clients = List.of(
                AnvilClient.builder().jwks(set).build(),
                AnvilClient.builder()
                        .member("jwks", JsonParser.parseString(set))
                        .build());

        assertThat(clients).allSatisfy(client -> assertThatIllegalArgumentException()
                .isThrownBy(() -> call.make(style, anvil, client, RequestOptions.none()))
                .withMessage("jwks must hold public keys only, but keys[1] has the private member d"));
    }
}
