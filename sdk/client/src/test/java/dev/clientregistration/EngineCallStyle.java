package dev.clientregistration;

import dev.clientregistration.ScriptedServer.Step;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The two ways to make each of the four calls, under one signature, so that one test body shows both. */
enum EngineCallStyle {
    BLOCKING {
        @Override
        Result<?> call(ClientRegistration registration, Operation operation, URI endpoint, RequestOptions options) {
            return switch (operation) {
                case REGISTER -> Result.of(() -> registration.register(METADATA, options));
                case GET -> Result.of(() -> registration.get(credentials(endpoint), options));
                case UPDATE -> Result.of(() -> registration.update(credentials(endpoint), METADATA, options));
                case DELETE -> Result.ofVoid(() -> registration.delete(credentials(endpoint), options));
                default -> throw new IllegalArgumentException("no call of " + operation);
            };
        }
    },
    ASYNC {
        @Override
        Result<?> call(ClientRegistration registration, Operation operation, URI endpoint, RequestOptions options) {
            return outcomeOf(start(registration, operation, endpoint, options));
        }
    };

    static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    /** A client as a server answers it. */
    static final String CLIENT = "{\"client_id\":\"c1\",\"client_secret\":\"s1\",\"client_secret_expires_at\":0,"
            + "\"registration_access_token\":\"t1\",\"client_name\":\"Triangular Pretzel\"}";

    /** Makes the call and waits for its end. */
    abstract Result<?> call(ClientRegistration registration, Operation operation, URI endpoint, RequestOptions options);

    /** {@link #call(ClientRegistration, Operation, URI, RequestOptions)} without options. */
    Result<?> call(ClientRegistration registration, Operation operation, URI endpoint) {
        return call(registration, operation, endpoint, RequestOptions.none());
    }

    /** Makes the call on a thread of its own. */
    CompletableFuture<Result<?>> callInBackground(
            ClientRegistration registration, Operation operation, URI endpoint, RequestOptions options) {
        CompletableFuture<Result<?>> result = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> {
                    try {
                        result.complete(call(registration, operation, endpoint, options));
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "caller");
        caller.setDaemon(true);
        caller.start();
        return result;
    }

    /** {@link #callInBackground(ClientRegistration, Operation, URI, RequestOptions)} without options. */
    CompletableFuture<Result<?>> callInBackground(ClientRegistration registration, Operation operation, URI endpoint) {
        return callInBackground(registration, operation, endpoint, RequestOptions.none());
    }

    /** The failure of a call made in the background, which comes within a bounded time. */
    static RegistrationException failureOf(CompletableFuture<Result<?>> call) {
        try {
            return call.get(20, TimeUnit.SECONDS).error().orElseThrow();
        } catch (Exception e) {
            throw new AssertionError("the call did not end with a failure of the family", e);
        }
    }

    /** Starts the call. */
    static CompletableFuture<?> start(
            ClientRegistration registration, Operation operation, URI endpoint, RequestOptions options) {
        return switch (operation) {
            case REGISTER -> registration.registerAsync(METADATA, options);
            case GET -> registration.getAsync(credentials(endpoint), options);
            case UPDATE -> registration.updateAsync(credentials(endpoint), METADATA, options);
            case DELETE -> registration.deleteAsync(credentials(endpoint), options);
            default -> throw new IllegalArgumentException("no call of " + operation);
        };
    }

    /** {@link #start(ClientRegistration, Operation, URI, RequestOptions)} without options. */
    static CompletableFuture<?> start(ClientRegistration registration, Operation operation, URI endpoint) {
        return start(registration, operation, endpoint, RequestOptions.none());
    }

    /** How the call ended, or will within a bounded time. */
    static Result<?> outcomeOf(CompletableFuture<?> call) {
        try {
            return Result.of(call).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not end with a value or a failure of the family", e);
        }
    }

    /** The credentials of the client at a server. */
    static ManagementCredentials credentials(URI endpoint) {
        return ManagementCredentials.builder("c1")
                .registrationClientUri(endpoint + "/c1")
                .registrationAccessToken(Secret.of("t0"))
                .build();
    }

    /** How a server answers an operation that it carries out. */
    static Step success(Operation operation) {
        return switch (operation) {
            case REGISTER -> ScriptedServer.answer(201, CLIENT);
            case GET, UPDATE -> ScriptedServer.answer(200, CLIENT);
            case DELETE -> ScriptedServer.answer(204);
            default -> throw new IllegalArgumentException("no call of " + operation);
        };
    }
}
