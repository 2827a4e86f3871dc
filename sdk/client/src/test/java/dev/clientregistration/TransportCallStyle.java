package dev.clientregistration;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.model.ClientInformation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The two ways to make a call, so that one test body shows both. */
enum TransportCallStyle {
    BLOCKING {
        @Override
        <T> T call(Supplier<T> blocking, Supplier<CompletableFuture<T>> asynchronous) {
            return blocking.get();
        }
    },
    ASYNCHRONOUS {
        @Override
        <T> T call(Supplier<T> blocking, Supplier<CompletableFuture<T>> asynchronous) {
            try {
                return asynchronous.get().join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException exception) {
                    throw exception;
                }
                throw e;
            }
        }
    };

    /** Makes the call in this style and returns or throws what it brought. */
    abstract <T> T call(Supplier<T> blocking, Supplier<CompletableFuture<T>> asynchronous);

    Response<ClientInformation> register(ClientRegistration registration) {
        return register(registration, RequestOptions.none());
    }

    Response<ClientInformation> register(ClientRegistration registration, RequestOptions options) {
        Exchange exchange = registration.exchange();
        return call(
                () -> exchange.register(SampleClient.METADATA, options),
                () -> exchange.registerAsync(SampleClient.METADATA, options));
    }

    /** Any operation, on the sample client. */
    Response<?> call(Operation operation, ClientRegistration registration, RequestOptions options) {
        Exchange exchange = registration.exchange();
        ManagementCredentials credentials = SampleClient.CREDENTIALS;
        return switch (operation) {
            case REGISTER -> register(registration, options);
            case GET -> call(() -> exchange.get(credentials, options), () -> exchange.getAsync(credentials, options));
            case UPDATE ->
                call(
                        () -> exchange.update(credentials, SampleClient.METADATA, options),
                        () -> exchange.updateAsync(credentials, SampleClient.METADATA, options));
            case DELETE ->
                this.<Response<Void>>call(
                        () -> exchange.delete(credentials, options), () -> exchange.deleteAsync(credentials, options));
            default -> throw new IllegalArgumentException("no call of " + operation);
        };
    }

    Response<?> call(Operation operation, ClientRegistration registration) {
        return call(operation, registration, RequestOptions.none());
    }

    /** The failure of a register, which must fail. */
    RegistrationException failure(ClientRegistration registration) {
        return failure(Operation.REGISTER, registration);
    }

    /** The failure of an operation, which must fail. */
    RegistrationException failure(Operation operation, ClientRegistration registration) {
        return catchThrowableOfType(RegistrationException.class, () -> call(operation, registration));
    }
}
