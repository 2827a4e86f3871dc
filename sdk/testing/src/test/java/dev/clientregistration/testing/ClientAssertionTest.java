package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that authenticate by assertion: {@code client_secret_jwt} and {@code private_key_jwt}. */
class ClientAssertionTest {
    private static final URI KEYS_URI = URI.create("https://client.example.com/jwks");
    private static final ECKey KEY = newKey();

    private final MovableClock clock = new MovableClock();

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .clock(clock)
            .secretLifetime(Duration.ofDays(30))
            .document(KEYS_URI, new JWKSet(KEY.toPublicJWK()).toString())
            .start();

    @Test
    void token_macOfTheSecret_isIssued() throws JOSEException {
        RegisteredClient client = register("client_secret_jwt");

        assertThat(send(client, mac(client, claims -> claims)).statusCode()).isEqualTo(200);
    }

    @Test
    void token_signatureOfARegisteredKey_isIssued() throws JOSEException {
        RegisteredClient client = registerWithKeys();

        assertThat(send(client, signed(client, KEY, claims -> claims)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void token_signatureOfAKeyAtTheUri_isIssuedIfTheTestHasSaidWhatStandsThere() throws JOSEException {
        RegisteredClient known = registerWithKeysAt(KEYS_URI.toString());
        RegisteredClient unknown = registerWithKeysAt("https://client.example.com/other");

        assertThat(send(known, signed(known, KEY, claims -> claims)).statusCode())
                .isEqualTo(200);
        assertIsInvalidClient(send(unknown, signed(unknown, KEY, claims -> claims)));
    }

    @Test
    void token_assertionThatNamesTheClientItself_needsNoClientId() throws JOSEException {
        RegisteredClient client = registerWithKeys();

        HttpResponse<String> response = Wire.send(Wire.form(
                server.tokenEndpoint(),
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                signed(client, KEY, claims -> claims)));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void token_issuerAsAudience_isIssued() throws JOSEException {
        RegisteredClient client = registerWithKeys();
        String issuer = server.issuer().toString();

        assertThat(send(client, signed(client, KEY, claims -> claims.audience(issuer)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void token_keyOfAnother_isInvalidClient() throws JOSEException {
        RegisteredClient client = registerWithKeys();

        assertIsInvalidClient(send(client, signed(client, newKey(), claims -> claims)));
    }

    @Test
    void token_secretOfAnother_isInvalidClient() throws JOSEException {
        RegisteredClient client = register("client_secret_jwt");
        RegisteredClient other = register("client_secret_jwt");

        assertIsInvalidClient(send(
                client,
                serialized(
                        JWSAlgorithm.HS256,
                        new MACSigner(other.clientSecret().orElseThrow()),
                        client,
                        claims -> claims)));
    }

    @Test
    void token_secretThatHasExpired_isInvalidClient() throws JOSEException {
        RegisteredClient client = register("client_secret_jwt");
        clock.advance(Duration.ofDays(30));

        assertIsInvalidClient(send(client, mac(client, claims -> claims)));
    }

    @Test
    void token_signatureWhereAMacIsRegistered_isInvalidClient() throws JOSEException {
        RegisteredClient client = register("client_secret_jwt");

        assertIsInvalidClient(send(client, signed(client, KEY, claims -> claims)));
    }

    @Test
    void token_assertionWhereTheSecretIsRegistered_isInvalidClient() throws JOSEException {
        RegisteredClient client = register("client_secret_basic");

        assertIsInvalidClient(send(client, mac(client, claims -> claims)));
    }

    @Test
    void token_otherAlgorithmThanRegistered_isInvalidClient() throws JOSEException {
        RegisteredClient client = server.register(json("""
                {"token_endpoint_auth_method": "client_secret_jwt", "token_endpoint_auth_signing_alg": "HS512",
                 "grant_types": ["client_credentials"]}"""));

        assertIsInvalidClient(send(client, mac(client, claims -> claims)));
    }

    @Test
    void token_sameAssertionTwice_isInvalidClient() throws JOSEException {
        RegisteredClient client = registerWithKeys();
        String assertion = signed(client, KEY, claims -> claims);
        send(client, assertion);

        assertIsInvalidClient(send(client, assertion));
    }

    @Test
    void token_expiredAssertion_isInvalidClient() throws JOSEException {
        RegisteredClient client = registerWithKeys();
        String assertion = signed(client, KEY, claims -> claims);
        clock.advance(Duration.ofMinutes(1));

        assertIsInvalidClient(send(client, assertion));
    }

    @Test
    void token_assertionWithABadClaim_isInvalidClient() throws JOSEException {
        RegisteredClient client = registerWithKeys();
        Date later = Date.from(clock.instant().plusSeconds(10));

        assertIsInvalidClient(send(client, signed(client, KEY, claims -> claims.issuer("other"))));
        assertIsInvalidClient(send(client, signed(client, KEY, claims -> claims.issuer(null))));
        assertIsInvalidClient(send(client, signed(client, KEY, claims -> claims.subject("other"))));
        assertIsInvalidClient(send(client, signed(client, KEY, claims -> claims.audience("https://example.com/"))));
        assertIsInvalidClient(send(client, signed(client, KEY, claims -> claims.expirationTime(null))));
        assertIsInvalidClient(send(client, signed(client, KEY, claims -> claims.jwtID(null))));
        assertIsInvalidClient(send(client, signed(client, KEY, claims -> claims.notBeforeTime(later))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x.y.z", "e30.e30.", "eyJhbGciOiJub25lIn0.e30."})
    void token_assertionThatIsNoSignedJwt_isInvalidClient(String assertion) {
        assertIsInvalidClient(send(registerWithKeys(), assertion));
    }

    @Test
    void token_otherAssertionType_isInvalidRequest() throws JOSEException {
        RegisteredClient client = registerWithKeys();

        HttpResponse<String> response = Wire.send(Wire.form(
                server.tokenEndpoint(),
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:saml2-bearer",
                "client_assertion",
                signed(client, KEY, claims -> claims)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_request");
    }

    private HttpResponse<String> send(RegisteredClient client, String assertion) {
        return Wire.send(Wire.form(
                server.tokenEndpoint(),
                "grant_type",
                "client_credentials",
                "client_id",
                client.clientId(),
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion));
    }

    private String mac(RegisteredClient client, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return serialized(
                JWSAlgorithm.HS256, new MACSigner(client.clientSecret().orElseThrow()), client, change);
    }

    private String signed(RegisteredClient client, ECKey key, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        return serialized(JWSAlgorithm.ES256, new ECDSASigner(key), client, change);
    }

    private String serialized(
            JWSAlgorithm algorithm,
            JWSSigner signer,
            RegisteredClient client,
            UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(client.clientId())
                .subject(client.clientId())
                .audience(server.tokenEndpoint().toString())
                .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString());
        SignedJWT jwt =
                new SignedJWT(new JWSHeader(algorithm), change.apply(claims).build());
        jwt.sign(signer);
        return jwt.serialize();
    }

    private RegisteredClient register(String method) {
        return server.register(json("""
                {"token_endpoint_auth_method": "%s", "grant_types": ["client_credentials"]}""".formatted(method)));
    }

    private RegisteredClient registerWithKeys() {
        JsonObject metadata = json("""
                {"token_endpoint_auth_method": "private_key_jwt", "grant_types": ["client_credentials"]}""");
        metadata.add("jwks", json(new JWKSet(KEY.toPublicJWK()).toString()));
        return server.register(metadata);
    }

    private RegisteredClient registerWithKeysAt(String uri) {
        return server.register(json("""
                {"token_endpoint_auth_method": "private_key_jwt", "grant_types": ["client_credentials"],
                 "jwks_uri": "%s"}""".formatted(uri)));
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertIsInvalidClient(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error(response)).isEqualTo("invalid_client");
    }
}
