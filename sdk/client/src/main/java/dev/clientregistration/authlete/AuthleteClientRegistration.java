package dev.clientregistration.authlete;

import dev.clientregistration.FacadeBuilder;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.internal.authlete.AuthleteFacade;
import dev.clientregistration.internal.engine.CallOptions;
import dev.clientregistration.internal.engine.TokenSource;
import dev.clientregistration.internal.http.HeaderText;
import dev.clientregistration.internal.http.Uris;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Authlete's client-registration API (Authlete 3.x), for the authorization server whose registration endpoint is built on
 * it: it forwards what a client asked for, and turns Authlete's answer into its own by {@link HttpAnswer}.
 *
 * <p>There are two ways for things to go wrong. Where Authlete's API itself refuses or fails (HTTP 400 and above), the call
 * throws a {@link ResultError} whose {@code code()} is Authlete's {@code resultCode}; where the body has none, the code is
 * empty. Where Authlete refuses what <em>the client</em> asked for, the call returns: its {@code action} says so, and
 * {@code responseContent} is the error that the client shall see.
 *
 * {@snippet class="dev.clientregistration.authlete.AuthleteSnippets" region="endpoint"}
 *
 * <p>Defaults: the cluster in the United States; time limits as for every facade. Only a {@code get} is sent again where
 * it may have been carried out; the others only where it is certain that they were not (not sent; 408, 425, 429, 503 with
 * {@code Retry-After}), since a client is waiting, and a second registration makes a second client.
 *
 * <p>Every operation has an asynchronous twin with the same meaning. Implementations of the SDK are safe for use by many
 * threads; make one and keep it. It is an interface so that tests can stub it.
 */
public interface AuthleteClientRegistration extends AutoCloseable {
    /** The cluster in the United States. */
    URI US = URI.create("https://us.authlete.com");

    /** The cluster in Japan. */
    URI JP = URI.create("https://jp.authlete.com");

    /** The cluster in Europe. */
    URI EU = URI.create("https://eu.authlete.com");

    /** The cluster in Brazil. */
    URI BR = URI.create("https://br.authlete.com");

    /**
     * Starts a facade. {@link Builder#serviceId(String)} and an access token are required.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Registers a client: {@code POST /api/{serviceId}/client/registration}.
     *
     * @param request with {@code json}, the metadata as the client sent it, whatever that is; {@code token} is the initial
     *     access token, if the client sent one; not null
     * @param options what is different for this call; not null
     * @return what Authlete says to do; {@code action} is {@code CREATED} where a client was made
     * @throws IllegalArgumentException if the request has no {@code json}
     * @throws RegistrationException if Authlete's API could not be called or failed
     */
    ClientRegistrationResponse register(ClientRegistrationRequest request, RequestOptions options);

    /**
     * {@link #register(ClientRegistrationRequest, RequestOptions)}, asynchronously.
     *
     * @param request what to register; not null
     * @param options what is different for this call; not null
     * @return a future of what Authlete says to do
     */
    CompletableFuture<ClientRegistrationResponse> registerAsync(
            ClientRegistrationRequest request, RequestOptions options);

    /**
     * Reads a client: {@code POST /api/{serviceId}/client/registration/get}.
     *
     * @param request with {@code clientId}, and {@code token}, the registration access token as the client sent it; not
     *     null
     * @param options what is different for this call; not null
     * @return what Authlete says to do; {@code action} is {@code OK} where the client was read
     * @throws IllegalArgumentException if the request has no {@code clientId}
     * @throws RegistrationException if Authlete's API could not be called or failed
     */
    ClientRegistrationResponse get(ClientRegistrationRequest request, RequestOptions options);

    /**
     * {@link #get(ClientRegistrationRequest, RequestOptions)}, asynchronously.
     *
     * @param request which client; not null
     * @param options what is different for this call; not null
     * @return a future of what Authlete says to do
     */
    CompletableFuture<ClientRegistrationResponse> getAsync(ClientRegistrationRequest request, RequestOptions options);

    /**
     * Replaces a client: {@code POST /api/{serviceId}/client/registration/update}.
     *
     * @param request with {@code clientId}, {@code token} and {@code json}, the metadata as the client sent it; not null
     * @param options what is different for this call; not null
     * @return what Authlete says to do; {@code action} is {@code UPDATED} where the client was changed
     * @throws IllegalArgumentException if the request has no {@code clientId} or no {@code json}
     * @throws RegistrationException if Authlete's API could not be called or failed
     */
    ClientRegistrationResponse update(ClientRegistrationRequest request, RequestOptions options);

    /**
     * {@link #update(ClientRegistrationRequest, RequestOptions)}, asynchronously.
     *
     * @param request which client, and what it shall be; not null
     * @param options what is different for this call; not null
     * @return a future of what Authlete says to do
     */
    CompletableFuture<ClientRegistrationResponse> updateAsync(
            ClientRegistrationRequest request, RequestOptions options);

    /**
     * Deletes a client: {@code POST /api/{serviceId}/client/registration/delete}.
     *
     * @param request with {@code clientId} and {@code token}; not null
     * @param options what is different for this call; not null
     * @return what Authlete says to do; {@code action} is {@code DELETED} where the client was deleted
     * @throws IllegalArgumentException if the request has no {@code clientId}
     * @throws RegistrationException if Authlete's API could not be called or failed
     */
    ClientRegistrationResponse delete(ClientRegistrationRequest request, RequestOptions options);

    /**
     * {@link #delete(ClientRegistrationRequest, RequestOptions)}, asynchronously.
     *
     * @param request which client; not null
     * @param options what is different for this call; not null
     * @return a future of what Authlete says to do
     */
    CompletableFuture<ClientRegistrationResponse> deleteAsync(
            ClientRegistrationRequest request, RequestOptions options);

    /**
     * The same API for another service, over the same threads and connections.
     *
     * @param serviceId the other service's id; not null, not empty
     * @return a view of this facade; closing it does nothing
     * @throws IllegalArgumentException if the id cannot be part of a URI's path
     */
    AuthleteClientRegistration forService(String serviceId);

    /**
     * {@link #register(ClientRegistrationRequest, RequestOptions)} without options.
     *
     * @param request what to register; not null
     * @return what Authlete says to do
     */
    default ClientRegistrationResponse register(ClientRegistrationRequest request) {
        return register(request, RequestOptions.none());
    }

    /**
     * {@link #registerAsync(ClientRegistrationRequest, RequestOptions)} without options.
     *
     * @param request what to register; not null
     * @return a future of what Authlete says to do
     */
    default CompletableFuture<ClientRegistrationResponse> registerAsync(ClientRegistrationRequest request) {
        return registerAsync(request, RequestOptions.none());
    }

    /**
     * {@link #register(ClientRegistrationRequest)} of metadata.
     *
     * @param metadata what to register; not null
     * @return what Authlete says to do
     */
    default ClientRegistrationResponse register(ClientMetadata metadata) {
        return register(ClientRegistrationRequest.builder().json(metadata).build());
    }

    /**
     * {@link #get(ClientRegistrationRequest, RequestOptions)} without options.
     *
     * @param request which client; not null
     * @return what Authlete says to do
     */
    default ClientRegistrationResponse get(ClientRegistrationRequest request) {
        return get(request, RequestOptions.none());
    }

    /**
     * {@link #getAsync(ClientRegistrationRequest, RequestOptions)} without options.
     *
     * @param request which client; not null
     * @return a future of what Authlete says to do
     */
    default CompletableFuture<ClientRegistrationResponse> getAsync(ClientRegistrationRequest request) {
        return getAsync(request, RequestOptions.none());
    }

    /**
     * {@link #get(ClientRegistrationRequest)} of a client.
     *
     * @param clientId the client's id; not null
     * @param token the registration access token; not null
     * @return what Authlete says to do
     */
    default ClientRegistrationResponse get(String clientId, Secret token) {
        return get(ClientRegistrationRequest.builder()
                .token(token)
                .clientId(clientId)
                .build());
    }

    /**
     * {@link #update(ClientRegistrationRequest, RequestOptions)} without options.
     *
     * @param request which client, and what it shall be; not null
     * @return what Authlete says to do
     */
    default ClientRegistrationResponse update(ClientRegistrationRequest request) {
        return update(request, RequestOptions.none());
    }

    /**
     * {@link #updateAsync(ClientRegistrationRequest, RequestOptions)} without options.
     *
     * @param request which client, and what it shall be; not null
     * @return a future of what Authlete says to do
     */
    default CompletableFuture<ClientRegistrationResponse> updateAsync(ClientRegistrationRequest request) {
        return updateAsync(request, RequestOptions.none());
    }

    /**
     * {@link #update(ClientRegistrationRequest)} of a client.
     *
     * @param clientId the client's id; not null
     * @param token the registration access token; not null
     * @param metadata what the client shall be, its {@code client_id} included; not null
     * @return what Authlete says to do
     */
    default ClientRegistrationResponse update(String clientId, Secret token, ClientMetadata metadata) {
        return update(ClientRegistrationRequest.builder()
                .json(metadata)
                .token(token)
                .clientId(clientId)
                .build());
    }

    /**
     * {@link #delete(ClientRegistrationRequest, RequestOptions)} without options.
     *
     * @param request which client; not null
     * @return what Authlete says to do
     */
    default ClientRegistrationResponse delete(ClientRegistrationRequest request) {
        return delete(request, RequestOptions.none());
    }

    /**
     * {@link #deleteAsync(ClientRegistrationRequest, RequestOptions)} without options.
     *
     * @param request which client; not null
     * @return a future of what Authlete says to do
     */
    default CompletableFuture<ClientRegistrationResponse> deleteAsync(ClientRegistrationRequest request) {
        return deleteAsync(request, RequestOptions.none());
    }

    /**
     * {@link #delete(ClientRegistrationRequest)} of a client.
     *
     * @param clientId the client's id; not null
     * @param token the registration access token; not null
     * @return what Authlete says to do
     */
    default ClientRegistrationResponse delete(String clientId, Secret token) {
        return delete(ClientRegistrationRequest.builder()
                .token(token)
                .clientId(clientId)
                .build());
    }

    /** Ends calls in progress and lets threads and connections go. Later calls are refused. Closing twice does nothing. */
    @Override
    void close();

    /** Makes an {@link AuthleteClientRegistration}. No method takes {@code null}. Not safe for use by many threads. */
    final class Builder extends FacadeBuilder<Builder> {
        private URI baseUri = US;
        private @Nullable String serviceId;
        private @Nullable Supplier<Secret> accessToken;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets where the API is. Default: {@link AuthleteClientRegistration#US}.
         *
         * @param baseUri one of the clusters, or that of a deployment of one's own; https, or http to a loopback host
         * @return this builder
         */
        public Builder baseUri(URI baseUri) {
            this.baseUri = Objects.requireNonNull(baseUri, "baseUri must not be null");
            return this;
        }

        /**
         * Sets the service. Required.
         *
         * @param serviceId the service's id, decimal digits as a rule
         * @return this builder
         */
        public Builder serviceId(String serviceId) {
            this.serviceId = Objects.requireNonNull(serviceId, "serviceId must not be null");
            return this;
        }

        /**
         * Sets the bearer token for Authlete's API: a service access token or an organization token. Required, here or
         * by {@link #accessToken(Supplier)}.
         *
         * @param token of visible ASCII characters
         * @return this builder
         * @throws IllegalArgumentException if the token holds a character that no header may hold, such as a line break
         */
        public Builder accessToken(Secret token) {
            HeaderText.requireToken("accessToken", Objects.requireNonNull(token, "accessToken must not be null"));
            this.accessToken = () -> token;
            return this;
        }

        /**
         * Sets where the bearer token for Authlete's API comes from. The supplier is asked before each attempt, on a
         * thread of the SDK where it may block.
         *
         * @param supplier gives a token of visible ASCII characters, never null
         * @return this builder
         */
        public Builder accessToken(Supplier<Secret> supplier) {
            Objects.requireNonNull(supplier, "supplier must not be null");
            this.accessToken = () -> {
                Secret token = Objects.requireNonNull(supplier.get(), "the access token supplier gave null");
                HeaderText.requireToken("accessToken", token);
                return token;
            };
            return this;
        }

        /**
         * Makes the facade. Nothing is sent yet.
         *
         * @return a facade that must be closed when it is not needed any more
         * @throws IllegalStateException if the service id or the access token is missing, or options conflict
         * @throws IllegalArgumentException if the base URI or the service id is not acceptable, saying why
         */
        public AuthleteClientRegistration build() {
            if (serviceId == null) {
                throw new IllegalStateException("serviceId(...) must be set");
            }
            if (accessToken == null) {
                throw new IllegalStateException("accessToken(...) must be set");
            }
            CallOptions options = CallOptions.of(this);
            Uris.requireBase("baseUri", baseUri, options.insecureHttpAllowed);
            AuthleteFacade.requireServiceId(serviceId);
            return new AuthleteFacade(
                    baseUri, serviceId, TokenSource.perAttempt(accessToken, false), options.engine(), true);
        }
    }
}
