package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three ways of {@code --metadata}, and what is refused. */
class MetadataTest {
    private static final String TEXT =
            "{ \"client_name\" : \"Br\u00f6tchen \u2615\",\n  \"redirect_uris\":[\"https://example.com/cb\"], \"x\": 1.0 }";

    @TempDir
    private Path directory;

    private static Result register(MockRegistrationServer server, String input, String metadata) {
        return Cli.inside(
                Map.of(),
                input,
                "register",
                "--endpoint",
                server.registrationEndpoint().toString(),
                "--metadata",
                metadata,
                "--show-secrets");
    }

    @Test
    void textFileAndStandardInput_areSentAsTheyAre() {
        Path file = Texts.write(directory.resolve("metadata.json"), TEXT);
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            assertThat(register(server, "", TEXT).status()).isZero();
            assertThat(register(server, "", "@" + file).status()).isZero();
            assertThat(register(server, TEXT, "-").status()).isZero();

            assertThat(server.exchanges()).hasSize(3).allSatisfy(exchange -> assertThat(exchange.requestBody())
                    .isEqualTo(TEXT));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"a":hidden-value}                           | the text is not JSON (line 1, column 6)
                    {"a":"hidden-value","a":"hidden-value"}      | the member "a" occurs twice in one object
                    {"a":{"b":"hidden-value","b":1}}             | the member "b" occurs twice in one object
                    ["hidden-value"]                             | a JSON object is needed, but the text is an array
                    "hidden-value"                               | a JSON object is needed, but the text is a string
                    {"a":"hidden-value"                          | the text is not JSON (line 1
                    {"a":"hidden-value"} hidden-value            | the text is not JSON
                    {'a':'hidden-value'}                         | the text is not JSON (line 1, column 3)
                    """)
    void textThatIsNoMetadata_isRefusedByPlaceAndNotRepeated(String metadata, String expected) {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            JsonObject error =
                    register(server, "", metadata).hides("hidden-value").error(2);

            assertThat(Result.text(error, "description"))
                    .startsWith("--metadata cannot be used: ")
                    .contains(expected);
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void privateKeyInJwks_isRefusedBeforeAnythingIsSent() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            String metadata =
                    "{\"jwks\":{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"d\":\"private-part-of-a-key\"}]}}";

            JsonObject error = register(server, "", metadata)
                    .hides("private-part-of-a-key")
                    .error(2);

            assertThat(Result.text(error, "description")).contains("private");
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void fileThatIsNotUtf8_isRefused() throws IOException {
        Path file = Files.write(directory.resolve("metadata.json"), new byte[] {'{', (byte) 0xe9, '}'});
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            JsonObject error = register(server, "", "@" + file).error(2);

            assertThat(Result.text(error, "kind")).isEqualTo("file-unusable");
            assertThat(Result.text(error, "description")).endsWith("is not UTF-8 text");
        }
    }

    @Test
    void charactersThatTheLocaleLost_areNotSent() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            JsonObject error = register(server, "", "{\"client_name\":\"Br\uFFFD\uFFFDtchen\"}")
                    .error(2);

            assertThat(Result.text(error, "hint")).contains("LC_ALL=C.UTF-8", "@FILE");
            assertThat(server.exchanges()).isEmpty();
        }
    }
}
