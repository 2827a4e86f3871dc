package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.Operation;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RegisteredClient;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client's life at every kind of server that the mock speaks as, as far as such a server goes. */
class DialectTest {
    private static final String TOKEN = "token-of-the-test";

    @TempDir
    private Path directory;

    static Stream<Dialect> dialectsWithAProfile() {
        return Arrays.stream(Dialect.values()).filter(dialect -> ServerProfile.all().stream()
                .anyMatch(profile -> profile.name().equals(dialect.dialectName())));
    }

    @ParameterizedTest
    @MethodSource("dialectsWithAProfile")
    void wholeLife_isThatOfAClientWhateverTheServer(Dialect dialect) {
        ServerProfile profile = ServerProfile.named(dialect.dialectName());
        String file = directory.resolve("client.json").toString();
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                .dialect(dialect)
                .initialAccessToken(TOKEN)
                .start()) {
            Result registered = Cli.inside(
                    Map.of("CLIENTREG_TOKEN", TOKEN),
                    "",
                    "register",
                    "--endpoint",
                    server.registrationEndpoint().toString(),
                    "--profile",
                    profile.name(),
                    "--metadata",
                    Texts.METADATA,
                    "--save",
                    file);
            JsonObject client = registered.document();
            RegisteredClient known =
                    server.client(Result.text(client, "client_id")).orElseThrow();
            hides(registered, known);
            if (known.registrationAccessToken().isEmpty()) {
                return; // nobody manages clients at nevisMeta's registration, nor at a server of MCP's SDK
            }

            if (profile.operations().contains(Operation.GET)) {
                Result got = Cli.inside("get", "--registration", file);
                assertThat(Result.text(got.document(), "client_name")).isEqualTo("Round Pretzel");
                hides(got, known);
            }
            if (profile.operations().contains(Operation.UPDATE)) {
                Result updated =
                        Cli.inside("update", "--registration", file, "--metadata", "{\"client_name\":\"Pretzel\"}");
                assertThat(Result.text(updated.document(), "client_name")).isEqualTo("Pretzel");
                hides(updated, known);
                hides(updated, server.client(known.clientId()).orElseThrow());
                assertThat(Cli.inside("get", "--registration", file).status()).isZero();
            }
            if (profile.operations().contains(Operation.DELETE)) {
                assertThat(Cli.inside("delete", "--registration", file).status())
                        .isZero();
                assertThat(server.clients()).isEmpty();
            }
        }
    }

    private static void hides(Result result, RegisteredClient client) {
        client.clientSecret().ifPresent(result::hides);
        if (!client.registrationAccessToken().isEmpty()) {
            result.hides(client.registrationAccessToken());
        }
    }
}
