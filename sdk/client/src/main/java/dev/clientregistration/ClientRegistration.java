package dev.clientregistration;

import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.CredentialsLostException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.internal.engine.CallEngine;
import dev.clientregistration.internal.engine.CallOptions;
import dev.clientregistration.internal.engine.TokenSource;
import dev.clientregistration.internal.http.Uris;
import dev.clientregistration.internal.registration.RegistrationFacade;
import dev.clientregistration.internal.registration.TrustedOrigins;
import dev.clientregistration.model.AuthorizationServerMetadata;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
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
     * Starts a facade. {@link Builder#endpoint(URI)} or {@link Builder#issuer(URI)} is required.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Registers a new client (RFC 7591 section 3). The request is sent again only where the server said that it did
     * nothing: where no answer came, nobody can know whether there is a new client, and the failure says so.
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
     * @throws CallRefusedException if the facade is closed, a guard refused the call, or no endpoint or token could be
     *     had for it, as {@code operation()} tells; nothing was sent
     * @throws IllegalArgumentException if the metadata's {@code jwks} holds a private key, or its redirect URIs do not tell
     *     the {@code application_type} where that is to be inferred
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
     * @throws dev.clientregistration.error.UnusableClientException if the options demand a client of use and this is none
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
     * @throws CallRefusedException if the facade is closed, a guard refused the call, the server has no such operation
     *     ({@link ServerProfile#operations()}) or issued no token for this client, or the client's URI is of an origin that
     *     is not trusted; nothing was sent
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
     * @throws IllegalArgumentException if the metadata names another client's {@code client_id}, another
     *     {@code client_secret}, or a member that only the server may set, and as {@link #register(ClientMetadata)} does
     * @throws CallRefusedException also if the update would remove a member and the server can only merge
     *     ({@link ServerProfile.UpdateVerb#PATCH}); the client was read then, and not changed
     * @throws CredentialsLostException if the server seems to have replaced the registration access token in an attempt whose
     *     answer was lost
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
     * @throws dev.clientregistration.error.UnusableClientException if the options demand a client of use and this is none
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
     * endpoint and profile. A facade that was built by {@link Builder#issuer(URI)} knows its endpoint once a call has found
     * it, as a {@code register} does.
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
     * What the authorization server publishes about itself: its metadata (RFC 8414), or its OpenID configuration, whichever
     * names a registration endpoint. The server is asked anew, and the facade goes on with the answer. For facades that were
     * built by {@link Builder#issuer(URI)}; the other operations find the endpoint by themselves.
     *
     * @return the metadata; without a {@code registration_endpoint} only if no document has one
     * @throws IllegalStateException if the facade was built by {@link Builder#endpoint(URI)}
     * @throws UnreadableResponseException if the server's documents name another issuer, or are of no use
     * @throws ResultError if the server has none, or answered with an error
     * @throws TransportException if no complete answer came
     * @throws CallTimeoutException if time ran out
     * @throws CallInterruptedException if the waiting thread was interrupted
     * @throws CallRefusedException if the facade is closed
     */
    default AuthorizationServerMetadata discover() {
        return discover(RequestOptions.none());
    }

    /**
     * {@link #discover()} with options of its own.
     *
     * @param options what is different for this call; not null
     * @return the metadata
     */
    AuthorizationServerMetadata discover(RequestOptions options);

    /**
     * {@link #discover()}, asynchronously.
     *
     * @return a future of the metadata
     */
    default CompletableFuture<AuthorizationServerMetadata> discoverAsync() {
        return discoverAsync(RequestOptions.none());
    }

    /**
     * {@link #discover(RequestOptions)}, asynchronously.
     *
     * @param options what is different for this call; not null
     * @return a future of the metadata
     */
    CompletableFuture<AuthorizationServerMetadata> discoverAsync(RequestOptions options);

    /**
     * The same operations with everything that is known of the answer: status, headers, attempts, body.
     *
     * @return a view of this facade; it needs no closing
     */
    Exchange exchange();

    /**
     * A facade that differs from this one in some options and shares its threads and, as far as the options allow, its
     * connections: its executor and the number of calls that run at once are always this one's. It is closed on its own;
     * closing this one ends and refuses its calls too.
     *
     * @param changes is given a builder with this facade's options and changes them; not null
     * @return the changed facade
     * @throws IllegalArgumentException as {@link Builder#build()} does
     * @throws IllegalStateException as {@link Builder#build()} does
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
     * <p>An option that is set twice has the value that was set last; headers, trusted origins, observers and guards add
     * up.
     */
    final class Builder extends FacadeBuilder<Builder> {
        private @Nullable URI endpoint;
        private @Nullable URI issuer;
        private boolean infersApplicationType;
        private ServerProfile profile = ServerProfile.STANDARD;
        private @Nullable InitialAccessToken initialAccessToken;
        private final Set<URI> trustedOrigins = new LinkedHashSet<>();

        private Builder() {}

        private Builder(Builder other) {
            this.endpoint = other.endpoint;
            this.issuer = other.issuer;
            this.infersApplicationType = other.infersApplicationType;
            this.profile = other.profile;
            this.initialAccessToken = other.initialAccessToken;
            this.trustedOrigins.addAll(other.trustedOrigins);
            copyOptions(other);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets the registration endpoint. It or {@link #issuer(URI)} is required; the one that was set last counts.
         *
         * @param endpoint an absolute https URI, or http to a loopback host; no user information, no fragment
         * @return this builder
         */
        public Builder endpoint(URI endpoint) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint must not be null");
            this.issuer = null;
            return this;
        }

        /**
         * Sets the issuer, whose metadata (RFC 8414, OpenID Connect Discovery 1.0) names the registration endpoint. It is
         * read when it is first needed, within the time limit of that call, and kept for an hour. The document must name
         * exactly this issuer; its registration endpoint may be of any host, and is then the origin that management URIs
         * must have.
         *
         * @param issuer an absolute https URI, or http to a loopback host, exactly as the server writes it; no query, no
         *     fragment, no user information
         * @return this builder
         */
        public Builder issuer(URI issuer) {
            this.issuer = Objects.requireNonNull(issuer, "issuer must not be null");
            this.endpoint = null;
            return this;
        }

        /**
         * Sends {@code application_type} always: where the metadata does not have it, as its redirect URIs say
         * ({@link RedirectUris#applicationType}), and {@code web} if it has none of those. Metadata with redirect URIs of
         * both kinds, or of neither, is then refused before it is sent. Default: only for servers whose profile demands it.
         *
         * @return this builder
         */
        public Builder inferApplicationType() {
            this.infersApplicationType = true;
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

        /**
         * Makes the facade. Nothing is sent yet.
         *
         * @return a facade that must be closed when it is not needed any more
         * @throws IllegalStateException if neither an endpoint nor an issuer was set, if client credentials have no token
         *     endpoint and there is no issuer whose metadata could name one, or if an OkHttp client and TLS or a proxy were
         *     set, which are that client's affair
         * @throws IllegalArgumentException if the endpoint, the issuer, a token endpoint or a trusted origin is not
         *     acceptable, saying why
         */
        public ClientRegistration build() {
            RegistrationFacade.Settings settings = settings();
            return facade(settings, CallOptions.of(this).engine());
        }

        private ClientRegistration facade(RegistrationFacade.Settings settings, CallEngine engine) {
            Builder options = new Builder(this);
            return new RegistrationFacade(settings, engine, changes -> {
                Builder changed = new Builder(options);
                Objects.requireNonNull(changes, "changes must not be null").accept(changed);
                RegistrationFacade.Settings changedSettings = changed.settings();
                return changed.facade(changedSettings, CallOptions.of(changed).engine(engine));
            });
        }

        private RegistrationFacade.Settings settings() {
            boolean insecure = CallOptions.of(this).insecureHttpAllowed;
            if (endpoint == null && issuer == null) {
                throw new IllegalStateException("endpoint(...) or issuer(...) must be set");
            }
            if (endpoint != null) {
                Uris.requireEndpoint("endpoint", endpoint, insecure);
            }
            if (issuer != null) {
                Uris.requireEndpoint("issuer", issuer, insecure);
                if (issuer.getRawQuery() != null) {
                    throw new IllegalArgumentException("issuer must not have a query (RFC 8414 section 2), but is "
                            + Uris.display(issuer) + "?...");
                }
            }
            trustedOrigins.forEach(origin -> TrustedOrigins.requireOrigin(origin, insecure));
            InitialAccessToken token = initialAccessToken;
            if (token != null) {
                token.clientCredentials().ifPresent(this::requireTokenEndpoint);
            }
            return new RegistrationFacade.Settings(
                    endpoint,
                    issuer,
                    profile,
                    infersApplicationType,
                    Set.copyOf(trustedOrigins),
                    insecure,
                    token == null ? obtained -> TokenSource.NONE : token::source);
        }

        private void requireTokenEndpoint(ClientCredentials credentials) {
            if (credentials.tokenEndpoint().isPresent()) {
                Uris.requireEndpoint(
                        "tokenEndpoint", credentials.tokenEndpoint().get(), CallOptions.of(this).insecureHttpAllowed);
            } else if (issuer == null) {
                throw new IllegalStateException("client credentials need a tokenEndpoint(...), or a facade with"
                        + " issuer(...), whose metadata names one");
            }
        }
    }
}
