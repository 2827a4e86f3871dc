package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** nevisMeta's V2 on the wire. */
class NevisClientsTest {
    private static final String LATER = "2030-02-01T00:00:00Z";

    private final MovableClock clock = new MovableClock();

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .dialect(Dialect.NEVIS_META)
            .registrar("admin", "password")
            .clock(clock)
            .start();

    @Test
    void create_isAnsweredWithTheInternalIdAlone() {
        HttpResponse<String> response = send("POST", "", """
                {"redirect_uris": ["https://client.example.com/"], "client_id": "portal-app", "scopes": ["openid"],
                 "jwks": {"keys": []}, "metadata": [{"name": "client_name", "value": "Ma cliente", "locale": "fr"}]}""");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(json(response).keySet()).containsExactly("clientId");
        assertThat(json(response).get("clientId").getAsString()).matches("[0-9a-f]{32}");
        assertThat(server.client("portal-app")).isPresent();
    }

    @Test
    void read_isWhatWasSentAndWhatTheServerAdded() {
        String id =
                create("{\"redirect_uris\": [\"https://client.example.com/\"], \"name\": \"x\", \"x_custom\": 1.0}");

        JsonObject client = json(send("GET", "/" + id, null));

        assertThat(client.keySet())
                .containsExactly("redirect_uris", "name", "x_custom", "client_id", "client_secret", "valid_from");
        assertThat(client.get("x_custom")).hasToString("1.0");
        assertThat(client.get("valid_from").getAsString()).isEqualTo("2030-01-02T03:04:05.678Z");
    }

    @Test
    void read_beforeItIsValid_isNotFound_andThenFound() {
        String id = create("{\"redirect_uris\": [\"https://client.example.com/\"], \"valid_from\": \"" + LATER + "\"}");

        HttpResponse<String> before = send("GET", "/" + id, null);
        clock.advance(Duration.ofDays(30));

        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(error(before)).isEqualTo("CLIENT_NOT_FOUND");
        assertThat(send("GET", "/" + id, null).statusCode()).isEqualTo(200);
    }

    @Test
    void list_hasWhatIsValidThen() {
        String now = create(MINIMAL);
        String later =
                create("{\"redirect_uris\": [\"https://client.example.com/\"], \"valid_from\": \"" + LATER + "\"}");

        assertThat(ids("", "clientIds")).containsExactly(now);
        assertThat(ids("?validAt=any", "clientIds")).containsExactly(now, later);
        assertThat(ids("?validAt=2030-03-01T00:00:00%2B01:00", "clientIds")).containsExactly(now, later);
        assertThat(ids("?validAt=2029-03-01T00:00:00Z", "clientIds")).isEmpty();
    }

    @Test
    void list_clientsRegisteredByV3_areThereToo() {
        Wire.register(server, MINIMAL);

        List<String> ids = ids("", "clientIds");

        assertThat(ids).hasSize(1).doesNotContain(server.clients().get(0).clientId());
        assertThat(json(send("GET", "/" + ids.get(0), null)).get("client_id").getAsString())
                .isEqualTo(server.clients().get(0).clientId());
        assertThat(ids("", "clientIds")).isEqualTo(ids);
    }

    @Test
    void list_badTime_isAMalformedQuery() {
        HttpResponse<String> response = send("GET", "?validAt=soon", null);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("MALFORMED_QUERY_PARAMETER");
    }

    @Test
    void update_addsASnapshotThatIsShownWhenItIsValid() {
        String id = create("{\"redirect_uris\": [\"https://client.example.com/1\"]}");

        HttpResponse<String> response = send("PUT", "/" + id, """
                {"redirect_uris": ["https://client.example.com/2"], "valid_from": "%s"}""".formatted(LATER));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(redirectUri(send("GET", "/" + id, null))).isEqualTo("https://client.example.com/1");
        assertThat(ids("/" + id + "/snapshots", "snapshotIds")).hasSize(2);
        clock.advance(Duration.ofDays(30));
        assertThat(redirectUri(send("GET", "/" + id, null))).isEqualTo("https://client.example.com/2");
    }

    @Test
    void update_withoutTime_isValidAtOnce() {
        String id = create("{\"redirect_uris\": [\"https://client.example.com/1\"]}");
        clock.advance(Duration.ofSeconds(1));

        send("PUT", "/" + id, "{\"redirect_uris\": [\"https://client.example.com/2\"]}");

        assertThat(redirectUri(send("GET", "/" + id, null))).isEqualTo("https://client.example.com/2");
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-02T03:04:05.678Z, 403, INVALID_SNAPSHOT",
        "2029-01-01T00:00:00Z, 403, INVALID_SNAPSHOT",
        "soon, 400, MALFORMED_PAYLOAD"
    })
    void update_timeThatIsTakenOrPastOrNone_isRefused(String time, int status, String error) {
        String id = create(MINIMAL);

        HttpResponse<String> response = send("PUT", "/" + id, """
                {"redirect_uris": ["https://client.example.com/"], "valid_from": "%s"}""".formatted(time));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(error(response)).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "{\"redirect_uris\": [\"/x\"]}"})
    void create_badBody_isAMalformedPayload(String body) {
        HttpResponse<String> response = send("POST", "", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("MALFORMED_PAYLOAD");
    }

    @Test
    void delete_hidesTheClientUnlessOneAsksForTheDeleted() {
        String id = create("{\"redirect_uris\": [\"https://client.example.com/\"], \"client_id\": \"portal-app\"}");

        assertThat(send("DELETE", "/" + id, null).statusCode()).isEqualTo(204);
        assertThat(error(send("GET", "/" + id, null))).isEqualTo("CLIENT_NOT_FOUND");
        assertThat(ids("", "clientIds")).isEmpty();
        assertThat(ids("?includeSoftDeletedStates=true", "clientIds")).containsExactly(id);
        assertThat(server.client("portal-app")).isEmpty();
    }

    @Test
    void snapshots_canBeReadAndThoseOfTheFutureDeleted() {
        String id = create("{\"redirect_uris\": [\"https://client.example.com/1\"]}");
        send("PUT", "/" + id, """
                {"redirect_uris": ["https://client.example.com/2"], "valid_from": "%s"}""".formatted(LATER));
        String path = "/" + id + "/snapshots";
        List<String> snapshots = ids(path, "snapshotIds");

        assertThat(ids(path + "?validAt=" + LATER, "snapshotIds")).containsExactly(snapshots.get(1));
        assertThat(redirectUri(send("GET", path + "/" + snapshots.get(1), null)))
                .isEqualTo("https://client.example.com/2");
        assertThat(error(send("DELETE", path + "/" + snapshots.get(0), null))).isEqualTo("INVALID_SNAPSHOT");
        assertThat(send("DELETE", path + "/" + snapshots.get(1), null).statusCode())
                .isEqualTo(204);
        assertThat(error(send("GET", path + "/" + snapshots.get(1), null))).isEqualTo("SNAPSHOT_NOT_FOUND");
        assertThat(error(send("DELETE", path + "/" + snapshots.get(0), null))).isEqualTo("DELETE_FORBIDDEN");
    }

    @Test
    void otherSetup_isNotFound() {
        URI other = URI.create(server.baseUri() + "/v2/modules/oauthv2/setups/other/clients");

        HttpResponse<String> response = Wire.send(Wire.basic(HttpRequest.newBuilder(other), "admin", "password"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(error(response)).isEqualTo("SETUP_NOT_FOUND");
    }

    @Test
    void noLoginOrAWrongOne_isUnauthorized() {
        HttpResponse<String> none = Wire.get(uri(""));
        HttpResponse<String> wrong = Wire.send(Wire.basic(HttpRequest.newBuilder(uri("")), "admin", "wrong"));

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(header(none, "WWW-Authenticate")).isEqualTo("Basic realm=\"nevisMeta\"");
        assertThat(wrong.statusCode()).isEqualTo(401);
    }

    @Test
    void noRegistrar_anyLoginIsGood() {
        try (MockRegistrationServer open =
                MockRegistrationServer.builder().dialect(Dialect.NEVIS_META).start()) {
            URI uri = URI.create(open.registrationEndpoint().toString().replace("/v3/", "/v2/"));

            assertThat(Wire.send(Wire.basic(HttpRequest.newBuilder(uri), "x", "y"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void reset_forgetsTheClients() {
        create(MINIMAL);
        server.reset();

        assertThat(ids("?validAt=any&includeSoftDeletedStates=true", "clientIds"))
                .isEmpty();
    }

    private String create(String body) {
        return json(send("POST", "", body)).get("clientId").getAsString();
    }

    private List<String> ids(String path, String name) {
        return Json.strings(json(send("GET", path, null)), name);
    }

    private static String redirectUri(HttpResponse<String> response) {
        return json(response).get("redirect_uris").getAsJsonArray().get(0).getAsString();
    }

    private URI uri(String path) {
        return URI.create(server.registrationEndpoint().toString().replace("/v3/", "/v2/") + path);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.Builder request = body == null
                ? HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody())
                : Wire.json(method, uri(path), body);
        return Wire.send(Wire.basic(request, "admin", "password"));
    }
}
