package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows only code that the build compiles and runs. */
class ReadmeTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Path SNIPPETS =
            Path.of("src", "test", "java", "dev", "clientregistration", "testing", "ReadmeSnippetsTest.java");

    @Test
    void everyJavaBlock_standsInTheSnippets() throws IOException {
        List<String> blocks = JAVA_BLOCK
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult block) -> withoutSpace(block.group(1)))
                .toList();
        String snippets = withoutSpace(Files.readString(SNIPPETS));

        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(snippets).contains(block));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
