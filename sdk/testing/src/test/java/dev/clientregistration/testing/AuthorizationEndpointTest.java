package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody signs in, but a client's redirect URIs and response types show. */
class AuthorizationEndpointTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.start();

    private final RegisteredClient client = server.register(json("""
            {"redirect_uris": ["https://client.example.com/callback?a=b", "https://client.example.com/other"],
             "grant_types": ["authorization_code", "implicit"], "response_types": ["code", "code id_token"]}"""));

    @Test
    void authorize_registeredRedirectUri_isSentBackDenied() {
        HttpResponse<String> response = authorize(client.clientId(), "https://client.example.com/other", "code");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(header(response, "Location"))
                .isEqualTo("https://client.example.com/other?error=access_denied&state=a%26b&iss="
                        + URLEncoder.encode(server.issuer().toString(), StandardCharsets.UTF_8));
    }

    @Test
    void authorize_redirectUriWithQuery_keepsIt() {
        assertThat(header(authorize(client.clientId(), "https://client.example.com/callback?a=b", "code"), "Location"))
                .startsWith("https://client.example.com/callback?a=b&error=access_denied");
    }

    @Test
    void authorize_responseWithAToken_isSentBackInTheFragment() {
        assertThat(header(
                        authorize(client.clientId(), "https://client.example.com/other", "code id_token"), "Location"))
                .startsWith("https://client.example.com/other#error=access_denied");
    }

    @Test
    void authorize_responseTypeThatIsNotRegistered_isUnauthorizedClient() {
        assertThat(header(authorize(client.clientId(), "https://client.example.com/other", "token"), "Location"))
                .startsWith("https://client.example.com/other#error=unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://client.example.com/callback", "https://evil.example.com/", ""})
    void authorize_otherRedirectUri_isSentNowhere(String uri) {
        HttpResponse<String> response = authorize(client.clientId(), uri, "code");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(header(response, "Location")).isEqualTo("(absent)");
    }

    @Test
    void authorize_unknownClient_isSentNowhere() {
        assertThat(authorize("unknown", "https://client.example.com/other", "code")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void authorize_onlyOneRedirectUri_needsNotBeNamed() {
        RegisteredClient one = server.register(json(Wire.MINIMAL));

        HttpResponse<String> response =
                Wire.get(URI.create(server.issuer() + "/authorize?response_type=code&client_id=" + one.clientId()));

        assertThat(header(response, "Location")).startsWith("https://client.example.com/callback?error=access_denied");
    }

    private HttpResponse<String> authorize(String clientId, String redirectUri, String responseType) {
        return Wire.get(URI.create(server.issuer() + "/authorize?client_id=" + clientId + "&redirect_uri="
                + URLEncoder.encode(redirectUri, StandardCharsets.UTF_8) + "&response_type="
                + URLEncoder.encode(responseType, StandardCharsets.UTF_8) + "&state=a%26b"));
    }
}
