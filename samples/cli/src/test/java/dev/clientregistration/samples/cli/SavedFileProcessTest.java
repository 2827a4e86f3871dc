package dev.clientregistration.samples.cli;

import static dev.clientregistration.samples.cli.Texts.METADATA;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RegisteredClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that holds the credentials: its mode, its replacement, and what happens where it cannot be written. */
class SavedFileProcessTest {
    @TempDir
    private Path directory;

    private static String[] register(String endpoint, Path file, String... more) {
        String[] arguments = {"register", "--endpoint", endpoint, "--metadata", METADATA, "--save", file.toString()};
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    private static String[] register(MockRegistrationServer server, Path file, String... more) {
        return register(server.registrationEndpoint().toString(), file, more);
    }

    @Test
    void newFile_isItsOwnersAloneFromTheFirstMomentAndHoldsWhatProgramsCanRead() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            Path file = directory.resolve("client.json");

            // A umask that would let everybody read it.
            Result result = Cli.ofClasses()
                    .after("sh", "-c", "umask 000; exec \"$@\"", "sh")
                    .run(register(server, file, "--profile", "keycloak"));

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(Texts.permissions(file)).isEqualTo("rw-------");
            assertThat(Texts.names(directory)).containsExactly("client.json");
            RegisteredClient client = server.clients().get(0);
            ManagementCredentials credentials = ManagementCredentials.fromJson(Texts.read(file));
            assertThat(credentials.clientId()).isEqualTo(client.clientId());
            assertThat(credentials.clientSecret().orElseThrow().reveal())
                    .isEqualTo(client.clientSecret().orElseThrow());
            assertThat(credentials.registrationAccessToken().orElseThrow().reveal())
                    .isEqualTo(client.registrationAccessToken());
            assertThat(credentials.endpoint()).contains(server.registrationEndpoint());
            assertThat(credentials.profile()).contains(ServerProfile.KEYCLOAK);
        }
    }

    @Test
    void rotatedCredentials_replaceTheFileWhole() throws IOException {
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                .rotateRegistrationAccessTokenOnRead(true)
                .rotateRegistrationAccessTokenOnUpdate(true)
                .rotateSecretOnUpdate(true)
                .start()) {
            Path file = directory.resolve("client.json");
            assertThat(Cli.inside(register(server, file)).status()).isZero();
            JsonObject first = Texts.json(file);
            Object firstKey = Files.readAttributes(file, "unix:ino").get("ino");

            Result got = Cli.ofClasses().run("get", "--registration", file.toString());
            JsonObject second = Texts.json(file);
            assertThat(got.status()).as(got.err()).isZero();
            assertThat(second.get("registration_access_token")).isNotEqualTo(first.get("registration_access_token"));
            assertThat(Files.readAttributes(file, "unix:ino").get("ino"))
                    .as("another file has taken the place of the first")
                    .isNotEqualTo(firstKey);

            Result updated = Cli.ofClasses()
                    .run("update", "--registration", file.toString(), "--metadata", "{\"client_name\":\"Pretzel\"}");
            JsonObject third = Texts.json(file);
            RegisteredClient client = server.clients().get(0);
            assertThat(updated.status()).as(updated.err()).isZero();
            assertThat(Result.text(third, "registration_access_token").equals(client.registrationAccessToken()))
                    .isTrue();
            assertThat(Result.text(third, "client_secret")
                            .equals(client.clientSecret().orElseThrow()))
                    .isTrue();
            assertThat(third.keySet()).isEqualTo(first.keySet());
            assertThat(Texts.permissions(file)).isEqualTo("rw-------");
            assertThat(Texts.names(directory)).containsExactly("client.json");
            updated.hides(
                    Result.text(first, "client_secret"),
                    Result.text(third, "client_secret"),
                    Result.text(second, "registration_access_token"),
                    Result.text(third, "registration_access_token"));

            assertThat(Cli.ofClasses()
                            .run("delete", "--registration", file.toString())
                            .status())
                    .isZero();
        }
    }

    @Test
    void fileThatCannotBeWritten_isFoundBeforeAnythingIsSent() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            Result nowhere = Cli.ofClasses().run(register(server, directory.resolve("no/such/client.json")));
            assertThat(Result.text(nowhere.error(2), "kind")).isEqualTo("file-unusable");

            // As good as a full disk: no file may grow at all.
            Result full = Cli.ofClasses("-XX:-UsePerfData")
                    .after("sh", "-c", "ulimit -f 0; exec \"$@\"", "sh")
                    .run(register(server, directory.resolve("client.json")));
            assertThat(Result.text(full.error(2), "kind")).isEqualTo("file-unusable");

            assertThat(Texts.names(directory)).isEmpty();
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void directoryThatVanishesDuringTheCall_doesNotLoseTheCredentials() throws IOException {
        Path vanishing = Files.createDirectory(directory.resolve("vanishing"));
        Path working = Files.createDirectory(directory.resolve("working"));
        String answer = "{\"client_id\":\"abc\",\"client_secret\":\"secret-of-the-test\","
                + "\"registration_access_token\":\"token-of-the-test\"}";
        try (RawServer server = new RawServer((request, socket) -> {
            for (String name : Texts.names(vanishing)) {
                Files.delete(vanishing.resolve(name));
            }
            Files.delete(vanishing);
            RawServer.answer(socket, "201 Created", answer);
        })) {
            Result result = Cli.ofClasses()
                    .in(working)
                    .run(register(server.uri("/register"), vanishing.resolve("client.json")))
                    .hides("secret-of-the-test", "token-of-the-test");

            JsonObject error = result.error(6);
            assertThat(Result.text(error, "kind")).isEqualTo("not-saved");
            assertThat(Result.text(error, "outcome")).isEqualTo("APPLIED");
            List<String> kept = Texts.names(working);
            assertThat(kept).hasSize(1);
            Path rescued = working.resolve(kept.get(0));
            assertThat(Result.text(error, "hint")).contains(rescued.toString());
            assertThat(Texts.permissions(rescued)).isEqualTo("rw-------");
            assertThat(RegistrationFile.read(rescued).credentials().clientId()).isEqualTo("abc");
            assertThat(Result.text(Texts.json(rescued), "registration_access_token"))
                    .isEqualTo("token-of-the-test");
        }
    }

    @Test
    void nowhereToWrite_putsTheCredentialsOnStandardOutputRatherThanLoseThem() throws IOException {
        Path vanishing = Files.createDirectory(directory.resolve("vanishing"));
        try (RawServer server = new RawServer((request, socket) -> {
            for (String name : Texts.names(vanishing)) {
                Files.delete(vanishing.resolve(name));
            }
            Files.delete(vanishing);
            RawServer.answer(socket, "201 Created", "{\"client_id\":\"abc\",\"client_secret\":\"secret-of-the-test\"}");
        })) {
            // It works in the directory that vanishes, which is also its home and the place for temporary files.
            Result result = Cli.ofClasses(
                            "-Duser.home=" + vanishing, "-Djava.io.tmpdir=" + vanishing, "-XX:-UsePerfData")
                    .in(vanishing)
                    .run(register(server.uri("/register"), Path.of("client.json")));

            JsonObject error = result.errorBesideOutput(6);
            assertThat(Result.text(error, "hint")).contains("standard output");
            RegistrationFile printed = RegistrationFile.of(result.out());
            assertThat(printed.credentials().clientSecret().orElseThrow().reveal())
                    .isEqualTo("secret-of-the-test");
        }
    }

    @Test
    void standardOutputThatIsClosed_doesNotLoseTheOnlyCopyOfTheCredentials() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            Result result = Cli.ofClasses()
                    .in(directory)
                    .after("sh", "-c", "exec \"$@\" >&-", "sh")
                    .run(
                            "register",
                            "--endpoint",
                            server.registrationEndpoint().toString(),
                            "--metadata",
                            METADATA,
                            "--show-secrets");

            JsonObject error = result.error(6);
            assertThat(Result.text(error, "kind")).isEqualTo("not-saved");
            Path rescued = directory.resolve(Texts.names(directory).get(0));
            assertThat(Result.text(error, "hint")).contains(rescued.toString());
            assertThat(RegistrationFile.read(rescued).credentials().clientId())
                    .isEqualTo(server.clients().get(0).clientId());
        }
    }
}
