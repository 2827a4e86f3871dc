package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may register: open, with a token, with a token that is used up. */
class InitialAccessTokenTest {
    private final MovableClock clock = new MovableClock();

    @Test
    void register_openServer_needsNoToken() {
        try (MockRegistrationServer server = start(builder())) {
            assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN", "SINGLE_USE_TOKEN"})
    void register_closedServer_needsATokenThatItIssued(RegistrationAccess access) {
        try (MockRegistrationServer server = start(builder().registrationAccess(access))) {
            assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(401);
            assertThat(register(server, "another").statusCode()).isEqualTo(401);
            assertThat(register(server, server.issueInitialAccessToken()).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void register_token_isGoodAsOftenAsOneLikes() {
        try (MockRegistrationServer server = start(builder().registrationAccess(RegistrationAccess.TOKEN))) {
            String token = server.issueInitialAccessToken();

            assertThat(register(server, token).statusCode()).isEqualTo(201);
            assertThat(register(server, token).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void register_singleUseToken_isUsedUpByTheFirstSuccess() {
        try (MockRegistrationServer server = start(builder()
                .registrationAccess(RegistrationAccess.SINGLE_USE_TOKEN)
                .initialAccessToken("once"))) {
            assertThat(Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), "{}"), "once"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(register(server, "once").statusCode()).isEqualTo(201);
            assertIsInvalidToken(register(server, "once"));

            server.reset();
            assertThat(register(server, "once").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void register_tokenThatHasExpired_isInvalidToken() {
        try (MockRegistrationServer server = start(
                builder().registrationAccess(RegistrationAccess.TOKEN).accessTokenLifetime(Duration.ofMinutes(5)))) {
            String token = server.issueInitialAccessToken();
            clock.advance(Duration.ofMinutes(5).minusMillis(1));
            assertThat(register(server, token).statusCode()).isEqualTo(201);

            clock.advance(Duration.ofMillis(1));
            assertIsInvalidToken(register(server, token));
        }
    }

    @Test
    void register_tokenOfBeforeAReset_isInvalidToken() {
        try (MockRegistrationServer server = start(builder().registrationAccess(RegistrationAccess.TOKEN))) {
            String token = server.issueInitialAccessToken();
            server.reset();

            assertIsInvalidToken(register(server, token));
        }
    }

    @Test
    void register_tokenOfTheRegistrar_isGoodAndClosesTheServer() {
        try (MockRegistrationServer server = start(builder().registrar("registrar", "its secret: ä"))) {
            assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(401);
            assertThat(register(server, token(server, "its secret: ä")).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void token_registrarInTheForm_isIssued() {
        try (MockRegistrationServer server = start(builder().registrar("registrar", "secret"))) {
            HttpResponse<String> response = Wire.send(Wire.form(
                    server.tokenEndpoint(),
                    "grant_type",
                    "client_credentials",
                    "client_id",
                    "registrar",
                    "client_secret",
                    "secret"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(register(server, json(response).get("access_token").getAsString())
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void token_registrarWithWrongSecret_isInvalidClient() {
        try (MockRegistrationServer server = start(builder().registrar("registrar", "secret"))) {
            HttpResponse<String> response = Wire.send(Wire.basic(
                    Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials"), "registrar", "wrong"));

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(error(response)).isEqualTo("invalid_client");
        }
    }

    @Test
    void register_registrationScope_mustBeInTheToken() {
        try (MockRegistrationServer server = start(
                builder().registrar("registrar", "secret", "register", "other").registrationScope("register"))) {
            assertThat(register(server, token(server, "secret", "register")).statusCode())
                    .isEqualTo(201);
            assertThat(register(server, token(server, "secret", "other register"))
                            .statusCode())
                    .isEqualTo(201);

            HttpResponse<String> response = register(server, token(server, "secret", "other"));
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(error(response)).isEqualTo("insufficient_scope");
            assertThat(Wire.header(response, "WWW-Authenticate")).contains("error=\"insufficient_scope\"");
        }
    }

    @Test
    void register_registrationScope_isWhatTheRegistrarGetsIfNoneWasNamed() {
        try (MockRegistrationServer server =
                start(builder().registrar("registrar", "secret").registrationScope("register"))) {
            assertThat(register(server, token(server, "secret")).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void register_tokenOfAnOrdinaryClient_isInsufficient() {
        try (MockRegistrationServer server = start(builder().registrar("registrar", "secret"))) {
            RegisteredClient client = server.register(json("""
                    {"grant_types": ["client_credentials"]}"""));
            HttpResponse<String> token = Wire.send(Wire.basic(
                    Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials"),
                    client.clientId(),
                    client.clientSecret().orElseThrow()));

            HttpResponse<String> response =
                    register(server, json(token).get("access_token").getAsString());
            assertThat(response.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void register_accessThatWasSet_winsOverWhatATokenImplies() {
        try (MockRegistrationServer server =
                start(builder().initialAccessToken("token").registrationAccess(RegistrationAccess.OPEN))) {
            assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(201);
        }
    }

    private MockRegistrationServer.Builder builder() {
        return MockRegistrationServer.builder().clock(clock);
    }

    private static MockRegistrationServer start(MockRegistrationServer.Builder builder) {
        return builder.start();
    }

    private static HttpResponse<String> register(MockRegistrationServer server, String token) {
        return Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), MINIMAL), token));
    }

    private static String token(MockRegistrationServer server, String secret, String... scope) {
        String[] form = scope.length == 0
                ? new String[] {"grant_type", "client_credentials"}
                : new String[] {"grant_type", "client_credentials", "scope", scope[0]};
        return json(Wire.send(Wire.basic(Wire.form(server.tokenEndpoint(), form), "registrar", secret)))
                .get("access_token")
                .getAsString();
    }

    private static void assertIsInvalidToken(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error(response)).isEqualTo("invalid_token");
    }
}
