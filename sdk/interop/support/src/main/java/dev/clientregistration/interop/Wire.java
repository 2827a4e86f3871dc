package dev.clientregistration.interop;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.clientregistration.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Plain HTTP, without the SDK: what the tests need of a server besides client registration. */
public final class Wire {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Wire() {}

    /**
     * Obtains an access token by the client credentials grant, authenticated by HTTP Basic.
     *
     * @param tokenEndpoint the token endpoint
     * @param clientId the client's id
     * @param clientSecret the client's secret
     * @param scope scopes, separated by spaces; empty for none
     * @return the access token
     */
    public static Secret accessToken(URI tokenEndpoint, String clientId, Secret clientSecret, String scope) {
        Answer answer = clientCredentials(tokenEndpoint, clientId, clientSecret, scope);
        if (answer.status() != 200) {
            throw new AssertionError("the token endpoint answered " + answer.status());
        }
        return Secret.of(answer.json().getAsJsonObject().get("access_token").getAsString());
    }

    /**
     * Whether the token endpoint knows a client by its secret, and which error it names if not.
     *
     * @param tokenEndpoint the token endpoint
     * @param clientId the client's id
     * @param clientSecret the secret to try
     * @return {@code 200}, or the status and the error code
     */
    public static String login(URI tokenEndpoint, String clientId, Secret clientSecret) {
        Answer answer = clientCredentials(tokenEndpoint, clientId, clientSecret, "");
        return answer.status() == 200
                ? "200"
                : answer.status() + " "
                        + answer.json().getAsJsonObject().get("error").getAsString();
    }

    private static Answer clientCredentials(URI tokenEndpoint, String clientId, Secret clientSecret, String scope) {
        String login = formEncoded(clientId) + ":" + formEncoded(clientSecret.reveal());
        String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        Map<String, String> form = scope.isEmpty()
                ? Map.of("grant_type", "client_credentials")
                : Map.of("grant_type", "client_credentials", "scope", scope);
        return form(tokenEndpoint, Map.of("Authorization", "Basic " + basic), form);
    }

    /**
     * Posts a form.
     *
     * @param uri where to
     * @param headers besides the content type
     * @param fields the form
     * @return the answer
     */
    public static Answer form(URI uri, Map<String, String> headers, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> formEncoded(field.getKey()) + "=" + formEncoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(uri, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /**
     * Sends JSON with a bearer token.
     *
     * @param method the HTTP method
     * @param uri where to
     * @param token the bearer token
     * @param body the JSON
     * @return the answer
     */
    public static Answer json(String method, URI uri, Secret token, JsonElement body) {
        return send(request(uri, Map.of("Authorization", "Bearer " + token.reveal()))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString())));
    }

    /**
     * Reads with a bearer token.
     *
     * @param uri what to read
     * @param token the bearer token
     * @return the answer
     */
    public static Answer get(URI uri, Secret token) {
        return send(request(uri, Map.of("Authorization", "Bearer " + token.reveal()))
                .GET());
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = CLIENT.sendAsync(request.build(), BodyHandlers.ofString())
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        return new Answer(response.statusCode(), response.body());
    }

    private static String formEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param body the body
     */
    public record Answer(int status, String body) {
        /**
         * The body.
         *
         * @return the body as JSON
         */
        public JsonElement json() {
            return JsonParser.parseString(body);
        }

        /**
         * A mask: bodies hold secrets.
         *
         * @return the status
         */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }
}
