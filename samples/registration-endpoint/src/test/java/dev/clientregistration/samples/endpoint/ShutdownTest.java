package dev.clientregistration.samples.endpoint;

import static dev.clientregistration.samples.endpoint.Http.METADATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShutdownTest {
    private static RegistrationEndpointSample start(Map<String, String> environment) throws IOException {
        return RegistrationEndpointSample.start(environment, new PrintStream(PrintStream.nullOutputStream()));
    }

    /** Returns once the endpoint says that it takes no more requests. */
    static void awaitClosing(URI endpoint) {
        HttpRequest probe =
                HttpRequest.newBuilder(endpoint.resolve("/elsewhere")).build();
        HttpResponse<String> response;
        do {
            response = Http.send(probe);
        } while (response.statusCode() == 404);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().allValues("Retry-After")).containsExactly("1");
    }

    @Test
    void runningRequest_isAnsweredAndLaterOnesAreTurnedAway() throws Exception {
        try (FakeAuthlete slow = FakeAuthlete.slow()) {
            RegistrationEndpointSample sample = start(slow.environment());
            URI endpoint = sample.registrationEndpoint();
            CompletableFuture<HttpResponse<String>> running =
                    Http.sendAsync(Http.post(endpoint, METADATA).build());
            slow.awaitRequest();

            // On a thread of its own: the common pool, which can be a single thread, is the HTTP client's too.
            FutureTask<Void> closed = new FutureTask<>(sample::close, null);
            new Thread(closed).start();
            awaitClosing(endpoint);
            assertThat(Http.register(endpoint, METADATA).statusCode()).isEqualTo(503);
            assertThat(running).isNotDone();
            assertThat(closed.isDone()).isFalse();

            slow.release();
            assertThat(running.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            closed.get(10, TimeUnit.SECONDS);
            assertNobodyListens(endpoint);
        }
    }

    @Test
    @Timeout(5)
    void idle_closesAtOnceWithAllThatItOpened() throws IOException {
        RegistrationEndpointSample sample = start(Map.of("PORT", "0"));
        MockRegistrationServer mock = sample.mock().orElseThrow();
        assertThat(Http.register(sample.registrationEndpoint(), METADATA).statusCode())
                .isEqualTo(201);

        sample.close();

        assertNobodyListens(sample.registrationEndpoint());
        assertNobodyListens(mock.issuer());
    }

    private static void assertNobodyListens(URI uri) {
        assertThatThrownBy(() -> Http.send(HttpRequest.newBuilder(uri).build()))
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void drain_returnsWhenTimeIsUp() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (OneAtATime server = new OneAtATime(inside, go)) {
            CompletableFuture<HttpResponse<String>> running = Http.sendAsync(server.request());
            FakeAuthlete.await(inside);

            assertThat(server.openRequests.drain(Duration.ofMillis(1))).isFalse();

            go.countDown();
            assertThat(running.join().statusCode()).isEqualTo(404);
        }
    }

    @Test
    void moreThanTheLimit_isTurnedAwayAtOnce() throws IOException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (OneAtATime server = new OneAtATime(inside, go)) {
            CompletableFuture<HttpResponse<String>> running = Http.sendAsync(server.request());
            FakeAuthlete.await(inside);

            HttpResponse<String> turnedAway = Http.send(server.request());
            assertThat(turnedAway.statusCode()).isEqualTo(503);
            assertThat(turnedAway.headers().allValues("Retry-After")).containsExactly("1");

            go.countDown();
            assertThat(running.join().statusCode()).isEqualTo(404);
        }
    }

    /** A server with one place, whose one request waits inside. */
    private static final class OneAtATime implements AutoCloseable {
        final OpenRequests openRequests = new OpenRequests(1);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        OneAtATime(CountDownLatch inside, CountDownLatch go) throws IOException {
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                        try (exchange) {
                            inside.countDown();
                            FakeAuthlete.await(go);
                            RegistrationEndpoint.refuse(exchange, 404);
                        }
                    })
                    .getFilters()
                    .add(openRequests);
            server.start();
        }

        HttpRequest request() {
            return HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                    .build();
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
