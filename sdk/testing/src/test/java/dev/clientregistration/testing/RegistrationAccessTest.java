package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.bearer;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Who may register, and which token the server tells to those outside of the JVM. */
class RegistrationAccessTest {
    private final MovableClock clock = new MovableClock();

    private MockRegistrationServer start(Dialect dialect, RegistrationAccess access) {
        return MockRegistrationServer.builder()
                .dialect(dialect)
                .registrationAccess(access)
                .clock(clock)
                .start();
    }

    private static HttpResponse<String> register(MockRegistrationServer server, String token) {
        return Wire.send(bearer(json("POST", server.registrationEndpoint(), MINIMAL), token));
    }

    @ParameterizedTest
    @EnumSource
    void named_accessName_isFound(RegistrationAccess access) {
        assertThat(RegistrationAccess.named(access.accessName())).isEqualTo(access);
    }

    @Test
    void named_other_isRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> RegistrationAccess.named("OPEN"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"OPEN\"; known are open, token, single-use-token, switched-off");
    }

    // ---- the standing token

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTHLETE")
    void facts_tokenIsNeeded_tellOneThatNeverExpires(Dialect dialect) {
        try (MockRegistrationServer server = start(dialect, RegistrationAccess.TOKEN)) {
            String token = server.facts().get("initial_access_token").getAsString();
            clock.advance(Duration.ofDays(400));

            assertThat(register(server, token).statusCode()).isEqualTo(201);
            assertThat(register(server, token).statusCode()).isEqualTo(201);
            assertThat(server.facts().get("initial_access_token").getAsString()).isEqualTo(token);
        }
    }

    @Test
    void facts_dialectThatDemandsTokens_tellOneWithoutBeingAsked() {
        for (Dialect dialect : List.of(Dialect.SPRING_AUTHORIZATION_SERVER, Dialect.SIMPLE_ID_SERVER)) {
            try (MockRegistrationServer server =
                    MockRegistrationServer.builder().dialect(dialect).start()) {
                String token = server.facts().get("initial_access_token").getAsString();

                assertThat(register(server, token).statusCode())
                        .as("%s", dialect)
                        .isEqualTo(201);
            }
        }
    }

    @Test
    void reset_tokenOfOneUse_isGoodAgain() {
        try (MockRegistrationServer server = start(Dialect.STANDARD, RegistrationAccess.SINGLE_USE_TOKEN)) {
            String token = server.facts().get("initial_access_token").getAsString();
            assertThat(register(server, token).statusCode()).isEqualTo(201);
            assertThat(register(server, token).statusCode()).isEqualTo(401);

            server.reset();

            assertThat(server.facts().get("initial_access_token").getAsString()).isEqualTo(token);
            assertThat(register(server, token).statusCode()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SWITCHED_OFF"})
    void facts_noTokenIsNeeded_tellNone(RegistrationAccess access) {
        try (MockRegistrationServer server = start(Dialect.STANDARD, access)) {
            assertThat(server.facts().get("initial_access_token").isJsonNull()).isTrue();
        }
    }

    // ---- switched off

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTHLETE")
    void switchedOff_nothingIsThereAndNothingSpeaksOfIt(Dialect dialect) {
        try (MockRegistrationServer server = start(dialect, RegistrationAccess.SWITCHED_OFF)) {
            RegisteredClient client = server.register(json("""
                    {"client_name": "Pretzel", "redirect_uris": ["https://client.example.com/callback"]}"""));

            assertThat(register(server, "any").statusCode()).isEqualTo(404);
            if (client.registrationClientUri() != null) {
                assertThat(Wire.read(client).statusCode()).isEqualTo(404);
            }
            assertThat(server.clients()).hasSize(1);
            assertThat(metadata(server).keySet()).contains("issuer").doesNotContain("registration_endpoint");
            assertThat(server.facts().get("registration_endpoint")).returns(true, JsonElement::isJsonNull);
        }
    }

    @Test
    void switchedOff_noTokenIsIssued() {
        try (MockRegistrationServer server = start(Dialect.STANDARD, RegistrationAccess.SWITCHED_OFF)) {
            assertThatThrownBy(server::issueInitialAccessToken)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("switched off");
        }
    }

    private static JsonObject metadata(MockRegistrationServer server) {
        return json(Wire.get(URI.create(server.issuer().resolve("/") + ".well-known/oauth-authorization-server"
                + server.issuer().getPath())));
    }
}
