package dev.clientregistration.internal.registration;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.error.Operation;
import dev.clientregistration.internal.api.RegistrationApi;
import dev.clientregistration.internal.engine.AnswerReader;
import dev.clientregistration.internal.engine.CallPlan;
import dev.clientregistration.internal.engine.Redactor;
import dev.clientregistration.internal.engine.TokenSource;
import dev.clientregistration.internal.http.ApiRequest;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the plan of each operation: what to send, with which token, and how to read the answer. */
final class RegistrationPlans {
    /** What an update must not hold (RFC 7592 section 2.2); client_id and client_secret have rules of their own. */
    private static final List<String> NEVER_SENT = List.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    private final URI endpoint;
    private final TokenSource initialAccessToken;
    private final ManagementUris managementUris;

    RegistrationPlans(URI endpoint, @Nullable InitialAccessToken initialAccessToken, TrustedOrigins origins) {
        this.endpoint = endpoint;
        this.initialAccessToken = initialAccessToken == null
                ? TokenSource.NONE
                : TokenSource.perAttempt(initialAccessToken::token, initialAccessToken.isRenewable());
        this.managementUris = new ManagementUris(endpoint, origins);
    }

    CallPlan<ClientInformation> register(ClientMetadata metadata, RequestOptions options) {
        Objects.requireNonNull(metadata, "metadata must not be null");
        return CallPlan.builder(
                        Operation.REGISTER, RegistrationApi.register(endpoint, metadata), new ClientReader(null))
                // By the text too: it is sent as it was written, and may be repeated with its own escapes.
                .redactor(new Redactor().addAll(metadata.toJsonObject()).addText(metadata.toJson()))
                .token(initialAccessToken)
                .options(options)
                .build();
    }

    CallPlan<ClientInformation> get(ManagementCredentials credentials, RequestOptions options) {
        JsonObject issued = issued(credentials);
        return management(
                Operation.GET, credentials, issued, RegistrationApi::readClient, new ClientReader(issued), options);
    }

    CallPlan<ClientInformation> update(
            ManagementCredentials credentials, ClientMetadata metadata, RequestOptions options) {
        JsonObject issued = issued(credentials);
        ClientMetadata body = updateBody(credentials, metadata);
        return management(
                Operation.UPDATE,
                credentials,
                issued,
                uri -> RegistrationApi.updateClient(uri, body),
                new ClientReader(issued),
                options);
    }

    CallPlan<@Nullable Void> delete(ManagementCredentials credentials, RequestOptions options) {
        return management(
                Operation.DELETE,
                credentials,
                issued(credentials),
                RegistrationApi::deleteClient,
                answer -> null,
                options);
    }

    private <T extends @Nullable Object> CallPlan<T> management(
            Operation operation,
            ManagementCredentials credentials,
            JsonObject issued,
            RequestFor requestFor,
            AnswerReader<T> reader,
            RequestOptions options) {
        ManagementUris.Target target = managementUris.of(credentials);
        ApiRequest request = requestFor.of(target.uri());
        return CallPlan.builder(operation, request, reader)
                .redactor(new Redactor().addAll(issued).addAll(request.json()))
                .token(TokenSource.fixed(target.token()))
                .options(options)
                .refusal(target.refusal())
                .build();
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
        if (metadata.member("client_id").filter(given -> !given.equals(id)).isPresent()) {
            throw new IllegalArgumentException("metadata of an update must not hold another client's client_id");
        }
        JsonElement secret = credentials
                .clientSecret()
                .<JsonElement>map(known -> new JsonPrimitive(known.reveal()))
                .orElse(null);
        if (metadata.member("client_secret")
                .filter(given -> !given.equals(secret))
                .isPresent()) {
            throw new IllegalArgumentException(
                    "metadata of an update may hold client_secret only with its current value (RFC 7592 section 2.2)");
        }
        return metadata.toBuilder().member("client_id", id).build();
    }

    private interface RequestFor {
        ApiRequest of(URI uri);
    }
}
