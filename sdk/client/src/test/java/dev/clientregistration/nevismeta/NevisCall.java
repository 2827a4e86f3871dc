package dev.clientregistration.nevismeta;

import dev.clientregistration.NativeServer;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.nevismeta.model.NevisClient;
import java.net.URI;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** The calls that there are, each with what it sends and what nevisMeta answers to it. */
enum NevisCall {
    CREATE(Operation.REGISTER, "POST", "", 201, "{\"clientId\":\"" + Ids.CLIENT + "\"}"),
    LIST(Operation.LIST, "GET", "", 200, "{\"clientIds\":[\"" + Ids.CLIENT + "\"]}"),
    GET(Operation.GET, "GET", "/" + Ids.CLIENT, 200, "{\"name\":\"portal-app\"}"),
    UPDATE(Operation.UPDATE, "PUT", "/" + Ids.CLIENT, 200, ""),
    DELETE(Operation.DELETE, "DELETE", "/" + Ids.CLIENT, 204, ""),
    LIST_SNAPSHOTS(
            Operation.LIST,
            "GET",
            "/" + Ids.CLIENT + "/snapshots",
            200,
            "{\"snapshotIds\":[\"" + Ids.SNAPSHOT + "\"]}"),
    GET_SNAPSHOT(
            Operation.GET, "GET", "/" + Ids.CLIENT + "/snapshots/" + Ids.SNAPSHOT, 200, "{\"name\":\"portal-app\"}"),
    DELETE_SNAPSHOT(Operation.DELETE, "DELETE", "/" + Ids.CLIENT + "/snapshots/" + Ids.SNAPSHOT, 204, "");

    static final class Ids {
        static final String SETUP = "34e54c81e76b517d63e49972de73fda0";
        static final String CLIENT = "0123456789abcdef0123456789abcdef";
        static final String SNAPSHOT = "fedcba9876543210fedcba9876543210";

        private Ids() {}
    }

    static final NevisSetupId SETUP_ID = NevisSetupId.of(Ids.SETUP);
    static final NevisClientId CLIENT_ID = NevisClientId.of(Ids.CLIENT);
    static final NevisSnapshotId SNAPSHOT_ID = NevisSnapshotId.of(Ids.SNAPSHOT);
    static final String USER = "admin";
    static final Secret PASSWORD = Secret.of("n1nja-\u00fc:+/=");
    static final NevisClient CLIENT = NevisClient.builder()
            .redirectUris("https://app.example.com/callback")
            .build();

    final Operation operation;
    final String method;
    final int status;
    final String answer;
    private final String below;

    NevisCall(Operation operation, String method, String below, int status, String answer) {
        this.operation = operation;
        this.method = method;
        this.below = below;
        this.status = status;
        this.answer = answer;
    }

    /** The path below the base URI. */
    String path() {
        return "/v2/modules/oauthv2/setups/" + Ids.SETUP + "/clients" + below;
    }

    /** The body that the call sends with {@link #CLIENT}. */
    String body() {
        return this == CREATE || this == UPDATE ? CLIENT.toJson() : "";
    }

    /** A facade at a server, with a login. */
    static NevisMetaClients.Builder nevisAt(NativeServer server) {
        return NevisMetaClients.builder()
                .baseUri(URI.create(server.uri() + "/nevismeta/rest"))
                .setupId(SETUP_ID)
                .login(USER, PASSWORD);
    }

    /** Makes the call without options; gives what it gives, or null for nothing. */
    @Nullable
    Object make(SyncAndAsync style, NevisMetaClients nevis) {
        return switch (this) {
            case CREATE -> style.get(() -> nevis.create(CLIENT), () -> nevis.createAsync(CLIENT));
            case LIST -> style.get(nevis::list, nevis::listAsync);
            case GET -> style.get(() -> nevis.get(CLIENT_ID), () -> nevis.getAsync(CLIENT_ID));
            case UPDATE ->
                nothing(style, () -> nevis.update(CLIENT_ID, CLIENT), () -> nevis.updateAsync(CLIENT_ID, CLIENT));
            case DELETE -> nothing(style, () -> nevis.delete(CLIENT_ID), () -> nevis.deleteAsync(CLIENT_ID));
            case LIST_SNAPSHOTS ->
                style.get(
                        () -> nevis.listSnapshots(CLIENT_ID, NevisValidAt.now()),
                        () -> nevis.listSnapshotsAsync(CLIENT_ID, NevisValidAt.now()));
            case GET_SNAPSHOT ->
                style.get(
                        () -> nevis.getSnapshot(CLIENT_ID, SNAPSHOT_ID),
                        () -> nevis.getSnapshotAsync(CLIENT_ID, SNAPSHOT_ID));
            case DELETE_SNAPSHOT ->
                nothing(
                        style,
                        () -> nevis.deleteSnapshot(CLIENT_ID, SNAPSHOT_ID),
                        () -> nevis.deleteSnapshotAsync(CLIENT_ID, SNAPSHOT_ID));
        };
    }

    /** Makes the call with options, of a client where it takes one. */
    @Nullable
    Object make(SyncAndAsync style, NevisMetaClients nevis, NevisClient client, RequestOptions options) {
        NevisValidAt now = NevisValidAt.now();
        return switch (this) {
            case CREATE -> style.get(() -> nevis.create(client, options), () -> nevis.createAsync(client, options));
            case LIST -> style.get(() -> nevis.list(now, options), () -> nevis.listAsync(now, options));
            case GET -> style.get(() -> nevis.get(CLIENT_ID, options), () -> nevis.getAsync(CLIENT_ID, options));
            case UPDATE ->
                nothing(
                        style,
                        () -> nevis.update(CLIENT_ID, client, options),
                        () -> nevis.updateAsync(CLIENT_ID, client, options));
            case DELETE ->
                nothing(style, () -> nevis.delete(CLIENT_ID, options), () -> nevis.deleteAsync(CLIENT_ID, options));
            case LIST_SNAPSHOTS ->
                style.get(
                        () -> nevis.listSnapshots(CLIENT_ID, now, options),
                        () -> nevis.listSnapshotsAsync(CLIENT_ID, now, options));
            case GET_SNAPSHOT ->
                style.get(
                        () -> nevis.getSnapshot(CLIENT_ID, SNAPSHOT_ID, options),
                        () -> nevis.getSnapshotAsync(CLIENT_ID, SNAPSHOT_ID, options));
            case DELETE_SNAPSHOT ->
                nothing(
                        style,
                        () -> nevis.deleteSnapshot(CLIENT_ID, SNAPSHOT_ID, options),
                        () -> nevis.deleteSnapshotAsync(CLIENT_ID, SNAPSHOT_ID, options));
        };
    }

    /** How the call fails, which must not succeed. */
    <T extends RegistrationException> T failure(Class<T> type, SyncAndAsync style, NevisMetaClients nevis) {
        T failure = Assertions.catchThrowableOfType(type, () -> make(style, nevis));
        if (failure == null) {
            throw new AssertionError("the call must not succeed");
        }
        return failure;
    }

    private static @Nullable Object nothing(
            SyncAndAsync style,
            Runnable blocking,
            java.util.function.Supplier<java.util.concurrent.CompletableFuture<@Nullable Void>> async) {
        style.run(blocking, async);
        return null;
    }
}
