package dev.clientregistration.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.Operation;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client's life at servers of other makes: the same pages, and what a server cannot do is not offered. */
@Timeout(120)
class DialectTest {
    private static final String TOKEN = "token-of-the-test";

    @TempDir
    Path folder;

    static Stream<Dialect> dialectsWithAProfile() {
        return Arrays.stream(Dialect.values()).filter(dialect -> ServerProfile.all().stream()
                .anyMatch(profile -> profile.name().equals(dialect.dialectName())));
    }

    private TestPortal start(Dialect dialect, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("PROFILE", dialect.dialectName());
        environment.put("INITIAL_ACCESS_TOKEN", TOKEN);
        return TestPortal.start(
                folder,
                MockRegistrationServer.builder()
                        .dialect(dialect)
                        .initialAccessToken(TOKEN)
                        .start(),
                environment);
    }

    /** A server that tells no address at which its clients are managed does nothing but register. */
    private static Set<Operation> operations(Dialect dialect) {
        return dialect == Dialect.MCP
                ? Set.of(Operation.REGISTER)
                : ServerProfile.named(dialect.dialectName()).operations();
    }

    @ParameterizedTest
    @MethodSource("dialectsWithAProfile")
    void wholeLife_asFarAsTheServerLetsItBeLived(Dialect dialect) {
        Set<Operation> operations = operations(dialect);
        try (TestPortal portal = start(dialect, Map.of())) {
            Visitor ada = portal.signUp("ada").register("superpedometer");
            String secret = portal.server().clients().get(0).clientSecret().orElseThrow();
            assertThat(ada.value("secret")).isEqualTo(secret);

            ada.go("/clients");
            assertThat(ada.page().select(".status").text())
                    .isEqualTo(operations.contains(Operation.GET) ? "Registered" : "Cannot be read back");

            ada.follow("Super Pedometer");
            if (operations.contains(Operation.UPDATE)) {
                ada.fill("client_name", "Round Pedometer").press("Save changes");
                assertThat(ada.main()).contains("Your changes are saved.");
                ada.fill("client_name", "Square Pedometer")
                        .press("Save changes"); // with the credentials of that answer
                assertThat(ada.main()).contains("Your changes are saved.", "Square Pedometer");
            } else {
                assertThat(ada.page().select("fieldset[disabled]")).hasSize(1);
            }

            ada.follow("Client secret").press("Show the secret");
            assertThat(ada.value("secret")).isEqualTo(secret);

            ada.follow("Delete");
            boolean canDelete = operations.contains(Operation.DELETE);
            ada.press(canDelete ? "Delete this client" : "Take it off my list");
            assertThat(ada.main()).contains("You have no clients yet");
            assertThat(portal.server().clients()).hasSize(canDelete ? 0 : 1);
        }
    }

    @Test
    void serverThatRefusesAClientId_isRefusedAtItsField() {
        try (TestPortal portal = start(Dialect.KEYCLOAK, Map.of("REQUEST_CLIENT_ID", "true"))) {
            Visitor ada = portal.signUp("ada").register("superpedometer");

            assertThat(ada.page().selectFirst("#suffix-error").text()).contains("client_id");
        }
    }
}
