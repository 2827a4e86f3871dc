package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Speaks HTTP to the server as a stranger does: with the JDK's client and no code of the server's. */
final class Wire {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Wire() {}

    /** Metadata that every server accepts. */
    static final String MINIMAL = """
            {"redirect_uris": ["https://client.example.com/callback"]}""";

    static HttpResponse<String> register(MockRegistrationServer server, String json) {
        HttpRequest.Builder request = json("POST", server.registrationEndpoint(), json);
        return server.issuer().getScheme().equals("https") ? send(trusting(server), request) : send(request);
    }

    /** A client that trusts the server. */
    static HttpClient trusting(MockRegistrationServer server) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(server.sslContext())
                .build();
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

    static HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri));
    }

    /** A form of names and values by turns. */
    static HttpRequest.Builder form(URI uri, String... parameters) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(parameters[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()));
    }

    static HttpRequest.Builder basic(HttpRequest.Builder request, String name, String password) {
        String text = URLEncoder.encode(name, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return request.header("Authorization", "Basic " + encoded);
    }

    /** An access token for {@code registrar}, whose secret is {@code secret}. */
    static String token(MockRegistrationServer server, String scope) {
        return json(send(basic(
                        form(server.tokenEndpoint(), "grant_type", "client_credentials", "scope", scope),
                        "registrar",
                        "secret")))
                .get("access_token")
                .getAsString();
    }

    static HttpRequest.Builder bearer(HttpRequest.Builder request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        return send(CLIENT, request);
    }

    static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
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
