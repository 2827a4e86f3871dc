package dev.clientregistration.nevismeta;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.FacadeBuilder;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.internal.engine.CallOptions;
import dev.clientregistration.internal.http.HeaderText;
import dev.clientregistration.internal.http.Uris;
import dev.clientregistration.internal.nevismeta.NevisMetaFacade;
import dev.clientregistration.internal.nevismeta.NevisMetaPlans;
import dev.clientregistration.nevismeta.model.NevisClient;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth clients of one setup of nevisMeta, by its own REST API V2: for administrators' programs. Applications that
 * register themselves use {@link ClientRegistration}.
 *
 * <p>A client is known here by an internal identifier, a {@link NevisClientId}, and not by its {@code client_id}. Its states
 * are snapshots, each valid from some time on: a state can be set in advance, and those of the past can be looked at.
 *
 * {@snippet class="dev.clientregistration.NativeSnippets" region="nevis-meta"}
 *
 * <p>Defaults: module {@code oauthv2}; time limits as for every facade. Reads and deletions are sent again where that can
 * help; a {@code create} or {@code update} only where it is certain that it was not carried out.
 *
 * <p>Every operation has an asynchronous twin with the same meaning. Implementations of the SDK are safe for use by many
 * threads; make one and keep it. It is an interface so that tests can stub it.
 */
public interface NevisMetaClients extends AutoCloseable {
    /**
     * Starts a facade. {@link Builder#baseUri(URI)} and {@link Builder#setupId(NevisSetupId)} are required.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Creates a client: {@code POST .../clients}. It is never sent again where it may have been carried out.
     *
     * <p>A client whose {@code valid_from} lies in the future is invisible until then: {@link #get} does not find it, and
     * {@link #list(NevisValidAt, RequestOptions)} shows it for that time only.
     *
     * @param client the whole client; not null
     * @param options what is different for this call; not null
     * @return the client's internal identifier, which is not its {@code client_id}
     * @throws IllegalArgumentException if {@code jwks} holds a private or symmetric key
     * @throws RegistrationException if it failed; {@code code()} of a {@link ResultError} is nevisMeta's, such as {@code MALFORMED_PAYLOAD}
     */
    NevisClientId create(NevisClient client, RequestOptions options);

    /**
     * {@link #create(NevisClient, RequestOptions)}, asynchronously.
     *
     * @param client the whole client; not null
     * @param options what is different for this call; not null
     * @return a future of the client's internal identifier, which is not its {@code client_id}
     */
    CompletableFuture<NevisClientId> createAsync(NevisClient client, RequestOptions options);

    /**
     * Lists the clients of the setup: {@code GET .../clients}.
     *
     * @param validAt which states count; not null
     * @param options what is different for this call; not null
     * @return their internal identifiers, unmodifiable; empty if there are none
     * @throws RegistrationException if it failed; {@code code()} of a {@link ResultError} is nevisMeta's, such as {@code SETUP_NOT_FOUND}
     */
    List<NevisClientId> list(NevisValidAt validAt, RequestOptions options);

    /**
     * {@link #list(NevisValidAt, RequestOptions)}, asynchronously.
     *
     * @param validAt which states count; not null
     * @param options what is different for this call; not null
     * @return a future of their internal identifiers, unmodifiable; empty if there are none
     */
    CompletableFuture<List<NevisClientId>> listAsync(NevisValidAt validAt, RequestOptions options);

    /**
     * Reads the state of a client that is valid now: {@code GET .../clients/{clientId}}.
     *
     * @param clientId the internal identifier; not null
     * @param options what is different for this call; not null
     * @return the client
     * @throws RegistrationException if it failed; {@link ClientNotFoundException} if there is no such client, or no state of it is
     *     valid now
     */
    NevisClient get(NevisClientId clientId, RequestOptions options);

    /**
     * {@link #get(NevisClientId, RequestOptions)}, asynchronously.
     *
     * @param clientId the internal identifier; not null
     * @param options what is different for this call; not null
     * @return a future of the client
     */
    CompletableFuture<NevisClient> getAsync(NevisClientId clientId, RequestOptions options);

    /**
     * Replaces a client from its {@code valid_from} on, or from now on: {@code PUT .../clients/{clientId}}. The client shall be
     * exactly what is given; the state before it remains as a snapshot.
     *
     * <p>What {@link #get} gave has a {@code valid_from} of the past, which nevisMeta refuses: take it out by
     * {@code client.toBuilder().remove("valid_from")}, or set one of the future. An update is not sent again where it may have
     * been carried out, since a second one would be another snapshot, or refused for being the second.
     *
     * @param clientId the internal identifier; not null
     * @param client the whole client; not null
     * @param options what is different for this call; not null
     * @throws IllegalArgumentException if {@code jwks} holds a private or symmetric key
     * @throws RegistrationException if it failed; {@code code()} of a {@link ResultError} is nevisMeta's, such as {@code MALFORMED_PAYLOAD}
     */
    void update(NevisClientId clientId, NevisClient client, RequestOptions options);

    /**
     * {@link #update(NevisClientId, NevisClient, RequestOptions)}, asynchronously.
     *
     * @param clientId the internal identifier; not null
     * @param client the whole client; not null
     * @param options what is different for this call; not null
     * @return a future of nothing
     */
    CompletableFuture<@Nullable Void> updateAsync(NevisClientId clientId, NevisClient client, RequestOptions options);

    /**
     * Deletes a client with all its snapshots: {@code DELETE .../clients/{clientId}}.
     *
     * @param clientId the internal identifier; not null
     * @param options what is different for this call; not null
     * @throws RegistrationException if it failed; {@link ClientNotFoundException} if there is no such client
     */
    void delete(NevisClientId clientId, RequestOptions options);

    /**
     * {@link #delete(NevisClientId, RequestOptions)}, asynchronously.
     *
     * @param clientId the internal identifier; not null
     * @param options what is different for this call; not null
     * @return a future of nothing
     */
    CompletableFuture<@Nullable Void> deleteAsync(NevisClientId clientId, RequestOptions options);

    /**
     * Lists the snapshots of a client: {@code GET .../clients/{clientId}/snapshots}.
     *
     * @param clientId the internal identifier; not null
     * @param validAt which states count; not null
     * @param options what is different for this call; not null
     * @return their identifiers, unmodifiable; for one time, one or none
     * @throws RegistrationException if it failed; {@code code()} of a {@link ResultError} is nevisMeta's, such as {@code MALFORMED_QUERY_PARAMETER}
     */
    List<NevisSnapshotId> listSnapshots(NevisClientId clientId, NevisValidAt validAt, RequestOptions options);

    /**
     * {@link #listSnapshots(NevisClientId, NevisValidAt, RequestOptions)}, asynchronously.
     *
     * @param clientId the internal identifier; not null
     * @param validAt which states count; not null
     * @param options what is different for this call; not null
     * @return a future of their identifiers, unmodifiable; for one time, one or none
     */
    CompletableFuture<List<NevisSnapshotId>> listSnapshotsAsync(
            NevisClientId clientId, NevisValidAt validAt, RequestOptions options);

    /**
     * Reads a client as a snapshot has it: {@code GET .../clients/{clientId}/snapshots/{snapshotId}}.
     *
     * @param clientId the internal identifier; not null
     * @param snapshotId which snapshot; not null
     * @param options what is different for this call; not null
     * @return the client in that state
     * @throws RegistrationException if it failed; {@code code()} of a {@link ResultError} is nevisMeta's, such as {@code SNAPSHOT_NOT_FOUND}
     */
    NevisClient getSnapshot(NevisClientId clientId, NevisSnapshotId snapshotId, RequestOptions options);

    /**
     * {@link #getSnapshot(NevisClientId, NevisSnapshotId, RequestOptions)}, asynchronously.
     *
     * @param clientId the internal identifier; not null
     * @param snapshotId which snapshot; not null
     * @param options what is different for this call; not null
     * @return a future of the client in that state
     */
    CompletableFuture<NevisClient> getSnapshotAsync(
            NevisClientId clientId, NevisSnapshotId snapshotId, RequestOptions options);

    /**
     * Deletes a snapshot that is not valid yet, as if its update had not been made: {@code DELETE
     * .../clients/{clientId}/snapshots/{snapshotId}}.
     *
     * @param clientId the internal identifier; not null
     * @param snapshotId which snapshot; not null
     * @param options what is different for this call; not null
     * @throws RegistrationException if it failed; {@code code()} of a {@link ResultError} is nevisMeta's, such as {@code INVALID_SNAPSHOT} where the
     *     snapshot is not of the future, {@code DELETE_FORBIDDEN} where it is the last one
     */
    void deleteSnapshot(NevisClientId clientId, NevisSnapshotId snapshotId, RequestOptions options);

    /**
     * {@link #deleteSnapshot(NevisClientId, NevisSnapshotId, RequestOptions)}, asynchronously.
     *
     * @param clientId the internal identifier; not null
     * @param snapshotId which snapshot; not null
     * @param options what is different for this call; not null
     * @return a future of nothing
     */
    CompletableFuture<@Nullable Void> deleteSnapshotAsync(
            NevisClientId clientId, NevisSnapshotId snapshotId, RequestOptions options);

    /**
     * The same API for another setup, over the same threads and connections.
     *
     * @param setupId the other setup; not null
     * @return a view of this facade; closing it does nothing
     */
    NevisMetaClients forSetup(NevisSetupId setupId);

    /**
     * {@link #create(NevisClient, RequestOptions)} without options.
     *
     * @param client the whole client; not null
     * @return the client's internal identifier
     */
    default NevisClientId create(NevisClient client) {
        return create(client, RequestOptions.none());
    }

    /**
     * {@link #createAsync(NevisClient, RequestOptions)} without options.
     *
     * @param client the whole client; not null
     * @return a future of the client's internal identifier
     */
    default CompletableFuture<NevisClientId> createAsync(NevisClient client) {
        return createAsync(client, RequestOptions.none());
    }

    /**
     * {@link #list(NevisValidAt, RequestOptions)} of what is valid now.
     *
     * @return internal identifiers
     */
    default List<NevisClientId> list() {
        return list(NevisValidAt.now(), RequestOptions.none());
    }

    /**
     * {@link #listAsync(NevisValidAt, RequestOptions)} of what is valid now.
     *
     * @return a future of internal identifiers
     */
    default CompletableFuture<List<NevisClientId>> listAsync() {
        return listAsync(NevisValidAt.now(), RequestOptions.none());
    }

    /**
     * {@link #list(NevisValidAt, RequestOptions)} without options.
     *
     * @param validAt which states count; not null
     * @return internal identifiers
     */
    default List<NevisClientId> list(NevisValidAt validAt) {
        return list(validAt, RequestOptions.none());
    }

    /**
     * {@link #listAsync(NevisValidAt, RequestOptions)} without options.
     *
     * @param validAt which states count; not null
     * @return a future of internal identifiers
     */
    default CompletableFuture<List<NevisClientId>> listAsync(NevisValidAt validAt) {
        return listAsync(validAt, RequestOptions.none());
    }

    /**
     * {@link #get(NevisClientId, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     * @return the client
     */
    default NevisClient get(NevisClientId clientId) {
        return get(clientId, RequestOptions.none());
    }

    /**
     * {@link #getAsync(NevisClientId, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     * @return a future of the client
     */
    default CompletableFuture<NevisClient> getAsync(NevisClientId clientId) {
        return getAsync(clientId, RequestOptions.none());
    }

    /**
     * {@link #update(NevisClientId, NevisClient, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     * @param client the whole client; not null
     */
    default void update(NevisClientId clientId, NevisClient client) {
        update(clientId, client, RequestOptions.none());
    }

    /**
     * {@link #updateAsync(NevisClientId, NevisClient, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     * @param client the whole client; not null
     * @return a future of nothing
     */
    default CompletableFuture<@Nullable Void> updateAsync(NevisClientId clientId, NevisClient client) {
        return updateAsync(clientId, client, RequestOptions.none());
    }

    /**
     * {@link #delete(NevisClientId, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     */
    default void delete(NevisClientId clientId) {
        delete(clientId, RequestOptions.none());
    }

    /**
     * {@link #deleteAsync(NevisClientId, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     * @return a future of nothing
     */
    default CompletableFuture<@Nullable Void> deleteAsync(NevisClientId clientId) {
        return deleteAsync(clientId, RequestOptions.none());
    }

    /**
     * {@link #listSnapshots(NevisClientId, NevisValidAt, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     * @param validAt which states count; not null
     * @return identifiers of snapshots
     */
    default List<NevisSnapshotId> listSnapshots(NevisClientId clientId, NevisValidAt validAt) {
        return listSnapshots(clientId, validAt, RequestOptions.none());
    }

    /**
     * {@link #listSnapshotsAsync(NevisClientId, NevisValidAt, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     * @param validAt which states count; not null
     * @return a future of identifiers of snapshots
     */
    default CompletableFuture<List<NevisSnapshotId>> listSnapshotsAsync(NevisClientId clientId, NevisValidAt validAt) {
        return listSnapshotsAsync(clientId, validAt, RequestOptions.none());
    }

    /**
     * {@link #getSnapshot(NevisClientId, NevisSnapshotId, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     * @param snapshotId which snapshot; not null
     * @return the client in that state
     */
    default NevisClient getSnapshot(NevisClientId clientId, NevisSnapshotId snapshotId) {
        return getSnapshot(clientId, snapshotId, RequestOptions.none());
    }

    /**
     * {@link #getSnapshotAsync(NevisClientId, NevisSnapshotId, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     * @param snapshotId which snapshot; not null
     * @return a future of the client in that state
     */
    default CompletableFuture<NevisClient> getSnapshotAsync(NevisClientId clientId, NevisSnapshotId snapshotId) {
        return getSnapshotAsync(clientId, snapshotId, RequestOptions.none());
    }

    /**
     * {@link #deleteSnapshot(NevisClientId, NevisSnapshotId, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     * @param snapshotId which snapshot; not null
     */
    default void deleteSnapshot(NevisClientId clientId, NevisSnapshotId snapshotId) {
        deleteSnapshot(clientId, snapshotId, RequestOptions.none());
    }

    /**
     * {@link #deleteSnapshotAsync(NevisClientId, NevisSnapshotId, RequestOptions)} without options.
     *
     * @param clientId the internal identifier; not null
     * @param snapshotId which snapshot; not null
     * @return a future of nothing
     */
    default CompletableFuture<@Nullable Void> deleteSnapshotAsync(NevisClientId clientId, NevisSnapshotId snapshotId) {
        return deleteSnapshotAsync(clientId, snapshotId, RequestOptions.none());
    }

    /** Ends calls in progress and lets threads and connections go. Later calls are refused. Closing twice does nothing. */
    @Override
    void close();

    /** Makes a {@link NevisMetaClients}. No method takes {@code null}. Not safe for use by many threads. */
    final class Builder extends FacadeBuilder<Builder> {
        private String module = "oauthv2";
        private @Nullable URI baseUri;
        private @Nullable NevisSetupId setupId;
        private @Nullable String user;
        private @Nullable Secret password;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets where the API is. Required.
         *
         * @param baseUri {@code https://host/nevismeta/rest}, often at port 9943; https, or http to a loopback host
         * @return this builder
         */
        public Builder baseUri(URI baseUri) {
            this.baseUri = Objects.requireNonNull(baseUri, "baseUri must not be null");
            return this;
        }

        /**
         * Sets the module. Default: {@code oauthv2}, the only one that is known.
         *
         * @param module the module's name
         * @return this builder
         */
        public Builder module(String module) {
            this.module = Objects.requireNonNull(module, "module must not be null");
            return this;
        }

        /**
         * Sets the setup. Required.
         *
         * @param setupId the setup's identifier
         * @return this builder
         */
        public Builder setupId(NevisSetupId setupId) {
            this.setupId = Objects.requireNonNull(setupId, "setupId must not be null");
            return this;
        }

        /**
         * Logs in by HTTP Basic, as nevisMeta wants it in development mode; in production the portal's cookies take its
         * place, by {@link #header(String, String)}. The user needs the role {@code nevisMeta.admin}, or {@code
         * nevisMeta.user} where nothing is changed. A bearer token of {@link RequestOptions#token()} is sent instead of
         * it. Default: no login.
         *
         * @param user the user's name, not empty and without a colon, which is where HTTP Basic ends it
         * @param password the user's password
         * @return this builder
         * @throws IllegalArgumentException if the name is empty or has a colon, or either has a control character
         */
        public Builder login(String user, Secret password) {
            HeaderText.requireLogin(user, password);
            this.user = user;
            this.password = password;
            return this;
        }

        /**
         * Makes the facade. Nothing is sent yet.
         *
         * @return a facade that must be closed when it is not needed any more
         * @throws IllegalStateException if the base URI or the setup is missing, or options conflict
         * @throws IllegalArgumentException if the base URI or the module is not acceptable, saying why
         */
        public NevisMetaClients build() {
            if (baseUri == null) {
                throw new IllegalStateException("baseUri(...) must be set");
            }
            if (setupId == null) {
                throw new IllegalStateException("setupId(...) must be set");
            }
            CallOptions options = CallOptions.of(this);
            Uris.requireBase("baseUri", baseUri, options.insecureHttpAllowed);
            Uris.requireSegment("module", module);
            NevisMetaPlans plans = new NevisMetaPlans(
                    baseUri, module, user, password, setupId, NevisClientId::received, NevisSnapshotId::received);
            return new NevisMetaFacade(plans, options.engine(), true);
        }
    }
}
