package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Calls the Authlete dialect as an authorization server does. */
final class AuthleteWire {
    static final String SERVICE = "21653835348762";
    static final String REGISTER = "/client/registration";

    private AuthleteWire() {}

    static MockRegistrationServer start() {
        return start(AuthleteSettings.builder());
    }

    static MockRegistrationServer start(AuthleteSettings.Builder settings) {
        return MockRegistrationServer.builder()
                .dialect(Dialect.AUTHLETE)
                .authlete(settings.build())
                .start();
    }

    static URI uri(MockRegistrationServer server, String service, String operation) {
        return server.baseUri().resolve("/api/" + service + operation);
    }

    static HttpResponse<String> register(MockRegistrationServer server, String json) {
        return call(server, SERVICE, REGISTER, json, null, null);
    }

    static HttpResponse<String> get(MockRegistrationServer server, String clientId, @Nullable String token) {
        return call(server, SERVICE, REGISTER + "/get", null, clientId, token);
    }

    static HttpResponse<String> get(MockRegistrationServer server, RegisteredClient client) {
        return get(server, client.clientId(), client.registrationAccessToken());
    }

    static HttpResponse<String> update(MockRegistrationServer server, RegisteredClient client, String json) {
        return call(server, SERVICE, REGISTER + "/update", json, client.clientId(), client.registrationAccessToken());
    }

    static HttpResponse<String> delete(MockRegistrationServer server, RegisteredClient client) {
        return call(server, SERVICE, REGISTER + "/delete", null, client.clientId(), client.registrationAccessToken());
    }

    /** What is null is left out. */
    static HttpResponse<String> call(
            MockRegistrationServer server,
            String service,
            String operation,
            @Nullable String json,
            @Nullable String clientId,
            @Nullable String token) {
        JsonObject body = new JsonObject();
        add(body, "json", json);
        add(body, "clientId", clientId);
        add(body, "token", token);
        return Wire.send(request(server, service, operation, body.toString()));
    }

    static HttpRequest.Builder request(MockRegistrationServer server, String service, String operation, String body) {
        return Wire.bearer(Wire.json("POST", uri(server, service, operation), body), "service-token");
    }

    /** The metadata of an update that is to succeed. */
    static String of(RegisteredClient client, String json) {
        JsonObject metadata = Wire.json(json);
        metadata.addProperty("client_id", client.clientId());
        return metadata.toString();
    }

    static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }

    static String action(HttpResponse<String> response) {
        return text(Wire.json(response), "action");
    }

    static String resultCode(HttpResponse<String> response) {
        return text(Wire.json(response), "resultCode");
    }

    /** The text in the envelope, read once: it is escaped once. */
    static JsonObject content(HttpResponse<String> response) {
        return Wire.json(text(Wire.json(response), "responseContent"));
    }

    static JsonObject client(HttpResponse<String> response) {
        return Wire.json(response).getAsJsonObject("client");
    }

    /** A failure on HTTP 200. */
    static void assertFailure(HttpResponse<String> response, String action, String code, String error) {
        assertThat(response.body()).contains("\"resultCode\":\"" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject envelope = Wire.json(response);
        assertThat(envelope.keySet()).containsExactly("resultCode", "resultMessage", "action", "responseContent");
        assertThat(text(envelope, "action")).isEqualTo(action);
        assertThat(text(envelope, "resultMessage")).startsWith("[" + code + "] ");
        JsonObject content = content(response);
        assertThat(content.keySet()).containsExactly("error", "error_description", "error_uri");
        assertThat(text(content, "error")).isEqualTo(error);
        assertThat(text(content, "error_description")).isEqualTo(text(envelope, "resultMessage"));
        assertThat(text(content, "error_uri")).isEqualTo("https://docs.authlete.com/#" + code);
    }

    /** A failure by an HTTP status. */
    static void assertResult(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Wire.header(response, "Content-Type")).isEqualTo("application/json");
        JsonObject result = Wire.json(response);
        assertThat(result.keySet()).containsExactly("resultCode", "resultMessage");
        assertThat(text(result, "resultCode")).isEqualTo(code);
        assertThat(text(result, "resultMessage")).startsWith("[" + code + "] ");
    }

    private static void add(JsonObject body, String name, @Nullable String value) {
        if (value != null) {
            body.addProperty(name, value);
        }
    }
}
