package dev.clientregistration.samples.cli;

import static dev.clientregistration.samples.cli.Texts.METADATA;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.testing.MockAnswer;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RecordedExchange;
import dev.clientregistration.testing.RegisteredClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading, changing and deleting by a file, and what becomes of the file. */
class ManagementTest {
    private final MockRegistrationServer server = MockRegistrationServer.start();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        server.close();
    }

    private Path file() {
        return directory.resolve("client.json");
    }

    private Result register(String metadata, Path save, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "register",
                "--endpoint",
                server.registrationEndpoint().toString(),
                "--metadata",
                metadata,
                "--save",
                save.toString()));
        arguments.addAll(Arrays.asList(more));
        return Cli.inside(arguments.toArray(new String[0]));
    }

    private JsonObject registered() {
        return register(METADATA, file()).document();
    }

    private Result update(String changes) {
        return Cli.inside("update", "--registration", file().toString(), "--metadata", changes);
    }

    private RegisteredClient known() {
        return server.clients().get(0);
    }

    @Test
    void update_replacesWhatIsGivenRemovesNullsAndKeepsTheRest() {
        register(
                        "{\"client_name\":\"Round Pretzel\",\"client_name#fr\":\"Bretzel rond\",\"logo_uri\":\"https://example.com/l\","
                                + "\"redirect_uris\":[\"https://example.com/cb\"],\"contacts\":[\"a@example.com\"],\"x_vendor\":{\"n\":1.0}}",
                        file())
                .document();

        JsonObject client = update("{\"client_name\":\"Pretzel\",\"logo_uri\":null,\"contacts\":[\"b@example.com\"]}")
                .document();

        assertThat(Result.text(client, "client_name")).isEqualTo("Pretzel");
        assertThat(Result.text(client, "client_name#fr")).isEqualTo("Bretzel rond");
        assertThat(client.has("logo_uri")).isFalse();
        assertThat(client.get("contacts").toString()).isEqualTo("[\"b@example.com\"]");
        assertThat(client.get("x_vendor").toString()).isEqualTo("{\"n\":1.0}");
        JsonObject sent =
                JsonParser.parseString(server.exchanges().get(2).requestBody()).getAsJsonObject();
        assertThat(server.exchanges()).extracting(RecordedExchange::method).containsExactly("POST", "GET", "PUT");
        assertThat(sent.has("logo_uri")).isFalse();
        assertThat(sent.has("registration_access_token")).isFalse();
    }

    @Test
    void update_doesNotSendBackWhatSaysNothing() {
        registered();
        server.answerNext(
                MockAnswer.json(
                        200,
                        "{\"client_id\":\"" + known().clientId()
                                + "\",\"grant_types\":null,\"jwks\":{},\"contacts\":[],\"redirect_uris\":[\"https://example.com/cb\"]}"));

        assertThat(update("{\"x_vendor\":{}}").status()).isZero();

        assertThat(JsonParser.parseString(server.exchanges().get(2).requestBody())
                        .getAsJsonObject()
                        .keySet())
                .containsExactlyInAnyOrder("client_id", "contacts", "redirect_uris", "x_vendor");
    }

    @Test
    void update_ofWhatOnlyTheServerSets_isRefusedBeforeAnythingIsSent() {
        registered();

        JsonObject error = update("{\"client_secret\":\"a-secret-of-my-own\"}")
                .hides("a-secret-of-my-own")
                .error(2);

        assertThat(Result.text(error, "description"))
                .isEqualTo("--metadata must not hold client_secret, which only the server sets");
        assertThat(server.exchanges()).hasSize(1);
    }

    @Test
    void updateThatIsRefused_leavesTheFileAsItIs() {
        registered();
        String before = Texts.read(file());

        assertThat(Result.text(update(Texts.REFUSED).error(3), "operation")).isEqualTo("update");
        assertThat(Texts.read(file()).equals(before)).isTrue();
    }

    @Test
    void get_withUnchangedCredentials_doesNotTouchTheFile() throws IOException {
        registered();
        Object key = Files.readAttributes(file(), "unix:ino").get("ino");

        assertThat(Cli.inside("get", "--registration", file().toString()).status())
                .isZero();

        assertThat(Files.readAttributes(file(), "unix:ino").get("ino")).isEqualTo(key);
        assertThat(Texts.names(directory)).containsExactly("client.json");
    }

    @Test
    void membersOfTheFileThatAreNotKnown_surviveItsReplacement() {
        registered();
        JsonObject document = Texts.json(file());
        document.addProperty("note", "of mine");
        document.addProperty("registration_access_token", known().registrationAccessToken());
        Texts.write(file(), document.toString());
        server.answerNext(MockAnswer.json(
                200,
                "{\"client_id\":\"" + known().clientId()
                        + "\",\"registration_access_token\":\"another-token-of-the-test\"}"));

        assertThat(Cli.inside("get", "--registration", file().toString()).status())
                .isZero();

        assertThat(Texts.json(file()).get("note").getAsString()).isEqualTo("of mine");
        assertThat(Result.text(Texts.json(file()), "registration_access_token")).isEqualTo("another-token-of-the-test");
    }

    @Test
    void fileThatHoldsARegistration_isReplacedOnlyByForce() {
        registered();
        String before = Texts.read(file());

        JsonObject error = register(METADATA, file()).error(2);

        assertThat(Result.text(error, "description")).contains("--save", known().clientId(), "cannot be had again");
        assertThat(Result.text(error, "hint")).contains("--force");
        assertThat(Texts.read(file()).equals(before)).isTrue();
        assertThat(server.exchanges()).hasSize(1);

        assertThat(register(METADATA, file(), "--force").status()).isZero();
        assertThat(Texts.json(file()).get("client_id").getAsString())
                .isEqualTo(server.clients().get(1).clientId());
    }

    @Test
    void fileThatHoldsSomethingElse_isNotReplacedAndAnEmptyOneIs() throws IOException {
        Texts.write(file(), "my notes");
        assertThat(Result.text(register(METADATA, file()).error(2), "description"))
                .contains("something that is no registration");
        assertThat(Texts.read(file())).isEqualTo("my notes");

        // As mktemp makes them, but for everybody to read.
        Path empty = Files.createFile(
                directory.resolve("empty"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        assertThat(register(METADATA, empty).status()).isZero();
        assertThat(Texts.permissions(empty)).isEqualTo("rw-------");
    }

    @Test
    void symbolicLink_staysAndWhatItPointsToIsReplaced() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real")).resolve("client.json");
        Path link = Files.createSymbolicLink(directory.resolve("link.json"), Path.of("real", "client.json"));

        assertThat(register(METADATA, link).status()).isZero();

        assertThat(link).isSymbolicLink();
        assertThat(Files.isRegularFile(real)).isTrue();
        assertThat(Cli.inside("get", "--registration", link.toString()).status())
                .isZero();
        assertThat(register(METADATA, link, "--force").status()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Texts.json(real).get("client_id").getAsString())
                .isEqualTo(server.clients().get(1).clientId());

        assertThat(Cli.inside("delete", "--registration", link.toString()).status())
                .isZero();
        assertThat(real)
                .as("the credentials are gone, not the link to them alone")
                .doesNotExist();
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    void fileThatIsNoOrdinaryFile_isRefused() {
        JsonObject error = register(METADATA, directory).error(2);

        assertThat(Result.text(error, "kind")).isEqualTo("file-unusable");
        assertThat(Result.text(error, "description")).contains("it is no ordinary file");
        assertThat(server.exchanges()).isEmpty();
    }

    @Test
    void fileThatOthersCanRead_isUsedWithAWarning() throws IOException {
        registered();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        Result result = Cli.inside("get", "--registration", file().toString());

        assertThat(result.status()).isZero();
        assertThat(result.err()).contains("warning: ", "can be read by others");
    }

    @Test
    void delete_removesTheFileOrKeepsItWhereThatIsAskedFor() {
        registered();
        Cli.inside("delete", "--registration", file().toString()).document();
        assertThat(file()).doesNotExist();

        registered();
        Cli.inside("delete", "--registration", file().toString(), "--keep").document();
        assertThat(file()).exists();
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void deleteOfAClientThatIsGone_isRefusedAndKeepsTheFile() {
        registered();
        server.remove(known().clientId());

        JsonObject error =
                Cli.inside("delete", "--registration", file().toString()).error(3);

        assertThat(Result.text(error, "kind")).isEqualTo("access-denied");
        assertThat(Result.text(error, "hint")).contains("does not exist any more");
        assertThat(file()).exists();
    }

    @Test
    void operationThatTheServerLacks_isRefusedBeforeAnythingIsSent() {
        register(METADATA, file(), "--profile", "nevis-meta").document();

        JsonObject error =
                Cli.inside("get", "--registration", file().toString()).error(2);

        assertThat(Result.text(error, "kind")).isEqualTo("call-refused");
        assertThat(Result.text(error, "description")).contains("nevis-meta have no get", "clientreg profiles");
        assertThat(server.exchanges()).hasSize(1);
    }

    @Test
    void managementOnAnotherOrigin_isRefusedUntilThatIsTrusted() {
        server.answerNext(MockAnswer.json(
                201,
                "{\"client_id\":\"abc\",\"registration_access_token\":\"token-of-the-test\",\"registration_client_uri\":\""
                        + server.issuer().toString().replace("127.0.0.1", "localhost") + "/register/abc\"}"));
        registered();
        server.answerNext(MockAnswer.json(200, "{\"client_id\":\"abc\"}"));

        Result refused = Cli.inside("get", "--registration", file().toString()).hides("token-of-the-test");
        String origin = server.issuer().toString().replace("127.0.0.1", "localhost");
        assertThat(Result.text(refused.error(2), "kind")).isEqualTo("call-refused");
        assertThat(Result.text(refused.error(2), "description")).contains("--trust-origin " + origin);
        assertThat(server.exchanges()).hasSize(1);

        assertThat(Cli.inside("get", "--registration", file().toString(), "--trust-origin", origin)
                        .status())
                .isZero();
    }

    @Test
    void originThatWasTrustedAtRegistration_isTrustedLater() {
        String origin = server.issuer().toString().replace("127.0.0.1", "localhost");
        server.answerNext(MockAnswer.json(
                201,
                "{\"client_id\":\"abc\",\"registration_access_token\":\"token-of-the-test\","
                        + "\"registration_client_uri\":\"" + origin + "/register/abc\"}"));
        register(METADATA, file(), "--trust-origin", origin, "--allow-insecure-http")
                .document();
        assertThat(Texts.json(file()).get("trusted_origins").toString()).isEqualTo("[\"" + origin + "\"]");
        assertThat(Texts.json(file()).get("allow_insecure_http").getAsBoolean()).isTrue();
        server.answerNext(MockAnswer.json(200, "{\"client_id\":\"abc\"}"));

        assertThat(Cli.inside("get", "--registration", file().toString()).status())
                .isZero();
    }

    @Test
    void registrationThatIsNone_isRefusedWithoutItsContent() {
        for (String text : new String[] {
            "{\"client_id\":\"abc\",\"client_id\":\"hidden-value\"}",
            "{\"client_secret\":\"hidden-value\"}",
            "hidden-value",
            "{\"client_id\":\"abc\",\"client_secret\":\"hidden-value\"}",
            "{\"client_id\":\"abc\",\"registration_endpoint\":\"https://as.example.com/r\",\"profile\":\"hidden\"}",
            "{\"client_id\":\"abc\",\"registration_endpoint\":\"https://as.example.com/r\",\"trusted_origins\":\"hidden-value\"}",
            "{\"client_id\":\"abc\",\"registration_endpoint\":\"https://as.example.com/r\",\"allow_insecure_http\":\"hidden-value\"}"
        }) {
            Texts.write(file(), text);

            JsonObject error = Cli.inside("get", "--registration", file().toString())
                    .hides("hidden-value")
                    .error(2);

            assertThat(Result.text(error, "kind")).isEqualTo("file-unusable");
            assertThat(Result.text(error, "hint")).isNotEqualTo("null");
        }
    }

    @Test
    void clientThatIsOfNoUse_isRegisteredAndWarnedOf() {
        server.answerNext(
                MockAnswer.json(201, "{\"client_id\":\"abc\",\"token_endpoint_auth_method\":\"client_secret_basic\"}"));

        Result result = register("{\"token_endpoint_auth_method\":\"none\"}", file(), "--verbose");

        assertThat(result.status()).isZero();
        assertThat(result.err())
                .contains("warning: the client may be of no use: ")
                .contains("the server changed token_endpoint_auth_method");
    }

    @Test
    void discover_showsWhatTheServerPublishes() {
        JsonObject metadata =
                Cli.inside("discover", "--issuer", server.issuer().toString()).document();

        assertThat(Result.text(metadata, "issuer")).isEqualTo(server.issuer().toString());
        assertThat(Result.text(metadata, "registration_endpoint"))
                .isEqualTo(server.registrationEndpoint().toString());
    }

    @Test
    void discover_ofAnotherIssuersDocument_isRefused() {
        String asked = server.issuer().toString().replace("127.0.0.1", "localhost");

        JsonObject error = Cli.inside("discover", "--issuer", asked).error(2);

        assertThat(Result.text(error, "kind")).isEqualTo("unreadable-response");
        assertThat(Result.text(error, "operation")).isEqualTo("discover");
        assertThat(Result.text(error, "description")).contains(server.issuer().toString());
    }

    @Test
    void certificateThatIsNotTrusted_isRefusedHereAndNotWorthTryingAgain() {
        try (MockRegistrationServer secure =
                MockRegistrationServer.builder().tls().start()) {
            JsonObject error = Cli.inside(
                            "discover", "--issuer", secure.issuer().toString())
                    .error(2);

            assertThat(Result.text(error, "kind")).isEqualTo("tls-refused");
            assertThat(Result.text(error, "hint")).contains("javax.net.ssl.trustStore");
        }
    }

    @Test
    void profiles_areALineEach() {
        Result result = Cli.inside("profiles");

        assertThat(result.status()).isZero();
        assertThat(result.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()))
                .extracting(line -> Result.text(line, "name"))
                .containsExactlyElementsOf(dev.clientregistration.ServerProfile.all().stream()
                        .map(dev.clientregistration.ServerProfile::name)
                        .toList());
        assertThat(result.out().lines().findFirst()).contains("{\"name\":\"standard\",\"differences\":{}}");
        assertThat(result.out()).contains("{\"name\":\"nevis-meta\",\"differences\":{\"operations\":\"register\"");
    }
}
