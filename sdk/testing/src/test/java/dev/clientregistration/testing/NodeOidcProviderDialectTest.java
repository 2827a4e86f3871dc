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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** node-oidc-provider 9 on the wire. */
class NodeOidcProviderDialectTest {
    private static final List<String> MEMBERS = List.of(
            "application_type",
            "grant_types",
            "id_token_signed_response_alg",
            "require_auth_time",
            "response_types",
            "subject_type",
            "token_endpoint_auth_method",
            "post_logout_redirect_uris",
            "require_pushed_authorization_requests",
            "dpop_bound_access_tokens",
            "client_id_issued_at",
            "client_id",
            "client_name",
            "client_secret_expires_at",
            "client_secret",
            "redirect_uris",
            "registration_client_uri",
            "registration_access_token");

    @AutoClose
    private final MockRegistrationServer server =
            MockRegistrationServer.builder().dialect(Dialect.NODE_OIDC_PROVIDER).start();

    @Test
    void register_minimal_membersInItsOrder() {
        HttpResponse<String> response = Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/callback"], "client_name": "Pretzel"}""");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Pragma")).isEqualTo("(absent)");
        assertThat(header(response, "Content-Type")).isEqualTo("application/json; charset=utf-8");
        JsonObject information = json(response);
        assertThat(information.keySet()).containsExactlyElementsOf(MEMBERS);
        assertThat(information.get("client_secret_expires_at")).hasToString("0");
        assertThat(information.get("client_id").getAsString()).hasSize(43);
        assertThat(information.get("client_secret").getAsString()).hasSize(86);
        assertThat(information.get("registration_access_token").getAsString()).hasSize(43);
        assertThat(information.get("registration_client_uri").getAsString())
                .isEqualTo(
                        server.issuer() + "/reg/" + information.get("client_id").getAsString());
    }

    @Test
    void register_unknownAndTranslatedMembers_areDropped() {
        JsonObject information = json(Wire.register(server, """
                {"redirect_uris": ["https://client.example.com/"], "x_unknown": 1, "software_id": "x",
                 "contacts": ["ops@example.com"]}"""));

        assertThat(information.keySet())
                .doesNotContain("x_unknown", "software_id")
                .contains("contacts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | invalid_redirect_uri",
                "{'grant_types': ['client_credentials']} | invalid_redirect_uri",
                "{'redirect_uris': 'x'} | invalid_redirect_uri",
                "{'redirect_uris': ['https://client.example.com/#f']} | invalid_redirect_uri",
                "{'redirect_uris': ['com.example:/x']} | invalid_redirect_uri",
                "{'redirect_uris': [], 'client_name': ''} | invalid_client_metadata",
                "{'redirect_uris': [], 'client_name': 1} | invalid_client_metadata",
                "{'redirect_uris': [], 'require_auth_time': 'true'} | invalid_client_metadata",
                "{'redirect_uris': [], 'token_endpoint_auth_method': 'nonsense'} | invalid_client_metadata",
                "{ | invalid_request",
                "'' | invalid_request",
                "[] | invalid_request"
            })
    void register_refused(String body, String error) {
        HttpResponse<String> response = Wire.register(server, body.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo(error);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void register_otherContentType_isInvalidRequest() {
        HttpResponse<String> response = Wire.send(HttpRequest.newBuilder(server.registrationEndpoint())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(MINIMAL)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_request");
    }

    @Test
    void register_onlyClientCredentials_needsAnEmptyArrayOfRedirectUris() {
        JsonObject information = json(Wire.register(server, """
                {"grant_types": ["client_credentials"], "response_types": [], "redirect_uris": []}"""));

        assertThat(information.get("redirect_uris")).hasToString("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | application/json",
                "*/* | application/json",
                "application/json, text/html;q=0.9 | application/json",
                "text/html | text/html",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2 | text/html",
                "text/*, application/json;q=0.5 | text/html",
                "image/png | application/json"
            })
    void error_whoPrefersHtml_getsAPage(String accept, String type) {
        HttpResponse<String> error =
                Wire.send(Wire.json("POST", server.registrationEndpoint(), "{}").header("Accept", accept));
        HttpResponse<String> success = Wire.send(
                Wire.json("POST", server.registrationEndpoint(), MINIMAL).header("Accept", accept));

        assertThat(header(error, "Content-Type")).startsWith(type);
        assertThat(header(success, "Content-Type")).startsWith("application/json");
    }

    @Test
    void readAndUpdate_tellEverythingTheUriLast() {
        RegisteredClient client = server.register(json(MINIMAL));
        List<String> order = new ArrayList<>(MEMBERS);
        order.remove("client_name");
        Collections.swap(order, order.size() - 2, order.size() - 1);

        JsonObject read = json(Wire.read(client));
        JsonObject updated = json(update(client, "\"redirect_uris\": [\"https://client.example.com/new\"]"));

        assertThat(read.keySet()).containsExactlyElementsOf(order);
        assertThat(updated.keySet()).containsExactlyElementsOf(order);
        assertThat(read.get("registration_access_token").getAsString()).isEqualTo(client.registrationAccessToken());
        assertThat(updated.get("registration_access_token").getAsString())
                .isNotEqualTo(client.registrationAccessToken());
    }

    @Test
    void update_replacesAndDropsNullAndEmpty() {
        RegisteredClient client = server.register(json("""
                {"redirect_uris": ["https://client.example.com/"], "client_name": "Pretzel", "scope": "openid"}"""));

        JsonObject information = json(update(client, """
                "redirect_uris": ["https://client.example.com/"], "client_name": null, "logo_uri": "" """));

        assertThat(information.keySet()).doesNotContain("client_name", "logo_uri", "scope");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registration_access_token",
                "registration_client_uri",
                "client_secret_expires_at",
                "client_id_issued_at"
            })
    void update_memberThatTheServerIssues_isInvalidRequest(String name) {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response = update(client, "\"redirect_uris\": [], \"" + name + "\": 1");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_request");
    }

    @Test
    void update_otherIdOrSecret_isInvalidRequest() {
        RegisteredClient client = server.register(json(MINIMAL));

        assertThat(error(Wire.update(client, "{\"redirect_uris\": []}"))).isEqualTo("invalid_request");
        assertThat(error(update(client, "\"redirect_uris\": [], \"client_secret\": \"wrong\"")))
                .isEqualTo("invalid_request");
        assertThat(update(
                                client,
                                "\"redirect_uris\": [], \"client_secret\": \""
                                        + client.clientSecret().orElseThrow() + "\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void delete_thenUnauthorized() {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response = Wire.delete(client);
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(Wire.read(client).statusCode()).isEqualTo(401);
    }

    @Test
    void read_noToken_isChallengedWithTheIssuerAsRealm() {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response = Wire.get(client.registrationClientUri());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error(response)).isEqualTo("invalid_token");
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer realm=\"" + server.issuer() + "\"");
    }

    @Test
    void read_wrongToken_isChallengedWithTheError() {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response = Wire.read(client.registrationClientUri(), "wrong");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate"))
                .startsWith("Bearer realm=\"" + server.issuer() + "\", error=\"invalid_token\", error_description=");
    }

    @Test
    void read_otherScheme_isInvalidRequest() {
        RegisteredClient client = server.register(json(MINIMAL));

        HttpResponse<String> response =
                Wire.send(Wire.basic(HttpRequest.newBuilder(client.registrationClientUri()), "x", "y"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_request");
    }

    @Test
    void read_tokenOfAnotherClientOrOfAClientThatIsGone_isDestroyed() {
        RegisteredClient client = server.register(json(MINIMAL));
        RegisteredClient other = server.register(json(MINIMAL));
        RegisteredClient third = server.register(json(MINIMAL));

        assertThat(Wire.read(client.registrationClientUri(), other.registrationAccessToken())
                        .statusCode())
                .isEqualTo(401);
        assertThat(Wire.read(other).statusCode()).isEqualTo(401);
        URI unknown = URI.create(server.registrationEndpoint() + "/unknown");
        assertThat(Wire.read(unknown, third.registrationAccessToken()).statusCode())
                .isEqualTo(401);
        assertThat(Wire.read(third).statusCode()).isEqualTo(401);
        assertThat(Wire.read(client).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void registrationEndpoint_otherMethod_isNotFoundInText(String method) {
        HttpResponse<String> response = Wire.send(
                HttpRequest.newBuilder(server.registrationEndpoint()).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("Not Found");
    }

    @Test
    void register_fixedInitialAccessToken_isDemanded() {
        try (MockRegistrationServer closed = MockRegistrationServer.builder()
                .dialect(Dialect.NODE_OIDC_PROVIDER)
                .initialAccessToken("initial")
                .start()) {
            HttpRequest.Builder request = Wire.json("POST", closed.registrationEndpoint(), MINIMAL);

            assertThat(Wire.register(closed, MINIMAL).statusCode()).isEqualTo(401);
            assertThat(Wire.send(Wire.bearer(request, "initial")).statusCode()).isEqualTo(201);
        }
    }

    private static HttpResponse<String> update(RegisteredClient client, String members) {
        return Wire.update(client, "{\"client_id\": \"" + client.clientId() + "\", " + members + "}");
    }
}
