package dev.clientregistration.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** HTTP on the loopback interface. The one file that knows the HTTP library. */
final class HttpFront {
    private final MockWebServer server = new MockWebServer();
    private final InetAddress address = InetAddress.getLoopbackAddress();

    /**
     * Listens, and from then on hands every request to the handler, from several threads at once.
     *
     * @param port 0 for a free one
     * @throws IOException if the port is taken
     */
    void start(int port, Function<Request, MockAnswer> handler) throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest received) throws InterruptedException {
                // The library keeps every request until it is taken; ours is the only record.
                server.takeRequest(0, TimeUnit.NANOSECONDS);
                Request request = request(received);
                return response(request, handler.apply(request));
            }
        });
        server.setServerSocketFactory(new ReusableAddressSockets());
        server.start(address, port);
    }

    /** Scheme, host and port. May be asked only once the server has started. */
    URI origin() {
        try {
            return new URI("http", null, address.getHostAddress(), server.getPort(), null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the loopback address is not a URI's host", e);
        }
    }

    void close() {
        server.close();
    }

    private static Request request(RecordedRequest received) {
        Headers headers = Headers.NONE;
        for (int i = 0; i < received.getHeaders().size(); i++) {
            headers = headers.plus(
                    received.getHeaders().name(i), received.getHeaders().value(i));
        }
        byte[] body =
                received.getBody() == null ? new byte[0] : received.getBody().toByteArray();
        return new Request(received.getMethod(), received.getTarget(), headers, body);
    }

    private static MockResponse response(Request request, MockAnswer answer) {
        MockResponse.Builder response = new MockResponse.Builder().code(answer.status());
        if (!answer.hasReasonPhrase()) {
            response.status("HTTP/1.1 " + answer.status() + " ");
        }
        if (!answer.mayHaveBody()) {
            response.clearHeaders();
        } else if (!request.method().equals("HEAD")) {
            response.body(answer.body());
        }
        answer.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        return response.build();
    }
}
