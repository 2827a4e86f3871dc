package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody has thought of ends a command as tidily as everything else does. */
class InternalErrorTest {
    private static final String TOKEN = "initial-access-token-of-the-test";

    @TempDir
    private Path directory;

    private static Result run(InputStream in, PrintStream out, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(in, out, new PrintStream(err, true, StandardCharsets.UTF_8), name -> null);
        int status = Clientreg.run(new Session(terminal, new Interrupts()), arguments);
        return new Result(status, "", err.toString(StandardCharsets.UTF_8));
    }

    private String[] register(MockRegistrationServer server, String metadata) {
        return new String[] {
            "register",
            "--endpoint",
            server.registrationEndpoint().toString(),
            "--metadata",
            metadata,
            "--save",
            directory.resolve("client.json").toString()
        };
    }

    @Test
    void bugBeforeACall_ends2WithoutItsMessage() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException(TOKEN);
            }
        };
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            Result result = run(broken, new PrintStream(OutputStream.nullOutputStream()), register(server, "-"));

            JsonObject error = result.hides(TOKEN).error(2);
            assertThat(Result.text(error, "kind")).isEqualTo("internal-error");
            assertThat(Result.text(error, "outcome")).isEqualTo("NOT_APPLIED");
            assertThat(Result.text(error, "description")).contains("UnsupportedOperationException");
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void bugAfterACall_ends5AndTheCredentialsAreSaved() {
        PrintStream broken = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void print(String text) {
                throw new IllegalStateException(TOKEN);
            }
        };
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            Result result = run(InputStream.nullInputStream(), broken, register(server, Texts.METADATA));

            JsonObject error = result.hides(TOKEN).error(5);
            assertThat(Result.text(error, "kind")).isEqualTo("internal-error");
            assertThat(Result.text(error, "outcome")).isEqualTo("UNKNOWN");
            assertThat(Texts.json(directory.resolve("client.json"))
                            .get("client_id")
                            .getAsString())
                    .isEqualTo(server.clients().get(0).clientId());
        }
    }
}
