package dev.clientregistration.internal.engine;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Looks, before a byte is written, whether the server has closed the connection. OkHttp writes into such a
 * connection when it was idle for less than ten seconds, and nobody can tell the failure from a request that the server
 * read. Nothing must come from a server that was asked nothing: a byte, an end or an error all mean that the connection
 * is dead. The look costs a millisecond. HTTP/2 connections are read all the time and need none.
 */
final class ConnectionCheck implements Interceptor {
    private static final int LOOK_MILLIS = 1;

    /** The connection is dead, and nothing was written to it. */
    static final class DeadConnectionException extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean reused;

        DeadConnectionException(boolean reused, @Nullable Throwable cause) {
            super("the server had closed the connection", cause);
            this.reused = reused;
        }

        /** Whether it had served a request before, so that another one may well be alive. */
        boolean reused() {
            return reused;
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (connection != null
                && (connection.protocol() == Protocol.HTTP_1_1 || connection.protocol() == Protocol.HTTP_1_0)) {
            AttemptGate gate = chain.request().tag(AttemptGate.class);
            check(connection.socket(), gate != null && gate.reusesConnection());
        }
        return chain.proceed(chain.request());
    }

    private static void check(Socket socket, boolean reused) throws DeadConnectionException {
        IOException failure;
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(LOOK_MILLIS);
            try {
                socket.getInputStream().read();
                failure = null;
            } catch (SocketTimeoutException e) {
                socket.setSoTimeout(timeout);
                return;
            }
        } catch (IOException e) {
            failure = e;
        }
        try {
            socket.close();
        } catch (IOException e) {
            // It is dead already.
        }
        throw new DeadConnectionException(reused, failure);
    }
}
