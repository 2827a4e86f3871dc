package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Software statements of issuers that the test trusts (RFC 7591 section 2.3). */
class SoftwareStatementTest {
    private static final RSAKey KEY = newKey();
    private static final OctetSequenceKey SHARED = newSharedKey();

    private final MovableClock clock = new MovableClock();

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .clock(clock)
            .softwareStatementIssuer("https://vendor.example.com", new JWKSet(KEY.toPublicJWK()).toString())
            .softwareStatementIssuer("https://shared.example.com", new JWKSet(SHARED).toString(false))
            .start();

    @Test
    void register_goodStatement_itsClaimsWinAndItComesBackUnchanged() throws JOSEException {
        String statement = signed("""
                {"iss": "https://vendor.example.com", "iat": 1, "sub": "x", "software_id": "4NRB1", "client_name": "Stated",
                 "client_name#fr": "Dit", "redirect_uris": ["https://stated.example.com/"], "x_number": 1.0,
                 "client_secret": "mine"}""");

        JsonObject information = json(register(statement, """
                "client_name": "Asked", "x_other": 1"""));

        assertThat(information.get("software_statement").getAsString()).isEqualTo(statement);
        assertThat(information.get("software_id").getAsString()).isEqualTo("4NRB1");
        assertThat(information.get("client_name").getAsString()).isEqualTo("Stated");
        assertThat(information.get("client_name#fr").getAsString()).isEqualTo("Dit");
        assertThat(information.get("redirect_uris")).hasToString("[\"https://stated.example.com/\"]");
        assertThat(information.get("x_number")).hasToString("1.0");
        assertThat(information.get("x_other")).hasToString("1");
        assertThat(information.keySet()).doesNotContain("iss", "iat", "sub");
        assertThat(information.get("client_secret").getAsString()).isNotEqualTo("mine");
    }

    @Test
    void register_macOfATrustedIssuer_isTaken() throws JOSEException {
        String statement =
                serialized(JWSAlgorithm.HS256, new MACSigner(SHARED), "{\"iss\": \"https://shared.example.com\"}");

        assertThat(register(statement, "\"x\": 1").statusCode()).isEqualTo(201);
    }

    @Test
    void register_claimThatARuleSpeaksAgainst_isRefusedLikeAMember() throws JOSEException {
        HttpResponse<String> response = register(signed("""
                {"iss": "https://vendor.example.com", "redirect_uris": ["/relative"]}"""), "\"x\": 1");

        assertThat(error(response)).isEqualTo("invalid_redirect_uri");
    }

    @Test
    void register_issuerThatIsNotTrusted_isUnapproved() throws JOSEException {
        HttpResponse<String> response = register(signed("{\"iss\": \"https://other.example.com\"}"), "\"x\": 1");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("unapproved_software_statement");
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void register_badStatement_isInvalid() throws JOSEException {
        String good = signed("{\"iss\": \"https://vendor.example.com\"}");
        String forged =
                serialized(JWSAlgorithm.RS256, new RSASSASigner(newKey()), "{\"iss\": \"https://vendor.example.com\"}");

        assertIsInvalid(good.substring(0, good.length() - 4) + "AAAA");
        assertIsInvalid(forged);
        assertIsInvalid(signed("{\"software_id\": \"without issuer\"}"));
        assertIsInvalid(signed("{\"iss\": 1}"));
        assertIsInvalid(signed("[]"));
        assertIsInvalid(signed("{\"iss\": \"https://vendor.example.com\", \"exp\": \"soon\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not.a.statement", "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0."})
    void register_statementThatIsNoSignedJwt_isInvalid(String statement) {
        assertIsInvalid(statement);
    }

    @Test
    void register_statementOutsideItsTime_isInvalid() throws JOSEException {
        long now = MovableClock.START.getEpochSecond();
        String statement = signed(
                "{\"iss\": \"https://vendor.example.com\", \"nbf\": %d, \"exp\": %d}".formatted(now + 60, now + 120));

        assertIsInvalid(statement);
        clock.advance(Duration.ofSeconds(60));
        assertThat(register(statement, "\"x\": 1").statusCode()).isEqualTo(201);
        clock.advance(Duration.ofSeconds(60));
        assertIsInvalid(statement);
    }

    @Test
    void update_statement_isReadToo() throws JOSEException {
        RegisteredClient client = server.register(json(Wire.MINIMAL));
        JsonObject update = json(Wire.MINIMAL);
        update.addProperty("client_id", client.clientId());
        update.addProperty("software_statement", signed("""
                {"iss": "https://vendor.example.com", "client_name": "Stated"}"""));

        assertThat(json(Wire.update(client, update)).get("client_name").getAsString())
                .isEqualTo("Stated");
        update.addProperty("software_statement", "x");
        assertThat(error(Wire.update(client, update))).isEqualTo("invalid_software_statement");
    }

    @Test
    void softwareStatementIssuer_keysThatAreNone_areRefused() {
        assertThatThrownBy(() -> MockRegistrationServer.builder().softwareStatementIssuer("x", "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jwks must be a JWK Set");
    }

    private HttpResponse<String> register(String statement, String member) {
        return Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/callback"], "software_statement": "%s", %s}""".formatted(statement, member));
    }

    private void assertIsInvalid(String statement) {
        HttpResponse<String> response = register(statement, "\"x\": 1");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_software_statement");
    }

    private static String signed(String claims) throws JOSEException {
        return serialized(JWSAlgorithm.RS256, new RSASSASigner(KEY), claims);
    }

    private static String serialized(JWSAlgorithm algorithm, JWSSigner signer, String claims) throws JOSEException {
        JWSObject statement = new JWSObject(new JWSHeader(algorithm), new Payload(claims));
        statement.sign(signer);
        return statement.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OctetSequenceKey newSharedKey() {
        try {
            return new OctetSequenceKeyGenerator(256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
