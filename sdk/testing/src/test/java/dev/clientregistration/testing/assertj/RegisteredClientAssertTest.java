package dev.clientregistration.testing.assertj;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RegisteredClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegisteredClientAssertTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .secretLifetime(Duration.ofDays(1))
            .start();

    private final RegisteredClient confidential = register("""
            {"redirect_uris": ["https://client.example.com/"], "client_name": "Triangular Pretzel"}""");
    private final RegisteredClient open = register("""
            {"redirect_uris": ["https://client.example.com/"], "token_endpoint_auth_method": "none"}""");

    @Test
    void whatIsSo_passes() {
        assertThat(confidential)
                .isNamed("Triangular Pretzel")
                .hasMember("redirect_uris", "[\"https://client.example.com/\"]")
                .hasNoMember("client_uri")
                .hasSecret()
                .hasSecret(confidential.clientSecret().orElseThrow())
                .hasSecretExpiredBy(NOW.plus(Duration.ofDays(1)));
        assertThat(open).hasNoSecret();
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotSo_failsWithoutASecret(Consumer<RegisteredClientAssertTest> assertion, String message) {
        assertThatThrownBy(() -> assertion.accept(this))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting RegisteredClient[")
                .hasMessageEndingWith(message)
                .hasMessageNotContaining(confidential.clientSecret().orElseThrow());
    }

    static Stream<Arguments> whatIsNotSo_failsWithoutASecret() {
        return Stream.of(
                failing(
                        test -> assertThat(test.confidential).isNamed("Round"),
                        "to be named \"Round\", but client_name is \"Triangular Pretzel\""),
                failing(
                        test -> assertThat(test.open).isNamed("Round"),
                        "to be named \"Round\", but client_name is absent"),
                failing(
                        test -> assertThat(test.open).hasMember("scope", "\"openid\""),
                        "to have the expected scope, but it is absent"),
                failing(
                        test -> assertThat(test.open).hasNoMember("application_type"),
                        "to have no application_type, but it is \"web\""),
                failing(test -> assertThat(test.open).hasSecret(), "to have a secret"),
                failing(test -> assertThat(test.confidential).hasSecret("guess"), "to have the expected secret"),
                failing(test -> assertThat(test.confidential).hasNoSecret(), "to have no secret"),
                failing(
                        test -> assertThat(test.confidential).hasSecretExpiredBy(NOW),
                        "to have a secret that expires until 2030-01-01T00:00:00Z, but that is 2030-01-02T00:00:00Z"),
                failing(
                        test -> assertThat(test.open).hasSecretExpiredBy(NOW),
                        "to have a secret that expires until 2030-01-01T00:00:00Z, but that is never"));
    }

    @Test
    void softwareStatement_isNotShown() {
        RegisteredClient client = register("""
                {"redirect_uris": ["https://client.example.com/"], "software_statement": "a.b.c"}""");

        assertThatThrownBy(() -> assertThat(client).hasNoMember("software_statement"))
                .hasMessageEndingWith("to have no software_statement, but it is ***");
    }

    private static Arguments failing(Consumer<RegisteredClientAssertTest> assertion, String message) {
        return Arguments.of(Named.of(message, assertion), message);
    }

    private RegisteredClient register(String metadata) {
        return server.register(JsonParser.parseString(metadata).getAsJsonObject());
    }
}
