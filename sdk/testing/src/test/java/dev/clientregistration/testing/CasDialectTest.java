package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Apereo CAS on the wire. */
class CasDialectTest {
    private final MovableClock clock = new MovableClock();

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .dialect(Dialect.CAS)
            .secretLifetime(Duration.ofDays(14))
            .clock(clock)
            .start();

    @Test
    void register_minimal_isToldInItsOrder() {
        HttpResponse<String> response = Wire.register(server, MINIMAL);

        RegisteredClient client = server.clients().get(0);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache, no-store, max-age=0, must-revalidate");
        assertThat(response.body())
                .isEqualTo(("{'client_id':'" + client.clientId() + "','client_secret':'"
                                + client.clientSecret().orElseThrow() + "','client_name':'"
                                + client.metadata().get("client_name").getAsString()
                                + "','application_type':'web','subject_type':'public',"
                                + "'grant_types':['authorization_code'],'response_types':['code'],"
                                + "'redirect_uris':['https://client.example.com/callback'],'contacts':[],"
                                + "'token_endpoint_auth_method':'client_secret_basic',"
                                + "'registration_access_token':'" + client.registrationAccessToken()
                                + "','registration_client_uri':'" + server.issuer() + "/clientConfig?clientId="
                                + client.clientId()
                                + "','client_secret_expires_at':1894763045,'client_id_issued_at':1893553445}")
                        .replace('\'', '"'));
        assertThat(client.clientId()).matches("client-[0-9A-Za-z]{20}");
        assertThat(client.metadata().get("client_name").getAsString()).hasSize(8);
        assertThat(server.registrationEndpoint().getPath()).isEqualTo("/cas/oidc/register");
    }

    @Test
    void register_noRedirectUris_isEnough() {
        assertThat(json(Wire.register(server, "{}")).get("redirect_uris")).hasToString("[]");
    }

    @Test
    void register_publicClient_hasASecretAllTheSame() {
        assertThat(json(Wire.register(server, "{\"token_endpoint_auth_method\": \"none\"}"))
                        .keySet())
                .contains("client_secret");
    }

    @Test
    void register_whatIsNotTold_isLeftOut() {
        JsonObject information = json(Wire.register(server, """
                {"x_unknown": 1, "scope": "openid", "client_uri": "https://client.example.com/",
                 "client_name#fr": "Bretzel", "userinfo_signed_response_alg": "none",
                 "userinfo_encrypted_response_alg": "RSA-OAEP", "logo_uri": "https://client.example.com/logo"}"""));

        assertThat(information.keySet())
                .doesNotContain("x_unknown", "scope", "client_uri", "client_name#fr", "userinfo_signed_response_alg")
                .containsSubsequence(
                        "logo_uri",
                        "response_types",
                        "userinfo_encrypted_response_alg",
                        "userinfo_encrypted_response_enc",
                        "contacts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{'redirect_uris': 'x'}", "{'redirect_uris': ['https://client.example.com/#f']}"})
    void register_whatIsWrong_isInvalidMetadata(String body) {
        HttpResponse<String> response = Wire.register(server, body.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_client_metadata");
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void read_tellsTheSecretButNotTheToken() {
        JsonObject registered = json(Wire.register(server, MINIMAL));

        HttpResponse<String> response = Wire.read(server.clients().get(0));

        registered.remove("registration_access_token");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response)).isEqualTo(registered);
    }

    @Test
    void update_patch_takesNothingAway() {
        RegisteredClient client = server.register(json("""
                {"redirect_uris": ["https://client.example.com/"], "client_name": "Pretzel"}"""));

        JsonObject information = json(patch(client, """
                {"client_name": "", "logo_uri": "https://client.example.com/logo", "redirect_uris": []}"""));

        assertThat(information.get("client_name").getAsString()).isEqualTo("Pretzel");
        assertThat(information.get("logo_uri").getAsString()).isEqualTo("https://client.example.com/logo");
        assertThat(information.get("redirect_uris")).hasToString("[\"https://client.example.com/\"]");
        assertThat(information.get("client_secret").getAsString())
                .isEqualTo(client.clientSecret().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void update_expiredSecret_bringsAnother(String body) {
        RegisteredClient client = server.register(json(MINIMAL));
        clock.advance(Duration.ofDays(14));

        JsonObject information = json(patch(client, body));

        assertThat(information.get("client_secret").getAsString())
                .isNotEqualTo(client.clientSecret().orElseThrow());
        assertThat(information.get("client_secret_expires_at").getAsLong())
                .isEqualTo(clock.instant().plus(Duration.ofDays(14)).getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void otherMethod_isNotAllowed(String method) {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response = Wire.send(Wire.bearer(
                Wire.json(method, client.registrationClientUri(), MINIMAL), client.registrationAccessToken()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "Allow").split(", ")).containsExactlyInAnyOrder("GET", "PATCH");
    }

    @Test
    void read_noTokenOrAnothers_is401_unknownClient_isAnEmpty400() {
        RegisteredClient client = server.register(json(MINIMAL));
        RegisteredClient other = server.register(json(MINIMAL));

        HttpResponse<String> missing = Wire.get(client.registrationClientUri());
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(header(missing, "WWW-Authenticate")).isEqualTo("Bearer realm=\"pac4j\"");
        assertThat(Wire.read(client.registrationClientUri(), other.registrationAccessToken())
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> unknown =
                Wire.read(URI.create(server.issuer() + "/clientConfig?clientId=x"), client.registrationAccessToken());
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).isEmpty();
    }

    @Test
    void register_protected_needsATokenWithTheScope() {
        try (MockRegistrationServer guarded = MockRegistrationServer.builder()
                .dialect(Dialect.CAS)
                .registrationAccess(RegistrationAccess.TOKEN)
                .start()) {
            assertThat(Wire.register(guarded, MINIMAL).statusCode()).isEqualTo(401);
            assertThat(Wire.send(Wire.bearer(
                                    Wire.json("POST", guarded.registrationEndpoint(), MINIMAL),
                                    guarded.issueInitialAccessToken()))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void token_newCredentials_work() {
        RegisteredClient client = server.register(json("{\"grant_types\": [\"client_credentials\"]}"));

        HttpResponse<String> response = Wire.send(Wire.basic(
                Wire.form(URI.create(server.issuer() + "/oidcAccessToken"), "grant_type", "client_credentials"),
                client.clientId(),
                client.clientSecret().orElseThrow()));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> patch(RegisteredClient client, String body) {
        HttpRequest.Builder request = body.isEmpty()
                ? HttpRequest.newBuilder(client.registrationClientUri()).method("PATCH", BodyPublishers.noBody())
                : Wire.json("PATCH", client.registrationClientUri(), body);
        return Wire.send(Wire.bearer(request, client.registrationAccessToken()));
    }
}
