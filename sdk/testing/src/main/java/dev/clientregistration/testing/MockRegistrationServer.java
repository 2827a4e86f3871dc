package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
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
    private final ServerSettings settings;
    private final Faults faults = new Faults();
    private final AdjustableClock time;
    private final Reception reception;
    private final @Nullable TlsIdentity tls;

    /** @param time the clock of the settings, or, if that is the test's own, the one that slow bodies go by */
    private MockRegistrationServer(ServerSettings settings, AdjustableClock time, @Nullable TlsIdentity tls) {
        this.settings = settings;
        this.time = time;
        this.tls = tls;
        front = new HttpFront(tls == null ? null : tls.serverSockets());
        server = new AuthorizationServer(settings, front::origin);
        reception = new Reception(server, faults, time);
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
     * The issuer identifier (RFC 8414 §2): scheme, address and port, and the dialect's or the test's path.
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
     * The token endpoint (RFC 6749 §3.2), where the registrar gets initial access tokens, and clients prove their
     * credentials.
     *
     * @return an absolute URI
     * @throws IllegalStateException if the dialect has no token endpoint
     */
    public URI tokenEndpoint() {
        if (dialect == Dialect.AUTHLETE) {
            throw new IllegalStateException("the dialect " + dialect + " has no token endpoint");
        }
        return server.addresses().tokenEndpoint();
    }

    /**
     * Issues an initial access token, as an administrator of the server would. It is good for one registration or for
     * several, as {@link Builder#registrationAccess(RegistrationAccess)} says, and as long as every access token.
     *
     * @return the token, without the word {@code Bearer}
     * @throws IllegalStateException if the dialect knows no such tokens, or registration is switched off
     */
    public String issueInitialAccessToken() {
        return server.issueInitialAccessToken();
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
     * What the server has really done for requests, in order: clients registered, updated and deleted, credentials
     * rotated, tokens issued; also where a {@link Fault} kept the reply from the client. Here a test sees that something
     * happened exactly once.
     *
     * @return an unmodifiable list
     */
    public List<LedgerEntry> ledger() {
        return server.ledger();
    }

    /**
     * Brings a fault about. Faults that are added while others wait strike after them.
     *
     * @param fault what happens, to which requests, and how often; by itself it strikes the next request
     */
    public void fault(Fault fault) {
        faults.add(fault);
    }

    /**
     * The faults of this server: what can still strike, what has struck, and the requests that are held.
     *
     * @return the faults; the same object for the server's whole life
     */
    public Faults faults() {
        return faults;
    }

    /**
     * The clock of the server.
     *
     * @return the clock that the builder was given, or one that shows the system's time until it is moved
     */
    public Clock clock() {
        return settings.clock();
    }

    /**
     * Moves the server's clock forwards: for secrets that expire, and slow bodies that become quick. The clock goes on
     * from there; {@link #reset()} takes it back.
     *
     * @param duration how far, zero or longer
     * @throws IllegalArgumentException if the duration is negative
     * @throws IllegalStateException if the builder was given a clock, which is the test's own to move
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative, but is " + duration);
        }
        ownClock().advance(duration);
    }

    /**
     * Sets the server's clock. It goes on from there; {@link #reset()} takes it back.
     *
     * @param now what time it is from now on
     * @throws IllegalStateException if the builder was given a clock, which is the test's own to set
     */
    public void setTime(Instant now) {
        ownClock().set(requireNonNull(now, "now"));
    }

    /**
     * A TLS context for clients that trusts this server, and nobody but the servers of this JVM.
     *
     * @return a context that is ready for use
     * @throws IllegalStateException if the server speaks http
     */
    public SSLContext sslContext() {
        return tls().clientContext();
    }

    /**
     * The trust of {@link #sslContext()} by itself, for clients that want both.
     *
     * @return a trust manager that trusts this server, and nobody but the servers of this JVM
     * @throws IllegalStateException if the server speaks http
     */
    public X509TrustManager trustManager() {
        return tls().clientTrust();
    }

    /**
     * The certificate of the authority that issued this server's, for clients outside of this JVM. It is another one in
     * each run.
     *
     * @return the certificate in PEM, with its lines of header and footer
     * @throws IllegalStateException if the server speaks http
     */
    public String caCertificatePem() {
        return tls().authorityPem();
    }

    /**
     * What somebody outside of this JVM has to know to use the server: {@code issuer}, {@code registration_endpoint},
     * {@code token_endpoint}, {@code initial_access_token} and {@code dialect}. What the server does not have is null,
     * and {@link Dialect#AUTHLETE} has neither of the endpoints.
     *
     * <p>The token is there as it is: the one that was set or, where nobody registers without, another. It never expires;
     * where it is good for one registration only, {@link #reset()} makes it good again. It is null where everybody may
     * register, unless one was set.
     *
     * @return a new object
     */
    public JsonObject facts() {
        JsonObject facts = new JsonObject();
        facts.addProperty("issuer", issuer().toString());
        facts.addProperty(
                "registration_endpoint",
                dialect == Dialect.AUTHLETE || server.isRegistrationSwitchedOff()
                        ? null
                        : registrationEndpoint().toString());
        facts.addProperty(
                "token_endpoint",
                dialect == Dialect.AUTHLETE ? null : tokenEndpoint().toString());
        facts.addProperty("initial_access_token", server.standingInitialAccessToken());
        facts.addProperty("dialect", dialect.dialectName());
        return facts;
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
     * Makes the server as it was when it started: it forgets its clients but those of the builder, its exchanges, its
     * ledger, its faults and the answers that wait to be given, drops the requests that it holds, and its clock shows
     * the system's time again. Port and settings stay; for suites that share a server between tests.
     */
    public void reset() {
        faults.reset();
        server.reset();
        time.reset();
    }

    /**
     * Stops listening, closes every connection and ends the server's threads, which otherwise keep the JVM running. The
     * port is free at once. What the server registered and recorded can still be asked for. Closing again does nothing.
     */
    @Override
    public void close() {
        reception.close();
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

    private void start(int port, List<JsonObject> clients, boolean adminApi) throws IOException {
        if (adminApi) {
            reception.add(new AdminApi(this));
        }
        front.start(port, reception);
        clients.forEach(server::adopt);
    }

    private TlsIdentity tls() {
        if (tls == null) {
            throw new IllegalStateException("the server speaks http: start it with builder().tls()");
        }
        return tls;
    }

    private AdjustableClock ownClock() {
        if (!settings.clock().equals(time)) {
            throw new IllegalStateException("the clock of this server is the one that the builder was given");
        }
        return time;
    }

    /**
     * The settings of a server that is about to start. Every setting has a default; a setting that is made twice keeps
     * its last value.
     *
     * <p>Not safe for use by several threads. Each {@link #start()} makes a server of its own.
     */
    public static final class Builder {
        private static final int HIGHEST_PORT = 65_535;
        private static final Pattern ISSUER_PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)*+");

        private Dialect dialect = Dialect.STANDARD;
        private @Nullable AuthleteSettings authlete;
        private @Nullable String issuerPath;
        private @Nullable RegistrationAccess registrationAccess;
        private @Nullable String initialAccessToken;
        private @Nullable Registrant registrar;
        private @Nullable String registrationScope;
        private @Nullable Duration accessTokenLifetime;
        private @Nullable String clientIdPrefix;
        private @Nullable Integer registrationsPerHour;
        private @Nullable Duration registrationAccessTokenLifetime;
        private final Map<String, String> documents = new HashMap<>();
        private final Map<String, JWKSet> statementIssuers = new HashMap<>();
        private @Nullable Boolean rotateRegistrationAccessTokenOnRead;
        private @Nullable Boolean rotateRegistrationAccessTokenOnUpdate;
        private boolean rotateSecretOnUpdate;
        private @Nullable Duration secretLifetime;
        private Set<Quirk> quirks = Set.of();
        private @Nullable Clock clock;
        private int port;
        private boolean tls;
        private boolean adminApi;
        private final List<JsonObject> clients = new ArrayList<>();

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
         * In what the server differs from its dialect. Where the dialect has another quirk of the same kind, as another
         * wrong management URI, this one takes its place.
         *
         * <p>Default: none but the dialect's own.
         *
         * @param quirks every quirk, in any order
         * @return this builder
         * @throws IllegalArgumentException if no server can have two of them; the message names both
         */
        public Builder quirks(Quirk... quirks) {
            Set<Quirk> all = EnumSet.noneOf(Quirk.class);
            for (Quirk quirk : quirks) {
                all.stream().filter(quirk::excludes).findFirst().ifPresent(other -> {
                    throw new IllegalArgumentException("quirks " + other + " and " + quirk + " exclude one another");
                });
                all.add(quirk);
            }
            this.quirks = all;
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
         * The path of the issuer, which all endpoints are below, as where several tenants share a host. The metadata
         * documents are found both ways: RFC 8414 §3.1 puts the path behind the well-known part, OpenID Connect Discovery
         * 1.0 §4.1 before it.
         *
         * <p>Default: as the dialect has it; none in the standard one.
         *
         * @param path such as {@code /tenants/one}, or empty
         * @return this builder
         * @throws IllegalArgumentException if the path is not empty and does not begin with a slash, ends in one, or has
         *     other characters than letters, digits, {@code - . _ ~ /}
         */
        public Builder issuerPath(String path) {
            if (!ISSUER_PATH.matcher(requireNonNull(path, "path")).matches()) {
                throw new IllegalArgumentException("path must be empty or like /tenants/one");
            }
            issuerPath = path;
            return this;
        }

        /**
         * Who may register a client.
         *
         * <p>Default: as the dialect has it, open in the standard one; but {@link RegistrationAccess#TOKEN} where that is
         * open and an initial access token or a registrar is set.
         *
         * @param access who
         * @return this builder
         */
        public Builder registrationAccess(RegistrationAccess access) {
            registrationAccess = requireNonNull(access, "access");
            return this;
        }

        /**
         * A client that is there from the beginning and gets initial access tokens at the token endpoint, by the client
         * credentials grant; it authenticates by HTTP Basic or in the form. It is not among the registered clients.
         *
         * <p>Default: none; then initial access tokens are those that the test sets or {@linkplain
         * MockRegistrationServer#issueInitialAccessToken() has issued}.
         *
         * @param clientId its identifier
         * @param clientSecret its secret
         * @param scopes those that it may ask for; none: the one that registration takes, if it takes one
         * @return this builder
         */
        public Builder registrar(String clientId, String clientSecret, String... scopes) {
            registrar = new Registrant(
                    requireNonNull(clientId, "clientId"),
                    requireNonNull(clientSecret, "clientSecret"),
                    Scopes.of(String.join(" ", scopes)));
            return this;
        }

        /**
         * The scope that an access token must have to be an initial access token. Whoever holds it may register, a
         * registered client too.
         *
         * <p>Default: as the dialect has it; none in the standard one, where every token of the registrar is good.
         *
         * @param scope the scope
         * @return this builder
         */
        public Builder registrationScope(String scope) {
            registrationScope = requireNonNull(scope, "scope");
            return this;
        }

        /**
         * How long access tokens are valid from the moment they are issued, by the server's clock; the token that
         * {@link #initialAccessToken(String)} sets is always valid.
         *
         * <p>Default: as the dialect has it; one hour in the standard one.
         *
         * @param lifetime the time, one second or more
         * @return this builder
         * @throws IllegalArgumentException if the lifetime is shorter than one second
         */
        public Builder accessTokenLifetime(Duration lifetime) {
            accessTokenLifetime = seconds(lifetime);
            return this;
        }

        /**
         * Lets clients choose their identifiers, as Lenus does: a prefix that is the same for all of them, a dot, and a suffix
         * of digits and letters from a to z in lower case. A registration must have the suffix in {@code client_id}, with or
         * without the prefix; without it, with another character in it, or where there is such a client already, it is 400.
         *
         * <p>Default: the server chooses, as the dialect has it.
         *
         * @param prefix digits, letters, hyphens and underscores; Lenus gives each developer one
         * @return this builder
         * @throws IllegalArgumentException if the prefix is empty or has other characters
         */
        public Builder clientIdPrefix(String prefix) {
            if (!requireNonNull(prefix, "prefix").matches("[0-9A-Za-z_-]+")) {
                throw new IllegalArgumentException(
                        "the prefix must be digits, letters, hyphens and underscores: " + prefix);
            }
            clientIdPrefix = prefix;
            return this;
        }

        /**
         * How many registrations the server takes in an hour by its clock, which begins with the first of them; those that
         * fail count, too. Further ones are 429 with {@code Retry-After}; all say in {@code RateLimit} headers what is left.
         *
         * <p>Default: as the dialect has it; any number in the standard one.
         *
         * @param most 0: any number
         * @return this builder
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder registrationsPerHour(int most) {
            if (most < 0) {
                throw new IllegalArgumentException("registrationsPerHour must not be negative: " + most);
            }
            registrationsPerHour = most;
            return this;
        }

        /**
         * How long a registration access token is valid from the moment it is issued, by the server's clock. Against RFC
         * 7592 §3, some servers let it die like any access token; then a client can be managed no more.
         *
         * <p>Default: as the dialect has it; in the standard one such tokens never expire.
         *
         * @param lifetime the time, one second or more
         * @return this builder
         * @throws IllegalArgumentException if the lifetime is shorter than one second
         */
        public Builder registrationAccessTokenLifetime(Duration lifetime) {
            registrationAccessTokenLifetime = seconds(lifetime);
            return this;
        }

        /**
         * What stands at a URI that a client registers, such as the keys at its {@code jwks_uri}. The server fetches
         * nothing: what a test has not told it stays unknown to it.
         *
         * <p>Default: none.
         *
         * @param uri the URI, written as the client registers it
         * @param text what stands there
         * @return this builder
         */
        public Builder document(URI uri, String text) {
            documents.put(uri.toString(), requireNonNull(text, "text"));
            return this;
        }

        /**
         * Trusts an issuer of software statements (RFC 7591 §2.3). From then on statements are read: one that is not
         * signed by its issuer is {@code invalid_software_statement}, one by another issuer is
         * {@code unapproved_software_statement}, and the claims of a good one replace the members of the same name.
         *
         * <p>Default: nobody is trusted, and a statement is kept and told unread.
         *
         * @param issuer what the statements have as {@code iss}
         * @param jwks the issuer's keys, a JWK Set as JSON (RFC 7517 §5); symmetric keys are for MACs
         * @return this builder
         * @throws IllegalArgumentException if the text is not a JWK Set; the message does not repeat it
         */
        public Builder softwareStatementIssuer(String issuer, String jwks) {
            requireNonNull(issuer, "issuer");
            try {
                statementIssuers.put(issuer, JWKSet.parse(requireNonNull(jwks, "jwks")));
            } catch (ParseException e) {
                throw new IllegalArgumentException("jwks must be a JWK Set");
            }
            return this;
        }

        /**
         * Protects registration: a request must carry this token, as {@code Authorization: Bearer}, or is answered with
         * 401 (RFC 7591 §3, RFC 6750 §3). It never expires; {@link #registrationAccess(RegistrationAccess)} says how
         * often it can be used.
         *
         * <p>Default: none.
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
         * is told as {@code client_secret_expires_at}. When that moment comes, the token endpoint takes the secret no
         * more; client and registration access token do not expire with it (RFC 7591 §3.2.1).
         *
         * <p>Default: as the dialect has it; in the standard one secrets never expire, which is told as 0.
         *
         * @param lifetime the time, one second or more
         * @return this builder
         * @throws IllegalArgumentException if the lifetime is shorter than one second
         */
        public Builder secretLifetime(Duration lifetime) {
            secretLifetime = seconds(lifetime);
            return this;
        }

        /**
         * The clock that dates registrations and secrets. A test that looks at times sets a fixed one; the clock is
         * read by the server's threads.
         *
         * <p>Default: the system's time, which {@link MockRegistrationServer#advance(Duration)} and {@link
         * MockRegistrationServer#setTime(Instant)} move.
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
         * Makes the server speak https, and nothing else: HTTP/1.1 over TLS 1.2 or newer, with a certificate for {@code
         * 127.0.0.1}, {@code ::1} and {@code localhost}. An authority that lives as long as the JVM has issued it; {@link
         * MockRegistrationServer#sslContext()} trusts it.
         *
         * <p>Default: http.
         *
         * @return this builder
         */
        public Builder tls() {
            tls = true;
            return this;
        }

        /**
         * Adds a client that the server has from the start, and again after each {@link
         * MockRegistrationServer#reset()}. The rules for metadata and the defaults are those of the registration
         * endpoint.
         *
         * <p>Default: none.
         *
         * @param client the client metadata, not changed; or client information: a {@code client_id}, {@code
         *     client_secret}, {@code client_secret_expires_at} and {@code registration_access_token} that stand in it
         *     are the client's, for tests that begin with stored credentials
         * @return this builder
         */
        public Builder client(JsonObject client) {
            clients.add(client.deepCopy());
            return this;
        }

        /**
         * Adds an API under {@code /__admin} by which a suite in another language looks into the server and arranges
         * it. It answers on the same port, to the loopback interface only, and to everybody there.
         *
         * <p>Default: there is none.
         *
         * @return this builder
         */
        public Builder adminApi() {
            adminApi = true;
            return this;
        }

        /**
         * Starts a server with these settings.
         *
         * @return the running server; to be closed by the caller
         * @throws IllegalArgumentException if the metadata of a {@link #client(JsonObject)} is such that the
         *     registration endpoint would refuse it, or two of them have the same identifier
         * @throws IllegalStateException if a setting belongs to another dialect; the message names both
         * @throws UncheckedIOException if the port is taken, or the loopback interface gives none
         */
        public MockRegistrationServer start() {
            checkDialect();
            AdjustableClock time = new AdjustableClock();
            ServerSettings settings = new ServerSettings(
                    dialect,
                    authlete == null ? AuthleteSettings.builder().build() : authlete,
                    issuerPath,
                    clientIdPrefix,
                    registrationAccess,
                    initialAccessToken,
                    registrar,
                    registrationScope,
                    accessTokenLifetime,
                    registrationsPerHour,
                    registrationAccessTokenLifetime,
                    Map.copyOf(documents),
                    Map.copyOf(statementIssuers),
                    rotateRegistrationAccessTokenOnRead,
                    rotateRegistrationAccessTokenOnUpdate,
                    rotateSecretOnUpdate,
                    secretLifetime,
                    quirks,
                    clock == null ? time : clock);
            MockRegistrationServer server =
                    new MockRegistrationServer(settings, time, tls ? TlsIdentity.ofThisJvm() : null);
            try {
                server.start(port, clients, adminApi);
            } catch (IOException e) {
                server.close();
                throw new UncheckedIOException("cannot listen on loopback port " + port, e);
            } catch (IllegalArgumentException e) {
                server.close();
                throw e;
            }
            return server;
        }

        private static Duration seconds(Duration lifetime) {
            if (lifetime.toSeconds() < 1) {
                throw new IllegalArgumentException("lifetime must be one second or more, not " + lifetime);
            }
            return Duration.ofSeconds(lifetime.toSeconds());
        }

        private void checkDialect() {
            if (dialect != Dialect.AUTHLETE) {
                refuse("authlete", authlete != null);
            }
            if (dialect == Dialect.AUTHLETE) {
                refuse("client", !clients.isEmpty());
                refuse("quirks", !quirks.isEmpty());
                refuse("document", !documents.isEmpty());
                refuse("accessTokenLifetime", accessTokenLifetime != null);
                refuse("clientIdPrefix", clientIdPrefix != null);
                refuse("registrationsPerHour", registrationsPerHour != null);
                refuse("registrationAccessTokenLifetime", registrationAccessTokenLifetime != null);
                refuse("issuerPath", issuerPath != null);
                refuse("registrationAccess", registrationAccess != null);
                refuse("initialAccessToken", initialAccessToken != null);
                refuse("registrar", registrar != null);
                refuse("softwareStatementIssuer", !statementIssuers.isEmpty());
                refuse("registrationScope", registrationScope != null);
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
