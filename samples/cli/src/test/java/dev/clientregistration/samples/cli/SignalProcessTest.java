package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Ctrl-C does, and other signals to end. */
class SignalProcessTest {
    @TempDir
    private Path directory;

    /** A build that runs in the background may have Ctrl-C ignored, and its children with it. */
    private static Cli cli() {
        Cli cli = Cli.ofClasses();
        return Cli.of("env", "--default-signal=INT", "true").run().status() == 0
                ? cli.after("env", "--default-signal=INT")
                : cli;
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void signalDuringARegister_saysThatTheOutcomeIsUnknownAndEnds5(String signal) {
        try (RawServer server = RawServer.silent()) {
            Cli.Running running = cli().start(
                            "register",
                            "--endpoint",
                            server.uri("/register"),
                            "--metadata",
                            Texts.METADATA,
                            "--save",
                            directory.resolve("client.json").toString(),
                            "--verbose");
            server.awaitRequest();

            JsonObject error = running.signal(signal).end().error(5);

            assertThat(Result.text(error, "kind")).isEqualTo("call-interrupted");
            assertThat(Result.text(error, "outcome")).isEqualTo("UNKNOWN");
            assertThat(Result.text(error, "operation")).isEqualTo("register");
            assertThat(Result.text(error, "hint")).contains("look at the server");
            assertThat(Texts.names(directory)).as("what was prepared is gone").isEmpty();
        }
    }

    @Test
    void signalDuringADelete_endsTheCallToo() {
        try (RawServer server = RawServer.silent()) {
            Path file = Texts.write(
                    directory.resolve("client.json"),
                    "{\"client_id\":\"abc\",\"registration_access_token\":\"token-of-the-test\","
                            + "\"registration_endpoint\":\"" + server.uri("/register") + "\"}");
            Cli.Running running = cli().start("delete", "--registration", file.toString());
            server.awaitRequest();

            JsonObject error =
                    running.signal("INT").end().hides("token-of-the-test").error(5);

            assertThat(Result.text(error, "operation")).isEqualTo("delete");
            assertThat(file).exists();
        }
    }
}
