package dev.clientregistration.samples.endpoint;

import static dev.clientregistration.samples.endpoint.Http.METADATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clientregistration.authlete.AuthleteClientRegistration;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample from outside: its environment, what it prints, and its process. */
@Timeout(60)
class RegistrationEndpointSampleTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private RegistrationEndpointSample start(Map<String, String> environment) throws IOException {
        return RegistrationEndpointSample.start(environment, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    // ---- the environment

    @Test
    void withoutPort_takesTheDefaultOrAFreeOne() throws IOException {
        try (RegistrationEndpointSample first = start(Map.of());
                RegistrationEndpointSample second = start(Map.of("PORT", " "))) {
            assertThat(Http.register(first.registrationEndpoint(), METADATA).statusCode())
                    .isEqualTo(201);
            assertThat(Http.register(second.registrationEndpoint(), METADATA).statusCode())
                    .isEqualTo(201);
            assertThat(second.registrationEndpoint().getPort()).isNotEqualTo(8080);
        }
    }

    @Test
    void portThatIsTaken_isAFailureThatNamesIt() throws IOException {
        try (RegistrationEndpointSample sample = start(Map.of("PORT", "0"))) {
            String port = Integer.toString(sample.registrationEndpoint().getPort());

            assertThatThrownBy(() -> start(Map.of("PORT", port)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("PORT " + port + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "-1", "65536", "100000", "1e3"})
    void portThatIsNone_isRefused(String port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(Map.of("PORT", port)))
                .withMessage("PORT must be a number from 0 to 65535");
    }

    @Test
    void realAuthlete_needsServiceAndToken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of("AUTHLETE_SERVICE_ID", "21653835348762")))
                .withMessageStartingWith("AUTHLETE_ACCESS_TOKEN must be set too");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of("AUTHLETE_ACCESS_TOKEN", "secret")))
                .withMessageStartingWith("AUTHLETE_SERVICE_ID must be set too")
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of("AUTHLETE_BASE_URL", "https://jp.authlete.com")))
                .withMessageStartingWith("AUTHLETE_SERVICE_ID must be set too");
    }

    @Test
    void realAuthlete_isInTheUnitedStatesUnlessSaidOtherwise() {
        Settings settings =
                Settings.of(Map.of("AUTHLETE_SERVICE_ID", "21653835348762", "AUTHLETE_ACCESS_TOKEN", "secret"));

        assertThat(settings.authlete().orElseThrow().baseUri()).isEqualTo(AuthleteClientRegistration.US);
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a URI", "http://authlete.example.com", "jp.authlete.com"})
    void baseUrlThatIsOfNoUse_isRefused(String baseUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(Map.of(
                        "PORT", "0",
                        "AUTHLETE_BASE_URL", baseUrl,
                        "AUTHLETE_SERVICE_ID", "21653835348762",
                        "AUTHLETE_ACCESS_TOKEN", "secret")))
                .withMessageNotContaining("secret");
    }

    @Test
    void whatItPrints_namesAuthleteAndHoldsNoSecret() throws IOException {
        try (FakeAuthlete authlete = FakeAuthlete.slow();
                RegistrationEndpointSample sample = start(authlete.environment())) {
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains(authlete.environment().get("AUTHLETE_BASE_URL"), "21653835348762")
                    .contains(sample.registrationEndpoint().toString())
                    .doesNotContain(FakeAuthlete.ACCESS_TOKEN);
        }
    }

    // ---- the process

    @Test
    void process_servesAndEndsOnSigterm() throws Exception {
        Process process = launch(Map.of("PORT", "0"));
        try (BufferedReader output = process.inputReader()) {
            String curl = curl(output);
            HttpResponse<String> response = Http.register(endpoint(curl), curl.split("'")[3]);
            assertThat(response.statusCode()).isEqualTo(201);

            process.destroy();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isIn(0, 143);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void process_answersWhatItHasBegunBeforeItEnds() throws Exception {
        try (FakeAuthlete slow = FakeAuthlete.slow()) {
            Process process = launch(slow.environment());
            try (BufferedReader output = process.inputReader()) {
                URI endpoint = endpoint(curl(output));
                CompletableFuture<HttpResponse<String>> running =
                        Http.sendAsync(Http.post(endpoint, METADATA).build());
                slow.awaitRequest();

                process.destroy();
                ShutdownTest.awaitClosing(endpoint);
                slow.release();

                assertThat(running.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isIn(0, 143);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void process_thatCannotBegin_saysWhyInOneLine() throws Exception {
        Process process = launch(Map.of("AUTHLETE_SERVICE_ID", "21653835348762"));
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.lines()).singleElement().asString().startsWith("AUTHLETE_ACCESS_TOKEN must be set too");
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    /** As a module, with nothing of the tests on its path. */
    private static Process launch(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                System.getProperty("jdk.module.path"),
                "--module",
                RegistrationEndpointSample.class.getModule().getName() + "/"
                        + RegistrationEndpointSample.class.getName());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("AUTHLETE_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    /** The first of the two lines that the sample prints for its user, the other one being there too. */
    private static String curl(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("curl ")) {
            line = output.readLine();
        }
        assertThat(line).isNotNull();
        assertThat(output.readLine()).startsWith("curl -i \"$registration_client_uri\"");
        return line;
    }

    private static URI endpoint(String curl) {
        return URI.create(curl.split(" ")[2]);
    }

    // ---- the README

    @Test
    void readme_namesTheCommandAndEveryVariableAndWhatIsPrinted() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(readme)
                .contains("mvn -q -pl samples/registration-endpoint -am compile exec:java")
                .contains(
                        "| `PORT` |",
                        "| `AUTHLETE_BASE_URL` |",
                        "| `AUTHLETE_SERVICE_ID` |",
                        "| `AUTHLETE_ACCESS_TOKEN` |");
        try (RegistrationEndpointSample sample = start(Map.of("PORT", "0"))) {
            List<String> lines = printed.toString(StandardCharsets.UTF_8)
                    .replace(":" + sample.registrationEndpoint().getPort(), ":8080")
                    .lines()
                    .filter(line -> line.startsWith("curl "))
                    .toList();
            assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(readme).contains(line));
        }
    }
}
