package dev.clientregistration.testing.assertj;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static dev.clientregistration.testing.assertj.RegistrationAssertions.clientNamed;
import static dev.clientregistration.testing.assertj.RegistrationAssertions.clientWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import dev.clientregistration.testing.RecordedExchange;
import dev.clientregistration.testing.RegisteredClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MockRegistrationServerAssertTest {
    private static final String METADATA = """
            {"redirect_uris": ["https://client.example.com/callback"], "client_name": "Triangular Pretzel"}""";

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .initialAccessToken("initial-token-that-nobody-may-see")
            .start();

    @Test
    void serverThatDidNothing_isSo() {
        assertThat(server)
                .hasRegistered(0)
                .hasUpdated(0)
                .hasDeleted(0)
                .hasIssuedTokens(0)
                .hasLedger()
                .hasNoClients()
                .hasReceivedNothing()
                .hasReceived(Operation.REGISTER, 0)
                .hasNoFaultsLeft();
    }

    @Test
    void serverThatDidThings_isSo() {
        server.fault(Fault.statusAfterApplying(504));
        register();
        RegisteredClient client = server.clients().get(0);
        delete(client);

        assertThat(server)
                .hasRegistered(1)
                .hasRegistered(clientNamed("Triangular Pretzel"))
                .hasRegistered(
                        clientWith(registered -> registered.clientSecret().isPresent(), "with a secret"))
                .hasDeleted(1)
                .hasLedger(Event.REGISTERED, Event.DELETED)
                .hasNoClients()
                .hasReceived(Operation.REGISTER, 1)
                .hasReceivedNoMoreThan(2)
                .hasReceivedNoMoreThan(Operation.DELETE, 1)
                .hasNoFaultsLeft();
        assertThat(server).ledger().extracting(entry -> entry.clientId()).containsOnly(client.clientId());
        assertThat(server).clients().isEmpty();
        assertThat(server).exchanges().extracting(RecordedExchange::status).containsExactly(504, 204);
        assertThat(server).lastExchange().asksFor(Operation.DELETE).hasStatus(204);
    }

    @Test
    void clientsOfATest_areNotInTheLedger() {
        server.register(JsonParser.parseString(METADATA).getAsJsonObject());

        assertThat(server).hasRegistered(0).hasClients(1);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotSo_fails(Consumer<MockRegistrationServer> assertion, String message) {
        server.fault(Fault.dropAfterApplying());
        assertThatThrownBy(this::register).isInstanceOf(UncheckedIOException.class);
        server.fault(Fault.stall().on(Operation.GET));
        String id = server.clients().get(0).clientId();

        assertThatThrownBy(() -> assertion.accept(server))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting " + server)
                .hasMessageContaining(message)
                .hasMessageContaining("\n  REGISTERED " + id + " by POST /register -> 201 (drop-after-applying)\n")
                .hasMessageContaining("POST /register\n")
                .hasMessageContaining("Authorization: Bearer ***\n")
                .hasMessageContaining("-> 201 (drop-after-applying)\n")
                .hasMessageContaining("\"client_secret\":\"***\"")
                .hasMessageNotContaining("initial-token-that-nobody-may-see")
                .hasMessageNotContaining(server.clients().get(0).registrationAccessToken());
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> whatIsNotSo_fails() {
        return Stream.of(
                failing(s -> assertThat(s).hasRegistered(2), "to have 2 \"registered\" in its ledger\nbut it has 1."),
                failing(
                        s -> assertThat(s).hasRegistered(clientNamed("Round")),
                        "to have registered a client named \"Round\"\nbut it registered none such."),
                failing(s -> assertThat(s).hasUpdated(1), "to have 1 \"updated\" in its ledger\nbut it has 0."),
                failing(s -> assertThat(s).hasDeleted(1), "to have 1 \"deleted\" in its ledger\nbut it has 0."),
                failing(s -> assertThat(s).hasIssuedTokens(3), "to have 3 \"token issued\" in its ledger"),
                failing(s -> assertThat(s).hasLedger(), "to have done [] for requests\nbut it did [REGISTERED]."),
                failing(s -> assertThat(s).hasNoClients(), "to have 0 clients\nbut it has 1."),
                failing(s -> assertThat(s).hasClients(2), "to have 2 clients\nbut it has 1."),
                failing(
                        s -> assertThat(s).hasReceived(Operation.GET, 1),
                        "to have received 1 GET request\nbut it received 0."),
                failing(
                        s -> assertThat(s).hasReceivedNothing(),
                        "to have received no more than 0 requests\nbut it received 1."),
                failing(
                        s -> assertThat(s).hasReceivedNoMoreThan(Operation.REGISTER, 0),
                        "to have received no more than 0 REGISTER requests\nbut it received 1."),
                failing(s -> assertThat(s).hasNoFaultsLeft(), "to have no faults left\nbut it has [stall@get]."));
    }

    @Test
    void failure_ofAServerThatReceivedNothing_saysSo() {
        assertThatThrownBy(() -> assertThat(server).hasRegistered(1))
                .hasMessageEndingWith("Its ledger: empty\nWhat it received:\nnothing");
        assertThatThrownBy(() -> assertThat(server).lastExchange())
                .hasMessageContaining("to have received a request\nbut it received none.");
    }

    @Test
    void navigation_failure_namesTheServer() {
        assertThatThrownBy(() -> assertThat(server).ledger().hasSize(1)).hasMessageContaining("[ledger of " + server);
        assertThatThrownBy(() -> assertThat(server).clients().hasSize(1)).hasMessageContaining("[clients of " + server);
        assertThatThrownBy(() -> assertThat(server).exchanges().hasSize(1))
                .hasMessageContaining("[exchanges of " + server);
    }

    @Test
    void absentServer_fails() {
        MockRegistrationServer none = null;
        ThrowingCallable assertion = () -> assertThat(none).hasNoClients();

        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining("not to be null");
    }

    private static org.junit.jupiter.params.provider.Arguments failing(
            Consumer<MockRegistrationServer> assertion, String message) {
        return org.junit.jupiter.params.provider.Arguments.of(Named.of(message, assertion), message);
    }

    private void register() {
        send(HttpRequest.newBuilder(server.registrationEndpoint())
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer initial-token-that-nobody-may-see")
                .POST(BodyPublishers.ofString(METADATA)));
    }

    private void delete(RegisteredClient client) {
        send(HttpRequest.newBuilder(client.registrationClientUri())
                .header("Authorization", "Bearer " + client.registrationAccessToken())
                .DELETE());
    }

    private static void send(HttpRequest.Builder request) {
        try {
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
