package dev.clientregistration.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clientregistration.ServerProfile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Map<String, String> ENDPOINT = Map.of("REGISTRATION_ENDPOINT", "https://as.example.com/r");

    private static Settings settings(Map<String, String> first, String... more) {
        Map<String, String> environment = new java.util.HashMap<>(first);
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return Settings.of(environment);
    }

    @Test
    void nothing_isTheMockAndAFile() {
        Settings settings = settings(Map.of(), "PORT", "  ", "REGISTRATION_ENDPOINT", "");

        assertThat(settings.port()).isEmpty();
        assertThat(settings.server()).isEmpty();
        assertThat(settings.database().url()).isEmpty();
        assertThat(settings.database().key()).isEmpty();
    }

    @Test
    void endpoint_isAStandardServerUnlessSaidOtherwise() {
        Settings.Server server = settings(ENDPOINT).server().orElseThrow();

        assertThat(server.uri()).isEqualTo(URI.create("https://as.example.com/r"));
        assertThat(server.isIssuer()).isFalse();
        assertThat(server.profile()).isEqualTo(ServerProfile.STANDARD);
        assertThat(server.token()).isEmpty();
        assertThat(server.requestsClientId()).isTrue();
    }

    @Test
    void issuer_withClientCredentials_needsNoTokenEndpoint() {
        Settings.Server server = settings(
                        Map.of("ISSUER", "https://as.example.com"),
                        "REGISTRAR_CLIENT_ID",
                        "registrar",
                        "REGISTRAR_CLIENT_SECRET",
                        "its secret",
                        "REGISTRAR_SCOPE",
                        "register")
                .server()
                .orElseThrow();

        assertThat(server.isIssuer()).isTrue();
        assertThat(server.token()
                        .orElseThrow()
                        .clientCredentials()
                        .orElseThrow()
                        .scope())
                .contains("register");
        assertThat(server.toString()).doesNotContain("its secret");
    }

    @ParameterizedTest
    @CsvSource({"keycloak, false", "hydra, true"})
    void clientId_isNotRequestedOfAServerThatRefusesIt(String profile, boolean requested) {
        assertThat(settings(ENDPOINT, "PROFILE", profile).server().orElseThrow().requestsClientId())
                .isEqualTo(requested);
        assertThat(settings(ENDPOINT, "PROFILE", profile, "REQUEST_CLIENT_ID", "" + !requested)
                        .server()
                        .orElseThrow()
                        .requestsClientId())
                .isEqualTo(!requested);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROFILE",
                "INITIAL_ACCESS_TOKEN",
                "REQUEST_CLIENT_ID",
                "REGISTRAR_CLIENT_SECRET",
                "REGISTRAR_SCOPE",
                "TOKEN_ENDPOINT"
            })
    void variable_thatMeansNothingAlone_isRefused(String name) {
        String value =
                switch (name) {
                    case "PROFILE" -> "keycloak";
                    case "REQUEST_CLIENT_ID" -> "true";
                    case "TOKEN_ENDPOINT" -> "https://as.example.com/token";
                    default -> "s3cr3t";
                };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of(name, value)))
                .withMessageContaining("must be set too: " + name + " belongs to it")
                .withMessageNotContaining("s3cr3t");
    }

    @Test
    void contradictions_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(ENDPOINT, "ISSUER", "https://as.example.com"))
                .withMessageContaining("exclude each other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(
                        ENDPOINT,
                        "INITIAL_ACCESS_TOKEN",
                        "s3cr3t",
                        "REGISTRAR_CLIENT_ID",
                        "registrar",
                        "REGISTRAR_CLIENT_SECRET",
                        "s3cr3t"))
                .withMessage("INITIAL_ACCESS_TOKEN and REGISTRAR_CLIENT_ID exclude each other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(ENDPOINT, "REGISTRAR_CLIENT_ID", "registrar"))
                .withMessage("REGISTRAR_CLIENT_SECRET must be set too");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        settings(ENDPOINT, "REGISTRAR_CLIENT_ID", "registrar", "REGISTRAR_CLIENT_SECRET", "s3cr3t"))
                .withMessageStartingWith("TOKEN_ENDPOINT must be set too")
                .withMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, http, PORT must be a number from 0 to 65535",
        "PORT, 65536, PORT must be a number from 0 to 65535",
        "PUBLIC_URL, not a uri, PUBLIC_URL must be a URI",
        "PUBLIC_URL, portal.example.com, PUBLIC_URL must be https://",
        "PUBLIC_URL, portal.example.com:443, PUBLIC_URL must be https://",
        "PUBLIC_URL, https://example.com/portal, PUBLIC_URL must be https://",
        "REGISTRATION_ENDPOINT, not a uri, REGISTRATION_ENDPOINT must be a URI",
        "DATABASE_URL, jdbc:postgresql://db/portal, PORTAL_KEY must be set too"
    })
    void value_thatIsOfNoUse_isRefused(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of(name, value)))
                .withMessageStartingWith(message);
    }

    @Test
    void switchThatIsNone_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(ENDPOINT, "REQUEST_CLIENT_ID", "yes"))
                .withMessage("REQUEST_CLIENT_ID must be true or false");
    }

    @Test
    void database_byUrl() {
        Settings.Store store = settings(
                        Map.of("DATABASE_URL", "jdbc:postgresql://db.example.com/portal"),
                        "DATABASE_USER",
                        "portal",
                        "DATABASE_PASSWORD",
                        "s3cr3t",
                        "PORTAL_KEY",
                        "k3y",
                        "PORTAL_DATA",
                        "somewhere")
                .database();

        assertThat(store.url()).contains("jdbc:postgresql://db.example.com/portal");
        assertThat(store.user()).contains("portal");
        assertThat(store.folder()).isEqualTo(Path.of("somewhere"));
        assertThat(store.toString()).doesNotContain("s3cr3t", "k3y");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("DATABASE_URL", "postgres://db/portal", "PORTAL_KEY", "k3y")))
                .withMessageStartingWith("DATABASE_URL must be a JDBC URL");
    }
}
