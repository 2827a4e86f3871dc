package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The README shows only code that the build compiles and runs. */
class ReadmeTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern SHELL_BLOCK = Pattern.compile("```sh\\R(.*?)```", Pattern.DOTALL);
    private static final Path TESTS = Path.of("src", "test", "java", "dev", "clientregistration", "testing");
    private static final Path OTHER_CLIENTS = Path.of("..", "interop", "other-clients")
            .resolve(Path.of("src", "test", "java", "dev", "clientregistration", "interop", "otherclients"));
    private static final List<Path> SNIPPETS = List.of(
            TESTS.resolve("ReadmeSnippetsTest.java"),
            TESTS.resolve(Path.of("junit", "OnboardingTest.java")),
            OTHER_CLIENTS.resolve("RecipesTest.java"));

    @Test
    void everyJavaBlock_standsInTheSnippets() throws IOException {
        List<String> blocks = JAVA_BLOCK
                .matcher(readme())
                .results()
                .map((MatchResult block) -> withoutSpace(block.group(1)))
                .toList();
        StringBuilder snippets = new StringBuilder();
        for (Path path : SNIPPETS) {
            snippets.append(withoutSpace(Files.readString(path).replaceAll("// @(?:start|end).*", "")));
        }

        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(snippets).contains(block));
    }

    @ParameterizedTest
    @EnumSource
    void dialect_hasARow(Dialect dialect) throws IOException {
        assertThat(readme()).contains("\n| `" + dialect.dialectName() + "` |");
    }

    @ParameterizedTest
    @EnumSource
    void quirk_isInTheTable(Quirk quirk) throws IOException {
        assertThat(readme()).containsPattern("\n\\|[^|\n]*`" + quirk + "`[^|\n]*\\|");
    }

    @ParameterizedTest
    @MethodSource("dev.clientregistration.testing.FaultTextTest#toString_everyFault_isReadBack")
    void fault_isInTheTable(Fault fault) throws IOException {
        String name = fault.name().replaceAll("=.*", "").replaceAll("\\d+", "\\\\d+");

        assertThat(readme()).containsPattern("\n\\|[^|\n]*`" + name + "(?:=[^`]*)?`[^|\n]*\\|");
    }

    @Test
    void everyShellCommand_doesWhatIsSaidBeforeIt() throws IOException {
        List<String> blocks = SHELL_BLOCK
                .matcher(readme())
                .results()
                .map(block -> block.group(1))
                .toList();
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().adminApi().start()) {
            List<String> outcomes = blocks.stream()
                    .flatMap(block -> ShellBlock.of(block, server.issuer()).stream())
                    .map(command -> command.expected() + " / " + command.run())
                    .toList();

            assertThat(outcomes)
                    .containsExactly(
                            "204 / 204", "200 / 200", "no answer / no answer", "200 / 200", "200 / 200", "200 / 200");
            assertThat(server.ledger())
                    .singleElement()
                    .hasToString("REGISTERED " + server.clients().get(0).clientId()
                            + " by POST /register -> 201 (drop-after-applying)");
            assertThat(server.clock().instant()).isAfter(Instant.now().plus(Duration.ofDays(29)));
        }
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
