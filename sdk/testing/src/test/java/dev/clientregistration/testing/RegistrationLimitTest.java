package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A limit that the test sets, whatever the dialect's is. */
class RegistrationLimitTest {
    @Test
    void register_moreThanTheTestAllows_isTooMany() {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().registrationsPerHour(1).start()) {
            RegisteredClient client = server.register(Wire.json(Wire.MINIMAL));
            assertThat(Wire.register(server, Wire.MINIMAL).statusCode()).isEqualTo(201);

            HttpResponse<String> response = Wire.register(server, Wire.MINIMAL);

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(Wire.error(response)).isEqualTo("too_many_requests");
            assertThat(Wire.read(client).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void register_noLimit_isNotToldOfAny() {
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                .dialect(Dialect.MCP)
                .registrationsPerHour(0)
                .start()) {
            assertThat(Wire.header(Wire.register(server, Wire.MINIMAL), "RateLimit-Limit"))
                    .isEqualTo("(absent)");
        }
    }

    @Test
    void registrationsPerHour_negative_isRefused() {
        assertThatThrownBy(() -> MockRegistrationServer.builder().registrationsPerHour(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("registrationsPerHour must not be negative: -1");
    }
}
