package dev.clientregistration.samples.cli;

import static dev.clientregistration.samples.cli.Texts.METADATA;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RegisteredClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets get in by three ways, and out only when that is asked for. */
class SecretsProcessTest {
    private static final String TOKEN = "initial-access-token-of-the-test";
    private static final String CLIENT_SECRET = "client-secret-of-the-test";

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("client.json");
    }

    private Result register(Cli cli, MockRegistrationServer server, String... options) {
        String[] arguments = {
            "register",
            "--endpoint",
            server.registrationEndpoint().toString(),
            "--metadata",
            METADATA,
            "--save",
            file().toString(),
            "--force",
            "--verbose"
        };
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + options.length);
        System.arraycopy(options, 0, all, arguments.length, options.length);
        return cli.run(all);
    }

    private static void assertHidden(Result result, MockRegistrationServer server) {
        for (RegisteredClient client : server.clients()) {
            result.hides(TOKEN, client.clientSecret().orElseThrow(), client.registrationAccessToken());
        }
    }

    @Test
    void tokenOnTheCommandLine_isTakenWithOneWarning() {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().initialAccessToken(TOKEN).start()) {
            Result result = register(Cli.ofClasses(), server, "--token", TOKEN);

            assertThat(result.status()).as("status").isZero();
            assertHidden(result, server);
            assertThat(result.err().lines().filter(line -> line.contains("warning")))
                    .singleElement()
                    .asString()
                    .contains("--token on the command line", "--token-file", "CLIENTREG_TOKEN");
            assertThat(result.err()).contains("register: attempt 1 to " + server.registrationEndpoint(), "HTTP 201");
        }
    }

    @Test
    void tokenInAFileOrTheEnvironment_isTakenWithoutAWarning() {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().initialAccessToken(TOKEN).start()) {
            Path tokenFile = Texts.write(directory.resolve("token"), TOKEN + "\n");

            Result byFile = register(Cli.ofClasses(), server, "--token-file", tokenFile.toString());
            Result byEnvironment = register(Cli.ofClasses().with("CLIENTREG_TOKEN", TOKEN), server);

            for (Result result : new Result[] {byFile, byEnvironment}) {
                assertThat(result.status()).as("status").isZero();
                assertHidden(result, server);
                assertThat(result.err()).doesNotContain("warning");
            }
        }
    }

    @Test
    void clientCredentials_obtainATokenAndStayHiddenWhenTheyAreRefused() {
        String refusal = "{\"error\":\"invalid_client\",\"error_description\":\"" + CLIENT_SECRET + " is not it\"}";
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                        .initialAccessToken(TOKEN)
                        .start();
                RawServer tokens = new RawServer((request, socket) -> {
                    if (request.contains("scope=register")) {
                        RawServer.answer(
                                socket, "200 OK", "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\"}");
                    } else {
                        RawServer.answer(socket, "401 Unauthorized", refusal);
                    }
                })) {
            String endpoint = tokens.uri("/token");
            Path secretFile = Texts.write(directory.resolve("secret"), CLIENT_SECRET + "\n");

            Result byFile = register(
                    Cli.ofClasses(),
                    server,
                    "--token-endpoint",
                    endpoint,
                    "--client-id",
                    "registrar",
                    "--client-secret-file",
                    secretFile.toString(),
                    "--scope",
                    "register");
            assertThat(byFile.status()).as("status").isZero();
            assertHidden(byFile.hides(CLIENT_SECRET), server);

            Result refused = register(
                    Cli.ofClasses(),
                    server,
                    "--token-endpoint",
                    endpoint,
                    "--client-id",
                    "registrar",
                    "--client-secret",
                    CLIENT_SECRET,
                    "--token-endpoint-auth-method",
                    "client_secret_post");
            JsonObject error = refused.hides(CLIENT_SECRET, TOKEN).error(3);
            assertThat(Result.text(error, "kind")).isEqualTo("access-denied");
            assertThat(Result.text(error, "operation")).isEqualTo("token");
            assertThat(Result.text(error, "code")).isEqualTo("invalid_client");
            assertThat(refused.err().lines().filter(line -> line.contains("warning")))
                    .hasSize(1);
            assertThat(tokens.requests().get(1).contains("client_secret=" + CLIENT_SECRET))
                    .as("the secret is in the body")
                    .isTrue();
        }
    }

    @Test
    void showSecrets_showsWhatTheServerIssued() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            JsonObject document = Cli.ofClasses()
                    .run(
                            "register",
                            "--endpoint",
                            server.registrationEndpoint().toString(),
                            "--metadata",
                            METADATA,
                            "--show-secrets")
                    .document();

            RegisteredClient client = server.clients().get(0);
            assertThat(Result.text(document, "client_secret")
                            .equals(client.clientSecret().orElseThrow()))
                    .isTrue();
            assertThat(Result.text(document, "registration_access_token").equals(client.registrationAccessToken()))
                    .isTrue();
        }
    }

    @Test
    void errorsOfTheServer_showNoSecretThatTheyRepeat() {
        String answer =
                "{\"error\":\"invalid_token " + TOKEN + "\",\"error_description\":\"" + TOKEN + " is unknown\"}";
        try (RawServer server = new RawServer((request, socket) -> RawServer.answer(socket, "400 Bad", answer))) {
            JsonObject error = Cli.ofClasses()
                    .with("CLIENTREG_TOKEN", TOKEN)
                    .run(
                            "register",
                            "--endpoint",
                            server.uri("/register"),
                            "--metadata",
                            METADATA,
                            "--save",
                            file().toString())
                    .hides(TOKEN)
                    .error(3);

            assertThat(Result.text(error, "description")).contains("is unknown");
        }
    }
}
