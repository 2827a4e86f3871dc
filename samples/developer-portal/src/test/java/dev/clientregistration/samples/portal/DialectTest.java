package dev.clientregistration.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client's life at servers of other makes: the same pages, and what a server cannot do is not offered. */
@Timeout(120)
class DialectTest {
    @TempDir
    Path folder;

    private TestPortal start(Dialect dialect, MockRegistrationServer.Builder server, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("PROFILE", dialect.dialectName());
        return TestPortal.start(folder, server.dialect(dialect).start(), environment);
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD", "KEYCLOAK", "HYDRA", "NODE_OIDC_PROVIDER"})
    void wholeLife(Dialect dialect) {
        try (TestPortal portal = start(dialect, MockRegistrationServer.builder(), Map.of())) {
            Visitor ada = portal.signUp("ada").register("superpedometer");
            String secret = portal.server().clients().get(0).clientSecret().orElseThrow();
            assertThat(ada.value("secret")).isEqualTo(secret);
            assertThat(ada.go("/clients").main()).contains("Super Pedometer", "Registered");

            ada.follow("Super Pedometer").fill("client_name", "Round Pedometer").press("Save changes");
            assertThat(ada.main()).contains("Your changes are saved.");
            ada.fill("client_name", "Square Pedometer").press("Save changes"); // with the token of the update before
            assertThat(ada.go("/clients").main()).contains("Square Pedometer", "Registered");

            ada.follow("Square Pedometer").follow("Client secret").press("Show the secret");
            assertThat(ada.value("secret")).isEqualTo(secret);

            ada.follow("Delete").press("Delete this client");
            assertThat(ada.main()).contains("You have no clients yet");
            assertThat(portal.server().clients()).isEmpty();
        }
    }

    @Test
    void anvilConnect_cannotDeleteAndIsForgotten() {
        try (TestPortal portal = start(Dialect.ANVIL_CONNECT, MockRegistrationServer.builder(), Map.of())) {
            Visitor ada = portal.signUp("ada").register("superpedometer").follow("Client details");
            ada.fill("client_name", "Round Pedometer").press("Save changes");
            assertThat(ada.go("/clients").main()).contains("Round Pedometer", "Registered");

            ada.follow("Round Pedometer").follow("Delete");
            assertThat(ada.main()).contains("does not let the portal delete clients");
            ada.press("Take it off my list");

            assertThat(ada.main()).contains("You have no clients yet");
            assertThat(portal.server().clients()).hasSize(1);
        }
    }

    @Test
    void springAuthorizationServer_isReadAndNoMore() {
        MockRegistrationServer.Builder server = MockRegistrationServer.builder().registrar("registrar", "its secret");
        try (TestPortal portal = start(Dialect.SPRING_AUTHORIZATION_SERVER, server, Map.of())) {
            portal.restart(Map.of(
                    "REGISTRAR_CLIENT_ID", "registrar",
                    "REGISTRAR_CLIENT_SECRET", "its secret",
                    "REGISTRAR_SCOPE", "client.create",
                    "TOKEN_ENDPOINT", portal.server().tokenEndpoint().toString()));
            Visitor ada = portal.signUp("ada").register("superpedometer").register("second");
            String secret = portal.server().clients().get(1).clientSecret().orElseThrow();
            assertThat(ada.value("secret")).isEqualTo(secret);

            assertThat(ada.follow("Client details").main())
                    .contains("Registered", "This server does not let clients be changed.");
            assertThat(ada.page().select("fieldset[disabled]")).hasSize(1);
            ada.follow("Client secret").press("Show the secret");
            assertThat(ada.value("secret")).isEqualTo(secret); // and not the hash that a read tells
        }
    }

    @Test
    void keycloak_isNotAskedForAClientId() {
        try (TestPortal portal = start(Dialect.KEYCLOAK, MockRegistrationServer.builder(), Map.of())) {
            portal.restart(Map.of("REQUEST_CLIENT_ID", "true"));

            Visitor ada = portal.signUp("ada").register("superpedometer");

            assertThat(ada.page().selectFirst("#problem").text()).contains("client_id");
        }
    }
}
