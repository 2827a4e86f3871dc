package dev.clientregistration.interop.otherclients.nimbus;

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

/** A publisher of software that vouches for it by software statements. */
final class Statements {
    static final String PUBLISHER = "https://publisher.example.com";

    private final ECKey key;

    Statements() throws JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("publisher").generate();
    }

    /** What a server must have to trust the publisher. */
    String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** A statement that names the software and its home. */
    SignedJWT sign(String issuer) throws JOSEException {
        SignedJWT statement = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .claim("software_id", "pretzel")
                        .claim("client_uri", "https://pretzel.example.com/")
                        .build());
        statement.sign(new ECDSASigner(key));
        return statement;
    }
}
