package dev.clientregistration.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A connection without an HTTP client, which would make its own sense of what a fault leaves of HTTP. */
final class RawWire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    private RawWire(Socket socket) {
        this.socket = socket;
    }

    static RawWire to(MockRegistrationServer server) {
        return to(server, server.issuer().getScheme().equals("https") ? server.sslContext() : null);
    }

    /** @param tls null for a connection without TLS */
    static RawWire to(MockRegistrationServer server, @Nullable SSLContext tls) {
        URI issuer = server.issuer();
        try {
            Socket socket = tls == null
                    ? new Socket(issuer.getHost(), issuer.getPort())
                    : tls.getSocketFactory().createSocket(issuer.getHost(), issuer.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawWire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes back for a request on a connection of its own. */
    static String exchange(MockRegistrationServer server, String request) {
        try (RawWire wire = to(server)) {
            wire.send(request);
            return wire.received();
        }
    }

    static String registration(String metadata) {
        return request("POST", "/register", "Content-Type: application/json\r\n", metadata);
    }

    static String read(RegisteredClient client) {
        return authorized("GET", client, "");
    }

    static String delete(RegisteredClient client) {
        return authorized("DELETE", client, "");
    }

    static String update(RegisteredClient client, String metadata) {
        return authorized("PUT", client, metadata);
    }

    private static String authorized(String method, RegisteredClient client, String body) {
        String headers = "Authorization: Bearer " + client.registrationAccessToken() + "\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/json\r\n");
        return request(method, client.registrationClientUri().getPath(), headers, body);
    }

    static String request(String method, String target, String headers, String body) {
        String length =
                body.isEmpty() ? "" : "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + length + "\r\n" + body;
    }

    void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One answer that is whole; or all that comes until the server closes the connection. */
    String received() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            InputStream input = socket.getInputStream();
            while (!isWhole(bytes.toString(StandardCharsets.UTF_8))) {
                int next = input.read();
                if (next < 0) {
                    break;
                }
                bytes.write(next);
            }
        } catch (SocketException reset) {
            // The server is gone: what has come is all that comes.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** So many bytes. */
    String received(int count) {
        try {
            return new String(socket.getInputStream().readNBytes(count), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head of an answer, without the empty line after it. */
    String receivedHead() {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            String next = received(1);
            if (next.isEmpty()) {
                throw new IllegalStateException("the answer ends in its head");
            }
            head.append(next);
        }
        return head.substring(0, head.length() - 4);
    }

    /** Whether the server has closed the connection, in whichever way. Waits for what it does. */
    boolean isClosedByServer() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(String text) {
        int headEnd = text.indexOf("\r\n\r\n");
        if (headEnd < 0) {
            return false;
        }
        String head = text.substring(0, headEnd);
        int length = 0;
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        return text.substring(headEnd + 4).getBytes(StandardCharsets.UTF_8).length >= length;
    }
}
