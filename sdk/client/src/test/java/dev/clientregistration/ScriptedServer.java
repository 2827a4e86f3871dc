package dev.clientregistration;

import java.io.BufferedInputStream;
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
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server on a loopback socket that does with each request what the test's script says: the first step with the first
 * request, and so on, the last step with all that follow. A request counts once every byte of it was read.
 */
final class ScriptedServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *(\\d+)");

    private final URI endpoint;
    private final Closeable bound;
    private final Step greeting;
    private final List<Step> script;
    private final Object lock = new Object();
    private final List<Request> requests = new ArrayList<>();
    private final List<Socket> open = new ArrayList<>();
    private int connections;
    private @Nullable Throwable mistake;

    /** What happens on a connection: to a request that has just been read, or before there is one. */
    interface Step {
        void play(Socket socket) throws IOException;
    }

    /** A request as it was read. */
    record Request(String head, String body) {
        String method() {
            return head.substring(0, head.indexOf(' '));
        }

        boolean hasHeader(String name, String value) {
            return head.lines().anyMatch(line -> line.equalsIgnoreCase(name + ": " + value));
        }
    }

    private ScriptedServer(String scheme, int port, Closeable bound, Step greeting, Step... script) {
        this.endpoint = URI.create(scheme + "://127.0.0.1:" + port + "/register");
        this.bound = bound;
        this.greeting = greeting;
        this.script = List.of(script);
    }

    /** A server that speaks plain http. */
    static ScriptedServer start(Step... script) {
        return listening("http", ServerSocketFactory.getDefault(), socket -> {}, script);
    }

    /** A server with a certificate. */
    static ScriptedServer startTls(SSLContext certificate, Step... script) {
        return listening("https", certificate.getServerSocketFactory(), socket -> {}, script);
    }

    /** A server of https whose every connection begins, and should end, with this step instead of a handshake. */
    static ScriptedServer startWithoutHandshake(Step step) {
        return listening("https", ServerSocketFactory.getDefault(), step);
    }

    /** An address whose port is taken, so that nobody else gets it, but at which nobody listens. */
    static ScriptedServer refusingConnections() {
        try {
            Socket reserved = new Socket();
            reserved.bind(new InetSocketAddress("127.0.0.1", 0));
            return new ScriptedServer("http", reserved.getLocalPort(), reserved, socket -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScriptedServer listening(String scheme, ServerSocketFactory sockets, Step greeting, Step... script) {
        try {
            ServerSocket listener = sockets.createServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
            ScriptedServer server = new ScriptedServer(scheme, listener.getLocalPort(), listener, greeting, script);
            daemon(() -> server.accept(listener));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- steps

    /** Answers, and keeps the connection. */
    static Step answer(int status, String body, String... headers) {
        return socket -> write(socket, head(status, body.length(), headers) + body);
    }

    /** Answers without a body, and keeps the connection. */
    static Step answer(int status) {
        return answer(status, "");
    }

    /** Announces the whole body, sends half of it and closes the connection. */
    static Step halfOf(int status, String body) {
        return socket -> {
            write(socket, head(status, body.length()) + body.substring(0, body.length() / 2));
            socket.close();
        };
    }

    /** Sends half of the head and closes the connection. */
    static Step halfAHead() {
        return socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Le");
            socket.close();
        };
    }

    /** Closes the connection. */
    static Step hangUp() {
        return Socket::close;
    }

    /** Resets the connection. */
    static Step reset() {
        return socket -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    /** Never answers; ends when the client closes the connection. */
    static Step stall() {
        return socket -> {
            while (socket.getInputStream().read() != -1) {
                // More of what nobody asked for.
            }
            socket.close();
        };
    }

    /** Sends the text byte by byte, with a pause after each, until all is sent or the client closes the connection. */
    static Step drip(String text) {
        return socket -> {
            socket.setSoTimeout(20);
            for (int i = 0; i < text.length(); i++) {
                write(socket, text.substring(i, i + 1));
                try {
                    if (socket.getInputStream().read() == -1) {
                        break;
                    }
                } catch (SocketTimeoutException e) {
                    // That was the pause.
                }
            }
            socket.close();
        };
    }

    /** Plays the step once the latch is open. */
    static Step after(CountDownLatch latch, Step step) {
        return socket -> {
            try {
                if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("the test never let the server go on");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            step.play(socket);
        };
    }

    /** The status line and headers of an answer. */
    static String head(int status, int length, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        if (status != 204 && status != 304) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    // ---- what the test asks

    URI endpoint() {
        return endpoint;
    }

    /** The requests that were read completely. */
    List<Request> requests() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    /** How many connections were accepted so far. */
    int connections() {
        synchronized (lock) {
            return connections;
        }
    }

    /** Refuses every connection from now on; those that are open stay. */
    void refuseConnections() {
        try {
            bound.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until so many requests have been read. */
    void awaitRequests(int count) {
        await(() -> requests.size() >= count, "no " + count + " requests came");
    }

    /** Waits until so many connections were accepted. */
    void awaitConnections(int count) {
        await(() -> connections >= count, "no " + count + " connections came");
    }

    /** Waits until every connection is closed. */
    void awaitNoConnections() {
        await(open::isEmpty, "the client keeps connections open");
    }

    private void await(BooleanSupplier condition, String otherwise) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lock) {
            while (!condition.getAsBoolean()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (millis <= 0) {
                    throw new AssertionError(otherwise);
                }
                try {
                    lock.wait(millis);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    // ---- connections

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                synchronized (lock) {
                    open.add(accepted);
                    connections++;
                    lock.notifyAll();
                }
                daemon(() -> serve(accepted));
            } catch (IOException e) {
                // The test is over.
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket socket = accepted) {
            socket.setTcpNoDelay(true);
            greeting.play(socket);
            if (socket.isClosed()) {
                return;
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                Request request = read(in);
                if (request == null) {
                    return;
                }
                next(request).play(socket);
            }
        } catch (IOException e) {
            // The client went away, which it may.
        } catch (RuntimeException | Error e) {
            synchronized (lock) {
                mistake = e;
            }
        } finally {
            synchronized (lock) {
                open.remove(accepted);
                lock.notifyAll();
            }
        }
    }

    private Step next(Request request) {
        synchronized (lock) {
            Step step = script.get(Math.min(requests.size(), script.size() - 1));
            requests.add(request);
            lock.notifyAll();
            return step;
        }
    }

    /** A whole request, or null where the client closed the connection instead. */
    private static @Nullable Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next == -1) {
                if (head.size() == 0) {
                    return null;
                }
                throw new EOFException("half a request");
            }
            head.write(next);
            text = head.toString(StandardCharsets.ISO_8859_1);
        }
        Matcher length = LENGTH.matcher(text);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        byte[] body = in.readNBytes(bytes);
        if (body.length < bytes) {
            throw new EOFException("half a request");
        }
        return new Request(text, new String(body, StandardCharsets.UTF_8));
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            bound.close();
            List<Socket> left;
            synchronized (lock) {
                left = List.copyOf(open);
            }
            for (Socket socket : left) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (lock) {
            if (mistake != null) {
                throw new AssertionError("the script failed", mistake);
            }
        }
    }
}
