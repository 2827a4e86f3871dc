package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Speaks HTTP to the server as a stranger does: with the JDK's client and no code of the server's. */
final class Wire {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Wire() {}

    /** Metadata that every server accepts. */
    static final String MINIMAL = """
            {"redirect_uris": ["https://client.example.com/callback"]}""";

    static HttpResponse<String> register(MockRegistrationServer server, String json) {
        return send(json("POST", server.registrationEndpoint(), json));
    }

    static HttpResponse<String> read(RegisteredClient client) {
        return read(client.registrationClientUri(), client.registrationAccessToken());
    }

    static HttpResponse<String> read(URI uri, String token) {
        return send(bearer(HttpRequest.newBuilder(uri), token));
    }

    static HttpResponse<String> update(RegisteredClient client, JsonObject body) {
        return update(client, body.toString());
    }

    static HttpResponse<String> update(RegisteredClient client, String json) {
        return send(bearer(json("PUT", client.registrationClientUri(), json), client.registrationAccessToken()));
    }

    static HttpResponse<String> delete(RegisteredClient client) {
        return send(bearer(
                HttpRequest.newBuilder(client.registrationClientUri()).DELETE(), client.registrationAccessToken()));
    }

    static HttpRequest.Builder json(String method, URI uri, String body) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
    }

    static HttpRequest.Builder bearer(HttpRequest.Builder request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonObject json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    static String error(HttpResponse<String> response) {
        return json(response).get("error").getAsString();
    }

    static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("(absent)");
    }
}
