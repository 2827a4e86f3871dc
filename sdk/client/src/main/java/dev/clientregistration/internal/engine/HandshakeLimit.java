package dev.clientregistration.internal.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS sockets whose handshake does not wait for ever: OkHttp limits the handshake by its read timeout, of which there is
 * none here, and sets that anew once the connection is made.
 */
final class HandshakeLimit extends SSLSocketFactory {
    private final SSLSocketFactory sockets;
    private final int millis;

    private HandshakeLimit(SSLSocketFactory sockets, Duration limit) {
        this.sockets = sockets instanceof HandshakeLimit limited ? limited.sockets : sockets;
        this.millis = (int) Math.max(1, limit.toMillis());
    }

    /** Factories with a limit, as they are where they have this one already: OkHttp shares connections by factory. */
    static SSLSocketFactory of(SSLSocketFactory sockets, Duration limit) {
        HandshakeLimit limited = new HandshakeLimit(sockets, limit);
        return sockets instanceof HandshakeLimit present && present.millis == limited.millis ? present : limited;
    }

    private Socket limited(Socket socket) throws IOException {
        socket.setSoTimeout(millis);
        return socket;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return limited(sockets.createSocket(socket, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return limited(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return limited(sockets.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return limited(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return limited(sockets.createSocket(host, port, local, localPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }
}
