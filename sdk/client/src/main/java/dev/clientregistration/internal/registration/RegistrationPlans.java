package dev.clientregistration.internal.registration;

import com.google.gson.JsonObject;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.RegistrationDifference;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Response;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.ServerProfile.Rotation;
import dev.clientregistration.ServerProfile.UpdateVerb;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.UnusableClientException;
import dev.clientregistration.internal.api.RegistrationApi;
import dev.clientregistration.internal.engine.AnswerReader;
import dev.clientregistration.internal.engine.CallEngine;
import dev.clientregistration.internal.engine.CallPlan;
import dev.clientregistration.internal.engine.Redactor;
import dev.clientregistration.internal.engine.TokenSource;
import dev.clientregistration.internal.http.ApiRequest;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the plan of each operation: what to send, with which token, and how to read the answer. */
final class RegistrationPlans {
    /** How many members a message names. */
    private static final int NAMED = 10;

    private final RegistrationServer.Source source;
    private final ServerProfile profile;
    private final RequestMetadata requestMetadata;
    private final TokenSource initialAccessToken;
    private final CallEngine engine;

    RegistrationPlans(
            RegistrationServer.Source source,
            ServerProfile profile,
            RequestMetadata requestMetadata,
            TokenSource initialAccessToken,
            CallEngine engine) {
        this.source = source;
        this.profile = profile;
        this.requestMetadata = requestMetadata;
        this.initialAccessToken = initialAccessToken;
        this.engine = engine;
    }

    CallPlan<ClientInformation> register(ClientMetadata metadata, RequestOptions options) {
        ClientMetadata body = requestMetadata.ofRegister(metadata);
        return located(Operation.REGISTER, options, server -> CallPlan.builder(
                        Operation.REGISTER, RegistrationApi.register(server.endpoint(), body), new ClientReader(null))
                // By the text too: it is sent as it was written, and may be repeated with its own escapes.
                .redactor(new Redactor().addAll(body.toJsonObject()).addText(body.toJson()))
                .token(initialAccessToken)
                .tokenRefusals(profile.tokenRefusals())
                .objection(usable(Operation.REGISTER, metadata, options))
                .options(options)
                .build());
    }

    CallPlan<ClientInformation> get(ManagementCredentials credentials, RequestOptions options) {
        requireCredentials(credentials);
        return managed(
                Operation.GET,
                credentials,
                RegistrationApi::readClient,
                new ClientReader(IssuedMembers.of(credentials)),
                CallPlan.Objection.none(),
                options,
                null);
    }

    CallPlan<ClientInformation> update(
            ManagementCredentials credentials, ClientMetadata metadata, RequestOptions options) {
        requireCredentials(credentials);
        ClientMetadata wanted = requestMetadata.ofUpdate(credentials, metadata);
        if (profile.updateVerb() == UpdateVerb.PUT) {
            ClientMetadata body = RequestMetadata.replacing(credentials, wanted);
            return update(credentials, uri -> RegistrationApi.updateClient(uri, body), metadata, options, null);
        }
        return CallPlan.prepared(Operation.UPDATE, preliminary(), options, () -> {
            CompletableFuture<ClientInformation> current = engine.start(get(credentials, options), Response::value);
            CompletableFuture<CallPlan<ClientInformation>> plan =
                    current.thenApply(client -> merge(reread(credentials, client), client, wanted, metadata, options));
            CompletableFuture<?> unused = plan.whenComplete((ready, failure) -> current.cancel(true));
            return plan;
        });
    }

    CallPlan<@Nullable Void> delete(ManagementCredentials credentials, RequestOptions options) {
        requireCredentials(credentials);
        return managed(
                Operation.DELETE,
                credentials,
                RegistrationApi::deleteClient,
                answer -> null,
                CallPlan.Objection.none(),
                options,
                null);
    }

    /** The credentials as the server last told them. */
    private static ManagementCredentials reread(ManagementCredentials before, ClientInformation client) {
        ManagementCredentials.Builder now = ManagementCredentials.of(client).toBuilder();
        before.endpoint().ifPresent(now::endpoint);
        return now.build();
    }

    private CallPlan<ClientInformation> merge(
            ManagementCredentials credentials,
            ClientInformation client,
            ClientMetadata wanted,
            ClientMetadata requested,
            RequestOptions options) {
        ClientMetadata current = client.toMetadata();
        List<String> removed = RequestMetadata.removed(current, wanted);
        ClientMetadata body = RequestMetadata.merging(current, wanted);
        return update(
                credentials,
                uri -> RegistrationApi.patchClient(uri, body),
                requested,
                options,
                removed.isEmpty()
                        ? null
                        : "servers of the profile " + profile
                                + " cannot remove members, and the update would remove "
                                + named(removed)
                                + "; start from ClientInformation.toMetadata() of the client as it is now");
    }

    private static String named(List<String> members) {
        String names = members.stream().limit(NAMED).map(JsonText::forPeople).collect(Collectors.joining(", "));
        return members.size() <= NAMED ? names : names + " and " + (members.size() - NAMED) + " more";
    }

    private CallPlan<ClientInformation> update(
            ManagementCredentials credentials,
            Function<URI, ApiRequest> request,
            ClientMetadata requested,
            RequestOptions options,
            @Nullable String refusal) {
        return managed(
                Operation.UPDATE,
                credentials,
                request,
                new ClientReader(IssuedMembers.of(credentials)),
                usable(Operation.UPDATE, requested, options),
                options,
                refusal);
    }

    private <T extends @Nullable Object> CallPlan<T> managed(
            Operation operation,
            ManagementCredentials credentials,
            Function<URI, ApiRequest> requestFor,
            AnswerReader<T> reader,
            CallPlan.Objection<T> objection,
            RequestOptions options,
            @Nullable String refusal) {
        return located(operation, options, server -> {
            ManagementUris.Target target = new ManagementUris(server, profile)
                    .of(credentials, options.token().isPresent());
            JsonObject issued = IssuedMembers.of(credentials);
            ApiRequest request = requestFor.apply(target.uri());
            return CallPlan.builder(operation, request, reader)
                    .redactor(new Redactor().addAll(issued).addAll(request.json()))
                    .token(TokenSource.fixed(target.token()))
                    .tokenRefusals(profile.tokenRefusals())
                    .mayReplaceCredentials(operation == Operation.UPDATE && profile.rotation() != Rotation.NEVER)
                    .objection(objection)
                    .options(options)
                    .refusal(refusal != null ? refusal : target.refusal())
                    .build();
        });
    }

    /** A plan that may need the server to be found first. What the server lacks is refused without. */
    private <T extends @Nullable Object> CallPlan<T> located(
            Operation operation, RequestOptions options, Function<RegistrationServer, CallPlan<T>> plan) {
        Objects.requireNonNull(options, "options must not be null");
        if (!profile.operations().contains(operation)) {
            return CallPlan.<T>refused(
                    operation,
                    preliminary(),
                    options,
                    "servers of the profile " + profile + " have no " + operation + "; see ServerProfile.operations()");
        }
        RegistrationServer known = source.known();
        return known != null
                ? plan.apply(known)
                : CallPlan.prepared(
                        operation, preliminary(), options, () -> source.find().thenApply(plan));
    }

    private ApiRequest preliminary() {
        return ApiRequest.builder("GET", source.name()).build();
    }

    private static CallPlan.Objection<ClientInformation> usable(
            Operation operation, ClientMetadata requested, RequestOptions options) {
        Objects.requireNonNull(options, "options must not be null");
        if (!options.isUsableRequired()) {
            return CallPlan.Objection.none();
        }
        return (client, attempts) -> {
            var reasons = RegistrationDifference.between(requested, client).unusable();
            return reasons.isEmpty() ? null : new UnusableClientException(operation, attempts, client, reasons);
        };
    }

    private static void requireCredentials(ManagementCredentials credentials) {
        Objects.requireNonNull(credentials, "credentials must not be null");
    }
}
