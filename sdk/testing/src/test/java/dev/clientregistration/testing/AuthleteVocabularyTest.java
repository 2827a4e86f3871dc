package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts in client metadata and the constants in Authlete's client object. */
class AuthleteVocabularyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            APPLICATION_TYPE         | WEB NATIVE
            GRANT_TYPE               | AUTHORIZATION_CODE IMPLICIT PASSWORD CLIENT_CREDENTIALS REFRESH_TOKEN CIBA \
            DEVICE_CODE TOKEN_EXCHANGE JWT_BEARER PRE_AUTHORIZED_CODE
            RESPONSE_TYPE            | NONE CODE TOKEN ID_TOKEN CODE_TOKEN CODE_ID_TOKEN ID_TOKEN_TOKEN \
            CODE_ID_TOKEN_TOKEN
            RESPONSE_MODE            | QUERY FRAGMENT FORM_POST JWT QUERY_JWT FRAGMENT_JWT FORM_POST_JWT
            CLIENT_AUTH_METHOD       | NONE CLIENT_SECRET_BASIC CLIENT_SECRET_POST CLIENT_SECRET_JWT PRIVATE_KEY_JWT \
            TLS_CLIENT_AUTH SELF_SIGNED_TLS_CLIENT_AUTH ATTEST_JWT_CLIENT_AUTH
            SUBJECT_TYPE             | PUBLIC PAIRWISE
            DELIVERY_MODE            | PING POLL PUSH
            CLIENT_REGISTRATION_TYPE | AUTOMATIC EXPLICIT
            JWS_ALG                  | NONE HS256 HS384 HS512 RS256 RS384 RS512 ES256 ES384 ES512 PS256 PS384 PS512 \
            ES256K EdDSA
            JWE_ALG                  | RSA1_5 RSA_OAEP RSA_OAEP_256 A128KW A192KW A256KW DIR ECDH_ES ECDH_ES_A128KW \
            ECDH_ES_A192KW ECDH_ES_A256KW A128GCMKW A192GCMKW A256GCMKW PBES2_HS256_A128KW PBES2_HS384_A192KW \
            PBES2_HS512_A256KW
            JWE_ENC                  | A128CBC_HS256 A192CBC_HS384 A256CBC_HS512 A128GCM A192GCM A256GCM
            """)
    void constants_areThoseOfTheApi(AuthleteVocabulary vocabulary, String constants) {
        assertThat(vocabulary.texts().stream().map(vocabulary::constant)).containsExactly(constants.split(" "));
    }

    @Test
    void contains_responseType_whateverTheOrderOfItsWords() {
        assertThat(AuthleteVocabulary.RESPONSE_TYPE.contains("token code")).isTrue();
        assertThat(AuthleteVocabulary.RESPONSE_TYPE.contains("code code")).isFalse();
        assertThat(AuthleteVocabulary.RESPONSE_TYPE.contains("code ")).isFalse();
        assertThat(AuthleteVocabulary.RESPONSE_TYPE.contains("")).isFalse();
    }
}
