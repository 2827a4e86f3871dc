package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which path and method leads where, and the metadata documents. */
class RoutingTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.start();

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"})
    void registrationEndpoint_otherMethod_isNotAllowed(String method) {
        assertNotAllowed(method, server.registrationEndpoint(), "POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "HEAD", "OPTIONS"})
    void configurationEndpoint_otherMethod_isNotAllowed(String method) {
        RegisteredClient client = server.register(json(MINIMAL));

        assertNotAllowed(method, client.registrationClientUri(), "DELETE, GET, PUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    void metadataDocument_otherMethod_isNotAllowed(String path) {
        assertNotAllowed("POST", server.issuer().resolve(path), "GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/register/",
                "/register/a/b",
                "/registers",
                "/Register",
                "/.well-known",
                "/.well-known/openid-configuration/"
            })
    void otherPath_isNotFound(String path) {
        HttpResponse<String> response =
                Wire.send(HttpRequest.newBuilder(server.issuer().resolve(path)));

        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void registrationEndpoint_withQuery_isTheSame() {
        HttpRequest.Builder request = Wire.json("POST", URI.create(server.registrationEndpoint() + "?a=b"), MINIMAL);

        assertThat(Wire.send(request).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    void metadataDocument_namesIssuerAndEndpoints(String path) {
        HttpResponse<String> response =
                Wire.send(HttpRequest.newBuilder(server.issuer().resolve(path)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        JsonObject metadata = json(response);
        assertThat(metadata.get("issuer").getAsString())
                .isEqualTo(server.issuer().toString());
        assertThat(metadata.get("registration_endpoint").getAsString())
                .isEqualTo(server.registrationEndpoint().toString());
        assertThat(metadata.get("token_endpoint").getAsString())
                .isEqualTo(server.tokenEndpoint().toString());
    }

    @Test
    void metadataDocument_everyResponseTypeItNames_canBeRegistered() {
        JsonObject document = json(
                Wire.send(HttpRequest.newBuilder(server.issuer().resolve("/.well-known/oauth-authorization-server"))));
        JsonObject metadata = json("""
                {"redirect_uris": ["https://client.example.com/"],
                 "grant_types": ["authorization_code", "implicit"]}""");
        metadata.add("response_types", document.get("response_types_supported"));

        assertThat(Wire.register(server, metadata.toString()).statusCode()).isEqualTo(201);
    }

    private static void assertNotAllowed(String method, URI uri, String allow) {
        HttpResponse<String> response = Wire.send(HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo(allow);
    }
}
