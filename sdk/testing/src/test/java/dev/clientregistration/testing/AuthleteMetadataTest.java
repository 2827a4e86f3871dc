package dev.clientregistration.testing;

import static dev.clientregistration.testing.AuthleteWire.assertFailure;
import static dev.clientregistration.testing.AuthleteWire.client;
import static dev.clientregistration.testing.AuthleteWire.content;
import static dev.clientregistration.testing.AuthleteWire.text;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which metadata the Authlete dialect takes, what it makes of it, and the code for every mistake. */
class AuthleteMetadataTest {
    @AutoClose
    private final MockRegistrationServer server = AuthleteWire.start();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            A203304 | {"jwks": "{}"}
            A203304 | {"jwks": []}
            A204301 | {"jwks": {"keys": []}, "jwks_uri": "https://client.example.com/jwks"}
            A204302 | {"grant_types": ["authorization_code"], "response_types": ["none"]}
            A204302 | {"response_types": []}
            A204303 | {"grant_types": ["authorization_code", "implicit"], "response_types": ["code"]}
            A204304 | {"grant_types": ["client_credentials"], "response_types": ["code"]}
            A204304 | {"grant_types": ["implicit"], "response_types": ["token", "code token"]}
            A204305 | {"response_types": ["token"]}
            A204305 | {"grant_types": ["authorization_code"], "response_types": ["code", "id_token"]}
            A204306 | {"contacts": "ops@example.com"}
            A204306 | {"grant_types": [1]}
            A204306 | {"response_types": {}}
            A204306 | {"default_acr_values": [null]}
            A204307 | {"logo_uri": "not a uri"}
            A204307 | {"client_uri": 1}
            A204307 | {"jwks_uri": "https://client example.com"}
            A204307 | {"logo_uri#fr": 1}
            A204308 | {"client_name": 1}
            A204308 | {"client_name#fr": ["a"]}
            A204308 | {"subject_type": true}
            A204309 | {"default_max_age": "3600"}
            A204309 | {"default_max_age": 1.5}
            A204309 | {"default_max_age": 99999999999}
            A204310 | {"require_auth_time": "true"}
            A204310 | {"authlete:frontChannelRequestObjectEncryptionRequired": 0}
            A204312 | {"subject_type": "pairwise"}
            A204312 | {"subject_type": "pairwise", "redirect_uris": ["https://a.example.com/", "https://b.example.com/"]}
            A204313 | {"sector_identifier_uri": "http://client.example.com/sector"}
            A204313 | {"initiate_login_uri": "/login"}
            A031201 | {"grant_types": ["authorization_code", "magic"]}
            A031201 | {"response_types": ["code magic"]}
            A031201 | {"token_endpoint_auth_method": "magic"}
            A031201 | {"application_type": "WEB"}
            A031201 | {"id_token_signed_response_alg": "rs256"}
            A031201 | {"response_modes": ["query", "magic"]}
            A031212 | {"jwks": {}}
            A031212 | {"jwks": {"keys": [{"kid": "1"}]}}
            A031212 | {"jwks": {"keys": [{"kty": "RSA", "n": "AQ", "e": "AQAB", "d": "AQ"}]}}
            A031213 | {"default_max_age": -1}
            A031222 | {"backchannel_authentication_request_signing_alg": "HS256"}
            A031222 | {"backchannel_authentication_request_signing_alg": "none"}
            A032201 | {"client_name#": "x"}
            A032202 | {"client_name#fr": ""}
            A032204 | {"tos_uri#fr": "not a uri"}
            A032206 | {"client_name#\u65e5\u672c": "x"}
            A032211 | {"id_token_encrypted_response_enc": "A128GCM"}
            A032212 | {"userinfo_encrypted_response_enc": "A128GCM"}
            A032213 | {"request_object_encryption_enc": "A128GCM"}
            A032214 | {"authorization_encrypted_response_enc": "A128GCM"}
            A032215 | {"backchannel_token_delivery_mode": "ping"}
            A032215 | {"backchannel_token_delivery_mode": "push"}
            A032216 | {"tls_client_auth_san_dns": "a.example.com", "tls_client_auth_san_ip": "192.0.2.1"}
            A032217 | {"token_endpoint_auth_method": "tls_client_auth"}
            A032218 | {"tls_client_auth_subject_dn": "no name"}
            """)
    void register_mistakeInMetadata_isToldByItsCode(String code, String metadata) {
        assertFailure(AuthleteWire.register(server, metadata), "BAD_REQUEST", code, "invalid_client_metadata");
        assertThat(server.clients()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            A204306 | "https://client.example.com/"
            A204306 | ["https://client.example.com/", 1]
            A031205 | [null]
            A031206 | ["https://client.example.com/caf\u00e9"]
            A031208 | ["https://client.example.com/a b"]
            A031209 | ["/callback"]
            A031210 | ["https://client.example.com/#"]
            A031211 | ["https://client.example.com/", "https://client.example.com/"]
            A031231 | [""]
            """)
    void register_mistakeInRedirectUris_isInvalidRedirectUriWithItsCode(String code, String redirectUris) {
        assertFailure(
                AuthleteWire.register(server, "{\"redirect_uris\": " + redirectUris + "}"),
                "BAD_REQUEST",
                code,
                "invalid_redirect_uri");
    }

    @Test
    void register_redirectUriOf200Characters_isTheLongest() {
        String longest = "https://client.example.com/" + "a".repeat(173);

        assertThat(AuthleteWire.action(registerRedirectUri(longest))).isEqualTo("CREATED");
        assertFailure(registerRedirectUri(longest + "a"), "BAD_REQUEST", "A031207", "invalid_redirect_uri");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://client.example.com/", "com.example.app:/callback", "http://localhost:8080/"})
    void register_schemeOfRedirectUri_isNotLookedAt(String redirectUri) {
        assertThat(AuthleteWire.action(registerRedirectUri(redirectUri))).isEqualTo("CREATED");
    }

    @Test
    void register_nameOf100Characters_isTheLongest() {
        String longest = "n".repeat(100);

        assertThat(AuthleteWire.action(registerMember("client_name", longest))).isEqualTo("CREATED");
        assertThat(AuthleteWire.action(registerMember("client_name#fr", longest)))
                .isEqualTo("CREATED");
        assertFailure(
                registerMember("client_name", longest + "n"), "BAD_REQUEST", "A031204", "invalid_client_metadata");
        assertFailure(
                registerMember("client_name#fr", longest + "n"), "BAD_REQUEST", "A032207", "invalid_client_metadata");
    }

    @Test
    void register_mistakeFoundByTheFieldChecks_namesTheApiWithoutTheService() {
        JsonObject envelope = json(AuthleteWire.register(server, "{\"redirect_uris\": [\"/callback\"]}"));

        assertThat(text(envelope, "resultMessage"))
                .isEqualTo("[A031209] /client/registration, redirect_uris[0] must be absolute");
    }

    @Test
    void register_mistakeFoundByTheMetadataChecks_doesNotNameTheApi() {
        JsonObject envelope = json(AuthleteWire.register(server, "{\"contacts\": 1}"));

        assertThat(text(envelope, "resultMessage")).isEqualTo("[A204306] contacts must be an array of strings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"grant_types\": [\"client_credentials\"]}",
                "{\"grant_types\": [\"authorization_code\"]}",
                "{\"response_types\": [\"code\"]}",
                "{\"grant_types\": [\"urn:openid:params:grant-type:ciba\"], \"response_types\": []}"
            })
    void register_oneOfGrantAndResponseTypes_isJudgedWithTheDefaultOfTheOther(String metadata) {
        HttpResponse<String> response = AuthleteWire.register(server, metadata);

        assertThat(AuthleteWire.action(response)).isEqualTo("CREATED");
        assertThat(content(response).asMap())
                .containsAllEntriesOf(json(metadata).asMap());
        assertThat(content(response).has("grant_types"))
                .isEqualTo(json(metadata).has("grant_types"));
    }

    @Test
    void register_unknownMembers_areDropped() {
        HttpResponse<String> response = AuthleteWire.register(server, """
                {"x_unknown": 1, "client_name#fr": "Bretzel", "contacts#fr": ["x"], "scope": "openid"}""");

        assertThat(content(response).keySet())
                .contains("client_name#fr")
                .doesNotContain("x_unknown", "contacts#fr", "scope");
        assertThat(client(response).keySet()).doesNotContain("customMetadata", "extension");
    }

    @Test
    void register_everyMember_comesBackAndHasItsProperty() {
        JsonObject metadata = everyMember();
        HttpResponse<String> response = AuthleteWire.register(server, metadata.toString());

        assertThat(AuthleteWire.resultCode(response)).isEqualTo("A202001");
        assertThat(content(response).asMap()).containsAllEntriesOf(metadata.asMap());
        JsonObject expected = json("""
                {"clientName": "Pretzel", "applicationType": "WEB", "logoUri": "https://c.example.com/logo",
                 "contacts": ["ops@example.com"], "tlsClientCertificateBoundAccessTokens": true,
                 "softwareId": "pretzel", "softwareVersion": "1",
                 "grantTypes": ["AUTHORIZATION_CODE", "IMPLICIT", "DEVICE_CODE"],
                 "responseTypes": ["CODE", "CODE_ID_TOKEN_TOKEN"], "redirectUris": ["https://c.example.com/callback"],
                 "authorizationSignAlg": "EdDSA", "authorizationEncryptionAlg": "ECDH_ES_A128KW",
                 "authorizationEncryptionEnc": "A128CBC_HS256", "tokenAuthMethod": "PRIVATE_KEY_JWT",
                 "tokenAuthSignAlg": "ES256K", "tlsClientAuthSubjectDn": "CN=c.example.com,O=Example",
                 "parRequired": true, "requestObjectRequired": true, "requestSignAlg": "NONE",
                 "requestEncryptionAlg": "DIR", "requestEncryptionEnc": "A256GCM",
                 "requestUris": ["https://c.example.com/request"], "defaultMaxAge": 60, "defaultAcrs": ["1"],
                 "idTokenSignAlg": "PS256", "idTokenEncryptionAlg": "RSA1_5", "idTokenEncryptionEnc": "A192GCM",
                 "authTimeRequired": true, "subjectType": "PAIRWISE",
                 "sectorIdentifierUri": "https://sector.example.com/uris",
                 "derivedSectorIdentifier": "sector.example.com",
                 "jwks": "{\\"keys\\":[{\\"kty\\":\\"OKP\\",\\"crv\\":\\"Ed25519\\",\\"x\\":\\"AQ\\"}]}",
                 "userInfoSignAlg": "RS512", "userInfoEncryptionAlg": "PBES2_HS256_A128KW",
                 "userInfoEncryptionEnc": "A256CBC_HS512", "loginUri": "https://c.example.com/login",
                 "tosUri": "https://c.example.com/tos", "policyUri": "https://c.example.com/policy",
                 "clientUri": "https://c.example.com/", "bcDeliveryMode": "PING",
                 "bcNotificationEndpoint": "https://c.example.com/ciba", "bcRequestSignAlg": "ES256",
                 "bcUserCodeRequired": true, "authorizationDetailsTypes": ["payment"],
                 "frontChannelRequestObjectEncryptionRequired": true, "requestObjectEncryptionAlgMatchRequired": true,
                 "requestObjectEncryptionEncMatchRequired": true, "digestAlgorithm": "sha-512",
                 "clientRegistrationTypes": ["EXPLICIT"], "organizationName": "Example",
                 "signedJwksUri": "https://c.example.com/sjwks",
                 "credentialOfferEndpoint": "https://c.example.com/offer", "responseModes": ["QUERY_JWT"],
                 "mtlsEndpointAliasesUsed": true,
                 "clientNames": [{"tag": "fr", "value": "Bretzel"}, {"tag": "de-CH", "value": "Brezel"}],
                 "logoUris": [{"tag": "fr", "value": "https://c.example.com/fr"}]}""");
        assertThat(client(response).asMap()).containsAllEntriesOf(expected.asMap());
        List<String> properties =
                AuthleteMembers.ALL.stream().map(AuthleteMember::property).toList();
        assertThat(expected.keySet())
                .containsAll(properties.stream()
                        .filter(property -> !property.startsWith("tlsClientAuthSan") && !property.equals("jwksUri"))
                        .toList());
    }

    @Test
    void register_wordsOfResponseType_areStoredInOneOrder() {
        HttpResponse<String> response = AuthleteWire.register(server, """
                {"grant_types": ["authorization_code", "implicit"], "response_types": ["token id_token code"]}""");

        assertThat(content(response).get("response_types")).isEqualTo(Json.array("code id_token token"));
        assertThat(client(response).get("responseTypes")).isEqualTo(Json.array("CODE_ID_TOKEN_TOKEN"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            client.example.com | {"redirect_uris": ["https://client.example.com/a", "https://client.example.com/b"]}
            sector.example.com | {"sector_identifier_uri": "https://sector.example.com/uris"}
                               | {"redirect_uris": ["https://a.example.com/", "https://b.example.com/"]}
                               | {"redirect_uris": []}
            """)
    void register_sectorIdentifier_isDerivedWhereItIsClear(String expected, String metadata) {
        JsonElement derived = client(AuthleteWire.register(server, metadata)).get("derivedSectorIdentifier");

        assertThat(derived).isEqualTo(expected == null ? null : new JsonPrimitive(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A205301 | text
            A205301 | a.b.c
            A205301 | {}.{}
            A205302 | {"alg":"none"}.{}.
            A205302 | {"alg":"none"}.{}.x
            A205302 | {"alg":"RS256"}.{}.
            A205303 | {"alg":"dir","enc":"A128GCM"}.x.x.x.x
            A205304 | {"alg":"RS256"}.text.x
            """)
    void register_softwareStatementOfWrongForm_isToldByItsCode(String code, String parts) {
        assertFailure(
                registerMember("software_statement", encoded(parts)),
                "BAD_REQUEST",
                code,
                "invalid_software_statement");
    }

    @Test
    void register_softwareStatementThatIsNoText_isA205301() {
        assertFailure(
                AuthleteWire.register(server, "{\"software_statement\": 1}"),
                "BAD_REQUEST",
                "A205301",
                "invalid_software_statement");
    }

    @Test
    void register_softwareStatement_isForTheServerOnly() {
        HttpResponse<String> response =
                registerMember("software_statement", encoded("{\"alg\":\"RS256\"}.{\"software_id\":\"x\"}.x"));

        assertThat(AuthleteWire.action(response)).isEqualTo("CREATED");
        assertThat(content(response).keySet()).doesNotContain("software_statement", "software_id");
    }

    private HttpResponse<String> registerRedirectUri(String redirectUri) {
        JsonObject metadata = new JsonObject();
        metadata.add("redirect_uris", Json.array(redirectUri));
        return AuthleteWire.register(server, metadata.toString());
    }

    private HttpResponse<String> registerMember(String name, String value) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty(name, value);
        return AuthleteWire.register(server, metadata.toString());
    }

    /** Parts of JSON are encoded, others are taken as they are. */
    private static String encoded(String parts) {
        JsonArray encoded = new JsonArray();
        for (String part : parts.split("\\.", -1)) {
            encoded.add(
                    part.startsWith("{")
                            ? Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(part.getBytes(StandardCharsets.UTF_8))
                            : part);
        }
        return String.join(
                ".", encoded.asList().stream().map(JsonElement::getAsString).toList());
    }

    private static JsonObject everyMember() {
        return json("""
                {"client_name": "Pretzel", "client_name#fr": "Bretzel", "client_name#de-CH": "Brezel",
                 "application_type": "web", "logo_uri": "https://c.example.com/logo",
                 "logo_uri#fr": "https://c.example.com/fr", "contacts": ["ops@example.com"],
                 "tls_client_certificate_bound_access_tokens": true, "software_id": "pretzel", "software_version": "1",
                 "grant_types": ["authorization_code", "implicit", "urn:ietf:params:oauth:grant-type:device_code"],
                 "response_types": ["code", "code id_token token"],
                 "redirect_uris": ["https://c.example.com/callback"], "authorization_signed_response_alg": "EdDSA",
                 "authorization_encrypted_response_alg": "ECDH-ES+A128KW",
                 "authorization_encrypted_response_enc": "A128CBC-HS256",
                 "token_endpoint_auth_method": "private_key_jwt", "token_endpoint_auth_signing_alg": "ES256K",
                 "tls_client_auth_subject_dn": "CN=c.example.com,O=Example",
                 "require_pushed_authorization_requests": true, "require_signed_request_object": true,
                 "request_object_signing_alg": "none", "request_object_encryption_alg": "dir",
                 "request_object_encryption_enc": "A256GCM", "request_uris": ["https://c.example.com/request"],
                 "default_max_age": 60, "default_acr_values": ["1"], "id_token_signed_response_alg": "PS256",
                 "id_token_encrypted_response_alg": "RSA1_5", "id_token_encrypted_response_enc": "A192GCM",
                 "require_auth_time": true, "subject_type": "pairwise",
                 "sector_identifier_uri": "https://sector.example.com/uris",
                 "jwks": {"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "AQ"}]},
                 "userinfo_signed_response_alg": "RS512", "userinfo_encrypted_response_alg": "PBES2-HS256+A128KW",
                 "userinfo_encrypted_response_enc": "A256CBC-HS512",
                 "initiate_login_uri": "https://c.example.com/login", "tos_uri": "https://c.example.com/tos",
                 "policy_uri": "https://c.example.com/policy", "client_uri": "https://c.example.com/",
                 "backchannel_token_delivery_mode": "ping",
                 "backchannel_client_notification_endpoint": "https://c.example.com/ciba",
                 "backchannel_authentication_request_signing_alg": "ES256", "backchannel_user_code_parameter": true,
                 "authorization_details_types": ["payment"],
                 "authlete:frontChannelRequestObjectEncryptionRequired": true,
                 "authlete:requestObjectEncryptionAlgMatchRequired": true,
                 "authlete:requestObjectEncryptionEncMatchRequired": true, "digest_algorithm": "sha-512",
                 "client_registration_types": ["explicit"], "organization_name": "Example",
                 "signed_jwks_uri": "https://c.example.com/sjwks",
                 "credential_offer_endpoint": "https://c.example.com/offer", "response_modes": ["query.jwt"],
                 "use_mtls_endpoint_aliases": true}""");
    }
}
