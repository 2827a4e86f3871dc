package dev.clientregistration.samples.cli;

import static dev.clientregistration.samples.cli.Texts.METADATA;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockAnswer;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import dev.clientregistration.testing.RegisteredClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each exit status, of a process that talks to a server. */
class ExitStatusProcessTest {
    private static final String TOKEN = "initial-access-token-of-the-test";

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("client.json");
    }

    private Result register(String endpoint) {
        return Cli.ofClasses()
                .run("register", "--endpoint", endpoint, "--metadata", METADATA, "--save", file().toString());
    }

    private static void assertError(
            JsonObject error, String kind, String outcome, String operation, String httpStatus, String attempts) {
        assertThat(Result.text(error, "kind")).isEqualTo(kind);
        assertThat(Result.text(error, "outcome")).isEqualTo(outcome);
        assertThat(Result.text(error, "operation")).isEqualTo(operation);
        assertThat(Result.text(error, "httpStatus")).isEqualTo(httpStatus);
        assertThat(Result.text(error, "attempts")).isEqualTo(attempts);
        assertThat(Result.text(error, "description")).isNotEmpty();
        assertThat(Result.text(error, "hint")).isNotEmpty();
    }

    @Test
    void wholeLife_ends0EachTimeAndWritesNothingToStandardError() {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().initialAccessToken(TOKEN).start()) {
            Result registered = Cli.ofClasses()
                    .with("CLIENTREG_TOKEN", TOKEN)
                    .run(
                            "register",
                            "--issuer",
                            server.issuer().toString(),
                            "--metadata",
                            METADATA,
                            "--save",
                            file().toString());
            JsonObject client = registered.document();
            var known = server.client(Result.text(client, "client_id")).orElseThrow();
            registered.hides(TOKEN, known.clientSecret().orElseThrow(), known.registrationAccessToken());
            assertThat(registered.err()).isEmpty();
            assertThat(Result.text(client, "client_name")).isEqualTo("Round Pretzel");
            assertThat(Result.text(client, "client_secret")).isEqualTo("***");
            assertThat(Result.text(client, "registration_access_token")).isEqualTo("***");

            Result got = Cli.ofClasses().run("get", "--registration", file().toString());
            assertThat(got.document()).isEqualTo(client);
            assertThat(got.err()).isEmpty();

            Result updated = Cli.ofClasses()
                    .reading("{\"client_name\":\"Pretzel\"}")
                    .run("update", "--registration", file().toString(), "--metadata", "-");
            assertThat(Result.text(updated.document(), "client_name")).isEqualTo("Pretzel");
            assertThat(updated.err()).isEmpty();

            Result deleted = Cli.ofClasses().run("delete", "--registration", file().toString());
            assertThat(deleted.document().toString())
                    .isEqualTo("{\"client_id\":\"" + Result.text(client, "client_id") + "\",\"deleted\":true}");
            assertThat(deleted.err()).isEmpty();
            assertThat(server.clients()).isEmpty();
            assertThat(file()).doesNotExist();
        }
    }

    @Test
    void registerWithoutAPlaceForCredentials_ends2AndSendsNothing() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            Result result = Cli.ofClasses()
                    .run("register", "--endpoint", server.registrationEndpoint().toString(), "--metadata", METADATA);

            assertError(result.error(2), "usage", "NOT_APPLIED", "register", "null", "0");
            assertThat(result.err()).contains("--save", "--show-secrets");
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void refusedMetadata_ends3WithTheServersWords() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            Result result = Cli.ofClasses()
                    .run(
                            "register",
                            "--endpoint",
                            server.registrationEndpoint().toString(),
                            "--metadata",
                            Texts.REFUSED,
                            "--save",
                            file().toString());

            JsonObject error = result.error(3);
            assertError(error, "registration-rejected", "NOT_APPLIED", "register", "400", "1");
            assertThat(Result.text(error, "code")).isEqualTo("invalid_redirect_uri");
            assertThat(Result.text(error, "description")).contains("fragment");
            assertThat(Texts.names(directory)).isEmpty();
        }
    }

    @Test
    void closedPort_ends4() {
        assertError(
                register(RawServer.closedPort().toString()).error(4),
                "transport",
                "NOT_APPLIED",
                "register",
                "null",
                "3");
        assertThat(Texts.names(directory)).isEmpty();
    }

    @Test
    void serverThatIsBusy_ends4AndSaysWhenToComeBack() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            server.answerNext(MockAnswer.json(429, "{\"error\":\"slow_down\"}").withHeader("Retry-After", "3600"));

            JsonObject error =
                    register(server.registrationEndpoint().toString()).error(4);

            assertError(error, "rate-limited", "NOT_APPLIED", "register", "429", "1");
            assertThat(Result.text(error, "hint")).contains("3600 s");
        }
    }

    @Test
    void serverThatIsDown_ends4WhereItSaysSoAnd5WhereItMayHaveBegun() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            String endpoint = server.registrationEndpoint().toString();
            server.answerNext(MockAnswer.of(503).withHeader("Retry-After", "3600"));
            assertError(register(endpoint).error(4), "server-unavailable", "NOT_APPLIED", "register", "503", "1");

            server.answerNext(MockAnswer.of(503));
            assertError(register(endpoint).error(5), "server-unavailable", "UNKNOWN", "register", "503", "1");
        }
    }

    @Test
    void lostReply_ends5AndIsNotSentAgain() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            server.fault(Fault.dropAfterApplying());

            JsonObject error =
                    register(server.registrationEndpoint().toString()).error(5);

            assertError(error, "transport", "UNKNOWN", "register", "null", "1");
            assertThat(Result.text(error, "hint")).contains("look at the server");
            assertThat(server.exchanges()).hasSize(1);
            assertThat(server.clients()).hasSize(1);
            assertThat(Texts.names(directory)).isEmpty();
        }
    }

    @Test
    void createdButUnreadable_ends6AndKeepsTheAnswer() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            server.fault(Fault.truncatedJson());

            Result result = register(server.registrationEndpoint().toString());

            RegisteredClient client = server.clients().get(0);
            JsonObject error = result.hides(client.clientSecret().orElseThrow(), client.registrationAccessToken())
                    .error(6);
            assertError(error, "unreadable-response", "APPLIED", "register", "201", "1");
            assertThat(Texts.names(directory)).hasSize(1);
            Path kept = directory.resolve(Texts.names(directory).get(0));
            assertThat(Result.text(error, "hint")).contains(kept.toString());
            assertThat(Texts.read(kept)).contains(client.clientId());
            assertThat(Texts.permissions(kept)).isEqualTo("rw-------");
        }
    }

    @Test
    void tokenThatWasReplacedInALostReply_ends6() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            assertThat(register(server.registrationEndpoint().toString()).status())
                    .isZero();
            server.fault(Fault.rotateThenDrop().on(Operation.UPDATE));

            Result result = Cli.ofClasses()
                    .run("update", "--registration", file().toString(), "--metadata", "{\"client_name\":\"Pretzel\"}");

            assertError(result.error(6), "credentials-lost", "UNKNOWN", "update", "null", "2");
        }
    }
}
