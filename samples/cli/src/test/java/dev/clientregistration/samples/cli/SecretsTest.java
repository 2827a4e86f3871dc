package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private final Secrets secrets = new Secrets();

    private static JsonObject object(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }

    private String masked(String json) {
        return secrets.masked(object(json)).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_secret",
                "registration_access_token",
                "software_statement",
                "ext_param_client_secret",
                "clientSecret",
                "access_token",
                "password",
                "apiKey",
                "api_key",
                "client_assertion",
                "credentials",
                "private_key"
            })
    void membersThatSoundOfSecrets_areMasked(String name) {
        assertThat(masked("{\"" + name + "\":\"a-secret-of-the-test\"}")).isEqualTo("{\"" + name + "\":\"***\"}");
        assertThat(masked("{\"" + name + "\":[{\"value\":\"a-secret-of-the-test\"}]}"))
                .isEqualTo("{\"" + name + "\":\"***\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token_endpoint_auth_method",
                "token_endpoint_auth_signing_alg",
                "client_secret_expires_at",
                "token_signed_response_alg",
                "token_encrypted_response_enc",
                "preferred_token_profile",
                "backchannel_token_delivery_mode",
                "credential_offer_endpoint",
                "refresh_token_expiration_time_seconds",
                "token_exchange_type",
                "refresh_token_usage",
                "client_id",
                "client_name",
                "registration_client_uri"
            })
    void membersThatOnlySpeakOfSecrets_areShown(String name) {
        String json = "{\"" + name + "\":\"some-value-of-the-test\"}";
        assertThat(masked(json)).isEqualTo(json);
    }

    @Test
    void whatHidesNothing_isShown() {
        String json =
                "{\"client_secret\":null,\"tls_client_certificate_bound_access_tokens\":true,\"access_token\":\"\"}";
        assertThat(masked(json)).isEqualTo(json);
    }

    @Test
    void secretValue_isMaskedWhereverItStands() {
        assertThat(masked("{\"registration_access_token\":\"a-token-of-the-test\","
                        + "\"registration_client_uri\":\"https://as.example.com/r?t=a-token-of-the-test\"}"))
                .isEqualTo("{\"registration_access_token\":\"***\","
                        + "\"registration_client_uri\":\"https://as.example.com/r?t=***\"}");
        assertThat(secrets.clean("a-token-of-the-test is unknown")).isEqualTo("*** is unknown");
    }

    @Test
    void privateKeyParts_areMaskedInKeysOnly() {
        assertThat(masked("{\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"x\":\"1\",\"d\":\"2\"}]},\"d\":\"3\"}"))
                .isEqualTo("{\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"x\":\"1\",\"d\":\"***\"}]},\"d\":\"3\"}");
    }

    @Test
    void longerSecret_isMaskedBeforeOneThatItHolds() {
        secrets.learn("token-of-the-test");
        secrets.learn("token-of-the-test-and-more");

        assertThat(secrets.clean("token-of-the-test-and-more")).isEqualTo("***");
    }

    @Test
    void shortSecret_isMaskedByItsNameAndNotInEveryWord() {
        assertThat(masked("{\"client_secret\":\"a\",\"client_name\":\"a pretzel\"}"))
                .isEqualTo("{\"client_secret\":\"***\",\"client_name\":\"a pretzel\"}");
    }
}
