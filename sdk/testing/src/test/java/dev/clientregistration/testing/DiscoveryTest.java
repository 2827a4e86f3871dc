package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metadata documents and what they lead to. */
class DiscoveryTest {
    @Test
    void document_hasWhatBothStandardsDemand() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            JsonObject document = json(Wire.get(server.issuer().resolve("/.well-known/openid-configuration")));

            // RFC 8414 section 2, OpenID Connect Discovery 1.0 section 3, RFC 9207 section 3
            assertThat(document.keySet())
                    .containsExactly(
                            "issuer",
                            "authorization_endpoint",
                            "token_endpoint",
                            "jwks_uri",
                            "registration_endpoint",
                            "scopes_supported",
                            "response_types_supported",
                            "response_modes_supported",
                            "grant_types_supported",
                            "token_endpoint_auth_methods_supported",
                            "token_endpoint_auth_signing_alg_values_supported",
                            "subject_types_supported",
                            "id_token_signing_alg_values_supported",
                            "authorization_response_iss_parameter_supported");
            assertThat(strings(document, "token_endpoint_auth_methods_supported"))
                    .containsExactly(
                            "client_secret_basic",
                            "client_secret_post",
                            "client_secret_jwt",
                            "private_key_jwt",
                            "none");
            assertThat(strings(document, "scopes_supported")).containsExactly("openid");
        }
    }

    @Test
    void document_scopesOfRegistrarAndRegistration_areSupported() {
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                .registrar("registrar", "secret", "register", "other")
                .registrationScope("register")
                .start()) {
            JsonObject document = json(Wire.get(server.issuer().resolve("/.well-known/openid-configuration")));

            assertThat(strings(document, "scopes_supported")).containsExactly("openid", "register", "other");
        }
    }

    @Test
    void document_everyGrantTypeAndMethodItNames_canBeRegistered() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            JsonObject document = json(Wire.get(server.issuer().resolve("/.well-known/openid-configuration")));
            JsonObject metadata = json(MINIMAL);
            metadata.add("grant_types", document.get("grant_types_supported"));
            metadata.add("response_types", document.get("response_types_supported"));
            for (String method : strings(document, "token_endpoint_auth_methods_supported")) {
                metadata.addProperty("token_endpoint_auth_method", method);

                HttpResponse<String> response = Wire.register(server, metadata.toString());

                assertThat(response.statusCode()).isEqualTo(201);
                assertThat(json(response).get("token_endpoint_auth_method").getAsString())
                        .isEqualTo(method);
            }
        }
    }

    @Test
    void jwksUri_leadsToPublicKeys() throws ParseException {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            JsonObject document = json(Wire.get(server.issuer().resolve("/.well-known/openid-configuration")));
            HttpResponse<String> keys =
                    Wire.get(URI.create(document.get("jwks_uri").getAsString()));

            assertThat(header(keys, "Content-Type")).isEqualTo("application/json");
            assertThat(JWKSet.parse(keys.body()).getKeys())
                    .hasSize(1)
                    .allMatch(key ->
                            !key.isPrivate() && key.getAlgorithm().getName().equals("RS256"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server/tenants/one",
                "/tenants/one/.well-known/openid-configuration",
                "/.well-known/openid-configuration/tenants/one",
                "/tenants/one/.well-known/oauth-authorization-server"
            })
    void issuerPath_standsBehindOrBeforeTheWellKnownPart(String path) {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().issuerPath("/tenants/one").start()) {
            JsonObject document = json(Wire.get(server.issuer().resolve(path)));

            assertThat(server.issuer().getPath()).isEqualTo("/tenants/one");
            assertThat(document.get("issuer").getAsString())
                    .isEqualTo(server.issuer().toString());
            assertThat(document.get("registration_endpoint").getAsString()).isEqualTo(server.issuer() + "/register");
            assertThat(document.get("token_endpoint").getAsString()).isEqualTo(server.issuer() + "/token");
        }
    }

    @Test
    void issuerPath_isThePathOfEveryEndpoint() {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().issuerPath("/tenants/one").start()) {
            RegisteredClient client = server.register(json(MINIMAL));

            assertThat(client.registrationClientUri())
                    .isEqualTo(URI.create(server.issuer() + "/register/" + client.clientId()));
            assertThat(Wire.read(client).statusCode()).isEqualTo(200);
            assertThat(Wire.get(server.issuer().resolve("/register/" + client.clientId()))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(Wire.get(server.issuer().resolve("/.well-known/openid-configuration"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "tenant", "/tenant/", "//", "/a//b", "/a?b", "/a b"})
    void issuerPath_thatIsNoPath_isRefused(String path) {
        assertThatThrownBy(() -> MockRegistrationServer.builder().issuerPath(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("path must be empty or like /tenants/one");
    }

    private static List<String> strings(JsonObject object, String name) {
        return object.getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
