package dev.clientregistration.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The portal from outside: its environment, what it prints, and its process. */
@Timeout(180)
class DeveloperPortalTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private DeveloperPortal start(Map<String, String> environment) throws IOException {
        return DeveloperPortal.start(
                environment,
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                Clock.systemUTC(),
                TestPortal.CHEAP_HASHING);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    // ---- the mock inside

    @Test
    void withoutEnvironment_registersAtTheMockInside() throws IOException {
        try (DeveloperPortal portal = start(Map.of("PORTAL_DATA", folder.toString(), "PORT", "0"))) {
            Visitor ada = new Visitor(portal.uri()).signUp("ada").register("superpedometer");

            assertThat(ada.path()).endsWith("/secret");
            assertThat(portal.server().mock().orElseThrow().clients())
                    .singleElement()
                    .satisfies(client -> assertThat(client.clientId()).endsWith(".superpedometer"));
            assertThat(ada.go("/clients").main()).contains("a mock server inside this portal");
            assertThat(printed()).contains("a mock server inside", portal.uri().toString());
        }
    }

    @Test
    void mockInside_afterARestartHasForgottenItsClients_andTheListSaysWhatToDo() throws IOException {
        Map<String, String> environment;
        try (DeveloperPortal portal = start(Map.of("PORTAL_DATA", folder.toString(), "PORT", "0"))) {
            new Visitor(portal.uri()).signUp("ada").register("superpedometer");
            environment = Map.of(
                    "PORTAL_DATA",
                    folder.toString(),
                    "PORT",
                    Integer.toString(portal.uri().getPort()));
        }

        try (DeveloperPortal portal = start(environment)) {
            Visitor ada = new Visitor(portal.uri()).signIn("ada").follow("Super Pedometer");
            assertThat(ada.main()).contains("Register it");
            ada.press("Register again");

            assertThat(ada.path()).endsWith("/secret");
            assertThat(portal.server().mock().orElseThrow().clients()).hasSize(1);
        }
    }

    @Test
    void mockInside_isWhereItWasBefore_ifThePortalIs() throws IOException {
        URI before;
        Map<String, String> environment;
        try (DeveloperPortal portal = start(Map.of("PORTAL_DATA", folder.toString()))) {
            before = portal.server().uri();
            environment = Map.of(
                    "PORTAL_DATA",
                    folder.toString(),
                    "PORT",
                    Integer.toString(portal.uri().getPort()));
        }

        try (DeveloperPortal portal = start(environment)) {
            assertThat(portal.server().uri().getPort()).isEqualTo(portal.uri().getPort() + 1);
            assertThat(portal.server().uri().getPath()).isEqualTo(before.getPath());
        }
    }

    // ---- the port

    @Test
    void withoutPort_takesTheDefaultOrAFreeOne() throws IOException {
        try (DeveloperPortal first =
                        start(Map.of("PORTAL_DATA", folder.resolve("1").toString()));
                DeveloperPortal second =
                        start(Map.of("PORTAL_DATA", folder.resolve("2").toString(), "PORT", " "))) {
            assertThat(new Visitor(first.uri()).go("/").status()).isEqualTo(200);
            assertThat(new Visitor(second.uri()).go("/").status()).isEqualTo(200);
            assertThat(second.uri().getPort()).isNotEqualTo(8080);
        }
    }

    @Test
    void portThatIsTaken_isAFailureThatNamesIt() throws IOException {
        try (DeveloperPortal portal =
                start(Map.of("PORTAL_DATA", folder.resolve("1").toString(), "PORT", "0"))) {
            String port = Integer.toString(portal.uri().getPort());

            assertThatThrownBy(() ->
                            start(Map.of("PORTAL_DATA", folder.resolve("2").toString(), "PORT", port)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("PORT " + port + " ");
        }
    }

    @Test
    void whatItPrints_namesTheServerAndHoldsNoSecret() throws IOException {
        String key = Vault.newKey().reveal();
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                        .initialAccessToken("t0ken")
                        .start();
                DeveloperPortal portal = start(Map.of(
                        "PORTAL_DATA",
                        folder.toString(),
                        "PORT",
                        "0",
                        "PORTAL_KEY",
                        key,
                        "REGISTRATION_ENDPOINT",
                        server.registrationEndpoint().toString(),
                        "INITIAL_ACCESS_TOKEN",
                        "t0ken"))) {
            assertThat(printed())
                    .contains(
                            server.registrationEndpoint().toString(),
                            portal.uri().toString())
                    .doesNotContain("t0ken", key);
        }
    }

    // ---- the process

    @Test
    void process_servesAndEndsOnSigterm() throws Exception {
        Process process = launch(Map.of());
        try (BufferedReader output = process.inputReader()) {
            Visitor ada = new Visitor(portal(output)).signUp("ada").register("superpedometer");
            assertThat(ada.path()).endsWith("/secret");

            process.destroy();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isIn(0, 143);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void process_thatIsToldToEnd_keepsTheRegistrationThatHasBegun() throws Exception {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            server.fault(Fault.stall().on(Operation.REGISTER));
            Map<String, String> environment = Map.of(
                    "REGISTRATION_ENDPOINT", server.registrationEndpoint().toString());
            Process process = launch(environment);
            try (BufferedReader output = process.inputReader()) {
                Visitor ada = new Visitor(portal(output)).signUp("ada").newClient("superpedometer");
                CompletableFuture<HttpResponse<String>> saving = ada.pressing("Register client");
                server.faults().awaitStalled(1, Duration.ofSeconds(30));

                process.destroy();
                server.faults().release();

                assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
                assertThat(saving).isDone();
            } finally {
                process.destroyForcibly();
            }
            process = launch(environment);
            try (BufferedReader output = process.inputReader()) {
                assertThat(new Visitor(portal(output)).signIn("ada").main())
                        .contains("Registered", server.clients().get(0).clientId());
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void process_thatIsKilled_leavesWhatHadBegunInDoubt() throws Exception {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            Map<String, String> environment = Map.of(
                    "REGISTRATION_ENDPOINT", server.registrationEndpoint().toString());
            killWhileRegistering(server, environment, "Register client", portal -> new Visitor(portal)
                    .signUp("ada")
                    .register("first") // the second comes quickly
                    .newClient("superpedometer")
                    .fill("client_name", "Round Pedometer"));

            killWhileRegistering(server, environment, "Register again", portal -> new Visitor(portal)
                    .signIn("ada")
                    .follow("Round Pedometer")
                    .fill("client_name", "Square Pedometer"));

            Process process = launch(environment);
            try (BufferedReader output = process.inputReader()) {
                Visitor ada = new Visitor(portal(output)).signIn("ada");
                assertThat(ada.main()).contains("In doubt", "Square Pedometer");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private void killWhileRegistering(
            MockRegistrationServer server,
            Map<String, String> environment,
            String button,
            Function<URI, Visitor> fillIn)
            throws Exception {
        Process process = launch(environment);
        try (BufferedReader output = process.inputReader()) {
            Visitor visitor = fillIn.apply(portal(output));
            server.fault(Fault.stall().on(Operation.REGISTER));
            visitor.pressing(button);
            server.faults().awaitStalled(1, Duration.ofSeconds(30));
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        server.faults().release();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "localhost, true",
        "portal.example.com, true",
        "PORTAL.example.com:443, true",
        "rebound.example.com, false",
        "127.0.0.1.example.com, false"
    })
    void name_thatIsNotThePortals_isRefused(String host, boolean isKnown) throws IOException {
        Map<String, String> environment =
                Map.of("PORTAL_DATA", folder.toString(), "PORT", "0", "PUBLIC_URL", "https://portal.example.com");
        try (DeveloperPortal portal = start(environment);
                Socket socket = new Socket(portal.uri().getHost(), portal.uri().getPort())) {
            socket.getOutputStream()
                    .write(("GET /sign-in HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith(isKnown ? "HTTP/1.1 200" : "HTTP/1.1 421");
            assertThat(answer.contains("<form")).isEqualTo(isKnown);
            assertThat(answer.contains("Set-Cookie")).isEqualTo(isKnown);
        }
    }

    @Test
    void process_thatCannotBegin_saysWhyInOneLine() throws Exception {
        Process process = launch(Map.of("PROFILE", "keycloak"));
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.lines())
                    .singleElement()
                    .asString()
                    .startsWith("REGISTRATION_ENDPOINT or ISSUER must be set too");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void process_whoseDatabaseAnotherOneHas_saysWhyInOneLine() throws Exception {
        Process first = launch(Map.of());
        try (BufferedReader output = first.inputReader()) {
            portal(output);
            Process second = launch(Map.of());
            try (BufferedReader refusal = second.inputReader()) {
                assertThat(refusal.lines()).singleElement().asString().startsWith("the database cannot be opened: ");
            } finally {
                second.destroyForcibly();
            }
        } finally {
            first.destroyForcibly();
        }
    }

    /** With what the portal needs, and nothing of the tests. */
    private Process launch(Map<String, String> environment) throws IOException {
        String path = Stream.of(System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path"))
                .flatMap(entries -> Stream.of(entries.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty() && !entry.contains("test-classes"))
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                path,
                DeveloperPortal.class.getName());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("PROFILE|ISSUER|JAVA_TOOL_OPTIONS|CLIENT_REGISTRATION_.*"));
        builder.environment().put("PORT", "0");
        builder.environment().put("PORTAL_DATA", folder.toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    private static URI portal(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("The developer portal is ")) {
            line = output.readLine();
        }
        assertThat(line).isNotNull();
        return URI.create(line.split(" ")[4]);
    }

    // ---- the README

    @Test
    void readme_namesTheCommandAndEveryVariable() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme).contains("mvn -q -pl samples/developer-portal -am compile exec:java");
        assertThat(Files.readString(Path.of("src/main/java/dev/clientregistration/samples/portal/Settings.java"))
                        .lines()
                        .flatMap(line -> Stream.of(line.split("\"")))
                        .filter(text -> text.matches("[A-Z]+(_[A-Z]+)*"))
                        .distinct())
                .hasSize(16)
                .allSatisfy(variable -> assertThat(readme).contains("| `" + variable + "` |"));
    }
}
