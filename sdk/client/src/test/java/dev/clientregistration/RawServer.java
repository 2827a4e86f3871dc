package dev.clientregistration;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server on a loopback socket, for tests that look at bytes: it reads whole requests, and what it does then is the test's. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Handler handler;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** What to do once a request was read. A connection that is still open afterwards waits for the next one. */
    interface Handler {
        void handle(Request request, Socket socket) throws IOException;
    }

    /** A request as it came: its first line, its header lines and the bytes of its body. */
    record Request(String line, List<String> headers, byte[] body) {
        String bodyText() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    RawServer(Handler handler) {
        this.handler = handler;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::accept);
    }

    /** A server that answers every request with these characters, each one byte. */
    static RawServer answering(String... lines) {
        byte[] wire = String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
        return new RawServer((request, socket) -> socket.getOutputStream().write(wire));
    }

    /** A server that answers every request with these characters, each one byte, and closes the connection. */
    static RawServer answeringAndClosing(String... lines) {
        byte[] wire = String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
        return new RawServer((request, socket) -> {
            socket.getOutputStream().write(wire);
            socket.close();
        });
    }

    /** A server that reads requests and does not answer. */
    static Stalled stalled() {
        return new Stalled();
    }

    /** The origin, followed by a path. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    /** The requests that were read so far. */
    List<Request> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                start("connection", () -> serve(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (!socket.isClosed()) {
                Request request = read(in);
                requests.add(request);
                handler.handle(request, socket);
            }
        } catch (IOException e) {
            // The client is gone, or the test is over.
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.write(next);
        }
        List<String> lines = List.of(head.toString(StandardCharsets.ISO_8859_1).split("\r\n"));
        int length = lines.stream()
                .filter(line -> line.regionMatches(true, 0, "Content-Length: ", 0, 16))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .sum();
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return new Request(lines.get(0), lines.subList(1, lines.size()), body);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "raw-server-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that reads one request, never answers, and waits for the client to go away. */
    static final class Stalled implements AutoCloseable {
        private final CountDownLatch requestRead = new CountDownLatch(1);
        private final CountDownLatch connectionClosed = new CountDownLatch(1);
        private final RawServer server = new RawServer((request, socket) -> {
            requestRead.countDown();
            try {
                while (socket.getInputStream().read() >= 0) {
                    // A client that waits sends nothing.
                }
            } finally {
                connectionClosed.countDown();
            }
            socket.close();
        });

        URI uri(String path) {
            return server.uri(path);
        }

        int requestCount() {
            return server.requests().size();
        }

        /** Waits until a request was read whole. */
        void awaitRequest() {
            await(requestRead, "no request came");
        }

        /** Waits until the client closed the connection. */
        void awaitClosedByClient() {
            await(connectionClosed, "the client did not close the connection");
        }

        private static void await(CountDownLatch latch, String otherwise) {
            try {
                if (!latch.await(20, TimeUnit.SECONDS)) {
                    throw new AssertionError(otherwise);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
