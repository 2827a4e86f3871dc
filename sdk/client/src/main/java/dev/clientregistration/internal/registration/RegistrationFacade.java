package dev.clientregistration.internal.registration;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.Operation;
import dev.clientregistration.internal.api.RegistrationApi;
import dev.clientregistration.internal.engine.AnswerReader;
import dev.clientregistration.internal.engine.CallEngine;
import dev.clientregistration.internal.engine.CallPlan;
import dev.clientregistration.internal.engine.Redactor;
import dev.clientregistration.internal.http.ApiRequest;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@link ClientRegistration} over HTTP: each operation is a plan for the engine. */
public final class RegistrationFacade implements ClientRegistration {
    /** What an update must not hold (RFC 7592 section 2.2); client_id and client_secret have rules of their own. */
    private static final List<String> NEVER_SENT = List.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    private final URI endpoint;
    private final ServerProfile profile;
    private final @Nullable InitialAccessToken initialAccessToken;
    private final ManagementUris managementUris;
    private final CallEngine engine;

    /** A facade over an engine that it owns. */
    public RegistrationFacade(
            URI endpoint,
            ServerProfile profile,
            @Nullable InitialAccessToken initialAccessToken,
            TrustedOrigins origins,
            CallEngine engine) {
        this.endpoint = endpoint;
        this.profile = profile;
        this.initialAccessToken = initialAccessToken;
        this.managementUris = new ManagementUris(endpoint, origins);
        this.engine = engine;
    }

    @Override
    public ClientInformation register(ClientMetadata metadata) {
        return engine.call(registerPlan(metadata));
    }

    @Override
    public CompletableFuture<ClientInformation> registerAsync(ClientMetadata metadata) {
        return engine.start(registerPlan(metadata));
    }

    @Override
    public ClientInformation get(ManagementCredentials credentials) {
        return engine.call(getPlan(credentials));
    }

    @Override
    public CompletableFuture<ClientInformation> getAsync(ManagementCredentials credentials) {
        return engine.start(getPlan(credentials));
    }

    @Override
    public ClientInformation update(ManagementCredentials credentials, ClientMetadata metadata) {
        return engine.call(updatePlan(credentials, metadata));
    }

    @Override
    public CompletableFuture<ClientInformation> updateAsync(
            ManagementCredentials credentials, ClientMetadata metadata) {
        return engine.start(updatePlan(credentials, metadata));
    }

    @Override
    public void delete(ManagementCredentials credentials) {
        engine.call(deletePlan(credentials));
    }

    @Override
    public CompletableFuture<@Nullable Void> deleteAsync(ManagementCredentials credentials) {
        return engine.start(deletePlan(credentials));
    }

    @Override
    public ManagementCredentials credentials(ClientInformation client) {
        return ManagementCredentials.of(client).toBuilder()
                .endpoint(endpoint)
                .profile(profile)
                .build();
    }

    @Override
    public void close() {
        engine.close();
    }

    private CallPlan<ClientInformation> registerPlan(ClientMetadata metadata) {
        Objects.requireNonNull(metadata, "metadata must not be null");
        Secret token = initialAccessToken == null ? null : initialAccessToken.token();
        Redactor redactor = new Redactor().add(token).addAll(metadata.toJsonObject());
        return CallPlan.of(
                Operation.REGISTER,
                RegistrationApi.register(endpoint, metadata),
                token,
                redactor,
                new ClientReader(null));
    }

    private CallPlan<ClientInformation> getPlan(ManagementCredentials credentials) {
        return managementPlan(
                Operation.GET, credentials, RegistrationApi::readClient, new ClientReader(issued(credentials)));
    }

    private CallPlan<ClientInformation> updatePlan(ManagementCredentials credentials, ClientMetadata metadata) {
        JsonObject issued = issued(credentials);
        ClientMetadata body = updateBody(credentials, metadata);
        CallPlan<ClientInformation> plan = managementPlan(
                Operation.UPDATE,
                credentials,
                uri -> RegistrationApi.updateClient(uri, body),
                new ClientReader(issued));
        plan.redactor().addAll(body.toJsonObject());
        return plan;
    }

    private CallPlan<@Nullable Void> deletePlan(ManagementCredentials credentials) {
        return managementPlan(Operation.DELETE, credentials, RegistrationApi::deleteClient, answer -> null);
    }

    private <T extends @Nullable Object> CallPlan<T> managementPlan(
            Operation operation, ManagementCredentials credentials, RequestFor request, AnswerReader<T> reader) {
        Objects.requireNonNull(credentials, "credentials must not be null");
        Redactor redactor = new Redactor().addAll(issued(credentials));
        ManagementUris.Target target = managementUris.of(credentials);
        ApiRequest built = request.of(target.uri());
        return target.refusal() == null
                ? CallPlan.of(operation, built, target.token(), redactor, reader)
                : CallPlan.refused(operation, built, redactor, reader, target.refusal());
    }

    private static JsonObject issued(ManagementCredentials credentials) {
        return IssuedMembers.of(Objects.requireNonNull(credentials, "credentials must not be null"));
    }

    /** The metadata with the client's id, which every update must hold (RFC 7592 section 2.2). */
    private static ClientMetadata updateBody(ManagementCredentials credentials, ClientMetadata metadata) {
        Objects.requireNonNull(metadata, "metadata must not be null");
        for (String name : NEVER_SENT) {
            if (metadata.memberNames().contains(name)) {
                throw new IllegalArgumentException("metadata of an update must not hold " + name
                        + ", which only the server sets; start from ClientInformation.toMetadata()");
            }
        }
        JsonElement id = new JsonPrimitive(credentials.clientId());
        metadata.member("client_id").filter(given -> !given.equals(id)).ifPresent(given -> {
            throw new IllegalArgumentException("metadata of an update must not hold another client's client_id");
        });
        metadata.member("client_secret").ifPresent(given -> {
            if (!credentials
                    .clientSecret()
                    .map(Secret::reveal)
                    .map(JsonPrimitive::new)
                    .filter(given::equals)
                    .isPresent()) {
                throw new IllegalArgumentException(
                        "metadata of an update may hold client_secret only with its current value (RFC 7592 section 2.2)");
            }
        });
        return metadata.toBuilder().member("client_id", id).build();
    }

    private interface RequestFor {
        ApiRequest of(URI uri);
    }
}
