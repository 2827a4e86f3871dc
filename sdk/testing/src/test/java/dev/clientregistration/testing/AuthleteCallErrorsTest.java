package dev.clientregistration.testing;

import static dev.clientregistration.testing.AuthleteWire.REGISTER;
import static dev.clientregistration.testing.AuthleteWire.SERVICE;
import static dev.clientregistration.testing.AuthleteWire.assertResult;
import static dev.clientregistration.testing.AuthleteWire.text;
import static dev.clientregistration.testing.AuthleteWire.uri;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mistakes that the Authlete dialect tells the caller of the API, by an HTTP status. */
class AuthleteCallErrorsTest {
    @AutoClose
    private final MockRegistrationServer server = AuthleteWire.start();

    @ParameterizedTest
    @ValueSource(strings = {"", "/get", "/update", "/delete"})
    void call_withoutAuthorization_isA001202AndNamesTheOperation(String operation) {
        HttpResponse<String> response =
                Wire.send(Wire.json("POST", uri(server, SERVICE, REGISTER + operation), "{\"json\": \"{}\"}"));

        assertResult(response, 401, "A001202");
        assertThat(text(json(response), "resultMessage"))
                .isEqualTo("[A001202] /client/registration" + operation + ", no bearer token was sent");
        assertThat(server.clients()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpzZWNyZXQ=", "Bearer", "Bearer ", "Bearer two words", "DPoP token"})
    void call_authorizationOfAnotherForm_isA001203(String authorization) {
        assertResult(
                Wire.send(Wire.json("POST", uri(server, SERVICE, REGISTER), "{\"json\": \"{}\"}")
                        .header("Authorization", authorization)),
                401,
                "A001203");
    }

    @Test
    void call_severalAuthorizationHeaders_isA001203() {
        assertResult(
                Wire.send(AuthleteWire.request(server, SERVICE, REGISTER, "{\"json\": \"{}\"}")
                        .header("Authorization", "Bearer other")),
                401,
                "A001203");
    }

    @Test
    void call_withoutContentType_isA258201() {
        assertResult(
                Wire.send(Wire.bearer(
                        HttpRequest.newBuilder(uri(server, SERVICE, REGISTER))
                                .POST(BodyPublishers.ofString("{\"json\": \"{}\"}")),
                        "token")),
                400,
                "A258201");
    }

    @Test
    void call_asForm_isA000201() {
        assertResult(
                Wire.send(Wire.bearer(
                        HttpRequest.newBuilder(uri(server, SERVICE, REGISTER))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("json=%7B%7D")),
                        "token")),
                415,
                "A000201");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"json\": {\"client_name\": \"not a text\"}}",
                "{\"json\": \"{}\", \"token\": 1}",
                "{\"json\": \"{}\", \"clientId\": 26837717140341}"
            })
    void call_bodyThatIsNoCall_isA000201(String body) {
        assertResult(Wire.send(AuthleteWire.request(server, SERVICE, REGISTER, body)), 400, "A000201");
        assertThat(server.clients()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/get", "/update", "/delete"})
    void call_otherMethod_isNotAllowed(String operation) {
        HttpResponse<String> response = Wire.send(
                Wire.bearer(HttpRequest.newBuilder(uri(server, SERVICE, REGISTER + operation)), "service-token"));

        assertResult(response, 405, "A000201");
        assertThat(header(response, "Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/register",
                "/.well-known/openid-configuration",
                "/api/client/registration",
                "/api//client/registration",
                "/api/1/client/registration/",
                "/api/1/client/registration/list",
                "/api/1/2/client/registration",
                "/v3/api/1/client/registration"
            })
    void call_otherPath_isNotFoundWithANumberAsItsCode(String path) {
        URI uri = URI.create(server.baseUri() + path);
        HttpResponse<String> response = Wire.send(Wire.bearer(Wire.json("POST", uri, "{\"json\": \"{}\"}"), "token"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response)).isEqualTo(json("{\"resultCode\": 404, \"resultMessage\": \"\"}"));
    }

    @Test
    void call_withQuery_isTheSame() {
        HttpResponse<String> response =
                Wire.send(AuthleteWire.request(server, SERVICE, REGISTER + "?a=b", "{\"json\": \"{}\"}"));

        assertThat(AuthleteWire.action(response)).isEqualTo("CREATED");
    }

    @Test
    void call_accessToken_isTheOnlyOne() {
        try (MockRegistrationServer strict =
                AuthleteWire.start(AuthleteSettings.builder().accessToken("the-token"))) {
            URI uri = uri(strict, SERVICE, REGISTER);

            assertResult(Wire.send(Wire.bearer(Wire.json("POST", uri, "{\"json\": \"{}\"}"), "other")), 401, "A003204");
            assertThat(AuthleteWire.action(
                            Wire.send(Wire.bearer(Wire.json("POST", uri, "{\"json\": \"{}\"}"), "the-token"))))
                    .isEqualTo("CREATED");
        }
    }

    @Test
    void call_services_areTheOnlyOnes() {
        try (MockRegistrationServer strict =
                AuthleteWire.start(AuthleteSettings.builder().services("1", "2").addService("3"))) {
            assertResult(AuthleteWire.call(strict, "4", REGISTER, "{}", null, null), 403, "A003201");
            assertResult(AuthleteWire.call(strict, "null", REGISTER, "{}", null, null), 403, "A003201");
            assertThat(AuthleteWire.action(AuthleteWire.call(strict, "2", REGISTER, "{}", null, null)))
                    .isEqualTo("CREATED");
            assertThat(AuthleteWire.action(AuthleteWire.call(strict, "3", REGISTER, "{}", null, null)))
                    .isEqualTo("CREATED");
        }
    }
}
