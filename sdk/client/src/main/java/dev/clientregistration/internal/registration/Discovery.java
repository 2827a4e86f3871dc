package dev.clientregistration.internal.registration;

import com.google.gson.JsonObject;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Response;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.internal.api.DiscoveryApi;
import dev.clientregistration.internal.engine.Answer;
import dev.clientregistration.internal.engine.AnswerReader;
import dev.clientregistration.internal.engine.CallEngine;
import dev.clientregistration.internal.engine.CallPlan;
import dev.clientregistration.internal.http.ApiRequest;
import dev.clientregistration.internal.http.Uris;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.internal.registration.Kept.Fresh;
import dev.clientregistration.model.AuthorizationServerMetadata;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A server whose endpoint its metadata tells (RFC 8414, OpenID Connect Discovery 1.0). A document counts only if it names
 * exactly the issuer that was asked for (RFC 8414 section 3.3).
 */
final class Discovery implements RegistrationServer.Source {
    /** How long the metadata is kept. */
    private static final Duration KEPT_FOR = Duration.ofHours(1);

    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private final URI issuer;
    private final Set<URI> trustedOrigins;
    private final boolean insecureHttpAllowed;
    private final CallEngine engine;
    private final Kept<RegistrationServer> server;

    Discovery(URI issuer, Set<URI> trustedOrigins, boolean insecureHttpAllowed, CallEngine engine) {
        this.issuer = issuer;
        this.trustedOrigins = trustedOrigins;
        this.insecureHttpAllowed = insecureHttpAllowed;
        this.engine = engine;
        this.server = new Kept<>(engine.nanoTime());
    }

    @Override
    public @Nullable RegistrationServer known() {
        return server.known(any -> true);
    }

    @Override
    public @Nullable RegistrationServer last() {
        return server.last();
    }

    @Override
    public CompletableFuture<RegistrationServer> find() {
        return server.get(any -> true, () -> engine.start(search(RequestOptions.none(), false), Response::value)
                .thenApply(this::fresh));
    }

    @Override
    public URI name() {
        return issuer;
    }

    /** Asks the server anew; of documents without a registration endpoint the first is taken if there is no other. */
    CallPlan<AuthorizationServerMetadata> look(RequestOptions options) {
        return search(options, true);
    }

    private Fresh<RegistrationServer> fresh(AuthorizationServerMetadata metadata) {
        URI endpoint = URI.create(metadata.registrationEndpoint().orElseThrow());
        return new Fresh<>(
                new RegistrationServer(
                        endpoint,
                        TrustedOrigins.of(endpoint, trustedOrigins, insecureHttpAllowed),
                        metadata.tokenEndpoint().orElse(null)),
                KEPT_FOR);
    }

    /** A plan for the first place, which goes on to the next where there is nothing. */
    private CallPlan<AuthorizationServerMetadata> search(RequestOptions options, boolean anyDocument) {
        List<ApiRequest> places = places();
        CallPlan<AuthorizationServerMetadata> plan =
                anyDocument ? search(places, options, new Reader(false), null) : null;
        return search(places, options, new Reader(true), plan);
    }

    private static CallPlan<AuthorizationServerMetadata> search(
            List<ApiRequest> places,
            RequestOptions options,
            Reader reader,
            @Nullable CallPlan<AuthorizationServerMetadata> otherwise) {
        ApiRequest first = places.get(0);
        List<ApiRequest> rest = places.subList(1, places.size());
        return CallPlan.builder(Operation.DISCOVER, first, reader)
                .options(options)
                .otherwise(rest.isEmpty() ? otherwise : search(rest, options, reader, otherwise))
                .build();
    }

    /** RFC 8414 section 3.1 puts the well-known part before the issuer's path, OpenID Connect behind it; servers mix them. */
    private List<ApiRequest> places() {
        String path = issuer.getRawPath() == null ? "" : issuer.getRawPath();
        String origin = issuer.toString().substring(0, issuer.toString().length() - path.length());
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<ApiRequest> places = new ArrayList<>();
        places.add(DiscoveryApi.getAuthorizationServerMetadata(URI.create(origin + OAUTH + bare)));
        places.add(DiscoveryApi.getOpenIdConfiguration(URI.create(origin + bare + OPENID)));
        if (!bare.isEmpty()) {
            places.add(DiscoveryApi.getOpenIdConfiguration(URI.create(origin + OPENID + bare)));
            places.add(DiscoveryApi.getAuthorizationServerMetadata(URI.create(origin + bare + OAUTH)));
        }
        return Collections.unmodifiableList(places);
    }

    private final class Reader implements AnswerReader<AuthorizationServerMetadata> {
        private final boolean endpointNeeded;

        Reader(boolean endpointNeeded) {
            this.endpointNeeded = endpointNeeded;
        }

        @Override
        public AuthorizationServerMetadata read(Answer answer) throws UnusableAnswerException {
            JsonObject document = answer.requireObject(Outcome.NOT_APPLIED);
            AuthorizationServerMetadata metadata = AuthorizationServerMetadata.fromJson(document);
            String named = metadata.issuer().orElse("");
            if (!named.equals(issuer.toString())) {
                throw new UnusableAnswerException(
                        named.isEmpty()
                                ? "it names no issuer"
                                : "it is of the issuer " + JsonText.forPeople(named) + ", not of " + issuer,
                        Outcome.NOT_APPLIED);
            }
            if (metadata.registrationEndpoint().isPresent()) {
                check(metadata.registrationEndpoint().get());
                server.put(fresh(metadata));
            } else if (endpointNeeded) {
                throw new UnusableAnswerException("it names no registration_endpoint", Outcome.NOT_APPLIED);
            }
            return metadata;
        }

        private void check(String endpoint) throws UnusableAnswerException {
            try {
                Uris.requireEndpoint("its registration_endpoint", URI.create(endpoint), insecureHttpAllowed);
            } catch (IllegalArgumentException e) {
                throw new UnusableAnswerException(
                        e.getCause() == null
                                ? String.valueOf(e.getMessage())
                                : "its registration_endpoint is not a URI",
                        Outcome.NOT_APPLIED);
            }
        }
    }
}
