package dev.clientregistration.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;

/** Bodies that the HTTP library cannot make by itself. */
final class SpoiltBody {
    private static final int PIECES = 10;
    private static final int CHUNK_SIZE = 4_096;

    private SpoiltBody() {}

    /** A body in ten pieces of about the same size, each after a pause. */
    static MockResponseBody slow(String body, Duration pause, AdjustableClock time) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Instant start = time.instant(); // before the head is sent: who has seen it may move the clock
        return new MockResponseBody() {
            @Override
            public long getContentLength() {
                return bytes.length;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                for (int i = 0; i < PIECES; i++) {
                    await(start.plus(pause.multipliedBy(i + 1)), time);
                    int from = bytes.length * i / PIECES;
                    int to = bytes.length * (i + 1) / PIECES;
                    sink.write(bytes, from, to - from);
                    sink.flush();
                }
            }
        };
    }

    /** A body that begins like JSON and goes on until the connection is closed. The chunks are made here. */
    static MockResponseBody endless() {
        return new MockResponseBody() {
            @Override
            public long getContentLength() {
                return -1;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                String piece = " ".repeat(CHUNK_SIZE);
                sink.writeUtf8("1\r\n{\r\n");
                while (true) {
                    sink.writeUtf8(Integer.toHexString(CHUNK_SIZE) + "\r\n" + piece + "\r\n");
                    sink.flush();
                }
            }
        };
    }

    private static void await(Instant moment, AdjustableClock time) throws IOException {
        try {
            if (!time.await(moment)) {
                throw new IOException("the server is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
