package dev.clientregistration.internal.engine;

import dev.clientregistration.Secret;
import dev.clientregistration.internal.engine.ConnectionCheck.DeadConnectionException;
import dev.clientregistration.internal.http.ApiRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Sends one request once, and says what came of it. Safe for use by many threads. */
final class HttpTransport {
    /** How many dead connections of the pool are passed over before the attempt counts as failed. */
    private static final int MAX_DEAD_CONNECTIONS = 64;

    private final HttpPool pool;
    private final int maxAnswerBytes;

    HttpTransport(HttpPool pool, int maxAnswerBytes) {
        this.pool = pool;
        this.maxAnswerBytes = maxAnswerBytes;
    }

    /**
     * Sends the request and waits for its answer.
     *
     * @param headers what is sent besides the request's own headers
     * @param limit how long the attempt may take from here to the last byte of the answer
     */
    Attempt send(
            ApiRequest request,
            Map<String, Secret> headers,
            @Nullable Secret bearer,
            AttemptGate gate,
            Duration limit) {
        Request okHttpRequest = okHttpRequest(request, headers, bearer, gate);
        for (int dead = 0; ; dead++) {
            Call call = pool.client().newCall(okHttpRequest);
            call.timeout().timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
            gate.guard(call);
            try (Response response = call.execute()) {
                return new Attempt.Answered(answer(response));
            } catch (DeadConnectionException e) {
                // Nothing was written: the same attempt goes on with another connection.
                if (!e.reused() || dead >= MAX_DEAD_CONNECTIONS) {
                    return new Attempt.Failed(e, false);
                }
            } catch (IOException e) {
                Response answered = gate.answered();
                return answered == null ? new Attempt.Failed(e, gate.passed()) : new Attempt.Answered(head(answered));
            }
        }
    }

    /**
     * An answer that OkHttp gave up after its head: a 407 that came from no proxy, a 204 with a body. What it says counts
     * all the same.
     */
    private static Answer head(Response response) {
        boolean bodiless = response.code() == 204 || response.code() == 205;
        return new Answer(
                response.code(),
                headers(response.headers()),
                ByteString.EMPTY,
                bodiless ? Answer.Body.WHOLE : Answer.Body.CUT);
    }

    private static Request okHttpRequest(
            ApiRequest request, Map<String, Secret> headers, @Nullable Secret bearer, AttemptGate gate) {
        Request.Builder builder =
                new Request.Builder().url(HttpUrl.get(request.uri().toString())).tag(AttemptGate.class, gate);
        headers.forEach((name, value) -> builder.header(name, value.reveal()));
        request.headers().forEach(builder::header);
        if (bearer != null) {
            builder.header("Authorization", "Bearer " + bearer.reveal());
        }
        byte[] body = request.body();
        return builder.method(
                        request.method(),
                        body == null
                                ? null
                                : new OneShotBody(body, request.headers().get("Content-Type")))
                .build();
    }

    private Answer answer(Response response) {
        Answer.Body state = Answer.Body.WHOLE;
        Buffer body = new Buffer();
        try (BufferedSource source = response.body().source()) {
            while (source.read(body, maxAnswerBytes + 1L - body.size()) != -1) {
                if (body.size() > maxAnswerBytes) {
                    state = Answer.Body.TOO_LARGE;
                    break;
                }
            }
        } catch (IOException e) {
            state = Answer.Body.CUT;
        }
        return new Answer(response.code(), headers(response.headers()), body.readByteString(), state);
    }

    private static Map<String, List<String>> headers(Headers headers) {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.toMultimap().forEach((name, values) -> {
            boolean hidden = name.equalsIgnoreCase(HttpPool.HIDDEN_RETRY_AFTER);
            map.put(hidden ? HttpPool.RETRY_AFTER : name, List.copyOf(values));
        });
        return Collections.unmodifiableMap(map);
    }

    /** A body that OkHttp must not write twice. */
    private static final class OneShotBody extends RequestBody {
        private final byte[] bytes;
        private final @Nullable MediaType type;

        OneShotBody(byte[] bytes, @Nullable String type) {
            this.bytes = bytes;
            this.type = type == null ? null : MediaType.parse(type);
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}
