package dev.clientregistration.interop.contract;

import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.util.List;

/** What clients ask for. */
final class Samples {
    /** What every server takes. */
    static final ClientMetadata MINIMAL = ClientMetadata.fromJson("""
            {"client_name": "Triangular Pretzel", "redirect_uris": ["https://client.example.com/callback"]}""");

    static final ClientMetadata RENAMED =
            MINIMAL.toBuilder().clientName("Round Pretzel").build();

    static final ClientMetadata PUBLIC = ClientMetadata.fromJson("""
            {"redirect_uris": ["com.example.pretzel:/callback"], "token_endpoint_auth_method": "none",
             "application_type": "native", "grant_types": ["authorization_code"], "response_types": ["code"]}""");

    static final ClientMetadata IMPLICIT = ClientMetadata.fromJson("""
            {"redirect_uris": ["https://client.example.com/callback"], "grant_types": ["implicit"],
             "response_types": ["token", "id_token", "id_token token"]}""");

    /** Gets tokens for itself. */
    static final ClientMetadata SERVICE = ClientMetadata.fromJson("""
            {"redirect_uris": ["https://client.example.com/callback"], "grant_types": ["client_credentials"],
             "token_endpoint_auth_method": "client_secret_post", "scope": "read"}""");

    static final String JWKS = """
            {"keys": [{"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
             "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""";

    static final ClientMetadata WITH_KEYS = ClientMetadata.fromJson("""
            {"redirect_uris": ["https://client.example.com/callback"], "token_endpoint_auth_method": "private_key_jwt",
             "token_endpoint_auth_signing_alg": "ES256", "jwks": %s}""".formatted(JWKS));

    static final ClientMetadata WITH_KEYS_ELSEWHERE = ClientMetadata.fromJson("""
            {"redirect_uris": ["https://client.example.com/callback"], "token_endpoint_auth_method": "private_key_jwt",
             "jwks_uri": "https://client.example.com/jwks"}""");

    /** Every standard member that goes with the others, translations, and members that no standard knows. */
    static final ClientMetadata RICH = ClientMetadata.fromJson("""
            {
              "redirect_uris": ["https://client.example.com/callback", "https://client.example.com/other"],
              "token_endpoint_auth_method": "private_key_jwt",
              "token_endpoint_auth_signing_alg": "ES256",
              "grant_types": ["authorization_code", "implicit", "refresh_token", "client_credentials",
                  "urn:ietf:params:oauth:grant-type:jwt-bearer", "urn:openid:params:grant-type:ciba"],
              "response_types": ["code", "id_token", "code id_token", "code id_token token"],
              "client_name": "Triangular Pretzel",
              "client_name#fr": "Bretzel triangulaire",
              "client_name#de-CH": "Dreieckige Brezel",
              "client_uri": "https://client.example.com/",
              "client_uri#fr": "https://client.example.com/fr",
              "logo_uri": "https://client.example.com/logo.png",
              "scope": "openid read",
              "contacts": ["pretzel@example.com"],
              "tos_uri": "https://client.example.com/tos",
              "policy_uri": "https://client.example.com/policy",
              "jwks": %s,
              "software_id": "4NRB1-0XZABZI9E6-5SM3R",
              "software_version": "2.1",
              "application_type": "web",
              "sector_identifier_uri": "https://client.example.com/sector.json",
              "subject_type": "pairwise",
              "id_token_signed_response_alg": "ES256",
              "id_token_encrypted_response_alg": "RSA-OAEP",
              "id_token_encrypted_response_enc": "A128GCM",
              "userinfo_signed_response_alg": "RS256",
              "userinfo_encrypted_response_alg": "ECDH-ES",
              "userinfo_encrypted_response_enc": "A256GCM",
              "request_object_signing_alg": "PS256",
              "request_object_encryption_alg": "RSA-OAEP-256",
              "request_object_encryption_enc": "A128CBC-HS256",
              "default_max_age": 3600,
              "require_auth_time": true,
              "default_acr_values": ["0", "1"],
              "initiate_login_uri": "https://client.example.com/login",
              "request_uris": ["https://client.example.com/request#a"],
              "post_logout_redirect_uris": ["https://client.example.com/goodbye"],
              "frontchannel_logout_uri": "https://client.example.com/logout",
              "frontchannel_logout_session_required": true,
              "backchannel_logout_uri": "https://client.example.com/backchannel",
              "backchannel_logout_session_required": true,
              "backchannel_token_delivery_mode": "ping",
              "backchannel_client_notification_endpoint": "https://client.example.com/ciba",
              "backchannel_authentication_request_signing_alg": "ES256",
              "backchannel_user_code_parameter": true,
              "require_pushed_authorization_requests": true,
              "require_signed_request_object": true,
              "authorization_details_types": ["payment"],
              "tls_client_certificate_bound_access_tokens": true,
              "dpop_bound_access_tokens": true,
              "authorization_signed_response_alg": "ES256",
              "introspection_signed_response_alg": "ES256",
              "claims_redirect_uris": ["https://client.example.com/claims"],
              "x_text": "pretzel",
              "x_number": 1.50,
              "x_object": {"list": [1, "two", {"three": true}]}
            }""".formatted(JWKS));

    /** @param name with its article */
    record Sample(String name, ClientMetadata metadata) {}

    static final List<Sample> ALL = List.of(
            new Sample("a minimal client", MINIMAL),
            new Sample("a client with every member", RICH),
            new Sample("a public client", PUBLIC),
            new Sample("a client of the implicit grant", IMPLICIT),
            new Sample("a client with keys", WITH_KEYS),
            new Sample("a client with keys elsewhere", WITH_KEYS_ELSEWHERE),
            new Sample("a client that is a service", SERVICE));

    private Samples() {}

    /** What is registered, with another name. */
    static ClientMetadata renamed(ClientInformation client) {
        return client.toMetadata().toBuilder().clientName("Round Pretzel").build();
    }
}
