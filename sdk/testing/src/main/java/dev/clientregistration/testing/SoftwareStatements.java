package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Software statements of issuers that the server trusts (RFC 7591 §2.3). Without such issuers a statement is registered
 * like any other member, and means nothing.
 */
final class SoftwareStatements {
    private static final String MEMBER = "software_statement";

    /** Claims that are about the statement, not about the client (RFC 7519 §4.1). */
    private static final Set<String> ABOUT_THE_STATEMENT = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    private final Map<String, JWKSet> issuers;
    private final Clock clock;

    SoftwareStatements(Map<String, JWKSet> issuers, Clock clock) {
        this.issuers = issuers;
        this.clock = clock;
    }

    /**
     * Makes the claims of the statement members, which replace those of the same name.
     *
     * @param sent changed in place
     * @throws Refusal if the statement is bad, or by someone who is not trusted
     */
    void apply(JsonObject sent) throws Refusal {
        if (issuers.isEmpty()
                || !(sent.get(MEMBER) instanceof JsonPrimitive statement)
                || !MemberType.STRING.matches(statement)) {
            return;
        }
        for (Map.Entry<String, JsonElement> claim :
                verified(statement.getAsString()).entrySet()) {
            String name = claim.getKey();
            if (!ABOUT_THE_STATEMENT.contains(name)
                    && !KnownMembers.SERVER_ISSUED.contains(name)
                    && !name.equals(MEMBER)) {
                sent.add(name, claim.getValue());
            }
        }
    }

    private JsonObject verified(String statement) throws Refusal {
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(statement);
        } catch (ParseException e) {
            throw invalid("is not a signed JWT");
        }
        JsonObject claims = Json.readObject(jwt.getPayload().toBytes(), Reason.INVALID_STATEMENT, "the statement");
        if (!(claims.get("iss") instanceof JsonPrimitive issuer) || !MemberType.STRING.matches(issuer)) {
            throw invalid("must name its issuer");
        }
        JWKSet keys = issuers.get(issuer.getAsString());
        if (keys == null) {
            throw Refusal.of(Reason.UNAPPROVED_STATEMENT, MEMBER, MEMBER + " is by an issuer that is not trusted");
        }
        if (!Signatures.isBy(jwt, keys)) {
            throw invalid("has a signature that is not its issuer's");
        }
        checkTimes(claims);
        return claims;
    }

    private void checkTimes(JsonObject claims) throws Refusal {
        double now = clock.millis() / 1000.0;
        Double end = number(claims.get("exp"));
        if (claims.has("exp") && (end == null || end <= now)) {
            throw invalid("has expired");
        }
        Double start = number(claims.get("nbf"));
        if (claims.has("nbf") && (start == null || start > now)) {
            throw invalid("is not valid yet");
        }
    }

    private static @Nullable Double number(@Nullable JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isNumber() ? primitive.getAsDouble() : null;
    }

    private static Refusal invalid(String flaw) {
        return Refusal.of(Reason.INVALID_STATEMENT, MEMBER, MEMBER + " " + flaw);
    }
}
