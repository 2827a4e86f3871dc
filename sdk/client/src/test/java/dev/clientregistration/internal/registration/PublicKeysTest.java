package dev.clientregistration.internal.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonPrimitive;
import dev.clientregistration.model.ClientMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeysTest {
    private static final String PUBLIC = "{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":\"modulus\",\"e\":\"AQAB\"}";

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
    void require_keyWithAPrivatePart_isRefusedByItsPlaceAndId(String part) {
        Throwable refusal =
                refusal("{\"keys\":[" + PUBLIC + ",{\"kty\":\"RSA\",\"kid\":\"sig-1\",\"" + part + "\":\"marker\"}]}");

        assertThat(refusal)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jwks must hold public keys only, but keys[1] (kid sig-1) has the private member " + part);
    }

    @Test
    void require_wholeRsaKey_isRefusedWithAllParts() {
        assertThat(refusal("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"m\",\"e\":\"AQAB\",\"d\":\"x\",\"p\":\"x\",\"q\":\"x\","
                        + "\"dp\":\"x\",\"dq\":\"x\",\"qi\":\"x\",\"oth\":[{\"r\":\"x\"}]}]}"))
                .hasMessage(
                        "jwks must hold public keys only, but keys[0] has the private members d, p, q, dp, dq, qi, oth");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"kty":"EC","kid":"x","d":"marker"}                        | the key (kid x)
                    [{"kty":"EC","d":"marker"}]                                | keys[0]
                    {"keys":{"d":"marker"},"kid":7,"k":"marker"}               | the key (kid 7)
                    {"keys":[],"d":"marker"}                                   | the key
                    {"keys":{"kty":"EC","kid":"y","d":"marker"}}               | the key (kid y)
                    {"keys":[{"kid":{"a":"marker"},"d":{"a":"marker"}}]}       | keys[0]
                    {"keys":[{"oth":[]}]}                                      | keys[0]
                    """)
    void require_privatePartInAnotherShape_isRefused(String jwks, String named) {
        assertThat(refusal(jwks)).hasMessageContaining(", but " + named + " has the private member ");
        assertThat(String.valueOf(refusal(jwks))).doesNotContain("marker");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"keyType":{"value":"EC"},"keyID":"x","private":true}       | keys[0] (kid x) | private
                    {"keyType":{"value":"EC"},"private":"true"}                 | keys[0]         | private
                    {"requiredParams":{"kty":"oct","k":"marker"},"private":true} | keys[0]        | s k, private
                    """)
    void require_privateKeyAsAJavaObject_isRefused(String key, String named, String parts) { // nevisMeta's jwks
        assertThat(refusal("{\"keys\":[" + key + "]}"))
                .hasMessage("jwks must hold public keys only, but " + named + " has the private member"
                        + (parts.startsWith("s ") ? parts : " " + parts));
    }

    @Test
    void require_setAsJsonText_isLookedInto() { // Anvil Connect's jwks is a string
        ClientMetadata metadata = ClientMetadata.builder()
                .member("jwks", new JsonPrimitive("{\"keys\":[{\"kty\":\"oct\",\"k\":\"marker\"}]}"))
                .build();

        assertThat(catchThrowable(() -> PublicKeys.require(metadata)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jwks must hold public keys only, but keys[0] has the private member k");
    }

    @Test
    void require_idForTheTerminal_isMadePlain() {
        assertThat(refusal("{\"keys\":[{\"kid\":\"\u001b[31m" + "x".repeat(5000) + "\",\"d\":\"marker\"}]}")
                        .getMessage())
                .doesNotContain("\u001b")
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\":[" + PUBLIC + "]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"a\",\"y\":\"b\",\"d\":null}]}",
                "{\"keys\":[]}",
                "{}",
                "null",
                "\"\"",
                "\"not a set\"",
                "{\"keys\":\"d\"}",
                "{\"keys\":[{\"keyType\":{\"value\":\"RSA\"},\"requiredParams\":{\"e\":\"AQAB\",\"n\":\"1\"},\"private\":false}]}",
                // The group that a DSA certificate is of, as public as the certificate.
                "{\"keys\":[{\"parsedX509CertChain\":[{\"publicKey\":{\"params\":{\"p\":1,\"q\":2}}}]}]}",
                "[7,null,\"d\"]"
            })
    void require_noPrivatePart_passes(String jwks) {
        assertThatCode(() -> PublicKeys.require(ClientMetadata.fromJson("{\"d\":\"x\",\"jwks\":" + jwks + "}")))
                .doesNotThrowAnyException();
    }

    @Test
    void require_noJwks_passes() {
        assertThatCode(() -> PublicKeys.require(ClientMetadata.fromJson("{\"jwks_uri\":\"https://a.example/d\"}")))
                .doesNotThrowAnyException();
    }

    private static Throwable refusal(String jwks) {
        return catchThrowable(() -> PublicKeys.require(ClientMetadata.fromJson("{\"jwks\":" + jwks + "}")));
    }
}
