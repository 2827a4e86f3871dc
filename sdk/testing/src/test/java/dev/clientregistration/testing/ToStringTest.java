package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Nothing that can be printed by accident shows a secret. */
class ToStringTest {
    @AutoClose
    private final MockRegistrationServer server =
            MockRegistrationServer.builder().initialAccessToken("initial-token").start();

    @Test
    void registeredClient_showsItsIdOnly() {
        RegisteredClient client = server.register(json("""
                {"redirect_uris": ["https://client.example.com/"], "x_private": "private"}"""));

        assertThat(client).hasToString("RegisteredClient[" + client.clientId() + "]");
    }

    @Test
    void recordedExchange_showsMethodPathAndStatusOnly() {
        URI uri = URI.create(server.registrationEndpoint() + "?access_token=private");
        Wire.send(Wire.bearer(Wire.json("POST", uri, "{\"x\": \"private\"}"), "private"));

        assertThat(server.exchanges().get(0)).hasToString("POST /register -> 400");
    }

    @Test
    void mockAnswer_showsItsStatusOnly() {
        assertThat(MockAnswer.json(200, "private").withHeader("X-Word", "private"))
                .hasToString("MockAnswer[200]");
    }

    @Test
    void server_showsItsAddressOnly() {
        assertThat(server).hasToString("MockRegistrationServer[" + server.issuer() + "]");
    }

    @Test
    void authleteServer_showsNoTokenAndNoMetadata() {
        AuthleteSettings settings =
                AuthleteSettings.builder().accessToken("private").build();
        try (MockRegistrationServer authlete = MockRegistrationServer.builder()
                .dialect(Dialect.AUTHLETE)
                .authlete(settings)
                .start()) {
            RegisteredClient client = authlete.authleteService("1").register(json("{\"client_name\": \"private\"}"));

            assertThat(settings).hasToString("AuthleteSettings");
            assertThat(authlete.authleteService("1")).hasToString("AuthleteService[1]");
            assertThat(client).hasToString("RegisteredClient[" + client.clientId() + "]");
            assertThat(client.asKept()).hasToString("ClientRecord[" + client.clientId() + "]");
        }
    }
}
