package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.clientregistration.testing.MockRegistrationServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Command lines that cannot be carried out: what is wrong is named, nothing that was typed is repeated. */
class UsageTest {
    private static final String TYPED = "what-was-typed-may-be-a-secret";
    private static final String ENDPOINT = "https://as.example.com/register";

    @TempDir
    private Path directory;

    private static Arguments usage(String expected, String... arguments) {
        return Arguments.of(expected, arguments);
    }

    private static Arguments register(String expected, String... more) {
        List<String> arguments = new ArrayList<>(List.of("register", "--metadata", "{}", "--show-secrets"));
        arguments.addAll(Arrays.asList(more));
        return usage(expected, arguments.toArray(new String[0]));
    }

    private static Arguments registerAt(String expected, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--endpoint", ENDPOINT));
        arguments.addAll(Arrays.asList(more));
        return register(expected, arguments.toArray(new String[0]));
    }

    static Stream<Arguments> commandLines() {
        return Stream.of(
                usage("a command is missing"),
                usage("a command that is not known", TYPED),
                usage("an argument too many", "profiles", TYPED),
                usage("there is no option --tokne", "register", "--tokne=" + TYPED),
                usage("missing: --metadata", "register", "--endpoint", ENDPOINT, "--show-secrets"),
                usage("missing: --registration", "get"),
                usage("missing: --registration, --metadata", "update"),
                usage("missing: --issuer", "discover"),
                usage("missing: --token", "register", "--metadata", "{}", "--token"),
                usage("--endpoint was given more than once", "register", "--endpoint", TYPED, "--endpoint", TYPED),
                usage("the value of --verbose cannot be used", "discover", "--issuer", ENDPOINT, "--verbose=" + TYPED),
                register("register needs --endpoint URL or --issuer URL"),
                register("--endpoint and --issuer cannot be combined", "--endpoint", ENDPOINT, "--issuer", ENDPOINT),
                register("--endpoint must be an absolute URL", "--endpoint", TYPED),
                register("--endpoint must be an absolute URL", "--endpoint", "https:// " + TYPED),
                register("--issuer must be an absolute URL", "--issuer", "mailto:" + TYPED),
                register("endpoint must be https", "--endpoint", "http://as.example.com/register?" + TYPED),
                register("must not hold user information", "--endpoint", "https://u:" + TYPED + "@as.example.com/"),
                registerAt("--profile must be one of standard, ", "--profile", TYPED),
                registerAt("--timeout must be a number of seconds", "--timeout", TYPED),
                registerAt("--timeout must be a number of seconds", "--timeout", "0"),
                registerAt("--trust-origin must be an absolute URL", "--trust-origin", TYPED),
                registerAt("has a path", "--trust-origin", "https://admin.example.com/path"),
                registerAt("--force needs --save", "--force"),
                registerAt("--token and --token-file cannot be combined", "--token", TYPED, "--token-file", "f"),
                registerAt("--token and --client-id cannot be combined", "--token", TYPED, "--client-id", "id"),
                registerAt("--token-file and --scope cannot be combined", "--token-file", "f", "--scope", "s"),
                registerAt(
                        "--client-secret and --client-secret-file cannot be combined",
                        "--client-secret",
                        TYPED,
                        "--client-secret-file",
                        "f"),
                registerAt("--client-secret needs --client-id", "--client-secret", TYPED),
                registerAt("--token-endpoint needs --client-id", "--token-endpoint", ENDPOINT),
                registerAt("--client-id needs --token-endpoint, or --issuer", "--client-id", "id"),
                registerAt("--client-id needs its secret", "--client-id", "id", "--token-endpoint", ENDPOINT),
                registerAt("the initial access token must consist of visible ASCII", "--token", TYPED + "\u00e9"),
                registerAt("--token is empty", "--token", " "),
                registerAt(
                        "--token-endpoint-auth-method must be client_secret_basic or client_secret_post",
                        "--client-id",
                        "id",
                        "--token-endpoint",
                        ENDPOINT,
                        "--client-secret",
                        TYPED,
                        "--token-endpoint-auth-method",
                        TYPED));
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void commandLine_thatCannotBeCarriedOut_isRefusedByName(String expected, String[] arguments) {
        Result result = Cli.inside(arguments).hides(TYPED);

        JsonObject error = result.error(2);
        assertThat(Result.text(error, "kind")).isEqualTo("usage");
        assertThat(Result.text(error, "outcome")).isEqualTo("NOT_APPLIED");
        assertThat(Result.text(error, "operation"))
                .isEqualTo(arguments.length > 1 || expected.contains("missing: ") ? arguments[0] : "null");
        assertThat(Result.text(error, "description")).contains(expected);
    }

    @Test
    void misspelling_isAnsweredWithWhatMayBeMeant() {
        assertThat(Cli.inside("regster").err()).contains("did you mean register");
        assertThat(Cli.inside("get", "--registraton", "f").err()).contains("--registration");
        assertThat(Cli.inside("get").err()).contains("clientreg get --help");
    }

    @Test
    void standardInput_canBeOneThingOnly() {
        assertThat(Result.text(
                        Cli.inside(
                                        "register",
                                        "--endpoint",
                                        ENDPOINT,
                                        "--metadata",
                                        "-",
                                        "--token-file",
                                        "-",
                                        "--show-secrets")
                                .error(2),
                        "description"))
                .isEqualTo("--metadata - and --token-file - cannot be combined: standard input is read once");
    }

    @Test
    void insecureHttp_isRefusedByTheNameOfTheOptionThatAllowsIt() {
        assertThat(Result.text(
                        Cli.inside(
                                        "register",
                                        "--endpoint",
                                        "http://as.example.com/register",
                                        "--metadata",
                                        "{}",
                                        "--show-secrets")
                                .error(2),
                        "description"))
                .contains("--allow-insecure-http");
    }

    @Test
    void secretOfTheEnvironment_isNotAskedForWhereTheCommandLineHasOne() {
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                .initialAccessToken("token-of-the-test")
                .start()) {
            Path file = Texts.write(directory.resolve("token"), "token-of-the-test");

            Result result = Cli.inside(
                    Map.of("CLIENTREG_TOKEN", "another-token-of-the-test"),
                    "",
                    "register",
                    "--endpoint",
                    server.registrationEndpoint().toString(),
                    "--metadata",
                    Texts.METADATA,
                    "--token-file",
                    file.toString(),
                    "--show-secrets");

            assertThat(result.status()).isZero();
        }
    }

    @Test
    void tokenThatBeginsLikeAnOption_isAToken() {
        String token = "-hence-this-is-a-token";
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().initialAccessToken(token).start()) {
            assertThat(Cli.inside(
                                    "register",
                                    "--endpoint",
                                    server.registrationEndpoint().toString(),
                                    "--metadata",
                                    Texts.METADATA,
                                    "--token",
                                    token,
                                    "--show-secrets")
                            .status())
                    .isZero();
        }
    }

    @Test
    void files_thatCannotBeRead_areNamedWithTheReason() {
        Path missing = directory.resolve("missing");

        for (String[] arguments : new String[][] {
            {"get", "--registration", missing.toString()},
            {"delete", "--registration", missing.toString()},
            {"update", "--registration", missing.toString(), "--metadata", "{}"},
            {"register", "--endpoint", ENDPOINT, "--show-secrets", "--metadata", "@" + missing},
            {
                "register",
                "--endpoint",
                ENDPOINT,
                "--show-secrets",
                "--metadata",
                "{}",
                "--token-file",
                missing.toString()
            }
        }) {
            JsonObject error = Cli.inside(arguments).error(2);
            assertThat(Result.text(error, "kind")).isEqualTo("file-unusable");
            assertThat(Result.text(error, "description")).contains(missing + " cannot be read: no such file");
        }
    }
}
