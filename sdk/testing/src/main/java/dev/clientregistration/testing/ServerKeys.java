package dev.clientregistration.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * The key with which servers sign tokens that are JWTs. It takes long to make, and is the same for every server of a
 * process: it protects nothing but tests.
 */
final class ServerKeys {
    private static final int BITS = 2048;

    private static final String SHARED_SECRET = new RandomText().longSecret();

    private ServerKeys() {}

    /** Made by the first who asks. */
    private static final class Key {
        static final RSAKey KEY = make();

        private static RSAKey make() {
            try {
                return new RSAKeyGenerator(BITS)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .keyIDFromThumbprint(true)
                        .generate();
            } catch (JOSEException e) {
                throw new IllegalStateException("no RSA key can be made", e);
            }
        }
    }

    /** The claims as a JWT, with a MAC by HS512. */
    static String authenticated(JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS512)
                            .type(JOSEObjectType.JWT)
                            .build(),
                    claims);
            jwt.sign(new MACSigner(SHARED_SECRET));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the claims cannot be signed", e);
        }
    }

    /** The public key as a JWK Set (RFC 7517 §5). */
    static String publicKeys() {
        return new JWKSet(Key.KEY).toString(true);
    }

    /** The claims as a JWT, signed with RS256. */
    static String signed(JOSEObjectType type, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(type)
                            .keyID(Key.KEY.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(Key.KEY));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the claims cannot be signed", e);
        }
    }
}
