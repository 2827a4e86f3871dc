package dev.clientregistration.testing;

import static dev.clientregistration.testing.AuthleteWire.SERVICE;
import static dev.clientregistration.testing.AuthleteWire.assertFailure;
import static dev.clientregistration.testing.AuthleteWire.client;
import static dev.clientregistration.testing.AuthleteWire.content;
import static dev.clientregistration.testing.AuthleteWire.text;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Authlete dialect answers to a registration. */
class AuthleteRegisterTest {
    private static final String NAMED = """
            { "client_name": "My Dynamic Client" }""";

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .dialect(Dialect.AUTHLETE)
            .clock(Clock.fixed(Instant.ofEpochMilli(1_641_735_467_123L), ZoneOffset.UTC))
            .start();

    @Test
    void register_metadata_isCreated() {
        HttpResponse<String> response = AuthleteWire.register(server, NAMED);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Wire.header(response, "Content-Type")).isEqualTo("application/json");
        JsonObject envelope = json(response);
        assertThat(envelope.keySet())
                .containsExactly("resultCode", "resultMessage", "action", "responseContent", "client");
        assertThat(text(envelope, "resultCode")).isEqualTo("A202001");
        assertThat(text(envelope, "resultMessage")).isEqualTo("[A202001] the client is registered");
        assertThat(text(envelope, "action")).isEqualTo("CREATED");
    }

    @Test
    void register_responseContent_isClientInformationWithDefaults() {
        JsonObject information = content(AuthleteWire.register(server, NAMED));

        RegisteredClient client = server.clients().get(0);
        JsonObject expected = json("""
                {"client_id_issued_at": 1641735467, "client_secret_expires_at": 0, "client_name": "My Dynamic Client",
                 "token_endpoint_auth_method": "client_secret_basic", "subject_type": "public",
                 "id_token_signed_response_alg": "RS256", "default_max_age": 0,
                 "require_pushed_authorization_requests": false, "require_signed_request_object": false,
                 "backchannel_user_code_parameter": false, "tls_client_certificate_bound_access_tokens": false}""");
        expected.addProperty("client_id", client.clientId());
        expected.addProperty("client_secret", client.clientSecret().orElseThrow());
        expected.addProperty("registration_access_token", client.registrationAccessToken());
        expected.addProperty("registration_client_uri", "https://as.example.com/register/" + client.clientId());
        assertThat(information).isEqualTo(expected);
    }

    @Test
    void register_identifierSecretAndToken_haveTheLengthsOfAuthlete() {
        JsonObject information = content(AuthleteWire.register(server, NAMED));

        assertThat(text(information, "client_id")).matches("[1-9][0-9]{13}");
        assertThat(text(information, "client_secret")).matches("[A-Za-z0-9_-]{86}");
        assertThat(text(information, "registration_access_token")).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void register_clientObject_isWhatAuthleteStoresWithoutTheToken() throws Exception {
        HttpResponse<String> response = AuthleteWire.register(server, NAMED);

        RegisteredClient client = server.clients().get(0);
        JsonObject expected = json("""
                {"number": 1, "serviceNumber": 1, "developer": "authlete_21653835348762",
                 "clientName": "My Dynamic Client", "clientIdAliasEnabled": false, "clientType": "CONFIDENTIAL",
                 "dynamicallyRegistered": true, "clientSource": "DYNAMIC_REGISTRATION",
                 "createdAt": 1641735467123, "modifiedAt": 1641735467123,
                 "tokenAuthMethod": "CLIENT_SECRET_BASIC", "idTokenSignAlg": "RS256", "subjectType": "PUBLIC",
                 "defaultMaxAge": 0, "authTimeRequired": false, "tlsClientCertificateBoundAccessTokens": false,
                 "bcUserCodeRequired": false, "parRequired": false, "requestObjectRequired": false,
                 "frontChannelRequestObjectEncryptionRequired": false,
                 "requestObjectEncryptionAlgMatchRequired": false, "requestObjectEncryptionEncMatchRequired": false,
                 "mtlsEndpointAliasesUsed": false}""");
        expected.addProperty("clientId", Long.valueOf(client.clientId()));
        expected.addProperty("clientIdAlias", client.clientId());
        expected.addProperty("clientSecret", client.clientSecret().orElseThrow());
        byte[] token = client.registrationAccessToken().getBytes(StandardCharsets.US_ASCII);
        expected.addProperty(
                "registrationAccessTokenHash",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(token)));
        assertThat(client(response)).isEqualTo(expected);
        assertThat(response.body()).contains("\"clientId\":" + client.clientId() + ",");
        assertThat(client(response).toString()).doesNotContain(client.registrationAccessToken());
    }

    @Test
    void register_publicClient_hasSecretToo() {
        HttpResponse<String> response = AuthleteWire.register(server, """
                {"token_endpoint_auth_method": "none"}""");

        assertThat(text(client(response), "clientType")).isEqualTo("PUBLIC");
        assertThat(text(client(response), "clientSecret")).hasSize(86);
        assertThat(text(content(response), "client_secret")).hasSize(86);
    }

    @Test
    void register_twoClients_areNumbered() {
        AuthleteWire.register(server, NAMED);
        JsonObject second = client(AuthleteWire.register(server, NAMED));

        assertThat(second.get("number").getAsInt()).isEqualTo(2);
        assertThat(second.get("serviceNumber").getAsInt()).isEqualTo(1);
    }

    @Test
    void register_membersThatTheServerIssues_areIgnored() {
        JsonObject information = content(AuthleteWire.register(server, """
                {"client_id": "mine", "client_secret": "mine", "client_id_issued_at": 1,
                 "registration_access_token": "mine", "registration_client_uri": "mine"}"""));

        assertThat(information.toString()).doesNotContain("mine");
        assertThat(information.get("client_id_issued_at").getAsLong()).isEqualTo(1_641_735_467L);
    }

    @Test
    void register_membersThatAreNull_countAsLeftOut() {
        JsonObject information = content(AuthleteWire.register(server, """
                {"client_name": null, "jwks": null, "redirect_uris": null, "subject_type": null}"""));

        assertThat(information.keySet()).doesNotContain("client_name", "jwks", "redirect_uris");
        assertThat(text(information, "subject_type")).isEqualTo("public");
    }

    @Test
    void register_unusedFieldsAsNull_areAccepted() {
        HttpResponse<String> response = Wire.send(AuthleteWire.request(server, SERVICE, AuthleteWire.REGISTER, """
                {"json": "{}", "token": null, "clientId": null, "unknown": 1}"""));

        assertThat(AuthleteWire.action(response)).isEqualTo("CREATED");
    }

    @Test
    void register_initialAccessToken_isForTheAuthorizationServerToCheck() {
        HttpResponse<String> response =
                AuthleteWire.call(server, SERVICE, AuthleteWire.REGISTER, "{}", null, "initial-access-token");

        assertThat(AuthleteWire.action(response)).isEqualTo("CREATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \\n\\t"})
    void register_emptyMetadataText_isA203302(String text) {
        HttpResponse<String> response =
                Wire.send(AuthleteWire.request(server, SERVICE, AuthleteWire.REGISTER, "{\"json\": \"" + text + "\"}"));

        assertFailure(response, "BAD_REQUEST", "A203302", "invalid_client_metadata");
    }

    @Test
    void register_withoutMetadataText_isA203302() {
        HttpResponse<String> response = Wire.send(AuthleteWire.request(server, SERVICE, AuthleteWire.REGISTER, "{}"));

        assertFailure(response, "BAD_REQUEST", "A203302", "invalid_client_metadata");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "client_name=x", "[]", "\"text\"", "{}{}", "{\"a\": 1, \"a\": 2}", "{'a': 1}"})
    void register_metadataTextThatIsNoJsonObject_isA203303(String metadata) {
        assertFailure(AuthleteWire.register(server, metadata), "BAD_REQUEST", "A203303", "invalid_client_metadata");
        assertThat(server.clients()).isEmpty();
    }
}
