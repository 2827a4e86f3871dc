package dev.clientregistration.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members that the standards define: who issues them, and of which JSON type they are. */
final class KnownMembers {
    /** Issued by the server: ignored in a registration (RFC 7591 §3.2.1, RFC 7592 §3). */
    static final Set<String> SERVER_ISSUED = Set.of(
            "client_id",
            "client_secret",
            "client_id_issued_at",
            "client_secret_expires_at",
            "registration_access_token",
            "registration_client_uri");

    /** What the server issues and an update must not carry (RFC 7592 §2.2). */
    static final List<String> NOT_IN_AN_UPDATE = List.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    static final MemberTypes TYPES = new MemberTypes(types());

    private KnownMembers() {}

    private static Map<String, MemberType> types() {
        Map<String, MemberType> types = new HashMap<>();
        // RFC 7591 §2
        put(types, MemberType.STRINGS, "redirect_uris", "grant_types", "response_types", "contacts");
        put(types, MemberType.STRING, "token_endpoint_auth_method", "client_name", "client_uri", "logo_uri", "scope");
        put(types, MemberType.STRING, "tos_uri", "policy_uri", "jwks_uri", "software_id", "software_version");
        put(types, MemberType.STRING, "software_statement");
        put(types, MemberType.OBJECT, "jwks");
        // OpenID Connect Dynamic Client Registration 1.0 §2
        put(types, MemberType.STRING, "application_type", "sector_identifier_uri", "subject_type");
        put(types, MemberType.STRING, "id_token_signed_response_alg", "userinfo_signed_response_alg");
        put(types, MemberType.STRING, "request_object_signing_alg", "token_endpoint_auth_signing_alg");
        putEncryption(types, "id_token_encrypted_response", "userinfo_encrypted_response", "request_object_encryption");
        put(types, MemberType.STRING, "initiate_login_uri");
        put(types, MemberType.SECONDS, "default_max_age");
        put(types, MemberType.BOOLEAN, "require_auth_time");
        put(types, MemberType.STRINGS, "default_acr_values", "request_uris");
        // OpenID Connect logout
        put(types, MemberType.STRINGS, "post_logout_redirect_uris");
        put(types, MemberType.STRING, "frontchannel_logout_uri", "backchannel_logout_uri");
        put(types, MemberType.BOOLEAN, "frontchannel_logout_session_required", "backchannel_logout_session_required");
        // CIBA Core 1.0 §4
        put(types, MemberType.STRING, "backchannel_token_delivery_mode", "backchannel_client_notification_endpoint");
        put(types, MemberType.STRING, "backchannel_authentication_request_signing_alg");
        put(types, MemberType.BOOLEAN, "backchannel_user_code_parameter");
        // RFC 9126 §6, RFC 9101 §10.5, RFC 9396 §10, RFC 9449 §5.2
        put(types, MemberType.BOOLEAN, "require_pushed_authorization_requests", "require_signed_request_object");
        put(types, MemberType.STRINGS, "authorization_details_types");
        put(types, MemberType.BOOLEAN, "dpop_bound_access_tokens");
        // RFC 8705 §2.1.2, §3.4; FAPI 2.0
        put(types, MemberType.BOOLEAN, "tls_client_certificate_bound_access_tokens", "use_mtls_endpoint_aliases");
        put(types, MemberType.STRING, "tls_client_auth_subject_dn", "tls_client_auth_san_dns");
        put(types, MemberType.STRING, "tls_client_auth_san_uri", "tls_client_auth_san_ip", "tls_client_auth_san_email");
        // JARM, RFC 9701 §6, ETSI GS NFV-SEC 022
        put(types, MemberType.STRING, "authorization_signed_response_alg", "introspection_signed_response_alg");
        put(types, MemberType.STRING, "nfv_token_signed_response_alg");
        putEncryption(types, "authorization_encrypted_response", "introspection_encrypted_response");
        putEncryption(types, "nfv_token_encrypted_response");
        // UMA 2.0, OpenID Federation 1.0, OID4VP 1.0
        put(types, MemberType.STRINGS, "claims_redirect_uris", "client_registration_types", "keywords");
        put(types, MemberType.STRING, "signed_jwks_uri", "organization_name", "description", "information_uri");
        put(types, MemberType.STRING, "organization_uri");
        put(types, MemberType.STRINGS, "encrypted_response_enc_values_supported");
        put(types, MemberType.OBJECT, "vp_formats_supported");
        return types;
    }

    private static void putEncryption(Map<String, MemberType> types, String... prefixes) {
        for (String prefix : prefixes) {
            put(types, MemberType.STRING, prefix + "_alg", prefix + "_enc");
        }
    }

    private static void put(Map<String, MemberType> types, MemberType type, String... names) {
        for (String name : names) {
            types.put(name, type);
        }
    }
}
