package dev.clientregistration.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the socket that listens, whose port can be taken again as soon as it is closed, and the connections that it
 * accepts.
 *
 * <p>The HTTP library asks for a port that can be taken again only where it is a fixed one. But a port stays taken by
 * connections that the other side has not closed yet, unless the socket that accepted them, too, was a reusable one.
 */
final class ListeningSockets extends ServerSocketFactory {
    private static final int DEFAULT_BACKLOG = 50;

    private final Reception reception;
    private final @Nullable SSLSocketFactory tls;
    private final Map<Integer, Connection> connections = new ConcurrentHashMap<>();
    private int accepted;

    /** @param tls null for connections without TLS */
    ListeningSockets(Reception reception, @Nullable SSLSocketFactory tls) {
        this.reception = reception;
        this.tls = tls;
    }

    /**
     * The fault that strikes the request which has just been read from a connection.
     *
     * @param number the connection's, 0 for the first one that was accepted, as the HTTP library counts them
     * @return null if there is none
     */
    @Nullable
    Fault fault(int number) {
        Connection connection = connections.get(number);
        return connection == null ? null : connection.fault();
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public void setReuseAddress(boolean ignored) throws SocketException {
                super.setReuseAddress(true);
            }

            @Override
            public Socket accept() throws IOException {
                while (true) {
                    Socket raw = super.accept();
                    try {
                        if (!reception.refusesConnection()) {
                            return connection(raw);
                        }
                    } catch (IOException alreadyGone) {
                        // Thrown from here, it would end the listening for everybody.
                    }
                    raw.close();
                }
            }
        };
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return bound(new InetSocketAddress(port), DEFAULT_BACKLOG);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return bound(new InetSocketAddress(port), backlog);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return bound(new InetSocketAddress(address, port), backlog);
    }

    private Connection connection(Socket raw) throws IOException {
        // Else a body waits some 40 ms for the acknowledgement of its head.
        raw.setTcpNoDelay(true);
        int number = accepted++;
        Connection connection = new Connection(raw, secured(raw), reception) {
            @Override
            public void close() throws IOException {
                connections.remove(number);
                super.close();
            }
        };
        connections.put(number, connection);
        return connection;
    }

    /** The handshake is made where the connection is first read, so that it holds up no other one. */
    private Socket secured(Socket raw) throws IOException {
        if (tls == null) {
            return raw;
        }
        SSLSocket secured =
                (SSLSocket) tls.createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    private ServerSocket bound(InetSocketAddress address, int backlog) throws IOException {
        ServerSocket socket = createServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address, backlog);
        return socket;
    }
}
