package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Ctrl-C does, and other signals to end. */
class SignalProcessTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

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
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            server.fault(Fault.stallAfterApplying());
            Cli.Running running = cli().start(
                            "register",
                            "--endpoint",
                            server.registrationEndpoint().toString(),
                            "--metadata",
                            Texts.METADATA,
                            "--save",
                            directory.resolve("client.json").toString(),
                            "--verbose");
            server.faults().awaitStalled(1, LIMIT);

            JsonObject error = running.signal(signal).end().error(5);

            assertThat(Result.text(error, "kind")).isEqualTo("call-interrupted");
            assertThat(Result.text(error, "outcome")).isEqualTo("UNKNOWN");
            assertThat(Result.text(error, "operation")).isEqualTo("register");
            assertThat(Result.text(error, "hint")).contains("look at the server");
            assertThat(server.clients()).hasSize(1);
            assertThat(Texts.names(directory)).as("what was prepared is gone").isEmpty();
        }
    }

    @Test
    void signalDuringADelete_endsTheCallToo() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            Path file = directory.resolve("client.json");
            assertThat(Cli.inside(
                                    "register",
                                    "--endpoint",
                                    server.registrationEndpoint().toString(),
                                    "--metadata",
                                    Texts.METADATA,
                                    "--save",
                                    file.toString())
                            .status())
                    .isZero();
            server.fault(Fault.stall().on(Operation.DELETE));
            Cli.Running running = cli().start("delete", "--registration", file.toString());
            server.faults().awaitStalled(1, LIMIT);

            JsonObject error = running.signal("INT").end().error(5);

            assertThat(Result.text(error, "operation")).isEqualTo("delete");
            assertThat(Result.text(error, "hint")).contains("run it again");
            assertThat(file).exists();
        }
    }
}
