package dev.clientregistration;

import dev.clientregistration.error.ResultError;
import dev.clientregistration.internal.engine.CallOptions;
import dev.clientregistration.internal.engine.EngineEnvironment;
import dev.clientregistration.internal.engine.HttpPool;
import dev.clientregistration.internal.http.HeaderText;
import dev.clientregistration.okhttp.OkHttpAdapter;
import java.net.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/**
 * The options that every facade has: time limits, retries, TLS, proxy, threads, headers, observers and guards. No method
 * takes {@code null}. An option that is set twice has the value that was set last; headers, observers and guards add up.
 *
 * <p>The SDK's builders extend it; nobody else needs to. Not safe for use by many threads.
 *
 * @param <B> the builder itself
 */
public abstract class FacadeBuilder<B extends FacadeBuilder<B>> {
    static {
        CallOptions.access(builder -> builder.options);
    }

    private CallOptions options = new CallOptions();

    /** For the SDK's builders. */
    protected FacadeBuilder() {}

    /**
     * This builder, by its own type.
     *
     * @return this
     */
    protected abstract B self();

    /** Takes over all of another builder's options. */
    final void copyOptions(FacadeBuilder<?> other) {
        options = other.options.copy();
    }

    final B environment(EngineEnvironment environment) {
        options.environment = environment;
        return self();
    }

    /**
     * Shows the beginning of error bodies that are not JSON in {@link ResultError#bodyExcerpt()}, such as a proxy's
     * HTML page. Default: they are left out, since nobody knows what such a page repeats.
     *
     * @return this builder
     */
    public B includeNonJsonExcerpts() {
        options.nonJsonExcerpts = true;
        return self();
    }

    /**
     * Limits how long one connection may take to be made, TLS included. Default: 5 seconds.
     *
     * @param connectTimeout more than zero, at most a day
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public B connectTimeout(Duration connectTimeout) {
        options.connectTimeout = Timeouts.requirePositive("connectTimeout", connectTimeout);
        return self();
    }

    /**
     * Limits one attempt, from its connection to the last byte of its answer. It holds for operations that are
     * attempted again; a {@code register}, which is not, may take what is left of the call. Default: 10 seconds.
     *
     * @param attemptTimeout more than zero, at most a day
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public B attemptTimeout(Duration attemptTimeout) {
        options.attemptTimeout = Timeouts.requirePositive("attemptTimeout", attemptTimeout);
        return self();
    }

    /**
     * Limits the whole call: queueing, every attempt, the waits between them, requests for tokens. Default: 30 seconds.
     *
     * @param callTimeout more than zero, at most a day
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public B callTimeout(Duration callTimeout) {
        options.callTimeout = Timeouts.requirePositive("callTimeout", callTimeout);
        return self();
    }

    /**
     * Sets how often and how soon calls are attempted again. Default: {@link RetryPolicy#standard()}.
     *
     * @param retryPolicy the policy
     * @return this builder
     */
    public B retryPolicy(RetryPolicy retryPolicy) {
        options.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy must not be null");
        return self();
    }

    /**
     * Limits how much of an answer's body is read; a longer one cannot be used. Default: 1 MiB.
     *
     * @param bytes 1 to 2<sup>30</sup>
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public B maxAnswerBytes(int bytes) {
        if (bytes < 1 || bytes > 1 << 30) {
            throw new IllegalArgumentException("maxAnswerBytes must be 1 to 2^30, but is " + bytes);
        }
        options.maxAnswerBytes = bytes;
        return self();
    }

    /**
     * Limits how many calls run at once; further ones queue, within their own time limit. Each running call needs a
     * socket, so what the system allows of those is the bound to keep below. Default: 256. Ignored with an
     * {@link #executor}.
     *
     * @param calls 1 to 10,000
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public B maxConcurrentCalls(int calls) {
        if (calls < 1 || calls > 10_000) {
            throw new IllegalArgumentException("maxConcurrentCalls must be 1 to 10,000, but is " + calls);
        }
        options.maxConcurrentCalls = calls;
        return self();
    }

    /**
     * Runs calls on an executor of the application's, which must be able to block on the network. Default: an own pool
     * of virtual threads where the JDK has them, else of daemon threads. The facade does not close the executor.
     *
     * @param executor the executor
     * @return this builder
     */
    public B executor(Executor executor) {
        options.executor = Objects.requireNonNull(executor, "executor must not be null");
        return self();
    }

    /**
     * Sets whom to trust, and with which certificate to authenticate where the server asks for one (mutual TLS): a
     * context initialised with trust managers and, for mutual TLS, key managers. Default: the JDK's.
     *
     * @param sslContext an initialised context
     * @return this builder
     */
    public B sslContext(SSLContext sslContext) {
        options.sslContext = Objects.requireNonNull(sslContext, "sslContext must not be null");
        return self();
    }

    /**
     * Sets the proxy. Default: what the JDK's proxy selection says.
     *
     * @param proxy the proxy; {@link Proxy#NO_PROXY} for none
     * @return this builder
     */
    public B proxy(Proxy proxy) {
        options.proxy = Objects.requireNonNull(proxy, "proxy must not be null");
        return self();
    }

    /**
     * Sets how to log in to an HTTP proxy that asks for it (Basic). Default: no login.
     *
     * @param user the user's name
     * @param password the user's password
     * @return this builder
     */
    public B proxyLogin(String user, Secret password) {
        options.proxyLogin = new HttpPool.ProxyLogin(
                Objects.requireNonNull(user, "user must not be null"),
                Objects.requireNonNull(password, "password must not be null"));
        return self();
    }

    /**
     * Makes calls with an OkHttp client of the application's.
     *
     * @param okHttp the client's adapter
     * @return this builder
     */
    public B okHttp(OkHttpAdapter okHttp) {
        options.okHttp =
                Objects.requireNonNull(okHttp, "okHttp must not be null").client();
        return self();
    }

    /**
     * Sends a header with every request. The last value set for a name counts.
     *
     * @param name a header name; not one that the SDK sets itself, such as {@code Authorization}
     * @param value a header value; treated as a secret, since nobody knows what a header holds
     * @return this builder
     * @throws IllegalArgumentException if the name or the value cannot be a header's, or the name is the SDK's
     */
    public B header(String name, String value) {
        HeaderText.requireName(name);
        options.headers.keySet().removeIf(name::equalsIgnoreCase);
        options.headers.put(name, HeaderText.requireValue(name, value));
        return self();
    }

    /**
     * Names the application in the {@code User-Agent}, before the SDK's own name and version.
     *
     * @param application for example {@code inventory/2.1}
     * @return this builder
     * @throws IllegalArgumentException if the text cannot be part of a header
     */
    public B application(String application) {
        HeaderText.requireValue("User-Agent", application);
        options.application = application;
        return self();
    }

    /**
     * Sends a random identifier with each call, the same one with all its attempts, so that it can be found in the
     * server's logs; {@link ResultError#requestId()} and {@link Response#requestId()} give it where the server names
     * none of its own. Default: no such header.
     *
     * @param name the header's name, usually {@code X-Request-Id}
     * @return this builder
     * @throws IllegalArgumentException if the name cannot be a header's, or is the SDK's
     */
    public B requestIdHeader(String name) {
        options.requestIdHeader = HeaderText.requireName(name);
        return self();
    }

    /**
     * Tells an observer of every call.
     *
     * @param observer the observer
     * @return this builder
     */
    public B observer(CallObserver observer) {
        options.observers.add(Objects.requireNonNull(observer, "observer must not be null"));
        return self();
    }

    /**
     * Asks a guard before every attempt. Guards are asked in the order in which they were added; the first refusal
     * counts, and the longest wait.
     *
     * @param guard the guard
     * @return this builder
     */
    public B guard(CallGuard guard) {
        options.guards.add(Objects.requireNonNull(guard, "guard must not be null"));
        return self();
    }

    /**
     * Allows plain http to hosts that are not loopback. Tokens and secrets then
     * travel in the clear: for closed test networks only.
     *
     * @return this builder
     */
    public B allowInsecureHttp() {
        options.insecureHttpAllowed = true;
        return self();
    }
}
