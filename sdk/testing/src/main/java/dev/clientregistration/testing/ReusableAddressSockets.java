package dev.clientregistration.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ServerSocketFactory;

/**
 * Makes sockets whose port can be taken again as soon as they are closed.
 *
 * <p>The HTTP library asks for that only where the port is a fixed one. But a port stays taken by connections that the
 * other side has not closed yet, unless the socket that accepted them, too, was a reusable one.
 */
final class ReusableAddressSockets extends ServerSocketFactory {
    private static final int DEFAULT_BACKLOG = 50;

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public void setReuseAddress(boolean ignored) throws SocketException {
                super.setReuseAddress(true);
            }

            @Override
            public Socket accept() throws IOException {
                Socket accepted = super.accept();
                // Else a body waits some 40 ms for the acknowledgement of its head.
                accepted.setTcpNoDelay(true);
                return accepted;
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

    private ServerSocket bound(InetSocketAddress address, int backlog) throws IOException {
        ServerSocket socket = createServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address, backlog);
        return socket;
    }
}
