package dev.clientregistration.internal.nevismeta;

import dev.clientregistration.RequestOptions;
import dev.clientregistration.Response;
import dev.clientregistration.internal.engine.CallEngine;
import dev.clientregistration.nevismeta.NevisClientId;
import dev.clientregistration.nevismeta.NevisMetaClients;
import dev.clientregistration.nevismeta.NevisSetupId;
import dev.clientregistration.nevismeta.NevisSnapshotId;
import dev.clientregistration.nevismeta.NevisValidAt;
import dev.clientregistration.nevismeta.model.NevisClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@link NevisMetaClients} over HTTP: each operation is a plan that the engine carries out. */
public final class NevisMetaFacade implements NevisMetaClients {
    private final NevisMetaPlans plans;
    private final CallEngine engine;
    private final boolean ownsEngine;

    /** A facade for one setup. */
    public NevisMetaFacade(NevisMetaPlans plans, CallEngine engine, boolean ownsEngine) {
        this.plans = plans;
        this.engine = engine;
        this.ownsEngine = ownsEngine;
    }

    @Override
    public NevisClientId create(NevisClient client, RequestOptions options) {
        return engine.call(plans.create(client, options), Response::value);
    }

    @Override
    public CompletableFuture<NevisClientId> createAsync(NevisClient client, RequestOptions options) {
        return engine.start(plans.create(client, options), Response::value);
    }

    @Override
    public List<NevisClientId> list(NevisValidAt validAt, RequestOptions options) {
        return engine.call(plans.list(validAt, options), Response::value);
    }

    @Override
    public CompletableFuture<List<NevisClientId>> listAsync(NevisValidAt validAt, RequestOptions options) {
        return engine.start(plans.list(validAt, options), Response::value);
    }

    @Override
    public NevisClient get(NevisClientId clientId, RequestOptions options) {
        return engine.call(plans.get(clientId, options), Response::value);
    }

    @Override
    public CompletableFuture<NevisClient> getAsync(NevisClientId clientId, RequestOptions options) {
        return engine.start(plans.get(clientId, options), Response::value);
    }

    @Override
    public void update(NevisClientId clientId, NevisClient client, RequestOptions options) {
        engine.<@Nullable Void, @Nullable Void>call(plans.update(clientId, client, options), Response::value);
    }

    @Override
    public CompletableFuture<@Nullable Void> updateAsync(
            NevisClientId clientId, NevisClient client, RequestOptions options) {
        return engine.<@Nullable Void, @Nullable Void>start(plans.update(clientId, client, options), Response::value);
    }

    @Override
    public void delete(NevisClientId clientId, RequestOptions options) {
        engine.<@Nullable Void, @Nullable Void>call(plans.delete(clientId, options), Response::value);
    }

    @Override
    public CompletableFuture<@Nullable Void> deleteAsync(NevisClientId clientId, RequestOptions options) {
        return engine.<@Nullable Void, @Nullable Void>start(plans.delete(clientId, options), Response::value);
    }

    @Override
    public List<NevisSnapshotId> listSnapshots(NevisClientId clientId, NevisValidAt validAt, RequestOptions options) {
        return engine.call(plans.listSnapshots(clientId, validAt, options), Response::value);
    }

    @Override
    public CompletableFuture<List<NevisSnapshotId>> listSnapshotsAsync(
            NevisClientId clientId, NevisValidAt validAt, RequestOptions options) {
        return engine.start(plans.listSnapshots(clientId, validAt, options), Response::value);
    }

    @Override
    public NevisClient getSnapshot(NevisClientId clientId, NevisSnapshotId snapshotId, RequestOptions options) {
        return engine.call(plans.getSnapshot(clientId, snapshotId, options), Response::value);
    }

    @Override
    public CompletableFuture<NevisClient> getSnapshotAsync(
            NevisClientId clientId, NevisSnapshotId snapshotId, RequestOptions options) {
        return engine.start(plans.getSnapshot(clientId, snapshotId, options), Response::value);
    }

    @Override
    public void deleteSnapshot(NevisClientId clientId, NevisSnapshotId snapshotId, RequestOptions options) {
        engine.<@Nullable Void, @Nullable Void>call(
                plans.deleteSnapshot(clientId, snapshotId, options), Response::value);
    }

    @Override
    public CompletableFuture<@Nullable Void> deleteSnapshotAsync(
            NevisClientId clientId, NevisSnapshotId snapshotId, RequestOptions options) {
        return engine.<@Nullable Void, @Nullable Void>start(
                plans.deleteSnapshot(clientId, snapshotId, options), Response::value);
    }

    @Override
    public NevisMetaClients forSetup(NevisSetupId setupId) {
        return new NevisMetaFacade(plans.forSetup(setupId), engine, false);
    }

    @Override
    public void close() {
        if (ownsEngine) {
            engine.close();
        }
    }
}
