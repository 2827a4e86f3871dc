package dev.clientregistration.nevismeta;

import static dev.clientregistration.nevismeta.NevisCall.CLIENT;
import static dev.clientregistration.nevismeta.NevisCall.CLIENT_ID;
import static dev.clientregistration.nevismeta.NevisCall.PASSWORD;
import static dev.clientregistration.nevismeta.NevisCall.USER;
import static dev.clientregistration.nevismeta.NevisCall.nevisAt;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.NativeServer;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.nevismeta.NevisCall.Ids;
import dev.clientregistration.nevismeta.model.NevisClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes over the wire to nevisMeta. */
@ParameterizedClass(name = "{0}")
@EnumSource(SyncAndAsync.class)
class NevisMetaRequestTest {
    @Parameter
    SyncAndAsync style;

    private final NativeServer server = new NativeServer();
    private final NevisMetaClients nevis = nevisAt(server).build();

    @AfterEach
    void close() {
        nevis.close();
        server.close();
    }

    private static String basic(String user, String password) {
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }

    @ParameterizedTest
    @EnumSource
    void call_isTheRequestOfItsResourceWithTheLogin(NevisCall call) {
        server.json(call.status, call.answer);

        call.make(style, nevis);

        RecordedRequest request = server.onlyRequest();
        assertThat(request.getMethod()).isEqualTo(call.method);
        assertThat(request.getTarget()).isEqualTo("/nevismeta/rest" + call.path());
        assertThat(request.getHeaders().values("Authorization")).containsExactly(basic(USER, PASSWORD.reveal()));
        assertThat(request.getHeaders().values("Accept")).containsExactly("application/json");
        assertThat(request.getHeaders().values("Content-Type"))
                .isEqualTo(call.body().isEmpty() ? List.of() : List.of("application/json"));
        assertThat(NativeServer.body(request)).isEqualTo(call.body());
    }

    @ParameterizedTest
    @CsvSource({"CREATE", "UPDATE"})
    void everyBodyMemberOfThePage_isSentMemberForMemberAndByteForByte(NevisCall call) {
        // The document has every member of the page but jwks_uri, which stands between these two there.
        String expected = Fixtures.compact("nevis-meta-create-request.json")
                .replace("\"logo_uri\"", "\"jwks_uri\":\"https://app.example.com/jwks.json\",\"logo_uri\"");
        NevisClient.Builder builder = NevisClient.builder();
        NevisClientMembersTest.MEMBERS.forEach(member -> member.set().apply(builder));
        server.json(call.status, call.answer);

        call.make(style, nevis, builder.build(), RequestOptions.none());

        RecordedRequest request = server.onlyRequest();
        assertThat(request.getBody().toByteArray()).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
        JsonObject sent = JsonParser.parseString(NativeServer.body(request)).getAsJsonObject();
        JsonObject wanted = JsonParser.parseString(expected).getAsJsonObject();
        assertThat(sent.keySet()).hasSize(31).containsExactlyElementsOf(wanted.keySet());
        assertThat(wanted.entrySet())
                .allSatisfy(member -> assertThat(sent.get(member.getKey())).isEqualTo(member.getValue()));
    }

    @Test
    void membersThatNobodyListed_areSentAsTheyAre() {
        String json = "{\"redirect_uris\":[],\"name\":null,\"own\":{\"n\":1.0,\"deep\":[null,\"\u00e9\"]}}";
        server.json(201, NevisCall.CREATE.answer);

        NevisCall.CREATE.make(style, nevis, NevisClient.fromJson(json), RequestOptions.none());

        assertThat(NativeServer.body(server.onlyRequest())).isEqualTo(json);
    }

    // ---- which states

    static Stream<Arguments> validAt() {
        Instant time = Instant.parse("2027-01-01T00:00:00.5Z");
        return Stream.of(
                Arguments.of(NevisValidAt.now(), ""),
                Arguments.of(NevisValidAt.any(), "?validAt=any"),
                Arguments.of(NevisValidAt.at(time), "?validAt=2027-01-01T00%3A00%3A00.500Z"),
                Arguments.of(NevisValidAt.now().includingSoftDeleted(), "?includeSoftDeletedStates=true"),
                Arguments.of(NevisValidAt.any().includingSoftDeleted(), "?validAt=any&includeSoftDeletedStates=true"));
    }

    @ParameterizedTest
    @MethodSource("validAt")
    void statesThatCount_areInTheQuery(NevisValidAt validAt, String query) {
        server.json(200, NevisCall.LIST.answer).json(200, NevisCall.LIST_SNAPSHOTS.answer);

        assertThat(style.get(() -> nevis.list(validAt), () -> nevis.listAsync(validAt)))
                .containsExactly(CLIENT_ID);
        assertThat(style.get(
                        () -> nevis.listSnapshots(CLIENT_ID, validAt),
                        () -> nevis.listSnapshotsAsync(CLIENT_ID, validAt)))
                .containsExactly(NevisCall.SNAPSHOT_ID);

        assertThat(server.requests())
                .extracting(RecordedRequest::getTarget)
                .containsExactly(
                        "/nevismeta/rest" + NevisCall.LIST.path() + query,
                        "/nevismeta/rest" + NevisCall.LIST_SNAPSHOTS.path() + query);
    }

    // ---- where it goes

    @ParameterizedTest
    @CsvSource({"'', ''", "/, ''", "/nevismeta/rest/, /nevismeta/rest", "/a%20b/rest, /a%20b/rest"})
    void baseUri_isKeptWithItsPath(String path, String expected) {
        server.json(200, NevisCall.GET.answer);
        try (NevisMetaClients elsewhere = nevisAt(server)
                .baseUri(URI.create(server.uri() + path))
                .module("own module")
                .build()) {
            NevisCall.GET.make(style, elsewhere);
        }

        assertThat(server.onlyRequest().getTarget())
                .isEqualTo(expected + NevisCall.GET.path().replace("oauthv2", "own%20module"));
    }

    @Test
    void forSetup_goesToTheOtherSetupByTheSameConnectionWithTheSameLogin() {
        NevisMetaClients other = nevis.forSetup(NevisSetupId.of(Ids.SNAPSHOT));
        server.json(200, NevisCall.GET.answer);

        NevisCall.GET.make(style, nevis);
        NevisCall.GET.make(style, other);
        NevisCall.GET.make(style, other.forSetup(NevisCall.SETUP_ID));

        String path = "/nevismeta/rest" + NevisCall.GET.path();
        assertThat(server.requests())
                .extracting(RecordedRequest::getTarget)
                .containsExactly(path, path.replace(Ids.SETUP, Ids.SNAPSHOT), path);
        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.getHeaders().values("Authorization"))
                        .containsExactly(basic(USER, PASSWORD.reveal())));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void forSetup_isAViewThatClosesNothingAndIsClosedWithTheFacade() {
        NevisMetaClients other = nevis.forSetup(NevisSetupId.of(Ids.SNAPSHOT));
        server.json(200, NevisCall.GET.answer);

        other.close();
        NevisCall.GET.make(style, other);
        nevis.close();
        nevis.close();

        assertThat(NevisCall.GET.failure(CallRefusedException.class, style, other))
                .hasMessageContaining("the facade is closed");
        assertThat(server.requests()).hasSize(1);
    }

    // ---- who asks

    @Test
    void facadeWithoutLogin_sendsNone() {
        server.json(200, NevisCall.GET.answer);
        try (NevisMetaClients open = NevisMetaClients.builder()
                .baseUri(server.uri())
                .setupId(NevisCall.SETUP_ID)
                .header("Cookie", "portal=1")
                .build()) {
            NevisCall.GET.make(style, open);
        }

        assertThat(server.onlyRequest().getHeaders().values("Authorization")).isEmpty();
        assertThat(server.onlyRequest().getHeaders().values("Cookie")).containsExactly("portal=1");
    }

    @ParameterizedTest
    @EnumSource
    void tokenOfTheCall_isSentInsteadOfTheLogin(NevisCall call) {
        RequestOptions options = RequestOptions.builder()
                .token(Secret.of("of-this-call"))
                .header("X-Call", "1")
                .build();
        server.json(call.status, call.answer);

        call.make(style, nevis, CLIENT, options);
        call.make(style, nevis, CLIENT, RequestOptions.none());

        assertThat(server.requests())
                .extracting(request -> request.getHeaders().values("Authorization"))
                .containsExactly(List.of("Bearer of-this-call"), List.of(basic(USER, PASSWORD.reveal())));
        assertThat(server.requests())
                .extracting(request -> request.getHeaders().values("X-Call"))
                .containsExactly(List.of("1"), List.of());
    }
}
