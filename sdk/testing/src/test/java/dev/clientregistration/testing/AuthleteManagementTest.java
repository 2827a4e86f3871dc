package dev.clientregistration.testing;

import static dev.clientregistration.testing.AuthleteWire.REGISTER;
import static dev.clientregistration.testing.AuthleteWire.SERVICE;
import static dev.clientregistration.testing.AuthleteWire.action;
import static dev.clientregistration.testing.AuthleteWire.assertFailure;
import static dev.clientregistration.testing.AuthleteWire.client;
import static dev.clientregistration.testing.AuthleteWire.content;
import static dev.clientregistration.testing.AuthleteWire.resultCode;
import static dev.clientregistration.testing.AuthleteWire.text;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Authlete dialect answers to a read, an update and a deletion. */
class AuthleteManagementTest {
    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .dialect(Dialect.AUTHLETE)
            .clock(clock)
            .start();

    private final RegisteredClient client = server.authleteService(SERVICE).register(json("""
            {"client_name": "Triangular Pretzel", "redirect_uris": ["https://client.example.com/callback"]}"""));

    @Test
    void lifeOfAClient_fromRegistrationToDeletion() {
        HttpResponse<String> registered = AuthleteWire.register(server, """
                {"client_name": "Triangular Pretzel"}""");
        String clientId = text(content(registered), "client_id");
        String token = text(content(registered), "registration_access_token");
        JsonObject read = content(AuthleteWire.get(server, clientId, token));
        assertThat(read).isEqualTo(content(registered));

        read.addProperty("client_name", "Round Pretzel");
        HttpResponse<String> updated =
                AuthleteWire.call(server, SERVICE, REGISTER + "/update", read.toString(), clientId, token);
        assertThat(resultCode(updated)).isEqualTo("A213001");
        assertThat(content(updated)).isEqualTo(read);
        assertThat(content(AuthleteWire.get(server, clientId, token))).isEqualTo(read);

        HttpResponse<String> deleted = AuthleteWire.call(server, SERVICE, REGISTER + "/delete", null, clientId, token);
        assertThat(resultCode(deleted)).isEqualTo("A216001");
        assertThat(resultCode(AuthleteWire.get(server, clientId, token))).isEqualTo("A215302");
        assertThat(server.client(clientId)).isEmpty();
    }

    @Test
    void get_isOkWithTheSameSecretAndToken() {
        HttpResponse<String> response = AuthleteWire.get(server, client);

        JsonObject envelope = json(response);
        assertThat(envelope.keySet())
                .containsExactly("resultCode", "resultMessage", "action", "responseContent", "client");
        assertThat(text(envelope, "resultCode")).isEqualTo("A217001");
        assertThat(text(envelope, "action")).isEqualTo("OK");
        assertThat(text(content(response), "client_secret"))
                .isEqualTo(client.clientSecret().orElseThrow());
        assertThat(text(content(response), "registration_access_token")).isEqualTo(client.registrationAccessToken());
        assertThat(AuthleteWire.get(server, client).body()).isEqualTo(response.body());
    }

    @Test
    void update_replacesEverythingButWhatTheServerIssues() {
        clock.now = Instant.ofEpochMilli(1_641_826_276_936L);
        HttpResponse<String> response = AuthleteWire.update(server, client, AuthleteWire.of(client, """
                {"contacts": ["ops@example.com"], "token_endpoint_auth_method": "none"}"""));

        assertThat(action(response)).isEqualTo("UPDATED");
        assertThat(content(response).keySet()).contains("contacts").doesNotContain("client_name", "redirect_uris");
        assertThat(text(content(response), "client_secret"))
                .isEqualTo(client.clientSecret().orElseThrow());
        assertThat(text(content(response), "registration_access_token")).isEqualTo(client.registrationAccessToken());
        assertThat(content(response).get("client_id_issued_at").getAsLong()).isEqualTo(1_641_735_467L);
        assertThat(client(response).get("createdAt").getAsLong()).isEqualTo(1_641_735_467_000L);
        assertThat(client(response).get("modifiedAt").getAsLong()).isEqualTo(1_641_826_276_936L);
        assertThat(text(client(response), "clientType")).isEqualTo("PUBLIC");
        assertThat(client(response).get("number"))
                .isEqualTo(client(AuthleteWire.get(server, client)).get("number"));
    }

    @Test
    void update_membersThatTheServerIssues_areIgnored() {
        HttpResponse<String> response = AuthleteWire.update(server, client, AuthleteWire.of(client, """
                {"registration_client_uri": "https://elsewhere.example.com/", "client_id_issued_at": 1,
                 "client_secret_expires_at": 1, "registration_access_token": "mine", "client_secret": null}"""));

        assertThat(action(response)).isEqualTo("UPDATED");
        assertThat(content(response).toString()).doesNotContain("mine", "elsewhere");
    }

    @Test
    void update_currentSecret_isAccepted() {
        JsonObject metadata = json("{}");
        metadata.addProperty("client_id", client.clientId());
        metadata.addProperty("client_secret", client.clientSecret().orElseThrow());

        assertThat(action(AuthleteWire.update(server, client, metadata.toString())))
                .isEqualTo("UPDATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"another\"", "1", "\"\""})
    void update_otherSecret_isA215304(String secret) {
        assertUpdateFails("A215304", AuthleteWire.of(client, "{\"client_secret\": " + secret + "}"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            A203302 | ``
            A203303 | {
            A203303 | []
            A214301 | {}
            A214301 | {"client_id": null}
            A214302 | {"client_id": "1"}
            A214302 | {"client_id": ["1"]}
            """)
    void update_mistakeInWhatIsNotMetadata_isToldByItsCode(String code, String json) {
        assertUpdateFails(code, json);
    }

    @Test
    void update_clientIdAsNumber_isA214302() {
        assertUpdateFails("A214302", "{\"client_id\": " + client.clientId() + "}");
    }

    @Test
    void update_mistakeInMetadata_isToldAsAtRegistration() {
        HttpResponse<String> response = AuthleteWire.update(
                server, client, AuthleteWire.of(client, "{\"redirect_uris\": [\"https://c.example.com/#\"]}"));

        assertFailure(response, "BAD_REQUEST", "A031210", "invalid_redirect_uri");
        assertThat(text(json(response), "resultMessage")).startsWith("[A031210] /client/registration/update, ");
        assertThat(server.client(client.clientId())).containsSame(client);
    }

    @Test
    void delete_hasNeitherContentNorClient() {
        HttpResponse<String> response = AuthleteWire.delete(server, client);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response)).isEqualTo(json("""
                {"resultCode": "A216001", "resultMessage": "[A216001] the client is deleted", "action": "DELETED"}"""));
        assertThat(server.clients()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/get", "/update", "/delete"})
    void operation_unknownClientOrBadToken_isToldByItsCode(String operation) {
        String id = client.clientId();
        String token = client.registrationAccessToken();

        assertFails(operation, "A215301", null, token);
        assertFails(operation, "A215301", "", token);
        assertFails(operation, "A215301", "my-client", token);
        assertFails(operation, "A215301", "-1", token);
        assertFails(operation, "A215301", "+1", token);
        assertFails(operation, "A215301", "99999999999999999999", token);
        assertFails(operation, "A215302", "1", token);
        assertFails(operation, "A215305", id, null);
        assertFails(operation, "A215305", id, "");
        assertFails(operation, "A215307", id, "wrong");
        assertFails(operation, "A215307", id, "Bearer " + token);
        assertThat(server.client(id)).containsSame(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/get", "/update", "/delete"})
    void operation_tokenOfAnotherClient_isA215307(String operation) {
        RegisteredClient other = server.authleteService(SERVICE).register(new JsonObject());

        assertFails(operation, "A215307", client.clientId(), other.registrationAccessToken());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/get", "/update", "/delete"})
    void operation_clientThatAnAdministratorRegistered_isA215303(String operation) {
        assertThat(server.authleteService(SERVICE).makeStatic(client.clientId()))
                .isTrue();

        assertFails(operation, "A215303", client.clientId(), client.registrationAccessToken());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/get", "/update", "/delete"})
    void operation_clientWithoutToken_isA215306(String operation) {
        assertThat(server.authleteService(SERVICE).removeRegistrationAccessToken(client.clientId()))
                .isTrue();

        assertFails(operation, "A215306", client.clientId(), client.registrationAccessToken());
        assertThat(server.client(client.clientId()).orElseThrow().registrationAccessToken())
                .isEmpty();
    }

    @Test
    void remove_clientIsAsIfItHadNeverBeen() {
        assertThat(server.remove(client.clientId())).isTrue();

        assertFails("/get", "A215302", client.clientId(), client.registrationAccessToken());
    }

    private void assertFails(String operation, String code, @Nullable String clientId, @Nullable String token) {
        assertFailure(
                AuthleteWire.call(server, SERVICE, REGISTER + operation, "{}", clientId, token),
                "BAD_REQUEST",
                code,
                "invalid_request");
    }

    private void assertUpdateFails(String code, String json) {
        assertFailure(AuthleteWire.update(server, client, json), "BAD_REQUEST", code, "invalid_client_metadata");
        assertThat(server.client(client.clientId())).containsSame(client);
    }

    private static final class SettableClock extends Clock {
        private volatile Instant now = Instant.ofEpochMilli(1_641_735_467_000L);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
