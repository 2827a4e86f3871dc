package dev.clientregistration.samples.cli;

import com.google.gson.JsonElement;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Standard input, output and error, in UTF-8 whatever the locale, and the environment. Safe for use by many threads: the
 * log of attempts is written by the SDK's.
 */
final class Terminal {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final UnaryOperator<@Nullable String> environment;
    private boolean ended;

    Terminal(InputStream in, PrintStream out, PrintStream err, UnaryOperator<@Nullable String> environment) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** The process's own. */
    static Terminal ofProcess() {
        return new Terminal(System.in, stream(FileDescriptor.out), stream(FileDescriptor.err), System::getenv);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    InputStream in() {
        return in;
    }

    /** For help texts. */
    PrintStream out() {
        return out;
    }

    /** For help texts that are not what was asked for. */
    PrintStream err() {
        return err;
    }

    /** A variable of the environment; empty if it is not set, or blank. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
    }

    /**
     * Writes the document that the command is about.
     *
     * @return whether it was written whole
     */
    boolean print(JsonElement document) {
        return printLine(Json.pretty(document));
    }

    /** Writes one line to standard output, and tells whether that worked. */
    synchronized boolean printLine(String line) {
        out.print(line + "\n");
        return !out.checkError();
    }

    /** Writes one line to standard error, unless the last one was written already. */
    synchronized void note(String line) {
        if (!ended) {
            err.print("clientreg: " + Json.forTerminal(line) + "\n");
            err.flush();
        }
    }

    /** Writes the last line to standard error. */
    synchronized void end(JsonElement document) {
        if (!ended) {
            ended = true;
            err.print(Json.line(document) + "\n");
            err.flush();
        }
    }
}
