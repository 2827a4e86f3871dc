package dev.clientregistration.testing;

import static dev.clientregistration.testing.AuthleteWire.REGISTER;
import static dev.clientregistration.testing.AuthleteWire.SERVICE;
import static dev.clientregistration.testing.AuthleteWire.action;
import static dev.clientregistration.testing.AuthleteWire.assertFailure;
import static dev.clientregistration.testing.AuthleteWire.client;
import static dev.clientregistration.testing.AuthleteWire.content;
import static dev.clientregistration.testing.AuthleteWire.text;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The switches of Authlete's services. */
class AuthleteSwitchesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "/get", "/update", "/delete"})
    void dynamicRegistrationSupported_off_everyOperationIsA206201(String operation) {
        try (MockRegistrationServer server =
                AuthleteWire.start(AuthleteSettings.builder().dynamicRegistrationSupported(false))) {
            RegisteredClient client = server.authleteService(SERVICE).register(new JsonObject());

            assertFailure(
                    AuthleteWire.call(
                            server,
                            SERVICE,
                            REGISTER + operation,
                            AuthleteWire.of(client, "{}"),
                            client.clientId(),
                            client.registrationAccessToken()),
                    "BAD_REQUEST",
                    "A206201",
                    "invalid_request");
            assertThat(server.clients()).containsExactly(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/get", "/update", "/delete"})
    void unauthorizedOnClientConfigSupported_on_clientAndTokenAreToldAsUnauthorized(String operation) {
        try (MockRegistrationServer server =
                AuthleteWire.start(AuthleteSettings.builder().unauthorizedOnClientConfigSupported(true))) {
            AuthleteService service = server.authleteService(SERVICE);
            RegisteredClient client = service.register(new JsonObject());
            String token = client.registrationAccessToken();

            assertUnauthorized(server, operation, "A215301", "x", token);
            assertUnauthorized(server, operation, "A215302", "1", token);
            assertUnauthorized(server, operation, "A215305", client.clientId(), null);
            assertUnauthorized(server, operation, "A215307", client.clientId(), "wrong");
            service.removeRegistrationAccessToken(client.clientId());
            assertUnauthorized(server, operation, "A215306", client.clientId(), token);
            service.makeStatic(client.clientId());
            assertUnauthorized(server, operation, "A215303", client.clientId(), token);
        }
    }

    @Test
    void unauthorizedOnClientConfigSupported_on_badMetadataIsStillABadRequest() {
        try (MockRegistrationServer server =
                AuthleteWire.start(AuthleteSettings.builder().unauthorizedOnClientConfigSupported(true))) {
            RegisteredClient client = server.authleteService(SERVICE).register(new JsonObject());

            assertFailure(
                    AuthleteWire.update(server, client, "{}"), "BAD_REQUEST", "A214301", "invalid_client_metadata");
            assertFailure(AuthleteWire.register(server, "{"), "BAD_REQUEST", "A203303", "invalid_client_metadata");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example.com/register,,https://a.example.com/register/",
        "https://a.example.com/register,https://a.example.com/manage,https://a.example.com/manage/",
        ",https://a.example.com/manage,https://a.example.com/manage/",
        ",,https://as.example.com/register/"
    })
    void managementEndpoint_elseRegistrationEndpoint_isWhereClientsManageThemselves(
            @Nullable URI registration, @Nullable URI management, String expected) {
        AuthleteSettings.Builder settings = AuthleteSettings.builder();
        if (registration != null) {
            settings.registrationEndpoint(registration);
        }
        if (management != null) {
            settings.registrationManagementEndpoint(management);
        }
        try (MockRegistrationServer server = AuthleteWire.start(settings)) {
            JsonObject information = content(AuthleteWire.register(server, "{}"));

            assertThat(text(information, "registration_client_uri"))
                    .isEqualTo(expected + text(information, "client_id"));
            assertThat(server.clients().get(0).registrationClientUri())
                    .isEqualTo(URI.create(expected + text(information, "client_id")));
        }
    }

    @Test
    void dcrScopeUsedAsRequestable_on_scopeIsRegisteredAndLimitsTheClient() {
        try (MockRegistrationServer server =
                AuthleteWire.start(AuthleteSettings.builder().dcrScopeUsedAsRequestable(true))) {
            HttpResponse<String> response = AuthleteWire.register(server, "{\"scope\": \"openid  email\"}");
            HttpResponse<String> empty = AuthleteWire.register(server, "{\"scope\": \"\"}");
            HttpResponse<String> none = AuthleteWire.register(server, "{}");

            assertThat(text(content(response), "scope")).isEqualTo("openid  email");
            assertThat(client(response).get("extension")).isEqualTo(json("""
                    {"requestableScopes": ["openid", "email"], "requestableScopesEnabled": true}"""));
            assertThat(client(empty).get("extension")).isEqualTo(json("""
                    {"requestableScopes": [], "requestableScopesEnabled": true}"""));
            assertThat(client(none).has("extension")).isFalse();
            assertFailure(
                    AuthleteWire.register(server, "{\"scope\": [\"openid\"]}"),
                    "BAD_REQUEST",
                    "A204308",
                    "invalid_client_metadata");
        }
    }

    @Test
    void dcrDuplicateSoftwareIdBlocked_on_refusesASecondClientOfTheService() {
        try (MockRegistrationServer server =
                AuthleteWire.start(AuthleteSettings.builder().dcrDuplicateSoftwareIdBlocked(true))) {
            String metadata = "{\"software_id\": \"pretzel\"}";
            AuthleteWire.register(server, metadata);
            RegisteredClient client = server.clients().get(0);

            assertFailure(AuthleteWire.register(server, metadata), "BAD_REQUEST", "A031201", "invalid_client_metadata");
            assertThat(action(AuthleteWire.update(server, client, AuthleteWire.of(client, metadata))))
                    .isEqualTo("UPDATED");
            assertThat(action(AuthleteWire.register(server, "{\"software_id\": \"bretzel\"}")))
                    .isEqualTo("CREATED");
            assertThat(action(AuthleteWire.register(server, "{}"))).isEqualTo("CREATED");
            assertThat(action(AuthleteWire.call(server, "2", REGISTER, metadata, null, null)))
                    .isEqualTo("CREATED");
            AuthleteWire.delete(server, client);
            assertThat(action(AuthleteWire.register(server, metadata))).isEqualTo("CREATED");
        }
    }

    @Test
    void dcrDuplicateSoftwareIdBlocked_off_twoClientsShareIt() {
        try (MockRegistrationServer server = AuthleteWire.start()) {
            AuthleteWire.register(server, "{\"software_id\": \"pretzel\"}");

            assertThat(action(AuthleteWire.register(server, "{\"software_id\": \"pretzel\"}")))
                    .isEqualTo("CREATED");
        }
    }

    @Test
    void supportedCustomClientMetadata_listedMembersAreKeptDigitForDigit() {
        try (MockRegistrationServer server = AuthleteWire.start(AuthleteSettings.builder()
                .supportedCustomClientMetadata("x_number", "x_object")
                .addSupportedCustomClientMetadata("x_absent"))) {
            HttpResponse<String> response = AuthleteWire.register(
                    server, "{\"x_object\": {\"b\": null, \"a\": []}, \"x_other\": 1, \"x_number\": 1.50}");

            assertThat(response.body()).contains("\\\"x_number\\\":1.50");
            assertThat(content(response).keySet())
                    .contains("x_number", "x_object")
                    .doesNotContain("x_other", "x_absent");
            assertThat(text(client(response), "customMetadata"))
                    .isEqualTo("{\"x_object\":{\"b\":null,\"a\":[]},\"x_number\":1.50}");
        }
    }

    @Test
    void clientsPerDeveloper_oneMore_isA261601() {
        try (MockRegistrationServer server =
                AuthleteWire.start(AuthleteSettings.builder().clientsPerDeveloper(2))) {
            AuthleteWire.register(server, "{}");
            AuthleteWire.register(server, "{}");

            assertFailure(AuthleteWire.register(server, "{}"), "BAD_REQUEST", "A261601", "invalid_request");
            assertThat(action(AuthleteWire.call(server, "2", REGISTER, "{}", null, null)))
                    .isEqualTo("CREATED");
            server.authleteService(SERVICE).makeStatic(server.clients().get(0).clientId());
            assertThat(action(AuthleteWire.register(server, "{}"))).isEqualTo("CREATED");
        }
    }

    @Test
    void settings_madeEarlier_doNotChangeWithTheBuilder() {
        AuthleteSettings.Builder builder = AuthleteSettings.builder().services("1");
        try (MockRegistrationServer server = AuthleteWire.start(builder)) {
            builder.services("2").dynamicRegistrationSupported(false);

            assertThat(action(AuthleteWire.call(server, "1", REGISTER, "{}", null, null)))
                    .isEqualTo("CREATED");
        }
    }

    @Test
    void services_none_meansEveryOne() {
        try (MockRegistrationServer server =
                AuthleteWire.start(AuthleteSettings.builder().services("1").services())) {
            assertThat(action(AuthleteWire.call(server, "2", REGISTER, "{}", null, null)))
                    .isEqualTo("CREATED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "<id>"})
    void services_thatCannotStandInAPath_areRefused(String serviceId) {
        assertThatThrownBy(() -> AuthleteSettings.builder().services("1", serviceId))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a service identifier must be letters, digits, '.', '_', '~' or '-'");
        assertThatThrownBy(() -> AuthleteSettings.builder().addService(serviceId))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words"})
    void accessToken_thatCannotBeSent_isRefusedWithoutRepeatingIt(String token) {
        assertThatThrownBy(() -> AuthleteSettings.builder().accessToken(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("token must have the form of a bearer token (RFC 6750 section 2.1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/register", "https://as.example.com/register?a=b", "https://as.example.com/register#a"})
    void endpoints_thatNoPathCanFollow_areRefused(URI endpoint) {
        assertThatThrownBy(() -> AuthleteSettings.builder().registrationEndpoint(endpoint))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpoint must be absolute, without query and fragment: " + endpoint);
        assertThatThrownBy(() -> AuthleteSettings.builder().registrationManagementEndpoint(endpoint))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "client_name", "client_name#fr", "scope", "software_statement"})
    void supportedCustomClientMetadata_thatIsNotCustom_isRefused(String name) {
        assertThatThrownBy(() -> AuthleteSettings.builder().supportedCustomClientMetadata(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + " is not custom client metadata");
        assertThatThrownBy(() -> AuthleteSettings.builder().addSupportedCustomClientMetadata(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clientsPerDeveloper_negative_isRefused() {
        assertThatThrownBy(() -> AuthleteSettings.builder().clientsPerDeveloper(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clients must be 0 or more, not -1");
    }

    private static void assertUnauthorized(
            MockRegistrationServer server, String operation, String code, String clientId, @Nullable String token) {
        assertFailure(
                AuthleteWire.call(server, SERVICE, REGISTER + operation, "{}", clientId, token),
                "UNAUTHORIZED",
                code,
                "invalid_token");
    }
}
