package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in the body of a registration, before anybody looks at the metadata. */
class RegisterBodyTest {
    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.start();

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=utf-8", "application/json;v=1", "APPLICATION/JSON"
            })
    void register_jsonWithOrWithoutParameters_isCreated(String contentType) {
        assertThat(send(contentType, MINIMAL).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "application/jwt"})
    void register_otherContentType_isRefused(String contentType) {
        assertIsRefused(send(contentType, MINIMAL), "the body must be sent as application/json");
    }

    @Test
    void register_noContentType_isRefused() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.registrationEndpoint()).POST(BodyPublishers.ofString(MINIMAL));

        assertIsRefused(Wire.send(request), "the body must be sent as application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{'redirect_uris': []}",
                "{redirect_uris: []}",
                "{\"a\": 1,}",
                "{\"a\": 01}",
                "{\"a\": NaN}",
                "{\"a\": True}",
                "{\"a\": \"\t\"}",
                "{\"a\" = 1}",
                "// comment\n{}",
                "{\"a\": [1 2]}"
            })
    void register_malformedJson_isRefused(String body) {
        assertIsRefused(Wire.register(server, body), "the body is not well-formed JSON");
    }

    @Test
    void register_endlesslyNestedJson_isRefused() {
        assertIsRefused(Wire.register(server, "{\"a\":" + "[".repeat(100_000)), "the body is not well-formed JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "1", "true", "null"})
    void register_jsonThatIsNoObject_isRefused(String body) {
        assertIsRefused(Wire.register(server, body), "the body must be a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{}]", "{} x"})
    void register_somethingAfterTheObject_isRefused(String body) {
        HttpResponse<String> response = Wire.register(server, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_client_metadata");
    }

    @Test
    void register_memberNamedTwice_isRefused() {
        assertIsRefused(
                Wire.register(server, "{\"scope\": \"a\", \"scope\": \"a\"}"), "the body names a member twice: scope");
    }

    @Test
    void register_memberNamedTwiceByAnEscape_isRefused() {
        assertIsRefused(
                Wire.register(server, "{\"scope\": \"a\", \"sc\\u006fpe\": null}"),
                "the body names a member twice: scope");
    }

    @Test
    void register_memberNamedTwiceDeepDown_isRefusedAndItsNameToldInAsciiOnly() {
        assertIsRefused(
                Wire.register(server, "{\"x\": [{\"\u00e9\\\"\": 1, \"\u00e9\\\"\": 2}]}"),
                "the body names a member twice: ??");
    }

    @Test
    void register_bodyThatIsNotUtf8_isRefused() {
        byte[] latin = "{\"client_name\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.registrationEndpoint())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(latin));

        assertIsRefused(Wire.send(request), "the body is not UTF-8");
    }

    private HttpResponse<String> send(String contentType, String body) {
        return Wire.send(HttpRequest.newBuilder(server.registrationEndpoint())
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    private static void assertIsRefused(HttpResponse<String> response, String description) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Wire.header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(Wire.header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(error(response)).isEqualTo("invalid_client_metadata");
        assertThat(json(response).get("error_description").getAsString()).isEqualTo(description);
    }
}
