package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server's client registration endpoint (RFC 7591), client configuration endpoints (RFC 7592) and
 * metadata documents, running on the loopback interface inside a test; or, in another {@link Dialect}, another
 * registration API.
 *
 * <p>It is a server, not a recording: it keeps the clients it registers, checks metadata and tokens by the dialect's
 * rules and answers in its form. In the standard dialect, whatever a client sent is kept, members that no standard
 * knows included, and comes back member for member and digit for digit; so a test can see that a client library loses
 * nothing on the way.
 *
 * <p>By default it speaks the standard dialect, listens on a free port, over http, lets everybody register, never
 * expires a secret and never changes a token.
 *
 * {@snippet class="dev.clientregistration.testing.ReadmeSnippetsTest" region="start"}
 *
 * <p>Safe for use by several threads; requests are handled one at a time, each wholly or not at all. Servers share
 * nothing, so that many can run at once.
 */
public final class MockRegistrationServer implements AutoCloseable {
    private final HttpFront front;
    private final AuthorizationServer server;
    private final Dialect dialect;
    private final AuthleteSettings authlete;

    private MockRegistrationServer(HttpFront front, AuthorizationServer server, ServerSettings settings) {
        this.front = front;
        this.server = server;
        dialect = settings.dialect();
        authlete = settings.authlete();
    }

    /**
     * Starts a server with every setting at its default.
     *
     * @return the running server; to be closed by the caller
     * @throws UncheckedIOException if the loopback interface gives no port
     */
    public static MockRegistrationServer start() {
        return builder().start();
    }

    /**
     * Begins a server with settings of its own.
     *
     * @return a builder with every setting at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The issuer identifier (RFC 8414 §2): scheme, address and port, without a path.
     *
     * @return such as {@code http://127.0.0.1:49152}; the same for the server's whole life
     */
    public URI issuer() {
        return server.addresses().issuer();
    }

    /**
     * What the server speaks.
     *
     * @return the dialect it was started with
     */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * The base URL of the server: what stands before the paths of every endpoint that the dialect has. The same as the
     * issuer, for dialects that know no issuer.
     *
     * @return such as {@code http://127.0.0.1:49152}; the same for the server's whole life
     */
    public URI baseUri() {
        return issuer();
    }

    /**
     * The client registration endpoint, as the metadata documents name it.
     *
     * @return an absolute URI
     * @throws IllegalStateException if the server speaks {@link Dialect#AUTHLETE}, which has one for each service
     */
    public URI registrationEndpoint() {
        if (dialect == Dialect.AUTHLETE) {
            throw new IllegalStateException("this dialect has an endpoint for each service: begin with baseUri()");
        }
        return server.addresses().registrationEndpoint();
    }

    /**
     * The clients that the server knows now, in the order of their registration.
     *
     * @return an unmodifiable list of snapshots
     */
    public List<RegisteredClient> clients() {
        return server.clients();
    }

    /**
     * A client as the server knows it now.
     *
     * @param clientId the client's identifier
     * @return a snapshot; empty if the server does not know the client
     */
    public Optional<RegisteredClient> client(String clientId) {
        return server.client(requireNonNull(clientId, "clientId"));
    }

    /**
     * The requests that the server has received, with the answers it gave, in the order in which it handled them.
     * Requests that were not HTTP, or not whole, are not among them.
     *
     * @return an unmodifiable list
     */
    public List<RecordedExchange> exchanges() {
        return server.exchanges();
    }

    /**
     * Registers a client without a request: for tests that begin with a client. The rules for metadata and the defaults
     * are those of the registration endpoint; an initial access token is not needed, and nothing is recorded.
     *
     * @param metadata the client metadata; not changed. Members that are null or that the server issues are ignored
     * @return the client, with its credentials
     * @throws IllegalArgumentException if the registration endpoint would refuse the metadata; the message has the
     *     error code and the rule
     * @throws IllegalStateException if the server speaks {@link Dialect#AUTHLETE}, where a client belongs to a service:
     *     {@link AuthleteService#register(JsonObject)}
     */
    public RegisteredClient register(JsonObject metadata) {
        requireNonNull(metadata, "metadata");
        if (dialect == Dialect.AUTHLETE) {
            throw new IllegalStateException(
                    "a client of this dialect belongs to a service: use authleteService(...).register(...)");
        }
        return server.register(ClientRecord.NO_TENANT, metadata);
    }

    /**
     * One service of a server that speaks {@link Dialect#AUTHLETE}, where clients belong to services.
     *
     * @param serviceId the service's identifier, as it stands in the paths of the API
     * @return the service
     * @throws IllegalArgumentException if the server has been given its services, and this is none of them
     * @throws IllegalStateException if the server speaks another dialect
     */
    public AuthleteService authleteService(String serviceId) {
        requireNonNull(serviceId, "serviceId");
        if (dialect != Dialect.AUTHLETE) {
            throw new IllegalStateException("the dialect " + dialect + " has no services");
        }
        if (!authlete.hasService(serviceId)) {
            throw new IllegalArgumentException("the server has no service " + serviceId);
        }
        return new AuthleteService(server, serviceId);
    }

    /**
     * Makes the server forget a client, as servers do that purge registrations without a word: requests for the client
     * are then answered as if it had never been.
     *
     * @param clientId the client's identifier
     * @return whether the server knew the client
     */
    public boolean remove(String clientId) {
        return server.remove(requireNonNull(clientId, "clientId"));
    }

    /**
     * Makes the server answer the next request with this, whatever the request is. The request is recorded, but it is
     * not looked at and changes nothing. Answers that are added while others wait are given in the order they were
     * added, one for each request.
     *
     * @param answer the answer
     */
    public void answerNext(MockAnswer answer) {
        server.answerNext(requireNonNull(answer, "answer"));
    }

    /**
     * Makes the server forget its clients, its exchanges and the answers that wait to be given. Port and settings stay;
     * for suites that share a server between tests.
     */
    public void reset() {
        server.reset();
    }

    /**
     * Stops listening, closes every connection and ends the server's threads, which otherwise keep the JVM running. The
     * port is free at once. What the server registered and recorded can still be asked for. Closing again does nothing.
     */
    @Override
    public void close() {
        front.close();
    }

    /**
     * Where the server is reached.
     *
     * @return such as {@code MockRegistrationServer[http://127.0.0.1:49152]}
     */
    @Override
    public String toString() {
        return "MockRegistrationServer[" + issuer() + "]";
    }

    /**
     * The settings of a server that is about to start. Every setting has a default; a setting that is made twice keeps
     * its last value.
     *
     * <p>Not safe for use by several threads. Each {@link #start()} makes a server of its own.
     */
    public static final class Builder {
        private static final int HIGHEST_PORT = 65_535;

        private Dialect dialect = Dialect.STANDARD;
        private @Nullable AuthleteSettings authlete;
        private @Nullable String initialAccessToken;
        private @Nullable Boolean rotateRegistrationAccessTokenOnRead;
        private @Nullable Boolean rotateRegistrationAccessTokenOnUpdate;
        private boolean rotateSecretOnUpdate;
        private @Nullable Duration secretLifetime;
        private Clock clock = Clock.systemUTC();
        private int port;

        private Builder() {}

        /**
         * What the server speaks. The settings for tokens and secrets below belong to every dialect but
         * {@link Dialect#AUTHLETE}, which has {@linkplain #authlete(AuthleteSettings) its own}.
         *
         * <p>Default: {@link Dialect#STANDARD}.
         *
         * @param dialect the dialect
         * @return this builder
         */
        public Builder dialect(Dialect dialect) {
            this.dialect = requireNonNull(dialect, "dialect");
            return this;
        }

        /**
         * The switches of {@link Dialect#AUTHLETE}.
         *
         * <p>Default: {@link AuthleteSettings} with every setting at its default.
         *
         * @param settings the settings
         * @return this builder
         */
        public Builder authlete(AuthleteSettings settings) {
            authlete = requireNonNull(settings, "settings");
            return this;
        }

        /**
         * Protects registration: a request must carry exactly this token, as {@code Authorization: Bearer}, or is
         * answered with 401 (RFC 7591 §3, RFC 6750 §3). The token can be used any number of times.
         *
         * <p>Default: none; registration is open, and an {@code Authorization} header is ignored.
         *
         * @param token the token, without the word {@code Bearer}
         * @return this builder
         * @throws IllegalArgumentException if the text cannot be sent as a bearer token (RFC 6750 §2.1), as when it is
         *     empty or has a space; the message does not repeat it
         */
        public Builder initialAccessToken(String token) {
            initialAccessToken = BearerToken.checked(token);
            return this;
        }

        /**
         * Whether an answer to a read brings a new registration access token; the old one is then invalid at once
         * (RFC 7592 §3). For clients that must not lose a token when an answer to a harmless request gets lost.
         *
         * <p>Default: as the dialect has it; {@code false} in the standard one.
         *
         * @param rotate whether to issue a new token
         * @return this builder
         */
        public Builder rotateRegistrationAccessTokenOnRead(boolean rotate) {
            rotateRegistrationAccessTokenOnRead = rotate;
            return this;
        }

        /**
         * Whether an answer to a successful update brings a new registration access token; the old one is then invalid
         * at once (RFC 7592 §3).
         *
         * <p>Default: as the dialect has it; {@code false} in the standard one.
         *
         * @param rotate whether to issue a new token
         * @return this builder
         */
        public Builder rotateRegistrationAccessTokenOnUpdate(boolean rotate) {
            rotateRegistrationAccessTokenOnUpdate = rotate;
            return this;
        }

        /**
         * Whether an answer to a successful update brings a new client secret; the old one is then no longer the
         * current one (RFC 7592 §3). Of no effect on clients that have no secret.
         *
         * <p>Default: {@code false}; then a client's secret changes only if an update takes it away, by a
         * {@code token_endpoint_auth_method} that needs none, and another brings one back.
         *
         * @param rotate whether to issue a new secret
         * @return this builder
         */
        public Builder rotateSecretOnUpdate(boolean rotate) {
            rotateSecretOnUpdate = rotate;
            return this;
        }

        /**
         * How long a client secret is valid from the moment it is issued, in whole seconds; a fraction is cut off. It
         * is told as {@code client_secret_expires_at}. The server does nothing when that moment comes: client and
         * registration access token do not expire with the secret (RFC 7591 §3.2.1).
         *
         * <p>Default: secrets never expire, which is told as 0.
         *
         * @param lifetime the time, one second or more
         * @return this builder
         * @throws IllegalArgumentException if the lifetime is shorter than one second
         */
        public Builder secretLifetime(Duration lifetime) {
            if (lifetime.toSeconds() < 1) {
                throw new IllegalArgumentException("lifetime must be one second or more, not " + lifetime);
            }
            secretLifetime = Duration.ofSeconds(lifetime.toSeconds());
            return this;
        }

        /**
         * The clock that dates registrations and secrets. A test that looks at times sets a fixed one; the clock is
         * read by the server's threads.
         *
         * <p>Default: {@link Clock#systemUTC()}.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The port to listen on. Set it only where something cannot be told the port: servers with a fixed port cannot
         * run side by side.
         *
         * <p>Default: 0, a free port.
         *
         * @param port the port, 0 to 65535
         * @return this builder
         * @throws IllegalArgumentException if the port is outside that range
         */
        public Builder port(int port) {
            if (port < 0 || port > HIGHEST_PORT) {
                throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
            }
            this.port = port;
            return this;
        }

        /**
         * Starts a server with these settings.
         *
         * @return the running server; to be closed by the caller
         * @throws IllegalStateException if a setting belongs to another dialect; the message names both
         * @throws UncheckedIOException if the port is taken, or the loopback interface gives none
         */
        public MockRegistrationServer start() {
            checkDialect();
            ServerSettings settings = new ServerSettings(
                    dialect,
                    authlete == null ? AuthleteSettings.builder().build() : authlete,
                    initialAccessToken,
                    rotateRegistrationAccessTokenOnRead,
                    rotateRegistrationAccessTokenOnUpdate,
                    rotateSecretOnUpdate,
                    secretLifetime,
                    clock);
            HttpFront front = new HttpFront();
            AuthorizationServer server = new AuthorizationServer(settings, front::origin);
            try {
                front.start(port, server::answer);
            } catch (IOException e) {
                front.close();
                throw new UncheckedIOException("cannot listen on loopback port " + port, e);
            }
            return new MockRegistrationServer(front, server, settings);
        }

        private void checkDialect() {
            if (dialect != Dialect.AUTHLETE) {
                refuse("authlete", authlete != null);
            }
            if (dialect == Dialect.AUTHLETE) {
                refuse("initialAccessToken", initialAccessToken != null);
                refuse("rotateRegistrationAccessTokenOnRead", rotateRegistrationAccessTokenOnRead != null);
                refuse("rotateRegistrationAccessTokenOnUpdate", rotateRegistrationAccessTokenOnUpdate != null);
                refuse("rotateSecretOnUpdate", rotateSecretOnUpdate);
                refuse("secretLifetime", secretLifetime != null);
            }
        }

        private void refuse(String setting, boolean made) {
            if (made) {
                throw new IllegalStateException(setting + " is no setting of dialect " + dialect);
            }
        }
    }
}
