package dev.clientregistration.interop.contract;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** Software statements, all signed with one key. */
final class Statements {
    static final String ISSUER = "https://vendor.example.com";

    private static final ECKey KEY = newKey();

    private Statements() {}

    static String keys() {
        return new JWKSet(KEY.toPublicJWK()).toString();
    }

    static String by(String issuer) {
        SignedJWT statement = new SignedJWT(
                new JWSHeader(JWSAlgorithm.ES256),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .claim("software_id", "4NRB1")
                        .build());
        try {
            statement.sign(new ECDSASigner(KEY));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return statement.serialize();
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
