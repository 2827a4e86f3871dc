package dev.clientregistration.internal.engine;

import java.io.IOException;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Credentials;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The OkHttp client behind facades, made so that it sends every request once and as it is. On its own OkHttp would send
 * some again: so bodies are one-shot, redirects, authenticators and connection retries are off, and the
 * {@code Retry-After} of a 503 is hidden from it.
 */
public final class HttpPool implements AutoCloseable {
    /** OkHttp repeats a GET or DELETE answered 503 with {@code Retry-After: 0}; under this name it does not see it. */
    static final String HIDDEN_RETRY_AFTER = "X-Client-Registration-Retry-After";

    static final String RETRY_AFTER = "Retry-After";

    private final OkHttpClient client;
    private final Options options;
    private final boolean own;

    private HttpPool(OkHttpClient client, Options options, boolean own) {
        this.client = client;
        this.options = options;
        this.own = own;
    }

    /**
     * What a pool is made with.
     *
     * @param given the application's client, or null for an own one
     * @param sslContext trust and client certificate, or null for the JDK's
     * @param proxy the proxy, or null for the JDK's selection
     */
    public record Options(
            Duration connectTimeout,
            @Nullable OkHttpClient given,
            @Nullable SSLContext sslContext,
            @Nullable Proxy proxy,
            @Nullable ProxyLogin proxyLogin) {}

    /** What the proxy is told. */
    public record ProxyLogin(String user, dev.clientregistration.Secret password) {}

    /** A pool of its own connections, or of those of the application's client. */
    public static HttpPool of(Options options) {
        OkHttpClient given = options.given();
        OkHttpClient.Builder builder = given != null
                ? given.newBuilder()
                // Less than the idle limits that servers are known to have (5 s is common).
                : new OkHttpClient.Builder().connectionPool(new ConnectionPool(16, 4, TimeUnit.SECONDS));
        return new HttpPool(configure(builder, options, options.sslContext()), options, given == null);
    }

    /** A pool that shares this one's connections as far as its options allow it; closing it closes nothing. */
    public HttpPool derive(Options changed) {
        if (!Objects.equals(changed.given(), options.given())) {
            return of(changed);
        }
        // A context makes another socket factory each time it is asked, and connections are shared by factory.
        SSLContext newContext =
                Objects.equals(changed.sslContext(), options.sslContext()) ? null : changed.sslContext();
        return new HttpPool(configure(client.newBuilder(), changed, newContext), changed, false);
    }

    private static OkHttpClient configure(
            OkHttpClient.Builder builder, Options options, @Nullable SSLContext sslContext) {
        // A derived pool has ours already.
        builder.networkInterceptors().removeIf(HttpPool::isOurs);
        builder.connectTimeout(options.connectTimeout())
                // One limit per attempt, given with each call, instead of one per read.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cache(null)
                .cookieJar(CookieJar.NO_COOKIES)
                .eventListenerFactory(events(options.given()))
                .addNetworkInterceptor(new HideRetryAfter())
                .addNetworkInterceptor(new ConnectionCheck())
                .addNetworkInterceptor(new PassGate());
        if (sslContext != null) {
            // The context's own trust managers judge the server; OkHttp wants one to build chains for pins, of which
            // there are none.
            builder.sslSocketFactory(sslContext.getSocketFactory(), platformTrust());
        }
        if (options.proxy() != null) {
            builder.proxy(options.proxy());
        }
        ProxyLogin login = options.proxyLogin();
        if (login != null) {
            String header = Credentials.basic(login.user(), login.password().reveal());
            builder.proxyAuthenticator((route, response) -> response.request().header("Proxy-Authorization") != null
                    ? null
                    : response.request()
                            .newBuilder()
                            .header("Proxy-Authorization", header)
                            .build());
            builder.addNetworkInterceptor(new LoginAtProxy(header));
        }
        OkHttpClient configured = builder.build();
        X509TrustManager trust = configured.x509TrustManager();
        return trust == null
                ? configured
                : configured
                        .newBuilder()
                        .sslSocketFactory(
                                HandshakeLimit.of(configured.sslSocketFactory(), options.connectTimeout()), trust)
                        .build();
    }

    /** The listeners of the application's client, and those of the attempts. */
    private static EventListener.Factory events(@Nullable OkHttpClient given) {
        return call -> {
            AttemptGate gate = call.request().tag(AttemptGate.class);
            EventListener theirs = given == null
                    ? EventListener.NONE
                    : given.eventListenerFactory().create(call);
            return gate == null ? theirs : theirs.plus(gate.events);
        };
    }

    private static boolean isOurs(Interceptor interceptor) {
        return interceptor instanceof HideRetryAfter
                || interceptor instanceof LoginAtProxy
                || interceptor instanceof ConnectionCheck
                || interceptor instanceof PassGate;
    }

    private static X509TrustManager platformTrust() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    return x509;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no default trust manager", e);
        }
        throw new IllegalStateException("the JDK has no default trust manager");
    }

    OkHttpClient client() {
        return client;
    }

    /** Lets idle connections go, if they are our own. */
    @Override
    public void close() {
        if (own) {
            client.connectionPool().evictAll();
        }
    }

    private static final class HideRetryAfter implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
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
    }

    /** Logs in at a proxy for plain http at once: a body is sent once only, so that there is no second try after a 407. */
    private record LoginAtProxy(String header) implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            Connection connection = chain.connection();
            boolean proxied = connection != null
                    && connection.route().proxy().type() == Proxy.Type.HTTP
                    && !chain.request().isHttps();
            return chain.proceed(
                    proxied
                            ? chain.request()
                                    .newBuilder()
                                    .header("Proxy-Authorization", header)
                                    .build()
                            : chain.request());
        }

        @Override
        public String toString() {
            return "LoginAtProxy";
        }
    }

    /** The innermost step before OkHttp writes. */
    private static final class PassGate implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            AttemptGate gate = chain.request().tag(AttemptGate.class);
            if (gate != null && !gate.pass()) {
                throw new IOException("the call ended before its request was sent");
            }
            return chain.proceed(chain.request());
        }
    }
}
