package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Clients that a server has from the start. */
class InitialClientTest {
    private static final String STORED = """
            {"client_id": "stored", "client_secret": "stored-secret", "client_secret_expires_at": 1893456000,
             "registration_access_token": "stored-token", "registration_client_uri": "https://ignored.example/",
             "client_id_issued_at": 1, "redirect_uris": ["https://client.example.com/callback"]}""";

    @Test
    void metadata_isRegistered() {
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                .client(json(MINIMAL))
                .client(json(MINIMAL))
                .start()) {
            assertThat(server.clients()).hasSize(2);
            assertThat(server.clients()).extracting(RegisteredClient::clientId).doesNotHaveDuplicates();
            assertThat(Wire.read(server.clients().get(1)).statusCode()).isEqualTo(200);
            assertThat(server.ledger()).isEmpty();
        }
    }

    @Test
    void clientInformation_keepsItsCredentials() {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().client(json(STORED)).start()) {
            RegisteredClient client = server.client("stored").orElseThrow();
            JsonObject answer =
                    json(Wire.read(server.registrationEndpoint().resolve("/register/stored"), "stored-token"));

            assertThat(server.clients()).hasSize(1);
            assertThat(client.clientSecret()).contains("stored-secret");
            assertThat(client.clientSecretExpiresAt()).contains(Instant.parse("2030-01-01T00:00:00Z"));
            assertThat(client.registrationAccessToken()).isEqualTo("stored-token");
            assertThat(client.registrationClientUri()).isEqualTo(server.issuer().resolve("/register/stored"));
            assertThat(client.metadata().keySet()).doesNotContain("client_id", "client_id_issued_at");
            assertThat(answer.get("client_secret").getAsString()).isEqualTo("stored-secret");
            assertThat(answer.get("client_secret_expires_at").getAsLong()).isEqualTo(1_893_456_000);
            assertThat(answer.get("client_id_issued_at").getAsLong())
                    .isEqualTo(client.issuedAt().getEpochSecond());
        }
    }

    @Test
    void clientInformation_secretThatNeverExpires_isKeptSo() {
        JsonObject stored = json(STORED);
        stored.addProperty("client_secret_expires_at", 0);
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().client(stored).start()) {
            assertThat(server.clients().get(0).clientSecret()).contains("stored-secret");
            assertThat(server.clients().get(0).clientSecretExpiresAt()).isEmpty();
        }
    }

    @Test
    void reset_restoresThemAsTheyWere() {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().client(json(MINIMAL)).start()) {
            RegisteredClient client = server.clients().get(0);
            Wire.delete(client);
            Wire.register(server, MINIMAL);
            server.reset();

            assertThat(server.clients()).extracting(RegisteredClient::clientId).containsExactly(client.clientId());
            assertThat(Wire.read(client).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void jsonChangedByTheCaller_isNotChangedInTheBuilder() {
        JsonObject metadata = json(MINIMAL);
        MockRegistrationServer.Builder builder =
                MockRegistrationServer.builder().client(metadata);
        metadata.remove("redirect_uris");

        try (MockRegistrationServer server = builder.start()) {
            assertThat(server.clients().get(0).metadata().has("redirect_uris")).isTrue();
        }
    }

    @Test
    void metadataThatWouldBeRefused_isRefused() {
        MockRegistrationServer.Builder builder =
                MockRegistrationServer.builder().client(json("{}"));

        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("invalid_redirect_uri: ");
    }

    @Test
    void oneIdentifierTwice_isRefused() {
        MockRegistrationServer.Builder builder =
                MockRegistrationServer.builder().client(json(STORED)).client(json(STORED));

        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is a client stored already");
    }

    @Test
    void authlete_hasServicesForThat() {
        MockRegistrationServer.Builder builder =
                MockRegistrationServer.builder().dialect(Dialect.AUTHLETE).client(json(MINIMAL));

        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("client is no setting of dialect AUTHLETE");
    }
}
