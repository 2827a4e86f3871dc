package dev.clientregistration.anvil;

import static dev.clientregistration.anvil.AnvilCall.CLIENT;
import static dev.clientregistration.anvil.AnvilCall.anvilAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clientregistration.NativeServer;
import dev.clientregistration.Secret;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.anvil.AnvilCall.Stored;
import dev.clientregistration.anvil.model.AnvilClient;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.model.ApplicationType;
import java.time.Instant;
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

/** What the caller gets of Anvil Connect's answers. */
@ParameterizedClass(name = "{0}")
@EnumSource(SyncAndAsync.class)
class AnvilAnswerTest {
    @Parameter
    SyncAndAsync style;

    private final NativeServer server = new NativeServer();
    private final AnvilClients anvil = anvilAt(server).build();

    @AfterEach
    void close() {
        anvil.close();
        server.close();
    }

    private List<AnvilClient> list() {
        return style.get(() -> anvil.list(), () -> anvil.listAsync());
    }

    private UnreadableResponseException unreadable(AnvilCall call, Outcome outcome) {
        UnreadableResponseException failure = call.failure(UnreadableResponseException.class, style, anvil);
        assertThat(failure.operation()).isEqualTo(call.operation);
        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(server.requests()).hasSize(1);
        return failure;
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "GET", "PATCH"})
    void client_isGivenWithAllThatIsStored(AnvilCall call) {
        server.json(call.status, call.answer);

        AnvilClient client = (AnvilClient) call.make(style, anvil);

        assertThat(client.toJson()).isEqualTo(Stored.JSON);
        assertThat(client.id()).contains(Stored.ID);
        assertThat(client.created()).contains(Instant.parse("2014-04-26T17:45:29.550Z"));
        assertThat(client.modified()).contains(Instant.parse("2014-04-26T17:45:29.551Z"));
        assertThat(client.clientSecret()).contains(Secret.of(Stored.SECRET));
        assertThat(client.applicationType()).contains(ApplicationType.WEB);
        assertThat(client.trusted()).contains(true);
        assertThat(client.scopes()).isEmpty();
    }

    @Test
    void list_givesTheClientsInTheirOrder() {
        server.json(200, "[" + Stored.JSON + ",{\"_id\":\"b\",\"own\":1.0},{}]");

        List<AnvilClient> clients = list();

        assertThat(clients)
                .extracting(AnvilClient::toJson)
                .containsExactly(Stored.JSON, "{\"_id\":\"b\",\"own\":1.0}", "{}");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> clients.add(CLIENT));
    }

    @Test
    void list_ofNoClients_isEmpty() {
        server.json(200, "[]");

        assertThat(list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // None of these may be taken for an empty list.
                "{} | a JSON array is needed, but the text is an object",
                "null | a JSON array is needed, but the text is null",
                "'' | the text is empty",
                "<html> | the text is not JSON (line 1, column 1)",
                "[{},null] | item 2 of it is no object",
            })
    void list_ofAnotherForm_isUnreadable(String body, String reason) {
        server.json(200, body);

        assertThat(unreadable(AnvilCall.LIST, Outcome.APPLIED))
                .hasMessage(
                        "list at " + server.uri() + "/v1/clients was answered with HTTP 200, but the answer cannot be"
                                + " used: " + reason + ". Nothing was changed. What came is in body().");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "201 | {} | it names no _id | APPLIED",
                "201 | {\"client_id\":\"a\"} | it names no _id | APPLIED",
                "201 | '' | the text is empty | APPLIED",
                "200 | {\"_id\":null} | it names no _id | UNKNOWN",
                "200 | <html> | the text is not JSON | UNKNOWN",
            })
    void createAnsweredWithoutAnIdentifier_saysWhetherItWasCreated(
            int status, String body, String reason, Outcome outcome) {
        server.json(status, body);

        UnreadableResponseException failure = unreadable(AnvilCall.CREATE, outcome);

        assertThat(failure).hasMessageContaining("the answer cannot be used: " + reason);
        assertThat(failure.body().map(Secret::reveal).orElse("")).isEqualTo(body);
    }

    @Test
    void create_answeredWithAnotherSuccess_isRead() {
        server.json(200, Stored.JSON);

        assertThat(AnvilCall.CREATE.make(style, anvil)).isEqualTo(AnvilClient.fromJson(Stored.JSON));
    }

    @ParameterizedTest
    @EnumSource(names = {"GET", "PATCH"})
    void clientOtherThanTheOneAskedFor_isNotTakenForIt(AnvilCall call) {
        server.json(200, "{\"_id\":\"another\"}");

        assertThat(unreadable(call, Outcome.APPLIED)).hasMessageContaining("it is about another _id");
    }

    @ParameterizedTest
    @EnumSource(names = {"GET", "PATCH"})
    void clientWithoutIdentifier_isTakenForTheOneAskedFor(AnvilCall call) {
        server.json(200, "{\"client_name\":\"Example\"}");

        assertThat(call.make(style, anvil)).isEqualTo(AnvilClient.fromJson("{\"client_name\":\"Example\"}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void deletion_givesNothing(int status) {
        server.answer(new MockResponse.Builder().code(status));

        assertThat(AnvilCall.DELETE.make(style, anvil)).isNull();
    }
}
