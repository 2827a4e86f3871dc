package dev.clientregistration.interop.contract;

import dev.clientregistration.testing.MockRegistrationServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Requests that the SDK does not send; of these, only the answers are looked at. */
final class Raw {
    static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    /** Most are not of the type or the form that the specification asks for. */
    private static final List<String> MEMBERS = List.of(
            "\"contacts\": \"not a list\"",
            "\"grant_types\": [\"urn:example:unknown\"]",
            "\"token_endpoint_auth_method\": \"guessing\"",
            "\"jwks_uri\": \"relative\"",
            "\"contacts\": [\"pretzel@example.com\"]",
            "\"client_id\": \"mine\"");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Raw() {}

    static void send(String method, URI uri, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        CLIENT.sendAsync(request.build(), BodyHandlers.discarding())
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** What a registration endpoint is sent by those who have not read RFC 7591. */
    static void strangeRegistrations(MockRegistrationServer server) {
        String json = "application/json";
        String token = "Bearer " + Bench.TOKEN;
        String client = Samples.MINIMAL.toJson();
        register(server, json, token, "{");
        register(server, json, token, "[]");
        register(server, json, token, "");
        for (String member : MEMBERS) {
            register(server, json, token, "{\"redirect_uris\": [\"https://client.example.com/\"], " + member + "}");
        }
        register(server, json, token, "{\"redirect_uris\": [\"/relative\"]}");
        register(server, "text/plain", token, client);
        register(server, json, "Basic YTpi", client);
        register(server, json, "Bearer two words", client);
        send("POST", server.registrationEndpoint(), Map.of("Authorization", token), client);
    }

    /** What a client configuration endpoint is sent: without a token, and with changes that are none. */
    static void strangeManagement(URI uri, String token) {
        for (String method : List.of("GET", "DELETE")) {
            send(method, uri, Map.of(), "");
        }
        for (String method : List.of("PUT", "PATCH")) {
            send(method, uri, JSON, "{}");
            send(method, uri, Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token), "{");
        }
    }

    private static void register(MockRegistrationServer server, String contentType, String login, String body) {
        send("POST", server.registrationEndpoint(), Map.of("Content-Type", contentType, "Authorization", login), body);
    }
}
