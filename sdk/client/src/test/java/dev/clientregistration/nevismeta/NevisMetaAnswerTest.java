package dev.clientregistration.nevismeta;

import static dev.clientregistration.nevismeta.NevisCall.CLIENT;
import static dev.clientregistration.nevismeta.NevisCall.CLIENT_ID;
import static dev.clientregistration.nevismeta.NevisCall.nevisAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clientregistration.NativeServer;
import dev.clientregistration.Secret;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.nevismeta.NevisCall.Ids;
import dev.clientregistration.nevismeta.model.ConfidentialityType;
import dev.clientregistration.nevismeta.model.NevisClient;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the caller gets of nevisMeta's answers. */
@ParameterizedClass(name = "{0}")
@EnumSource(SyncAndAsync.class)
class NevisMetaAnswerTest {
    @Parameter
    SyncAndAsync style;

    private final NativeServer server = new NativeServer();
    private final NevisMetaClients nevis = nevisAt(server).build();

    @AfterEach
    void close() {
        nevis.close();
        server.close();
    }

    private UnreadableResponseException unreadable(NevisCall call, Outcome outcome) {
        UnreadableResponseException failure = call.failure(UnreadableResponseException.class, style, nevis);
        assertThat(failure.operation()).isEqualTo(call.operation);
        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(server.requests()).hasSize(1);
        return failure;
    }

    private List<NevisClientId> list() {
        return style.get(nevis::list, nevis::listAsync);
    }

    // ---- create

    @Test
    void create_givesTheInternalIdentifier() {
        server.json(201, Fixtures.text("nevis-meta-create-201.json"));

        NevisClientId id = style.get(() -> nevis.create(CLIENT), () -> nevis.createAsync(CLIENT));

        assertThat(id).isEqualTo(NevisClientId.of("0123456789abcdef0123456789abcdef"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "201 | {\"clientId\":\"5d752a1a1541959c4732de8c9d0d4bca\"} | 5d752a1a1541959c4732de8c9d0d4bca",
                "200 | {\"clientId\":\"5d752a1a1541959c4732de8c9d0d4bca\"} | 5d752a1a1541959c4732de8c9d0d4bca",
                "202 | {\"client_id\":\"x\",\"clientId\":\"5D752A1A\",\"own\":[]} | 5D752A1A",
                // Not lost for the looks of its identifier.
                "201 | {\"clientId\":\"0e7f6a4e-0a1b-4c58-8a51-2b1a4a1f9a70\"} | 0e7f6a4e-0a1b-4c58-8a51-2b1a4a1f9a70",
                "201 | {\"clientId\":17} | 17",
            })
    void create_readsTheIdentifierWhateverItLooksLike(int status, String body, String id) {
        server.json(status, body);

        Object given = NevisCall.CREATE.make(style, nevis);

        assertThat(((NevisClientId) given).value()).isEqualTo(id);
        assertThat(given).hasToString(id);
    }

    @Test
    void identifierOfAnotherForm_isGoodForTheNextCall() {
        server.json(201, "{\"clientId\":\"an id/1\"}").json(200, "{}");

        NevisClientId id = style.get(() -> nevis.create(CLIENT), () -> nevis.createAsync(CLIENT));
        style.get(() -> nevis.get(id), () -> nevis.getAsync(id));

        assertThat(server.requests().get(1).getTarget()).endsWith("/clients/an%20id%2F1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "201 | {} | it names no clientId | APPLIED",
                "201 | {\"clientId\":null} | it names no clientId | APPLIED",
                "201 | {\"clientId\":\"\"} | it names no clientId | APPLIED",
                "201 | {\"clientId\":{}} | it names no clientId | APPLIED",
                "201 | '' | the text is empty | APPLIED",
                "201 | <html> | the text is not JSON (line 1, column 1) | APPLIED",
                "201 | [\"5d752a1a1541959c4732de8c9d0d4bca\"] | a JSON object is needed, but the text is an array | APPLIED",
                "200 | {} | it names no clientId | UNKNOWN",
                "200 | '' | the text is empty | UNKNOWN",
            })
    void createAnsweredWithoutAnIdentifier_saysWhetherItWasCreated(
            int status, String body, String reason, Outcome outcome) {
        server.json(status, body);

        UnreadableResponseException failure = unreadable(NevisCall.CREATE, outcome);

        assertThat(failure)
                .hasMessage("register at " + server.uri() + "/nevismeta/rest" + NevisCall.CREATE.path()
                        + " was answered with HTTP " + status + ", but the answer cannot be used: " + reason + ". "
                        + (outcome == Outcome.APPLIED ? "The server did it." : "Whether the server did it is unknown.")
                        + " What came is in body().");
        assertThat(failure.body().map(Secret::reveal).orElse("")).isEqualTo(body);
    }

    @Test
    void addressOfWhatWasCreated_isKeptWhereNothingElseIs() {
        server.answer(new MockResponse.Builder()
                .code(201)
                .setHeader("Location", "/nevismeta/rest/v2/x/clients/5d752a1a1541959c4732de8c9d0d4bca"));

        assertThat(unreadable(NevisCall.CREATE, Outcome.APPLIED).location())
                .contains("/nevismeta/rest/v2/x/clients/5d752a1a1541959c4732de8c9d0d4bca");
    }

    // ---- lists

    @ParameterizedTest
    @ValueSource(strings = {"{\"clientIds\":$}", "$", " \n$ ", "{\"own\":1,\"clientIds\":$,\"snapshotIds\":$}"})
    void list_readsTheIdentifiersAsAnObjectAndAsAnArray(String form) {
        String ids = "[\"" + Ids.SNAPSHOT + "\",\"" + Ids.CLIENT + "\"]";
        server.json(200, form.replace("$", ids))
                .json(200, form.replace("clientIds", "snapshotIds").replace("$", ids));

        assertThat(list()).containsExactly(NevisClientId.of(Ids.SNAPSHOT), NevisClientId.of(Ids.CLIENT));
        assertThat((List<?>) NevisCall.LIST_SNAPSHOTS.make(style, nevis))
                .isEqualTo(List.of(NevisSnapshotId.of(Ids.SNAPSHOT), NevisSnapshotId.of(Ids.CLIENT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"clientIds\":[]}", "{\"clientIds\":null}", "[]"})
    void list_withoutIdentifiers_isEmpty(String body) {
        server.json(200, body);

        assertThat(list()).isEmpty();
    }

    @Test
    void list_cannotBeChanged() {
        server.json(200, NevisCall.LIST.answer);
        List<NevisClientId> ids = list();

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> ids.add(CLIENT_ID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // None of these may be taken for an empty list.
                "{} | it has no clientIds",
                "{\"clients\":[]} | it has no clientIds",
                "{\"clientIds\":{\"a\":\"b\"}} | its clientIds is not an array of texts",
                "{\"clientIds\":\"a\"} | its clientIds is not an array of texts",
                "[{\"id\":\"a\"}] | its clientIds is not an array of texts",
                "[\"a\",null] | its clientIds is not an array of texts",
                "[\"\"] | its clientIds is not an array of texts",
                "'' | the text is empty",
                "<html> | the text is not JSON (line 1, column 1)",
            })
    void list_ofAnotherForm_isUnreadable(String body, String reason) {
        server.json(200, body);

        assertThat(unreadable(NevisCall.LIST, Outcome.APPLIED))
                .hasMessageContaining("the answer cannot be used: " + reason + ". Nothing was changed.");
    }

    // ---- clients

    @ParameterizedTest
    @EnumSource(names = {"GET", "GET_SNAPSHOT"})
    void client_isReadWithAllThatItHas(NevisCall call) {
        String body =
                Fixtures.compact("nevis-meta-create-request.json").replace("{\"redirect", "{\"n\":1.0,\"redirect");
        server.json(200, body);

        NevisClient client = (NevisClient) call.make(style, nevis);

        assertThat(client.toJson()).isEqualTo(body);
        assertThat(client.clientId()).contains("portal-app");
        assertThat(client.clientSecret()).contains(Secret.of("EXAMPLE-secret"));
        assertThat(client.confidentialityType()).contains(ConfidentialityType.of("confidential"));
    }

    @ParameterizedTest
    @EnumSource(names = {"GET", "GET_SNAPSHOT"})
    void clientThatIsNoObject_isUnreadable(NevisCall call) {
        server.json(200, "[]");

        assertThat(unreadable(call, Outcome.APPLIED)).hasMessageContaining("a JSON object is needed");
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATE", "DELETE", "DELETE_SNAPSHOT"})
    void successOfACallThatGivesNothing_isNotLookedAt(NevisCall call) {
        server.json(200, "")
                .answer(new MockResponse.Builder().code(204))
                .json(201, "{\"snapshotId\":\"" + Ids.SNAPSHOT + "\"}")
                .page(200, "<html>");

        for (int i = 0; i < 4; i++) {
            assertThat(call.make(style, nevis)).isNull();
        }
    }

    @Test
    void updateOfWhatWasRead_isPossibleWithoutItsTime() {
        server.json(200, Fixtures.text("nevis-meta-create-request.json")).json(200, "");

        NevisClient read = style.get(() -> nevis.get(CLIENT_ID), () -> nevis.getAsync(CLIENT_ID));
        NevisClient changed =
                read.toBuilder().name("other").remove("valid_from").build();
        style.run(() -> nevis.update(CLIENT_ID, changed), () -> nevis.updateAsync(CLIENT_ID, changed));

        assertThat(NativeServer.body(server.requests().get(1)))
                .isEqualTo(Fixtures.compact("nevis-meta-create-request.json")
                        .replace("\"valid_from\":\"2027-01-01T00:00:00Z\",", "")
                        .replace("\"name\":\"portal-app\"", "\"name\":\"other\""));
    }
}
