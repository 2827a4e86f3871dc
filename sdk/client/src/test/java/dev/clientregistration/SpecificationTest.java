package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class SpecificationTest {
    private static final Path GENERATED = Path.of("target/generated-sources/openapi/java/dev/clientregistration");
    private static final Pattern IMPORT = Pattern.compile("import (?:static )?[\\w.]+\\.(\\w+);");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern JSON_VALUE =
            Pattern.compile("\"[^\"]*\"|\\[.*]|\\{.*}|true|false|null|-?\\d+(?:\\.\\d+)?");

    /** The files that are written in one manner. */
    static final List<String> FILES = List.of("registration.yaml", "nevis-meta.yaml", "anvil-connect.yaml");

    private final RegistrationSpecification specification = RegistrationSpecification.read();

    @Test
    void reader_findsThePropertiesOfEverySchema() {
        // Without this, a reader that finds nothing would let everything below pass.
        assertThat(specification.properties())
                .hasSizeGreaterThan(150)
                .extracting(RegistrationSpecification.Property::schema)
                .contains(
                        "ClientMetadata",
                        "ClientInformation",
                        "AuthorizationServerMetadata",
                        "TokenResponse",
                        "ErrorResponse");
        assertThat(specification.propertyNames("TokenResponse"))
                .containsExactly("access_token", "token_type", "expires_in", "scope", "refresh_token", "id_token");
        assertThat(specification.texts())
                .extracting(RegistrationSpecification.Text::text)
                .contains(
                        "How the client authenticates at the token endpoint.",
                        "They must be consistent with the response types.",
                        "[\"authorization_code\"]",
                        "A code from a credential offer is exchanged for a token, as in OpenID for Verifiable Credential"
                                + " Issuance.");
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void everyProperty_saysWhatItIsAndWhereFromAndWhatIfLeftOutAndWhatItMayBe(String file) {
        assertThat(RegistrationSpecification.read(file).properties())
                .hasSizeGreaterThan(30)
                .allSatisfy(property -> assertThat(property.entries())
                        .hasEntrySatisfying("description", description -> assertThat(description)
                                .endsWith("."))
                        .hasEntrySatisfying(
                                "x-source", source -> assertThat(source).isNotBlank())
                        .hasEntrySatisfying(
                                "x-default", byDefault -> assertThat(byDefault).isNotBlank())
                        .hasEntrySatisfying(
                                "x-values", values -> assertThat(values).isNotBlank()));
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void texts_holdNothingThatJavadocReadsAsMarkup(String file) {
        assertThat(specification.texts()).hasSizeGreaterThan(600);
        assertThat(RegistrationSpecification.read(file).texts())
                .hasSizeGreaterThan(150)
                .allSatisfy(text -> assertThat(text.text()).doesNotContain("*/", "<", ">", "&", "\\", "@"));
    }

    @ParameterizedTest
    @CsvSource({"registration.yaml, 20", "nevis-meta.yaml, 0", "anvil-connect.yaml, 5"})
    void standardDefault_isRepeatedAsJsonText(String file, int atLeast) {
        List<RegistrationSpecification.Property> withDefault =
                RegistrationSpecification.read(file).properties().stream()
                        .filter(property -> property.entries().containsKey("default"))
                        .toList();

        assertThat(withDefault).hasSizeGreaterThanOrEqualTo(atLeast).allSatisfy(property -> assertThat(
                        property.entries().get("x-default"))
                .isEqualTo(asJson(property.entries().get("default"))));
    }

    @ParameterizedTest
    @CsvSource({"registration.yaml, 20", "nevis-meta.yaml, 0", "anvil-connect.yaml, 5"})
    void defaultInJson_standsAlsoAsStandardDefault(String file, int atLeast) {
        assertThat(RegistrationSpecification.read(file).properties())
                .filteredOn(property ->
                        JSON_VALUE.matcher(property.entries().get("x-default")).matches())
                .hasSizeGreaterThanOrEqualTo(atLeast)
                .allSatisfy(property -> assertThat(property.entries()).containsKey("default"));
    }

    @Test
    void generatedSources_haveNoLineOverTheLimit() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path source : generatedSources()) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > 140) {
                    tooLong.add(source + ":" + (i + 1));
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void generatedSources_importOnlyWhatTheyUse() throws IOException {
        List<String> unused = new ArrayList<>();
        for (Path source : generatedSources()) {
            String code = COMMENT.matcher(Files.readString(source)).replaceAll("");
            String body = IMPORT.matcher(code).replaceAll("");
            IMPORT.matcher(code)
                    .results()
                    .filter(found -> !Pattern.compile("\\b" + found.group(1) + "\\b")
                            .matcher(body)
                            .find())
                    .forEach(found -> unused.add(source.getFileName() + ": " + found.group()));
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void generatedSources_bearNoTraceOfTheGeneratorsOwnTemplates() throws IOException {
        for (Path source : generatedSources()) {
            assertThat(Files.readString(source))
                    .as(source.toString())
                    .doesNotContain("OpenAPI Generator", "OpenAPI generator", "javax.", "jakarta.", "@Generated");
        }
    }

    @Test
    void whatSeveralFilesHaveInCommon_isGeneratedOnce() throws IOException {
        assertThat(names("anvil/model")).containsExactly("AnvilClient.java");
        assertThat(names("nevismeta/model"))
                .containsExactlyInAnyOrder(
                        "ClientIds.java",
                        "ConfidentialityType.java",
                        "CreatedClient.java",
                        "JweAlg.java",
                        "JweEnc.java",
                        "JwsAlg.java",
                        "MetadataEntry.java",
                        "NevisClient.java",
                        "SnapshotIds.java");
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(GENERATED.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<Path> generatedSources() throws IOException {
        try (Stream<Path> files = Files.walk(GENERATED)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            assertThat(sources)
                    .extracting(source -> source.getFileName().toString())
                    .contains(
                            "ClientMetadata.java",
                            "GrantType.java",
                            "RegistrationApi.java",
                            "Client.java",
                            "NevisClient.java",
                            "NevisClientsApi.java",
                            "AnvilClient.java",
                            "AnvilClientsApi.java");
            return sources;
        }
    }

    /** A YAML flow value as the specification writes it, in JSON. */
    private static String asJson(String yaml) {
        if (yaml.startsWith("[") && yaml.endsWith("]") && yaml.length() > 2) {
            return Arrays.stream(yaml.substring(1, yaml.length() - 1).split(","))
                    .map(item -> asJson(item.strip()))
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return yaml.matches("true|false|-?\\d+|\\[]") ? yaml : "\"" + yaml + "\"";
    }
}
