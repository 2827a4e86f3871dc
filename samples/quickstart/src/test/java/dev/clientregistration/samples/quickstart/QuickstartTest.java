package dev.clientregistration.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RecordedExchange;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    void sample_onTheModulePath_runsAndSoProvesTheModuleGraph() throws Exception {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        Path printed = Files.createTempFile("quickstart", ".txt");
        try {
            ProcessBuilder sample = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-p",
                            path,
                            "-m",
                            "dev.clientregistration.samples.quickstart/" + Quickstart.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile());
            sample.environment().remove("REGISTRATION_ENDPOINT");

            assertThat(sample.start().waitFor()).isZero();
            assertThat(Files.readString(printed)).contains("Round Pretzel", "refused with HTTP 400");
        } finally {
            Files.delete(printed);
        }
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
