package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every dialect answers what the real server has answered, as {@code spec/recorded} has it: status, headers, and the members
 * of the body with their order, types and values.
 */
class RecordedAnswersTest {
    private static final String PRETZEL = """
            {"client_name": "Triangular Pretzel", "redirect_uris": ["https://example.com/callback"]}""";

    private static final String BARE = "{\"redirect_uris\": [\"https://example.com/callback\"]}";
    private static final String FRAGMENT = "{\"redirect_uris\": [\"https://example.com/callback#f\"]}";
    private static final String STRING_FOR_ARRAY = "{\"redirect_uris\": \"https://example.com/callback\"}";
    private static final String ROUND = "{\"client_name\": \"Round Pretzel\"}";

    /** What the server answers in a state in which the dialect never is. */
    private static final Map<String, String> NOT_HERE = Map.ofEntries(
            Map.entry("anvil-connect/register-published", "the documentation leaves out the secret"),
            Map.entry("anvil-connect/read-published-client", "the documentation leaves out the method"),
            Map.entry("simple-id-server/register-newer-version", "a version with further members"),
            Map.entry("node-oidc-provider/update-not-allowed", "a client that is marked as one not to be managed"));

    private record Scene(
            UnaryOperator<MockRegistrationServer.Builder> settings,
            Function<MockRegistrationServer, HttpResponse<String>> exchange) {}

    private static final Map<String, Scene> SCENES = new LinkedHashMap<>();

    static {
        keycloak();
        hydra();
        nodeOidcProvider();
        spring();
        anvil();
        simpleIdServer();
        nevis();
        cas();
        mcp();
    }

    @Test
    void everyRecordedAnswer_isPlayedOrCannotBe() {
        TreeSet<String> accountedFor = new TreeSet<>(SCENES.keySet());
        accountedFor.addAll(NOT_HERE.keySet());

        assertThat(accountedFor).containsExactlyElementsOf(RecordedAnswer.names());
        assertThat(SCENES.keySet()).doesNotContainAnyElementsOf(NOT_HERE.keySet());
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void dialect_answersAsRecorded(String name) {
        Scene scene = SCENES.get(name);
        Dialect dialect = Dialect.named(name.substring(0, name.indexOf('/')));
        MockRegistrationServer.Builder builder =
                MockRegistrationServer.builder().dialect(dialect).clock(clock(name));
        try (MockRegistrationServer server = scene.settings().apply(builder).start()) {
            HttpResponse<String> response = scene.exchange().apply(server);

            String origin = server.issuer().resolve("/").toString();
            assertThat(RecordedAnswer.of(response, origin.substring(0, origin.length() - 1)))
                    .isEqualTo(RecordedAnswer.of(name));
        }
    }

    static Stream<String> scenes() {
        return SCENES.keySet().stream();
    }

    private static void keycloak() {
        UnaryOperator<MockRegistrationServer.Builder> demo = builder -> builder.issuerPath("/realms/demo");
        String two = """
                {"client_name": "Triangular Pretzel", "client_uri": "https://example.com",
                 "redirect_uris": ["https://example.com/b", "https://example.com/a"]}""";
        UnaryOperator<MockRegistrationServer.Builder> closed =
                builder -> demo.apply(builder).registrationAccess(RegistrationAccess.TOKEN);
        scene("keycloak/register", demo, server -> Wire.register(server, two));
        scene("keycloak/register-invalid-token", demo, server -> register(server, two, "spent"));
        scene("keycloak/register-unknown-member", demo, server -> Wire.register(server, "{\"x_unknown\": 1}"));
        scene("keycloak/register-wrong-type", demo, server -> Wire.register(server, STRING_FOR_ARRAY));
        scene("keycloak/register-scope-refused", demo, server -> Wire.register(server, "{\"scope\": \"openid\"}"));
        scene("keycloak/register-truncated-json", demo, server -> Wire.register(server, "{"));
        scene("keycloak/register-policy-refused", closed, server -> Wire.register(server, two));
        scene(
                "keycloak/register-registration-access-token",
                closed,
                server -> register(server, two, server.register(json(two)).registrationAccessToken()));
        scene("keycloak/register-invalid-redirect-uri", demo, server -> Wire.register(server, FRAGMENT));
        scene(
                "keycloak/register-invalid-origin",
                demo,
                server -> Wire.send(
                        Wire.json("POST", server.registrationEndpoint(), two).header("Origin", "https://example.com")));
        scene(
                "keycloak/register-no-such-provider",
                demo,
                server ->
                        Wire.send(Wire.json("POST", URI.create(server.issuer() + "/clients-registrations/none"), two)));
        scene("keycloak/register-empty-body", demo, server -> Wire.register(server, ""));
        scene("keycloak/read", demo, server -> Wire.read(server.register(json(two))));
        scene("keycloak/read-deleted-client", demo, server -> {
            RegisteredClient client = server.register(json(two));
            Wire.delete(client);
            return Wire.read(client);
        });
        UnaryOperator<MockRegistrationServer.Builder> administered =
                builder -> demo.apply(builder).registrar("registrar", "password", "manage-clients");
        scene(
                "keycloak/read-unknown-client",
                administered,
                server -> Wire.read(
                        URI.create(server.registrationEndpoint() + "/unknown"), accessToken(server, "manage-clients")));
        scene("keycloak/update-by-administrator", administered, server -> {
            JsonObject body = json(two);
            RegisteredClient client = server.register(body);
            body.addProperty("client_id", client.clientId());
            body.addProperty("client_name", "Round Pretzel");
            return Wire.send(Wire.bearer(
                    Wire.json("PUT", client.registrationClientUri(), Json.write(body)),
                    accessToken(server, "manage-clients")));
        });
        scene("keycloak/update", demo, server -> updated(server, two));
        scene(
                "keycloak/update-older-version",
                builder -> demo.apply(builder).quirks(Quirk.DOUBLED_ID_AFTER_UPDATE),
                server -> updated(server, two));
        scene("keycloak/delete", demo, server -> Wire.delete(server.register(json(two))));
    }

    private static void hydra() {
        String secret = "{\"client_secret\": \"EXAMPLE-secret\"}";
        scene("hydra/register", server -> Wire.register(server, BARE));
        scene("hydra/register-secret-refused", server -> Wire.register(server, secret));
        scene(
                "hydra/register-switched-off",
                builder -> builder.registrationAccess(RegistrationAccess.SWITCHED_OFF),
                server -> Wire.register(server, BARE));
        scene("hydra/read", server -> Wire.read(server.register(json(BARE))));
        scene("hydra/read-wrong-token", RecordedAnswersTest::readWithWrongToken);
        scene("hydra/update", server -> Wire.update(server.register(json(BARE)), """
                {"client_name": "Round Pretzel", "redirect_uris": ["https://example.com/callback"]}"""));
        scene("hydra/update-secret-refused", server -> Wire.update(server.register(json(BARE)), secret));
        scene("hydra/delete", server -> Wire.delete(server.register(json(BARE))));
    }

    private static void nodeOidcProvider() {
        scene("node-oidc-provider/register", server -> Wire.register(server, PRETZEL));
        scene(
                "node-oidc-provider/register-invalid-token",
                builder -> builder.registrationAccess(RegistrationAccess.TOKEN),
                server -> register(server, PRETZEL, "wrong"));
        scene(
                "node-oidc-provider/register-error-page",
                server ->
                        Wire.send(Wire.json("POST", server.registrationEndpoint(), "{\"grant_types\": [\"nonsense\"]}")
                                .header("Accept", "text/html")));
        scene("node-oidc-provider/read", server -> Wire.read(server.register(json(PRETZEL))));
        scene("node-oidc-provider/read-token-of-another-client", server -> {
            RegisteredClient other = server.register(json(PRETZEL));
            return Wire.read(server.register(json(PRETZEL)).registrationClientUri(), other.registrationAccessToken());
        });
        scene("node-oidc-provider/update", server -> updated(server, PRETZEL));
        scene("node-oidc-provider/update-issued-members", server -> {
            RegisteredClient client = server.register(json(PRETZEL));
            return Wire.update(
                    client,
                    "{\"client_id\": \"" + client.clientId() + "\", \"registration_access_token\": \"EXAMPLE\"}");
        });
        scene("node-oidc-provider/delete", server -> Wire.delete(server.register(json(PRETZEL))));
    }

    private static void spring() {
        UnaryOperator<MockRegistrationServer.Builder> registrar =
                builder -> builder.registrar("registrar", "password", "client.create", "other");
        scene("spring-authorization-server/token", registrar, server -> token(server, "client.create"));
        scene("spring-authorization-server/register", server -> registerWithToken(server, PRETZEL));
        scene("spring-authorization-server/register-token-used", server -> {
            String token = server.issueInitialAccessToken();
            register(server, PRETZEL, token);
            return register(server, PRETZEL, token);
        });
        scene("spring-authorization-server/register-missing-token", server -> Wire.register(server, PRETZEL));
        scene(
                "spring-authorization-server/register-scope-missing",
                registrar,
                server -> register(server, PRETZEL, accessToken(server, "other")));
        scene(
                "spring-authorization-server/register-invalid-redirect-uri",
                server -> registerWithToken(server, FRAGMENT));
        scene("spring-authorization-server/register-scope-refused", server -> registerWithToken(server, """
                {"redirect_uris": ["https://example.com/callback"], "scope": "openid"}"""));
        scene("spring-authorization-server/read", server -> Wire.read(server.register(json(PRETZEL))));
        scene("spring-authorization-server/update-no-such-route", server -> updated(server, PRETZEL));
    }

    private static void anvil() {
        UnaryOperator<MockRegistrationServer.Builder> token =
                builder -> builder.registrationAccess(RegistrationAccess.TOKEN);
        scene("anvil-connect/register", server -> Wire.register(server, PRETZEL));
        scene("anvil-connect/register-validation-error", server -> Wire.register(server, STRING_FOR_ARRAY));
        scene("anvil-connect/register-malformed-json", server -> Wire.register(server, "{"));
        scene("anvil-connect/register-missing-token", token, server -> Wire.register(server, PRETZEL));
        scene("anvil-connect/register-unknown-token", token, server -> register(server, PRETZEL, "unknown"));
        MovableClock clock = new MovableClock();
        scene("anvil-connect/register-expired-token", builder -> token.apply(builder.clock(clock)), server -> {
            String old = server.issueInitialAccessToken();
            clock.advance(Duration.ofDays(1));
            return register(server, PRETZEL, old);
        });
        scene("anvil-connect/read", server -> Wire.read(server.register(json(PRETZEL))));
        scene(
                "anvil-connect/read-missing-token",
                server -> Wire.get(server.register(json(PRETZEL)).registrationClientUri()));
        scene("anvil-connect/read-unknown-client", RecordedAnswersTest::readOfUnknownClient);
        scene("anvil-connect/update", server -> send("PATCH", server.register(json(PRETZEL)), ROUND));
        scene(
                "anvil-connect/update-validation-error",
                server -> send("PATCH", server.register(json(PRETZEL)), STRING_FOR_ARRAY));
        scene("anvil-connect/delete-no-such-route", server -> Wire.delete(server.register(json(PRETZEL))));
    }

    private static void simpleIdServer() {
        UnaryOperator<MockRegistrationServer.Builder> registrar =
                builder -> builder.registrar("registrar", "password", "register", "other");
        String published = """
                {"grant_types": ["client_credentials"], "scope": "openid profile", "redirect_uris": ["https://tmp.com"]}""";
        String scoped = """
                {"scope": "openid profile", "redirect_uris": ["https://example.com/callback"]}""";
        scene("simple-id-server/token", registrar, server -> token(server, "register"));
        scene("simple-id-server/register-published", server -> registerWithToken(server, published));
        scene("simple-id-server/register", server -> registerWithToken(server, scoped));
        scene("simple-id-server/register-no-token", server -> Wire.register(server, scoped));
        scene(
                "simple-id-server/register-scope-missing",
                registrar,
                server -> register(server, scoped, accessToken(server, "other")));
        scene("simple-id-server/register-invalid-token", server -> register(server, scoped, "unknown"));
        scene("simple-id-server/register-invalid-redirect-uri", server -> registerWithToken(server, FRAGMENT));
        scene("simple-id-server/register-unknown-array", server -> registerWithToken(server, "{\"x_unknown\": []}"));
        scene("simple-id-server/read", server -> {
            registerWithToken(server, scoped);
            return Wire.read(server.clients().get(0));
        });
        scene("simple-id-server/read-wrong-token", RecordedAnswersTest::readWithWrongToken);
        scene("simple-id-server/read-unknown-client", RecordedAnswersTest::readOfUnknownClient);
        scene("simple-id-server/update", server -> {
            registerWithToken(server, scoped);
            return Wire.update(server.clients().get(0), """
                {"scope": "openid profile", "redirect_uris": ["https://example.com/other"]}""");
        });
        scene("simple-id-server/update-invalid-metadata", server -> Wire.update(server.register(json(scoped)), """
                {"grant_types": ["nonsense"]}"""));
        scene("simple-id-server/delete", server -> Wire.delete(server.register(json(scoped))));
    }

    private static void nevis() {
        String confidential = """
                {"client_name": "Triangular Pretzel", "token_endpoint_auth_method": "client_secret_basic",
                 "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
                 "redirect_uris": ["https://example.com/callback"]}""";
        UnaryOperator<MockRegistrationServer.Builder> older = builder -> builder.quirks(Quirk.SINGLE_VALUES_AS_STRINGS);
        scene("nevis-meta/register", server -> Wire.register(server, confidential));
        scene(
                "nevis-meta/register-public",
                older,
                server -> Wire.register(
                        server,
                        confidential.replace("client_secret_basic", "none").replace(", \"refresh_token\"", "")));
        scene(
                "nevis-meta/register-older-version",
                older,
                server -> Wire.register(server, confidential.replace(", \"refresh_token\"", "")));
        scene("nevis-meta/register-malformed-payload", server -> Wire.register(server, "{"));
        scene(
                "nevis-meta/register-setup-not-found",
                server -> Wire.send(Wire.json(
                        "POST",
                        URI.create(server.issuer() + "/v3/modules/oauthv2/setups/none/clients"),
                        confidential)));
        scene(
                "nevis-meta/register-invalid-redirect-uri",
                server -> Wire.register(server, confidential.replace("callback", "callback#f")));
        scene(
                "nevis-meta/register-invalid-metadata",
                server -> Wire.register(server, confidential.replace("[\"code\"]", "[\"token\"]")));
    }

    private static void cas() {
        scene("cas/register", server -> Wire.register(server, PRETZEL));
        scene("cas/read", server -> Wire.read(server.register(json(PRETZEL))));
        scene("cas/update", server -> send("PATCH", server.register(json(PRETZEL)), ROUND));
    }

    private static void mcp() {
        String confidential = """
                {"redirect_uris": ["http://localhost:8080/callback"], "token_endpoint_auth_method": "client_secret_post",
                 "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
                 "client_name": "Triangular Pretzel"}""";
        scene("mcp/register", server -> Wire.register(server, confidential));
        scene(
                "mcp/register-public",
                server -> Wire.register(
                        server,
                        confidential
                                .replace("client_secret_post", "none")
                                .replace("\"client_name", "\"application_type\": \"native\", \"client_name")));
        scene("mcp/register-too-many", server -> Stream.generate(() -> Wire.register(server, confidential))
                .skip(20)
                .findFirst()
                .orElseThrow());
    }

    private static void scene(String name, Function<MockRegistrationServer, HttpResponse<String>> exchange) {
        scene(name, UnaryOperator.identity(), exchange);
    }

    private static void scene(
            String name,
            UnaryOperator<MockRegistrationServer.Builder> settings,
            Function<MockRegistrationServer, HttpResponse<String>> exchange) {
        SCENES.put(name, new Scene(settings, exchange));
    }

    private static HttpResponse<String> register(MockRegistrationServer server, String metadata, String token) {
        return Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), metadata), token));
    }

    private static HttpResponse<String> registerWithToken(MockRegistrationServer server, String metadata) {
        return register(server, metadata, server.issueInitialAccessToken());
    }

    private static HttpResponse<String> readWithWrongToken(MockRegistrationServer server) {
        return Wire.read(server.register(json(BARE)).registrationClientUri(), "wrong");
    }

    private static HttpResponse<String> readOfUnknownClient(MockRegistrationServer server) {
        RegisteredClient client = server.register(json(BARE));
        return Wire.read(URI.create(server.registrationEndpoint() + "/unknown"), client.registrationAccessToken());
    }

    /** An update with all that the standards want in it, and another name. */
    private static HttpResponse<String> updated(MockRegistrationServer server, String metadata) {
        RegisteredClient client = server.register(json(metadata));
        JsonObject body = json(metadata);
        body.addProperty("client_id", client.clientId());
        body.addProperty("client_name", "Round Pretzel");
        return Wire.update(client, body);
    }

    private static HttpResponse<String> send(String method, RegisteredClient client, String body) {
        HttpRequest.Builder request = Wire.json(method, client.registrationClientUri(), body);
        return Wire.send(Wire.bearer(request, client.registrationAccessToken()));
    }

    private static HttpResponse<String> token(MockRegistrationServer server, String scope) {
        return Wire.send(Wire.basic(
                Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials", "scope", scope),
                "registrar",
                "password"));
    }

    private static String accessToken(MockRegistrationServer server, String scope) {
        return json(token(server, scope)).get("access_token").getAsString();
    }

    /** At the time at which the client in the answer was registered. */
    private static Clock clock(String name) {
        long issuedAt = RecordedAnswer.member(name, "client_id_issued_at")
                .map(JsonPrimitive::getAsLong)
                .orElse(1_700_000_000_123L);
        boolean seconds = issuedAt < 100_000_000_000L;
        return Clock.fixed(
                seconds ? Instant.ofEpochSecond(issuedAt, 123_000_000) : Instant.ofEpochMilli(issuedAt),
                ZoneOffset.UTC);
    }
}
