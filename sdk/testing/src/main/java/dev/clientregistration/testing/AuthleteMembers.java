package dev.clientregistration.testing;

import static dev.clientregistration.testing.AuthleteVocabulary.APPLICATION_TYPE;
import static dev.clientregistration.testing.AuthleteVocabulary.CLIENT_AUTH_METHOD;
import static dev.clientregistration.testing.AuthleteVocabulary.CLIENT_REGISTRATION_TYPE;
import static dev.clientregistration.testing.AuthleteVocabulary.DELIVERY_MODE;
import static dev.clientregistration.testing.AuthleteVocabulary.GRANT_TYPE;
import static dev.clientregistration.testing.AuthleteVocabulary.JWE_ALG;
import static dev.clientregistration.testing.AuthleteVocabulary.JWE_ENC;
import static dev.clientregistration.testing.AuthleteVocabulary.JWS_ALG;
import static dev.clientregistration.testing.AuthleteVocabulary.RESPONSE_MODE;
import static dev.clientregistration.testing.AuthleteVocabulary.RESPONSE_TYPE;
import static dev.clientregistration.testing.AuthleteVocabulary.SUBJECT_TYPE;
import static dev.clientregistration.testing.MemberType.BOOLEAN;
import static dev.clientregistration.testing.MemberType.HTTPS_URI;
import static dev.clientregistration.testing.MemberType.INTEGER;
import static dev.clientregistration.testing.MemberType.OBJECT;
import static dev.clientregistration.testing.MemberType.STRING;
import static dev.clientregistration.testing.MemberType.STRINGS;
import static dev.clientregistration.testing.MemberType.URI;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The metadata members that Authlete knows, in the order of the properties of its client object. */
final class AuthleteMembers {
    /** Known, but without a property of its own. */
    static final String SCOPE = "scope";

    /** Known, but never registered. */
    static final String SOFTWARE_STATEMENT = "software_statement";

    static final List<AuthleteMember> ALL = List.of(
            one(STRING, "client_name", "clientName"),
            one(APPLICATION_TYPE, "application_type", "applicationType"),
            one(URI, "logo_uri", "logoUri"),
            one(STRINGS, "contacts", "contacts"),
            one(BOOLEAN, "tls_client_certificate_bound_access_tokens", "tlsClientCertificateBoundAccessTokens"),
            one(STRING, "software_id", "softwareId"),
            one(STRING, "software_version", "softwareVersion"),
            several(GRANT_TYPE, "grant_types", "grantTypes"),
            several(RESPONSE_TYPE, "response_types", "responseTypes"),
            one(STRINGS, RedirectUriRules.MEMBER, "redirectUris"),
            one(JWS_ALG, "authorization_signed_response_alg", "authorizationSignAlg"),
            one(JWE_ALG, "authorization_encrypted_response_alg", "authorizationEncryptionAlg"),
            one(JWE_ENC, "authorization_encrypted_response_enc", "authorizationEncryptionEnc"),
            one(CLIENT_AUTH_METHOD, "token_endpoint_auth_method", "tokenAuthMethod"),
            one(JWS_ALG, "token_endpoint_auth_signing_alg", "tokenAuthSignAlg"),
            one(STRING, "tls_client_auth_subject_dn", "tlsClientAuthSubjectDn"),
            one(STRING, "tls_client_auth_san_dns", "tlsClientAuthSanDns"),
            one(STRING, "tls_client_auth_san_uri", "tlsClientAuthSanUri"),
            one(STRING, "tls_client_auth_san_ip", "tlsClientAuthSanIp"),
            one(STRING, "tls_client_auth_san_email", "tlsClientAuthSanEmail"),
            one(BOOLEAN, "require_pushed_authorization_requests", "parRequired"),
            one(BOOLEAN, "require_signed_request_object", "requestObjectRequired"),
            one(JWS_ALG, "request_object_signing_alg", "requestSignAlg"),
            one(JWE_ALG, "request_object_encryption_alg", "requestEncryptionAlg"),
            one(JWE_ENC, "request_object_encryption_enc", "requestEncryptionEnc"),
            one(STRINGS, "request_uris", "requestUris"),
            one(INTEGER, "default_max_age", "defaultMaxAge"),
            one(STRINGS, "default_acr_values", "defaultAcrs"),
            one(JWS_ALG, "id_token_signed_response_alg", "idTokenSignAlg"),
            one(JWE_ALG, "id_token_encrypted_response_alg", "idTokenEncryptionAlg"),
            one(JWE_ENC, "id_token_encrypted_response_enc", "idTokenEncryptionEnc"),
            one(BOOLEAN, "require_auth_time", "authTimeRequired"),
            one(SUBJECT_TYPE, "subject_type", "subjectType"),
            one(HTTPS_URI, "sector_identifier_uri", "sectorIdentifierUri"),
            one(URI, "jwks_uri", "jwksUri"),
            one(OBJECT, "jwks", "jwks"),
            one(JWS_ALG, "userinfo_signed_response_alg", "userInfoSignAlg"),
            one(JWE_ALG, "userinfo_encrypted_response_alg", "userInfoEncryptionAlg"),
            one(JWE_ENC, "userinfo_encrypted_response_enc", "userInfoEncryptionEnc"),
            one(HTTPS_URI, "initiate_login_uri", "loginUri"),
            one(URI, "tos_uri", "tosUri"),
            one(URI, "policy_uri", "policyUri"),
            one(URI, "client_uri", "clientUri"),
            one(DELIVERY_MODE, "backchannel_token_delivery_mode", "bcDeliveryMode"),
            one(URI, "backchannel_client_notification_endpoint", "bcNotificationEndpoint"),
            one(JWS_ALG, "backchannel_authentication_request_signing_alg", "bcRequestSignAlg"),
            one(BOOLEAN, "backchannel_user_code_parameter", "bcUserCodeRequired"),
            one(STRINGS, "authorization_details_types", "authorizationDetailsTypes"),
            vendor("frontChannelRequestObjectEncryptionRequired"),
            vendor("requestObjectEncryptionAlgMatchRequired"),
            vendor("requestObjectEncryptionEncMatchRequired"),
            one(STRING, "digest_algorithm", "digestAlgorithm"),
            several(CLIENT_REGISTRATION_TYPE, "client_registration_types", "clientRegistrationTypes"),
            one(STRING, "organization_name", "organizationName"),
            one(URI, "signed_jwks_uri", "signedJwksUri"),
            one(URI, "credential_offer_endpoint", "credentialOfferEndpoint"),
            several(RESPONSE_MODE, "response_modes", "responseModes"),
            one(BOOLEAN, "use_mtls_endpoint_aliases", "mtlsEndpointAliasesUsed"));

    static final Map<String, AuthleteMember> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(AuthleteMember::name, Function.identity()));

    static final MemberTypes TYPES = new MemberTypes(
            ALL.stream().collect(Collectors.toUnmodifiableMap(AuthleteMember::name, AuthleteMember::type)));

    private AuthleteMembers() {}

    /** Whether Authlete knows the member, with or without a language tag. */
    static boolean isKnown(String name) {
        return hasProperty(name) || name.equals(SCOPE) || name.equals(SOFTWARE_STATEMENT);
    }

    /** Whether a property of the client object holds the member. */
    static boolean hasProperty(String name) {
        return TYPES.contains(MemberName.of(name).base());
    }

    private static AuthleteMember one(MemberType type, String name, String property) {
        return new AuthleteMember(name, property, type, null);
    }

    private static AuthleteMember one(AuthleteVocabulary vocabulary, String name, String property) {
        return new AuthleteMember(name, property, STRING, vocabulary);
    }

    private static AuthleteMember several(AuthleteVocabulary vocabulary, String name, String property) {
        return new AuthleteMember(name, property, STRINGS, vocabulary);
    }

    private static AuthleteMember vendor(String property) {
        return one(BOOLEAN, "authlete:" + property, property);
    }
}
