package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server's dialect decides, whichever it is. */
class DialectTest {
    @Test
    void start_byDefault_isStandard() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            assertThat(server.dialect()).isEqualTo(Dialect.STANDARD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void start_dialect_isSpoken(Dialect dialect) {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().dialect(dialect).start()) {
            assertThat(server.dialect()).isEqualTo(dialect);
            assertThat(server.baseUri()).isEqualTo(server.issuer());
        }
    }

    @ParameterizedTest
    @MethodSource
    void start_settingOfTheStandardDialectInAnother_isRefused(Consumer<MockRegistrationServer.Builder> setting) {
        MockRegistrationServer.Builder builder =
                MockRegistrationServer.builder().dialect(Dialect.AUTHLETE);
        setting.accept(builder);

        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith(" is no setting of dialect AUTHLETE");
    }

    static Stream<Named<Consumer<MockRegistrationServer.Builder>>>
            start_settingOfTheStandardDialectInAnother_isRefused() {
        return Stream.of(
                Named.of("initialAccessToken", builder -> builder.initialAccessToken("token")),
                Named.of("rotateOnRead", builder -> builder.rotateRegistrationAccessTokenOnRead(true)),
                Named.of("rotateOnUpdate", builder -> builder.rotateRegistrationAccessTokenOnUpdate(true)),
                Named.of("rotateSecret", builder -> builder.rotateSecretOnUpdate(true)),
                Named.of("secretLifetime", builder -> builder.secretLifetime(Duration.ofDays(1))));
    }

    @Test
    void start_authleteSettingsInTheStandardDialect_areRefused() {
        MockRegistrationServer.Builder builder = MockRegistrationServer.builder()
                .authlete(AuthleteSettings.builder().build());

        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("authlete is no setting of dialect STANDARD");
    }

    @Test
    void authleteService_inTheStandardDialect_isRefused() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            assertThatThrownBy(() -> server.authleteService("1"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the dialect STANDARD has no services");
        }
    }

    @Test
    void authlete_hasNeitherOneEndpointNorClientsWithoutService() {
        try (MockRegistrationServer server = AuthleteWire.start()) {
            assertThatThrownBy(server::registrationEndpoint)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("this dialect has an endpoint for each service: begin with baseUri()");
            assertThatThrownBy(() -> server.register(new JsonObject()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "a client of this dialect belongs to a service: use authleteService(...).register(...)");
        }
    }
}
