package dev.clientregistration.anvil;

import dev.clientregistration.NativeServer;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.anvil.model.AnvilClient;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RegistrationException;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** The calls that there are, each with what it sends and what Anvil Connect answers to it. */
enum AnvilCall {
    CREATE(Operation.REGISTER, "POST", "/v1/clients", 201, Stored.JSON),
    LIST(Operation.LIST, "GET", "/v1/clients", 200, "[" + Stored.JSON + "]"),
    GET(Operation.GET, "GET", "/v1/clients/" + Stored.ID, 200, Stored.JSON),
    PATCH(Operation.UPDATE, "PATCH", "/v1/clients/" + Stored.ID, 200, Stored.JSON),
    DELETE(Operation.DELETE, "DELETE", "/v1/clients/" + Stored.ID, 204, "");

    /** A client as the server keeps it. */
    static final class Stored {
        static final String ID = "e090a523-2ea8-43c8-b012-b58ae60ce25d";
        static final String SECRET = "6f4b1c2d3e5a7f809b1c";
        static final String JSON = "{\"_id\":\"" + ID + "\",\"created\":1398534329550,\"modified\":1398534329551,"
                + "\"redirect_uris\":[\"https://example.com/callback\"],\"response_types\":[\"code\"],"
                + "\"grant_types\":[\"authorization_code\"],\"application_type\":\"web\",\"client_name\":\"Example\","
                + "\"token_endpoint_auth_method\":\"client_secret_basic\",\"client_secret\":\"" + SECRET + "\","
                + "\"trusted\":true,\"scopes\":[]}";

        private Stored() {}
    }

    static final Secret TOKEN = Secret.of("eyJhbGciOiJSUzI1NiJ9.of-a-user~+/=.sig");
    static final AnvilClient CLIENT = AnvilClient.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    final Operation operation;
    final String method;
    final String path;
    final int status;
    final String answer;

    AnvilCall(Operation operation, String method, String path, int status, String answer) {
        this.operation = operation;
        this.method = method;
        this.path = path;
        this.status = status;
        this.answer = answer;
    }

    /** The body that the call sends with {@link #CLIENT}. */
    String body() {
        return this == CREATE || this == PATCH ? CLIENT.toJson() : "";
    }

    /** A facade at a server. */
    static AnvilClients.Builder anvilAt(NativeServer server) {
        return AnvilClients.builder().baseUri(server.uri()).accessToken(TOKEN);
    }

    /** Makes the call without options; gives what it gives, or null for nothing. */
    @Nullable
    Object make(SyncAndAsync style, AnvilClients anvil) {
        return switch (this) {
            case CREATE -> style.get(() -> anvil.create(CLIENT), () -> anvil.createAsync(CLIENT));
            case LIST -> style.get(() -> anvil.list(), () -> anvil.listAsync());
            case GET -> style.get(() -> anvil.get(Stored.ID), () -> anvil.getAsync(Stored.ID));
            case PATCH -> style.get(() -> anvil.patch(Stored.ID, CLIENT), () -> anvil.patchAsync(Stored.ID, CLIENT));
            case DELETE -> {
                style.run(() -> anvil.delete(Stored.ID), () -> anvil.deleteAsync(Stored.ID));
                yield null;
            }
        };
    }

    /** Makes the call with options, of a client where it takes one. */
    @Nullable
    Object make(SyncAndAsync style, AnvilClients anvil, AnvilClient client, RequestOptions options) {
        return switch (this) {
            case CREATE -> style.get(() -> anvil.create(client, options), () -> anvil.createAsync(client, options));
            case LIST -> style.get(() -> anvil.list(options), () -> anvil.listAsync(options));
            case GET -> style.get(() -> anvil.get(Stored.ID, options), () -> anvil.getAsync(Stored.ID, options));
            case PATCH ->
                style.get(
                        () -> anvil.patch(Stored.ID, client, options),
                        () -> anvil.patchAsync(Stored.ID, client, options));
            case DELETE -> {
                style.run(() -> anvil.delete(Stored.ID, options), () -> anvil.deleteAsync(Stored.ID, options));
                yield null;
            }
        };
    }

    /** How the call fails, which must not succeed. */
    <T extends RegistrationException> T failure(Class<T> type, SyncAndAsync style, AnvilClients anvil) {
        T failure = Assertions.catchThrowableOfType(type, () -> make(style, anvil));
        if (failure == null) {
            throw new AssertionError("the call must not succeed");
        }
        return failure;
    }
}
