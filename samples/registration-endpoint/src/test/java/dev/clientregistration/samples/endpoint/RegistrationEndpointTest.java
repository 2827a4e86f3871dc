package dev.clientregistration.samples.endpoint;

import static dev.clientregistration.samples.endpoint.Http.METADATA;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RecordedExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see on the wire, Authlete's API being well. */
class RegistrationEndpointTest {
    private static RegistrationEndpointSample sample;
    private static URI endpoint;
    private static MockRegistrationServer authlete;

    @BeforeAll
    static void start() throws IOException {
        sample = RegistrationEndpointSample.start(
                Map.of("PORT", "0"), new PrintStream(PrintStream.nullOutputStream(), true));
        endpoint = sample.registrationEndpoint();
        authlete = sample.mock().orElseThrow();
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @BeforeEach
    void reset() {
        authlete.reset();
    }

    private static JsonObject registered() {
        HttpResponse<String> response = Http.register(endpoint, METADATA);
        assertThat(response.statusCode()).isEqualTo(201);
        return Http.json(response);
    }

    /** What the endpoint sent to Authlete's API last. */
    private static JsonObject forwarded() {
        List<RecordedExchange> exchanges = authlete.exchanges();
        return JsonParser.parseString(
                        exchanges.get(exchanges.size() - 1).reveal().requestBody())
                .getAsJsonObject();
    }

    // ---- what goes right

    @Test
    void sample_isANamedModule_soThatTheModuleGraphIsProven() {
        assertThat(RegistrationEndpoint.class.getModule().isNamed()).isTrue();
    }

    @Test
    void register_isAnsweredAsTheStandardSays() {
        HttpResponse<String> response = Http.register(endpoint, METADATA);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().map())
                .containsOnlyKeys("cache-control", "content-length", "content-type", "date", "pragma");
        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
        JsonObject client = Http.json(response);
        assertThat(client.keySet())
                .contains("client_id", "client_secret", "client_secret_expires_at", "registration_access_token");
        assertThat(Http.text(client, "registration_client_uri"))
                .isEqualTo(endpoint + "/" + Http.text(client, "client_id"));
        assertThat(Http.text(client, "client_name")).isEqualTo("Triangular Pretzel");
    }

    @Test
    void get_isAnsweredWithTheClient() {
        JsonObject client = registered();

        HttpResponse<String> response = Http.send(Http.manage(client, "GET", "").build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map())
                .containsOnlyKeys("cache-control", "content-length", "content-type", "date", "pragma");
        assertThat(Http.json(response)).isEqualTo(client);
    }

    @Test
    void put_replacesTheClient() {
        JsonObject client = registered();
        String changed = "{\"client_id\":\"" + Http.text(client, "client_id")
                + "\",\"client_name\":\"Round Pretzel\",\"redirect_uris\":[\"https://example.com/callback\"]}";

        HttpResponse<String> response =
                Http.send(Http.manage(client, "PUT", changed).build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Http.text(Http.json(response), "client_name")).isEqualTo("Round Pretzel");
        assertThat(Http.json(Http.send(Http.manage(client, "GET", "").build()))).isEqualTo(Http.json(response));
    }

    @Test
    void delete_hasNoBodyAndMakesTheTokenInvalid() {
        JsonObject client = registered();

        HttpResponse<String> response =
                Http.send(Http.manage(client, "DELETE", "").build());

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().map()).containsOnlyKeys("cache-control", "date", "pragma");
        assertThat(authlete.clients()).isEmpty();
        assertInvalidToken(Http.send(Http.manage(client, "GET", "").build()));
    }

    @Test
    void body_reachesAuthleteAsItCame() {
        String body =
                "\n {\"client_name\" :\t\"Br\\u00e9tzel \\/ ブレッツェル\", \"redirect_uris\":[\"https:\\/\\/example.com/callback\"],"
                        + " \"default_max_age\": 60 }\r\n";

        HttpResponse<String> response = Http.register(endpoint, body);

        assertThat(Http.text(forwarded(), "json")).isEqualTo(body);
        assertThat(Http.text(Http.json(response), "client_name")).isEqualTo("Brétzel / ブレッツェル");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void initialAccessToken_isPassedOn(String scheme) {
        Http.send(Http.post(endpoint, METADATA)
                .header("Authorization", scheme + " initial.access~token+/=")
                .build());

        assertThat(Http.text(forwarded(), "token")).isEqualTo("initial.access~token+/=");
        assertThat(authlete.exchanges()
                        .get(0)
                        .reveal()
                        .requestHeader("Authorization")
                        .orElseThrow())
                .doesNotContain("initial");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNzd29yZA==", "Bearer", "Bearer two words", "Bearertoken"})
    void whatIsNoBearerToken_isNotPassedOn(String authorization) {
        Http.send(Http.post(endpoint, METADATA)
                .header("Authorization", authorization)
                .build());

        assertThat(forwarded().keySet()).containsExactly("json");
    }

    @Test
    void tokenInTheQuery_isNotTaken() {
        JsonObject client = registered();
        URI withToken = URI.create(Http.text(client, "registration_client_uri") + "?access_token="
                + Http.text(client, "registration_access_token"));

        assertBareChallenge(Http.send(HttpRequest.newBuilder(withToken).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html, image/gif, image/jpeg, */*; q=.2", "text/html", "application/xml;q=1, */*;q=0"})
    void whateverTheClientAccepts_theAnswerIsJson(String accept) {
        HttpResponse<String> created =
                Http.send(Http.post(endpoint, METADATA).header("Accept", accept).build());
        HttpResponse<String> refused =
                Http.send(Http.post(endpoint, "{").header("Accept", accept).build());

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(Http.json(created).has("client_id")).isTrue();
        assertThat(Http.error(refused)).isEqualTo("invalid_client_metadata");
    }

    // ---- what Authlete refuses

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invalid_redirect_uri    | {\"redirect_uris\":[\"https://example.com/callback#fragment\"]}",
                "invalid_redirect_uri    | {\"redirect_uris\":[\"/callback\"]}",
                "invalid_client_metadata | {\"client_name\":7,\"redirect_uris\":[\"https://example.com/callback\"]}",
                "invalid_client_metadata | {\"grant_types\":[\"implicit\"],\"response_types\":[\"code\"]}",
                "invalid_client_metadata | []",
                "invalid_client_metadata | {\"client_name\":",
                "invalid_client_metadata | ''",
            })
    void badMetadata_isRefusedWithTheStandardsCode(String error, String metadata) {
        HttpResponse<String> response = Http.register(endpoint, metadata);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.error(response)).isEqualTo(error);
        assertThat(response.headers().map()).doesNotContainKey("www-authenticate");
        assertThat(authlete.clients()).isEmpty();
    }

    @Test
    void deeplyNestedBody_isRefusedAndHurtsNothing() {
        HttpResponse<String> response = Http.register(endpoint, "[".repeat(RegistrationEndpoint.MAX_BODY_BYTES));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.error(response)).isEqualTo("invalid_client_metadata");
    }

    @Test
    void updateOfAnotherClient_isRefused() {
        JsonObject client = registered();

        HttpResponse<String> response = Http.send(
                Http.manage(client, "PUT", "{\"client_id\":\"1\",\"redirect_uris\":[\"https://example.com/callback\"]}")
                        .build());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.error(response)).isEqualTo("invalid_client_metadata");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void wrongToken_isInvalid(String method) {
        JsonObject client = registered();
        client.addProperty("registration_access_token", "somebody-elses");

        assertInvalidToken(Http.send(Http.manage(client, method, method.equals("PUT") ? METADATA : "")
                .build()));

        assertThat(authlete.clients()).hasSize(1);
    }

    @Test
    void tokenOfAnotherClient_isInvalid() {
        JsonObject client = registered();
        client.add("registration_access_token", registered().get("registration_access_token"));

        assertInvalidToken(Http.send(Http.manage(client, "GET", "").build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "pretzel", "%E3%83%91", "..", "a;b", "%22%7D"})
    void unknownClient_isLikeAWrongToken(String clientId) {
        JsonObject client = registered();
        client.addProperty("registration_client_uri", endpoint + "/" + clientId);

        assertInvalidToken(Http.send(Http.manage(client, "GET", "").build()));
    }

    private static void assertInvalidToken(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
        assertThat(Http.error(response)).isEqualTo("invalid_token");
    }

    // ---- what the endpoint refuses by itself

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void missingToken_isAnsweredWithABareChallenge(String method) {
        JsonObject client = registered();
        int before = authlete.exchanges().size();

        assertBareChallenge(Http.send(HttpRequest.newBuilder(URI.create(Http.text(client, "registration_client_uri")))
                .method(method, BodyPublishers.noBody())
                .build()));

        assertThat(authlete.exchanges()).as("Authlete need not be asked").hasSize(before);
    }

    @Test
    void otherCredentials_areAnsweredWithABareChallenge() {
        assertBareChallenge(Http.send(HttpRequest.newBuilder(URI.create(endpoint + "/12345"))
                .header("Authorization", "Basic dXNlcjpwYXNzd29yZA==")
                .build()));
    }

    @Test
    void severalTokens_areNone() {
        JsonObject client = registered();

        assertBareChallenge(Http.send(Http.manage(client, "GET", "")
                .header("Authorization", "Bearer another")
                .build()));
    }

    private static void assertBareChallenge(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     '',     POST",
        "HEAD,    '',     POST",
        "PUT,     '',     POST",
        "DELETE,  '',     POST",
        "OPTIONS, '',     POST",
        "post,    '',     POST",
        "POST,    /12345, 'GET, PUT, DELETE'",
        "PATCH,   /12345, 'GET, PUT, DELETE'",
        "HEAD,    /12345, 'GET, PUT, DELETE'",
    })
    void otherVerb_isRefusedAndToldWhichThereAre(String method, String path, String allowed) {
        HttpResponse<String> response = Http.send(HttpRequest.newBuilder(URI.create(endpoint + path))
                .header("Authorization", "Bearer token")
                .method(method, BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().allValues("Allow")).containsExactly(allowed);
        assertThat(authlete.exchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/registe", "/registers", "/register/", "/register/1/2", "/register/1%2F2", "/Register"})
    void otherPath_isNotFound(String path) {
        HttpResponse<String> response =
                Http.send(Http.post(endpoint.resolve(path), METADATA).build());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(authlete.exchanges()).isEmpty();
    }

    @Test
    void query_doesNotMatter() {
        HttpResponse<String> response = Http.register(URI.create(endpoint + "?tenant=1"), METADATA);

        assertThat(response.statusCode()).isEqualTo(201);
    }

    @Test
    void bodyOfTheLargestSize_isPassedOn() {
        String body = METADATA + " ".repeat(RegistrationEndpoint.MAX_BODY_BYTES - METADATA.length());

        assertThat(Http.register(endpoint, body).statusCode()).isEqualTo(201);
        assertThat(Http.text(forwarded(), "json")).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1024 * 1024 - RegistrationEndpoint.MAX_BODY_BYTES})
    void largerBody_isRefused(int more) {
        byte[] body = new byte[RegistrationEndpoint.MAX_BODY_BYTES + more];

        HttpResponse<String> declared =
                Http.send(Http.post(endpoint, BodyPublishers.ofByteArray(body)).build());
        HttpResponse<String> chunked =
                Http.send(Http.post(endpoint, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build());

        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(authlete.exchanges()).isEmpty();
    }

    @Test
    void bodyThatIsNotUtf8_isRefusedRatherThanChanged() {
        byte[] latin1 = METADATA.replace("Triangular", "Bavarian Brétzel").getBytes(StandardCharsets.ISO_8859_1);

        HttpResponse<String> response = Http.send(
                Http.post(endpoint, BodyPublishers.ofByteArray(latin1)).build());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.error(response)).isEqualTo("invalid_client_metadata");
        assertThat(authlete.exchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:somebody", "*", "//register", "http://127.0.0.1/elsewhere"})
    void targetThatIsNoPath_isRefusedAndHurtsNothing(String target) throws IOException {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            // The JDK's server hangs up on a target without a path, as the first one is.
            assertThat(answer).matches("(?s)|HTTP/1\\.1 (400|404) .*");
        }
        assertThat(Http.register(endpoint, METADATA).statusCode()).isEqualTo(201);
    }
}
