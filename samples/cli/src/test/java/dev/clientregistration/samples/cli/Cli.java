package dev.clientregistration.samples.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the command: as a process, as users do, or inside the test, where what a process is makes no difference. */
final class Cli {
    private static final int LIMIT_SECONDS = 120;

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String input = "";
    private Path directory = Path.of("").toAbsolutePath();

    private Cli() {}

    /** The class of the command on the class path of the tests. */
    static Cli ofClasses(String... javaOptions) {
        Cli cli = new Cli();
        cli.command.add(java());
        cli.command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        cli.command.addAll(List.of(javaOptions));
        cli.command.addAll(List.of("-cp", System.getProperty("java.class.path"), Clientreg.class.getName()));
        return cli;
    }

    /** Any program. */
    static Cli of(String... command) {
        Cli cli = new Cli();
        cli.command.addAll(List.of(command));
        return cli;
    }

    /** The Java that runs the tests. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Words before the command, such as {@code env NAME=value}. */
    Cli after(String... words) {
        command.addAll(0, List.of(words));
        return this;
    }

    Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Cli reading(String standardInput) {
        input = standardInput;
        return this;
    }

    Cli in(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    /** Runs it as a process, to its end. */
    Result run(String... arguments) {
        return start(arguments).end();
    }

    /** Starts it as a process. */
    Running start(String... arguments) {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(new File(directory.toString()));
        builder.environment().keySet().removeIf(name -> name.startsWith("CLIENTREG_") || name.endsWith("JAVA_OPTIONS"));
        builder.environment().putIfAbsent("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        try {
            return new Running(builder.start(), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the command in this JVM. */
    static Result inside(String... arguments) {
        return inside(Map.of(), "", arguments);
    }

    /** Runs the command in this JVM, with an environment and an input. */
    static Result inside(Map<String, String> environment, String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment::get);
        int status = Clientreg.run(new Session(terminal, new Interrupts()), arguments);
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A process that has been started. */
    static final class Running {
        private final Process process;
        private final CompletableFuture<String> out;
        private final CompletableFuture<String> err;

        private Running(Process process, String input) {
            this.process = process;
            this.out = text(process.getInputStream());
            this.err = text(process.getErrorStream());
            try (var to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A command that does not read its input may have ended.
            }
        }

        /** Sends a signal, such as {@code INT}. */
        Running signal(String name) {
            Cli.of("kill", "-" + name, String.valueOf(process.pid())).run();
            return this;
        }

        /** Waits for its end. */
        Result end() {
            try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("the process did not end");
                }
                return new Result(process.exitValue(), out.join(), err.join());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                process.destroyForcibly();
            }
        }

        private static CompletableFuture<String> text(InputStream stream) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try (stream) {
                            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    task -> {
                        Thread thread = new Thread(task, "reads-output");
                        thread.setDaemon(true);
                        thread.start();
                    });
        }
    }
}
