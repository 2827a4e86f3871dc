package dev.clientregistration.internal.engine;

import dev.clientregistration.CallGuard;
import dev.clientregistration.CallObserver;
import dev.clientregistration.FacadeBuilder;
import dev.clientregistration.RetryPolicy;
import dev.clientregistration.Secret;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What a facade's builder collects for the engine. Not safe for use by many threads. */
public final class CallOptions {
    /** How to get at the options of a builder: they are nobody's business outside the SDK, and builders live anywhere. */
    private static volatile @Nullable Function<FacadeBuilder<?>, CallOptions> access;

    public boolean insecureHttpAllowed;
    public boolean nonJsonExcerpts;
    public Duration connectTimeout = Duration.ofSeconds(5);
    public Duration attemptTimeout = Duration.ofSeconds(10);
    public Duration callTimeout = Duration.ofSeconds(30);
    public RetryPolicy retryPolicy = RetryPolicy.standard();
    public int maxAnswerBytes = 1 << 20;
    public int maxConcurrentCalls = 256;
    public @Nullable Executor executor;
    public @Nullable OkHttpClient okHttp;
    public @Nullable SSLContext sslContext;
    public @Nullable Proxy proxy;
    public HttpPool.@Nullable ProxyLogin proxyLogin;
    public @Nullable String application;
    public @Nullable String requestIdHeader;
    public final Map<String, Secret> headers = new LinkedHashMap<>();
    public final List<CallObserver> observers = new ArrayList<>();
    public final List<CallGuard> guards = new ArrayList<>();
    public EngineEnvironment environment = EngineEnvironment.SYSTEM;

    /** Called once by {@link FacadeBuilder}. */
    public static void access(Function<FacadeBuilder<?>, CallOptions> given) {
        access = given;
    }

    /** The options of a builder. */
    public static CallOptions of(FacadeBuilder<?> builder) {
        Function<FacadeBuilder<?>, CallOptions> given = access;
        if (given == null) {
            throw new IllegalStateException("no builder was made yet");
        }
        return given.apply(builder);
    }

    /** A copy that changes on its own. */
    public CallOptions copy() {
        CallOptions copy = new CallOptions();
        copy.insecureHttpAllowed = insecureHttpAllowed;
        copy.nonJsonExcerpts = nonJsonExcerpts;
        copy.connectTimeout = connectTimeout;
        copy.attemptTimeout = attemptTimeout;
        copy.callTimeout = callTimeout;
        copy.retryPolicy = retryPolicy;
        copy.maxAnswerBytes = maxAnswerBytes;
        copy.maxConcurrentCalls = maxConcurrentCalls;
        copy.executor = executor;
        copy.okHttp = okHttp;
        copy.sslContext = sslContext;
        copy.proxy = proxy;
        copy.proxyLogin = proxyLogin;
        copy.application = application;
        copy.requestIdHeader = requestIdHeader;
        copy.headers.putAll(headers);
        copy.observers.addAll(observers);
        copy.guards.addAll(guards);
        copy.environment = environment;
        return copy;
    }

    /**
     * An engine of its own.
     *
     * @throws IllegalStateException if options conflict
     */
    public CallEngine engine() {
        EngineResources resources =
                new EngineResources(environment, executor, maxConcurrentCalls, HttpPool.of(httpOptions()));
        return new CallEngine(settings(), resources);
    }

    /**
     * An engine with these options that shares the other's threads and connections.
     *
     * @throws IllegalStateException if options conflict
     */
    public CallEngine engine(CallEngine other) {
        return other.derive(settings(), httpOptions());
    }

    private HttpPool.Options httpOptions() {
        if (okHttp != null && (sslContext != null || proxy != null || proxyLogin != null)) {
            throw new IllegalStateException(
                    "okHttp(...) cannot be combined with sslContext(...), proxy(...) or proxyLogin(...): set them on the"
                            + " OkHttp client");
        }
        return new HttpPool.Options(connectTimeout, okHttp, sslContext, proxy, proxyLogin);
    }

    private EngineSettings settings() {
        return new EngineSettings(
                attemptTimeout,
                callTimeout,
                retryPolicy,
                maxAnswerBytes,
                nonJsonExcerpts,
                application == null ? UserAgent.SDK : application + " " + UserAgent.SDK,
                requestIdHeader,
                Map.copyOf(headers),
                List.copyOf(observers),
                List.copyOf(guards));
    }
}
