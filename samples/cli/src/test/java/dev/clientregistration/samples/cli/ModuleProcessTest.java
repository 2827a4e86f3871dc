package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModuleProcessTest {
    @Test
    void command_runsAsAModuleToo() {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));

        Result result = Cli.of(
                        Cli.java(), "-p", path, "-m", "dev.clientregistration.samples.cli/" + Clientreg.class.getName())
                .run("profiles");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("{\"name\":\"standard\"");
    }
}
