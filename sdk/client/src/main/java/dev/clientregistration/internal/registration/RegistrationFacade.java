package dev.clientregistration.internal.registration;

import dev.clientregistration.ClientCredentials;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.Exchange;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Response;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.internal.engine.CallEngine;
import dev.clientregistration.internal.engine.CallPlan;
import dev.clientregistration.internal.engine.TokenSource;
import dev.clientregistration.model.AuthorizationServerMetadata;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link ClientRegistration} over HTTP: each operation is a plan that the engine carries out. */
public final class RegistrationFacade implements ClientRegistration {
    private final ServerProfile profile;
    private final RegistrationServer.Source server;
    private final @Nullable Discovery discovery;
    private final RegistrationPlans plans;
    private final CallEngine engine;
    private final Function<Consumer<Builder>, ClientRegistration> derivation;
    private final Exchange exchange = new WholeAnswers();

    /**
     * What a facade was built with, checked.
     *
     * @param endpoint the registration endpoint, or null for the one that the issuer's metadata names
     * @param issuer the issuer, if there is no endpoint
     * @param initialAccessToken gives the source of tokens, from how they are obtained for a client
     */
    public record Settings(
            @Nullable URI endpoint,
            @Nullable URI issuer,
            ServerProfile profile,
            boolean infersApplicationType,
            Set<URI> trustedOrigins,
            boolean insecureHttpAllowed,
            Function<Function<ClientCredentials, TokenSource>, TokenSource> initialAccessToken) {}

    /** A facade over an engine that it owns. */
    public RegistrationFacade(
            Settings settings, CallEngine engine, Function<Consumer<Builder>, ClientRegistration> derivation) {
        this.profile = settings.profile();
        this.engine = engine;
        this.derivation = derivation;
        boolean insecure = settings.insecureHttpAllowed();
        URI endpoint = settings.endpoint();
        if (endpoint == null) {
            this.discovery = new Discovery(
                    Objects.requireNonNull(settings.issuer()), settings.trustedOrigins(), insecure, engine);
            this.server = discovery;
        } else {
            this.discovery = null;
            this.server = new RegistrationServer.Given(new RegistrationServer(
                    endpoint, TrustedOrigins.of(endpoint, settings.trustedOrigins(), insecure), null));
        }
        this.plans = new RegistrationPlans(
                server,
                profile,
                new RequestMetadata(profile, settings.infersApplicationType()),
                settings.initialAccessToken()
                        .apply(credentials -> new ClientCredentialsTokens(
                                credentials, profile.hasSingleUseInitialAccessTokens(), server, insecure, engine)),
                engine);
    }

    @Override
    public AuthorizationServerMetadata discover(RequestOptions options) {
        return engine.call(discovery(options), Response::value);
    }

    @Override
    public CompletableFuture<AuthorizationServerMetadata> discoverAsync(RequestOptions options) {
        return engine.start(discovery(options), Response::value);
    }

    private CallPlan<AuthorizationServerMetadata> discovery(RequestOptions options) {
        if (discovery == null) {
            throw new IllegalStateException("discover needs issuer(...); this facade was built with endpoint(...)");
        }
        return discovery.look(options);
    }

    @Override
    public ClientInformation register(ClientMetadata metadata, RequestOptions options) {
        return engine.call(plans.register(metadata, options), Response::value);
    }

    @Override
    public CompletableFuture<ClientInformation> registerAsync(ClientMetadata metadata, RequestOptions options) {
        return engine.start(plans.register(metadata, options), Response::value);
    }

    @Override
    public ClientInformation get(ManagementCredentials credentials, RequestOptions options) {
        return engine.call(plans.get(credentials, options), Response::value);
    }

    @Override
    public CompletableFuture<ClientInformation> getAsync(ManagementCredentials credentials, RequestOptions options) {
        return engine.start(plans.get(credentials, options), Response::value);
    }

    @Override
    public ClientInformation update(
            ManagementCredentials credentials, ClientMetadata metadata, RequestOptions options) {
        return engine.call(plans.update(credentials, metadata, options), Response::value);
    }

    @Override
    public CompletableFuture<ClientInformation> updateAsync(
            ManagementCredentials credentials, ClientMetadata metadata, RequestOptions options) {
        return engine.start(plans.update(credentials, metadata, options), Response::value);
    }

    @Override
    public void delete(ManagementCredentials credentials, RequestOptions options) {
        engine.call(plans.delete(credentials, options), Response::value);
    }

    @Override
    public CompletableFuture<@Nullable Void> deleteAsync(ManagementCredentials credentials, RequestOptions options) {
        return engine.start(plans.delete(credentials, options), Response::value);
    }

    @Override
    public ManagementCredentials credentials(ClientInformation client) {
        ManagementCredentials.Builder credentials = ManagementCredentials.of(client).toBuilder();
        // Where the client was registered does not change when the metadata is due to be read again.
        RegistrationServer last = server.last();
        if (last != null) {
            credentials.endpoint(last.endpoint());
        }
        return credentials.profile(profile).build();
    }

    @Override
    public Exchange exchange() {
        return exchange;
    }

    @Override
    public ClientRegistration derive(Consumer<Builder> changes) {
        return derivation.apply(changes);
    }

    @Override
    public void close() {
        engine.close();
    }

    private final class WholeAnswers implements Exchange {
        @Override
        public Response<ClientInformation> register(ClientMetadata metadata, RequestOptions options) {
            return engine.call(plans.register(metadata, options), Function.identity());
        }

        @Override
        public CompletableFuture<Response<ClientInformation>> registerAsync(
                ClientMetadata metadata, RequestOptions options) {
            return engine.start(plans.register(metadata, options), Function.identity());
        }

        @Override
        public Response<ClientInformation> get(ManagementCredentials credentials, RequestOptions options) {
            return engine.call(plans.get(credentials, options), Function.identity());
        }

        @Override
        public CompletableFuture<Response<ClientInformation>> getAsync(
                ManagementCredentials credentials, RequestOptions options) {
            return engine.start(plans.get(credentials, options), Function.identity());
        }

        @Override
        public Response<ClientInformation> update(
                ManagementCredentials credentials, ClientMetadata metadata, RequestOptions options) {
            return engine.call(plans.update(credentials, metadata, options), Function.identity());
        }

        @Override
        public CompletableFuture<Response<ClientInformation>> updateAsync(
                ManagementCredentials credentials, ClientMetadata metadata, RequestOptions options) {
            return engine.start(plans.update(credentials, metadata, options), Function.identity());
        }

        @Override
        public Response<@Nullable Void> delete(ManagementCredentials credentials, RequestOptions options) {
            return engine.<@Nullable Void, Response<@Nullable Void>>call(
                    plans.delete(credentials, options), Function.identity());
        }

        @Override
        public CompletableFuture<Response<@Nullable Void>> deleteAsync(
                ManagementCredentials credentials, RequestOptions options) {
            return engine.<@Nullable Void, Response<@Nullable Void>>start(
                    plans.delete(credentials, options), Function.identity());
        }
    }
}
