package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.JsonParser;
import dev.clientregistration.RegistrationDifference.Change;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.testing.MockAnswer;
import dev.clientregistration.testing.MockRegistrationServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationDifferenceTest {
    @Test
    void between_sameMembers_isEmpty() {
        String metadata =
                "{\"client_name\":\"n\",\"redirect_uris\":[\"https://a.example/\"],\"x\":{\"y\":[1,{\"z\":null}]}}";

        RegistrationDifference difference = between(metadata, metadata);

        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.unusable()).isEmpty();
        assertThat(difference).hasToString("RegistrationDifference{added=[], dropped=[], replaced=[], unusable=[]}");
    }

    @Test
    void between_issuedMembers_areNoDifferences() {
        assertThat(between(
                                "{\"client_id\":\"mine\",\"client_secret\":\"mine\"}",
                                "{\"client_id\":\"c1\",\"client_secret\":\"s\",\"client_secret_expires_at\":0,"
                                        + "\"client_id_issued_at\":1,\"registration_access_token\":\"t\","
                                        + "\"registration_client_uri\":\"https://as.example/c1\"}")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # what was asked for                              | what is registered
                    {"redirect_uris":["https://a/","https://b/"]}     | {"redirect_uris":["https://b/","https://a/"]}
                    {"contacts":["a@b.example","c@d.example"]}        | {"contacts":["c@d.example","a@b.example","c@d.example"]}
                    {"grant_types":["implicit"]}                      | {"grant_types":"implicit"}
                    {"redirect_uris":"https://a/"}                    | {"redirect_uris":["https://a/"]}
                    {"client_name":"n"}                               | {"client_name":["n"]}
                    {"response_types":["code id_token"]}              | {"response_types":["id_token  code"]}
                    {"response_types":["code","code token"]}          | {"response_types":["token code","code"]}
                    {"scope":"a b"}                                   | {"scope":"b  a"}
                    {"scope":"a b"}                                   | {"scope":["b","a"]}
                    {"scope":"a b"}                                   | {"scopes":["b","a"]}
                    {"scope":"a b"}                                   | {"scope":"","scopes":["b","a"]}
                    {"scope":"a b"}                                   | {"scope":"a b","scopes":["b","a"]}
                    {"scope":["a","b"]}                               | {"scope":"a b"}
                    {"scopes":["a","b"]}                              | {"scope":"b a"}
                    {"scopes":["a","b"]}                              | {"scope":"b a","scopes":["a","b"]}
                    {"scope":"a b","scopes":["b","a"]}                | {"scope":"a b"}
                    {"default_max_age":3600}                          | {"default_max_age":3600.0}
                    {"default_max_age":3600}                          | {"default_max_age":"3600"}
                    {"default_max_age":"3.6E3"}                       | {"default_max_age":3600}
                    {"require_auth_time":true}                        | {"require_auth_time":"True"}
                    {"client_name#fr-CA":"n"}                         | {"client_name#fr-ca":"n"}
                    {"x":{"a":1,"b":["p","q"],"c":null}}              | {"x":{"b":["q","p"],"a":"1"}}
                    {"jwks":{"keys":[{"kid":"1"},{"kid":"2"}]}}       | {"jwks":{"keys":[{"kid":"2"},{"kid":"1"}]}}
                    {"x":[1,"2",true]}                                | {"x":[true,2.0,"1"]}
                    {"default_acr_values":["gold","silver"]}          | {"default_acr_values":["gold","silver"]}
                    {"default_acr_values":["gold"]}                   | {"default_acr_values":"gold"}
                    {"contacts":[],"client_uri":"","jwks":null}       | {}
                    {}                                                | {"contacts":null,"logo_uri":"","jwks":{},"audience":[]}
                    {}                                                | {"jwks":{"keys":[]}}
                    {"contacts":[]}                                   | {"contacts":null}
                    """)
    void between_anotherFormOfTheSame_isNoDifference(String requested, String registered) {
        assertThat(between(requested, registered))
                .hasToString("RegistrationDifference{added=[], dropped=[], replaced=[], unusable=[]}")
                .satisfies(difference -> assertThat(difference.isEmpty()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"redirect_uris":["https://a/"]}                  | {"redirect_uris":["https://a/","https://b/"]}
                    {"redirect_uris":["https://a/"]}                  | {"redirect_uris":["https://a"]}
                    {"response_types":["code token"]}                 | {"response_types":["code","token"]}
                    {"response_types":["code"]}                       | {"response_types":["code","none"]}
                    {"contacts":["a b"]}                              | {"contacts":["b a"]}
                    {"scope":"a b"}                                   | {"scope":"a"}
                    {"scope":"a b"}                                   | {"scopes":["a"]}
                    {"scope":"a"}                                     | {"scope":{"a":true}}
                    {"scopes":["a","b"]}                              | {"scope":"a"}
                    {"client_name":"n"}                               | {"client_name":"N"}
                    {"client_name":"n"}                               | {"client_name":{"n":1}}
                    {"client_name#fr":"n"}                            | {"client_name#fr":"m"}
                    {"software_version":"1.0"}                        | {"software_version":"1"}
                    {"default_max_age":3600}                          | {"default_max_age":3601}
                    {"n":9007199254740993}                            | {"n":9007199254740992}
                    {"n":1}                                           | {"n":1e999999999}
                    {"n":1}                                           | {"n":1e99999999999}
                    {"n":1}                                           | {"n":true}
                    {"require_auth_time":true}                        | {"require_auth_time":false}
                    {"x":{"a":1}}                                     | {"x":{"a":1,"b":2}}
                    {"x":[{"a":1},{"a":2}]}                           | {"x":[{"a":1},{"a":3}]}
                    {"x":[{"a":1}]}                                   | {"x":[{"a":1},"a"]}
                    {"default_acr_values":["gold","silver"]}          | {"default_acr_values":["silver","gold"]}
                    {"default_acr_values":["gold"]}                   | {"default_acr_values":["gold","silver"]}
                    """)
    void between_anotherValue_isReplaced(String requested, String registered) {
        RegistrationDifference difference = between(requested, registered);
        String name =
                ClientMetadata.fromJson(requested).memberNames().iterator().next();

        assertThat(difference.replaced()).containsOnlyKeys(name);
        assertThat(difference.added()).isEmpty();
        assertThat(difference.dropped()).isEmpty();
        assertThat(difference.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"m\":null}", "{\"m\":\"\"}", "{\"m\":[]}", "{\"m\":{}}"})
    void between_valueThatIsAbsentFromTheAnswer_isDropped(String registered) {
        RegistrationDifference difference = between("{\"m\":[\"v\"]}", registered);

        assertThat(difference.dropped()).containsOnlyKeys("m");
        assertThat(difference.dropped().get("m").requested()).contains(JsonParser.parseString("[\"v\"]"));
        assertThat(difference.dropped().get("m").bySoftwareStatement()).isFalse();
        assertThat(difference.added()).isEmpty();
        assertThat(difference.replaced()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"m\":null}", "{\"m\":\"\"}", "{\"m\":[]}", "{\"m\":{}}"})
    void between_valueThatWasNotAskedFor_isAdded(String requested) {
        RegistrationDifference difference = between(requested, "{\"m\":false}");

        assertThat(difference.added()).containsOnlyKeys("m");
        assertThat(difference.added().get("m").registered()).contains(JsonParser.parseString("false"));
        assertThat(difference.dropped()).isEmpty();
        assertThat(difference.replaced()).isEmpty();
    }

    @Test
    void change_hasBothValuesAsTheyStand() {
        Change change = between("{\"m\":1}", "{\"m\":[2.0]}").replaced().get("m");

        assertThat(change.name()).isEqualTo("m");
        assertThat(change.requested()).map(Object::toString).contains("1");
        assertThat(change.registered()).map(Object::toString).contains("[2.0]");
        change.registered().orElseThrow().getAsJsonArray().add(3);
        assertThat(change.registered()).map(Object::toString).contains("[2.0]");
    }

    @Test
    void change_hasNoValueWhereTheMemberIsMissing() {
        assertThat(between("{}", "{\"m\":1}").added().get("m").requested()).isEmpty();
        assertThat(between("{\"m\":1}", "{}").dropped().get("m").registered()).isEmpty();
    }

    @Test
    void maps_areOrderedAndCannotBeChanged() {
        RegistrationDifference difference = between("{\"z\":1,\"a\":1}", "{\"y\":1,\"b\":1}");

        assertThat(difference.dropped().keySet()).containsExactly("z", "a");
        assertThat(difference.added().keySet()).containsExactly("y", "b");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> difference.added().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> difference.unusable().clear());
    }

    @Test
    void scopes_thatAreNotTheClientsScope_areTheirOwnMember() {
        // Anvil Connect's scopes are those that users need; SimpleIdServer's are objects.
        assertThat(between("{\"scopes\":[\"admin\"]}", "{\"client_id\":\"c1\"}"))
                .hasToString("RegistrationDifference{added=[], dropped=[scopes], replaced=[], unusable=[]}");
        assertThat(between("{\"scope\":\"openid\",\"scopes\":[\"admin\"]}", "{\"scope\":\"openid\"}"))
                .hasToString("RegistrationDifference{added=[], dropped=[scopes], replaced=[], unusable=[]}");
        assertThat(between("{\"scope\":\"openid\"}", "{\"scope\":\"openid\",\"scopes\":[{\"name\":\"openid\"}]}"))
                .hasToString("RegistrationDifference{added=[scopes], dropped=[], replaced=[], unusable=[]}");
        assertThat(between("{\"scope\":\"openid\"}", "{\"scopes\":[{\"name\":\"openid\"}]}"))
                .hasToString("RegistrationDifference{added=[scopes], dropped=[scope], replaced=[], unusable=[]}");
        assertThat(between("{}", "{\"scope\":\"openid\",\"scopes\":[\"openid\",\"admin\"]}"))
                .hasToString("RegistrationDifference{added=[scope, scopes], dropped=[], replaced=[], unusable=[]}");
    }

    @Test
    void toString_showsNamesAndNoValues() {
        RegistrationDifference difference = between(
                "{\"api_key\":\"marker-1\",\"gone\":\"marker-2\",\"token_endpoint_auth_method\":\"none\"}",
                "{\"api_key\":\"marker-3\",\"new\u001b[31m\":\"marker-4\",\"token_endpoint_auth_method\":\"private_key_jwt\"}");

        assertThat(difference)
                .hasToString("RegistrationDifference{added=[new\\u001b[31m], dropped=[gone],"
                        + " replaced=[api_key, token_endpoint_auth_method], unusable=[NOT_PUBLIC]}");
        assertThat(difference.replaced().get("api_key")).hasToString("api_key");
    }

    @Test
    void keycloak_reordersAddsAndDrops() {
        RegistrationDifference difference = between(
                "{\"client_name\":\"Triangular Pretzel\",\"redirect_uris\":[\"https://example.com/a\",\"https://example.com/b\"],"
                        + "\"grant_types\":[\"authorization_code\"],\"response_types\":[\"code\"],"
                        + "\"contacts\":[\"admin@example.com\"],\"logo_uri\":\"https://example.com/logo\","
                        + "\"token_endpoint_auth_method\":\"client_secret_basic\"}",
                "{\"redirect_uris\":[\"https://example.com/b\",\"https://example.com/a\"],"
                        + "\"token_endpoint_auth_method\":\"client_secret_basic\","
                        + "\"grant_types\":[\"authorization_code\",\"refresh_token\"],\"response_types\":[\"code\",\"none\"],"
                        + "\"client_id\":\"c1\",\"client_secret\":\"EXAMPLE\",\"client_name\":\"Triangular Pretzel\","
                        + "\"scope\":\"address phone\",\"subject_type\":\"public\",\"request_uris\":[],"
                        + "\"post_logout_redirect_uris\":[\"https://example.com/b\",\"https://example.com/a\"],"
                        + "\"tls_client_certificate_bound_access_tokens\":false,\"dpop_bound_access_tokens\":false,"
                        + "\"client_id_issued_at\":1700000000,\"client_secret_expires_at\":0}");

        assertThat(difference)
                .hasToString("RegistrationDifference{added=[scope, subject_type, post_logout_redirect_uris,"
                        + " tls_client_certificate_bound_access_tokens, dpop_bound_access_tokens],"
                        + " dropped=[contacts, logo_uri], replaced=[grant_types, response_types], unusable=[]}");
    }

    @Test
    void springAuthorizationServer_swapsTheAuthMethod() {
        RegistrationDifference difference = between(
                "{\"redirect_uris\":[\"https://example.com/callback\"],\"token_endpoint_auth_method\":\"none\","
                        + "\"jwks\":{\"keys\":[{\"kty\":\"EC\"}]}}",
                "{\"client_id\":\"c1\",\"client_secret\":\"EXAMPLE\",\"client_secret_expires_at\":0,"
                        + "\"redirect_uris\":[\"https://example.com/callback\"],"
                        + "\"token_endpoint_auth_method\":\"client_secret_basic\",\"grant_types\":[\"authorization_code\"]}");

        assertThat(difference)
                .hasToString("RegistrationDifference{added=[grant_types], dropped=[jwks],"
                        + " replaced=[token_endpoint_auth_method], unusable=[NOT_PUBLIC]}");
    }

    @Test
    void hydra_nullsAndEmptyTexts_areNothing() {
        RegistrationDifference difference = between(
                "{\"client_name\":\"n\",\"grant_types\":[\"authorization_code\"],\"contacts\":[\"a@b.example\"]}",
                "{\"client_id\":\"c1\",\"client_name\":\"n\",\"redirect_uris\":null,\"grant_types\":[\"authorization_code\"],"
                        + "\"response_types\":null,\"scope\":\"offline_access offline openid\",\"audience\":[],\"owner\":\"\","
                        + "\"policy_uri\":\"\",\"contacts\":null,\"jwks\":{},\"metadata\":{},\"skip_logout_consent\":null}");

        assertThat(difference)
                .hasToString("RegistrationDifference{added=[scope], dropped=[contacts], replaced=[], unusable=[]}");
    }

    @Test
    void gluu_repeatsScopeAsScopes() {
        assertThat(between(
                        "{\"scope\":\"openid profile email\"}",
                        "{\"client_id\":\"c1\",\"scope\":\"profile openid\",\"scopes\":[\"openid\",\"profile\"]}"))
                .hasToString("RegistrationDifference{added=[], dropped=[], replaced=[scope], unusable=[]}");
    }

    @Test
    void simpleIdServer_thePagesAnswer_differsByDefaultsOnly() {
        RegistrationDifference difference = between(
                "{\"grant_types\":[\"client_credentials\"],\"scope\":\"openid profile\",\"redirect_uris\":[\"https://tmp.com\"]}",
                "{\"client_id\":\"d371c91b\",\"grant_types\":[\"client_credentials\"],\"redirect_uris\":[\"https://tmp.com\"],"
                        + "\"contacts\":[],\"scope\":\"profile openid\",\"jwks\":{\"keys\":[]},\"subject_type\":\"public\"}");

        assertThat(difference)
                .hasToString("RegistrationDifference{added=[subject_type], dropped=[], replaced=[], unusable=[]}");
    }

    @Test
    void nevisMeta_loneTexts_areTheArrays() {
        assertThat(between(
                                "{\"grant_types\":[\"authorization_code\"],\"response_types\":[\"code\"]}",
                                "{\"client_id\":\"c1\",\"client_secret_expires_at\":\"0\","
                                        + "\"grant_types\":\"authorization_code\",\"response_types\":\"code\"}")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void softwareStatement_claimsThatWon_sayWhereTheyComeFrom() {
        String statement = statement(
                "{\"iss\":\"https://directory.example\",\"client_name\":\"By the directory\","
                        + "\"redirect_uris\":[\"https://b.example/\",\"https://a.example/\"],\"software_id\":\"s1\",\"logo_uri\":\"\"}");
        RegistrationDifference difference = between(
                "{\"client_name\":\"By me\",\"redirect_uris\":[\"https://c.example/\"],\"tos_uri\":\"https://mine.example\","
                        + "\"software_statement\":\"" + statement + "\"}",
                "{\"client_id\":\"c1\",\"client_name\":\"By the directory\",\"redirect_uris\":[\"https://a.example/\","
                        + "\"https://b.example/\"],\"software_id\":\"s1\",\"tos_uri\":\"https://theirs.example\","
                        + "\"scope\":\"openid\",\"software_statement\":\"" + statement + "\"}");

        assertThat(difference.replaced()).containsOnlyKeys("client_name", "redirect_uris", "tos_uri");
        assertThat(difference.replaced().get("client_name").bySoftwareStatement())
                .isTrue();
        assertThat(difference.replaced().get("redirect_uris").bySoftwareStatement())
                .isTrue();
        assertThat(difference.replaced().get("tos_uri").bySoftwareStatement()).isFalse();
        assertThat(difference.added()).containsOnlyKeys("software_id", "scope");
        assertThat(difference.added().get("software_id").bySoftwareStatement()).isTrue();
        assertThat(difference.added().get("scope").bySoftwareStatement()).isFalse();
        assertThat(difference.dropped()).isEmpty();
        assertThat(difference.toString()).contains("software_id (by the software statement), scope]");
    }

    @Test
    void softwareStatement_theServerRegisteredAnotherValueThanTheClaim_isNotByTheStatement() {
        assertThat(between(
                                "{\"software_statement\":\"" + statement("{\"client_name\":\"claimed\"}") + "\"}",
                                "{\"client_name\":\"a third\"}")
                        .added()
                        .get("client_name")
                        .bySoftwareStatement())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"no dots\"",
                "\"e30.e30\"",
                "\"...\"",
                "\"a.*.c\"",
                "\"a.bm90IEpTT04.c\"",
                "\"a.W10.c\"",
                "\"a._w.c.d.e\"",
                "7",
                "{\"client_name\":\"n\"}",
                "[\"a.e30.c\"]"
            })
    void softwareStatement_thatCannotBeRead_isPassedOver(String statement) {
        RegistrationDifference difference =
                between("{\"software_statement\":" + statement + "}", "{\"client_name\":\"n\"}");

        assertThat(difference.added().get("client_name").bySoftwareStatement()).isFalse();
    }

    @Test
    void softwareStatement_withPaddingOrMoreParts_isRead() {
        String claims =
                Base64.getUrlEncoder().encodeToString("{\"client_name\":\"n\"}".getBytes(StandardCharsets.UTF_8));

        for (String statement : new String[] {"e30." + claims + ".", "e30." + claims + ".x.y.z"}) {
            assertThat(between("{\"software_statement\":\"" + statement + "\"}", "{\"client_name\":\"n\"}")
                            .added()
                            .get("client_name")
                            .bySoftwareStatement())
                    .isTrue();
        }
    }

    @Test
    void between_null_isRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> RegistrationDifference.between(
                        null, ClientInformation.builder().build()))
                .withMessage("requested must not be null");
        assertThatNullPointerException()
                .isThrownBy(() ->
                        RegistrationDifference.between(ClientMetadata.builder().build(), null))
                .withMessage("registered must not be null");
    }

    @Test
    void snippet_tellsOfScopesAndDeletesWhatIsOfNoUse() {
        try (MockRegistrationServer server = MockRegistrationServer.start();
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.registrationEndpoint())
                        .build()) {
            ClientMetadata metadata = ClientMetadata.fromJson(
                    "{\"redirect_uris\":[\"https://example.com/\"],\"scope\":\"a b\",\"token_endpoint_auth_method\":\"none\"}");

            server.answerNext(MockAnswer.json(201, "{\"client_id\":\"c1\",\"scope\":\"a\"}"));
            assertThat(MetadataSnippets.difference(registration, metadata)).isEqualTo("may ask for a");

            server.answerNext(MockAnswer.json(
                    201,
                    "{\"client_id\":\"c1\",\"token_endpoint_auth_method\":\"client_secret_post\",\"client_secret\":\"EXAMPLE-secret\","
                            + "\"registration_access_token\":\"EXAMPLE-token\"}"));
            server.answerNext(MockAnswer.of(204));
            assertThat(MetadataSnippets.difference(registration, metadata)).contains("unusable=[NOT_PUBLIC]");
            assertThat(server.exchanges().get(2).method()).isEqualTo("DELETE");
        }
    }

    private static String statement(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2lnbmF0dXJl";
    }

    private static RegistrationDifference between(String requested, String registered) {
        return RegistrationDifference.between(
                ClientMetadata.fromJson(requested), ClientInformation.fromJson(registered));
    }
}
