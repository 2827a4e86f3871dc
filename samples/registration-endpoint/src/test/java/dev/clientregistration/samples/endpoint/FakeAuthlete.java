package dev.clientregistration.samples.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Authlete's API as the mock cannot be: one that takes its time until the test lets it go on, or hangs up. */
final class FakeAuthlete implements AutoCloseable {
    static final String ACCESS_TOKEN = "service-access-token-of-the-test";

    private static final String CREATED =
            "{\"resultCode\":\"A202001\",\"action\":\"CREATED\",\"responseContent\":\"{\\\"client_id\\\":\\\"1\\\"}\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private FakeAuthlete(boolean hangsUp) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.countDown();
            if (!hangsUp) {
                await(released);
                created(exchange);
            }
            exchange.close();
        });
        server.start();
    }

    /** Registers every client, but only once {@link #release} says so. */
    static FakeAuthlete slow() throws IOException {
        return new FakeAuthlete(false);
    }

    /** Takes every request and hangs up without a word. */
    static FakeAuthlete hangingUp() throws IOException {
        return new FakeAuthlete(true);
    }

    private static void created(HttpExchange exchange) throws IOException {
        byte[] body = CREATED.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** The environment of an endpoint that is built on this. */
    Map<String, String> environment() {
        return environment(
                URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                        + server.getAddress().getPort()));
    }

    static Map<String, String> environment(URI authlete) {
        return Map.of(
                "PORT",
                "0",
                "AUTHLETE_BASE_URL",
                authlete.toString(),
                "AUTHLETE_SERVICE_ID",
                "21653835348762",
                "AUTHLETE_ACCESS_TOKEN",
                ACCESS_TOKEN);
    }

    void awaitRequest() {
        await(asked);
    }

    void release() {
        released.countDown();
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it did not come");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
