package dev.clientregistration.model;

import static dev.clientregistration.model.ModelMember.many;
import static dev.clientregistration.model.ModelMember.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.RegistrationSpecification;
import dev.clientregistration.Secret;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every member of client metadata and client information, one row each. */
class ClientMetadataMembersTest {
    static final List<ModelMember<ClientMetadata.Builder, ClientMetadata>> METADATA = List.of(
            many(
                    "redirect_uris",
                    ClientMetadata.Builder::redirectUris,
                    ClientMetadata::redirectUris,
                    List.of("https://app.example.com/cb", "com.example.app:/cb"),
                    "['https://app.example.com/cb','com.example.app:/cb']"),
            one(
                    "token_endpoint_auth_method",
                    ClientMetadata.Builder::tokenEndpointAuthMethod,
                    ClientMetadata::tokenEndpointAuthMethod,
                    TokenEndpointAuthMethod.PRIVATE_KEY_JWT,
                    "'private_key_jwt'"),
            many(
                    "grant_types",
                    ClientMetadata.Builder::grantTypes,
                    ClientMetadata::grantTypes,
                    List.of(GrantType.AUTHORIZATION_CODE, GrantType.of("urn:example:grant")),
                    "['authorization_code','urn:example:grant']"),
            many(
                    "response_types",
                    ClientMetadata.Builder::responseTypes,
                    ClientMetadata::responseTypes,
                    List.of(ResponseType.CODE, ResponseType.of("token id_token")),
                    "['code','token id_token']"),
            one(
                    "client_name",
                    ClientMetadata.Builder::clientName,
                    ClientMetadata::clientName,
                    "Triangular Pretzel",
                    "'Triangular Pretzel'"),
            one(
                    "client_uri",
                    ClientMetadata.Builder::clientUri,
                    ClientMetadata::clientUri,
                    "https://app.example.com/client-uri",
                    "'https://app.example.com/client-uri'"),
            one(
                    "logo_uri",
                    ClientMetadata.Builder::logoUri,
                    ClientMetadata::logoUri,
                    "https://app.example.com/logo-uri",
                    "'https://app.example.com/logo-uri'"),
            one("scope", ClientMetadata.Builder::scope, ClientMetadata::scope, "openid profile", "'openid profile'"),
            many(
                    "contacts",
                    ClientMetadata.Builder::contacts,
                    ClientMetadata::contacts,
                    List.of("ops@example.com"),
                    "['ops@example.com']"),
            one(
                    "tos_uri",
                    ClientMetadata.Builder::tosUri,
                    ClientMetadata::tosUri,
                    "https://app.example.com/tos-uri",
                    "'https://app.example.com/tos-uri'"),
            one(
                    "policy_uri",
                    ClientMetadata.Builder::policyUri,
                    ClientMetadata::policyUri,
                    "https://app.example.com/policy-uri",
                    "'https://app.example.com/policy-uri'"),
            one(
                    "jwks_uri",
                    ClientMetadata.Builder::jwksUri,
                    ClientMetadata::jwksUri,
                    "https://app.example.com/jwks-uri",
                    "'https://app.example.com/jwks-uri'"),
            one(
                    "jwks",
                    ClientMetadata.Builder::jwks,
                    ClientMetadata::jwks,
                    object("{'keys':[{'kty':'EC'}]}"),
                    "{'keys':[{'kty':'EC'}]}"),
            one(
                    "software_id",
                    ClientMetadata.Builder::softwareId,
                    ClientMetadata::softwareId,
                    "4NRB1-0XZABZI9E6-5SM3R",
                    "'4NRB1-0XZABZI9E6-5SM3R'"),
            one(
                    "software_version",
                    ClientMetadata.Builder::softwareVersion,
                    ClientMetadata::softwareVersion,
                    "2.1",
                    "'2.1'"),
            one(
                    "software_statement",
                    ClientMetadata.Builder::softwareStatement,
                    ClientMetadata::softwareStatement,
                    Secret.of("eyJhbGciOiJSUzI1NiJ9.e30.c2ln"),
                    "'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'"),
            one(
                    "application_type",
                    ClientMetadata.Builder::applicationType,
                    ClientMetadata::applicationType,
                    ApplicationType.NATIVE,
                    "'native'"),
            one(
                    "sector_identifier_uri",
                    ClientMetadata.Builder::sectorIdentifierUri,
                    ClientMetadata::sectorIdentifierUri,
                    "https://app.example.com/sector-identifier-uri",
                    "'https://app.example.com/sector-identifier-uri'"),
            one(
                    "subject_type",
                    ClientMetadata.Builder::subjectType,
                    ClientMetadata::subjectType,
                    SubjectType.PAIRWISE,
                    "'pairwise'"),
            one(
                    "id_token_signed_response_alg",
                    ClientMetadata.Builder::idTokenSignedResponseAlg,
                    ClientMetadata::idTokenSignedResponseAlg,
                    JwsAlgorithm.ES256,
                    "'ES256'"),
            one(
                    "id_token_encrypted_response_alg",
                    ClientMetadata.Builder::idTokenEncryptedResponseAlg,
                    ClientMetadata::idTokenEncryptedResponseAlg,
                    JweAlgorithm.RSA_OAEP_256,
                    "'RSA-OAEP-256'"),
            one(
                    "id_token_encrypted_response_enc",
                    ClientMetadata.Builder::idTokenEncryptedResponseEnc,
                    ClientMetadata::idTokenEncryptedResponseEnc,
                    JweEncryption.A256GCM,
                    "'A256GCM'"),
            one(
                    "userinfo_signed_response_alg",
                    ClientMetadata.Builder::userinfoSignedResponseAlg,
                    ClientMetadata::userinfoSignedResponseAlg,
                    JwsAlgorithm.PS256,
                    "'PS256'"),
            one(
                    "userinfo_encrypted_response_alg",
                    ClientMetadata.Builder::userinfoEncryptedResponseAlg,
                    ClientMetadata::userinfoEncryptedResponseAlg,
                    JweAlgorithm.RSA_OAEP_256,
                    "'RSA-OAEP-256'"),
            one(
                    "userinfo_encrypted_response_enc",
                    ClientMetadata.Builder::userinfoEncryptedResponseEnc,
                    ClientMetadata::userinfoEncryptedResponseEnc,
                    JweEncryption.A256GCM,
                    "'A256GCM'"),
            one(
                    "request_object_signing_alg",
                    ClientMetadata.Builder::requestObjectSigningAlg,
                    ClientMetadata::requestObjectSigningAlg,
                    JwsAlgorithm.EDDSA,
                    "'EdDSA'"),
            one(
                    "request_object_encryption_alg",
                    ClientMetadata.Builder::requestObjectEncryptionAlg,
                    ClientMetadata::requestObjectEncryptionAlg,
                    JweAlgorithm.RSA_OAEP_256,
                    "'RSA-OAEP-256'"),
            one(
                    "request_object_encryption_enc",
                    ClientMetadata.Builder::requestObjectEncryptionEnc,
                    ClientMetadata::requestObjectEncryptionEnc,
                    JweEncryption.A256GCM,
                    "'A256GCM'"),
            one(
                    "token_endpoint_auth_signing_alg",
                    ClientMetadata.Builder::tokenEndpointAuthSigningAlg,
                    ClientMetadata::tokenEndpointAuthSigningAlg,
                    JwsAlgorithm.RS256,
                    "'RS256'"),
            one(
                    "default_max_age",
                    ClientMetadata.Builder::defaultMaxAge,
                    ClientMetadata::defaultMaxAge,
                    Duration.ofHours(1),
                    "3600"),
            one(
                    "require_auth_time",
                    ClientMetadata.Builder::requireAuthTime,
                    ClientMetadata::requireAuthTime,
                    true,
                    "true"),
            many(
                    "default_acr_values",
                    ClientMetadata.Builder::defaultAcrValues,
                    ClientMetadata::defaultAcrValues,
                    List.of("urn:mace:incommon:iap:silver", "phr"),
                    "['urn:mace:incommon:iap:silver','phr']"),
            one(
                    "initiate_login_uri",
                    ClientMetadata.Builder::initiateLoginUri,
                    ClientMetadata::initiateLoginUri,
                    "https://app.example.com/initiate-login-uri",
                    "'https://app.example.com/initiate-login-uri'"),
            many(
                    "request_uris",
                    ClientMetadata.Builder::requestUris,
                    ClientMetadata::requestUris,
                    List.of("https://app.example.com/request-uris"),
                    "['https://app.example.com/request-uris']"),
            many(
                    "post_logout_redirect_uris",
                    ClientMetadata.Builder::postLogoutRedirectUris,
                    ClientMetadata::postLogoutRedirectUris,
                    List.of("https://app.example.com/post-logout-redirect-uris"),
                    "['https://app.example.com/post-logout-redirect-uris']"),
            one(
                    "frontchannel_logout_uri",
                    ClientMetadata.Builder::frontchannelLogoutUri,
                    ClientMetadata::frontchannelLogoutUri,
                    "https://app.example.com/frontchannel-logout-uri",
                    "'https://app.example.com/frontchannel-logout-uri'"),
            one(
                    "frontchannel_logout_session_required",
                    ClientMetadata.Builder::frontchannelLogoutSessionRequired,
                    ClientMetadata::frontchannelLogoutSessionRequired,
                    false,
                    "false"),
            one(
                    "backchannel_logout_uri",
                    ClientMetadata.Builder::backchannelLogoutUri,
                    ClientMetadata::backchannelLogoutUri,
                    "https://app.example.com/backchannel-logout-uri",
                    "'https://app.example.com/backchannel-logout-uri'"),
            one(
                    "backchannel_logout_session_required",
                    ClientMetadata.Builder::backchannelLogoutSessionRequired,
                    ClientMetadata::backchannelLogoutSessionRequired,
                    true,
                    "true"),
            one(
                    "backchannel_token_delivery_mode",
                    ClientMetadata.Builder::backchannelTokenDeliveryMode,
                    ClientMetadata::backchannelTokenDeliveryMode,
                    BackchannelTokenDeliveryMode.PING,
                    "'ping'"),
            one(
                    "backchannel_client_notification_endpoint",
                    ClientMetadata.Builder::backchannelClientNotificationEndpoint,
                    ClientMetadata::backchannelClientNotificationEndpoint,
                    "https://app.example.com/backchannel-client-notification-endpoint",
                    "'https://app.example.com/backchannel-client-notification-endpoint'"),
            one(
                    "backchannel_authentication_request_signing_alg",
                    ClientMetadata.Builder::backchannelAuthenticationRequestSigningAlg,
                    ClientMetadata::backchannelAuthenticationRequestSigningAlg,
                    JwsAlgorithm.ES256,
                    "'ES256'"),
            one(
                    "backchannel_user_code_parameter",
                    ClientMetadata.Builder::backchannelUserCodeParameter,
                    ClientMetadata::backchannelUserCodeParameter,
                    false,
                    "false"),
            one(
                    "require_pushed_authorization_requests",
                    ClientMetadata.Builder::requirePushedAuthorizationRequests,
                    ClientMetadata::requirePushedAuthorizationRequests,
                    true,
                    "true"),
            one(
                    "require_signed_request_object",
                    ClientMetadata.Builder::requireSignedRequestObject,
                    ClientMetadata::requireSignedRequestObject,
                    false,
                    "false"),
            many(
                    "authorization_details_types",
                    ClientMetadata.Builder::authorizationDetailsTypes,
                    ClientMetadata::authorizationDetailsTypes,
                    List.of("payment_initiation"),
                    "['payment_initiation']"),
            one(
                    "tls_client_certificate_bound_access_tokens",
                    ClientMetadata.Builder::tlsClientCertificateBoundAccessTokens,
                    ClientMetadata::tlsClientCertificateBoundAccessTokens,
                    true,
                    "true"),
            one(
                    "tls_client_auth_subject_dn",
                    ClientMetadata.Builder::tlsClientAuthSubjectDn,
                    ClientMetadata::tlsClientAuthSubjectDn,
                    "CN=client,O=Example,C=CH",
                    "'CN=client,O=Example,C=CH'"),
            one(
                    "tls_client_auth_san_dns",
                    ClientMetadata.Builder::tlsClientAuthSanDns,
                    ClientMetadata::tlsClientAuthSanDns,
                    "client.example.com",
                    "'client.example.com'"),
            one(
                    "tls_client_auth_san_uri",
                    ClientMetadata.Builder::tlsClientAuthSanUri,
                    ClientMetadata::tlsClientAuthSanUri,
                    "https://app.example.com/tls-client-auth-san-uri",
                    "'https://app.example.com/tls-client-auth-san-uri'"),
            one(
                    "tls_client_auth_san_ip",
                    ClientMetadata.Builder::tlsClientAuthSanIp,
                    ClientMetadata::tlsClientAuthSanIp,
                    "2001:db8::1",
                    "'2001:db8::1'"),
            one(
                    "tls_client_auth_san_email",
                    ClientMetadata.Builder::tlsClientAuthSanEmail,
                    ClientMetadata::tlsClientAuthSanEmail,
                    "client@example.com",
                    "'client@example.com'"),
            one(
                    "dpop_bound_access_tokens",
                    ClientMetadata.Builder::dpopBoundAccessTokens,
                    ClientMetadata::dpopBoundAccessTokens,
                    false,
                    "false"),
            one(
                    "use_mtls_endpoint_aliases",
                    ClientMetadata.Builder::useMtlsEndpointAliases,
                    ClientMetadata::useMtlsEndpointAliases,
                    true,
                    "true"),
            one(
                    "authorization_signed_response_alg",
                    ClientMetadata.Builder::authorizationSignedResponseAlg,
                    ClientMetadata::authorizationSignedResponseAlg,
                    JwsAlgorithm.PS256,
                    "'PS256'"),
            one(
                    "authorization_encrypted_response_alg",
                    ClientMetadata.Builder::authorizationEncryptedResponseAlg,
                    ClientMetadata::authorizationEncryptedResponseAlg,
                    JweAlgorithm.RSA_OAEP_256,
                    "'RSA-OAEP-256'"),
            one(
                    "authorization_encrypted_response_enc",
                    ClientMetadata.Builder::authorizationEncryptedResponseEnc,
                    ClientMetadata::authorizationEncryptedResponseEnc,
                    JweEncryption.A256GCM,
                    "'A256GCM'"),
            one(
                    "introspection_signed_response_alg",
                    ClientMetadata.Builder::introspectionSignedResponseAlg,
                    ClientMetadata::introspectionSignedResponseAlg,
                    JwsAlgorithm.EDDSA,
                    "'EdDSA'"),
            one(
                    "introspection_encrypted_response_alg",
                    ClientMetadata.Builder::introspectionEncryptedResponseAlg,
                    ClientMetadata::introspectionEncryptedResponseAlg,
                    JweAlgorithm.RSA_OAEP_256,
                    "'RSA-OAEP-256'"),
            one(
                    "introspection_encrypted_response_enc",
                    ClientMetadata.Builder::introspectionEncryptedResponseEnc,
                    ClientMetadata::introspectionEncryptedResponseEnc,
                    JweEncryption.A256GCM,
                    "'A256GCM'"),
            many(
                    "claims_redirect_uris",
                    ClientMetadata.Builder::claimsRedirectUris,
                    ClientMetadata::claimsRedirectUris,
                    List.of("https://app.example.com/claims-redirect-uris"),
                    "['https://app.example.com/claims-redirect-uris']"),
            many(
                    "client_registration_types",
                    ClientMetadata.Builder::clientRegistrationTypes,
                    ClientMetadata::clientRegistrationTypes,
                    List.of(ClientRegistrationType.AUTOMATIC, ClientRegistrationType.EXPLICIT),
                    "['automatic','explicit']"),
            one(
                    "signed_jwks_uri",
                    ClientMetadata.Builder::signedJwksUri,
                    ClientMetadata::signedJwksUri,
                    "https://app.example.com/signed-jwks-uri",
                    "'https://app.example.com/signed-jwks-uri'"),
            one(
                    "organization_name",
                    ClientMetadata.Builder::organizationName,
                    ClientMetadata::organizationName,
                    "Example AG",
                    "'Example AG'"),
            one(
                    "description",
                    ClientMetadata.Builder::description,
                    ClientMetadata::description,
                    "Bakes pretzels",
                    "'Bakes pretzels'"),
            one(
                    "information_uri",
                    ClientMetadata.Builder::informationUri,
                    ClientMetadata::informationUri,
                    "https://app.example.com/information-uri",
                    "'https://app.example.com/information-uri'"),
            one(
                    "organization_uri",
                    ClientMetadata.Builder::organizationUri,
                    ClientMetadata::organizationUri,
                    "https://app.example.com/organization-uri",
                    "'https://app.example.com/organization-uri'"),
            many(
                    "keywords",
                    ClientMetadata.Builder::keywords,
                    ClientMetadata::keywords,
                    List.of("pretzel", "salt"),
                    "['pretzel','salt']"),
            one(
                    "nfv_token_signed_response_alg",
                    ClientMetadata.Builder::nfvTokenSignedResponseAlg,
                    ClientMetadata::nfvTokenSignedResponseAlg,
                    JwsAlgorithm.RS256,
                    "'RS256'"),
            one(
                    "nfv_token_encrypted_response_alg",
                    ClientMetadata.Builder::nfvTokenEncryptedResponseAlg,
                    ClientMetadata::nfvTokenEncryptedResponseAlg,
                    JweAlgorithm.RSA_OAEP_256,
                    "'RSA-OAEP-256'"),
            one(
                    "nfv_token_encrypted_response_enc",
                    ClientMetadata.Builder::nfvTokenEncryptedResponseEnc,
                    ClientMetadata::nfvTokenEncryptedResponseEnc,
                    JweEncryption.A256GCM,
                    "'A256GCM'"),
            many(
                    "encrypted_response_enc_values_supported",
                    ClientMetadata.Builder::encryptedResponseEncValuesSupported,
                    ClientMetadata::encryptedResponseEncValuesSupported,
                    List.of(JweEncryption.A128GCM, JweEncryption.A256GCM),
                    "['A128GCM','A256GCM']"),
            one(
                    "vp_formats_supported",
                    ClientMetadata.Builder::vpFormatsSupported,
                    ClientMetadata::vpFormatsSupported,
                    object("{'dc+sd-jwt':{}}"),
                    "{'dc+sd-jwt':{}}"));

    static final List<ModelMember<ClientInformation.Builder, ClientInformation>> ISSUED = List.of(
            one(
                    "client_id",
                    ClientInformation.Builder::clientId,
                    ClientMetadataMembersTest::clientIdIfAny,
                    "s6BhdRkqt3",
                    "'s6BhdRkqt3'"),
            one(
                    "client_secret",
                    ClientInformation.Builder::clientSecret,
                    ClientInformation::clientSecret,
                    Secret.of("cf136dc3c1fc93f31185e5885805d"),
                    "'cf136dc3c1fc93f31185e5885805d'"),
            one(
                    "client_id_issued_at",
                    ClientInformation.Builder::clientIdIssuedAt,
                    ClientInformation::clientIdIssuedAt,
                    Instant.parse("2013-07-08T19:30:47Z"),
                    "1373311847"),
            new ModelMember<>(
                    "client_secret_expires_at",
                    builder -> builder.clientSecretExpiresAt(SecretExpiry.at(Instant.parse("2018-11-11T00:00:00Z"))),
                    ClientInformation::clientSecretExpiresAt,
                    SecretExpiry.unknown(),
                    SecretExpiry.at(Instant.parse("2018-11-11T00:00:00Z")),
                    "1541894400"),
            one(
                    "registration_access_token",
                    ClientInformation.Builder::registrationAccessToken,
                    ClientInformation::registrationAccessToken,
                    Secret.of("reg-23410913-abewfq.123483"),
                    "'reg-23410913-abewfq.123483'"),
            one(
                    "registration_client_uri",
                    ClientInformation.Builder::registrationClientUri,
                    ClientInformation::registrationClientUri,
                    "https://server.example.com/register/s6BhdRkqt3",
                    "'https://server.example.com/register/s6BhdRkqt3'"));

    @ParameterizedTest
    @FieldSource("METADATA")
    void metadataMember_setByBuilder_isTheWholeDocument(ModelMember<ClientMetadata.Builder, ClientMetadata> member) {
        ClientMetadata metadata = member.set().apply(ClientMetadata.builder()).build();

        assertThat(metadata.toJson()).isEqualTo(member.document());
        assertThat(member.get().apply(metadata)).isEqualTo(member.value());
    }

    @ParameterizedTest
    @FieldSource("METADATA")
    void metadataMember_inText_isReadByItsAccessor(ModelMember<ClientMetadata.Builder, ClientMetadata> member) {
        assertThat(member.get().apply(ClientMetadata.fromJson(member.document())))
                .isEqualTo(member.value());
    }

    @ParameterizedTest
    @FieldSource("METADATA")
    void metadataMember_absentNullOrEmptyText_isEmpty(ModelMember<ClientMetadata.Builder, ClientMetadata> member) {
        for (String document : documentsWithout(member.name())) {
            assertThat(member.get().apply(ClientMetadata.fromJson(document)))
                    .as(document)
                    .isEqualTo(member.absent());
        }
    }

    @ParameterizedTest
    @FieldSource("ISSUED")
    void issuedMember_setByBuilder_isTheWholeDocument(
            ModelMember<ClientInformation.Builder, ClientInformation> member) {
        ClientInformation client =
                member.set().apply(ClientInformation.builder()).build();

        assertThat(client.toJson()).isEqualTo(member.document());
        assertThat(member.get().apply(client)).isEqualTo(member.value());
    }

    @ParameterizedTest
    @FieldSource("ISSUED")
    void issuedMember_inText_isReadByItsAccessor(ModelMember<ClientInformation.Builder, ClientInformation> member) {
        assertThat(member.get().apply(ClientInformation.fromJson(member.document())))
                .isEqualTo(member.value());
    }

    @ParameterizedTest
    @FieldSource("ISSUED")
    void issuedMember_absentNullOrEmptyText_isEmpty(ModelMember<ClientInformation.Builder, ClientInformation> member) {
        for (String document : documentsWithout(member.name())) {
            assertThat(member.get().apply(ClientInformation.fromJson(document)))
                    .as(document)
                    .isEqualTo(member.absent());
        }
    }

    @ParameterizedTest
    @FieldSource("METADATA")
    void metadataMember_ofClientInformation_isTheSame(ModelMember<ClientMetadata.Builder, ClientMetadata> member)
            throws ReflectiveOperationException {
        String method = camelCase(member.name());
        ClientInformation.Builder builder = ClientInformation.builder();
        Object value = member.value() instanceof Optional<?> optional ? optional.orElseThrow() : member.value();
        setter(ClientInformation.Builder.class, method, value)
                .invoke(builder, method.equals("scope") ? new String[] {(String) value} : value);
        ClientInformation client = builder.build();

        assertThat(client.toJson()).isEqualTo(member.document());
        assertThat(ClientInformation.class.getMethod(method).invoke(client)).isEqualTo(member.value());
        assertThat(client.toMetadata().toJson()).isEqualTo(member.document());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void list_addOneByOne_keepsOrderAndMakesTheListWhereThereIsNone(
            ModelMember<ClientMetadata.Builder, ClientMetadata> member) throws ReflectiveOperationException {
        String camelCase = camelCase(member.name());
        String method = "add" + camelCase.substring(0, 1).toUpperCase(Locale.ROOT) + camelCase.substring(1);
        ClientMetadata.Builder builder = ClientMetadata.builder();
        for (Object item : (List<?>) member.value()) {
            setter(ClientMetadata.Builder.class, method, item).invoke(builder, item);
        }

        assertThat(builder.build().toJson()).isEqualTo(member.document());
    }

    static Stream<ModelMember<ClientMetadata.Builder, ClientMetadata>> lists() {
        return METADATA.stream().filter(member -> member.value() instanceof List);
    }

    @Test
    void table_hasEveryMemberOfTheSpecification() {
        RegistrationSpecification specification = RegistrationSpecification.read();

        assertThat(METADATA)
                .extracting(ModelMember::name)
                .hasSize(73)
                .isEqualTo(specification.propertyNames("ClientMetadata"));
        assertThat(ISSUED)
                .extracting(ModelMember::name)
                .hasSize(6)
                .isEqualTo(specification.propertyNames("ClientInformation"));
    }

    @Test
    void table_hasEveryAccessorOfTheClasses() {
        Set<String> metadata = new TreeSet<>();
        METADATA.forEach(member -> metadata.add(camelCase(member.name())));
        Set<String> information = new TreeSet<>(metadata);
        ISSUED.forEach(member -> information.add(camelCase(member.name())));

        assertThat(accessors(ClientMetadata.class)).isEqualTo(metadata);
        assertThat(accessors(ClientInformation.class)).isEqualTo(information);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"client_id\":null}", "{\"client_id\":\"\"}", "{\"client_id\":[\"a\"]}"})
    void clientId_absent_isToldByItsName(String json) {
        ClientInformation client = ClientInformation.fromJson(json);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(client::clientId)
                .withMessage("the document has no client_id");
    }

    /** The five members that RFC 7591 section 2.2 allows in several languages. */
    record Tagged(
            String name,
            Setter set,
            Function<ClientMetadata, Optional<String>> untagged,
            BiFunction<ClientMetadata, String, Optional<String>> get) {
        interface Setter {
            ClientMetadata.Builder set(ClientMetadata.Builder builder, String languageTag, String value);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Tagged> TAGGED = List.of(
            new Tagged(
                    "client_name",
                    ClientMetadata.Builder::clientName,
                    ClientMetadata::clientName,
                    ClientMetadata::clientName),
            new Tagged(
                    "client_uri",
                    ClientMetadata.Builder::clientUri,
                    ClientMetadata::clientUri,
                    ClientMetadata::clientUri),
            new Tagged("logo_uri", ClientMetadata.Builder::logoUri, ClientMetadata::logoUri, ClientMetadata::logoUri),
            new Tagged("tos_uri", ClientMetadata.Builder::tosUri, ClientMetadata::tosUri, ClientMetadata::tosUri),
            new Tagged(
                    "policy_uri",
                    ClientMetadata.Builder::policyUri,
                    ClientMetadata::policyUri,
                    ClientMetadata::policyUri));

    @ParameterizedTest
    @FieldSource("TAGGED")
    void languageTag_setByBuilder_isAMemberOfItsOwn(Tagged member) {
        ClientMetadata metadata = member.set()
                .set(member.set().set(ClientMetadata.builder(), "fr", "un"), "ja-Jpan-JP", "ichi")
                .build();

        assertThat(metadata.toJson())
                .isEqualTo("{\"" + member.name() + "#fr\":\"un\",\"" + member.name() + "#ja-Jpan-JP\":\"ichi\"}");
        assertThat(member.get().apply(metadata, "fr")).contains("un");
        assertThat(member.get().apply(metadata, "JA-jpan-jp")).contains("ichi");
        assertThat(member.get().apply(metadata, "ja")).isEmpty();
        assertThat(member.get().apply(metadata, "de")).isEmpty();
        assertThat(member.untagged().apply(metadata)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("TAGGED")
    void languageTag_sentInAnotherCase_isRead(Tagged member) {
        ClientMetadata metadata =
                ClientMetadata.fromJson("{\"" + member.name() + "\":\"one\",\"" + member.name() + "#PT-br\":\"um\"}");

        assertThat(member.get().apply(metadata, "pt-BR")).contains("um");
        assertThat(member.untagged().apply(metadata)).contains("one");
    }

    @ParameterizedTest
    @FieldSource("TAGGED")
    void languageTag_setAgainInAnotherCase_replaces(Tagged member) {
        ClientMetadata metadata = member.set()
                .set(member.set().set(ClientMetadata.builder(), "pt-BR", "um"), "PT-br", "dois")
                .build();

        assertThat(metadata.toJson()).isEqualTo("{\"" + member.name() + "#pt-BR\":\"dois\"}");
    }

    @ParameterizedTest
    @FieldSource("TAGGED")
    void languageTag_nullOrEmptyText_isEmpty(Tagged member) {
        ClientMetadata metadata =
                ClientMetadata.fromJson("{\"" + member.name() + "#fr\":null,\"" + member.name() + "#de\":\"\"}");

        assertThat(member.get().apply(metadata, "fr")).isEmpty();
        assertThat(member.get().apply(metadata, "de")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badTags")
    void languageTag_notBcp47_isRefused(Tagged member, String tag) {
        ClientMetadata.Builder builder = ClientMetadata.builder();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> member.set().set(builder, tag, "x"))
                .withMessage(
                        "language tag of %s must be a BCP 47 tag such as fr or ja-Jpan-JP, not \"%s\"",
                        member.name(), tag);
        assertThat(builder.build().memberNames()).isEmpty();
    }

    static List<Arguments> badTags() {
        List<Arguments> tags = new ArrayList<>();
        for (Tagged member : TAGGED) {
            for (String tag :
                    List.of("", "fr_FR", "fr-", "-fr", "fr FR", "fr--FR", "fr#de", "123", "abcdefghi", "fran\u00e7")) {
                tags.add(Arguments.of(member, tag));
            }
        }
        return tags;
    }

    @Test
    void languageTag_inClientInformation_isReadAndSet() {
        ClientInformation client =
                ClientInformation.builder().clientName("fr", "Bretzel").build();

        assertThat(client.clientName("FR")).contains("Bretzel");
        assertThat(client.toMetadata().clientName("fr")).contains("Bretzel");
    }

    @Test
    void builder_null_isRefusedAndNamesTheMember() {
        ClientMetadata.Builder builder = ClientMetadata.builder();

        assertThatNullPointerException()
                .isThrownBy(() -> builder.clientUri(null))
                .withMessage("client_uri must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.clientUri("fr", null))
                .withMessage("client_uri#fr must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.clientUri(null, "x"))
                .withMessage("language tag of client_uri must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.softwareStatement(null))
                .withMessage("software_statement must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.subjectType(null))
                .withMessage("subject_type must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.defaultMaxAge(null))
                .withMessage("default_max_age must not be null");
        assertThatNullPointerException().isThrownBy(() -> builder.jwks(null)).withMessage("jwks must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.contacts((Iterable<String>) null))
                .withMessage("contacts must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.contacts(Arrays.asList("a", null)))
                .withMessage("contacts must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.grantTypes((Iterable<GrantType>) null))
                .withMessage("grant_types must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.member("x", null))
                .withMessage("x must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.member(null, new JsonObject()))
                .withMessage("name must not be null");
        assertThatNullPointerException().isThrownBy(() -> builder.remove(null)).withMessage("name must not be null");
    }

    @Test
    void builder_negativeDuration_isRefusedAndNamesTheMember() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ClientMetadata.builder().defaultMaxAge(Duration.ofSeconds(-1)))
                .withMessage("default_max_age must not be negative, but is PT-1S");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0", "PT1.999S,1", "PT25H,90000"})
    void builder_duration_isSentInWholeSeconds(Duration duration, String seconds) {
        assertThat(ClientMetadata.builder().defaultMaxAge(duration).build().toJson())
                .isEqualTo("{\"default_max_age\":" + seconds + "}");
    }

    @Test
    void builder_expiryNever_isZeroAndUnknown_isAbsent() {
        ClientInformation.Builder builder = ClientInformation.builder().clientSecretExpiresAt(SecretExpiry.never());
        assertThat(builder.build().toJson()).isEqualTo("{\"client_secret_expires_at\":0}");

        builder.clientSecretExpiresAt(SecretExpiry.unknown());
        assertThat(builder.build().toJson()).isEqualTo("{}");
    }

    @Test
    void builder_listSetAgain_isReplaced() {
        ClientMetadata.Builder builder =
                ClientMetadata.builder().redirectUris("https://a.example", "https://b.example");

        builder.redirectUris("https://c.example");
        assertThat(builder.build().redirectUris()).containsExactly("https://c.example");
        builder.addRedirectUris("https://d.example");
        assertThat(builder.build().redirectUris()).containsExactly("https://c.example", "https://d.example");
        builder.redirectUris(List.of("https://e.example"));
        assertThat(builder.build().redirectUris()).containsExactly("https://e.example");
        builder.redirectUris();
        assertThat(builder.build().toJson()).isEqualTo("{\"redirect_uris\":[]}");
    }

    @Test
    void builder_addToALoneText_makesAListOfBoth() {
        ClientMetadata metadata = ClientMetadata.fromJson("{\"redirect_uris\":\"https://a.example\"}").toBuilder()
                .addRedirectUris("https://b.example")
                .build();

        assertThat(metadata.toJson()).isEqualTo("{\"redirect_uris\":[\"https://a.example\",\"https://b.example\"]}");
    }

    @Test
    void builder_memberSetAgain_keepsItsPlace() {
        ClientMetadata metadata = ClientMetadata.builder()
                .clientName("Round Pretzel")
                .softwareId("a")
                .clientName("Triangular Pretzel")
                .build();

        assertThat(metadata.toJson()).isEqualTo("{\"client_name\":\"Triangular Pretzel\",\"software_id\":\"a\"}");
    }

    @Test
    void builder_removedMember_isNotSent() {
        ClientMetadata metadata = ClientMetadata.builder()
                .clientName("Round Pretzel")
                .clientName("fr", "Bretzel rond")
                .remove("client_name")
                .remove("never_set")
                .build();

        assertThat(metadata.toJson()).isEqualTo("{\"client_name#fr\":\"Bretzel rond\"}");
    }

    @Test
    void builder_goesOnAfterBuild_withoutChangingWhatItBuilt() {
        ClientMetadata.Builder builder = ClientMetadata.builder().redirectUris("https://a.example");
        ClientMetadata first = builder.build();
        ClientMetadata second = builder.addRedirectUris("https://b.example").build();

        assertThat(first.redirectUris()).containsExactly("https://a.example");
        assertThat(second.redirectUris()).containsExactly("https://a.example", "https://b.example");
    }

    @Test
    void toBuilder_changed_leavesTheOriginal() {
        ClientMetadata original =
                ClientMetadata.builder().grantTypes(GrantType.IMPLICIT).build();
        original.toBuilder().addGrantTypes(GrantType.PASSWORD).clientName("x").build();

        assertThat(original.toJson()).isEqualTo("{\"grant_types\":[\"implicit\"]}");
    }

    @Test
    void scope_words_areJoinedBySpaces() {
        assertThat(ClientMetadata.builder().scope("openid", "profile").build().toJson())
                .isEqualTo("{\"scope\":\"openid profile\"}");
    }

    private static JsonObject object(String json) {
        return JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject();
    }

    private static Optional<String> clientIdIfAny(ClientInformation client) {
        try {
            return Optional.of(client.clientId());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static List<String> documentsWithout(String name) {
        return List.of(
                "{}",
                "{\"" + name + "\":null}",
                "{\"" + name + "\":\"\"}",
                "{\"" + name + "_\":\"x\",\"x_" + name + "\":\"x\"}");
    }

    private static Set<String> accessors(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && Set.of(Optional.class, List.class, String.class, SecretExpiry.class)
                            .contains(method.getReturnType())) {
                names.add(method.getName());
            }
        }
        names.removeAll(Set.of("toJson", "toString"));
        return names;
    }

    /** The method of one parameter that takes the value; a list is taken by the one for an {@code Iterable}. */
    private static Method setter(Class<?> builder, String name, Object value) {
        return Arrays.stream(builder.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
                .filter(method -> {
                    Class<?> parameter = method.getParameterTypes()[0];
                    return parameter.isInstance(value)
                            || (parameter == boolean.class && value instanceof Boolean)
                            || (name.equals("scope") && parameter == String[].class);
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError(builder.getName() + " has no " + name + " for " + value));
    }

    /** The Java name of a member: {@code client_name} is {@code clientName}. */
    private static String camelCase(String name) {
        StringBuilder camelCase = new StringBuilder();
        for (String word : name.split("_")) {
            camelCase.append(
                    camelCase.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camelCase.toString();
    }
}
