package dev.clientregistration.internal.authlete;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Response;
import dev.clientregistration.authlete.AuthleteClientRegistration;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.internal.api.DynamicClientRegistrationApi;
import dev.clientregistration.internal.engine.Answer;
import dev.clientregistration.internal.engine.AnswerReader.UnusableAnswerException;
import dev.clientregistration.internal.engine.CallEngine;
import dev.clientregistration.internal.engine.CallPlan;
import dev.clientregistration.internal.engine.ErrorFormat;
import dev.clientregistration.internal.engine.Redactor;
import dev.clientregistration.internal.engine.TokenSource;
import dev.clientregistration.internal.http.ApiRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@link AuthleteClientRegistration} over HTTP: each operation is a plan that the engine carries out. */
public final class AuthleteFacade implements AuthleteClientRegistration {
    private final URI baseUri;
    private final String serviceId;
    private final TokenSource accessToken;
    private final CallEngine engine;
    private final boolean ownsEngine;

    /** A facade for one service. */
    public AuthleteFacade(
            URI baseUri, String serviceId, TokenSource accessToken, CallEngine engine, boolean ownsEngine) {
        this.baseUri = baseUri;
        this.serviceId = serviceId;
        this.accessToken = accessToken;
        this.engine = engine;
        this.ownsEngine = ownsEngine;
    }

    /**
     * Checks a service id.
     *
     * @throws IllegalArgumentException if it cannot be part of the API's paths
     */
    public static void requireServiceId(String serviceId) {
        Objects.requireNonNull(serviceId, "serviceId must not be null");
        if (!serviceId.matches("[A-Za-z0-9._~-]+") || serviceId.matches("\\.+")) {
            throw new IllegalArgumentException("serviceId must consist of digits, or letters, digits and . _ ~ -");
        }
    }

    @Override
    public ClientRegistrationResponse register(ClientRegistrationRequest request, RequestOptions options) {
        return engine.call(registerPlan(request, options), Response::value);
    }

    @Override
    public CompletableFuture<ClientRegistrationResponse> registerAsync(
            ClientRegistrationRequest request, RequestOptions options) {
        return engine.start(registerPlan(request, options), Response::value);
    }

    @Override
    public ClientRegistrationResponse get(ClientRegistrationRequest request, RequestOptions options) {
        return engine.call(getPlan(request, options), Response::value);
    }

    @Override
    public CompletableFuture<ClientRegistrationResponse> getAsync(
            ClientRegistrationRequest request, RequestOptions options) {
        return engine.start(getPlan(request, options), Response::value);
    }

    @Override
    public ClientRegistrationResponse update(ClientRegistrationRequest request, RequestOptions options) {
        return engine.call(updatePlan(request, options), Response::value);
    }

    @Override
    public CompletableFuture<ClientRegistrationResponse> updateAsync(
            ClientRegistrationRequest request, RequestOptions options) {
        return engine.start(updatePlan(request, options), Response::value);
    }

    @Override
    public ClientRegistrationResponse delete(ClientRegistrationRequest request, RequestOptions options) {
        return engine.call(deletePlan(request, options), Response::value);
    }

    @Override
    public CompletableFuture<ClientRegistrationResponse> deleteAsync(
            ClientRegistrationRequest request, RequestOptions options) {
        return engine.start(deletePlan(request, options), Response::value);
    }

    @Override
    public AuthleteClientRegistration forService(String otherServiceId) {
        requireServiceId(otherServiceId);
        return new AuthleteFacade(baseUri, otherServiceId, accessToken, engine, false);
    }

    @Override
    public void close() {
        if (ownsEngine) {
            engine.close();
        }
    }

    private CallPlan<ClientRegistrationResponse> registerPlan(
            ClientRegistrationRequest request, RequestOptions options) {
        require(request, "json");
        return plan(
                Operation.REGISTER,
                DynamicClientRegistrationApi.registerClient(baseUri, serviceId, request),
                request,
                options);
    }

    private CallPlan<ClientRegistrationResponse> getPlan(ClientRegistrationRequest request, RequestOptions options) {
        require(request, "clientId");
        return plan(
                Operation.GET, DynamicClientRegistrationApi.getClient(baseUri, serviceId, request), request, options);
    }

    private CallPlan<ClientRegistrationResponse> updatePlan(ClientRegistrationRequest request, RequestOptions options) {
        require(request, "clientId", "json");
        return plan(
                Operation.UPDATE,
                DynamicClientRegistrationApi.updateClient(baseUri, serviceId, request),
                request,
                options);
    }

    private CallPlan<ClientRegistrationResponse> deletePlan(ClientRegistrationRequest request, RequestOptions options) {
        require(request, "clientId");
        return plan(
                Operation.DELETE,
                DynamicClientRegistrationApi.deleteClient(baseUri, serviceId, request),
                request,
                options);
    }

    /** What the client sent is passed on as it is, be it empty; what the authorization server forgot is refused. */
    private static void require(ClientRegistrationRequest request, String... names) {
        Objects.requireNonNull(request, "request must not be null");
        for (String name : names) {
            Optional<JsonElement> member = request.member(name);
            if (!(member.isPresent() && member.get() instanceof JsonPrimitive value && value.isString())) {
                throw new IllegalArgumentException("request must have " + name);
            }
        }
    }

    private CallPlan<ClientRegistrationResponse> plan(
            Operation operation, ApiRequest apiRequest, ClientRegistrationRequest request, RequestOptions options) {
        Redactor redactor = new Redactor().addAll(request.toJsonObject());
        request.json().ifPresent(redactor::addText);
        return CallPlan.builder(operation, apiRequest, AuthleteFacade::read)
                .repeatable(operation == Operation.GET)
                .errorFormat(ErrorFormat.AUTHLETE)
                .redactor(redactor)
                .token(accessToken)
                .options(options)
                .build();
    }

    private static ClientRegistrationResponse read(Answer answer) throws UnusableAnswerException {
        // HTTP 200 alone says nothing: whether something was done is the action's word.
        return ClientRegistrationResponse.fromJson(answer.requireObject(Outcome.UNKNOWN));
    }
}
