package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which metadata may be registered. */
class RegisterMetadataTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.start();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://client.example.com/callback?from=as",
                "https://192.0.2.1:8443/",
                "http://localhost/callback",
                "http://LOCALHOST:8080/",
                "http://127.0.0.1:1234/callback",
                "http://127.1.2.3/",
                "http://[::1]:1234/callback",
                "com.example.app:/callback",
                "myapp://callback",
                "urn:ietf:wg:oauth:2.0:oob"
            })
    void register_allowedRedirectUri_isCreated(String uri) {
        assertThat(registerRedirectUri(uri).statusCode()).isEqualTo(201);
    }

    @Test
    void register_fragmentInRedirectUri_isRefusedAsInvalidRedirectUri() {
        assertRedirectRefused(
                registerRedirectUri("https://client.example.com/callback#top"),
                "redirect_uris[0] must not have a fragment");
    }

    @Test
    void register_emptyFragmentInRedirectUri_isRefusedAsInvalidRedirectUri() {
        assertRedirectRefused(
                registerRedirectUri("https://client.example.com/callback#"),
                "redirect_uris[0] must not have a fragment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/callback", "client.example.com/callback", "//client.example.com/callback"})
    void register_relativeRedirectUri_isRefusedAsInvalidRedirectUri(String uri) {
        assertRedirectRefused(registerRedirectUri(uri), "redirect_uris[0] must be absolute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://client.example.com/{id}", "not a uri", "https://"})
    void register_redirectUriThatIsNoUri_isRefusedAsInvalidRedirectUri(String uri) {
        assertRedirectRefused(registerRedirectUri(uri), "redirect_uris[0] is not a URI");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:/callback", "https:callback"})
    void register_httpsRedirectUriWithoutHost_isRefusedAsInvalidRedirectUri(String uri) {
        assertRedirectRefused(registerRedirectUri(uri), "redirect_uris[0] must name a host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://client.example.com/callback",
                "http://127.example.com/",
                "http://localhost.example.com/",
                "http://my_host/",
                "http:callback"
            })
    void register_plainHttpRedirectUri_isRefusedAsInvalidRedirectUri(String uri) {
        assertRedirectRefused(registerRedirectUri(uri), "redirect_uris[0] may use http on the loopback host only");
    }

    @ParameterizedTest
    @CsvSource({"javascript:alert(1), javascript", "DATA:text/html, data", "file:///callback, file"})
    void register_browserSchemeInRedirectUri_isRefusedAsInvalidRedirectUri(String uri, String scheme) {
        assertRedirectRefused(registerRedirectUri(uri), "redirect_uris[0] must not use the scheme " + scheme);
    }

    @Test
    void register_secondRedirectUriIsBad_isRefusedAndNamed() {
        HttpResponse<String> response = register("""
                {"redirect_uris": ["https://client.example.com/", "/callback"]}""");

        assertRedirectRefused(response, "redirect_uris[1] must be absolute");
    }

    @Test
    void register_badRedirectUriOfClientThatNeedsNone_isRefusedAsInvalidRedirectUri() {
        HttpResponse<String> response = register("""
                {"grant_types": ["client_credentials"], "redirect_uris": ["/callback"]}""");

        assertRedirectRefused(response, "redirect_uris[0] must be absolute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"https://client.example.com/\"", "[1]", "[null]", "[[]]", "{}", "true"})
    void register_redirectUrisOfWrongType_isRefusedAsInvalidRedirectUri(String value) {
        assertRedirectRefused(
                register("{\"redirect_uris\": " + value + "}"), "redirect_uris must be an array of strings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"redirect_uris\": []}",
                "{\"redirect_uris\": null}",
                "{\"grant_types\": [\"implicit\"], \"response_types\": [\"token\"]}"
            })
    void register_redirectGrantWithoutRedirectUri_isRefusedAsInvalidRedirectUri(String json) {
        assertRedirectRefused(register(json), "redirect_uris must not be empty for these grant types");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'grant_types': ['authorization_code', 'refresh_token']}",
                "{'response_types': ['code']}",
                "{'response_types': ['code', 'none']}",
                "{'grant_types': ['implicit'], 'response_types': ['id_token']}",
                "{'grant_types': ['implicit'], 'response_types': ['token id_token', 'token']}",
                "{'grant_types': ['implicit', 'authorization_code'], 'response_types': ['token id_token code']}",
                "{'grant_types': ['authorization_code', 'implicit'], 'response_types': ['code', 'token']}",
                "{'grant_types': ['urn:ietf:params:oauth:grant-type:device_code'], 'response_types': []}",
                "{'grant_types': ['password'], 'response_types': ['x_unknown']}",
                "{'grant_types': []}"
            })
    void register_fittingGrantAndResponseTypes_isCreated(String members) {
        assertThat(registerWith(members).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'response_types': ['token']} | a response type needs the grant type implicit",
                "{'response_types': ['code id_token']} | a response type needs the grant type implicit",
                "{'grant_types': ['implicit']} | a response type needs the grant type authorization_code",
                "{'grant_types': ['password'], 'response_types': ['code']} "
                        + "| a response type needs the grant type authorization_code",
                "{'response_types': []} | the grant type authorization_code needs a response type",
                "{'response_types': ['none']} | the grant type authorization_code needs a response type",
                "{'grant_types': ['authorization_code', 'implicit']} | the grant type implicit needs a response type"
            },
            quoteCharacter = '"')
    void register_grantAndResponseTypesThatDoNotFit_isRefused(String members, String description) {
        assertMetadataRefused(registerWith(members), description);
    }

    @Test
    void register_publicKeys_isCreated() {
        HttpResponse<String> response =
                registerWith("{'jwks': {'keys': [{'kty': 'EC', 'crv': 'P-256', 'x': 'x', 'y': 'y'},"
                        + " {'kty': 'RSA', 'n': 'n', 'e': 'AQAB'}]}}");

        assertThat(response.statusCode()).isEqualTo(201);
    }

    @Test
    void register_jwksAndJwksUri_isRefused() {
        assertMetadataRefused(
                registerWith("{'jwks': {'keys': []}, 'jwks_uri': 'https://client.example.com/keys'}"),
                "jwks and jwks_uri exclude one another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_uri",
                "logo_uri",
                "tos_uri",
                "policy_uri",
                "jwks_uri",
                "sector_identifier_uri",
                "initiate_login_uri"
            })
    void register_uriWithoutScheme_isRefused(String name) {
        for (String bad : new String[] {"client.example.com", "/keys", "not a uri"}) {
            assertMetadataRefused(registerWith("{'" + name + "': '" + bad + "'}"), name + " must be an absolute URI");
        }
        assertThat(registerWith("{'" + name + "': 'https://client.example.com/a'}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void register_translatedUriWithoutScheme_isRefused() {
        assertMetadataRefused(registerWith("{'tos_uri#fr': '/conditions'}"), "tos_uri must be an absolute URI");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
    void register_privatePartInJwks_isRefused(String part) {
        assertMetadataRefused(
                registerWith("{'jwks': {'keys': [{'kty': 'RSA'}, {'kty': 'RSA', '" + part + "': 'x'}]}}"),
                "jwks.keys[1] must not hold the private part " + part);
    }

    @Test
    void register_symmetricKeyInJwks_isRefused() {
        assertMetadataRefused(
                registerWith("{'jwks': {'keys': [{'kty': 'oct'}]}}"), "jwks.keys[0] must not be a symmetric key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'keys': {}}", "{'keys': null}"})
    void register_jwksWithoutKeys_isRefused(String jwks) {
        assertMetadataRefused(registerWith("{'jwks': " + jwks + "}"), "jwks must have an array of keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "{}", "{'kty': 1}", "{'kty': null}"})
    void register_jwksWithSomethingThatIsNoKey_isRefused(String key) {
        assertMetadataRefused(
                registerWith("{'jwks': {'keys': [" + key + "]}}"), "jwks.keys[0] must be a key with a kty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_name | 5 | a string",
                "scope | ['a', 'b'] | a string",
                "token_endpoint_auth_method | {} | a string",
                "jwks_uri | true | a string",
                "grant_types | 'authorization_code' | an array of strings",
                "response_types | 'code' | an array of strings",
                "contacts | [1] | an array of strings",
                "post_logout_redirect_uris | {} | an array of strings",
                "jwks | [] | an object",
                "require_auth_time | 'true' | a boolean",
                "dpop_bound_access_tokens | 1 | a boolean",
                "default_max_age | '60' | a whole number of seconds, not negative",
                "default_max_age | -1 | a whole number of seconds, not negative",
                "default_max_age | 1.5 | a whole number of seconds, not negative"
            },
            quoteCharacter = '"')
    void register_knownMemberOfWrongType_isRefused(String name, String value, String type) {
        assertMetadataRefused(registerWith("{'" + name + "': " + value + "}"), name + " must be " + type);
    }

    @Test
    void register_languageTaggedMemberOfWrongType_isRefused() {
        assertMetadataRefused(registerWith("{'client_name#fr': 5}"), "client_name must be a string");
    }

    @Test
    void register_hashInNameThatTakesNoLanguage_isAnUnknownMember() {
        assertThat(registerWith("{'scope#fr': 5}").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id_token_encrypted_response",
                "userinfo_encrypted_response",
                "request_object_encryption",
                "authorization_encrypted_response",
                "introspection_encrypted_response",
                "nfv_token_encrypted_response"
            })
    void register_contentEncryptionWithoutKeyEncryption_isRefused(String prefix) {
        assertMetadataRefused(
                registerWith("{'" + prefix + "_enc': 'A128GCM'}"), prefix + "_enc needs " + prefix + "_alg");
    }

    @Test
    void register_contentAndKeyEncryption_isCreated() {
        HttpResponse<String> response = registerWith(
                "{'id_token_encrypted_response_alg': 'RSA-OAEP', 'id_token_encrypted_response_enc': 'A128GCM'}");

        assertThat(response.statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> register(String json) {
        return Wire.register(server, json);
    }

    /** Registers what would be accepted, changed by these members; in single quotes, to be read more easily. */
    private HttpResponse<String> registerWith(String members) {
        JsonObject metadata = json(MINIMAL);
        JsonParser.parseString(members.replace('\'', '"'))
                .getAsJsonObject()
                .entrySet()
                .forEach(member -> metadata.add(member.getKey(), member.getValue()));
        return register(metadata.toString());
    }

    private HttpResponse<String> registerRedirectUri(String uri) {
        JsonArray uris = new JsonArray();
        uris.add(uri);
        JsonObject metadata = new JsonObject();
        metadata.add("redirect_uris", uris);
        return register(metadata.toString());
    }

    private static void assertRedirectRefused(HttpResponse<String> response, String description) {
        assertRefused(response, "invalid_redirect_uri", description);
    }

    private static void assertMetadataRefused(HttpResponse<String> response, String description) {
        assertRefused(response, "invalid_client_metadata", description);
    }

    private static void assertRefused(HttpResponse<String> response, String error, String description) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo(error);
        assertThat(json(response).get("error_description").getAsString()).isEqualTo(description);
    }
}
