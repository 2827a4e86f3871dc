package dev.clientregistration;

import static dev.clientregistration.EngineCallStyle.success;
import static dev.clientregistration.ScriptedServer.answer;
import static dev.clientregistration.ScriptedServer.stall;
import static dev.clientregistration.error.Operation.GET;
import static dev.clientregistration.error.Operation.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program whose main method has ended ends too, whatever its facade, which it has not closed, is doing. */
@Timeout(60)
class JvmExitTest {
    /** OkHttp's own threads would keep a JVM for a minute. */
    private static final long AT_ONCE_SECONDS = 15;

    @Test
    void programThatEndsDuringAnAsynchronousCall_exitsAtOnce() throws IOException, InterruptedException {
        try (ScriptedServer server = ScriptedServer.start(stall())) {
            Process program = start(StartsACall.class, server);
            server.awaitRequests(1);

            assertExits(program);
        }
    }

    @Test
    void programThatEndsDuringAWait_exitsAtOnce() throws IOException, InterruptedException {
        try (ScriptedServer server = ScriptedServer.start(answer(503, "", "Retry-After: 3600"))) {
            Process program = start(WaitsForItsNextAttempt.class, server);
            server.awaitRequests(1);

            assertExits(program);
        }
    }

    @Test
    void programThatEndsAfterItsCalls_exitsAtOnce() throws IOException, InterruptedException {
        try (ScriptedServer server = ScriptedServer.start(success(REGISTER), success(GET))) {
            Process program = start(FinishesItsCalls.class, server);
            server.awaitRequests(2);

            assertExits(program);
        }
    }

    private static Process start(Class<?> main, ScriptedServer server) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        server.endpoint().toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
    }

    /** Lets main go on to its end, which is the only thing that it waits for, and expects the process to end. */
    private static void assertExits(Process program) throws IOException, InterruptedException {
        try {
            program.getOutputStream().close();

            assertThat(program.waitFor(AT_ONCE_SECONDS, TimeUnit.SECONDS))
                    .as("the program has ended")
                    .isTrue();
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    private static ClientRegistration.Builder facade(String[] arguments) {
        return ClientRegistration.builder().endpoint(URI.create(arguments[0])).callTimeout(Duration.ofDays(1));
    }

    /** Until the test closes the standard input. */
    private static void waitForTheTest() throws IOException {
        while (System.in.read() != -1) {
            // Nothing is sent.
        }
    }

    static final class StartsACall {
        private StartsACall() {}

        public static void main(String[] arguments) throws IOException {
            EngineCallStyle.start(facade(arguments).build(), REGISTER, URI.create(arguments[0]));
            waitForTheTest();
        }
    }

    static final class WaitsForItsNextAttempt {
        private WaitsForItsNextAttempt() {}

        public static void main(String[] arguments) throws IOException {
            EngineObserver observer = new EngineObserver();
            EngineCallStyle.start(facade(arguments).observer(observer).build(), REGISTER, URI.create(arguments[0]));
            observer.awaitWaits(1);
            waitForTheTest();
        }
    }

    static final class FinishesItsCalls {
        private FinishesItsCalls() {}

        public static void main(String[] arguments) throws IOException {
            ClientRegistration registration = facade(arguments).build();
            URI endpoint = URI.create(arguments[0]);
            EngineCallStyle.BLOCKING.call(registration, REGISTER, endpoint).orElseThrow();
            EngineCallStyle.ASYNC.call(registration, GET, endpoint).orElseThrow();
            waitForTheTest();
        }
    }
}
