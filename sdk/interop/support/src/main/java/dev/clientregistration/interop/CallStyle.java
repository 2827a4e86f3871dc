package dev.clientregistration.interop;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.Response;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two ways to make every call. A test that takes one of them is run with both, and must not see a difference: what a
 * blocking call throws is what the future of its twin ends with.
 */
public enum CallStyle {
    /** Waits for the answer. */
    BLOCKING,
    /** Is given a future. */
    ASYNC;

    /**
     * Registers a client.
     *
     * @param registration the facade
     * @param metadata what is asked for
     * @return the whole answer
     */
    public Response<ClientInformation> register(ClientRegistration registration, ClientMetadata metadata) {
        return make(
                () -> registration.exchange().register(metadata),
                () -> registration.exchange().registerAsync(metadata));
    }

    /**
     * Reads a client.
     *
     * @param registration the facade
     * @param credentials of the client
     * @return the whole answer
     */
    public Response<ClientInformation> get(ClientRegistration registration, ManagementCredentials credentials) {
        return make(
                () -> registration.exchange().get(credentials),
                () -> registration.exchange().getAsync(credentials));
    }

    /**
     * Updates a client.
     *
     * @param registration the facade
     * @param credentials of the client
     * @param metadata what it shall be
     * @return the whole answer
     */
    public Response<ClientInformation> update(
            ClientRegistration registration, ManagementCredentials credentials, ClientMetadata metadata) {
        return make(
                () -> registration.exchange().update(credentials, metadata),
                () -> registration.exchange().updateAsync(credentials, metadata));
    }

    /**
     * Deletes a client.
     *
     * @param registration the facade
     * @param credentials of the client
     * @return the whole answer
     */
    public Response<@Nullable Void> delete(ClientRegistration registration, ManagementCredentials credentials) {
        return make(
                () -> registration.exchange().delete(credentials),
                () -> registration.exchange().deleteAsync(credentials));
    }

    private <T> T make(Supplier<T> blocking, Supplier<CompletableFuture<T>> async) {
        return this == BLOCKING ? blocking.get() : joined(async.get());
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RegistrationException failure) {
                throw failure;
            }
            throw new AssertionError("a future must end with a value or a RegistrationException", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
