package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.testing.MockAnswer;
import dev.clientregistration.testing.MockRegistrationServer;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyJavaBlockOfTheReadme_isCompiledHere() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path snippets : files.filter(file -> file.toString().endsWith("Snippets.java"))
                    .toList()) {
                sources.append(Files.readString(snippets));
            }
        }
        String compiled = withoutSpace(sources.toString());

        List<String> blocks = JAVA_BLOCK
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
        assertThat(blocks).allSatisfy(block -> assertThat(compiled).contains(withoutSpace(block)));
    }

    @Test
    void linksOfTheReadme_leadSomewhere() throws IOException {
        List<String> links = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)")
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(ROOT.resolve(link))
                .exists());
    }

    @Test
    void laterRun_goesOnFromWhatWasStored() {
        try (MockRegistrationServer server = MockRegistrationServer.start();
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.registrationEndpoint())
                        .build()) {
            String stored = registration
                    .credentials(registration.register(ClientMetadata.builder()
                            .clientName("Triangular Pretzel")
                            .redirectUris("https://example.com/callback")
                            .build()))
                    .toJson();

            assertThat(registration
                            .getAsync(ManagementCredentials.fromJson(stored))
                            .join()
                            .clientName())
                    .contains("Triangular Pretzel");
        }
    }

    @Test
    void lostAnswer_isNotSentAgain() {
        TestingSnippets.lostAnswer(ClientMetadata.builder()
                .redirectUris("https://example.com/callback")
                .build());
    }

    @Test
    void failures_tellWhatToDo() {
        try (MockRegistrationServer server = MockRegistrationServer.start();
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.registrationEndpoint())
                        .build()) {
            ReadmeSnippets snippets = new ReadmeSnippets();
            ClientMetadata metadata = ClientMetadata.builder()
                    .redirectUris("https://example.com/#x")
                    .build();

            snippets.failures(registration, metadata);
            assertThat(snippets.looks + snippets.laterTries).isZero();

            server.answerNext(MockAnswer.of(201, "text/html", "<html>"));
            snippets.failures(registration, metadata);
            assertThat(snippets.looks).isEqualTo(1);

            server.answerNext(MockAnswer.json(500, "{}"));
            snippets.failures(registration, metadata);
            assertThat(snippets.looks).isEqualTo(2);

            server.answerNext(MockAnswer.json(501, "{}"));
            snippets.failures(registration, metadata);
            assertThat(snippets.laterTries).isEqualTo(1);
        }
    }

    @Test
    void asynchronousBulkAndResultSnippets_doWhatTheySay() {
        try (MockRegistrationServer server = MockRegistrationServer.start();
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.registrationEndpoint())
                        .build()) {
            ReadmeSnippets snippets = new ReadmeSnippets();
            ClientMetadata good = ClientMetadata.builder()
                    .redirectUris("https://example.com/")
                    .build();
            ClientMetadata bad = ClientMetadata.builder()
                    .redirectUris("https://example.com/#x")
                    .build();

            assertThat(snippets.asynchronously(registration, good).join().clientId())
                    .isNotEmpty();
            snippets.bulk(registration, List.of(good, bad, good), RateLimiterConfig.ofDefaults());
            assertThat(snippets.stored).hasSize(2);
            assertThat(snippets.looks).isEqualTo(1);
            assertThat(snippets.result(registration, good)).startsWith("registered ");
            assertThat(snippets.result(registration, bad)).contains("invalid_redirect_uri");
        }
    }

    @Test
    void errorTable_namesEveryExceptionOfTheFamily() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));

        assertThat(leaves(RegistrationException.class)).hasSizeGreaterThan(10).allSatisfy(leaf -> assertThat(readme)
                .contains("| `" + leaf.getSimpleName() + "` |"));
    }

    @Test
    void profileTable_showsWhatDiffers() throws IOException {
        StringBuilder table = new StringBuilder("| profile | what differs |\n| --- | --- |\n");
        for (ServerProfile profile : ServerProfile.all()) {
            String differences = profile.differences().entrySet().stream()
                    .map(difference -> difference.getKey() + ": `" + difference.getValue() + "`")
                    .collect(Collectors.joining("; "));
            table.append("| `" + profile.name() + "` | "
                    + (differences.isEmpty() ? "nothing: RFC 7591 and RFC 7592" : differences) + " |\n");
        }

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains(table.toString());
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(ReadmeTest::leaves) : Stream.of(type);
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
