package dev.clientregistration.internal.registration;

import com.google.gson.JsonObject;
import dev.clientregistration.ClientCredentials;
import dev.clientregistration.Response;
import dev.clientregistration.Secret;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.internal.api.TokenApi;
import dev.clientregistration.internal.engine.Answer;
import dev.clientregistration.internal.engine.AnswerReader.UnusableAnswerException;
import dev.clientregistration.internal.engine.CallEngine;
import dev.clientregistration.internal.engine.CallPlan;
import dev.clientregistration.internal.engine.Redactor;
import dev.clientregistration.internal.engine.TokenSource;
import dev.clientregistration.internal.http.ApiRequest;
import dev.clientregistration.internal.http.HeaderText;
import dev.clientregistration.internal.http.Uris;
import dev.clientregistration.internal.registration.Kept.Fresh;
import dev.clientregistration.model.GrantType;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import dev.clientregistration.model.TokenResponse;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Tokens by the client credentials grant (RFC 6749 section 4.4), asked for once for all calls that wait for one. */
final class ClientCredentialsTokens implements TokenSource {
    /** A token is not used any more so long before it expires, or a tenth of its lifetime if that is less. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final ClientCredentials credentials;
    private final boolean singleUse;
    private final RegistrationServer.Source server;
    private final boolean insecureHttpAllowed;
    private final CallEngine engine;
    private final Kept<Secret> token;

    ClientCredentialsTokens(
            ClientCredentials credentials,
            boolean singleUse,
            RegistrationServer.Source server,
            boolean insecureHttpAllowed,
            CallEngine engine) {
        this.credentials = credentials;
        this.singleUse = singleUse;
        this.server = server;
        this.insecureHttpAllowed = insecureHttpAllowed;
        this.engine = engine;
        this.token = new Kept<>(engine.nanoTime());
    }

    @Override
    public CompletableFuture<@Nullable Secret> token(@Nullable Secret refused) {
        CompletableFuture<Secret> found = singleUse
                ? request().thenApply(Fresh::value)
                : token.get(known -> !known.equals(refused), this::request);
        return found.thenApply(secret -> secret);
    }

    @Override
    public boolean makesCalls() {
        return true;
    }

    @Override
    public boolean isRenewable() {
        return true;
    }

    private CompletableFuture<Fresh<Secret>> request() {
        return endpoint().thenCompose(uri -> engine.start(plan(uri), Response::value));
    }

    private CompletableFuture<URI> endpoint() {
        return credentials
                .tokenEndpoint()
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> server.find().thenApply(this::discovered));
    }

    private URI discovered(RegistrationServer found) {
        try {
            return Uris.requireEndpoint(
                    "the server's token_endpoint",
                    URI.create(found.tokenEndpoint() == null ? "" : found.tokenEndpoint()),
                    insecureHttpAllowed);
        } catch (IllegalArgumentException e) {
            throw new CallRefusedException(
                    Operation.TOKEN,
                    Outcome.NOT_APPLIED,
                    0,
                    "token was not asked for: the server names no token_endpoint that can be used;"
                            + " set ClientCredentials.Builder.tokenEndpoint(...). Nothing was changed.",
                    null);
        }
    }

    private CallPlan<Fresh<Secret>> plan(URI uri) {
        boolean post = credentials.authMethod().equals(TokenEndpointAuthMethod.CLIENT_SECRET_POST);
        String id = credentials.clientId();
        Secret secret = credentials.clientSecret();
        ApiRequest request = TokenApi.requestToken(
                uri,
                post ? id : null,
                GrantType.CLIENT_CREDENTIALS,
                post ? secret : null,
                credentials.scope().orElse(null));
        return CallPlan.builder(
                        Operation.TOKEN,
                        post
                                ? request
                                : request.toBuilder()
                                        .clientSecretBasic(id, secret)
                                        .build(),
                        ClientCredentialsTokens::read)
                .redactor(new Redactor().add(secret))
                .build();
    }

    private static Fresh<Secret> read(Answer answer) throws UnusableAnswerException {
        JsonObject document = answer.requireObject(Outcome.NOT_APPLIED);
        TokenResponse response = TokenResponse.fromJson(document);
        Secret token = response.accessToken()
                .orElseThrow(() -> new UnusableAnswerException("it holds no access_token", Outcome.NOT_APPLIED));
        // A server that leaves the type out means this one: there is no other that is a mere header.
        if (response.tokenType()
                .filter(type -> !type.equalsIgnoreCase("Bearer"))
                .isPresent()) {
            throw new UnusableAnswerException("its access token is not a bearer token", Outcome.NOT_APPLIED);
        }
        try {
            HeaderText.requireToken("access token", token);
        } catch (IllegalArgumentException e) {
            throw new UnusableAnswerException("its access_token cannot be sent in a header", Outcome.NOT_APPLIED);
        }
        return new Fresh<>(
                token, response.expiresIn().map(ClientCredentialsTokens::usable).orElse(null));
    }

    private static Duration usable(Duration lifetime) {
        Duration tenth = lifetime.dividedBy(10);
        return lifetime.minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN);
    }
}
