package dev.clientregistration.anvil;

import static dev.clientregistration.model.ModelMember.many;
import static dev.clientregistration.model.ModelMember.one;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.RegistrationSpecification;
import dev.clientregistration.Secret;
import dev.clientregistration.anvil.model.AnvilClient;
import dev.clientregistration.model.ApplicationType;
import dev.clientregistration.model.GrantType;
import dev.clientregistration.model.JweAlgorithm;
import dev.clientregistration.model.JweEncryption;
import dev.clientregistration.model.JwsAlgorithm;
import dev.clientregistration.model.ModelMember;
import dev.clientregistration.model.ModelMembersTest;
import dev.clientregistration.model.ResponseType;
import dev.clientregistration.model.SubjectType;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every member of Anvil Connect's client, one row each. */
class AnvilClientMembersTest extends ModelMembersTest<AnvilClient.Builder, AnvilClient> {
    static final List<ModelMember<AnvilClient.Builder, AnvilClient>> MEMBERS = List.of(
            one(
                    "_id",
                    AnvilClient.Builder::id,
                    AnvilClient::id,
                    "e090a523-2ea8-43c8-b012-b58ae60ce25d",
                    "'e090a523-2ea8-43c8-b012-b58ae60ce25d'"),
            one(
                    "created",
                    AnvilClient.Builder::created,
                    AnvilClient::created,
                    Instant.parse("2014-04-26T17:45:29.550Z"),
                    "1398534329550"),
            one(
                    "modified",
                    AnvilClient.Builder::modified,
                    AnvilClient::modified,
                    Instant.parse("2014-04-26T17:45:29.551Z"),
                    "1398534329551"),
            many(
                    "redirect_uris",
                    AnvilClient.Builder::redirectUris,
                    AnvilClient::redirectUris,
                    List.of("https://app.example.com/cb", "http://localhost:3000/cb"),
                    "['https://app.example.com/cb','http://localhost:3000/cb']"),
            many(
                    "response_types",
                    AnvilClient.Builder::responseTypes,
                    AnvilClient::responseTypes,
                    List.of(ResponseType.CODE, ResponseType.ID_TOKEN_TOKEN),
                    "['code','id_token token']"),
            many(
                    "grant_types",
                    AnvilClient.Builder::grantTypes,
                    AnvilClient::grantTypes,
                    List.of(GrantType.AUTHORIZATION_CODE, GrantType.IMPLICIT),
                    "['authorization_code','implicit']"),
            one(
                    "application_type",
                    AnvilClient.Builder::applicationType,
                    AnvilClient::applicationType,
                    ApplicationType.SERVICE,
                    "'service'"),
            many(
                    "contacts",
                    AnvilClient.Builder::contacts,
                    AnvilClient::contacts,
                    List.of("ops@example.com"),
                    "['ops@example.com']"),
            one(
                    "client_name",
                    AnvilClient.Builder::clientName,
                    AnvilClient::clientName,
                    "Triangular Pretzel",
                    "'Triangular Pretzel'"),
            one(
                    "logo_uri",
                    AnvilClient.Builder::logoUri,
                    AnvilClient::logoUri,
                    "https://app.example.com/logo_uri",
                    "'https://app.example.com/logo_uri'"),
            one(
                    "client_uri",
                    AnvilClient.Builder::clientUri,
                    AnvilClient::clientUri,
                    "https://app.example.com/client_uri",
                    "'https://app.example.com/client_uri'"),
            one(
                    "policy_uri",
                    AnvilClient.Builder::policyUri,
                    AnvilClient::policyUri,
                    "https://app.example.com/policy_uri",
                    "'https://app.example.com/policy_uri'"),
            one(
                    "tos_uri",
                    AnvilClient.Builder::tosUri,
                    AnvilClient::tosUri,
                    "https://app.example.com/tos_uri",
                    "'https://app.example.com/tos_uri'"),
            one(
                    "jwks_uri",
                    AnvilClient.Builder::jwksUri,
                    AnvilClient::jwksUri,
                    "https://app.example.com/jwks_uri",
                    "'https://app.example.com/jwks_uri'"),
            one("jwks", AnvilClient.Builder::jwks, AnvilClient::jwks, "{}", "'{}'"),
            one(
                    "sector_identifier_uri",
                    AnvilClient.Builder::sectorIdentifierUri,
                    AnvilClient::sectorIdentifierUri,
                    "https://app.example.com/sector",
                    "'https://app.example.com/sector'"),
            one(
                    "subject_type",
                    AnvilClient.Builder::subjectType,
                    AnvilClient::subjectType,
                    SubjectType.PAIRWISE,
                    "'pairwise'"),
            one(
                    "id_token_signed_response_alg",
                    AnvilClient.Builder::idTokenSignedResponseAlg,
                    AnvilClient::idTokenSignedResponseAlg,
                    JwsAlgorithm.RS256,
                    "'RS256'"),
            one(
                    "id_token_encrypted_response_alg",
                    AnvilClient.Builder::idTokenEncryptedResponseAlg,
                    AnvilClient::idTokenEncryptedResponseAlg,
                    JweAlgorithm.RSA_OAEP,
                    "'RSA-OAEP'"),
            one(
                    "id_token_encrypted_response_enc",
                    AnvilClient.Builder::idTokenEncryptedResponseEnc,
                    AnvilClient::idTokenEncryptedResponseEnc,
                    JweEncryption.A128GCM,
                    "'A128GCM'"),
            one(
                    "userinfo_signed_response_alg",
                    AnvilClient.Builder::userinfoSignedResponseAlg,
                    AnvilClient::userinfoSignedResponseAlg,
                    JwsAlgorithm.ES256,
                    "'ES256'"),
            one(
                    "userinfo_encrypted_response_alg",
                    AnvilClient.Builder::userinfoEncryptedResponseAlg,
                    AnvilClient::userinfoEncryptedResponseAlg,
                    JweAlgorithm.ECDH_ES,
                    "'ECDH-ES'"),
            one(
                    "userinfo_encrypted_response_enc",
                    AnvilClient.Builder::userinfoEncryptedResponseEnc,
                    AnvilClient::userinfoEncryptedResponseEnc,
                    JweEncryption.A256GCM,
                    "'A256GCM'"),
            one(
                    "request_object_signing_alg",
                    AnvilClient.Builder::requestObjectSigningAlg,
                    AnvilClient::requestObjectSigningAlg,
                    JwsAlgorithm.PS256,
                    "'PS256'"),
            one(
                    "request_object_encryption_alg",
                    AnvilClient.Builder::requestObjectEncryptionAlg,
                    AnvilClient::requestObjectEncryptionAlg,
                    JweAlgorithm.RSA1_5,
                    "'RSA1_5'"),
            one(
                    "request_object_encryption_enc",
                    AnvilClient.Builder::requestObjectEncryptionEnc,
                    AnvilClient::requestObjectEncryptionEnc,
                    JweEncryption.A128CBC_HS256,
                    "'A128CBC-HS256'"),
            one(
                    "token_endpoint_auth_method",
                    AnvilClient.Builder::tokenEndpointAuthMethod,
                    AnvilClient::tokenEndpointAuthMethod,
                    TokenEndpointAuthMethod.CLIENT_SECRET_POST,
                    "'client_secret_post'"),
            one(
                    "token_endpoint_auth_signing_alg",
                    AnvilClient.Builder::tokenEndpointAuthSigningAlg,
                    AnvilClient::tokenEndpointAuthSigningAlg,
                    JwsAlgorithm.HS256,
                    "'HS256'"),
            one(
                    "default_max_age",
                    AnvilClient.Builder::defaultMaxAge,
                    AnvilClient::defaultMaxAge,
                    Duration.ofHours(1),
                    "3600"),
            one("require_auth_time", AnvilClient.Builder::requireAuthTime, AnvilClient::requireAuthTime, true, "true"),
            many(
                    "default_acr_values",
                    AnvilClient.Builder::defaultAcrValues,
                    AnvilClient::defaultAcrValues,
                    List.of("0", "urn:acr"),
                    "['0','urn:acr']"),
            one(
                    "initiate_login_uri",
                    AnvilClient.Builder::initiateLoginUri,
                    AnvilClient::initiateLoginUri,
                    "https://app.example.com/login",
                    "'https://app.example.com/login'"),
            many(
                    "request_uris",
                    AnvilClient.Builder::requestUris,
                    AnvilClient::requestUris,
                    List.of("https://app.example.com/r"),
                    "['https://app.example.com/r']"),
            many(
                    "post_logout_redirect_uris",
                    AnvilClient.Builder::postLogoutRedirectUris,
                    AnvilClient::postLogoutRedirectUris,
                    List.of("https://app.example.com/out"),
                    "['https://app.example.com/out']"),
            one(
                    "client_secret",
                    AnvilClient.Builder::clientSecret,
                    AnvilClient::clientSecret,
                    Secret.of("EXAMPLE-secret"),
                    "'EXAMPLE-secret'"),
            one("trusted", AnvilClient.Builder::trusted, AnvilClient::trusted, true, "true"),
            one(
                    "default_client_scope",
                    (builder, words) -> builder.defaultClientScope(words),
                    AnvilClient::defaultClientScope,
                    "realm profile",
                    "'realm profile'"),
            one("userId", AnvilClient.Builder::userId, AnvilClient::userId, "user-1", "'user-1'"),
            many(
                    "origins",
                    AnvilClient.Builder::origins,
                    AnvilClient::origins,
                    List.of("https://app.example.com"),
                    "['https://app.example.com']"),
            many("scopes", AnvilClient.Builder::scopes, AnvilClient::scopes, List.of("admin"), "['admin']"));

    AnvilClientMembersTest() {
        super(MEMBERS, AnvilClient::builder, AnvilClient.Builder::build, AnvilClient::toBuilder, AnvilClient::fromJson);
    }

    @Override
    protected List<String> specified() {
        return RegistrationSpecification.read("anvil-connect.yaml").propertyNames("AnvilClient");
    }

    @Override
    protected List<String> hidden() {
        return List.of(
                "client_secret",
                "client_uri",
                "contacts",
                "default_acr_values",
                "initiate_login_uri",
                "jwks",
                "jwks_uri",
                "logo_uri",
                "origins",
                "policy_uri",
                "post_logout_redirect_uris",
                "request_uris",
                "sector_identifier_uri",
                "tos_uri",
                "userId");
    }

    @Test
    void unknownMembers_survive() {
        String document = "{\"_id\":\"a\",\"own\":{\"n\":1.0,\"list\":[null]}}";

        assertThat(AnvilClient.fromJson(document).toBuilder().build().toJson()).isEqualTo(document);
    }

    @Test
    void defaultClientScope_isReadAsAnArrayToo() {
        // So the documentation has it; the server keeps a text.
        assertThat(AnvilClient.fromJson("{\"default_client_scope\":[\"realm\",\"profile\"]}")
                        .defaultClientScope())
                .contains("realm profile");
    }
}
