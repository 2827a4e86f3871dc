package dev.clientregistration.testing;

import static dev.clientregistration.testing.AuthleteWire.REGISTER;
import static dev.clientregistration.testing.AuthleteWire.action;
import static dev.clientregistration.testing.AuthleteWire.client;
import static dev.clientregistration.testing.AuthleteWire.content;
import static dev.clientregistration.testing.AuthleteWire.resultCode;
import static dev.clientregistration.testing.AuthleteWire.text;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services of the Authlete dialect, each with its own clients, and what a test can do to them. */
class AuthleteServiceTest {
    @AutoClose
    private final MockRegistrationServer server = AuthleteWire.start();

    private final AuthleteService one = server.authleteService("1");
    private final AuthleteService two = server.authleteService("2");

    @ParameterizedTest
    @ValueSource(strings = {"/get", "/update", "/delete"})
    void client_isUnknownToOtherServices(String operation) {
        RegisteredClient client = one.register(new JsonObject());

        assertThat(resultCode(AuthleteWire.call(
                        server,
                        "2",
                        REGISTER + operation,
                        AuthleteWire.of(client, "{}"),
                        client.clientId(),
                        client.registrationAccessToken())))
                .isEqualTo("A215302");
        assertThat(two.client(client.clientId())).isEmpty();
        assertThat(two.clients()).isEmpty();
        assertThat(two.makeStatic(client.clientId())).isFalse();
        assertThat(two.removeRegistrationAccessToken(client.clientId())).isFalse();
        assertThat(one.client(client.clientId())).containsSame(client);
        assertThat(one.clients()).containsExactly(client);
        assertThat(server.clients()).containsExactly(client);
        assertThat(server.client(client.clientId())).containsSame(client);
    }

    @Test
    void services_haveTheirNumberAndDeveloper() {
        AuthleteWire.call(server, "1", REGISTER, "{}", null, null);
        JsonObject client = client(AuthleteWire.call(server, "2", REGISTER, "{}", null, null));

        assertThat(client.get("serviceNumber").getAsInt()).isEqualTo(2);
        assertThat(text(client, "developer")).isEqualTo("authlete_2");
        assertThat(one.clients()).hasSize(1);
        assertThat(two.clients()).hasSize(1);
    }

    @Test
    void register_withoutRequest_canBeReadAndIsNotRecorded() {
        RegisteredClient client = one.register(json("{\"client_name\": \"Pretzel\", \"x\": 1}"));

        assertThat(server.exchanges()).isEmpty();
        assertThat(client.metadata().keySet())
                .contains("client_name", "subject_type")
                .doesNotContain("x");
        assertThat(client.clientSecret().orElseThrow()).hasSize(86);
        assertThat(client.clientSecretExpiresAt()).isEmpty();
        assertThat(text(
                        content(AuthleteWire.call(
                                server,
                                "1",
                                REGISTER + "/get",
                                null,
                                client.clientId(),
                                client.registrationAccessToken())),
                        "client_name"))
                .isEqualTo("Pretzel");
    }

    @Test
    void register_withoutRequest_mistakeIsThrownWithItsCode() {
        assertThatThrownBy(() -> one.register(json("{\"redirect_uris\": [\"/callback\"]}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A031209: redirect_uris[0] must be absolute");
    }

    @Test
    void makeStatic_client_isStillThere() {
        RegisteredClient client = one.register(new JsonObject());
        one.makeStatic(client.clientId());

        assertThat(one.clients()).extracting(RegisteredClient::clientId).containsExactly(client.clientId());
    }

    @Test
    void authleteService_thatTheServerHasNot_isRefused() {
        try (MockRegistrationServer strict =
                AuthleteWire.start(AuthleteSettings.builder().services("1"))) {
            assertThat(strict.authleteService("1").serviceId()).isEqualTo("1");
            assertThatThrownBy(() -> strict.authleteService("2"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the server has no service 2");
        }
    }

    @Test
    void reset_forgetsTheClientsOfEveryService() {
        one.register(new JsonObject());
        two.register(new JsonObject());
        server.reset();

        assertThat(one.clients()).isEmpty();
        assertThat(two.clients()).isEmpty();
        JsonObject client = client(AuthleteWire.call(server, "2", REGISTER, "{}", null, null));
        assertThat(client.get("number").getAsInt()).isEqualTo(1);
        assertThat(client.get("serviceNumber").getAsInt()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void calls_fromSeveralThreads_areEachHandledWholly() throws Exception {
        int threads = 8;
        int each = 10;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<List<String>>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String service = Integer.toString(i % 2 + 1);
                results.add(executor.submit(() -> {
                    start.await();
                    return lives(service, each);
                }));
            }
            for (Future<List<String>> result : results) {
                assertThat(result.get())
                        .containsOnly("CREATED", "OK", "UPDATED", "DELETED")
                        .hasSize(4 * each - each / 2);
            }
            assertThat(one.clients()).hasSize(threads * each / 4);
            assertThat(two.clients()).hasSize(threads * each / 4);
            assertThat(server.exchanges()).hasSize(threads * (4 * each - each / 2));
        } finally {
            executor.shutdownNow();
        }
    }

    /** Every second client is deleted in the end. */
    private List<String> lives(String service, int clients) {
        List<String> actions = new ArrayList<>();
        for (int n = 0; n < clients; n++) {
            var registered = AuthleteWire.call(server, service, REGISTER, "{}", null, null);
            JsonObject information = content(registered);
            String id = text(information, "client_id");
            String token = text(information, "registration_access_token");
            actions.add(action(registered));
            actions.add(action(AuthleteWire.call(server, service, REGISTER + "/get", null, id, token)));
            actions.add(action(
                    AuthleteWire.call(server, service, REGISTER + "/update", information.toString(), id, token)));
            if (n % 2 == 0) {
                actions.add(action(AuthleteWire.call(server, service, REGISTER + "/delete", null, id, token)));
            }
        }
        return actions;
    }
}
