package dev.clientregistration.testing.junit;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * The service that the README's recipes test, as somebody might have written it: it registers clients, waits when it is
 * told to, renews secrets and gets tokens with them.
 */
final class Onboarding {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI registrationEndpoint;
    private final String initialAccessToken;
    private final Consumer<Duration> sleep;

    Onboarding(URI registrationEndpoint, String initialAccessToken, Consumer<Duration> sleep) {
        this.registrationEndpoint = registrationEndpoint;
        this.initialAccessToken = initialAccessToken;
        this.sleep = sleep;
    }

    /** @throws UncheckedIOException if nobody knows whether the client was registered; it is not tried again then */
    JsonObject onboard(String name) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("client_name", name);
        metadata.add("redirect_uris", JsonParser.parseString("[\"https://client.example.com/callback\"]"));
        metadata.add("grant_types", JsonParser.parseString("[\"authorization_code\", \"client_credentials\"]"));
        HttpRequest request = HttpRequest.newBuilder(registrationEndpoint)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + initialAccessToken)
                .POST(BodyPublishers.ofString(metadata.toString()))
                .build();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response = send(request);
            if (response.statusCode() == 201) {
                return JsonParser.parseString(response.body()).getAsJsonObject();
            }
            if (response.statusCode() != 503 || attempt == 3) {
                throw new IllegalStateException("registration was refused with HTTP " + response.statusCode());
            }
            sleep.accept(Duration.ofSeconds(
                    Long.parseLong(response.headers().firstValue("Retry-After").orElse("1"))));
        }
    }

    /** Updates the client to what it is, which brings a new secret. */
    JsonObject renewSecret(JsonObject client) {
        JsonObject update = client.deepCopy();
        for (String name : new String[] {
            "client_id_issued_at", "client_secret_expires_at", "registration_access_token", "registration_client_uri"
        }) {
            update.remove(name);
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(text(client, "registration_client_uri")))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + text(client, "registration_access_token"))
                .PUT(BodyPublishers.ofString(update.toString()))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("the update was refused with HTTP " + response.statusCode());
        }
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    /** Whether the credentials are good for a token. */
    boolean canSignIn(URI tokenEndpoint, JsonObject client) {
        String credentials = text(client, "client_id") + ":" + text(client, "client_secret");
        HttpRequest request = HttpRequest.newBuilder(tokenEndpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return send(request).statusCode() == 200;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(JsonObject client, String name) {
        return client.get(name).getAsString();
    }
}
