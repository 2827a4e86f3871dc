package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.TransportServer.Request;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.JsonFixtures;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the servers' documentation, sent to the hosts that they name, and what can be done with the client then. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class PublishedExamplesTest {
    private static final URI ANVIL = URI.create("https://your.authorization.server/register");
    private static final URI SIMPLE_ID_SERVER = URI.create("https://localhost:5001/register");
    private static final Secret TOKEN = Secret.of("EXAMPLE-initial-access-token");

    @Parameter
    CallStyle calls;

    @ParameterizedTest
    @ValueSource(strings = {"anvil-connect/request-register-anonymous", "anvil-connect/request-register-authorized"})
    void anvilConnect_register_isSentByteForByteAndItsAnswerKeptWhole(String example) {
        Recorded request = Recorded.of(example);
        Recorded answer = Recorded.of("anvil-connect/register-published");
        try (RecordedServer server = RecordedServer.answering(answer.name());
                ClientRegistration registration = anvil(server, example.endsWith("authorized"))) {
            ClientInformation client = calls.register(registration, ClientMetadata.fromJson(request.body()));

            assertSent(request, server.lastRequest());
            assertThat(server.lastRequest().header("Authorization"))
                    .isEqualTo(example.endsWith("authorized") ? "Bearer " + TOKEN.reveal() : null);
            assertThat(client.toJson()).isEqualTo(JsonFixtures.compact(answer.body()));
            assertThat(client.clientId()).isEqualTo("e090a523-2ea8-43c8-b012b58ae60ce25d");
            assertThat(client.clientIdIssuedAt()).contains(Instant.parse("2014-04-26T17:45:29.550Z"));
        }
    }

    @Test
    void anvilConnect_get_foreignManagementOriginIsRefusedUntilItIsTrusted() {
        try (RecordedServer server = RecordedServer.answering("anvil-connect/register-published");
                ClientRegistration registration = anvil(server, false);
                ClientRegistration trusting =
                        registration.derive(changes -> changes.trustOrigin(URI.create("https://accounts.anvil.io")))) {
            ClientInformation client =
                    calls.register(registration, ClientMetadata.builder().build());

            CallRefusedException refused =
                    catchThrowableOfType(CallRefusedException.class, () -> calls.get(registration, client));
            assertThat(refused)
                    .hasMessageContaining("https://accounts.anvil.io:443")
                    .hasMessageContaining("https://your.authorization.server:443")
                    .hasMessageContaining("trustOrigin(")
                    .returns(Outcome.NOT_APPLIED, CallRefusedException::outcome);
            assertThat(server.requests()).hasSize(1);

            server.then("anvil-connect/read-published-client");
            ClientInformation read = calls.get(trusting, client);

            assertThat(server.lastRequest().header("Host")).isEqualTo("accounts.anvil.io");
            assertThat(server.lines().get(1)).isEqualTo("GET /register/e090a523-2ea8-43c8-b012-b58ae60ce25d");
            assertThat(server.lastRequest().header("Authorization"))
                    .isEqualTo("Bearer eyJhbGciOiJSUzI1NiJ9.eyJ***2fQ.UmN***kE0");
            assertThat(read.registrationAccessToken()).isEqualTo(client.registrationAccessToken());
        }
    }

    @Test
    void simpleIdServer_tokenAndRegister_areSentByteForByteAndTheAnswerKeptWhole() {
        Recorded tokenRequest = Recorded.of("simple-id-server/request-token");
        Recorded request = Recorded.of("simple-id-server/request-register");
        Recorded answer = Recorded.of("simple-id-server/register-published");
        try (RecordedServer server = RecordedServer.answering("simple-id-server/token", answer.name());
                ClientRegistration registration = server.facade(ServerProfile.SIMPLE_ID_SERVER, SIMPLE_ID_SERVER)
                        .initialAccessToken(InitialAccessToken.clientCredentials(
                                ClientCredentials.builder("registerClient", Secret.of("password"))
                                        .tokenEndpoint(URI.create("https://localhost:5001/token"))
                                        .authMethod(TokenEndpointAuthMethod.CLIENT_SECRET_POST)
                                        .scope("register")
                                        .build()))
                        .build()) {
            ClientInformation client = calls.register(registration, ClientMetadata.fromJson(request.body()));

            assertSent(tokenRequest, server.requests().get(0));
            assertSent(request, server.requests().get(1));
            assertThat(server.requests().get(1).header("Authorization"))
                    .isEqualTo("Bearer EXAMPLE.simple-id-server-access-token.EXAMPLE");
            assertThat(client.toJson()).isEqualTo(JsonFixtures.compact(answer.body()));
        }
    }

    @Test
    void simpleIdServer_get_goesBelowTheEndpointAndNotWhereTheServerSays() {
        try (RecordedServer server = RecordedServer.answering(
                        "simple-id-server/register-published", "simple-id-server/register-published");
                ClientRegistration registration = server.facade(ServerProfile.SIMPLE_ID_SERVER, SIMPLE_ID_SERVER)
                        .build()) {
            ClientInformation client =
                    calls.register(registration, ClientMetadata.builder().build());
            ClientInformation read = calls.get(registration, client);

            assertThat(client.registrationClientUri())
                    .contains("https://localhost:5001/d371c91b-f48c-4944-ba2e-da3d05d288d3");
            assertThat(server.lines().get(1)).isEqualTo("GET /register/d371c91b-f48c-4944-ba2e-da3d05d288d3");
            assertThat(server.lastRequest().header("Authorization"))
                    .isEqualTo("Bearer 3a0e9284-0931-49e7-963e-11958e3939e3");
            assertThat(read).isEqualTo(client);
        }
    }

    private static ClientRegistration anvil(RecordedServer server, boolean authorized) {
        ClientRegistration.Builder builder = server.facade(ServerProfile.ANVIL_CONNECT, ANVIL);
        return (authorized ? builder.initialAccessToken(InitialAccessToken.fixed(TOKEN)) : builder).build();
    }

    private static void assertSent(Recorded example, Request request) {
        assertThat(request.method() + " " + request.target() + " HTTP/1.1").isEqualTo(example.firstLine());
        assertThat(request.header("Content-Type"))
                .isEqualTo(example.header("Content-Type").orElseThrow());
        example.header("Host")
                .ifPresent(host -> assertThat(request.header("Host")).isEqualTo(host));
        assertThat(request.body()).isEqualTo(example.body());
    }
}
