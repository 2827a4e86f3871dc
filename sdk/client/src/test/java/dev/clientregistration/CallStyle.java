package dev.clientregistration;

import dev.clientregistration.error.Operation;
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
 * blocking call throws is what the future of its twin ends with, and bad arguments are thrown at once by both.
 */
enum CallStyle {
    BLOCKING,
    ASYNC;

    ClientInformation register(ClientRegistration registration, ClientMetadata metadata) {
        return make(() -> registration.register(metadata), () -> registration.registerAsync(metadata));
    }

    ClientInformation get(ClientRegistration registration, ManagementCredentials credentials) {
        return make(() -> registration.get(credentials), () -> registration.getAsync(credentials));
    }

    ClientInformation get(ClientRegistration registration, ClientInformation client) {
        return make(() -> registration.get(client), () -> registration.getAsync(client));
    }

    ClientInformation update(
            ClientRegistration registration, ManagementCredentials credentials, ClientMetadata metadata) {
        return make(
                () -> registration.update(credentials, metadata),
                () -> registration.updateAsync(credentials, metadata));
    }

    ClientInformation update(ClientRegistration registration, ClientInformation client, ClientMetadata metadata) {
        return make(() -> registration.update(client, metadata), () -> registration.updateAsync(client, metadata));
    }

    void delete(ClientRegistration registration, ManagementCredentials credentials) {
        this.<@Nullable Void>make(
                () -> {
                    registration.delete(credentials);
                    return null;
                },
                () -> registration.deleteAsync(credentials));
    }

    void delete(ClientRegistration registration, ClientInformation client) {
        this.<@Nullable Void>make(
                () -> {
                    registration.delete(client);
                    return null;
                },
                () -> registration.deleteAsync(client));
    }

    /** Any operation: {@code register} does not look at the credentials, and {@code get} and {@code delete} not at the metadata. */
    void call(
            Operation operation,
            ClientRegistration registration,
            ManagementCredentials credentials,
            ClientMetadata metadata) {
        switch (operation) {
            case REGISTER -> register(registration, metadata);
            case GET -> get(registration, credentials);
            case UPDATE -> update(registration, credentials, metadata);
            case DELETE -> delete(registration, credentials);
            default -> throw new AssertionError(operation);
        }
    }

    private <T extends @Nullable Object> T make(Supplier<T> blocking, Supplier<CompletableFuture<T>> async) {
        return this == BLOCKING ? blocking.get() : joined(begun(async));
    }

    private static <T extends @Nullable Object> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (RegistrationException e) {
            throw new AssertionError("an asynchronous call must not throw a failure: its future ends with it", e);
        }
    }

    private static <T extends @Nullable Object> T joined(CompletableFuture<T> future) {
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
