package dev.clientregistration.authlete;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A server on a loopback socket that does with each request what the test's script says: the first step with the first
 * request, and so on, the last step with all that follow. A request counts once every byte of it was read.
 */
final class ScriptedServer implements AutoCloseable {
    /** What Authlete would answer had it done what was asked: a call that is sent again by mistake succeeds. */
    static final String DONE = "{\"resultCode\":\"A202001\",\"action\":\"CREATED\",\"responseContent\":\"{}\"}";

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final URI uri;
    private final List<Step> script;
    private final List<Request> requests = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();
    private int connections;

    /** What happens to a request that was just read. */
    interface Step {
        void play(Request request, Socket socket) throws IOException;
    }

    /** A request as it was read: its first line, its header lines, and the bytes of its body. */
    record Request(String line, List<String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The values of a header, in order. */
        List<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(header -> header.substring(name.length() + 2))
                    .toList();
        }
    }

    private ScriptedServer(String scheme, int port, Step... script) {
        this.uri = URI.create(scheme + "://" + LOOPBACK.getHostAddress() + ":" + port);
        this.script = List.of(script);
    }

    /** A server of plain http. */
    static ScriptedServer start(Step... script) {
        return start("http", ServerSocketFactory.getDefault(), script);
    }

    /** A server of https. */
    static ScriptedServer startTls(ServerSocketFactory sockets, Step... script) {
        return start("https", sockets, script);
    }

    private static ScriptedServer start(String scheme, ServerSocketFactory sockets, Step... script) {
        try {
            ServerSocket listener = sockets.createServerSocket(0, 50, LOOPBACK);
            ScriptedServer server = new ScriptedServer(scheme, listener.getLocalPort(), script);
            server.accept(listener);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that refuses connections until {@link #listen()}; its port is taken, so that nobody else gets it. */
    static ScriptedServer startLater(Step... script) {
        try {
            Socket reservation = new Socket();
            reservation.bind(new InetSocketAddress(LOOPBACK, 0));
            ScriptedServer server = new ScriptedServer("http", reservation.getLocalPort(), script);
            server.open.add(reservation);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes connections from now on. */
    synchronized void listen() {
        try {
            open.remove(0).close();
            accept(new ServerSocket(uri.getPort(), 50, LOOPBACK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- steps

    /** Answers with JSON, and keeps the connection. */
    static Step answer(int status, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/json");
        return answerWith(status, json, all);
    }

    /** Answers with a page such as a gateway's, and keeps the connection. */
    static Step page(int status, String html) {
        return answerWith(status, html, List.of("Content-Type: text/html"));
    }

    private static Step answerWith(int status, String body, List<String> headers) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return (request, socket) -> write(socket, head(status, length, headers) + body);
    }

    /** Announces the whole body, sends half of it and closes the connection. */
    static Step halfOf(int status, String body) {
        return (request, socket) -> {
            write(socket, head(status, body.length(), List.of()) + body.substring(0, body.length() / 2));
            socket.close();
        };
    }

    /** Closes the connection without an answer. */
    static Step hangUp() {
        return (request, socket) -> socket.close();
    }

    /** Resets the connection without an answer. */
    static Step reset() {
        return (request, socket) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    /** Never answers, says that the request was read, and ends when the client closes the connection. */
    static Step stall(CountDownLatch read) {
        return (request, socket) -> {
            read.countDown();
            while (socket.getInputStream().read() >= 0) {
                // A client that waits sends nothing.
            }
            socket.close();
        };
    }

    /** Waits for what another thread says, within a bound. */
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("what was waited for did not happen");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String head(int status, int length, List<String> headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        return head.append("Content-Length: ").append(length).append("\r\n\r\n").toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    // ---- what came

    /** Scheme, host and port. */
    URI uri() {
        return uri;
    }

    /** Every request so far. */
    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The request, if it was one. */
    Request onlyRequest() {
        List<Request> all = requests();
        if (all.size() != 1) {
            throw new AssertionError("there must be one request, but there were " + all.size());
        }
        return all.get(0);
    }

    /** How many connections were made so far. */
    synchronized int connections() {
        return connections;
    }

    // ---- the wire

    private synchronized void accept(ServerSocket listener) {
        open.add(listener);
        daemon(() -> {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    synchronized (this) {
                        open.add(socket);
                        connections++;
                    }
                    daemon(() -> serve(socket));
                }
            } catch (IOException e) {
                // Closed.
            }
        });
    }

    private void serve(Socket socket) {
        try (socket) {
            while (!socket.isClosed()) {
                Request request = read(socket.getInputStream());
                if (request == null) {
                    return;
                }
                Step step;
                synchronized (this) {
                    step = script.get(Math.min(requests.size(), script.size() - 1));
                    requests.add(request);
                }
                step.play(request, socket);
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        List<String> headers = lines.subList(1, lines.size() - 1);
        Request request = new Request(lines.get(0), headers, new byte[0]);
        int length = request.header("Content-Length").stream()
                .mapToInt(Integer::parseInt)
                .sum();
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return new Request(lines.get(0), headers, body);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        for (Closeable closeable : open) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
