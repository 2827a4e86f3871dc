package dev.clientregistration.internal.engine;

import dev.clientregistration.Secret;
import dev.clientregistration.internal.http.ApiRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request once. OkHttp on its own would send some again: bodies are one-shot, redirects and connection
 * retries are off, and a 503's {@code Retry-After} is hidden from it. Safe for use by many threads.
 */
final class HttpTransport implements AutoCloseable {
    /** OkHttp repeats a GET or DELETE answered 503 with {@code Retry-After: 0}; under this name it does not see it. */
    private static final String HIDDEN_RETRY_AFTER = "X-Client-Registration-Retry-After";

    private static final String RETRY_AFTER = "Retry-After";

    private final OkHttpClient client;
    private final long maxBodyBytes;
    private final String userAgent;

    HttpTransport(EngineSettings settings, String userAgent) {
        this.maxBodyBytes = settings.maxBodyBytes();
        this.userAgent = userAgent;
        this.client = new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                // One limit per attempt, given with each call, instead of one per read.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                // Less than the idle limits that servers are known to have.
                .connectionPool(new ConnectionPool(16, 4, TimeUnit.SECONDS))
                .addNetworkInterceptor(HttpTransport::hideRetryAfter)
                .addNetworkInterceptor(HttpTransport::passGate)
                .build();
    }

    /**
     * Sends the request and waits for its answer.
     *
     * @param limit how long the attempt may take from here to the last byte of the answer
     */
    Attempt send(ApiRequest request, @Nullable Secret bearer, AttemptGate gate, Duration limit) {
        Call call = client.newCall(okHttpRequest(request, bearer, gate));
        call.timeout().timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
        gate.guard(call);
        try (Response response = call.execute()) {
            return new Attempt.Answered(answer(response));
        } catch (IOException e) {
            return new Attempt.Failed(e, gate.passed());
        }
    }

    private Request okHttpRequest(ApiRequest request, @Nullable Secret bearer, AttemptGate gate) {
        Request.Builder builder =
                new Request.Builder().url(HttpUrl.get(request.uri().toString())).tag(AttemptGate.class, gate);
        builder.header("User-Agent", userAgent);
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
            while (source.read(body, Math.max(1, maxBodyBytes + 1 - body.size())) != -1) {
                if (body.size() > maxBodyBytes) {
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
        headers.toMultimap()
                .forEach((name, values) ->
                        map.put(name.equalsIgnoreCase(HIDDEN_RETRY_AFTER) ? RETRY_AFTER : name, List.copyOf(values)));
        return Collections.unmodifiableMap(map);
    }

    private static Response hideRetryAfter(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String retryAfter = response.header(RETRY_AFTER);
        if (response.code() != 503 || retryAfter == null) {
            return response;
        }
        return response.newBuilder()
                .removeHeader(RETRY_AFTER)
                .header(HIDDEN_RETRY_AFTER, retryAfter)
                .build();
    }

    /** The innermost step before OkHttp writes. */
    private static Response passGate(Interceptor.Chain chain) throws IOException {
        AttemptGate gate = chain.request().tag(AttemptGate.class);
        if (gate != null && !gate.pass()) {
            throw new IOException("the call ended before its request was sent");
        }
        return chain.proceed(chain.request());
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
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
