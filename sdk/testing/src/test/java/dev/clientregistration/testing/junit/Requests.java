package dev.clientregistration.testing.junit;

import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RegisteredClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A client program as small as can be. */
final class Requests {
    static final String METADATA = """
            {"redirect_uris": ["https://client.example.com/callback"], "client_name": "Triangular Pretzel"}""";

    private Requests() {}

    /** Returns the status. */
    static int register(MockRegistrationServer server) {
        return send(
                server,
                HttpRequest.newBuilder(server.registrationEndpoint())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(METADATA)));
    }

    /** With a token and a chosen identifier. */
    static int register(MockRegistrationServer server, String token, String clientId) {
        return send(
                server,
                HttpRequest.newBuilder(server.registrationEndpoint())
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                METADATA.replaceFirst("\\{", "{\"client_id\": \"" + clientId + "\", "))));
    }

    static int read(MockRegistrationServer server, RegisteredClient client) {
        return send(
                server,
                HttpRequest.newBuilder(client.registrationClientUri())
                        .header("Authorization", "Bearer " + client.registrationAccessToken()));
    }

    static int update(MockRegistrationServer server, RegisteredClient client) {
        String body = METADATA.replaceFirst("\\{", "{\"client_id\": \"" + client.clientId() + "\", ");
        return send(
                server,
                HttpRequest.newBuilder(client.registrationClientUri())
                        .header("Authorization", "Bearer " + client.registrationAccessToken())
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body)));
    }

    /** Why the server cannot be reached. */
    static IOException failure(MockRegistrationServer server) {
        try {
            register(server);
            throw new AssertionError(server + " is still there");
        } catch (UncheckedIOException e) {
            return e.getCause();
        }
    }

    private static int send(MockRegistrationServer server, HttpRequest.Builder request) {
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        if (server.issuer().getScheme().equals("https")) {
            client.sslContext(server.sslContext());
        }
        try {
            return client.build()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
