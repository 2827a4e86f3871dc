package dev.clientregistration.authlete;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RegistrationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The two ways to make each of the four calls. A test that is given one of them runs with both and must not see a
 * difference: what a blocking call throws is what the future of its twin ends with, and both throw at once what is a
 * bad argument.
 */
enum CallStyle {
    BLOCKING,
    ASYNC;

    static final String SERVICE_ID = "21653835348762";
    static final String CLIENT_ID = "26837717140341";
    static final Secret API_TOKEN = Secret.of("SAT-of-the-service_1~+/=");
    static final Secret REGISTRATION_ACCESS_TOKEN = Secret.of("qs4Tu5TV7qqDYT93bFs6ISyhTByMF9o-54GY4JU5vTA");

    /** A facade of the service at a server. */
    static AuthleteClientRegistration.Builder authleteAt(ScriptedServer server) {
        return AuthleteClientRegistration.builder()
                .baseUri(server.uri())
                .serviceId(SERVICE_ID)
                .accessToken(API_TOKEN);
    }

    /** What an authorization server passes on for an operation, no more than it needs. */
    static ClientRegistrationRequest request(Operation operation) {
        ClientRegistrationRequest.Builder request = ClientRegistrationRequest.builder();
        switch (operation) {
            case REGISTER -> request.json("{\"client_name\":\"My Dynamic Client\"}");
            case UPDATE ->
                request.json("{\"client_id\":\"" + CLIENT_ID + "\"}")
                        .token(REGISTRATION_ACCESS_TOKEN)
                        .clientId(CLIENT_ID);
            default -> request.token(REGISTRATION_ACCESS_TOKEN).clientId(CLIENT_ID);
        }
        return request.build();
    }

    /** The path of an operation below the base URI. */
    static String path(Operation operation) {
        String registration = "/api/" + SERVICE_ID + "/client/registration";
        return operation == Operation.REGISTER ? registration : registration + "/" + operation;
    }

    /** The call without options. */
    ClientRegistrationResponse call(
            AuthleteClientRegistration authlete, Operation operation, ClientRegistrationRequest request) {
        return switch (operation) {
            case REGISTER -> make(() -> authlete.register(request), () -> authlete.registerAsync(request));
            case GET -> make(() -> authlete.get(request), () -> authlete.getAsync(request));
            case UPDATE -> make(() -> authlete.update(request), () -> authlete.updateAsync(request));
            case DELETE -> make(() -> authlete.delete(request), () -> authlete.deleteAsync(request));
            default -> throw new IllegalArgumentException("no call of " + operation);
        };
    }

    /** The call of {@link #request(Operation)}. */
    ClientRegistrationResponse call(AuthleteClientRegistration authlete, Operation operation) {
        return call(authlete, operation, request(operation));
    }

    /** The call with options. */
    ClientRegistrationResponse call(
            AuthleteClientRegistration authlete,
            Operation operation,
            ClientRegistrationRequest request,
            RequestOptions options) {
        return switch (operation) {
            case REGISTER ->
                make(() -> authlete.register(request, options), () -> authlete.registerAsync(request, options));
            case GET -> make(() -> authlete.get(request, options), () -> authlete.getAsync(request, options));
            case UPDATE -> make(() -> authlete.update(request, options), () -> authlete.updateAsync(request, options));
            case DELETE -> make(() -> authlete.delete(request, options), () -> authlete.deleteAsync(request, options));
            default -> throw new IllegalArgumentException("no call of " + operation);
        };
    }

    /** The call of {@link #request(Operation)} with options. */
    ClientRegistrationResponse call(AuthleteClientRegistration authlete, Operation operation, RequestOptions options) {
        return call(authlete, operation, request(operation), options);
    }

    /** How a call fails that must not succeed. */
    static <T extends RegistrationException> T failure(Class<T> type, Supplier<ClientRegistrationResponse> call) {
        T failure = catchThrowableOfType(type, call::get);
        if (failure == null) {
            throw new AssertionError("the call must not succeed");
        }
        return failure;
    }

    /** How a call of {@link #request(Operation)} fails. */
    RegistrationException failure(AuthleteClientRegistration authlete, Operation operation) {
        return failure(RegistrationException.class, () -> call(authlete, operation));
    }

    private ClientRegistrationResponse make(
            Supplier<ClientRegistrationResponse> blocking,
            Supplier<CompletableFuture<ClientRegistrationResponse>> async) {
        return this == BLOCKING ? blocking.get() : joined(begun(async));
    }

    private static CompletableFuture<ClientRegistrationResponse> begun(
            Supplier<CompletableFuture<ClientRegistrationResponse>> call) {
        try {
            return call.get();
        } catch (RegistrationException e) {
            throw new AssertionError("an asynchronous call must not throw a failure: its future ends with it", e);
        }
    }

    private static ClientRegistrationResponse joined(CompletableFuture<ClientRegistrationResponse> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RegistrationException failure) {
                throw failure;
            }
            throw new AssertionError("a future must end with a value or a RegistrationException", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the future did not end", e);
        }
    }
}
