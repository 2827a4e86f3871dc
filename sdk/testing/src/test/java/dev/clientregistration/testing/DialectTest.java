package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
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
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTHLETE")
    void operations_areKnownForWhatTheyAre(Dialect dialect) {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().dialect(dialect).start()) {
            Wire.send(Wire.json("POST", server.registrationEndpoint(), Wire.MINIMAL));
            Wire.send(Wire.form(server.tokenEndpoint()));
            Wire.get(URI.create(server.issuer() + "/.well-known/oauth-authorization-server"));

            assertThat(server.exchanges())
                    .extracting(exchange -> exchange.operation().orElse(null))
                    .containsExactly(Operation.REGISTER, Operation.TOKEN, Operation.DISCOVERY);
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
    @EnumSource
    void named_everyDialect_isFoundByItsName(Dialect dialect) {
        assertThat(dialect.dialectName())
                .isEqualTo(dialect.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(Dialect.named(dialect.dialectName())).isSameAs(dialect);
    }

    @Test
    void named_unknown_isRefusedWithWhatIsKnown() {
        assertThatThrownBy(() -> Dialect.named("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no dialect \"nothing\"; known are standard, ");
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
                Named.of("quirks", builder -> builder.quirks(Quirk.NULL_ARRAYS)),
                Named.of("document", builder -> builder.document(URI.create("https://x.example.com"), "{}")),
                Named.of("accessTokenLifetime", builder -> builder.accessTokenLifetime(Duration.ofMinutes(1))),
                Named.of("clientIdPrefix", builder -> builder.clientIdPrefix("one")),
                Named.of("registrationsPerHour", builder -> builder.registrationsPerHour(1)),
                Named.of(
                        "registrationAccessTokenLifetime",
                        builder -> builder.registrationAccessTokenLifetime(Duration.ofMinutes(1))),
                Named.of("issuerPath", builder -> builder.issuerPath("/one")),
                Named.of("registrationAccess", builder -> builder.registrationAccess(RegistrationAccess.TOKEN)),
                Named.of("registrar", builder -> builder.registrar("registrar", "secret")),
                Named.of("registrationScope", builder -> builder.registrationScope("register")),
                Named.of(
                        "softwareStatementIssuer",
                        builder -> builder.softwareStatementIssuer("https://x.example.com", "{\"keys\": []}")),
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
