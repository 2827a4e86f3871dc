package dev.clientregistration.samples.cli;

import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code clientreg}: registers clients at authorization servers, and reads, changes and deletes them. */
@Command(
        name = "clientreg",
        header = "Registers OAuth and OpenID Connect clients at authorization servers.",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "%nStandard output is one JSON document. When a command fails, the last line of standard error is one.%n"
        },
        sortOptions = false,
        versionProvider = Version.class,
        commandListHeading = "%nCommands:%n",
        footer = {
            "%n\"clientreg COMMAND --help\" shows the options of a command and an example, such as:%n",
            "  clientreg discover --issuer https://as.example.com"
        })
public final class Clientreg implements Runnable {
    private final Session session;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    private Clientreg(Session session) {
        this.session = session;
    }

    /** Runs the command on the process's streams and ends the process with its exit status. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        Interrupts interrupts = new Interrupts();
        Session session = new Session(terminal, interrupts);
        interrupts.install(() -> report(session, stuck()));
        int status = run(session, arguments);
        interrupts.end(status);
        System.exit(status);
    }

    /** Runs the command. */
    static int run(Session session, String... arguments) {
        try {
            return commandLine(session).execute(withLongHelp(arguments));
        } catch (Throwable failure) {
            return report(session, failure(session, failure, null));
        }
    }

    static CommandLine commandLine(Session session) {
        Terminal terminal = session.terminal();
        CommandLine command = new CommandLine(new Clientreg(session))
                .addSubcommand(new RegisterCommand(session))
                .addSubcommand(new GetCommand(session))
                .addSubcommand(new UpdateCommand(session))
                .addSubcommand(new DeleteCommand(session))
                .addSubcommand(new DiscoverCommand(session))
                .addSubcommand(new ProfilesCommand(session))
                .addSubcommand(new MockCommand(session))
                .addSubcommand(new HelpCommand());
        return command.setExpandAtFiles(false) // @FILE is a value of --metadata
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(100)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((failure, arguments) -> report(session, UsageErrors.of(failure)))
                .setExecutionExceptionHandler((failure, failed, parsed) -> report(
                        session,
                        failure(session, failure, failed.getParent() == null ? null : failed.getCommandName())));
    }

    /** {@code clientreg -h} and {@code clientreg COMMAND -h} are what people try first. */
    private static String[] withLongHelp(String... arguments) {
        String[] replaced = arguments.clone();
        for (int i = 0; i < Math.min(2, replaced.length); i++) {
            if (replaced[i].equals("-h")) {
                replaced[i] = "--help";
            }
        }
        return replaced;
    }

    /** There is no command in the command line. */
    @Override
    public void run() {
        throw CommandException.usage("a command is missing", "clientreg --help lists them");
    }

    private static Failure failure(Session session, Throwable failure, @Nullable String command) {
        if (failure instanceof CommandException known) {
            return known.failure().operation() == null ? known.failure().withOperation(command) : known.failure();
        }
        if (failure instanceof RegistrationException ofCall) {
            return Failures.of(ofCall);
        }
        boolean refused = failure instanceof IllegalArgumentException || failure instanceof IllegalStateException;
        if (refused && !session.hasCalled()) {
            // The SDK's checks of what a facade is built with; they repeat no secret.
            return Failure.refused(
                    FailureKind.USAGE, command, Failures.worded(String.valueOf(failure.getMessage())), "");
        }
        StackTraceElement[] trace = failure.getStackTrace();
        String message = "this is a bug of clientreg: " + failure.getClass().getName()
                + (trace.length == 0 ? "" : " at " + trace[0]);
        return new Failure(
                FailureKind.INTERNAL_ERROR,
                session.hasCalled() ? Outcome.UNKNOWN : Outcome.NOT_APPLIED,
                command,
                null,
                null,
                message,
                null,
                "look at the server before you run it again, and report it",
                message);
    }

    private static Failure stuck() {
        String message = "the command was told to end, and did not come to its end in time";
        return new Failure(
                FailureKind.CALL_INTERRUPTED,
                Outcome.UNKNOWN,
                null,
                null,
                null,
                message,
                null,
                "look at the server before you run it again",
                message);
    }

    private static int report(Session session, Failure failure) {
        Terminal terminal = session.terminal();
        Secrets secrets = session.secrets();
        terminal.note(secrets.clean(failure.message()));
        String told = Stream.of(failure.code(), failure.description())
                .filter(text -> text != null && !text.equals(failure.message()))
                .collect(Collectors.joining(": "));
        if (!told.isEmpty()) {
            terminal.note("the server says: " + secrets.clean(told));
        }
        if (!failure.hint().isEmpty()) {
            terminal.note(secrets.clean(failure.hint()));
        }
        terminal.end(failure.toJson(secrets));
        return failure.exit().code();
    }
}
