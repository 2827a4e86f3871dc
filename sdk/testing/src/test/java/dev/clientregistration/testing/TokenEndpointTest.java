package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registered client proves its new credentials; {@link ClientAssertionTest} has those that are assertions. */
class TokenEndpointTest {
    private final MovableClock clock = new MovableClock();

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .clock(clock)
            .secretLifetime(Duration.ofDays(30))
            .accessTokenLifetime(Duration.ofMinutes(5))
            .start();

    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
    void token_methodOfTheRegistration_isIssuedAndKeptByNoCache(String method) {
        RegisteredClient client = register(method);

        HttpResponse<String> response = Wire.send(request(client, method));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        JsonObject token = json(response);
        assertThat(token.keySet()).containsExactly("access_token", "token_type", "expires_in", "scope");
        assertThat(token.get("access_token").getAsString()).isNotEmpty();
        assertThat(token.get("token_type").getAsString()).isEqualTo("Bearer");
        assertThat(token.get("expires_in").getAsInt()).isEqualTo(300);
        assertThat(token.get("scope").getAsString()).isEqualTo("read write");
    }

    @ParameterizedTest
    @CsvSource({
        "client_secret_basic, client_secret_post",
        "client_secret_post, client_secret_basic",
        "client_secret_jwt, client_secret_basic",
        "client_secret_jwt, client_secret_post"
    })
    void token_otherMethodThanThatOfTheRegistration_isInvalidClient(String registered, String used) {
        assertIsInvalidClient(Wire.send(request(register(registered), used)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
    void token_wrongSecret_isInvalidClient(String method) {
        RegisteredClient client = register(method);

        assertIsInvalidClient(Wire.send(request(client.clientId(), "wrong", method)));
    }

    @Test
    void token_unknownClient_isInvalidClient() {
        assertIsInvalidClient(Wire.send(request("unknown", "secret", "client_secret_basic")));
    }

    @Test
    void token_clientThatIsGone_isInvalidClient() {
        RegisteredClient client = register("client_secret_basic");
        Wire.delete(client);

        assertIsInvalidClient(Wire.send(request(client, "client_secret_basic")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Basic", "Basic ???", "Basic bm9jb2xvbg=="})
    void token_headerThatIsNotOfAClient_isInvalidClient(String credentials) {
        HttpRequest.Builder request = Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials");

        assertIsInvalidClient(Wire.send(request.header("Authorization", credentials)));
    }

    @Test
    void token_secretThatHasExpired_isInvalidClient() {
        RegisteredClient client = register("client_secret_basic");
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(Wire.send(request(client, "client_secret_basic")).statusCode())
                .isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));
        assertIsInvalidClient(Wire.send(request(client, "client_secret_basic")));
    }

    @Test
    void token_publicClient_isNotForClientCredentials() {
        RegisteredClient client = register("none");

        HttpResponse<String> response = Wire.send(
                Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials", "client_id", client.clientId()));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("unauthorized_client");
    }

    @Test
    void token_publicClientWithSecret_isInvalidClient() {
        RegisteredClient client = register("none");

        assertIsInvalidClient(Wire.send(request(client.clientId(), "anything", "client_secret_post")));
    }

    @Test
    void token_grantTypeThatIsNotRegistered_isUnauthorizedClient() {
        RegisteredClient client = server.register(json(Wire.MINIMAL));

        HttpResponse<String> response = Wire.send(request(client, "client_secret_basic"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("unauthorized_client");
    }

    @Test
    void token_codeThatNobodyIssued_isInvalidGrant() {
        RegisteredClient client = server.register(json(Wire.MINIMAL));

        HttpResponse<String> response = Wire.send(authenticated(
                client, Wire.form(server.tokenEndpoint(), "grant_type", "authorization_code", "code", "x")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_grant");
    }

    @Test
    void token_grantTypeThatTheServerLacks_isUnsupported() {
        RegisteredClient client = register("client_secret_basic");

        HttpResponse<String> response =
                Wire.send(authenticated(client, Wire.form(server.tokenEndpoint(), "grant_type", "password")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("unsupported_grant_type");
    }

    @Test
    void token_fewerScopes_areGranted() {
        RegisteredClient client = register("client_secret_basic");

        JsonObject token = json(Wire.send(authenticated(
                client, Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials", "scope", "write"))));

        assertThat(token.get("scope").getAsString()).isEqualTo("write");
    }

    @Test
    void token_scopeThatIsNotRegistered_isInvalidScope() {
        RegisteredClient client = register("client_secret_basic");

        HttpResponse<String> response = Wire.send(authenticated(
                client, Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials", "scope", "read admin")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_scope");
    }

    @Test
    void token_clientWithoutScope_getsATokenWithoutScope() {
        RegisteredClient client = server.register(json("""
                {"grant_types": ["client_credentials"]}"""));

        JsonObject token = json(Wire.send(request(client, "client_secret_basic")));

        assertThat(token.keySet()).containsExactly("access_token", "token_type", "expires_in");
    }

    @Test
    void token_severalProofs_isInvalidRequest() {
        RegisteredClient client = register("client_secret_basic");

        assertIsInvalidRequest(authenticated(
                client,
                Wire.form(
                        server.tokenEndpoint(),
                        "grant_type",
                        "client_credentials",
                        "client_secret",
                        client.clientSecret().orElseThrow())));
    }

    @Test
    void token_basicAndAnotherClientInTheForm_isInvalidRequest() {
        RegisteredClient client = register("client_secret_basic");

        assertIsInvalidRequest(authenticated(
                client, Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials", "client_id", "another")));
    }

    @Test
    void token_parameterTwice_isInvalidRequest() {
        assertIsInvalidRequest(Wire.form(server.tokenEndpoint(), "grant_type", "a", "grant_type", "b"));
    }

    @Test
    void token_noGrantType_isInvalidRequest() {
        assertIsInvalidRequest(
                authenticated(register("client_secret_basic"), Wire.form(server.tokenEndpoint(), "scope", "read")));
    }

    @Test
    void token_jsonInsteadOfAForm_isInvalidRequest() {
        assertIsInvalidRequest(Wire.json("POST", server.tokenEndpoint(), "{}"));
    }

    @Test
    void token_get_isNotAllowed() {
        HttpResponse<String> response = Wire.get(server.tokenEndpoint());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo("POST");
    }

    @Test
    void token_afterTheSecretRotated_takesTheNewSecretOnly() {
        try (MockRegistrationServer rotating =
                MockRegistrationServer.builder().rotateSecretOnUpdate(true).start()) {
            RegisteredClient before = rotating.register(json("""
                    {"grant_types": ["client_credentials"]}"""));
            Wire.update(before, """
                    {"client_id": "%s", "grant_types": ["client_credentials"]}""".formatted(before.clientId()));
            RegisteredClient after = rotating.client(before.clientId()).orElseThrow();

            assertThat(Wire.send(authenticated(
                                    after, Wire.form(rotating.tokenEndpoint(), "grant_type", "client_credentials")))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Wire.send(authenticated(
                                    before, Wire.form(rotating.tokenEndpoint(), "grant_type", "client_credentials")))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private RegisteredClient register(String method) {
        return server.register(json("""
                {"token_endpoint_auth_method": "%s", "grant_types": ["client_credentials"], "scope": "read write"}""".formatted(method)));
    }

    private HttpRequest.Builder request(RegisteredClient client, String method) {
        return request(client.clientId(), client.clientSecret().orElseThrow(), method);
    }

    private HttpRequest.Builder request(String id, String secret, String method) {
        return method.equals("client_secret_basic")
                ? Wire.basic(Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials"), id, secret)
                : Wire.form(
                        server.tokenEndpoint(),
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        id,
                        "client_secret",
                        secret);
    }

    private static HttpRequest.Builder authenticated(RegisteredClient client, HttpRequest.Builder request) {
        return Wire.basic(request, client.clientId(), client.clientSecret().orElseThrow());
    }

    private static void assertIsInvalidClient(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Basic realm=\"client-registration\"");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(error(response)).isEqualTo("invalid_client");
    }

    private static void assertIsInvalidRequest(HttpRequest.Builder request) {
        HttpResponse<String> response = Wire.send(request);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_request");
    }
}
