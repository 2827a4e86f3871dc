package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates clients at the token endpoint: registered ones by exactly the method they registered with, the
 * registrar by Basic or by the form. Guarded by the lock of {@link AuthorizationServer}.
 */
final class ClientAuthentication {
    private static final Map<PresentedClient.Way, List<String>> METHODS = Map.of(
            PresentedClient.Way.BASIC, List.of(AuthMethods.BASIC),
            PresentedClient.Way.FORM, List.of(AuthMethods.POST),
            PresentedClient.Way.ASSERTION, List.of(AuthMethods.SECRET_JWT, AuthMethods.KEY_JWT),
            PresentedClient.Way.NOTHING, List.of(AuthMethods.NONE));

    private final ServerSettings settings;
    private final Admission admission;
    private final ClientStore clients;
    private final ClientAssertions assertions;

    ClientAuthentication(
            ServerSettings settings, Admission admission, ClientStore clients, ClientAssertions assertions) {
        this.settings = settings;
        this.admission = admission;
        this.clients = clients;
        this.assertions = assertions;
    }

    /** @throws Refusal if the client is unknown, or does not prove that it is itself */
    TokenClient authenticated(PresentedClient presented) throws Refusal {
        String clientId = presented.way() == PresentedClient.Way.ASSERTION
                ? assertions.issuer(presented.proof())
                : presented.clientId();
        if (!presented.clientId().isEmpty() && !presented.clientId().equals(clientId)) {
            throw refused("the assertion is another client's");
        }
        Registrant registrar = settings.registrar();
        if (registrar != null && registrar.clientId().equals(clientId)) {
            return registrar(registrar, presented);
        }
        Optional<ClientRecord> client = clients.find(clientId);
        if (client.isEmpty()) {
            throw Refusal.of(Reason.CLIENT_NOT_KNOWN, "the client is not known");
        }
        return registered(client.get(), presented);
    }

    private TokenClient registrar(Registrant registrar, PresentedClient presented) throws Refusal {
        boolean secretSent =
                presented.way() == PresentedClient.Way.BASIC || presented.way() == PresentedClient.Way.FORM;
        if (!secretSent || !isEqual(registrar.clientSecret(), presented.proof())) {
            throw refused("the client secret is not the registrar's");
        }
        Set<String> scopes = registrar.scopes().isEmpty() && admission.scope() != null
                ? Set.of(admission.scope())
                : registrar.scopes();
        return new TokenClient(registrar.clientId(), List.of(GrantRules.CLIENT_CREDENTIALS), scopes);
    }

    private TokenClient registered(ClientRecord client, PresentedClient presented) throws Refusal {
        JsonObject metadata = client.metadata();
        String method = AuthMethods.of(metadata);
        if (!METHODS.getOrDefault(presented.way(), List.of()).contains(method)) {
            throw refused("the client has registered another authentication method");
        }
        switch (method) {
            case AuthMethods.BASIC, AuthMethods.POST -> checkSecret(client, presented.proof());
            case AuthMethods.SECRET_JWT -> {
                checkSecret(client, null);
                assertions.checkMac(client, presented.proof());
            }
            case AuthMethods.KEY_JWT -> assertions.checkSignature(client, presented.proof());
            default -> {}
        }
        return new TokenClient(client.clientId(), grants(metadata), scopes(metadata));
    }

    /** @param proof null if the secret itself was not sent */
    private void checkSecret(ClientRecord client, @Nullable String proof) throws Refusal {
        IssuedSecret secret = client.secret();
        if (secret == null || (proof != null && !isEqual(secret.value(), proof))) {
            throw refused("the client secret is not the client's");
        }
        Instant now = settings.clock().instant();
        if (secret.isExpired(now)) {
            throw refused("the client secret has expired");
        }
    }

    /** A dialect may register a client without: then it is the standard's default (RFC 7591 §2). */
    private static List<String> grants(JsonObject metadata) {
        return metadata.has("grant_types")
                ? Json.strings(metadata, "grant_types")
                : List.of(GrantRules.AUTHORIZATION_CODE);
    }

    private static Set<String> scopes(JsonObject metadata) {
        return metadata.has("scope") ? Scopes.of(metadata.get("scope").getAsString()) : Set.of();
    }

    private static boolean isEqual(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal refused(String description) {
        return Refusal.of(Reason.CLIENT_NOT_AUTHENTICATED, description);
    }
}
