package dev.clientregistration;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/1.1 server of bare sockets on loopback, which can do to a connection what no decent server does, and knows what
 * came: connections accepted, requests read to their last byte. It also serves as a proxy that is its own origin.
 */
final class TransportServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Greeting greeting;
    private final Script script;
    private final boolean https;
    private final AtomicInteger accepted = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** One request as it was read. */
    record Request(int number, int connection, String method, String target, Map<String, String> headers, String body) {
        /** A header by its name in any case, or null. */
        String header(String name) {
            return headers.get(name);
        }
    }

    /** What becomes of a connection before its first request. */
    interface Greeting {
        void greet(Connection connection) throws IOException;
    }

    /** What to do with a request; called on the connection's thread. */
    interface Script {
        Reaction to(Request request) throws IOException;
    }

    /** What to do to a connection. The next request is read from it unless it was closed. */
    interface Reaction {
        void on(Connection connection) throws IOException;

        default Reaction then(Reaction next) {
            return connection -> {
                on(connection);
                next.on(connection);
            };
        }
    }

    private TransportServer(Greeting greeting, Script script, boolean https) throws IOException {
        this.listener = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        this.greeting = greeting;
        this.script = script;
        this.https = https;
        thread(this::accept);
    }

    /** A server without TLS. */
    static TransportServer plain(Script script) throws IOException {
        return new TransportServer(connection -> {}, script, false);
    }

    /** A server that closes every connection as soon as it is made. */
    static TransportServer hangingUp() throws IOException {
        return new TransportServer(Connection::close, request -> drop(), false);
    }

    /** A server with TLS. */
    static TransportServer tls(SSLContext context, Script script) throws IOException {
        return new TransportServer(connection -> connection.secure(context, false), script, true);
    }

    /** A server with TLS 1.2 or 1.3 that demands a client certificate. */
    static TransportServer mutualTls(SSLContext context, String protocol, Script script) throws IOException {
        return new TransportServer(
                connection -> {
                    connection.protocol = protocol;
                    connection.secure(context, true);
                },
                script,
                true);
    }

    /** A server behind an https address that does this to every connection, instead of TLS. */
    static TransportServer notTls(Greeting greeting) throws IOException {
        return new TransportServer(greeting, request -> drop(), true);
    }

    // ---- reactions

    static Reaction answer(int status, String body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Any\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        return send(head + body);
    }

    /** Sends these bytes, whatever they mean. */
    static Reaction send(String text) {
        return connection -> {
            connection.socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            connection.socket.getOutputStream().flush();
        };
    }

    /** Closes the connection in good order. */
    static Reaction drop() {
        return Connection::close;
    }

    /** Closes the connection with a reset. */
    static Reaction reset() {
        return Connection::reset;
    }

    /** Answers nothing until the client gives up. */
    static Reaction silence() {
        return connection -> {
            while (connection.in.read() != -1) {
                // Nothing is expected, and it is over when the client closes.
            }
        };
    }

    /** Answers a CONNECT, and is from there on the https server that was asked for. */
    static Reaction tunnel(SSLContext context) {
        return send("HTTP/1.1 200 Connection established\r\n\r\n")
                .then(connection -> connection.secure(context, false));
    }

    // ---- what came

    URI uri(String path) {
        return URI.create((https ? "https" : "http") + "://127.0.0.1:" + listener.getLocalPort() + path);
    }

    URI registrationEndpoint() {
        return uri("/register");
    }

    Proxy asProxy() {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", listener.getLocalPort()));
    }

    /** Connections accepted. */
    int accepted() {
        return accepted.get();
    }

    /** Requests read, but for those for a tunnel. */
    List<Request> requests() {
        return requests.stream()
                .filter(request -> !request.method().equals("CONNECT"))
                .toList();
    }

    /** Requests read for a tunnel. */
    List<Request> connects() {
        return requests.stream()
                .filter(request -> request.method().equals("CONNECT"))
                .toList();
    }

    /** Every connection so far. */
    List<Connection> connections() {
        return new ArrayList<>(connections);
    }

    @Override
    public void close() throws IOException {
        closeAll();
        listener.close();
    }

    private void closeAll() throws IOException {
        closed = true;
        for (Connection connection : connections) {
            connection.raw.close();
        }
    }

    // ---- threads

    private void accept() {
        try {
            while (!closed) {
                Connection connection = new Connection(listener.accept(), accepted.incrementAndGet());
                connections.add(connection);
                if (closed) {
                    connection.raw.close();
                }
                thread(() -> serve(connection));
            }
        } catch (IOException e) {
            // The listener was closed.
        }
    }

    private void serve(Connection connection) {
        try {
            greeting.greet(connection);
            while (!connection.raw.isClosed()) {
                Request request = connection.read();
                requests.add(request);
                connection.read++;
                script.to(request).on(connection);
            }
        } catch (IOException e) {
            // The client, or the script, has closed the connection.
        } finally {
            try {
                connection.raw.close();
            } catch (IOException e) {
                // It is closed for all that matters.
            }
            connection.over.complete(null);
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection. */
    final class Connection implements Closeable {
        private final Socket raw;
        private final int number;
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private volatile Socket socket;
        private volatile InputStream in;
        private volatile int read;
        private String protocol = "";

        Connection(Socket raw, int number) throws IOException {
            this.raw = raw;
            this.number = number;
            raw.setTcpNoDelay(true);
            use(raw);
        }

        private void use(Socket with) throws IOException {
            socket = with;
            in = new BufferedInputStream(with.getInputStream());
        }

        private void secure(SSLContext context, boolean clientCertificate) throws IOException {
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(raw, null, true);
            secured.setUseClientMode(false);
            secured.setNeedClientAuth(clientCertificate);
            if (!protocol.isEmpty()) {
                secured.setEnabledProtocols(new String[] {protocol});
            }
            secured.startHandshake();
            use(secured);
        }

        /** Ends when the server is done with the connection and has closed it. */
        CompletableFuture<Void> over() {
            return over;
        }

        /** How many requests were read from it. */
        int requests() {
            return read;
        }

        /** Writes bytes that are no text. */
        void write(byte... bytes) throws IOException {
            raw.getOutputStream().write(bytes);
            raw.getOutputStream().flush();
        }

        /** Reads what the client says first. */
        void awaitFirstByte() throws IOException {
            in.mark(1);
            if (in.read() == -1) {
                throw new EOFException();
            }
            in.reset();
        }

        /** Whether bytes of another request have come that were not read yet. */
        boolean isBeingAsked() throws IOException {
            return raw.getInputStream().available() > 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        void reset() throws IOException {
            raw.setSoLinger(true, 0);
            raw.close();
        }

        private Request read() throws IOException {
            String[] start = line().split(" ");
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon),
                        line.substring(colon + 1).strip(),
                        (one, another) -> one + ", " + another);
            }
            int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException();
            }
            return new Request(
                    requests.size() + 1,
                    number,
                    start[0],
                    start[1],
                    Collections.unmodifiableMap(headers),
                    new String(body, StandardCharsets.UTF_8));
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c == -1) {
                    throw new EOFException();
                }
                if (c != '\r') {
                    line.write(c);
                }
            }
            return line.toString(StandardCharsets.UTF_8);
        }
    }
}
