package dev.clientregistration.interop.keycloak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process of a Keycloak in development mode: plain HTTP on a free port of the loopback interface, database in memory.
 * What it prints goes to {@code keycloak.log} beside its folder.
 */
final class KeycloakProcess implements AutoCloseable {
    /**
     * Runs a command in the background until the input of the shell ends: on {@link #close()}, and also when this JVM dies
     * in whatever way. A Ctrl-C ends {@code cat}, not the shell, and is no signal to a command in the background.
     */
    private static final String UNTIL_END_OF_INPUT =
            "trap : INT; \"$@\" </dev/null & server=$!; exec >/dev/null 2>&1; cat; kill -TERM $server; wait $server";

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final CompletableFuture<URI> uri = new CompletableFuture<>();

    private KeycloakProcess(Process process) {
        this.process = process;
    }

    static KeycloakProcess start(Path home, Map<String, String> variables) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", UNTIL_END_OF_INPUT, "sh"));
        command.addAll(List.of(home.resolve("bin/kc.sh").toString(), "start-dev"));
        command.addAll(List.of("--db=dev-mem", "--http-host=127.0.0.1", "--http-port=0"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        try {
            KeycloakProcess keycloak = new KeycloakProcess(builder.start());
            Thread reader = new Thread(() -> keycloak.read(home.resolveSibling("keycloak.log")), "keycloak-output");
            reader.setDaemon(true);
            reader.start();
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path log) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                PrintStream copy = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                copy.println(line);
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    uri.complete(URI.create(listening.group(1)));
                }
            }
        } catch (IOException e) {
            uri.completeExceptionally(e);
        }
        uri.completeExceptionally(new IllegalStateException("Keycloak ended before it listened; see " + log));
    }

    /** Waits until Keycloak listens, and says where. */
    URI uri() {
        try {
            return uri.get(5, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("Keycloak did not start", e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        try {
            process.getOutputStream().close();
            if (process.waitFor(1, TimeUnit.MINUTES)) {
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        throw new IllegalStateException("Keycloak did not end when it was told to, and was killed");
    }
}
