package dev.clientregistration.samples.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that knows nothing of registration: what it gets is what went over the wire. */
final class Http {
    static final String METADATA =
            "{\"client_name\":\"Triangular Pretzel\",\"redirect_uris\":[\"https://example.com/callback\"]}";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    static HttpResponse<String> send(HttpRequest request) {
        return sendAsync(request).orTimeout(20, TimeUnit.SECONDS).join();
    }

    static CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return CLIENT.sendAsync(request, BodyHandlers.ofString()).thenApply(Http::checked);
    }

    static HttpResponse<String> register(URI endpoint, String body) {
        return send(post(endpoint, body).build());
    }

    static HttpRequest.Builder post(URI endpoint, String body) {
        return post(endpoint, BodyPublishers.ofString(body));
    }

    static HttpRequest.Builder post(URI endpoint, BodyPublisher body) {
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .POST(body);
    }

    /** A request for the client in an answer to a registration. */
    static HttpRequest.Builder manage(JsonObject client, String method, String body) {
        return HttpRequest.newBuilder(
                        URI.create(client.get("registration_client_uri").getAsString()))
                .header("Authorization", "Bearer " + text(client, "registration_access_token"))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    static JsonObject json(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }

    static String error(HttpResponse<String> response) {
        return text(json(response), "error");
    }

    /** What holds for every answer, whatever it says. */
    private static HttpResponse<String> checked(HttpResponse<String> response) {
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(response.headers().allValues("Pragma")).containsExactly("no-cache");
        assertThat(response.headers().allValues("Content-Type").isEmpty())
                .as("a body has a type, and no body has none")
                .isEqualTo(response.body().isEmpty());
        return response;
    }
}
