package dev.clientregistration.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.Secret;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EqualityTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                | { }
                    {"a":1,"b":2}                     | {"b":2,"a":1}
                    {"o":{"a":[1],"b":{"c":1,"d":2}}} | {"o":{"b":{"d":2,"c":1},"a":[1]}}
                    {"l":[{"a":1,"b":2},{}]}          | {"l":[{"b":2,"a":1},{}]}
                    {"n":9007199254740993}            | {"n":9007199254740993}
                    {"n":1.0}                         | {"n":1.0}
                    {"s":"\\u00e9/"}                  | {"s":"é\\/"}
                    {"x":null}                        | {"x":null}
                    """)
    void sameDocument_isEqual(String left, String right) {
        for (Function<String, JsonView> reader : RoundTripTest.READERS) {
            assertThat(reader.apply(left)).isEqualTo(reader.apply(right)).hasSameHashCodeAs(reader.apply(right));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"n":1}                      | {"n":1.0}
                    {"n":100}                    | {"n":1e2}
                    {"n":1e2}                    | {"n":1E2}
                    {"n":0}                      | {"n":-0}
                    {"n":0.1}                    | {"n":0.10}
                    {"n":9007199254740992}       | {"n":9007199254740993}
                    {"o":{"n":9007199254740992}} | {"o":{"n":9007199254740993}}
                    {"l":[9007199254740992]}     | {"l":[9007199254740993]}
                    {"n":1}                      | {"n":"1"}
                    {"n":true}                   | {"n":"true"}
                    {"n":null}                   | {"n":"null"}
                    {"n":null}                   | {}
                    {"n":""}                     | {}
                    {"n":null}                   | {"n":""}
                    {"n":null}                   | {"m":null}
                    {"n":null}                   | {"m":1}
                    {"l":[1,2]}                  | {"l":[2,1]}
                    {"l":[1]}                    | {"l":[1,1]}
                    {"l":[]}                     | {"l":{}}
                    {"l":["a"]}                  | {"l":"a"}
                    {"a":1}                      | {"a":1,"b":2}
                    {"a":1}                      | {"A":1}
                    {"client_name#fr":"a"}       | {"client_name#FR":"a"}
                    {"response_types":["a b"]}   | {"response_types":["b a"]}
                    """)
    void otherDocument_isNotEqual(String left, String right) {
        for (Function<String, JsonView> reader : RoundTripTest.READERS) {
            assertThat(reader.apply(left)).isNotEqualTo(reader.apply(right));
            assertThat(reader.apply(right)).isNotEqualTo(reader.apply(left));
        }
    }

    @Test
    void valueOfABuilder_equalsTheSameValueRead() {
        ClientInformation built = ClientInformation.builder()
                .clientSecretExpiresAt(SecretExpiry.never())
                .clientSecret(Secret.of("s"))
                .requireAuthTime(true)
                .grantTypes(GrantType.IMPLICIT)
                .member("n", new JsonPrimitive(new BigDecimal("1.50")))
                .build();
        ClientInformation read = ClientInformation.fromJson("{\"n\":1.50,\"grant_types\":[\"implicit\"],"
                + "\"require_auth_time\":true,\"client_secret\":\"s\",\"client_secret_expires_at\":0}");

        assertThat(built).isEqualTo(read).hasSameHashCodeAs(read);
    }

    @Test
    void numbersOfEveryJavaType_areComparedByTheirText() {
        for (Number one : new Number[] {(byte) 1, (short) 1, 1, 1L, BigDecimal.ONE}) {
            JsonObject tree = new JsonObject();
            tree.addProperty("n", one);
            assertThat(ClientMetadata.fromJson(tree))
                    .isEqualTo(ClientMetadata.fromJson("{\"n\":1}"))
                    .hasSameHashCodeAs(ClientMetadata.fromJson("{\"n\":1}"));
        }
        JsonObject fraction = new JsonObject();
        fraction.addProperty("n", 1.0);
        assertThat(ClientMetadata.fromJson(fraction)).isEqualTo(ClientMetadata.fromJson("{\"n\":1.0}"));
        assertThat(ClientMetadata.fromJson(fraction)).isNotEqualTo(ClientMetadata.fromJson("{\"n\":1}"));
    }

    @Test
    void otherType_isNotEqual() {
        assertThat((Object) ClientMetadata.fromJson("{}")).isNotEqualTo(ClientInformation.fromJson("{}"));
        assertThat((Object) ClientInformation.fromJson("{}")).isNotEqualTo(ClientMetadata.fromJson("{}"));
        assertThat(ClientMetadata.fromJson("{}")).isNotEqualTo(null).isNotEqualTo("{}");
    }

    @Test
    void hash_tellsDocumentsApart() {
        // Equal hashes of different documents are allowed, but these few must not all fall together.
        assertThat(Set.of(
                        hash("{}"),
                        hash("{\"a\":1}"),
                        hash("{\"a\":2}"),
                        hash("{\"name\":1}"),
                        hash("{\"a\":[1,2]}"),
                        hash("{\"a\":[2,1]}"),
                        hash("{\"a\":{\"b\":1}}")))
                .hasSize(7);
    }

    private static int hash(String json) {
        return ClientMetadata.fromJson(json).hashCode();
    }
}
