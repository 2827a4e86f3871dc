package dev.clientregistration.anvil;

import static dev.clientregistration.anvil.AnvilCall.CLIENT;
import static dev.clientregistration.anvil.AnvilCall.TOKEN;
import static dev.clientregistration.anvil.AnvilCall.anvilAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.NativeServer;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.anvil.AnvilCall.Stored;
import dev.clientregistration.anvil.model.AnvilClient;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.model.ModelMember;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes over the wire to Anvil Connect. */
@ParameterizedClass(name = "{0}")
@EnumSource(SyncAndAsync.class)
class AnvilRequestTest {
    @Parameter
    SyncAndAsync style;

    private final NativeServer server = new NativeServer();
    private final AnvilClients anvil = anvilAt(server).build();

    @AfterEach
    void close() {
        anvil.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void call_isTheRequestOfItsResourceWithTheToken(AnvilCall call) {
        server.json(call.status, call.answer);

        call.make(style, anvil);

        RecordedRequest request = server.onlyRequest();
        assertThat(request.getMethod()).isEqualTo(call.method);
        assertThat(request.getTarget()).isEqualTo(call.path);
        assertThat(request.getHeaders().values("Authorization")).containsExactly("Bearer " + TOKEN.reveal());
        assertThat(request.getHeaders().values("Accept")).containsExactly("application/json");
        assertThat(request.getHeaders().values("Content-Type"))
                .isEqualTo(call.body().isEmpty() ? List.of() : List.of("application/json"));
        assertThat(NativeServer.body(request)).isEqualTo(call.body());
    }

    @ParameterizedTest
    @CsvSource({"CREATE", "PATCH"})
    void everyMember_isSentAsItWasSet(AnvilCall call) {
        AnvilClient.Builder builder = AnvilClient.builder();
        AnvilClientMembersTest.MEMBERS.forEach(member -> member.set().apply(builder));
        server.json(call.status, call.answer);

        call.make(style, anvil, builder.build(), RequestOptions.none());

        assertThat(NativeServer.body(server.onlyRequest()))
                .isEqualTo(ModelMember.document(AnvilClientMembersTest.MEMBERS));
    }

    @Test
    void patch_sendsWhatIsGivenAndNoMore() {
        AnvilClient changes = AnvilClient.fromJson("{\"own\":[1.0,null],\"logo_uri\":null,\"trusted\":false}");
        server.json(200, Stored.JSON);

        style.get(() -> anvil.patch(Stored.ID, changes), () -> anvil.patchAsync(Stored.ID, changes));

        assertThat(NativeServer.body(server.onlyRequest()))
                .isEqualTo("{\"own\":[1.0,null],\"logo_uri\":null,\"trusted\":false}");
    }

    @Test
    void identifier_isOneSegmentOfThePath() {
        server.json(200, "{}");

        style.get(() -> anvil.get("a/b c?"), () -> anvil.getAsync("a/b c?"));

        assertThat(server.onlyRequest().getTarget()).isEqualTo("/v1/clients/a%2Fb%20c%3F");
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "/, ''", "/connect/, /connect"})
    void baseUri_isKeptWithItsPath(String path, String expected) {
        server.json(200, AnvilCall.LIST.answer);
        try (AnvilClients elsewhere =
                anvilAt(server).baseUri(URI.create(server.uri() + path)).build()) {
            AnvilCall.LIST.make(style, elsewhere);
        }

        assertThat(server.onlyRequest().getTarget()).isEqualTo(expected + "/v1/clients");
    }

    @ParameterizedTest
    @EnumSource
    void tokenOfTheCall_isSentInsteadOfTheFacadesToken(AnvilCall call) {
        RequestOptions options = RequestOptions.builder()
                .token(Secret.of("of-this-call"))
                .header("X-Call", "1")
                .build();
        server.json(call.status, call.answer);

        call.make(style, anvil, CLIENT, options);
        call.make(style, anvil, CLIENT, RequestOptions.none());

        assertThat(server.requests())
                .extracting(request -> request.getHeaders().values("Authorization"))
                .containsExactly(List.of("Bearer of-this-call"), List.of("Bearer " + TOKEN.reveal()));
        assertThat(server.requests())
                .extracting(request -> request.getHeaders().values("X-Call"))
                .containsExactly(List.of("1"), List.of());
    }

    @Test
    void suppliedToken_isAskedForAnewByEveryCall() {
        Iterator<String> tokens = List.of("first", "second").iterator();
        server.json(200, AnvilCall.LIST.answer);
        try (AnvilClients rotating =
                anvilAt(server).accessToken(() -> Secret.of(tokens.next())).build()) {
            AnvilCall.LIST.make(style, rotating);
            AnvilCall.LIST.make(style, rotating);
        }

        assertThat(server.requests())
                .extracting(request -> request.getHeaders().get("Authorization"))
                .containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void closedFacade_refuses() {
        anvil.close();
        anvil.close();

        assertThat(AnvilCall.LIST.failure(CallRefusedException.class, style, anvil))
                .hasMessageContaining("the facade is closed");
        assertThat(server.requests()).isEmpty();
    }
}
