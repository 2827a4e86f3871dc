package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README shows only code that the build compiles and runs. */
class ReadmeTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Path SNIPPETS =
            Path.of("src", "test", "java", "dev", "clientregistration", "testing", "ReadmeSnippetsTest.java");

    @Test
    void everyJavaBlock_standsInTheSnippets() throws IOException {
        List<String> blocks = JAVA_BLOCK
                .matcher(readme())
                .results()
                .map((MatchResult block) -> withoutSpace(block.group(1)))
                .toList();
        String snippets = withoutSpace(Files.readString(SNIPPETS));

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

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
