package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clientregistration.TransportServer.Connection;
import dev.clientregistration.TransportServer.Reaction;
import dev.clientregistration.TransportServer.Script;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.TransportException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that has closed an idle connection costs no call and no attempt: the connection is looked at before a byte is
 * written to it. Nothing looks so little like a mistake of the client's as a register that fails because the program
 * paused for as long as the server waits.
 *
 * <p>Real time is the subject of {@link #register_serverThatClosesIdleConnections_neverNotices}: 40 calls, in about 6
 * seconds. {@code -Dstale.calls=300} makes 300 with gaps of up to half a second, in about 90.
 */
@Timeout(600)
class StaleConnectionTest {
    private static final int CALLS = Integer.getInteger("stale.calls", 40);
    private static final int SHORTEST_GAP_MILLIS = 50;
    private static final int LONGEST_GAP_MILLIS = CALLS > 40 ? 500 : 200;
    private static final int IDLE_LIMIT_MILLIS = 100;

    private static final Map<Ending, CompletableFuture<Run>> RUNS = new EnumMap<>(Ending.class);
    private static ScheduledExecutorService timer;

    /** How a server lets an idle connection go. */
    private enum Ending {
        CLOSED(null, Connection::close),
        TLS_CLOSED(TestCertificates.server(), Connection::close),
        RESET(null, Connection::reset),
        TLS_RESET(TestCertificates.server(), Connection::reset),
        /** As some load balancers do. */
        CLOSED_WITH_A_408(
                null, TransportServer.answer(408, "", "Connection: close").then(TransportServer.drop())::on),
        /** Left open, but what comes next on it would be taken for the answer to the next request. */
        GARBLED(null, TransportServer.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")::on);

        private final SSLContext tls;
        private final Reaction end;

        Ending(SSLContext tls, Reaction end) {
            this.tls = tls;
            this.end = end;
        }

        /** Does it, and waits until it is done: a socket is not closed before its reader has let go of it. */
        void end(Connection connection) throws IOException {
            end.on(connection);
            if (this != GARBLED) {
                connection.over().join();
            }
        }

        TransportServer server(Script script) throws IOException {
            return tls == null ? TransportServer.plain(script) : TransportServer.tls(tls, script);
        }

        ClientRegistration.Builder facade(TransportServer server) {
            ClientRegistration.Builder builder = SampleClient.facade(server);
            return tls == null ? builder : builder.sslContext(TestCertificates.client());
        }
    }

    @BeforeAll
    static void startRunsSideBySide() {
        timer = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "idle-limit");
            thread.setDaemon(true);
            return thread;
        });
        for (Ending ending : List.of(Ending.CLOSED, Ending.TLS_CLOSED, Ending.RESET)) {
            RUNS.put(ending, Run.start(ending));
        }
    }

    @AfterAll
    static void stop() {
        timer.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSED", "TLS_CLOSED", "RESET"})
    void register_serverThatClosesIdleConnections_neverNotices(Ending ending) {
        Run run = RUNS.get(ending).join();

        assertThat(run.staleFailures)
                .as("calls that failed on a connection closed before they began")
                .isEmpty();
        assertThat(run.attempts)
                .as("attempts of each call")
                .hasSize(run.successes)
                .containsOnly(1);
        assertThat(run.successes + run.crossings).as("calls").isEqualTo(CALLS);
        assertThat(run.requests).as("requests read").isBetween(run.successes, CALLS);
        assertThat(run.connections)
                .as("connections: some calls found theirs closed")
                .isGreaterThan(1);
        // What no look can help: a close that crosses the request on the wire. About one call in 500 at these gaps.
        assertThat(run.crossings)
                .as("calls that failed on a connection closed after they began")
                .isLessThan(CALLS / 10);
    }

    @ParameterizedTest
    @MethodSource("everyEnding")
    void register_everyPooledConnectionIsDead_goesOutOnANewOneInTheSameAttempt(Ending ending, TransportCallStyle style)
            throws IOException {
        int burst = 10;
        CountDownLatch together = new CountDownLatch(burst);
        Script script = request -> {
            together.countDown();
            await(together);
            return SampleClient.done(request);
        };
        try (TransportServer server = ending.server(script);
                ClientRegistration registration = ending.facade(server).build()) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < burst; i++) {
                calls.add(registration.registerAsync(SampleClient.METADATA));
            }
            calls.forEach(CompletableFuture::join);
            assertThat(server.accepted()).isEqualTo(burst);
            for (Connection connection : server.connections()) {
                ending.end(connection);
            }

            assertThat(style.register(registration))
                    .returns(1, Response::attempts)
                    .returns(201, Response::status);
            assertThat(server.requests()).hasSize(burst + 1);
            assertThat(server.accepted()).isEqualTo(burst + 1);
        }
    }

    /** A new connection that is dead is a failed attempt: the next one would be no better. */
    @ParameterizedTest
    @EnumSource
    void register_newConnectionsAreClosedAtOnce_makesNoMoreOfThemThanAttempts(TransportCallStyle style)
            throws IOException {
        try (TransportServer server = TransportServer.hangingUp();
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .build()) {
            RegistrationException failure = style.failure(registration);

            assertThat(server.accepted()).isEqualTo(failure.attempts());
        }
    }

    static Stream<Arguments> everyEnding() {
        return Stream.of(Ending.values())
                .flatMap(ending -> Stream.of(TransportCallStyle.values()).map(style -> arguments(ending, style)));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("not all calls of the burst came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** When a connection had been closed for good. */
    private static final class Closing {
        private volatile long done = Long.MAX_VALUE;
    }

    /** Calls one after the other, with pauses, at a server with an idle limit; what came of them. */
    private static final class Run implements CallObserver {
        private final Ending ending;
        private final Queue<Closing> closings = new ConcurrentLinkedQueue<>();
        private final List<Integer> attempts = new ArrayList<>();
        private final List<String> staleFailures = new ArrayList<>();
        private volatile long begun;
        private int successes;
        private int crossings;
        private int requests;
        private int connections;

        private Run(Ending ending) {
            this.ending = ending;
        }

        static CompletableFuture<Run> start(Ending ending) {
            return CompletableFuture.supplyAsync(new Run(ending)::run, task -> new Thread(task, "run").start());
        }

        private Run run() {
            Random random = new Random(20_260_101L);
            try (TransportServer server =
                            ending.server(request -> SampleClient.done(request).then(this::limitIdleness));
                    ClientRegistration registration =
                            ending.facade(server).observer(this).build()) {
                for (int i = 0; i < CALLS; i++) {
                    TransportCallStyle style = TransportCallStyle.values()[i % 2];
                    int gap = SHORTEST_GAP_MILLIS + random.nextInt(LONGEST_GAP_MILLIS - SHORTEST_GAP_MILLIS + 1);
                    CompletableFuture.runAsync(
                                    () -> register(style, registration),
                                    CompletableFuture.delayedExecutor(gap, TimeUnit.MILLISECONDS))
                            .join();
                }
                requests = server.requests().size();
                connections = server.accepted();
                return this;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private void register(TransportCallStyle style, ClientRegistration registration) {
            try {
                attempts.add(style.register(registration).attempts());
                successes++;
            } catch (TransportException e) {
                boolean crossed =
                        e.outcome() == Outcome.UNKNOWN && closings.stream().anyMatch(closing -> closing.done >= begun);
                if (crossed) {
                    crossings++;
                } else {
                    staleFailures.add(e.toString());
                }
            }
        }

        @Override
        public void attemptStarted(AttemptStarted event) {
            begun = System.nanoTime();
        }

        /** Ends the connection after a while, unless it was asked something in between. */
        private void limitIdleness(Connection connection) {
            int sofar = connection.requests();
            timer.schedule(
                    () -> {
                        if (connection.requests() == sofar && !connection.isBeingAsked()) {
                            Closing closing = new Closing();
                            closings.add(closing);
                            ending.end(connection);
                            closing.done = System.nanoTime();
                        }
                        return null;
                    },
                    IDLE_LIMIT_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }
}
