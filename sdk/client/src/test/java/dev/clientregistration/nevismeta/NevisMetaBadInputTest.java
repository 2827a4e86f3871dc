package dev.clientregistration.nevismeta;

import static dev.clientregistration.nevismeta.NevisCall.CLIENT;
import static dev.clientregistration.nevismeta.NevisCall.CLIENT_ID;
import static dev.clientregistration.nevismeta.NevisCall.SNAPSHOT_ID;
import static dev.clientregistration.nevismeta.NevisCall.nevisAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.NativeServer;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.nevismeta.NevisCall.Ids;
import dev.clientregistration.nevismeta.model.NevisClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
class NevisMetaBadInputTest {
    @Parameter
    SyncAndAsync style;

    private final NativeServer server = new NativeServer();
    private final NevisMetaClients nevis = nevisAt(server).build();

    @AfterEach
    void close() {
        nevis.close();
        assertThat(server.requests()).isEmpty();
        server.close();
    }

    // ---- the facade

    @Test
    void facadeWithoutAddressOrSetup_isNotMade() {
        assertThatIllegalStateException()
                .isThrownBy(NevisMetaClients.builder().setupId(NevisCall.SETUP_ID)::build)
                .withMessage("baseUri(...) must be set");
        assertThatIllegalStateException()
                .isThrownBy(NevisMetaClients.builder().baseUri(server.uri())::build)
                .withMessage("setupId(...) must be set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://nevis.example.com/nevismeta/rest | baseUri must be https, but is",
                "/nevismeta/rest | baseUri must be an absolute https URI, but is",
                "https://admin:ninja@nevis.example.com | baseUri must not hold user information",
                "https://nevis.example.com/?setup=1 | baseUri must not have a query",
                "https://nevis.example.com/#s3cret | baseUri must not have a fragment",
            })
    void baseUriThatIsNoAddressOfAnApi_isRefused(URI baseUri, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nevisAt(server).baseUri(baseUri).build())
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void moduleThatWouldClimbThePath_isRefused(String module) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nevisAt(server).module(module).build())
                .withMessage("module cannot be part of a URI's path: \"" + module + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'', s3cret, user must not be empty",
        "a:b, s3cret, 'user must not hold a colon, which is where HTTP Basic ends it'",
        "'a\n', s3cret, 'user must not hold a control character, but character 2 is one'",
        "a, 's3\rcret', 'password must not hold a control character, but character 3 is one'",
    })
    void loginThatHttpBasicCannotTell_isRefusedWithoutRepeatingIt(String user, String password, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NevisMetaClients.builder().login(user, Secret.of(password)))
                .withMessage(message);
    }

    @Test
    void nullOfTheBuilder_isRefusedByName() {
        NevisMetaClients.Builder builder = NevisMetaClients.builder();
        Map<String, ThrowingCallable> wrong = Map.of(
                "baseUri", () -> builder.baseUri(null),
                "module", () -> builder.module(null),
                "setupId", () -> builder.setupId(null),
                "user", () -> builder.login(null, NevisCall.PASSWORD),
                "password", () -> builder.login("a", null));

        assertThat(wrong)
                .allSatisfy((name, call) ->
                        assertThatNullPointerException().isThrownBy(call).withMessage(name + " must not be null"));
        assertThatNullPointerException().isThrownBy(() -> nevis.forSetup(null)).withMessage("setupId must not be null");
    }

    // ---- identifiers

    @ParameterizedTest
    @CsvSource({
        "'', but has 0",
        "0123456789abcdef, but has 16",
        "0123456789abcdef0123456789abcdef0, but has 33",
        "portal-app, but character 1 is none",
        "0123456789abcdeg0123456789abcdef, but character 16 is none",
        "0123456789abcdef/123456789abcdef, but character 17 is none",
        "\u06610123456789abcdef0123456789abcde, but character 1 is none",
    })
    void identifierThatIsNoneOfNevisMetas_isRefused(String text, String message) {
        Map<String, Function<String, Object>> types = Map.of(
                "NevisSetupId", NevisSetupId::of,
                "NevisClientId", NevisClientId::of,
                "NevisSnapshotId", NevisSnapshotId::of);

        assertThat(types).allSatisfy((type, of) -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> of.apply(text))
                    .withMessage("a " + type + " must consist of 32 hexadecimal digits, " + message);
            assertThatNullPointerException().isThrownBy(() -> of.apply(null)).withMessage("value must not be null");
        });
    }

    @Test
    void identifiers_areEqualByTextAndNeverAcrossTypes() {
        NevisClientId id = NevisClientId.of(Ids.CLIENT);

        assertThat(id).isEqualTo(CLIENT_ID).hasSameHashCodeAs(CLIENT_ID).hasToString(Ids.CLIENT);
        assertThat(id.value()).isEqualTo(Ids.CLIENT);
        assertThat(id)
                .isNotEqualTo(NevisClientId.of(Ids.SETUP))
                .isNotEqualTo(NevisSetupId.of(Ids.CLIENT))
                .isNotEqualTo(NevisSnapshotId.of(Ids.CLIENT))
                .isNotEqualTo(Ids.CLIENT);
        assertThat(NevisSetupId.of(Ids.SETUP))
                .isEqualTo(NevisCall.SETUP_ID)
                .hasSameHashCodeAs(NevisCall.SETUP_ID)
                .hasToString(Ids.SETUP);
        assertThat(NevisSnapshotId.of(Ids.SNAPSHOT))
                .isEqualTo(SNAPSHOT_ID)
                .hasSameHashCodeAs(SNAPSHOT_ID)
                .hasToString(Ids.SNAPSHOT);
    }

    @Test
    void whichStatesCount_areEqualByWhatTheyAskFor() {
        assertThat(NevisValidAt.any().includingSoftDeleted())
                .isEqualTo(NevisValidAt.any().includingSoftDeleted())
                .hasSameHashCodeAs(NevisValidAt.any().includingSoftDeleted())
                .hasToString("any, soft-deleted states too")
                .isNotEqualTo(NevisValidAt.any())
                .isNotEqualTo(NevisValidAt.now().includingSoftDeleted());
        assertThat(NevisValidAt.now()).hasToString("now");
    }

    // ---- the call

    @Test
    void nullOfACall_isRefusedAtOnceByName() {
        NevisValidAt now = NevisValidAt.now();
        RequestOptions none = RequestOptions.none();
        Map<String, List<ThrowingCallable>> wrong = Map.of(
                "client",
                        List.of(
                                () -> style.get(() -> nevis.create(null), () -> nevis.createAsync(null)),
                                () -> style.run(
                                        () -> nevis.update(CLIENT_ID, null), () -> nevis.updateAsync(CLIENT_ID, null))),
                "validAt",
                        List.of(
                                () -> style.get(() -> nevis.list(null), () -> nevis.listAsync(null)),
                                () -> style.get(
                                        () -> nevis.listSnapshots(CLIENT_ID, null),
                                        () -> nevis.listSnapshotsAsync(CLIENT_ID, null))),
                "clientId",
                        List.of(
                                () -> style.get(() -> nevis.get(null), () -> nevis.getAsync(null)),
                                () -> style.run(
                                        () -> nevis.update(null, CLIENT), () -> nevis.updateAsync(null, CLIENT)),
                                () -> style.run(() -> nevis.delete(null), () -> nevis.deleteAsync(null)),
                                () -> style.get(
                                        () -> nevis.listSnapshots(null, now),
                                        () -> nevis.listSnapshotsAsync(null, now)),
                                () -> style.get(
                                        () -> nevis.getSnapshot(null, SNAPSHOT_ID),
                                        () -> nevis.getSnapshotAsync(null, SNAPSHOT_ID)),
                                () -> style.run(
                                        () -> nevis.deleteSnapshot(null, SNAPSHOT_ID),
                                        () -> nevis.deleteSnapshotAsync(null, SNAPSHOT_ID))),
                "snapshotId",
                        List.of(
                                () -> style.get(
                                        () -> nevis.getSnapshot(CLIENT_ID, null),
                                        () -> nevis.getSnapshotAsync(CLIENT_ID, null)),
                                () -> style.run(
                                        () -> nevis.deleteSnapshot(CLIENT_ID, null, none),
                                        () -> nevis.deleteSnapshotAsync(CLIENT_ID, null, none))));

        assertThat(wrong).allSatisfy((name, calls) -> assertThat(calls)
                .allSatisfy(call ->
                        assertThatNullPointerException().isThrownBy(call).withMessage(name + " must not be null")));
    }

    @ParameterizedTest
    @EnumSource
    void nullOptions_areRefusedAtOnce(NevisCall call) {
        assertThatNullPointerException()
                .isThrownBy(() -> call.make(style, nevis, CLIENT, null))
                .withMessage("options must not be null");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "UPDATE"})
    void privateKey_isRefusedBeforeAnythingIsSent(NevisCall call) {
        List<String> sets = List.of(
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"1\",\"y\":\"2\",\"d\":\"s3cret\"}]}",
                "{\"keys\":[{\"keyType\":{\"value\":\"EC\"},\"keyID\":\"1\",\"private\":true}]}");

        assertThat(sets).allSatisfy(set -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> call.make(
                            style,
                            nevis,
                            NevisClient.builder()
                                    .jwks(JsonParser.parseString(set).getAsJsonObject())
                                    .build(),
                            RequestOptions.none()))
                    .withMessageStartingWith("jwks must hold public keys only, but keys[0]")
                    .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain("s3cret"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> call.make(
                            style,
                            nevis,
                            NevisClient.builder()
                                    .member("jwks", new JsonPrimitive(set))
                                    .build(),
                            RequestOptions.none()));
        });
    }
}
