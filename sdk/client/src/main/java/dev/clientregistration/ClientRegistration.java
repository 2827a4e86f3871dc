package dev.clientregistration;

import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.internal.engine.CallEngine;
import dev.clientregistration.internal.engine.EngineEnvironment;
import dev.clientregistration.internal.engine.EngineResources;
import dev.clientregistration.internal.engine.EngineSettings;
import dev.clientregistration.internal.engine.HttpPool;
import dev.clientregistration.internal.engine.UserAgent;
import dev.clientregistration.internal.http.HeaderText;
import dev.clientregistration.internal.http.Uris;
import dev.clientregistration.internal.registration.RegistrationFacade;
import dev.clientregistration.internal.registration.TrustedOrigins;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.okhttp.OkHttpAdapter;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Registers OAuth and OpenID Connect clients at one authorization server, and reads, updates and deletes them
 * (RFC 7591, RFC 7592, OpenID Connect Dynamic Client Registration 1.0).
 *
 * <p>What it promises:
 *
 * <ul>
 *   <li>A registration never happens twice behind the caller's back, and every failure says by
 *       {@link RegistrationException#outcome()} whether the server did it, or that nobody can know.
 *   <li>What the server answers is read tolerantly and kept without a loss.
 *   <li>Secrets go to the server's own origin and nowhere else: not into messages, logs or {@code toString}.
 * </ul>
 *
 * <p>Defaults: https only, but for loopback hosts; connecting may take 5 seconds, an attempt 10 (a {@code register}: all
 * that is left of the call), the whole call 30; answers of up to 1 MiB; redirects are not followed.
 *
 * {@snippet class="dev.clientregistration.ReadmeSnippets" region="first-example"}
 *
 * <p>Every operation has an asynchronous twin with the same meaning, whose future ends with the value or one of the
 * {@link RegistrationException} family and whose cancellation ends the call. Bad arguments are thrown at once by both.
 *
 * <p>Implementations of the SDK are safe for use by many threads; make one per server and keep it. It is an interface so
 * that tests can stub it.
 */
public interface ClientRegistration extends AutoCloseable {
    /**
     * Starts a facade. {@link Builder#endpoint(URI)} is required.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Registers a new client (RFC 7591 section 3). The request is sent at most once: where no answer came, nobody can
     * know whether there is a new client, and the failure says so.
     *
     * <p>The server may change or drop what was asked for; compare what matters with what is returned. Store
     * {@link #credentials} of the client before anything else: they cannot be had again.
     *
     * @param metadata what the client asks for; not null
     * @return the client as registered, with everything the server said
     * @throws ResultError if the server answered with an error
     * @throws TransportException if no complete answer came
     * @throws CallTimeoutException if time ran out
     * @throws CallInterruptedException if the waiting thread was interrupted
     * @throws UnreadableResponseException if the server's answer is of no use; {@code outcome()} is {@code APPLIED} where
     *     a client is known to exist
     * @throws CallRefusedException if the facade is closed
     */
    default ClientInformation register(ClientMetadata metadata) {
        return register(metadata, RequestOptions.none());
    }

    /**
     * {@link #register(ClientMetadata)} with options of its own.
     *
     * @param metadata what the client asks for; not null
     * @param options what is different for this call; not null
     * @return the client as registered
     */
    ClientInformation register(ClientMetadata metadata, RequestOptions options);

    /**
     * {@link #register(ClientMetadata)}, asynchronously.
     *
     * @param metadata what the client asks for; not null
     * @return a future of the client as registered
     */
    default CompletableFuture<ClientInformation> registerAsync(ClientMetadata metadata) {
        return registerAsync(metadata, RequestOptions.none());
    }

    /**
     * {@link #register(ClientMetadata, RequestOptions)}, asynchronously.
     *
     * @param metadata what the client asks for; not null
     * @param options what is different for this call; not null
     * @return a future of the client as registered
     */
    CompletableFuture<ClientInformation> registerAsync(ClientMetadata metadata, RequestOptions options);

    /**
     * Reads a client (RFC 7592 section 2.1). What the server does not repeat (secret, token, URI, expiry) is carried over
     * from the credentials; what it replaced is in the result: store {@link #credentials} again.
     *
     * @param credentials of the client; not null
     * @return the client as it is now
     * @throws ResultError if the server answered with an error; for a client that is gone an
     *     {@link dev.clientregistration.error.AccessDeniedException} with {@code mayBeGone()}, or a
     *     {@link dev.clientregistration.error.ClientNotFoundException}
     * @throws CallRefusedException if the facade is closed, the server issued no token or URI for this client, or the URI
     *     is of an origin that is not trusted; nothing was sent
     * @throws TransportException if no complete answer came
     * @throws CallTimeoutException if time ran out
     * @throws CallInterruptedException if the waiting thread was interrupted
     * @throws UnreadableResponseException if the server's answer is of no use, or about another client
     */
    default ClientInformation get(ManagementCredentials credentials) {
        return get(credentials, RequestOptions.none());
    }

    /**
     * {@link #get(ManagementCredentials)} with options of its own.
     *
     * @param credentials of the client; not null
     * @param options what is different for this call; not null
     * @return the client as it is now
     */
    ClientInformation get(ManagementCredentials credentials, RequestOptions options);

    /**
     * {@link #get(ManagementCredentials)}, asynchronously.
     *
     * @param credentials of the client; not null
     * @return a future of the client as it is now
     */
    default CompletableFuture<ClientInformation> getAsync(ManagementCredentials credentials) {
        return getAsync(credentials, RequestOptions.none());
    }

    /**
     * {@link #get(ManagementCredentials, RequestOptions)}, asynchronously.
     *
     * @param credentials of the client; not null
     * @param options what is different for this call; not null
     * @return a future of the client as it is now
     */
    CompletableFuture<ClientInformation> getAsync(ManagementCredentials credentials, RequestOptions options);

    /**
     * Makes the client exactly what the metadata says (RFC 7592 section 2.2): a member that is left out is removed. Start
     * from {@link ClientInformation#toMetadata()} of the client as it was last returned. The client id is added; the
     * members that the server issued are not sent.
     *
     * @param credentials of the client; not null
     * @param metadata what the client shall be; not null
     * @return the client as it is now, with credentials carried over as by {@link #get(ManagementCredentials)}
     * @throws IllegalArgumentException if the metadata names another client's {@code client_id}, or a member that only
     *     the server may set
     * @throws RegistrationException as {@link #get(ManagementCredentials)} does
     */
    default ClientInformation update(ManagementCredentials credentials, ClientMetadata metadata) {
        return update(credentials, metadata, RequestOptions.none());
    }

    /**
     * {@link #update(ManagementCredentials, ClientMetadata)} with options of its own.
     *
     * @param credentials of the client; not null
     * @param metadata what the client shall be; not null
     * @param options what is different for this call; not null
     * @return the client as it is now
     */
    ClientInformation update(ManagementCredentials credentials, ClientMetadata metadata, RequestOptions options);

    /**
     * {@link #update(ManagementCredentials, ClientMetadata)}, asynchronously.
     *
     * @param credentials of the client; not null
     * @param metadata what the client shall be; not null
     * @return a future of the client as it is now
     */
    default CompletableFuture<ClientInformation> updateAsync(
            ManagementCredentials credentials, ClientMetadata metadata) {
        return updateAsync(credentials, metadata, RequestOptions.none());
    }

    /**
     * {@link #update(ManagementCredentials, ClientMetadata, RequestOptions)}, asynchronously.
     *
     * @param credentials of the client; not null
     * @param metadata what the client shall be; not null
     * @param options what is different for this call; not null
     * @return a future of the client as it is now
     */
    CompletableFuture<ClientInformation> updateAsync(
            ManagementCredentials credentials, ClientMetadata metadata, RequestOptions options);

    /**
     * Deletes a client (RFC 7592 section 2.3). Its id, secret and registration access token are of no use any more.
     *
     * @param credentials of the client; not null
     * @throws RegistrationException as {@link #get(ManagementCredentials)} does
     */
    default void delete(ManagementCredentials credentials) {
        delete(credentials, RequestOptions.none());
    }

    /**
     * {@link #delete(ManagementCredentials)} with options of its own.
     *
     * @param credentials of the client; not null
     * @param options what is different for this call; not null
     */
    void delete(ManagementCredentials credentials, RequestOptions options);

    /**
     * {@link #delete(ManagementCredentials)}, asynchronously.
     *
     * @param credentials of the client; not null
     * @return a future that ends with {@code null}
     */
    default CompletableFuture<@Nullable Void> deleteAsync(ManagementCredentials credentials) {
        return deleteAsync(credentials, RequestOptions.none());
    }

    /**
     * {@link #delete(ManagementCredentials, RequestOptions)}, asynchronously.
     *
     * @param credentials of the client; not null
     * @param options what is different for this call; not null
     * @return a future that ends with {@code null}
     */
    CompletableFuture<@Nullable Void> deleteAsync(ManagementCredentials credentials, RequestOptions options);

    /**
     * What to store of a client, so that a later run can read, change and delete it: its credentials with this facade's
     * endpoint and profile.
     *
     * @param client a client that this facade returned; not null
     * @return its credentials
     * @throws IllegalArgumentException if the client has no {@code client_id}
     */
    ManagementCredentials credentials(ClientInformation client);

    /**
     * {@link #get(ManagementCredentials)} of a client that this facade returned.
     *
     * @param client the client as it was last returned; not null
     * @return the client as it is now
     */
    default ClientInformation get(ClientInformation client) {
        return get(credentials(client));
    }

    /**
     * {@link #get(ClientInformation)} with options of its own.
     *
     * @param client the client as it was last returned; not null
     * @param options what is different for this call; not null
     * @return the client as it is now
     */
    default ClientInformation get(ClientInformation client, RequestOptions options) {
        return get(credentials(client), options);
    }

    /**
     * {@link #get(ClientInformation)}, asynchronously.
     *
     * @param client the client as it was last returned; not null
     * @return a future of the client as it is now
     */
    default CompletableFuture<ClientInformation> getAsync(ClientInformation client) {
        return getAsync(credentials(client));
    }

    /**
     * {@link #getAsync(ClientInformation)} with options of its own.
     *
     * @param client the client as it was last returned; not null
     * @param options what is different for this call; not null
     * @return a future of the client as it is now
     */
    default CompletableFuture<ClientInformation> getAsync(ClientInformation client, RequestOptions options) {
        return getAsync(credentials(client), options);
    }

    /**
     * {@link #update(ManagementCredentials, ClientMetadata)} of a client that this facade returned.
     *
     * @param client the client as it was last returned; not null
     * @param metadata what the client shall be; not null
     * @return the client as it is now
     */
    default ClientInformation update(ClientInformation client, ClientMetadata metadata) {
        return update(credentials(client), metadata);
    }

    /**
     * {@link #update(ClientInformation, ClientMetadata)} with options of its own.
     *
     * @param client the client as it was last returned; not null
     * @param metadata what the client shall be; not null
     * @param options what is different for this call; not null
     * @return the client as it is now
     */
    default ClientInformation update(ClientInformation client, ClientMetadata metadata, RequestOptions options) {
        return update(credentials(client), metadata, options);
    }

    /**
     * {@link #update(ClientInformation, ClientMetadata)}, asynchronously.
     *
     * @param client the client as it was last returned; not null
     * @param metadata what the client shall be; not null
     * @return a future of the client as it is now
     */
    default CompletableFuture<ClientInformation> updateAsync(ClientInformation client, ClientMetadata metadata) {
        return updateAsync(credentials(client), metadata);
    }

    /**
     * {@link #updateAsync(ClientInformation, ClientMetadata)} with options of its own.
     *
     * @param client the client as it was last returned; not null
     * @param metadata what the client shall be; not null
     * @param options what is different for this call; not null
     * @return a future of the client as it is now
     */
    default CompletableFuture<ClientInformation> updateAsync(
            ClientInformation client, ClientMetadata metadata, RequestOptions options) {
        return updateAsync(credentials(client), metadata, options);
    }

    /**
     * {@link #delete(ManagementCredentials)} of a client that this facade returned.
     *
     * @param client the client as it was last returned; not null
     */
    default void delete(ClientInformation client) {
        delete(credentials(client));
    }

    /**
     * {@link #delete(ClientInformation)} with options of its own.
     *
     * @param client the client as it was last returned; not null
     * @param options what is different for this call; not null
     */
    default void delete(ClientInformation client, RequestOptions options) {
        delete(credentials(client), options);
    }

    /**
     * {@link #delete(ClientInformation)}, asynchronously.
     *
     * @param client the client as it was last returned; not null
     * @return a future that ends with {@code null}
     */
    default CompletableFuture<@Nullable Void> deleteAsync(ClientInformation client) {
        return deleteAsync(credentials(client));
    }

    /**
     * {@link #deleteAsync(ClientInformation)} with options of its own.
     *
     * @param client the client as it was last returned; not null
     * @param options what is different for this call; not null
     * @return a future that ends with {@code null}
     */
    default CompletableFuture<@Nullable Void> deleteAsync(ClientInformation client, RequestOptions options) {
        return deleteAsync(credentials(client), options);
    }

    /**
     * The same operations with everything that is known of the answer: status, headers, attempts, body.
     *
     * @return a view of this facade; it needs no closing
     */
    Exchange exchange();

    /**
     * A facade that differs from this one in some options and shares its threads and, as far as the options allow, its
     * connections. It is closed on its own; closing this one refuses its calls too.
     *
     * @param changes is given a builder with this facade's options and changes them; not null
     * @return the changed facade
     * @throws IllegalArgumentException as {@link Builder#build()} does
     */
    ClientRegistration derive(Consumer<Builder> changes);

    /**
     * Ends calls in progress with a {@link CallRefusedException} whose outcome says whether they had been sent, and lets
     * threads and connections go. Calls made afterwards are refused. Closing twice does nothing.
     */
    @Override
    void close();

    /**
     * Makes a {@link ClientRegistration}. No method takes {@code null}. Not safe for use by many threads.
     *
     * <p>An option that is set twice has the value that was set last; headers, trusted origins, observers and guards add up.
     */
    final class Builder {
        private @Nullable URI endpoint;
        private ServerProfile profile = ServerProfile.STANDARD;
        private @Nullable InitialAccessToken initialAccessToken;
        private boolean insecureHttpAllowed;
        private boolean nonJsonExcerpts;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration attemptTimeout = Duration.ofSeconds(10);
        private Duration callTimeout = Duration.ofSeconds(30);
        private RetryPolicy retryPolicy = RetryPolicy.standard();
        private int maxAnswerBytes = 1 << 20;
        private int maxConcurrentCalls = 256;
        private @Nullable Executor executor;
        private @Nullable OkHttpAdapter okHttp;
        private @Nullable SSLContext sslContext;
        private @Nullable Proxy proxy;
        private HttpPool.@Nullable ProxyLogin proxyLogin;
        private @Nullable String application;
        private @Nullable String requestIdHeader;
        private final Set<URI> trustedOrigins = new LinkedHashSet<>();
        private final Map<String, Secret> headers = new LinkedHashMap<>();
        private final List<CallObserver> observers = new ArrayList<>();
        private final List<CallGuard> guards = new ArrayList<>();
        private EngineEnvironment environment = EngineEnvironment.SYSTEM;

        private Builder() {}

        private Builder(Builder other) {
            this.endpoint = other.endpoint;
            this.profile = other.profile;
            this.initialAccessToken = other.initialAccessToken;
            this.insecureHttpAllowed = other.insecureHttpAllowed;
            this.nonJsonExcerpts = other.nonJsonExcerpts;
            this.connectTimeout = other.connectTimeout;
            this.attemptTimeout = other.attemptTimeout;
            this.callTimeout = other.callTimeout;
            this.retryPolicy = other.retryPolicy;
            this.maxAnswerBytes = other.maxAnswerBytes;
            this.maxConcurrentCalls = other.maxConcurrentCalls;
            this.executor = other.executor;
            this.okHttp = other.okHttp;
            this.sslContext = other.sslContext;
            this.proxy = other.proxy;
            this.proxyLogin = other.proxyLogin;
            this.application = other.application;
            this.requestIdHeader = other.requestIdHeader;
            this.trustedOrigins.addAll(other.trustedOrigins);
            this.headers.putAll(other.headers);
            this.observers.addAll(other.observers);
            this.guards.addAll(other.guards);
            this.environment = other.environment;
        }

        /**
         * Sets the registration endpoint. Required.
         *
         * @param endpoint an absolute https URI, or http to a loopback host; no user information, no fragment
         * @return this builder
         */
        public Builder endpoint(URI endpoint) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint must not be null");
            return this;
        }

        /**
         * Sets in what the server differs from the standards. Default: {@link ServerProfile#STANDARD}.
         *
         * @param profile the profile
         * @return this builder
         */
        public Builder profile(ServerProfile profile) {
            this.profile = Objects.requireNonNull(profile, "profile must not be null");
            return this;
        }

        /**
         * Sets the token that allows a {@code register}. Default: none, for servers with open registration.
         *
         * @param token where the token comes from
         * @return this builder
         */
        public Builder initialAccessToken(InitialAccessToken token) {
            this.initialAccessToken = Objects.requireNonNull(token, "initial access token must not be null");
            return this;
        }

        /**
         * Allows plain http to hosts that are not loopback, endpoint and management URIs alike. Tokens and secrets then
         * travel in the clear: for closed test networks only.
         *
         * @return this builder
         */
        public Builder allowInsecureHttp() {
            this.insecureHttpAllowed = true;
            return this;
        }

        /**
         * Trusts an origin besides the endpoint's own, so that registration access tokens may be sent to client
         * configuration endpoints there. Needed only where a server issues management URIs of another host.
         *
         * @param origin scheme, host and port, such as {@code https://admin.example.com}; a path is refused
         * @return this builder
         */
        public Builder trustOrigin(URI origin) {
            trustedOrigins.add(Objects.requireNonNull(origin, "origin must not be null"));
            return this;
        }

        /**
         * Shows the beginning of error bodies that are not JSON in {@link ResultError#bodyExcerpt()}, such as a proxy's
         * HTML page. Default: they are left out, since nobody knows what such a page repeats.
         *
         * @return this builder
         */
        public Builder includeNonJsonExcerpts() {
            this.nonJsonExcerpts = true;
            return this;
        }

        /**
         * Limits how long one connection may take to be made, TLS included. Default: 5 seconds.
         *
         * @param connectTimeout more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = Timeouts.requirePositive("connectTimeout", connectTimeout);
            return this;
        }

        /**
         * Limits one attempt, from its connection to the last byte of its answer. It holds for operations that are
         * attempted again; a {@code register}, which is not, may take what is left of the call. Default: 10 seconds.
         *
         * @param attemptTimeout more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder attemptTimeout(Duration attemptTimeout) {
            this.attemptTimeout = Timeouts.requirePositive("attemptTimeout", attemptTimeout);
            return this;
        }

        /**
         * Limits the whole call: queueing, every attempt, the waits between them, requests for tokens. Default: 30 seconds.
         *
         * @param callTimeout more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder callTimeout(Duration callTimeout) {
            this.callTimeout = Timeouts.requirePositive("callTimeout", callTimeout);
            return this;
        }

        /**
         * Sets how often and how soon calls are attempted again. Default: {@link RetryPolicy#standard()}.
         *
         * @param retryPolicy the policy
         * @return this builder
         */
        public Builder retryPolicy(RetryPolicy retryPolicy) {
            this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy must not be null");
            return this;
        }

        /**
         * Limits how much of an answer's body is read; a longer one cannot be used. Default: 1 MiB.
         *
         * @param bytes 1 to 2<sup>30</sup>
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxAnswerBytes(int bytes) {
            if (bytes < 1 || bytes > 1 << 30) {
                throw new IllegalArgumentException("maxAnswerBytes must be 1 to 2^30, but is " + bytes);
            }
            this.maxAnswerBytes = bytes;
            return this;
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
        public Builder maxConcurrentCalls(int calls) {
            if (calls < 1 || calls > 10_000) {
                throw new IllegalArgumentException("maxConcurrentCalls must be 1 to 10,000, but is " + calls);
            }
            this.maxConcurrentCalls = calls;
            return this;
        }

        /**
         * Runs calls on an executor of the application's, which must be able to block on the network. Default: an own pool
         * of virtual threads where the JDK has them, else of daemon threads. The facade does not close the executor.
         *
         * @param executor the executor
         * @return this builder
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor must not be null");
            return this;
        }

        /**
         * Sets whom to trust, and with which certificate to authenticate where the server asks for one (mutual TLS): a
         * context initialised with trust managers and, for mutual TLS, key managers. Default: the JDK's.
         *
         * @param sslContext an initialised context
         * @return this builder
         */
        public Builder sslContext(SSLContext sslContext) {
            this.sslContext = Objects.requireNonNull(sslContext, "sslContext must not be null");
            return this;
        }

        /**
         * Sets the proxy. Default: what the JDK's proxy selection says.
         *
         * @param proxy the proxy; {@link Proxy#NO_PROXY} for none
         * @return this builder
         */
        public Builder proxy(Proxy proxy) {
            this.proxy = Objects.requireNonNull(proxy, "proxy must not be null");
            return this;
        }

        /**
         * Sets how to log in to an HTTP proxy that asks for it (Basic). Default: no login.
         *
         * @param user the user's name
         * @param password the user's password
         * @return this builder
         */
        public Builder proxyLogin(String user, Secret password) {
            this.proxyLogin = new HttpPool.ProxyLogin(
                    Objects.requireNonNull(user, "user must not be null"),
                    Objects.requireNonNull(password, "password must not be null"));
            return this;
        }

        /**
         * Makes calls with an OkHttp client of the application's.
         *
         * @param okHttp the client's adapter
         * @return this builder
         */
        public Builder okHttp(OkHttpAdapter okHttp) {
            this.okHttp = Objects.requireNonNull(okHttp, "okHttp must not be null");
            return this;
        }

        /**
         * Sends a header with every request. The last value set for a name counts.
         *
         * @param name a header name; not one that the SDK sets itself, such as {@code Authorization}
         * @param value a header value; treated as a secret, since nobody knows what a header holds
         * @return this builder
         * @throws IllegalArgumentException if the name or the value cannot be a header's, or the name is the SDK's
         */
        public Builder header(String name, String value) {
            HeaderText.requireName(name);
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, HeaderText.requireValue(name, value));
            return this;
        }

        /**
         * Names the application in the {@code User-Agent}, before the SDK's own name and version.
         *
         * @param application for example {@code inventory/2.1}
         * @return this builder
         * @throws IllegalArgumentException if the text cannot be part of a header
         */
        public Builder application(String application) {
            HeaderText.requireValue("User-Agent", application);
            this.application = application;
            return this;
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
        public Builder requestIdHeader(String name) {
            this.requestIdHeader = HeaderText.requireName(name);
            return this;
        }

        /**
         * Tells an observer of every call.
         *
         * @param observer the observer
         * @return this builder
         */
        public Builder observer(CallObserver observer) {
            observers.add(Objects.requireNonNull(observer, "observer must not be null"));
            return this;
        }

        /**
         * Asks a guard before every attempt. Guards are asked in the order in which they were added; the first refusal
         * counts, and the longest wait.
         *
         * @param guard the guard
         * @return this builder
         */
        public Builder guard(CallGuard guard) {
            guards.add(Objects.requireNonNull(guard, "guard must not be null"));
            return this;
        }

        /**
         * Takes over every option that a system property or an environment variable names, as the README's table says. A
         * system property goes before the variable; what is set on this builder afterwards goes before both.
         *
         * @return this builder
         * @throws IllegalArgumentException if a value cannot be used; the message names the property or variable, and
         *     repeats no secret
         */
        public Builder fromEnvironment() {
            return fromEnvironment(System::getProperty, System::getenv);
        }

        Builder fromEnvironment(
                Function<String, @Nullable String> properties, Function<String, @Nullable String> variables) {
            EnvironmentOption.applyAll(this, properties, variables);
            return this;
        }

        Builder environment(EngineEnvironment environment) {
            this.environment = environment;
            return this;
        }

        /**
         * Makes the facade. Nothing is sent yet.
         *
         * @return a facade that must be closed when it is not needed any more
         * @throws IllegalStateException if no endpoint was set, or an OkHttp client and TLS or a proxy, which are that
         *     client's affair
         * @throws IllegalArgumentException if the endpoint or a trusted origin is not acceptable, saying why
         */
        public ClientRegistration build() {
            URI checked = checkedEndpoint();
            EngineResources resources =
                    new EngineResources(environment, executor, maxConcurrentCalls, HttpPool.of(httpOptions()));
            return facade(checked, new CallEngine(settings(), resources));
        }

        private ClientRegistration facade(URI checked, CallEngine engine) {
            Builder options = new Builder(this);
            return new RegistrationFacade(
                    checked,
                    profile,
                    initialAccessToken,
                    TrustedOrigins.of(checked, trustedOrigins, insecureHttpAllowed),
                    engine,
                    changes -> {
                        Builder changed = new Builder(options);
                        Objects.requireNonNull(changes, "changes must not be null")
                                .accept(changed);
                        return changed.facade(
                                changed.checkedEndpoint(), engine.derive(changed.settings(), changed.httpOptions()));
                    });
        }

        private URI checkedEndpoint() {
            if (endpoint == null) {
                throw new IllegalStateException("endpoint(...) must be set");
            }
            if (okHttp != null && (sslContext != null || proxy != null || proxyLogin != null)) {
                throw new IllegalStateException(
                        "okHttp(...) cannot be combined with sslContext(...), proxy(...) or proxyLogin(...): set them on the"
                                + " OkHttp client");
            }
            URI checked = Uris.requireEndpoint("endpoint", endpoint, insecureHttpAllowed);
            TrustedOrigins.of(checked, trustedOrigins, insecureHttpAllowed);
            return checked;
        }

        private HttpPool.Options httpOptions() {
            return new HttpPool.Options(
                    connectTimeout, okHttp == null ? null : okHttp.client(), sslContext, proxy, proxyLogin);
        }

        private EngineSettings settings() {
            return new EngineSettings(
                    connectTimeout,
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
}
