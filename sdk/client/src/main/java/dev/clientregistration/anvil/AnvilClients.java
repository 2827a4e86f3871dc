package dev.clientregistration.anvil;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.FacadeBuilder;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.anvil.model.AnvilClient;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.internal.anvil.AnvilFacade;
import dev.clientregistration.internal.engine.CallOptions;
import dev.clientregistration.internal.engine.TokenSource;
import dev.clientregistration.internal.http.HeaderText;
import dev.clientregistration.internal.http.Uris;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients of an Anvil Connect server, by its own REST API: for administrators' programs, and for what its {@code
 * /register} does not offer: a list, a deletion, and the whole client. Applications that register themselves use {@link
 * ClientRegistration}.
 *
 * {@snippet class="dev.clientregistration.NativeSnippets" region="anvil"}
 *
 * <p>Defaults: time limits as for every facade. All but {@code create} is sent again where that can help, since a second
 * time changes nothing.
 *
 * <p>Every operation has an asynchronous twin with the same meaning. Implementations of the SDK are safe for use by many
 * threads; make one and keep it. It is an interface so that tests can stub it.
 */
public interface AnvilClients extends AutoCloseable {
    /**
     * Starts a facade. {@link Builder#baseUri(URI)} and an access token are required.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Creates a client: {@code POST /v1/clients}. It is never sent again where it may have been carried out.
     *
     * @param client the client; not null
     * @param options what is different for this call; not null
     * @return the client as it is stored, with its {@code _id} and {@code client_secret}
     * @throws IllegalArgumentException if {@code jwks} holds a private or symmetric key
     * @throws RegistrationException if it failed; for {@code validation_error}, {@link ResultError#bodyExcerpt()} says what is wrong
     *     with which member
     */
    AnvilClient create(AnvilClient client, RequestOptions options);

    /**
     * {@link #create(AnvilClient, RequestOptions)}, asynchronously.
     *
     * @param client the client; not null
     * @param options what is different for this call; not null
     * @return a future of the client as it is stored, with its {@code _id} and {@code client_secret}
     */
    CompletableFuture<AnvilClient> createAsync(AnvilClient client, RequestOptions options);

    /**
     * Lists all clients: {@code GET /v1/clients}.
     *
     * @param options what is different for this call; not null
     * @return the clients with their secrets, unmodifiable; empty if there are none
     * @throws RegistrationException if it failed
     */
    List<AnvilClient> list(RequestOptions options);

    /**
     * {@link #list(RequestOptions)}, asynchronously.
     *
     * @param options what is different for this call; not null
     * @return a future of the clients with their secrets, unmodifiable; empty if there are none
     */
    CompletableFuture<List<AnvilClient>> listAsync(RequestOptions options);

    /**
     * Reads a client: {@code GET /v1/clients/{id}}.
     *
     * @param id the client's {@code _id}; not null
     * @param options what is different for this call; not null
     * @return the client with its secret
     * @throws IllegalArgumentException if the id cannot be part of a URI's path
     * @throws RegistrationException if it failed; {@link ClientNotFoundException} if there is no such client
     */
    AnvilClient get(String id, RequestOptions options);

    /**
     * {@link #get(String, RequestOptions)}, asynchronously.
     *
     * @param id the client's {@code _id}; not null
     * @param options what is different for this call; not null
     * @return a future of the client with its secret
     */
    CompletableFuture<AnvilClient> getAsync(String id, RequestOptions options);

    /**
     * Changes members of a client: {@code PATCH /v1/clients/{id}}. Members that are not given stay as they are.
     *
     * @param id the client's {@code _id}; not null
     * @param changes the members to change; not null
     * @param options what is different for this call; not null
     * @return the client as it is stored now
     * @throws IllegalArgumentException if the id cannot be part of a URI's path, the changes hold another {@code _id}, or {@code
     *     jwks} holds a private or symmetric key
     * @throws RegistrationException if it failed; {@link ClientNotFoundException} if there is no such client
     */
    AnvilClient patch(String id, AnvilClient changes, RequestOptions options);

    /**
     * {@link #patch(String, AnvilClient, RequestOptions)}, asynchronously.
     *
     * @param id the client's {@code _id}; not null
     * @param changes the members to change; not null
     * @param options what is different for this call; not null
     * @return a future of the client as it is stored now
     */
    CompletableFuture<AnvilClient> patchAsync(String id, AnvilClient changes, RequestOptions options);

    /**
     * Deletes a client: {@code DELETE /v1/clients/{id}}.
     *
     * @param id the client's {@code _id}; not null
     * @param options what is different for this call; not null
     * @throws IllegalArgumentException if the id cannot be part of a URI's path
     * @throws RegistrationException if it failed; {@link ClientNotFoundException} if there is no such client
     */
    void delete(String id, RequestOptions options);

    /**
     * {@link #delete(String, RequestOptions)}, asynchronously.
     *
     * @param id the client's {@code _id}; not null
     * @param options what is different for this call; not null
     * @return a future of nothing
     */
    CompletableFuture<@Nullable Void> deleteAsync(String id, RequestOptions options);

    /**
     * {@link #create(AnvilClient, RequestOptions)} without options.
     *
     * @param client the client; not null
     * @return the client as it is stored
     */
    default AnvilClient create(AnvilClient client) {
        return create(client, RequestOptions.none());
    }

    /**
     * {@link #createAsync(AnvilClient, RequestOptions)} without options.
     *
     * @param client the client; not null
     * @return a future of the client as it is stored
     */
    default CompletableFuture<AnvilClient> createAsync(AnvilClient client) {
        return createAsync(client, RequestOptions.none());
    }

    /**
     * {@link #list(RequestOptions)} without options.
     *
     * @return the clients
     */
    default List<AnvilClient> list() {
        return list(RequestOptions.none());
    }

    /**
     * {@link #listAsync(RequestOptions)} without options.
     *
     * @return a future of the clients
     */
    default CompletableFuture<List<AnvilClient>> listAsync() {
        return listAsync(RequestOptions.none());
    }

    /**
     * {@link #get(String, RequestOptions)} without options.
     *
     * @param id the client's {@code _id}; not null
     * @return the client
     */
    default AnvilClient get(String id) {
        return get(id, RequestOptions.none());
    }

    /**
     * {@link #getAsync(String, RequestOptions)} without options.
     *
     * @param id the client's {@code _id}; not null
     * @return a future of the client
     */
    default CompletableFuture<AnvilClient> getAsync(String id) {
        return getAsync(id, RequestOptions.none());
    }

    /**
     * {@link #patch(String, AnvilClient, RequestOptions)} without options.
     *
     * @param id the client's {@code _id}; not null
     * @param changes the members to change; not null
     * @return the client as it is stored now
     */
    default AnvilClient patch(String id, AnvilClient changes) {
        return patch(id, changes, RequestOptions.none());
    }

    /**
     * {@link #patchAsync(String, AnvilClient, RequestOptions)} without options.
     *
     * @param id the client's {@code _id}; not null
     * @param changes the members to change; not null
     * @return a future of the client as it is stored now
     */
    default CompletableFuture<AnvilClient> patchAsync(String id, AnvilClient changes) {
        return patchAsync(id, changes, RequestOptions.none());
    }

    /**
     * {@link #delete(String, RequestOptions)} without options.
     *
     * @param id the client's {@code _id}; not null
     */
    default void delete(String id) {
        delete(id, RequestOptions.none());
    }

    /**
     * {@link #deleteAsync(String, RequestOptions)} without options.
     *
     * @param id the client's {@code _id}; not null
     * @return a future of nothing
     */
    default CompletableFuture<@Nullable Void> deleteAsync(String id) {
        return deleteAsync(id, RequestOptions.none());
    }

    /** Ends calls in progress and lets threads and connections go. Later calls are refused. Closing twice does nothing. */
    @Override
    void close();

    /** Makes an {@link AnvilClients}. No method takes {@code null}. Not safe for use by many threads. */
    final class Builder extends FacadeBuilder<Builder> {
        private @Nullable URI baseUri;
        private @Nullable Supplier<Secret> accessToken;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets where the server is. Required.
         *
         * @param baseUri the issuer of the server; https, or http to a loopback host
         * @return this builder
         */
        public Builder baseUri(URI baseUri) {
            this.baseUri = Objects.requireNonNull(baseUri, "baseUri must not be null");
            return this;
        }

        /**
         * Sets the bearer token: that of a user, with the scope {@code realm}. Required, here or by
         * {@link #accessToken(Supplier)}.
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
         * Sets where the bearer token comes from. The supplier is asked before each attempt, on a thread of the SDK where
         * it may block.
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
         * @throws IllegalStateException if the base URI or the access token is missing, or options conflict
         * @throws IllegalArgumentException if the base URI is not acceptable, saying why
         */
        public AnvilClients build() {
            if (baseUri == null) {
                throw new IllegalStateException("baseUri(...) must be set");
            }
            if (accessToken == null) {
                throw new IllegalStateException("accessToken(...) must be set");
            }
            CallOptions options = CallOptions.of(this);
            Uris.requireBase("baseUri", baseUri, options.insecureHttpAllowed);
            return new AnvilFacade(baseUri, TokenSource.perAttempt(accessToken, false), options.engine());
        }
    }
}
