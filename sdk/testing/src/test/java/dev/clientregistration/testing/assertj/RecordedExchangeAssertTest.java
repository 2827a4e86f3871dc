package dev.clientregistration.testing.assertj;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import dev.clientregistration.testing.RecordedExchange;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedExchangeAssertTest {
    private static final String TOKEN = "initial-token-that-nobody-may-see";

    @AutoClose
    private final MockRegistrationServer server =
            MockRegistrationServer.builder().initialAccessToken(TOKEN).start();

    private RecordedExchange exchange;

    @BeforeEach
    void register() throws Exception {
        server.fault(Fault.emptyBody());
        send(BodyPublishers.ofString("""
                {"redirect_uris": ["https://client.example.com/callback"], "x": {"a": 1, "b": 2}}"""));
        exchange = server.exchanges().get(0);
    }

    @Test
    void whatIsSo_passes() {
        assertThat(exchange)
                .asksFor(Operation.REGISTER)
                .hasStatus(201)
                .hasRequestHeader("content-type", "application/json")
                .hasNoRequestHeader("X-Absent")
                .hasBearerToken(TOKEN)
                .hasRequestMember("x", "{\"b\": 2, \"a\": 1}")
                .hasNoRequestMember("client_name")
                .wasStruckBy(Fault.emptyBody());
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotSo_failsAndShowsTheExchangeWithoutItsSecrets(Consumer<RecordedExchange> assertion, String message) {
        assertThatThrownBy(() -> assertion.accept(exchange))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting this exchange\n  " + message + ":\n")
                .hasMessageContaining("POST /register\n")
                .hasMessageContaining("Authorization: Bearer ***")
                .hasMessageContaining("-> 201 (empty-body)")
                .hasMessageNotContaining(TOKEN);
    }

    static Stream<Arguments> whatIsNotSo_failsAndShowsTheExchangeWithoutItsSecrets() {
        return Stream.of(
                failing(e -> assertThat(e).asksFor(Operation.GET), "to ask for GET"),
                failing(e -> assertThat(e).hasStatus(200), "to have the status 200"),
                failing(
                        e -> assertThat(e).hasRequestHeader("Content-Type", "text/plain"),
                        "to have the expected value in the request header Content-Type"),
                failing(
                        e -> assertThat(e).hasRequestHeader("X-Absent", "a"),
                        "to have the expected value in the request header X-Absent"),
                failing(
                        e -> assertThat(e).hasNoRequestHeader("content-type"),
                        "to have no request header content-type"),
                failing(e -> assertThat(e).hasBearerToken("another"), "to carry the expected bearer token"),
                failing(
                        e -> assertThat(e).hasRequestMember("x", "1"),
                        "to have the expected value in the member x of its body"),
                failing(
                        e -> assertThat(e).hasRequestMember("y", "1"),
                        "to have the expected value in the member y of its body"),
                failing(e -> assertThat(e).hasNoRequestMember("x"), "to have no member x in its body"),
                failing(e -> assertThat(e).wasStruckBy(Fault.stall()), "to be struck by stall"),
                failing(e -> assertThat(e).wasNotStruck(), "to be struck by no fault"));
    }

    @Test
    void requestWithoutJson_failsWhereAMemberIsAskedFor() throws Exception {
        send(BodyPublishers.ofString("[]"));
        RecordedExchange other = server.exchanges().get(1);

        assertThat(other).wasNotStruck();
        assertThatThrownBy(() -> assertThat(other).hasNoRequestMember("x"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("to have a JSON object as the body of its request");
    }

    private static Arguments failing(Consumer<RecordedExchange> assertion, String message) {
        return Arguments.of(Named.of(message, assertion), message);
    }

    private void send(HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.registrationEndpoint())
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(body)
                .build();
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().send(request, BodyHandlers.discarding());
    }
}
