package dev.clientregistration.internal.json;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeysTest {
    private static JsonElement json(String text) {
        return JsonParser.parseString(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
    void keyWithAPrivatePart_isRefusedByNameAndPlace(String part) {
        JsonElement jwks = json("{'keys':[{'kty':'RSA','n':'1','e':'AQAB'},{'kty':'RSA','" + part + "':'s3cret'}]}");
        String message = "key 2 of jwks has the member \"" + part
                + "\" of a private or symmetric key; only public keys may be registered";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublicKeys.require("jwks", jwks))
                .withMessage(message);
        // As some servers have it: JSON in a text.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublicKeys.require("jwks", new JsonPrimitive(jwks.toString())))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'keys':[{'keyType':{'value':'EC'},'private':true}]} | key 1 of jwks has the member \"private\"",
                "{'keys':[{'keyType':{'value':'EC'},'private':'true'}]} | key 1 of jwks has the member \"private\"",
                "{'keys':[{'requiredParams':{'kty':'oct','k':'x'}}]} | key 1 of jwks has the member \"k\"",
                "{'keys':[{'d':{'value':'x'}}]} | key 1 of jwks has the member \"d\"",
                "{'keys':[{'oth':[]}]} | key 1 of jwks has the member \"oth\"",
                "{'kty':'oct','k':'x'} | jwks is a key that has the member \"k\"",
            })
    void otherFormsOfAPrivateKey_areRefused(String jwks, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublicKeys.require("jwks", json(jwks)))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "1",
                "''",
                "'not JSON'",
                "'{'",
                "{'keys':null}",
                "{'keys':'d'}",
                "{'keys':[]}",
                "{'keys':[null,1,'d',[],{}]}",
                "{'keys':[{'kty':'RSA','n':'1','e':'AQAB','d':null,'private':false}]}",
                "{'keys':[{'kty':'EC','crv':'P-256','x':'1','y':'2','kid':'d','use':'sig','alg':'ES256','x5c':['d']}]}",
                "{'keys':[{'keyType':{'value':'RSA'},'requiredParams':{'e':'AQAB','n':'1'},'private':false}]}",
                // Parameters of the group that a DSA certificate is of, and public like it.
                "{'keys':[{'parsedX509CertChain':[{'publicKey':{'params':{'p':1,'q':2,'g':3}}}]}]}",
                "{'empty':true,'additionalMembers':{'d':1}}",
            })
    void whatHasNoPrivatePart_isTaken(String jwks) {
        assertThatNoException().isThrownBy(() -> PublicKeys.require("jwks", json(jwks)));
    }

    @Test
    void noKeys_areTaken() {
        assertThatNoException().isThrownBy(() -> PublicKeys.require("jwks", null));
    }
}
