package dev.clientregistration.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;

/** HTTP on the loopback interface. With {@link SpoiltBody}, the one file that knows the HTTP library. */
final class HttpFront {
    private final MockWebServer server = new MockWebServer();
    private final InetAddress address = InetAddress.getLoopbackAddress();
    private final String scheme;
    private final @Nullable SSLSocketFactory tls;

    /** @param tls null for http */
    HttpFront(@Nullable SSLSocketFactory tls) {
        this.tls = tls;
        scheme = tls == null ? "http" : "https";
    }

    /**
     * Listens, and from then on hands every connection and every request to the reception, from several threads at
     * once.
     *
     * @param port 0 for a free one
     * @throws IOException if the port is taken
     */
    void start(int port, Reception reception) throws IOException {
        ListeningSockets sockets = new ListeningSockets(reception, tls);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest received) throws InterruptedException {
                // The library keeps every request until it is taken; ours is the only record.
                server.takeRequest(0, TimeUnit.NANOSECONDS);
                Request request = request(received);
                Reply reply = reception.reply(request, sockets.fault(received.getConnectionIndex()));
                return response(request, reply, reception.time());
            }
        });
        server.setServerSocketFactory(sockets);
        server.start(address, port);
    }

    /** Scheme, host and port. May be asked only once the server has started. */
    URI origin() {
        try {
            return new URI(scheme, null, address.getHostAddress(), server.getPort(), null, null, null);
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
        return new Request(Connection.method(received.getMethod()), received.getTarget(), headers, body);
    }

    private static MockResponse response(Request request, Reply reply, AdjustableClock time) {
        MockAnswer answer = reply.answer();
        if (answer == null || reply.delivery() == Delivery.NONE || !canBeSpoilt(answer, reply.delivery())) {
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
        String reasonPhrase = answer.hasReasonPhrase() ? ReasonPhrases.of(answer.status()) : "";
        MockResponse.Builder response =
                new MockResponse.Builder().status("HTTP/1.1 " + answer.status() + " " + reasonPhrase);
        if (!answer.mayHaveBody()) {
            response.clearHeaders();
        } else if (!request.method().equals("HEAD")) {
            addBody(response, answer.body(), reply, time);
        }
        answer.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        return response.build();
    }

    /** Where there is no body, it can neither end too early nor never. */
    private static boolean canBeSpoilt(MockAnswer answer, Delivery delivery) {
        return switch (delivery) {
            case HALF -> !answer.body().isEmpty();
            case ENDLESS -> answer.mayHaveBody();
            case WHOLE, SLOW, NONE -> true;
        };
    }

    private static void addBody(MockResponse.Builder response, String body, Reply reply, AdjustableClock time) {
        switch (reply.delivery()) {
            case HALF -> response.body(body).onResponseBody(new SocketEffect.CloseSocket());
            case SLOW -> response.body(SpoiltBody.slow(body, reply.pause(), time));
            case ENDLESS -> {
                response.body(SpoiltBody.endless());
                response.removeHeader("Content-Length").setHeader("Transfer-Encoding", "chunked");
            }
            case WHOLE, NONE -> response.body(body);
        }
    }
}
