package dev.clientregistration.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.SecretJWK;
import java.security.Key;
import java.util.List;

/** Looks at the signatures and MACs of JSON objects (RFC 7515). */
final class Signatures {
    private Signatures() {}

    /** Whether one of the keys made it, as far as key, algorithm and header fit one another. */
    static boolean isBy(JWSObject object, JWKSet keys) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(object.getHeader());
        List<JWK> fitting = matcher == null ? List.of() : new JWKSelector(matcher).select(keys);
        return fitting.stream().anyMatch(key -> isBy(object, key));
    }

    private static boolean isBy(JWSObject object, JWK jwk) {
        try {
            Key key = jwk instanceof SecretJWK secret ? secret.toSecretKey() : ((AsymmetricJWK) jwk).toPublicKey();
            return object.verify(new DefaultJWSVerifierFactory().createJWSVerifier(object.getHeader(), key));
        } catch (JOSEException e) {
            return false;
        }
    }
}
