package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets in who may register a client. Guarded by the lock of {@link AuthorizationServer}. */
final class RegistrationGate {
    private final Admission admission;
    private final ServerSettings settings;
    private final Duration lifetime;
    private final TokenStore tokens;
    private final TokenMaker maker;
    private final Addresses addresses;
    private @Nullable AccessToken standing;

    RegistrationGate(DialectRules rules, ServerSettings settings, Addresses addresses, TokenStore tokens) {
        admission = rules.admission();
        this.settings = settings;
        lifetime = rules.accessTokenLifetime();
        maker = rules.initialAccessTokens();
        this.addresses = addresses;
        this.tokens = tokens;
        String chosen = settings.initialAccessToken();
        standing = chosen == null ? null : new AccessToken(chosen, null, scopes(), null);
        restock();
    }

    /** The standing initial access token is good again. */
    void restock() {
        if (standing != null) {
            tokens.put(standing);
        }
    }

    /**
     * The initial access token that never expires: the one that the test has chosen or, where nobody registers without,
     * one that is made when it is first asked for.
     *
     * @return null if everybody may register, or nobody
     */
    @Nullable
    AccessToken standing() {
        if (standing == null && admission.needsToken()) {
            String value = maker.make(addresses, "", settings.clock().instant(), null);
            standing = new AccessToken(value, null, scopes(), null);
            tokens.put(standing);
        }
        return standing;
    }

    /** A new initial access token. */
    AccessToken issue() {
        Instant now = settings.clock().instant();
        Instant end = now.plus(lifetime);
        AccessToken token = new AccessToken(maker.make(addresses, "", now, end), null, scopes(), end);
        tokens.put(token);
        return token;
    }

    /**
     * Whether the request may register a client.
     *
     * @return the token to {@linkplain #spend spend} when it has; null if there is none
     * @throws Refusal if the request may not
     */
    @Nullable
    AccessToken admit(Request request) throws Refusal {
        boolean open = admission.access() == RegistrationAccess.OPEN;
        if (open && !(admission.tokenCheckedWhenOpen() && BearerToken.isIn(request))) {
            return null;
        }
        String value = BearerToken.of(request);
        AccessToken token = tokens.find(value)
                .orElseThrow(() -> Refusal.of(
                        tokens.isSpent(value) ? Reason.SPENT_TOKEN : Reason.WRONG_TOKEN,
                        "the initial access token is not valid"));
        if (token.isExpired(settings.clock().instant())) {
            throw Refusal.of(Reason.EXPIRED_TOKEN, "the initial access token has expired");
        }
        checkScopes(token);
        return token;
    }

    /**
     * Whether the request may say what it says.
     *
     * @param token as {@link #admit} has given it
     * @throws Refusal if it may not
     */
    void checkMembers(@Nullable AccessToken token, Request request, JsonObject sent) throws Refusal {
        for (Map.Entry<String, String> member : admission.memberScopes().entrySet()) {
            if (!(sent.get(member.getKey()) instanceof JsonPrimitive value) || !value.getAsBoolean()) {
                continue;
            }
            if (token == null) {
                BearerToken.of(request);
            } else if (!token.scopes().contains(member.getValue())) {
                throw Refusal.of(Reason.INSUFFICIENT_SCOPE, "the token lacks the scope for " + member.getKey());
            }
        }
    }

    /** Whether this is an access token that the registrar got for itself, and still good. */
    boolean isOfTheRegistrar(String value) {
        Registrant registrar = settings.registrar();
        return registrar != null
                && tokens.find(value)
                        .filter(token -> registrar.clientId().equals(token.holder()))
                        .filter(token -> !token.isExpired(settings.clock().instant()))
                        .isPresent();
    }

    /** A client was registered with this token. */
    void spend(@Nullable AccessToken token) {
        if (token != null && admission.access() == RegistrationAccess.SINGLE_USE_TOKEN) {
            tokens.remove(token);
        }
    }

    private void checkScopes(AccessToken token) throws Refusal {
        String scope = admission.scope();
        if (scope == null) {
            Registrant registrar = settings.registrar();
            if (token.holder() != null && (registrar == null || !token.holder().equals(registrar.clientId()))) {
                throw Refusal.of(Reason.INSUFFICIENT_SCOPE, "the token was not issued to one who may register clients");
            }
        } else if (!token.scopes().contains(scope)) {
            throw Refusal.of(Reason.INSUFFICIENT_SCOPE, "the token does not have the scope for registration");
        } else if (admission.scopeAlone() && token.scopes().size() > 1) {
            throw Refusal.of(Reason.EXCESSIVE_SCOPE, "the token has more than the scope for registration");
        }
    }

    private Set<String> scopes() {
        return admission.scope() == null ? Set.of() : Set.of(admission.scope());
    }
}
