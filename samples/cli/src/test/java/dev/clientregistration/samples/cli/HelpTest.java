package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts for people who ask. */
class HelpTest {
    private static final Set<String> COMMANDS =
            Set.of("register", "get", "update", "delete", "discover", "profiles", "mock", "help");

    @Test
    void commands_areThese() {
        assertThat(Clientreg.commandLine(new Session(Terminal.ofProcess(), new Interrupts()))
                        .getSubcommands()
                        .keySet())
                .isEqualTo(COMMANDS);
    }

    @Test
    void helpOfTheCommand_listsEveryCommand() {
        Result result = Cli.inside("--help");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        for (String command : COMMANDS) {
            assertThat(result.out()).contains("  " + command + " ");
        }
        assertThat(Cli.inside("-h")).isEqualTo(result);
        assertThat(Cli.inside("help")).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "get", "update", "delete", "discover", "profiles", "mock"})
    void helpOfEachCommand_hasItsOptionsAndAnExample(String command) {
        Result result = Cli.inside(command, "--help");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("Usage: clientreg " + command, "Example:", "\n  clientreg " + command)
                .doesNotContain("\u001b");
        assertThat(Cli.inside("help", command)).isEqualTo(result);
        assertThat(Cli.inside(command, "-h")).isEqualTo(result);
    }

    @Test
    void helpBesideOtherOptions_isHelp() {
        assertThat(Cli.inside("get", "--registration", "no/such/file", "--help").status())
                .isZero();
    }

    @Test
    void version_isTheProjectsOwn() {
        Result result = Cli.inside("--version");

        assertThat(result.status()).isZero();
        assertThat(result.out()).matches("clientreg \\d+\\.\\d+\\.\\d+\\S*\n");
    }
}
