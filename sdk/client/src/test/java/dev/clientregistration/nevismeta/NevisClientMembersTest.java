package dev.clientregistration.nevismeta;

import static dev.clientregistration.model.ModelMember.many;
import static dev.clientregistration.model.ModelMember.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.RegistrationSpecification;
import dev.clientregistration.Secret;
import dev.clientregistration.model.GrantType;
import dev.clientregistration.model.ModelMember;
import dev.clientregistration.model.ModelMembersTest;
import dev.clientregistration.model.ResponseType;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import dev.clientregistration.nevismeta.model.ClientIds;
import dev.clientregistration.nevismeta.model.ConfidentialityType;
import dev.clientregistration.nevismeta.model.CreatedClient;
import dev.clientregistration.nevismeta.model.JweAlg;
import dev.clientregistration.nevismeta.model.JweEnc;
import dev.clientregistration.nevismeta.model.JwsAlg;
import dev.clientregistration.nevismeta.model.MetadataEntry;
import dev.clientregistration.nevismeta.model.NevisClient;
import dev.clientregistration.nevismeta.model.SnapshotIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every member of the page, in its order and with the values of the document for tests; one row each. */
class NevisClientMembersTest extends ModelMembersTest<NevisClient.Builder, NevisClient> {
    private static final JsonObject NO_KEYS =
            JsonParser.parseString("{\"keys\":[]}").getAsJsonObject();

    static final List<ModelMember<NevisClient.Builder, NevisClient>> MEMBERS = List.of(
            many(
                    "redirect_uris",
                    NevisClient.Builder::redirectUris,
                    NevisClient::redirectUris,
                    List.of("https://app.example.com/callback"),
                    "['https://app.example.com/callback']"),
            many(
                    "grant_types",
                    NevisClient.Builder::grantTypes,
                    NevisClient::grantTypes,
                    List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
                    "['authorization_code','refresh_token']"),
            many(
                    "scopes",
                    NevisClient.Builder::scopes,
                    NevisClient::scopes,
                    List.of("openid", "profile"),
                    "['openid','profile']"),
            many(
                    "response_types",
                    NevisClient.Builder::responseTypes,
                    NevisClient::responseTypes,
                    List.of(ResponseType.CODE),
                    "['code']"),
            many(
                    "contacts",
                    NevisClient.Builder::contacts,
                    NevisClient::contacts,
                    List.of("ops@example.com"),
                    "['ops@example.com']"),
            many(
                    "metadata",
                    NevisClient.Builder::metadata,
                    NevisClient::metadata,
                    List.of(MetadataEntry.builder()
                            .name("client_name")
                            .value("Ma cliente")
                            .locale("fr")
                            .build()),
                    "[{'name':'client_name','value':'Ma cliente','locale':'fr'}]"),
            one("jwks", NevisClient.Builder::jwks, NevisClient::jwks, NO_KEYS, "{'keys':[]}"),
            one("name", NevisClient.Builder::name, NevisClient::name, "portal-app", "'portal-app'"),
            one("owner", NevisClient.Builder::owner, NevisClient::owner, "ops", "'ops'"),
            one(
                    "comment",
                    NevisClient.Builder::comment,
                    NevisClient::comment,
                    "created by the SDK's tests",
                    // Not the quote that stands for another here.
                    "'created by the SDK\u2019s tests'"),
            one(
                    "notSentGrantType",
                    NevisClient.Builder::notSentGrantType,
                    NevisClient::notSentGrantType,
                    false,
                    "false"),
            one(
                    "valid_from",
                    NevisClient.Builder::validFrom,
                    NevisClient::validFrom,
                    Instant.parse("2027-01-01T00:00:00Z"),
                    "'2027-01-01T00:00:00Z'"),
            one("client_id", NevisClient.Builder::clientId, NevisClient::clientId, "portal-app", "'portal-app'"),
            one(
                    "client_secret",
                    NevisClient.Builder::clientSecret,
                    NevisClient::clientSecret,
                    Secret.of("EXAMPLE-secret"),
                    "'EXAMPLE-secret'"),
            one(
                    "client_uri",
                    NevisClient.Builder::clientUri,
                    NevisClient::clientUri,
                    "https://app.example.com",
                    "'https://app.example.com'"),
            one(
                    "confidentiality_type",
                    NevisClient.Builder::confidentialityType,
                    NevisClient::confidentialityType,
                    ConfidentialityType.of("confidential"),
                    "'confidential'"),
            one("pkce_mode", NevisClient.Builder::pkceMode, NevisClient::pkceMode, "required", "'required'"),
            one(
                    "force_reauthentication",
                    NevisClient.Builder::forceReauthentication,
                    NevisClient::forceReauthentication,
                    false,
                    "false"),
            one(
                    "access_token_ttl",
                    NevisClient.Builder::accessTokenTtl,
                    NevisClient::accessTokenTtl,
                    Duration.ofMinutes(5),
                    "300"),
            one(
                    "refresh_token_ttl",
                    NevisClient.Builder::refreshTokenTtl,
                    NevisClient::refreshTokenTtl,
                    Duration.ofDays(1),
                    "86400"),
            one(
                    "id_token_ttl",
                    NevisClient.Builder::idTokenTtl,
                    NevisClient::idTokenTtl,
                    Duration.ofSeconds(300),
                    "300"),
            one(
                    "persisted_consent_ttl",
                    NevisClient.Builder::persistedConsentTtl,
                    NevisClient::persistedConsentTtl,
                    Duration.ofDays(30),
                    "2592000"),
            one(
                    "jwks_uri",
                    NevisClient.Builder::jwksUri,
                    NevisClient::jwksUri,
                    "https://app.example.com/jwks.json",
                    "'https://app.example.com/jwks.json'"),
            one(
                    "logo_uri",
                    NevisClient.Builder::logoUri,
                    NevisClient::logoUri,
                    "https://app.example.com/logo.png",
                    "'https://app.example.com/logo.png'"),
            one(
                    "tos_uri",
                    NevisClient.Builder::tosUri,
                    NevisClient::tosUri,
                    "https://app.example.com/tos",
                    "'https://app.example.com/tos'"),
            one(
                    "policy_uri",
                    NevisClient.Builder::policyUri,
                    NevisClient::policyUri,
                    "https://app.example.com/policy",
                    "'https://app.example.com/policy'"),
            one(
                    "token_endpoint_auth_method",
                    NevisClient.Builder::tokenEndpointAuthMethod,
                    NevisClient::tokenEndpointAuthMethod,
                    TokenEndpointAuthMethod.CLIENT_SECRET_BASIC,
                    "'client_secret_basic'"),
            one(
                    "require_pushed_authorization_requests",
                    NevisClient.Builder::requirePushedAuthorizationRequests,
                    NevisClient::requirePushedAuthorizationRequests,
                    false,
                    "false"),
            one(
                    "id_token_signed_response_alg",
                    NevisClient.Builder::idTokenSignedResponseAlg,
                    NevisClient::idTokenSignedResponseAlg,
                    JwsAlg.ES256,
                    "'ES256'"),
            one(
                    "id_token_encrypted_response_alg",
                    NevisClient.Builder::idTokenEncryptedResponseAlg,
                    NevisClient::idTokenEncryptedResponseAlg,
                    JweAlg.NONE,
                    "'none'"),
            one(
                    "id_token_encrypted_response_enc",
                    NevisClient.Builder::idTokenEncryptedResponseEnc,
                    NevisClient::idTokenEncryptedResponseEnc,
                    JweEnc.NONE,
                    "'none'"));

    NevisClientMembersTest() {
        super(MEMBERS, NevisClient::builder, NevisClient.Builder::build, NevisClient::toBuilder, NevisClient::fromJson);
    }

    @Override
    protected List<String> specified() {
        return RegistrationSpecification.read("nevis-meta.yaml").propertyNames("NevisClient");
    }

    @Override
    protected List<String> hidden() {
        return List.of(
                "client_secret",
                "client_uri",
                "comment",
                "contacts",
                "jwks",
                "jwks_uri",
                "logo_uri",
                "metadata",
                "owner",
                "policy_uri",
                "tos_uri");
    }

    @Test
    void documentForTests_isReadAndWrittenWithoutALoss() {
        String document = Fixtures.compact("nevis-meta-create-request.json");
        NevisClient client = NevisClient.fromJson(document);

        assertThat(client.toJson()).isEqualTo(document);
        assertThat(client.toBuilder().build()).isEqualTo(client);
        assertThat(MEMBERS)
                .filteredOn(member -> !member.name().equals("jwks_uri"))
                .allSatisfy(member -> assertThat(member.get().apply(client)).isEqualTo(member.value()));
    }

    @Test
    void unknownMembers_survive() {
        String document = "{\"name\":\"a\",\"new_member\":{\"n\":1.0},\"metadata\":[{\"name\":\"b\",\"own\":[null]}]}";
        NevisClient client = NevisClient.fromJson(document);

        assertThat(client.toBuilder().build().toJson()).isEqualTo(document);
        assertThat(client.metadata().get(0).toJson()).isEqualTo("{\"name\":\"b\",\"own\":[null]}");
    }

    // ---- times

    @ParameterizedTest
    @CsvSource({
        "2027-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "2027-01-01T02:00:00+02:00, 2027-01-01T00:00:00Z",
        "2027-01-01T02:00:00.843+0200, 2027-01-01T00:00:00.843Z",
        "2027-01-01T00:00:00.000+0000, 2027-01-01T00:00:00Z",
        "2026-12-31T19:30-04:30, 2027-01-01T00:00:00Z",
        "2027-01-01T02:00:00+02, 2027-01-01T00:00:00Z",
        "2027-01-01t00:00:00z, 2027-01-01T00:00:00Z",
        "1798761600000, 2027-01-01T00:00:00Z",
    })
    void validFrom_isReadWithAnyOffset(String text, Instant expected) {
        String document = "{\"valid_from\":\"" + text + "\"}";

        assertThat(NevisClient.fromJson(document).validFrom()).contains(expected);
        assertThat(NevisClient.fromJson(document).toJson()).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-01T00:00:00", "2027-01-01", "now", "2027-01-01T00:00:00+2"})
    void validFromWithoutOffset_isNoTime(String text) {
        assertThat(NevisClient.fromJson("{\"valid_from\":\"" + text + "\"}").validFrom())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-01T00:00:00.843Z, 2027-01-01T00:00:00.843Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
    })
    void validFrom_isWrittenInUtc(Instant time, String expected) {
        assertThat(NevisClient.builder().validFrom(time).build().toJson())
                .isEqualTo("{\"valid_from\":\"" + expected + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void validFromThatTheFormCannotTell_isRefused(Instant time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NevisClient.builder().validFrom(time))
                .withMessage("valid_from must have a year of four digits, but is " + time);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NevisValidAt.at(time))
                .withMessage("time must have a year of four digits, but is " + time);
    }

    // ---- open values

    @Test
    void publishedValues_areConstants() {
        assertThat(List.of("RS256", "RS384", "RS512", "ES256", "ES256K", "ES384", "ES512"))
                .allMatch(value -> JwsAlg.of(value).isKnown());
        assertThat(List.of(
                        "RSA1_5",
                        "RSA-OAEP",
                        "RSA-OAEP-256",
                        "RSA-OAEP-384",
                        "RSA-OAEP-512",
                        "ECDH-ES",
                        "ECDH-ES+A128KW",
                        "ECDH-ES+A192KW",
                        "ECDH-ES+A256KW",
                        "none"))
                .allMatch(value -> JweAlg.of(value).isKnown());
        assertThat(List.of("A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512", "A128GCM", "A192GCM", "A256GCM", "none"))
                .allMatch(value -> JweEnc.of(value).isKnown());
        assertThat(JwsAlg.Known.values()).hasSize(8);
        assertThat(JweAlg.Known.values()).hasSize(11);
        assertThat(JweEnc.Known.values()).hasSize(8);
    }

    @Test
    void valuesThatAreNotPublished_areOpen() {
        NevisClient client = NevisClient.builder()
                .confidentialityType(ConfidentialityType.PUBLIC)
                .pkceMode("anything")
                .idTokenSignedResponseAlg(JwsAlg.of("EdDSA"))
                .build();

        assertThat(client.toJson())
                .isEqualTo("{\"confidentiality_type\":\"public\",\"pkce_mode\":\"anything\","
                        + "\"id_token_signed_response_alg\":\"EdDSA\"}");
        assertThat(ConfidentialityType.of("confidential").isKnown()).isFalse();
    }

    // ---- what is shown

    @Test
    void secret_isInTheDocumentAndNotInItsToString() {
        assertThat(List.of(
                        NevisClient.builder().clientSecret(Secret.of("s3cr3t")).build(),
                        NevisClient.fromJson("{\"jwks\":{\"keys\":[{\"d\":\"s3cr3t\"}]}}"),
                        NevisClient.fromJson("{\"metadata\":[{\"name\":\"password\",\"value\":\"s3cr3t\"}]}"),
                        NevisClient.fromJson("{\"name\":{\"own\":\"s3cr3t\"}}"),
                        MetadataEntry.builder().value("s3cr3t").build(),
                        CreatedClient.fromJson("{\"own\":\"s3cr3t\"}"),
                        ClientIds.fromJson("{\"clientIds\":[{\"own\":\"s3cr3t\"}]}"),
                        SnapshotIds.fromJson("{\"own\":\"s3cr3t\"}")))
                .allSatisfy(view -> {
                    assertThat(view.toJson()).contains("s3cr3t");
                    assertThat(view.toString()).doesNotContain("s3cr3t");
                    assertThat(new Gson().toJson(view)).doesNotContain("s3cr3t");
                });
    }
}
