package dev.clientregistration.testing;

import static dev.clientregistration.testing.LedgerEntry.Event.DELETED;
import static dev.clientregistration.testing.LedgerEntry.Event.REGISTERED;
import static dev.clientregistration.testing.LedgerEntry.Event.SECRET_CHANGED;
import static dev.clientregistration.testing.LedgerEntry.Event.TOKEN_ROTATED;
import static dev.clientregistration.testing.LedgerEntry.Event.UPDATED;
import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.clientregistration.testing.LedgerEntry.Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the server notes of what it has done. */
class LedgerTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .rotateRegistrationAccessTokenOnUpdate(true)
            .rotateSecretOnUpdate(true)
            .start();

    @Test
    void ledger_isInTheOrderInWhichThingsWereDone() {
        Wire.register(server, MINIMAL);
        RegisteredClient client = server.clients().get(0);
        Wire.read(client);
        Wire.update(client, update(client));
        Wire.delete(server.clients().get(0));

        assertThat(events()).containsExactly(REGISTERED, UPDATED, SECRET_CHANGED, TOKEN_ROTATED, DELETED);
        assertThat(server.ledger()).extracting(LedgerEntry::clientId).containsOnly(client.clientId());
        assertThat(server.ledger())
                .extracting(LedgerEntry::exchange)
                .containsExactly(
                        server.exchanges().get(0),
                        server.exchanges().get(2),
                        server.exchanges().get(2),
                        server.exchanges().get(2),
                        server.exchanges().get(3));
    }

    @Test
    void ledger_hasTheClientAsItWasRightAfterwards() {
        Wire.register(server, MINIMAL);
        RegisteredClient registered = server.clients().get(0);
        Wire.update(registered, update(registered));
        RegisteredClient updated = server.clients().get(0);
        Wire.delete(updated);

        List<RegisteredClient> states = server.ledger().stream()
                .map(entry -> entry.client().orElseThrow())
                .toList();
        assertThat(states.get(0).clientSecret()).isEqualTo(registered.clientSecret());
        assertThat(states.get(1).clientSecret()).isEqualTo(updated.clientSecret());
        assertThat(states.get(3).registrationAccessToken()).isEqualTo(updated.registrationAccessToken());
        assertThat(states.get(4).metadata()).isEqualTo(updated.metadata());
    }

    @Test
    void ledger_hasTheTimeOfTheServersClock() {
        server.setTime(Instant.parse("2030-01-01T00:00:00Z"));
        Wire.register(server, MINIMAL);

        assertThat(server.ledger().get(0).time())
                .isBetween(Instant.parse("2030-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:01:00Z"));
    }

    @Test
    void refusedRequests_leaveNothing() {
        RegisteredClient client = server.register(json(MINIMAL));
        Wire.register(server, "{}");
        Wire.update(client, "{}");
        Wire.read(client.registrationClientUri(), "wrong");
        server.answerNext(MockAnswer.of(201));
        Wire.register(server, MINIMAL);

        assertThat(server.exchanges()).hasSize(4);
        assertThat(server.ledger()).isEmpty();
    }

    @Test
    void whatATestArranges_isNotInIt() {
        RegisteredClient client = server.register(json(MINIMAL));
        server.remove(client.clientId());
        Wire.register(server, MINIMAL);

        assertThat(events()).containsExactly(REGISTERED);
    }

    @Test
    void updateThatTakesTheSecretAway_isASecretChanged() {
        try (MockRegistrationServer plain = MockRegistrationServer.start()) {
            RegisteredClient client = plain.register(json(MINIMAL));
            JsonObject update = update(client);
            Wire.update(client, update);
            update.addProperty("token_endpoint_auth_method", "none");
            Wire.update(client, update);

            assertThat(plain.ledger()).extracting(LedgerEntry::event).containsExactly(UPDATED, UPDATED, SECRET_CHANGED);
        }
    }

    @Test
    void readOfARotatingServer_isATokenRotated() {
        try (MockRegistrationServer rotating = MockRegistrationServer.builder()
                .rotateRegistrationAccessTokenOnRead(true)
                .start()) {
            Wire.read(rotating.register(json(MINIMAL)));

            assertThat(rotating.ledger()).extracting(LedgerEntry::event).containsExactly(TOKEN_ROTATED);
        }
    }

    @Test
    void tokenThatIsIssued_isInItWithTheClient() {
        Wire.register(server, """
                {"redirect_uris": [], "grant_types": ["client_credentials"], "response_types": []}""");
        RegisteredClient client = server.clients().get(0);
        String secret = client.clientSecret().orElseThrow();
        Wire.send(Wire.basic(
                Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials"), client.clientId(), secret));
        Wire.send(Wire.basic(
                Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials"), client.clientId(), "wrong"));

        assertThat(events()).containsExactly(REGISTERED, Event.TOKEN_ISSUED);
        LedgerEntry entry = server.ledger().get(1);
        assertThat(entry.client().orElseThrow().clientId()).isEqualTo(client.clientId());
        assertThat(entry.exchange().operation()).contains(Operation.TOKEN);
        assertThat(entry.exchange().describe())
                .contains("\"access_token\":\"***\"")
                .doesNotContain(secret);
    }

    @Test
    void authlete_isInIt() {
        try (MockRegistrationServer authlete = AuthleteWire.start()) {
            AuthleteWire.register(authlete, MINIMAL);
            RegisteredClient client = authlete.clients().get(0);
            AuthleteWire.get(authlete, client);
            AuthleteWire.update(authlete, client, update(client).toString());
            AuthleteWire.delete(authlete, client);

            assertThat(authlete.ledger()).extracting(LedgerEntry::event).containsExactly(REGISTERED, UPDATED, DELETED);
            assertThat(authlete.exchanges())
                    .extracting(exchange -> exchange.operation().orElseThrow())
                    .containsExactly(Operation.REGISTER, Operation.GET, Operation.UPDATE, Operation.DELETE);
        }
    }

    @Test
    void reset_forgetsIt() {
        Wire.register(server, MINIMAL);
        server.reset();

        assertThat(server.ledger()).isEmpty();
    }

    @Test
    void ledger_askedForEarlier_doesNotGrow() {
        List<LedgerEntry> before = server.ledger();
        Wire.register(server, MINIMAL);

        assertThat(before).isEmpty();
    }

    @Test
    void entry_toString_hasNoSecret() {
        Wire.register(server, MINIMAL);

        assertThat(server.ledger().get(0))
                .hasToString("REGISTERED " + server.clients().get(0).clientId() + " by POST /register -> 201");
    }

    private List<Event> events() {
        return server.ledger().stream().map(LedgerEntry::event).toList();
    }

    private static JsonObject update(RegisteredClient client) {
        JsonObject update = client.metadata();
        update.addProperty("client_id", client.clientId());
        return update;
    }
}
