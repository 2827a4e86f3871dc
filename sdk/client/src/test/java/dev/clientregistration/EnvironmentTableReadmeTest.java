package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EnvironmentTableReadmeTest {
    @Test
    void readme_showsEveryOptionThatCanComeFromOutside() throws IOException {
        StringBuilder table = new StringBuilder("| environment variable | system property | what | form |\n");
        table.append("| --- | --- | --- | --- |\n");
        for (EnvironmentOption option : EnvironmentOption.values()) {
            table.append("| `" + option.variable() + "` | `" + option.property() + "` | " + option.meaning() + " | "
                    + option.form() + " |\n");
        }

        assertThat(Files.readString(Path.of("../../README.md"))).contains(table.toString());
    }
}
