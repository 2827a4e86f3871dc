package dev.clientregistration.internal.nevismeta;

import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.error.Operation;
import dev.clientregistration.internal.api.NevisClientsApi;
import dev.clientregistration.internal.engine.AnswerReader;
import dev.clientregistration.internal.engine.CallPlan;
import dev.clientregistration.internal.engine.ErrorFormat;
import dev.clientregistration.internal.engine.Redactor;
import dev.clientregistration.internal.http.ApiRequest;
import dev.clientregistration.internal.registration.PublicKeys;
import dev.clientregistration.nevismeta.NevisClientId;
import dev.clientregistration.nevismeta.NevisSetupId;
import dev.clientregistration.nevismeta.NevisSnapshotId;
import dev.clientregistration.nevismeta.NevisValidAt;
import dev.clientregistration.nevismeta.model.NevisClient;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the plan of each operation on the clients of one setup: what to send and how to read the answer. */
public final class NevisMetaPlans {
    private final URI baseUri;
    private final String module;
    private final @Nullable String user;
    private final @Nullable Secret password;
    private final NevisSetupId setupId;
    private final Function<String, NevisClientId> clientIds;
    private final Function<String, NevisSnapshotId> snapshotIds;

    /** Plans for one setup, with the login if there is one, and with what makes identifiers of texts that were received. */
    public NevisMetaPlans(
            URI baseUri,
            String module,
            @Nullable String user,
            @Nullable Secret password,
            NevisSetupId setupId,
            Function<String, NevisClientId> clientIds,
            Function<String, NevisSnapshotId> snapshotIds) {
        this.baseUri = baseUri;
        this.module = module;
        this.user = user;
        this.password = password;
        this.setupId = setupId;
        this.clientIds = clientIds;
        this.snapshotIds = snapshotIds;
    }

    NevisMetaPlans forSetup(NevisSetupId other) {
        Objects.requireNonNull(other, "setupId must not be null");
        return new NevisMetaPlans(baseUri, module, user, password, other, clientIds, snapshotIds);
    }

    CallPlan<NevisClientId> create(NevisClient client, RequestOptions options) {
        requireSendable(client);
        return plan(
                Operation.REGISTER,
                NevisClientsApi.createClient(baseUri, module, setupId.value(), client),
                NevisMetaAnswers.created(clientIds),
                options);
    }

    CallPlan<List<NevisClientId>> list(NevisValidAt validAt, RequestOptions options) {
        Objects.requireNonNull(validAt, "validAt must not be null");
        return plan(
                Operation.LIST,
                NevisClientsApi.listClients(
                        baseUri, module, setupId.value(), validAt(validAt), includeSoftDeletedStates(validAt)),
                NevisMetaAnswers.clientIds(clientIds),
                options);
    }

    CallPlan<NevisClient> get(NevisClientId clientId, RequestOptions options) {
        return plan(
                Operation.GET,
                NevisClientsApi.getClient(baseUri, module, setupId.value(), text(clientId)),
                NevisMetaAnswers::client,
                options);
    }

    /** Not repeatable: it adds a snapshot, and a second one of the same time would be refused though the first was made. */
    CallPlan<@Nullable Void> update(NevisClientId clientId, NevisClient client, RequestOptions options) {
        String id = text(clientId);
        requireSendable(client);
        return builder(
                        Operation.UPDATE,
                        NevisClientsApi.updateClient(baseUri, module, setupId.value(), id, client),
                        NevisMetaAnswers.NOTHING,
                        options)
                .repeatable(false)
                .build();
    }

    CallPlan<@Nullable Void> delete(NevisClientId clientId, RequestOptions options) {
        return plan(
                Operation.DELETE,
                NevisClientsApi.deleteClient(baseUri, module, setupId.value(), text(clientId)),
                NevisMetaAnswers.NOTHING,
                options);
    }

    CallPlan<List<NevisSnapshotId>> listSnapshots(
            NevisClientId clientId, NevisValidAt validAt, RequestOptions options) {
        String id = text(clientId);
        Objects.requireNonNull(validAt, "validAt must not be null");
        return plan(
                Operation.LIST,
                NevisClientsApi.listClientSnapshots(
                        baseUri, module, setupId.value(), id, validAt(validAt), includeSoftDeletedStates(validAt)),
                NevisMetaAnswers.snapshotIds(snapshotIds),
                options);
    }

    CallPlan<NevisClient> getSnapshot(NevisClientId clientId, NevisSnapshotId snapshotId, RequestOptions options) {
        return plan(
                Operation.GET,
                NevisClientsApi.getClientSnapshot(baseUri, module, setupId.value(), text(clientId), text(snapshotId)),
                NevisMetaAnswers::client,
                options);
    }

    CallPlan<@Nullable Void> deleteSnapshot(
            NevisClientId clientId, NevisSnapshotId snapshotId, RequestOptions options) {
        return plan(
                Operation.DELETE,
                NevisClientsApi.deleteClientSnapshot(
                        baseUri, module, setupId.value(), text(clientId), text(snapshotId)),
                NevisMetaAnswers.NOTHING,
                options);
    }

    private <T extends @Nullable Object> CallPlan<T> plan(
            Operation operation, ApiRequest request, AnswerReader<T> reader, RequestOptions options) {
        return builder(operation, request, reader, options).build();
    }

    private <T extends @Nullable Object> CallPlan.Builder<T> builder(
            Operation operation, ApiRequest request, AnswerReader<T> reader, RequestOptions options) {
        Redactor redactor = new Redactor().addAll(request.json());
        ApiRequest sent = request;
        if (user != null && password != null) {
            sent = request.toBuilder().basic(user, password).build();
            redactor.add(password).addLogin(sent);
        }
        return CallPlan.builder(operation, sent, reader)
                .errorFormat(ErrorFormat.NEVIS_META)
                .redactor(redactor)
                .options(options);
    }

    private static void requireSendable(NevisClient client) {
        Objects.requireNonNull(client, "client must not be null");
        PublicKeys.require(client);
    }

    private static @Nullable String validAt(NevisValidAt validAt) {
        return validAt.validAt().orElse(null);
    }

    private static @Nullable Boolean includeSoftDeletedStates(NevisValidAt validAt) {
        return validAt.isIncludingSoftDeleted() ? true : null;
    }

    private static String text(NevisClientId clientId) {
        return Objects.requireNonNull(clientId, "clientId must not be null").value();
    }

    private static String text(NevisSnapshotId snapshotId) {
        return Objects.requireNonNull(snapshotId, "snapshotId must not be null").value();
    }
}
