package dev.clientregistration.samples.cli;

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

/** A server on a loopback socket that reads whole requests; what it does then is the test's. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Handler handler;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** What to do once a request was read: head and body as text. */
    interface Handler {
        void handle(String request, Socket socket) throws IOException;
    }

    RawServer(Handler handler) {
        this.handler = handler;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** A port at which nobody listens. */
    static URI closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/register");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer with a body, after which the connection is closed. */
    static void answer(Socket socket, String statusLine, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + statusLine + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(bytes);
        socket.close();
    }

    String uri(String path) {
        return "http://127.0.0.1:" + listener.getLocalPort() + path;
    }

    /** The requests that were read so far, head and body. */
    List<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (!socket.isClosed()) {
                String request = read(socket.getInputStream());
                requests.add(request);
                handler.handle(request, socket);
            }
        } catch (IOException e) {
            // The client is gone, or the test is over.
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.write(next);
        }
        int length = head.toString(StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length: ", 0, 16))
                .mapToInt(line -> Integer.parseInt(line.substring(16).strip()))
                .sum();
        head.write(in.readNBytes(length));
        return head.toString(StandardCharsets.UTF_8);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
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
}
