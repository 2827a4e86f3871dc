package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers that clients choose behind a prefix, as at Lenus. */
class ClientIdPrefixTest {
    @AutoClose
    private final MockRegistrationServer server =
            MockRegistrationServer.builder().clientIdPrefix("healthorg").start();

    @ParameterizedTest
    @ValueSource(strings = {"superpedometer2", "healthorg.superpedometer2"})
    void register_suffixOrWhole_isTheIdentifier(String chosen) {
        HttpResponse<String> response = Wire.register(server, metadata(chosen));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(json(response).get("client_id").getAsString()).isEqualTo("healthorg.superpedometer2");
        assertThat(json(response).get("registration_client_uri").getAsString())
                .endsWith("/register/healthorg.superpedometer2");
        assertThat(Wire.read(server.clients().get(0)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "healthorg.",
                "SuperPedometer",
                "super-pedometer",
                "super_pedometer",
                "other.superpedometer",
                "healthorg.healthorg.x",
                "é"
            })
    void register_anythingElse_isRefused(String chosen) {
        HttpResponse<String> response = Wire.register(server, metadata(chosen));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_client_metadata");
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void register_noSuffix_isRefused() {
        assertThat(Wire.register(server, Wire.MINIMAL).statusCode()).isEqualTo(400);
    }

    @Test
    void register_taken_isRefusedAndLeavesTheOther() {
        RegisteredClient first = server.register(json(metadata("superpedometer")));

        HttpResponse<String> response = Wire.register(server, metadata("healthorg.superpedometer"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_client_metadata");
        assertThat(server.clients()).containsExactly(first);
    }

    @Test
    void register_withoutARequest_keepsTheRule() {
        assertThatThrownBy(() -> server.register(json(Wire.MINIMAL))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTHLETE")
    void register_everyDialect_keepsTheRule(Dialect dialect) {
        try (MockRegistrationServer other = MockRegistrationServer.builder()
                .dialect(dialect)
                .registrationAccess(RegistrationAccess.OPEN)
                .clientIdPrefix("healthorg")
                .start()) {
            assertThat(json(Wire.register(other, metadata("x")))
                            .get("client_id")
                            .getAsString())
                    .isEqualTo("healthorg.x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "health.org", "health/org"})
    void clientIdPrefix_otherCharacters_isRefused(String prefix) {
        assertThatThrownBy(() -> MockRegistrationServer.builder().clientIdPrefix(prefix))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String metadata(String clientId) {
        JsonObject metadata = json(Wire.MINIMAL);
        metadata.addProperty("client_id", clientId);
        return metadata.toString();
    }
}
