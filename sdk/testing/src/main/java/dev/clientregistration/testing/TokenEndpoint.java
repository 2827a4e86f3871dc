package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * The token endpoint (RFC 6749 §3.2). Since nobody signs in at this server, no code and no refresh token is ever valid:
 * what can be had is a token by the client credentials grant (§4.4).
 */
final class TokenEndpoint {
    private static final Set<String> GRANTS_WITH_PROOF =
            Set.of(GrantRules.AUTHORIZATION_CODE, GrantRules.REFRESH_TOKEN);

    private final Clock clock;
    private final Duration lifetime;
    private final ClientAuthentication authentication;
    private final TokenStore tokens;
    private final ClientStore clients;
    private final RandomText random = new RandomText();

    TokenEndpoint(
            Clock clock,
            Duration lifetime,
            ClientAuthentication authentication,
            TokenStore tokens,
            ClientStore clients) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.authentication = authentication;
        this.tokens = tokens;
        this.clients = clients;
    }

    Map<String, Endpoint> methods() {
        return Map.of("POST", Operation.TOKEN.at(this::issue));
    }

    private MockAnswer issue(Request request) throws Refusal {
        Parameters form = FormBody.of(request);
        PresentedClient presented = PresentedClient.of(request, form);
        TokenClient client = authentication.authenticated(presented);
        checkGrant(form.first("grant_type").orElse(""), presented, client);
        AccessToken token = token(client, form.first("scope").map(Scopes::of).orElse(client.scopes()));
        tokens.put(token);
        clients.noteToken(client.clientId(), clock.instant());
        return told(token);
    }

    private static void checkGrant(String grant, PresentedClient presented, TokenClient client) throws Refusal {
        if (grant.isEmpty()) {
            throw Refusal.of(Reason.MALFORMED_TOKEN_REQUEST, "grant_type must be in the form");
        }
        boolean byCredentials = grant.equals(GrantRules.CLIENT_CREDENTIALS);
        if (!byCredentials && !GRANTS_WITH_PROOF.contains(grant)) {
            throw Refusal.of(Reason.UNSUPPORTED_GRANT, "there is no token for this grant type");
        }
        if (!client.grants().contains(grant)) {
            throw Refusal.of(Reason.GRANT_NOT_REGISTERED, "the client has not registered this grant type");
        }
        if (!byCredentials) {
            throw Refusal.of(Reason.INVALID_GRANT, "nobody signs in here, so that no grant of a user is valid");
        }
        // RFC 6749 section 4.4: confidential clients only.
        if (presented.way() == PresentedClient.Way.NOTHING) {
            throw Refusal.of(Reason.GRANT_NOT_REGISTERED, "a client without credentials cannot use them");
        }
    }

    private AccessToken token(TokenClient client, Set<String> scopes) throws Refusal {
        if (!client.scopes().containsAll(scopes)) {
            throw Refusal.of(Reason.SCOPE_NOT_REGISTERED, "the client has not registered every scope that it asks for");
        }
        Instant end = clock.instant().plus(lifetime);
        return new AccessToken(random.secret(), client.clientId(), scopes, end);
    }

    private MockAnswer told(AccessToken token) {
        JsonObject body = new JsonObject();
        body.addProperty("access_token", token.value());
        body.addProperty("token_type", "Bearer");
        body.addProperty("expires_in", lifetime.toSeconds());
        if (!token.scopes().isEmpty()) {
            body.addProperty("scope", Scopes.text(token.scopes()));
        }
        return Answers.notStored(MockAnswer.json(200, Json.write(body)));
    }
}
