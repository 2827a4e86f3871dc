package dev.clientregistration.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RecordedExchange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuickstartTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private boolean run(Map<String, String> environment) {
        return Quickstart.run(environment, new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void sample_isANamedModule_soThatTheModuleGraphIsProven() {
        assertThat(Quickstart.class.getModule().isNamed()).isTrue();
        assertThat(Quickstart.class.getModule().getDescriptor().requires())
                .extracting(java.lang.module.ModuleDescriptor.Requires::name)
                .contains("dev.clientregistration", "dev.clientregistration.testing");
    }

    @Test
    void withoutEnvironment_goesThroughAWholeLifeAgainstTheMock() {
        assertThat(run(Map.of())).isTrue();

        assertThat(printed())
                .contains("-> register ClientMetadata{client_name=\"Triangular Pretzel\", redirect_uris=[")
                .contains("-> update ClientMetadata{client_name=\"Round Pretzel\"")
                .contains("client_secret=<43 characters>", "registration_access_token=<43 characters>")
                .contains("all 33 members of the answer came through unchanged, in their order")
                .contains("<- refused with HTTP 400 invalid_redirect_uri")
                .contains("means: NOT_APPLIED")
                .doesNotContain("CHANGED", "left over");
    }

    @Test
    void withEnvironment_talksToThatServerAndDeletesWhatItMade() {
        String token = "token-of-the-test";
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().initialAccessToken(token).start()) {
            assertThat(run(Map.of(
                            "REGISTRATION_ENDPOINT",
                            server.registrationEndpoint().toString(),
                            "INITIAL_ACCESS_TOKEN",
                            token)))
                    .isTrue();

            List<RecordedExchange> exchanges = server.exchanges();
            assertThat(exchanges)
                    .extracting(RecordedExchange::method)
                    .containsExactly("POST", "GET", "PUT", "DELETE", "POST", "POST", "DELETE");
            assertThat(server.clients()).isEmpty();
            assertThat(printed()).contains("which was left over").doesNotContain(token);
            for (RecordedExchange exchange : exchanges) {
                exchange.reveal()
                        .requestHeader("Authorization")
                        .map(header -> header.substring("Bearer ".length()))
                        .ifPresent(sent -> assertThat(printed()).doesNotContain(sent));
            }
        }
    }

    @Test
    void refusedToken_isReportedAsAFailure() {
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                .initialAccessToken("token-of-the-test")
                .start()) {
            assertThat(run(Map.of(
                            "REGISTRATION_ENDPOINT",
                            server.registrationEndpoint().toString())))
                    .isFalse();

            assertThat(printed()).contains("failed: register at ", "HTTP 401", "outcome: NOT_APPLIED");
        }
    }
}
