package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterTest {
    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05.678Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @AutoClose
    private final MockRegistrationServer server =
            MockRegistrationServer.builder().clock(CLOCK).start();

    @Test
    void register_minimalMetadata_isCreatedAndKeptByNoCache() {
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Pragma")).isEqualTo("no-cache");
    }

    @Test
    void register_minimalMetadata_getsIdSecretTokenAndConfigurationEndpoint() {
        JsonObject information = json(Wire.register(server, MINIMAL));

        RegisteredClient client = server.clients().get(0);
        assertThat(information.get("client_id").getAsString())
                .isEqualTo(client.clientId())
                .isNotEmpty();
        assertThat(information.get("client_secret").getAsString())
                .isEqualTo(client.clientSecret().orElseThrow())
                .isNotEmpty();
        assertThat(information.get("registration_access_token").getAsString())
                .isEqualTo(client.registrationAccessToken())
                .isNotEmpty();
        assertThat(information.get("registration_client_uri").getAsString())
                .isEqualTo(client.registrationClientUri().toString())
                .isEqualTo(server.registrationEndpoint() + "/" + client.clientId());
    }

    @Test
    void register_minimalMetadata_isDatedInWholeSeconds() {
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.body()).contains("\"client_id_issued_at\":" + NOW.getEpochSecond() + ",");
        assertThat(server.clients().get(0).issuedAt()).isEqualTo(Instant.parse("2030-01-02T03:04:05Z"));
    }

    @Test
    void register_byDefault_secretNeverExpiresWhichIsToldAsZero() {
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.body()).contains("\"client_secret_expires_at\":0,");
        assertThat(server.clients().get(0).clientSecretExpiresAt()).isEmpty();
    }

    @Test
    void register_secretLifetime_isCountedFromTheServersClock() {
        try (MockRegistrationServer expiring = MockRegistrationServer.builder()
                .clock(CLOCK)
                .secretLifetime(Duration.ofDays(30))
                .start()) {
            JsonObject information = json(Wire.register(expiring, MINIMAL));

            Instant expected = Instant.parse("2030-02-01T03:04:05Z");
            assertThat(information.get("client_secret_expires_at").getAsLong()).isEqualTo(expected.getEpochSecond());
            assertThat(expiring.clients().get(0).clientSecretExpiresAt()).contains(expected);
        }
    }

    @Test
    void register_minimalMetadata_getsTheDefaults() {
        JsonObject information = json(Wire.register(server, MINIMAL));

        JsonObject expected = json("""
                {"redirect_uris": ["https://client.example.com/callback"],
                 "token_endpoint_auth_method": "client_secret_basic", "grant_types": ["authorization_code"],
                 "response_types": ["code"], "application_type": "web"}""");
        KnownMembers.SERVER_ISSUED.forEach(information::remove);
        assertThat(information).isEqualTo(expected);
        assertThat(server.clients().get(0).metadata()).isEqualTo(expected);
    }

    @Test
    void register_onlyClientCredentials_getsNoResponseTypeAndNeedsNoRedirectUri() {
        HttpResponse<String> response = Wire.register(server, """
                {"grant_types": ["client_credentials"]}""");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).contains("\"response_types\":[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post", "client_secret_jwt"})
    void register_methodWithSharedSecret_getsSecretAndItsExpiry(String method) {
        JsonObject information = json(registerWithMethod(method));

        assertThat(information.keySet()).contains("client_secret", "client_secret_expires_at");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "private_key_jwt",
                "tls_client_auth",
                "self_signed_tls_client_auth",
                "https://example.com/method"
            })
    void register_methodWithoutSharedSecret_getsNeitherSecretNorExpiry(String method) {
        JsonObject information = json(registerWithMethod(method));

        assertThat(information.keySet()).doesNotContain("client_secret", "client_secret_expires_at");
        assertThat(information.keySet()).contains("registration_access_token");
        assertThat(server.clients().get(0).clientSecret()).isEmpty();
    }

    @Test
    void register_membersThatTheServerIssues_areIgnored() {
        JsonObject information = json(Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/callback"], "client_id": "mine", "client_secret": "mine",
                 "client_id_issued_at": "mine", "client_secret_expires_at": 1, "registration_access_token": "mine",
                 "registration_client_uri": "mine"}"""));

        assertThat(information.toString()).doesNotContain("mine");
        assertThat(information.get("client_secret_expires_at").getAsInt()).isZero();
    }

    @Test
    void register_unknownAndLanguageTaggedMembers_comeBackAsTheyWere() {
        HttpResponse<String> response = Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/callback"], "client_name": "Pretzel",
                 "client_name#fr": "Bretzel <&> d\\u2019Alsace",
                 "x_tree": {"deep": [1, null, {"a": true}], "nothing": null}}""");

        assertThat(response.body())
                .contains("\"client_name#fr\":\"Bretzel <&> d\u2019Alsace\"")
                .contains("\"x_tree\":{\"deep\":[1,null,{\"a\":true}],\"nothing\":null}");
    }

    @Test
    void register_members_comeBackInTheirOrder() {
        JsonObject information = json(Wire.register(server, """
                {"x_last": 1, "redirect_uris": ["https://client.example.com/callback"], "a_first": 2,
                 "client_name": "Pretzel"}"""));

        assertThat(information.keySet()).containsSubsequence("x_last", "redirect_uris", "a_first", "client_name");
    }

    @Test
    void register_numbers_keepTheirText() {
        HttpResponse<String> response = Wire.register(server, """
                {"grant_types": [],
                 "x_numbers": [9007199254740993, 1.0, 1e400, -0, 0.10, 123456789012345678901234567890]}""");

        assertThat(response.body())
                .contains("\"x_numbers\":[9007199254740993,1.0,1e400,-0,0.10,123456789012345678901234567890]");
    }

    @Test
    void register_nullMember_countsAsAbsent() {
        JsonObject information = json(Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/callback"], "grant_types": null, "client_name": null,
                 "x_unknown": null}"""));

        assertThat(information.get("grant_types").getAsJsonArray()).hasSize(1);
        assertThat(information.keySet()).doesNotContain("client_name", "x_unknown");
    }

    @Test
    void register_softwareStatement_comesBackUnchanged() {
        JsonObject information = json(Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/callback"],
                 "software_statement": "not.a.statement"}"""));

        assertThat(information.get("software_statement").getAsString()).isEqualTo("not.a.statement");
    }

    @Test
    void register_twice_makesTwoClientsWithDifferentCredentials() {
        Wire.register(server, MINIMAL);
        Wire.register(server, MINIMAL);

        RegisteredClient first = server.clients().get(0);
        RegisteredClient second = server.clients().get(1);
        assertThat(first.clientId()).isNotEqualTo(second.clientId());
        assertThat(first.clientSecret()).isNotEqualTo(second.clientSecret());
        assertThat(first.registrationAccessToken()).isNotEqualTo(second.registrationAccessToken());
    }

    @Test
    void register_refusedMetadata_leavesNoClient() {
        Wire.register(server, "{}");

        assertThat(server.clients()).isEmpty();
    }

    @Test
    void register_withoutRequest_makesTheSameClientAndIsNotRecorded() {
        RegisteredClient client = server.register(json(MINIMAL));

        assertThat(json(Wire.read(client)).get("client_id").getAsString()).isEqualTo(client.clientId());
        assertThat(client.metadata().get("application_type").getAsString()).isEqualTo("web");
        assertThat(server.client(client.clientId())).isPresent();
        assertThat(server.exchanges()).extracting(RecordedExchange::method).containsExactly("GET");
    }

    @Test
    void register_withoutRequest_needsNoInitialAccessToken() {
        try (MockRegistrationServer closed =
                MockRegistrationServer.builder().initialAccessToken("initial").start()) {
            assertThat(closed.register(json(MINIMAL)).clientId()).isNotEmpty();
        }
    }

    @Test
    void register_withoutRequestRefused_saysWhichRule() {
        JsonObject metadata = json("""
                {"redirect_uris": ["/callback"]}""");

        assertThatThrownBy(() -> server.register(metadata))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("invalid_redirect_uri: redirect_uris[0] must be absolute");
    }

    @Test
    void metadata_changedByTheCaller_changesNothingAtTheServer() {
        JsonObject sent = json(MINIMAL);
        RegisteredClient client = server.register(sent);
        sent.getAsJsonArray("redirect_uris").add("https://other.example.com/");
        client.metadata().remove("redirect_uris");

        assertThat(client.metadata().getAsJsonArray("redirect_uris")).hasSize(1);
    }

    @Test
    void issuer_isOnTheLoopbackInterface() {
        URI issuer = server.issuer();

        assertThat(issuer.getScheme()).isEqualTo("http");
        assertThat(issuer.getHost()).isIn("127.0.0.1", "[0:0:0:0:0:0:0:1]");
        assertThat(issuer.getPort()).isPositive();
        assertThat(issuer.getRawPath()).isEmpty();
        assertThat(server.registrationEndpoint()).isEqualTo(URI.create(issuer + "/register"));
    }

    private HttpResponse<String> registerWithMethod(String method) {
        JsonObject metadata = json(MINIMAL);
        metadata.addProperty("token_endpoint_auth_method", method);
        return Wire.register(server, metadata.toString());
    }
}
