package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The assertions by which clients authenticate (RFC 7523 §3, OpenID Connect Core 1.0 §9): every claim that these demand
 * is looked at, and no assertion can be used twice. Guarded by the lock of {@link AuthorizationServer}.
 */
final class ClientAssertions {
    private static final String SIGNING_ALG = "token_endpoint_auth_signing_alg";

    private final ServerSettings settings;
    private final Addresses addresses;
    private final TokenStore tokens;

    ClientAssertions(ServerSettings settings, Addresses addresses, TokenStore tokens) {
        this.settings = settings;
        this.addresses = addresses;
        this.tokens = tokens;
    }

    /**
     * Whose assertion it says that it is.
     *
     * @throws Refusal if it is no signed JWT, or names no issuer
     */
    String issuer(String assertion) throws Refusal {
        String issuer = claims(parsed(assertion)).getIssuer();
        if (issuer == null) {
            throw refused("must have an issuer");
        }
        return issuer;
    }

    /** @throws Refusal if the assertion was not made with the client's secret, or its claims are bad */
    void checkMac(ClientRecord client, String assertion) throws Refusal {
        byte[] secret = client.secretValue().orElseThrow().getBytes(StandardCharsets.UTF_8);
        OctetSequenceKey key = new OctetSequenceKey.Builder(secret)
                .keyID(parsed(assertion).getHeader().getKeyID())
                .build();
        check(client, assertion, JWSAlgorithm.Family.HMAC_SHA, new JWKSet(key));
    }

    /** @throws Refusal if the assertion was not made with one of the client's keys, or its claims are bad */
    void checkSignature(ClientRecord client, String assertion) throws Refusal {
        check(client, assertion, JWSAlgorithm.Family.SIGNATURE, keys(client.metadata()));
    }

    private void check(ClientRecord client, String assertion, JWSAlgorithm.Family family, JWKSet keys) throws Refusal {
        SignedJWT jwt = parsed(assertion);
        JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
        if (!family.contains(algorithm)) {
            throw refused("is signed with an algorithm of another authentication method");
        }
        JsonObject metadata = client.metadata();
        if (metadata.has(SIGNING_ALG) && !Json.isText(metadata.get(SIGNING_ALG), algorithm.getName())) {
            throw refused("is signed with another algorithm than " + SIGNING_ALG);
        }
        if (!Signatures.isBy(jwt, keys)) {
            throw refused("has a signature that is not the client's");
        }
        checkClaims(client.clientId(), claims(jwt));
    }

    private void checkClaims(String clientId, JWTClaimsSet claims) throws Refusal {
        Instant now = settings.clock().instant();
        if (!clientId.equals(claims.getIssuer()) || !clientId.equals(claims.getSubject())) {
            throw refused("must have the client as its issuer and its subject");
        }
        List<String> audiences =
                List.of(addresses.tokenEndpoint().toString(), addresses.issuer().toString());
        if (claims.getAudience().stream().noneMatch(audiences::contains)) {
            throw refused("must have the token endpoint or the issuer as its audience");
        }
        if (!isAfter(claims.getExpirationTime(), now)) {
            throw refused("has expired, or does not say when it does");
        }
        if (isAfter(claims.getNotBeforeTime(), now)) {
            throw refused("is not valid yet");
        }
        String identifier = claims.getJWTID();
        if (identifier == null || !tokens.useAssertion(clientId, identifier)) {
            throw refused("must have an identifier that was not used before");
        }
    }

    /** No URI is ever fetched: what stands at a {@code jwks_uri}, the test says. */
    private JWKSet keys(JsonObject metadata) throws Refusal {
        String keys = null;
        if (metadata.has("jwks")) {
            keys = Json.write(metadata.get("jwks"));
        } else if (metadata.has("jwks_uri")) {
            keys = settings.documents().get(metadata.get("jwks_uri").getAsString());
        }
        if (keys == null) {
            throw refused("is by a client whose keys are not known");
        }
        try {
            return JWKSet.parse(keys);
        } catch (ParseException e) {
            throw refused("is by a client whose keys cannot be read");
        }
    }

    private static boolean isAfter(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now);
    }

    private static SignedJWT parsed(String assertion) throws Refusal {
        try {
            return SignedJWT.parse(assertion);
        } catch (ParseException e) {
            throw refused("is not a signed JWT");
        }
    }

    private static JWTClaimsSet claims(SignedJWT jwt) throws Refusal {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException e) {
            throw refused("has claims that cannot be read");
        }
    }

    private static Refusal refused(String flaw) {
        return Refusal.of(Reason.CLIENT_NOT_AUTHENTICATED, "the client assertion " + flaw);
    }
}
