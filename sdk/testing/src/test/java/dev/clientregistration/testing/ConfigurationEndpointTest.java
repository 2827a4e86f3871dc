package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read, update, delete; by default and with rotation. */
class ConfigurationEndpointTest {
    private static final Instant START = Instant.parse("2030-01-02T03:04:05Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @AutoClose
    private MockRegistrationServer server =
            MockRegistrationServer.builder().clock(clock()).start();

    private RegisteredClient client;

    @BeforeEach
    void registerClient() {
        client = server.register(json("""
                {"redirect_uris": ["https://client.example.com/callback"], "client_name": "Round",
                 "client_name#fr": "Rond", "x_number": 9007199254740993}"""));
    }

    @Test
    void read_returnsWhatRegisterReturned() {
        HttpResponse<String> registered = Wire.register(server, MINIMAL);
        HttpResponse<String> read = Wire.read(server.clients().get(1));

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(registered.body());
        assertThat(header(read, "Content-Type")).isEqualTo("application/json");
        assertThat(header(read, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(read, "Pragma")).isEqualTo("no-cache");
    }

    @Test
    void read_twiceByDefault_returnsTheSameCredentials() {
        assertThat(Wire.read(client).body()).isEqualTo(Wire.read(client).body());
    }

    @Test
    void update_readThenWritten_changesNothing() {
        String before = Wire.read(client).body();

        HttpResponse<String> updated = Wire.update(client, asUpdate(json(before)));

        assertThat(updated.statusCode()).isEqualTo(200);
        assertThat(updated.body()).isEqualTo(before).contains("9007199254740993");
        assertThat(header(updated, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(updated, "Pragma")).isEqualTo("no-cache");
        assertThat(Wire.read(client).body()).isEqualTo(before);
    }

    @Test
    void update_changedMember_isReplaced() {
        JsonObject update = update();
        update.addProperty("client_name", "Triangular");

        assertThat(json(Wire.update(client, update)).get("client_name").getAsString())
                .isEqualTo("Triangular");
        assertThat(stored().metadata().get("client_name").getAsString()).isEqualTo("Triangular");
        assertThat(client.metadata().get("client_name").getAsString()).isEqualTo("Round");
    }

    @Test
    void update_omittedMembers_areDeletedAndDefaultsReturn() {
        HttpResponse<String> response = Wire.update(
                client,
                "{\"client_id\": \"" + client.clientId()
                        + "\", \"redirect_uris\": [\"https://client.example.com/other\"]}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(stored().metadata()).isEqualTo(json("""
                {"redirect_uris": ["https://client.example.com/other"],
                 "token_endpoint_auth_method": "client_secret_basic", "grant_types": ["authorization_code"],
                 "response_types": ["code"], "application_type": "web"}"""));
    }

    @Test
    void update_nullMember_isDeleted() {
        JsonObject update = update();
        update.add("client_name", JsonNull.INSTANCE);
        Wire.update(client, update);

        assertThat(stored().metadata().keySet()).doesNotContain("client_name").contains("client_name#fr");
    }

    @Test
    void update_keepsIdSecretTokenAndDate() {
        now.set(START.plusSeconds(60));
        JsonObject before = json(Wire.read(client));
        JsonObject after = json(Wire.update(client, update()));

        for (String member : KnownMembers.SERVER_ISSUED) {
            assertThat(after.get(member)).isEqualTo(before.get(member));
        }
    }

    @Test
    void update_withoutClientId_isRefused() {
        JsonObject update = update();
        update.remove("client_id");

        assertUpdateRefused(update, "client_id must be in an update and must be the client's own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "null", "1", "[]"})
    void update_otherClientId_isRefused(String clientId) {
        JsonObject update = update();
        update.add("client_id", JsonParser.parseString(clientId));

        assertUpdateRefused(update, "client_id must be in an update and must be the client's own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registration_access_token",
                "registration_client_uri",
                "client_secret_expires_at",
                "client_id_issued_at"
            })
    void update_memberThatTheServerIssues_isRefused(String member) {
        JsonObject update = update();
        update.add(member, json(Wire.read(client)).get(member));

        assertUpdateRefused(update, member + " must not be in an update");
    }

    @Test
    void update_currentSecret_isAccepted() {
        JsonObject update = update();
        update.addProperty("client_secret", client.clientSecret().orElseThrow());

        assertThat(Wire.update(client, update).statusCode()).isEqualTo(200);
        assertThat(stored().metadata().keySet()).doesNotContain("client_secret", "client_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chosen-by-the-client", ""})
    void update_otherSecret_isRefused(String secret) {
        JsonObject update = update();
        update.addProperty("client_secret", secret);

        assertUpdateRefused(update, "client_secret in an update must be the current one");
    }

    @Test
    void update_secretOfClientThatHasNone_isRefused() {
        JsonObject metadata = json(MINIMAL);
        metadata.addProperty("token_endpoint_auth_method", "none");
        client = server.register(metadata);
        JsonObject update = update();
        update.addProperty("client_secret", "chosen-by-the-client");

        assertUpdateRefused(update, "client_secret in an update must be the current one");
    }

    @Test
    void update_badMetadata_isRefusedWithTheRuleOfRegister() {
        JsonObject update = update();
        update.remove("redirect_uris");

        HttpResponse<String> response = Wire.update(client, update);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_redirect_uri");
        assertThat(stored()).isSameAs(client);
    }

    @Test
    void update_malformedJson_isRefused() {
        assertThat(error(Wire.update(client, "{"))).isEqualTo("invalid_client_metadata");
    }

    @Test
    void update_otherContentType_isRefused() {
        HttpRequest.Builder request = HttpRequest.newBuilder(client.registrationClientUri())
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString(update().toString()));

        assertThat(error(Wire.send(Wire.bearer(request, client.registrationAccessToken()))))
                .isEqualTo("invalid_client_metadata");
    }

    @Test
    void update_toMethodWithoutSecret_takesTheSecretAway() {
        JsonObject after = json(Wire.update(client, updateWithMethod("private_key_jwt")));

        assertThat(after.keySet()).doesNotContain("client_secret", "client_secret_expires_at");
        assertThat(stored().clientSecret()).isEmpty();
    }

    @Test
    void update_toMethodWithSecret_bringsANewSecret() {
        Wire.update(client, updateWithMethod("none"));
        JsonObject after = json(Wire.update(client, updateWithMethod("client_secret_post")));

        assertThat(after.get("client_secret").getAsString())
                .isEqualTo(stored().clientSecret().orElseThrow())
                .isNotEqualTo(client.clientSecret().orElseThrow());
        assertThat(after.get("client_secret_expires_at").getAsLong()).isZero();
    }

    @Test
    void delete_hasNoBodyAndIsKeptByNoCache() {
        HttpResponse<String> response = Wire.delete(client);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().map()).doesNotContainKeys("content-type", "content-length");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Pragma")).isEqualTo("no-cache");
    }

    @Test
    void delete_clientIsUnknownAfterwards() {
        Wire.delete(client);

        assertThat(server.clients()).isEmpty();
        assertThat(Wire.read(client).statusCode()).isEqualTo(401);
        assertThat(Wire.delete(client).statusCode()).isEqualTo(401);
    }

    @Test
    void delete_oneOfTwo_leavesTheOther() {
        RegisteredClient other = server.register(json(MINIMAL));
        Wire.delete(client);

        assertThat(Wire.read(other).statusCode()).isEqualTo(200);
    }

    @Test
    void remove_knownClient_isUnknownAfterwards() {
        assertThat(server.remove(client.clientId())).isTrue();

        assertThat(server.client(client.clientId())).isEmpty();
        assertThat(Wire.read(client).statusCode()).isEqualTo(401);
    }

    @Test
    void remove_unknownClient_saysSo() {
        assertThat(server.remove("unknown")).isFalse();
    }

    @Test
    void read_rotating_bringsANewTokenAndEndsTheOldOne() {
        restart(MockRegistrationServer.builder().rotateRegistrationAccessTokenOnRead(true));

        String token = json(Wire.read(client)).get("registration_access_token").getAsString();

        assertThat(token).isEqualTo(stored().registrationAccessToken()).isNotEqualTo(client.registrationAccessToken());
        assertThat(Wire.read(client).statusCode()).isEqualTo(401);
        assertThat(Wire.read(client.registrationClientUri(), token).statusCode())
                .isEqualTo(200);
    }

    @Test
    void update_serverThatRotatesOnRead_keepsTheToken() {
        restart(MockRegistrationServer.builder().rotateRegistrationAccessTokenOnRead(true));
        Wire.update(client, update());

        assertThat(stored().registrationAccessToken()).isEqualTo(client.registrationAccessToken());
    }

    @Test
    void update_rotating_bringsANewTokenAndEndsTheOldOne() {
        restart(MockRegistrationServer.builder().rotateRegistrationAccessTokenOnUpdate(true));

        String token = json(Wire.update(client, update()))
                .get("registration_access_token")
                .getAsString();

        assertThat(token).isEqualTo(stored().registrationAccessToken()).isNotEqualTo(client.registrationAccessToken());
        assertThat(Wire.update(client, update()).statusCode()).isEqualTo(401);
        assertThat(Wire.read(client.registrationClientUri(), token).statusCode())
                .isEqualTo(200);
    }

    @Test
    void update_rotatingButRefused_keepsTokenAndSecret() {
        restart(MockRegistrationServer.builder()
                .rotateRegistrationAccessTokenOnUpdate(true)
                .rotateSecretOnUpdate(true));
        Wire.update(client, "{}");

        assertThat(stored()).isSameAs(client);
    }

    @Test
    void update_rotatingSecret_bringsANewSecretWithALifeOfItsOwn() {
        restart(MockRegistrationServer.builder()
                .clock(clock())
                .secretLifetime(Duration.ofDays(1).plusMillis(900))
                .rotateSecretOnUpdate(true));
        assertThat(client.clientSecretExpiresAt()).contains(Instant.parse("2030-01-03T03:04:05Z"));

        now.set(START.plus(Duration.ofHours(1)));
        JsonObject after = json(Wire.update(client, update()));

        assertThat(after.get("client_secret").getAsString())
                .isEqualTo(stored().clientSecret().orElseThrow())
                .isNotEqualTo(client.clientSecret().orElseThrow());
        assertThat(stored().clientSecretExpiresAt()).contains(Instant.parse("2030-01-03T04:04:05Z"));
        assertThat(stored().registrationAccessToken()).isEqualTo(client.registrationAccessToken());
        assertThat(stored().issuedAt()).isEqualTo(START);
    }

    @Test
    void update_rotatingSecretOfClientThatHasNone_bringsNone() {
        restart(MockRegistrationServer.builder().rotateSecretOnUpdate(true));
        Wire.update(client, updateWithMethod("none"));

        assertThat(json(Wire.update(client, updateWithMethod("none"))).keySet()).doesNotContain("client_secret");
    }

    private void restart(MockRegistrationServer.Builder builder) {
        server.close();
        server = builder.start();
        client = server.register(json(MINIMAL));
    }

    private RegisteredClient stored() {
        return server.client(client.clientId()).orElseThrow();
    }

    /** What a client sends that changes nothing. */
    private JsonObject update() {
        JsonObject update = client.metadata();
        update.addProperty("client_id", client.clientId());
        return update;
    }

    private JsonObject updateWithMethod(String method) {
        JsonObject update = update();
        update.add("token_endpoint_auth_method", new JsonPrimitive(method));
        return update;
    }

    private static JsonObject asUpdate(JsonObject information) {
        information.remove("registration_access_token");
        information.remove("registration_client_uri");
        information.remove("client_secret_expires_at");
        information.remove("client_id_issued_at");
        return information;
    }

    private void assertUpdateRefused(JsonObject update, String description) {
        HttpResponse<String> response = Wire.update(client, update);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("invalid_client_metadata");
        assertThat(json(response).get("error_description").getAsString()).isEqualTo(description);
        assertThat(stored()).isSameAs(client);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @Test
    void read_tokenThatHasExpired_isInvalidTokenAndTheClientIsStillThere() {
        MovableClock clock = new MovableClock();
        try (MockRegistrationServer expiring = MockRegistrationServer.builder()
                .clock(clock)
                .registrationAccessTokenLifetime(Duration.ofMinutes(5))
                .start()) {
            RegisteredClient mortal = expiring.register(Wire.json(Wire.MINIMAL));
            clock.advance(Duration.ofMinutes(5).minusSeconds(1));
            assertThat(Wire.read(mortal).statusCode()).isEqualTo(200);

            clock.advance(Duration.ofSeconds(1));
            assertThat(Wire.read(mortal).statusCode()).isEqualTo(401);
            assertThat(Wire.error(Wire.read(mortal))).isEqualTo("invalid_token");
            assertThat(expiring.clients()).hasSize(1);
        }
    }
}
