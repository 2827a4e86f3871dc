package dev.clientregistration.internal.registration;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.Exchange;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Response;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.internal.engine.CallEngine;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link ClientRegistration} over HTTP: each operation is a plan that the engine carries out. */
public final class RegistrationFacade implements ClientRegistration {
    private final URI endpoint;
    private final ServerProfile profile;
    private final RegistrationPlans plans;
    private final CallEngine engine;
    private final Function<Consumer<Builder>, ClientRegistration> derivation;
    private final Exchange exchange = new WholeAnswers();

    /** A facade over an engine that it owns. */
    public RegistrationFacade(
            URI endpoint,
            ServerProfile profile,
            @Nullable InitialAccessToken initialAccessToken,
            TrustedOrigins origins,
            CallEngine engine,
            Function<Consumer<Builder>, ClientRegistration> derivation) {
        this.endpoint = endpoint;
        this.profile = profile;
        this.plans = new RegistrationPlans(endpoint, initialAccessToken, origins);
        this.engine = engine;
        this.derivation = derivation;
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
        return ManagementCredentials.of(client).toBuilder()
                .endpoint(endpoint)
                .profile(profile)
                .build();
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
