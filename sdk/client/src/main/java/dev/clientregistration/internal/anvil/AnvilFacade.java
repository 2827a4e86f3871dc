package dev.clientregistration.internal.anvil;

import dev.clientregistration.RequestOptions;
import dev.clientregistration.Response;
import dev.clientregistration.anvil.AnvilClients;
import dev.clientregistration.anvil.model.AnvilClient;
import dev.clientregistration.error.Operation;
import dev.clientregistration.internal.api.AnvilClientsApi;
import dev.clientregistration.internal.engine.AnswerReader;
import dev.clientregistration.internal.engine.CallEngine;
import dev.clientregistration.internal.engine.CallPlan;
import dev.clientregistration.internal.engine.ErrorFormat;
import dev.clientregistration.internal.engine.Redactor;
import dev.clientregistration.internal.engine.TokenSource;
import dev.clientregistration.internal.http.ApiRequest;
import dev.clientregistration.internal.registration.PublicKeys;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@link AnvilClients} over HTTP: each operation is a plan that the engine carries out. */
public final class AnvilFacade implements AnvilClients {
    private final URI baseUri;
    private final TokenSource accessToken;
    private final CallEngine engine;

    /** A facade with an engine of its own. */
    public AnvilFacade(URI baseUri, TokenSource accessToken, CallEngine engine) {
        this.baseUri = baseUri;
        this.accessToken = accessToken;
        this.engine = engine;
    }

    @Override
    public AnvilClient create(AnvilClient client, RequestOptions options) {
        return engine.call(createPlan(client, options), Response::value);
    }

    @Override
    public CompletableFuture<AnvilClient> createAsync(AnvilClient client, RequestOptions options) {
        return engine.start(createPlan(client, options), Response::value);
    }

    @Override
    public List<AnvilClient> list(RequestOptions options) {
        return engine.call(listPlan(options), Response::value);
    }

    @Override
    public CompletableFuture<List<AnvilClient>> listAsync(RequestOptions options) {
        return engine.start(listPlan(options), Response::value);
    }

    @Override
    public AnvilClient get(String id, RequestOptions options) {
        return engine.call(getPlan(id, options), Response::value);
    }

    @Override
    public CompletableFuture<AnvilClient> getAsync(String id, RequestOptions options) {
        return engine.start(getPlan(id, options), Response::value);
    }

    @Override
    public AnvilClient patch(String id, AnvilClient changes, RequestOptions options) {
        return engine.call(patchPlan(id, changes, options), Response::value);
    }

    @Override
    public CompletableFuture<AnvilClient> patchAsync(String id, AnvilClient changes, RequestOptions options) {
        return engine.start(patchPlan(id, changes, options), Response::value);
    }

    @Override
    public void delete(String id, RequestOptions options) {
        engine.<@Nullable Void, @Nullable Void>call(deletePlan(id, options), Response::value);
    }

    @Override
    public CompletableFuture<@Nullable Void> deleteAsync(String id, RequestOptions options) {
        return engine.<@Nullable Void, @Nullable Void>start(deletePlan(id, options), Response::value);
    }

    @Override
    public void close() {
        engine.close();
    }

    private CallPlan<AnvilClient> createPlan(AnvilClient client, RequestOptions options) {
        requirePublicKeys("client", client);
        return plan(Operation.REGISTER, AnvilClientsApi.createClient(baseUri, client), AnvilAnswers::created, options);
    }

    private CallPlan<List<AnvilClient>> listPlan(RequestOptions options) {
        return plan(Operation.LIST, AnvilClientsApi.listClients(baseUri), AnvilAnswers::clients, options);
    }

    private CallPlan<AnvilClient> getPlan(String id, RequestOptions options) {
        requireId(id);
        return plan(Operation.GET, AnvilClientsApi.getClient(baseUri, id), AnvilAnswers.client(id), options);
    }

    private CallPlan<AnvilClient> patchPlan(String id, AnvilClient changes, RequestOptions options) {
        requireId(id);
        requirePublicKeys("changes", changes);
        if (changes.id().filter(given -> !given.equals(id)).isPresent()) {
            throw new IllegalArgumentException("changes must not hold another client's _id");
        }
        return plan(
                Operation.UPDATE, AnvilClientsApi.patchClient(baseUri, id, changes), AnvilAnswers.client(id), options);
    }

    private CallPlan<@Nullable Void> deletePlan(String id, RequestOptions options) {
        requireId(id);
        return plan(Operation.DELETE, AnvilClientsApi.deleteClient(baseUri, id), answer -> null, options);
    }

    private <T extends @Nullable Object> CallPlan<T> plan(
            Operation operation, ApiRequest request, AnswerReader<T> reader, RequestOptions options) {
        return CallPlan.builder(operation, request, reader)
                .errorFormat(ErrorFormat.ANVIL_CONNECT)
                .redactor(new Redactor().addAll(request.json()))
                .token(accessToken)
                // The token is a user's, and no call replaces it.
                .mayReplaceCredentials(false)
                .options(options)
                .build();
    }

    private static void requireId(String id) {
        Objects.requireNonNull(id, "id must not be null");
    }

    private static void requirePublicKeys(String name, AnvilClient client) {
        Objects.requireNonNull(client, () -> name + " must not be null");
        PublicKeys.require(client);
    }
}
