package dev.clientregistration.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the HTTP library sees it: plain, even if it is TLS below. It looks at the first line of each request
 * before the library does, since that is when it is decided which fault strikes; hides GET and HEAD from it, which it
 * leaves without an answer, for ever, where they have a body; and bids those who ask before they send a body go on, which
 * it does not (RFC 9110 section 10.1.1).
 */
class Connection extends Socket {
    private static final Pattern REQUEST_LINE = Pattern.compile("([^ \\r\\n]+) ([^ \\r\\n]+) HTTP/[^\\r\\n]*\\r?\\n");
    private static final Set<String> HIDDEN_METHODS = Set.of("GET", "HEAD");
    private static final char HIDING = '~';
    private static final Pattern MAY_I =
            Pattern.compile("\\nexpect:[ \\t]*100-continue[ \\t]*\\r?\\n", Pattern.CASE_INSENSITIVE);
    private static final byte[] GO_ON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_SIZE = 8_192;

    private final Socket raw;
    private final Socket secured;
    private final Reception reception;
    private final InputStream input = new RequestStream();
    private @Nullable Fault fault;
    private volatile boolean requestDue = true;

    /**
     * Takes a socket over.
     *
     * @param raw the connection below
     * @param secured the same connection, as what it carries is read; {@code raw} itself where there is no TLS
     */
    Connection(Socket raw, Socket secured, Reception reception) {
        this.raw = raw;
        this.secured = secured;
        this.reception = reception;
    }

    /** The method that was sent, by what the HTTP library has read. */
    static String method(String read) {
        return read.charAt(0) == HIDING ? read.substring(1) : read;
    }

    /** The fault that strikes the request which has just been read; null if there is none. */
    @Nullable
    Fault fault() {
        return fault;
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(secured.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                requestDue = true; // whatever is read after an answer is another request
                out.write(bytes, offset, length);
            }
        };
    }

    /**
     * Closes the connection below, without the farewell of TLS: a writer that is blocked in TLS would keep it from
     * being said.
     */
    @Override
    public void close() throws IOException {
        raw.close();
    }

    @Override
    public boolean isClosed() {
        return raw.isClosed();
    }

    @Override
    public void shutdownInput() throws IOException {
        raw.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        raw.shutdownOutput();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        raw.setSoTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return raw.getSoTimeout();
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return raw.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return raw.getLocalAddress();
    }

    @Override
    public int getPort() {
        return raw.getPort();
    }

    @Override
    public int getLocalPort() {
        return raw.getLocalPort();
    }

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        return raw.getRemoteSocketAddress();
    }

    @Override
    public String toString() {
        return raw.toString();
    }

    /** The requests, each of them known by its first line before any of it is passed on. */
    private final class RequestStream extends InputStream {
        private byte[] ahead = new byte[0];
        private int passedOn;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (requestDue && passedOn == ahead.length && !lookAhead()) {
                return -1;
            }
            if (passedOn == ahead.length) {
                return secured.getInputStream().read(bytes, offset, length);
            }
            int count = Math.min(length, ahead.length - passedOn);
            System.arraycopy(ahead, passedOn, bytes, offset, count);
            passedOn += count;
            return count;
        }

        /** Reads as far as the end of the request line. Returns false if the other side has nothing more to say. */
        private boolean lookAhead() throws IOException {
            byte[] buffer = new byte[BUFFER_SIZE];
            int size = 0;
            while (size < buffer.length) {
                int count = secured.getInputStream().read(buffer, size, buffer.length - size);
                if (count < 0) {
                    break;
                }
                size += count;
                if (contains(buffer, size - count, size, '\n')) {
                    break;
                }
            }
            requestDue = false;
            ahead = Arrays.copyOf(buffer, size);
            passedOn = 0;
            if (size > 0) {
                decide(new String(ahead, StandardCharsets.ISO_8859_1));
            }
            return size > 0;
        }

        private void decide(String received) throws IOException {
            Matcher line = REQUEST_LINE.matcher(received);
            boolean isRequest = line.lookingAt();
            if (isRequest && HIDDEN_METHODS.contains(line.group(1))) {
                ahead = (HIDING + received).getBytes(StandardCharsets.ISO_8859_1);
            }
            fault = isRequest ? reception.arrival(line.group(1), line.group(2)) : null;
            if (fault != null && fault.effect().moment() == FaultEffect.Moment.REQUEST_LINE_READ) {
                raw.setSoLinger(true, 0); // close by a reset, as when somebody has pulled the plug
                raw.close();
                throw new SocketException("the connection is dropped before the request is read");
            }
            if (isRequest && MAY_I.matcher(received).find(line.end() - 1)) {
                secured.getOutputStream().write(GO_ON);
                secured.getOutputStream().flush();
            }
        }

        private static boolean contains(byte[] bytes, int from, int to, char wanted) {
            for (int i = from; i < to; i++) {
                if (bytes[i] == wanted) {
                    return true;
                }
            }
            return false;
        }
    }
}
