package dev.clientregistration;

import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The operations of {@link ClientRegistration} with everything that is known of the answer. They do and throw what their
 * namesakes there do. {@link ClientRegistration#exchange()} gives it.
 *
 * <p>Implementations are as safe for use by many threads as the facade.
 */
public interface Exchange {
    /**
     * {@link ClientRegistration#register(ClientMetadata, RequestOptions)}.
     *
     * @param metadata what the client asks for; not null
     * @param options what is different for this call; not null
     * @return the client and the answer
     */
    Response<ClientInformation> register(ClientMetadata metadata, RequestOptions options);

    /**
     * {@link ClientRegistration#registerAsync(ClientMetadata, RequestOptions)}.
     *
     * @param metadata what the client asks for; not null
     * @param options what is different for this call; not null
     * @return a future of the client and the answer
     */
    CompletableFuture<Response<ClientInformation>> registerAsync(ClientMetadata metadata, RequestOptions options);

    /**
     * {@link ClientRegistration#get(ManagementCredentials, RequestOptions)}.
     *
     * @param credentials of the client; not null
     * @param options what is different for this call; not null
     * @return the client and the answer
     */
    Response<ClientInformation> get(ManagementCredentials credentials, RequestOptions options);

    /**
     * {@link ClientRegistration#getAsync(ManagementCredentials, RequestOptions)}.
     *
     * @param credentials of the client; not null
     * @param options what is different for this call; not null
     * @return a future of the client and the answer
     */
    CompletableFuture<Response<ClientInformation>> getAsync(ManagementCredentials credentials, RequestOptions options);

    /**
     * {@link ClientRegistration#update(ManagementCredentials, ClientMetadata, RequestOptions)}.
     *
     * @param credentials of the client; not null
     * @param metadata what the client shall be; not null
     * @param options what is different for this call; not null
     * @return the client and the answer
     */
    Response<ClientInformation> update(
            ManagementCredentials credentials, ClientMetadata metadata, RequestOptions options);

    /**
     * {@link ClientRegistration#updateAsync(ManagementCredentials, ClientMetadata, RequestOptions)}.
     *
     * @param credentials of the client; not null
     * @param metadata what the client shall be; not null
     * @param options what is different for this call; not null
     * @return a future of the client and the answer
     */
    CompletableFuture<Response<ClientInformation>> updateAsync(
            ManagementCredentials credentials, ClientMetadata metadata, RequestOptions options);

    /**
     * {@link ClientRegistration#delete(ManagementCredentials, RequestOptions)}.
     *
     * @param credentials of the client; not null
     * @param options what is different for this call; not null
     * @return the answer, without a value
     */
    Response<@Nullable Void> delete(ManagementCredentials credentials, RequestOptions options);

    /**
     * {@link ClientRegistration#deleteAsync(ManagementCredentials, RequestOptions)}.
     *
     * @param credentials of the client; not null
     * @param options what is different for this call; not null
     * @return a future of the answer, without a value
     */
    CompletableFuture<Response<@Nullable Void>> deleteAsync(ManagementCredentials credentials, RequestOptions options);

    /**
     * {@link #register(ClientMetadata, RequestOptions)} without options.
     *
     * @param metadata what the client asks for; not null
     * @return the client and the answer
     */
    default Response<ClientInformation> register(ClientMetadata metadata) {
        return register(metadata, RequestOptions.none());
    }

    /**
     * {@link #registerAsync(ClientMetadata, RequestOptions)} without options.
     *
     * @param metadata what the client asks for; not null
     * @return a future of the client and the answer
     */
    default CompletableFuture<Response<ClientInformation>> registerAsync(ClientMetadata metadata) {
        return registerAsync(metadata, RequestOptions.none());
    }

    /**
     * {@link #get(ManagementCredentials, RequestOptions)} without options.
     *
     * @param credentials of the client; not null
     * @return the client and the answer
     */
    default Response<ClientInformation> get(ManagementCredentials credentials) {
        return get(credentials, RequestOptions.none());
    }

    /**
     * {@link #getAsync(ManagementCredentials, RequestOptions)} without options.
     *
     * @param credentials of the client; not null
     * @return a future of the client and the answer
     */
    default CompletableFuture<Response<ClientInformation>> getAsync(ManagementCredentials credentials) {
        return getAsync(credentials, RequestOptions.none());
    }

    /**
     * {@link #update(ManagementCredentials, ClientMetadata, RequestOptions)} without options.
     *
     * @param credentials of the client; not null
     * @param metadata what the client shall be; not null
     * @return the client and the answer
     */
    default Response<ClientInformation> update(ManagementCredentials credentials, ClientMetadata metadata) {
        return update(credentials, metadata, RequestOptions.none());
    }

    /**
     * {@link #updateAsync(ManagementCredentials, ClientMetadata, RequestOptions)} without options.
     *
     * @param credentials of the client; not null
     * @param metadata what the client shall be; not null
     * @return a future of the client and the answer
     */
    default CompletableFuture<Response<ClientInformation>> updateAsync(
            ManagementCredentials credentials, ClientMetadata metadata) {
        return updateAsync(credentials, metadata, RequestOptions.none());
    }

    /**
     * {@link #delete(ManagementCredentials, RequestOptions)} without options.
     *
     * @param credentials of the client; not null
     * @return the answer, without a value
     */
    default Response<@Nullable Void> delete(ManagementCredentials credentials) {
        return delete(credentials, RequestOptions.none());
    }

    /**
     * {@link #deleteAsync(ManagementCredentials, RequestOptions)} without options.
     *
     * @param credentials of the client; not null
     * @return a future of the answer, without a value
     */
    default CompletableFuture<Response<@Nullable Void>> deleteAsync(ManagementCredentials credentials) {
        return deleteAsync(credentials, RequestOptions.none());
    }
}
