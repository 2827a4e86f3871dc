package dev.clientregistration;

import dev.clientregistration.internal.engine.CallOptions;
import dev.clientregistration.internal.engine.EngineEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/**
 * A server with an API of its own, on loopback: it gives the answers that a test has lined up, the last one over and over,
 * and keeps the requests.
 */
public final class NativeServer implements AutoCloseable {
    /** What a server adds to an answer with a body. */
    public static final String JSON = "application/json";

    private final MockWebServer server = new MockWebServer();
    private final List<Function<RecordedRequest, MockResponse>> answers = new ArrayList<>();
    private final List<RecordedRequest> requests = new ArrayList<>();

    /** Starts one without an answer. */
    public NativeServer() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answerTo(request);
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized MockResponse answerTo(RecordedRequest request) {
        requests.add(request);
        return answers.get(Math.min(requests.size(), answers.size()) - 1).apply(request);
    }

    /** Lines up an answer. */
    public synchronized NativeServer answer(MockResponse.Builder answer) {
        MockResponse response = answer.build();
        answers.add(request -> response);
        return this;
    }

    /** Lines up an answer of a status and JSON. */
    public NativeServer json(int status, String json) {
        return answer(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", JSON)
                .body(json));
    }

    /** Lines up an answer of a status and a page. */
    public NativeServer page(int status, String html) {
        return answer(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "text/html")
                .body(html));
    }

    /** Lines up an answer that depends on the request. */
    public synchronized NativeServer echo(Function<RecordedRequest, MockResponse> answer) {
        answers.add(answer);
        return this;
    }

    /** Lines up the loss of an answer: the request was read, and the connection is closed. */
    public NativeServer hangUp() {
        return answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
    }

    /** Scheme, host and port. */
    public URI uri() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getPort());
    }

    /** Every request so far. */
    public synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** The request, if it was one. */
    public RecordedRequest onlyRequest() {
        List<RecordedRequest> all = requests();
        if (all.size() != 1) {
            throw new AssertionError("there must be one request, but there were " + all.size());
        }
        return all.get(0);
    }

    /** The body of a request as text; empty if it had none. */
    public static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    /** How many connections were made. */
    public long connections() {
        return requests().stream()
                .map(RecordedRequest::getConnectionIndex)
                .distinct()
                .count();
    }

    /** Lets waits pass at once, and deadlines never. */
    public static <B extends FacadeBuilder<B>> B withoutWaits(B builder) {
        Duration limit = Duration.ofHours(1);
        CallOptions.of(builder).environment = new EngineEnvironment(
                Clock.systemUTC(), System::nanoTime, () -> 0.5, (delay, task) -> {
                    if (!delay.equals(limit)) {
                        task.run();
                    }
                    return () -> {};
                });
        return builder.callTimeout(limit);
    }

    @Override
    public void close() {
        server.close();
    }
}
