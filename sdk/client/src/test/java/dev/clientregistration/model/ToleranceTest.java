package dev.clientregistration.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.clientregistration.Recorded;
import dev.clientregistration.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers send instead of what the specifications say; each is named where it was seen. */
class ToleranceTest {
    /** One value of every kind that is not a string with text in it. */
    static final List<String> ODD_VALUES = List.of(
            "null",
            "\"\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[{}]",
            "[\"\"]",
            "{\"a\":1}",
            "{\"keys\":null}",
            "true",
            "false",
            "0",
            "-1",
            "1.5",
            "-0.0",
            "1e2",
            "1e31",
            "1e-31",
            "1e-999999999",
            "1e999999999",
            "-1e999999999",
            "1e99999999999",
            "123456789012345678901234567890",
            "9223372036854775807",
            "-9223372036854775808",
            "\"0\"",
            "\"-\"",
            "\".\"",
            "\"1e\"",
            "\"0x10\"",
            "\"NaN\"",
            "\"Infinity\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud83e\\udd68\"",
            "\"maybe\"",
            "\"2026-13-45T99:99:99Z\"",
            "\"+999999999-12-31T23:59:59.999999999-18:00\"");

    @ParameterizedTest
    @FieldSource("ODD_VALUES")
    void anyValue_throwsFromNoAccessor(String value) {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (ModelMember<ClientMetadata.Builder, ClientMetadata> member : ClientMetadataMembersTest.METADATA) {
                ClientMetadata metadata = ClientMetadata.fromJson("{\"" + member.name() + "\":" + value + "}");
                assertThatCode(() -> member.get().apply(metadata))
                        .as(member.name())
                        .doesNotThrowAnyException();
            }
            for (ModelMember<ClientInformation.Builder, ClientInformation> member : ClientMetadataMembersTest.ISSUED) {
                ClientInformation client = ClientInformation.fromJson("{\"" + member.name() + "\":" + value + "}");
                assertThatCode(() -> member.get().apply(client))
                        .as(member.name())
                        .doesNotThrowAnyException();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":\"b\"}", "[]", "[\"a\"]", "[{}]", "null"})
    void structureForATextFlagNumberOrTime_isEmpty(String value) {
        ClientInformation client = ClientInformation.fromJson(withEvery(
                value,
                "client_name",
                "software_statement",
                "require_auth_time",
                "default_max_age",
                "client_id_issued_at",
                "client_secret",
                "subject_type"));

        assertThat(client.clientName()).isEmpty();
        assertThat(client.softwareStatement()).isEmpty();
        assertThat(client.requireAuthTime()).isEmpty();
        assertThat(client.defaultMaxAge()).isEmpty();
        assertThat(client.clientIdIssuedAt()).isEmpty();
        assertThat(client.clientSecret()).isEmpty();
        assertThat(client.subjectType()).isEmpty();
    }

    @Test
    void loneTextForAnArray_isAnArrayOfOne() { // nevisMeta V3
        ClientMetadata metadata = ClientMetadata.fromJson(
                "{\"redirect_uris\":\"https://a.example\",\"grant_types\":\"authorization_code\",\"contacts\":5}");

        assertThat(metadata.redirectUris()).containsExactly("https://a.example");
        assertThat(metadata.grantTypes()).containsExactly(GrantType.AUTHORIZATION_CODE);
        assertThat(metadata.contacts()).containsExactly("5");
    }

    @Test
    void itemsOfAnArrayThatAreNoTexts_areSkipped() {
        ClientMetadata metadata = ClientMetadata.fromJson("{\"contacts\":[{\"value\":\"a\"},\"b\",null,[\"c\"],\"\",4],"
                + "\"grant_types\":[{},\"implicit\",null,\"\",\"own\"]}");

        assertThat(metadata.contacts()).containsExactly("b", "4");
        assertThat(metadata.grantTypes()).containsExactly(GrantType.IMPLICIT, GrantType.of("own"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"scope":"openid profile"}                     | openid profile
                    {"scope":["openid","profile"]}                 | openid profile
                    {"scopes":["openid","profile"]}                | openid profile
                    {"scopes":"openid profile"}                    | openid profile
                    {"scope":"openid","scopes":["other"]}          | openid
                    {"scope":null,"scopes":["openid"]}             | openid
                    {"scope":"","scopes":["openid"]}               | openid
                    {"scope":[],"scopes":["openid"]}               | openid
                    {"scope":{"openid":true},"scopes":["openid"]}  | openid
                    {"scope":["openid",{"name":"profile"},null]}   | openid
                    """)
    void scopeInEveryShape_isRead(String json, String scope) { // Gluu, ForgeRock, ToolHive, Anvil Connect
        assertThat(ClientMetadata.fromJson(json).scope()).contains(scope);
        assertThat(ClientInformation.fromJson(json).scope()).contains(scope);
        assertThat(TokenResponse.fromJson(json).scope()).contains(scope);
        assertThat(ClientMetadata.fromJson(json).toJson()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"scope\":[]}", "{\"scope\":[],\"scopes\":[]}", "{\"scopes\":[{}]}", "{\"scopes\":\"\"}"})
    void scopeWithoutAWord_isEmpty(String json) {
        assertThat(ClientMetadata.fromJson(json).scope()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "true, true",
        "1.50, 1.50",
        "9007199254740993, 9007199254740993",
    })
    void numberOrFlagForAText_isItsText(String value, String text) {
        ClientInformation client =
                ClientInformation.fromJson(withEvery(value, "client_id", "client_secret", "software_version"));

        assertThat(client.clientId()).isEqualTo(text);
        assertThat(client.clientSecret()).contains(Secret.of(text));
        assertThat(client.softwareVersion()).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "false, false",
        "\"true\", true",
        "\"false\", false",
        "\"True\", true",
        "\"FALSE\", false",
    })
    void flagAsText_isRead(String value, boolean flag) {
        assertThat(ClientMetadata.fromJson(withEvery(value, "require_auth_time"))
                        .requireAuthTime())
                .contains(flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yes\"", "1", "0", "\"1\"", "\"\"", "\" true\"", "null"})
    void flagThatCannotBeRead_isEmpty(String value) {
        assertThat(ClientMetadata.fromJson(withEvery(value, "require_auth_time"))
                        .requireAuthTime())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3600, PT1H",
        "0, PT0S",
        "\"3600\", PT1H",
        "\" 3600 \", PT1H",
        "3600.0, PT1H",
        "1.5, PT1.5S",
        "0.000000001, PT0.000000001S",
        "3.6e3, PT1H",
        "9223372036854775807, PT9223372036854775807S",
    })
    void durationInEveryShape_isRead(String value, Duration duration) { // SimpleIdServer sends doubles
        assertThat(ClientMetadata.fromJson(withEvery(value, "default_max_age")).defaultMaxAge())
                .contains(duration);
        assertThat(TokenResponse.fromJson(withEvery(value, "expires_in")).expiresIn())
                .contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "\"-1\"",
                "\"one\"",
                "\"PT1H\"",
                "true",
                "9223372036854775808",
                "1e31",
                "1e999999999",
                "\"\""
            })
    void durationThatCannotBeRead_isEmpty(String value) {
        assertThat(ClientMetadata.fromJson(withEvery(value, "default_max_age")).defaultMaxAge())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1686597864, 2023-06-12T19:24:24Z",
        "\"1686597864\", 2023-06-12T19:24:24Z",
        // SimpleIdServer writes a double.
        "1686597864.0, 2023-06-12T19:24:24Z",
        "1686597864.25, 2023-06-12T19:24:24.250Z",
        "1.686597864e9, 2023-06-12T19:24:24Z",
        // Milliseconds: Anvil Connect, nevisMeta.
        "1398534329550, 2014-04-26T17:45:29.550Z",
        "\"1398534329550\", 2014-04-26T17:45:29.550Z",
        "1398534329550.5, 2014-04-26T17:45:29.550500Z",
        // The last second and the first millisecond: what lies between cannot be told apart.
        "100000000000, 5138-11-16T09:46:40Z",
        "100000000001, 1973-03-03T09:46:40.001Z",
        "2023-06-12T19:24:24.0727511Z, 2023-06-12T19:24:24.072751100Z",
        "2014-04-26T19:45:29.550+02:00, 2014-04-26T17:45:29.550Z",
        "0, 1970-01-01T00:00:00Z",
        "-1, 1969-12-31T23:59:59Z",
        "-0.5, 1969-12-31T23:59:59.500Z",
    })
    void timeInEveryShape_isRead(String value, Instant instant) {
        String json = value.contains("T") ? "\"" + value + "\"" : value;

        assertThat(ClientInformation.fromJson(withEvery(json, "client_id_issued_at"))
                        .clientIdIssuedAt())
                .contains(instant);
    }

    @Test
    void timeOfThePublishedAnvilAnswer_isInMilliseconds() {
        ClientInformation client = ClientInformation.fromJson(
                Recorded.of("anvil-connect/register-published").body());

        assertThat(client.clientIdIssuedAt()).contains(Instant.parse("2014-04-26T17:45:29.550Z"));
        assertThat(client.clientSecretExpiresAt()).isEqualTo(SecretExpiry.unknown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"yesterday\"",
                "\"2023-06-12\"",
                "\"2023-06-12T19:24:24\"",
                "\"\"",
                "true",
                "1e31",
                "-1e999999999"
            })
    void timeThatCannotBeRead_isEmpty(String value) {
        assertThat(ClientInformation.fromJson(withEvery(value, "client_id_issued_at"))
                        .clientIdIssuedAt())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "0.0", "-0", "\" 0 \"", "0e0"})
    void expiryZero_isNever(String value) { // nevisMeta V3 sends the text "0"
        assertThat(expiry(value)).contains(SecretExpiry.never());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"never\"",
                "-1",
                "\"-1\"",
                "-1398534329550",
                "true",
                "false",
                "[]",
                "[0]",
                "{}",
                "1e31",
                "1e999999999",
                "\"1969-12-31T23:59:59Z\""
            })
    void expiryThatCannotBeRead_isUnknownAndNotNever(String value) {
        assertThat(expiry(value)).contains(SecretExpiry.unknown());
    }

    @Test
    void expiryThatIsMissing_isUnknownAndNotNever() { // Anvil Connect, SimpleIdServer, WSO2
        assertThat(ClientInformation.fromJson("{\"client_secret\":\"s\"}").clientSecretExpiresAt())
                .isEqualTo(SecretExpiry.unknown());
    }

    @ParameterizedTest
    @CsvSource({
        "1577858400, 2020-01-01T06:00:00Z",
        "\"1577858400\", 2020-01-01T06:00:00Z",
        "1577858400.0, 2020-01-01T06:00:00Z",
        "1577858400123, 2020-01-01T06:00:00.123Z",
        "\"2020-01-01T06:00:00Z\", 2020-01-01T06:00:00Z",
        "1, 1970-01-01T00:00:01Z",
        "0.001, 1970-01-01T00:00:00.001Z",
    })
    void expiryInEveryShape_isRead(String value, Instant instant) {
        assertThat(expiry(value)).contains(SecretExpiry.at(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "\"1e999999999\"",
                "1e2147483647",
                "1e99999999",
                "-1e99999999",
                "1e-99999999"
            })
    void numberWithAHugeExponent_isGivenUpAtOnce(String value) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            ClientInformation client = ClientInformation.fromJson(
                    withEvery(value, "client_id_issued_at", "client_secret_expires_at", "default_max_age"));

            assertThat(client.clientIdIssuedAt()).isEmpty();
            assertThat(client.clientSecretExpiresAt()).isEqualTo(SecretExpiry.unknown());
            assertThat(client.defaultMaxAge()).isEmpty();
            assertThat(client.toJson()).contains(value);
        });
    }

    @Test
    void valueThatIsNotListed_isKept() {
        ClientMetadata metadata = ClientMetadata.fromJson("{\"token_endpoint_auth_method\":\"urn:example:auth\","
                + "\"grant_types\":[\"authorization_code\",\"Own_Grant\"],\"response_types\":[\"id_token  code\",\"x\"],"
                + "\"application_type\":\"service-account\",\"id_token_signed_response_alg\":\"es256\"}");

        assertThat(metadata.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.of("urn:example:auth"));
        assertThat(metadata.grantTypes())
                .extracting(GrantType::value)
                .containsExactly("authorization_code", "Own_Grant");
        assertThat(metadata.grantTypes()).extracting(GrantType::isKnown).containsExactly(true, false);
        assertThat(metadata.responseTypes()).extracting(ResponseType::value).containsExactly("id_token  code", "x");
        assertThat(metadata.responseTypes().get(0).known()).isEqualTo(ResponseType.Known.CODE_ID_TOKEN);
        assertThat(metadata.applicationType().orElseThrow().known()).isEqualTo(ApplicationType.Known.UNLISTED);
        // The name of an algorithm is case-sensitive (RFC 7515 section 4.1.1).
        assertThat(metadata.idTokenSignedResponseAlg().orElseThrow().isKnown()).isFalse();
    }

    @Test
    void emptyObject_isAnObject() { // Ory Hydra sends "jwks":{}
        assertThat(ClientMetadata.fromJson("{\"jwks\":{}}").jwks())
                .hasValueSatisfying(jwks -> assertThat(jwks.size()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"{}\"", "[]", "[{}]", "1", "true"})
    void objectThatIsNone_isEmpty(String value) { // Anvil Connect's jwks is a string
        assertThat(ClientMetadata.fromJson(withEvery(value, "jwks")).jwks()).isEmpty();
        assertThat(ClientMetadata.fromJson(withEvery(value, "jwks")).member("jwks"))
                .isPresent();
    }

    private static Optional<SecretExpiry> expiry(String value) {
        return Optional.of(ClientInformation.fromJson(withEvery(value, "client_secret_expires_at"))
                .clientSecretExpiresAt());
    }

    private static String withEvery(String value, String... names) {
        StringBuilder json = new StringBuilder();
        for (String name : names) {
            json.append(json.isEmpty() ? "{" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value);
        }
        return json.append('}').toString();
    }
}
