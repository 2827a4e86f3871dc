package dev.clientregistration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** A server that answers by method and path, 404 elsewhere, and keeps what it was asked. */
final class PathServer implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final Map<String, Function<RecordedRequest, MockResponse>> answers = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new ArrayList<>();

    private PathServer() {}

    static PathServer start() {
        PathServer paths = new PathServer();
        paths.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                synchronized (paths.requests) {
                    paths.requests.add(request);
                    paths.requests.notifyAll();
                }
                return paths.answers
                        .getOrDefault(line(request), unknown -> answer(404, "{}"))
                        .apply(request);
            }
        });
        try {
            paths.server.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return paths;
    }

    static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    /** The first answer to the first request, and so on; the last one to all that follow. */
    static Function<RecordedRequest, MockResponse> inTurn(MockResponse... inTurn) {
        AtomicInteger next = new AtomicInteger();
        return request -> inTurn[Math.min(next.getAndIncrement(), inTurn.length - 1)];
    }

    /** No answer: the connection is closed once the request was read. */
    static MockResponse lost() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /** The answer, once the latch is open. */
    static Function<RecordedRequest, MockResponse> after(CountDownLatch latch, MockResponse answer) {
        return request -> {
            try {
                if (!latch.await(30, TimeUnit.SECONDS)) {
                    throw new AssertionError("the latch was never opened");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return answer;
        };
    }

    private static String line(RecordedRequest request) {
        return request.getMethod() + " " + request.getTarget();
    }

    /** Sets what is answered to, for example, {@code POST /register}. */
    PathServer on(String line, int status, String body) {
        return on(line, request -> answer(status, body));
    }

    PathServer on(String line, Function<RecordedRequest, MockResponse> answer) {
        answers.put(line, answer);
        return this;
    }

    String origin() {
        return "http://127.0.0.1:" + server.getPort();
    }

    URI uri(String path) {
        return URI.create(origin() + path);
    }

    List<RecordedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** Methods and paths of all requests, in order. */
    List<String> lines() {
        return requests().stream().map(PathServer::line).toList();
    }

    /** The requests of one method and path. */
    List<RecordedRequest> requests(String line) {
        return requests().stream().filter(request -> line(request).equals(line)).toList();
    }

    void awaitRequests(int count) throws InterruptedException {
        synchronized (requests) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (requests.size() < count) {
                long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (millis <= 0) {
                    throw new AssertionError("only " + lines());
                }
                requests.wait(millis);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
