package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.TransportServer.Request;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A client's life at each server that has a profile, by the answers of that server. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class ServerLifecycleTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    @Parameter
    CallStyle calls;

    @Test
    void anvilConnect_updateSendsWhatChangesToTheClientAsItIs() {
        try (RecordedServer server = RecordedServer.answering("anvil-connect/register", "anvil-connect/read");
                ClientRegistration registration =
                        server.facade(ServerProfile.ANVIL_CONNECT, "/register").build()) {
            ClientInformation client = calls.register(registration, METADATA);
            client = calls.get(registration, client);
            server.then("anvil-connect/read", "anvil-connect/update");
            client = calls.update(registration, client, renamed(client));

            assertThat(server.lines())
                    .containsExactly(
                            "POST /register",
                            "GET /register/" + client.clientId(),
                            "GET /register/" + client.clientId(),
                            "PATCH /register/" + client.clientId());
            assertThat(server.lastRequest().body()).isEqualTo("{\"client_name\":\"Round Pretzel\"}");
            assertThat(tokens(server)).containsOnly("Bearer EXAMPLE.anvil-registration-access-token.EXAMPLE");
            assertThat(client.clientName()).contains("Round Pretzel");
            assertThat(client.registrationAccessToken()).isPresent();
        }
    }

    @Test
    void simpleIdServer_isManagedBelowTheEndpointAndToldOfMembersThatItReads() {
        try (RecordedServer server = RecordedServer.answering(
                        "simple-id-server/register",
                        "simple-id-server/read",
                        "simple-id-server/update",
                        "simple-id-server/delete");
                ClientRegistration registration = server.facade(ServerProfile.SIMPLE_ID_SERVER, "/master/register")
                        .build()) {
            ClientInformation client = calls.register(registration, METADATA);
            client = calls.get(registration, client);
            client = calls.update(
                    registration,
                    client,
                    client.toMetadata().toBuilder()
                            .redirectUris("https://example.com/other")
                            .build());
            calls.delete(registration, client);

            String managed = "/master/register/" + client.clientId();
            assertThat(server.lines())
                    .containsExactly("POST /master/register", "GET " + managed, "PUT " + managed, "DELETE " + managed);
            assertThat(ClientMetadata.fromJson(server.requests().get(2).body()).memberNames())
                    .contains("client_id", "redirect_uris", "token_signed_response_alg")
                    .doesNotContain(
                            "contacts", "jwks", "update_datetime", "post_logout_redirect_uris", "client_id_issued_at");
            assertThat(tokens(server)).containsOnly("Bearer EXAMPLE-93d1-4f43-8a53-token");
            assertThat(client.redirectUris()).containsExactly("https://example.com/other");
        }
    }

    @Test
    void keycloak_tokenIsReplacedByTheUpdate() {
        try (RecordedServer server = RecordedServer.answering(
                        "keycloak/register", "keycloak/read", "keycloak/update", "keycloak/delete");
                ClientRegistration registration = server.facade(
                                ServerProfile.KEYCLOAK, "/realms/demo/clients-registrations/openid-connect")
                        .build()) {
            ClientInformation client = calls.register(registration, METADATA);
            client = calls.get(registration, client);
            client = calls.update(registration, client, renamed(client));
            calls.delete(registration, client);

            String managed = "/realms/demo/clients-registrations/openid-connect/" + client.clientId();
            assertThat(server.lines().subList(1, 4))
                    .containsExactly("GET " + managed, "PUT " + managed, "DELETE " + managed);
            assertThat(tokens(server))
                    .containsExactly(
                            "Bearer EXAMPLE.keycloak-token-1.EXAMPLE",
                            "Bearer EXAMPLE.keycloak-token-1.EXAMPLE",
                            "Bearer EXAMPLE.keycloak-token-2.EXAMPLE");
            assertThat(client.clientIdIssuedAt()).isPresent();
        }
    }

    @Test
    void springAuthorizationServer_isReadByTheQueryAndKeepsWhatReadingLeavesOut() {
        try (RecordedServer server = RecordedServer.answering(
                        "spring-authorization-server/register", "spring-authorization-server/read");
                ClientRegistration registration = server.facade(
                                ServerProfile.SPRING_AUTHORIZATION_SERVER, "/connect/register")
                        .build()) {
            ClientInformation client = calls.register(registration, METADATA);
            ClientInformation read = calls.get(registration, client);

            assertThat(server.lastRequest().target()).isEqualTo("/connect/register?client_id=" + client.clientId());
            assertThat(tokens(server)).containsExactly("Bearer EXAMPLE.spring-token.EXAMPLE");
            assertThat(read.registrationAccessToken()).isEqualTo(client.registrationAccessToken());
            assertThat(read.clientSecret()).isEqualTo(client.clientSecret());
        }
    }

    @Test
    void nodeOidcProvider_updateHoldsNothingThatItRefuses() {
        try (RecordedServer server = RecordedServer.answering(
                        "node-oidc-provider/register",
                        "node-oidc-provider/read",
                        "node-oidc-provider/update",
                        "node-oidc-provider/delete");
                ClientRegistration registration =
                        server.facade(ServerProfile.NODE_OIDC_PROVIDER, "/reg").build()) {
            ClientInformation client = calls.register(registration, METADATA);
            client = calls.get(registration, client);
            client = calls.update(registration, client, renamed(client));
            calls.delete(registration, client);

            assertThat(ClientMetadata.fromJson(server.requests().get(2).body()).memberNames())
                    .contains("client_id", "redirect_uris")
                    .doesNotContain(
                            "client_id_issued_at",
                            "client_secret_expires_at",
                            "registration_client_uri",
                            "registration_access_token");
            assertThat(tokens(server))
                    .containsExactly(
                            "Bearer EXAMPLE-node-token-1",
                            "Bearer EXAMPLE-node-token-1",
                            "Bearer EXAMPLE-node-token-2");
        }
    }

    @Test
    void hydra_keepsWhatItDoesNotRepeatAndTakesTheNewToken() {
        try (RecordedServer server =
                        RecordedServer.answering("hydra/register", "hydra/read", "hydra/update", "hydra/delete");
                ClientRegistration registration =
                        server.facade(ServerProfile.HYDRA, "/oauth2/register").build()) {
            ClientInformation registered = calls.register(registration, METADATA);
            ClientInformation read = calls.get(registration, registered);
            ClientInformation updated = calls.update(registration, read, renamed(read));
            calls.delete(registration, updated);

            assertThat(read.clientSecret()).isEqualTo(registered.clientSecret()).isPresent();
            assertThat(updated.clientSecret()).isEqualTo(registered.clientSecret());
            assertThat(updated.registrationClientUri()).isEqualTo(registered.registrationClientUri());
            assertThat(server.requests().get(2).body()).doesNotContain("client_secret\"");
            assertThat(server.lines().subList(1, 4))
                    .allMatch(line -> line.endsWith(" /oauth2/register/" + registered.clientId()));
            assertThat(tokens(server))
                    .containsExactly(
                            "Bearer ory_at_EXAMPLE-hydra-token-1",
                            "Bearer ory_at_EXAMPLE-hydra-token-1",
                            "Bearer ory_at_EXAMPLE-hydra-token-2");
        }
    }

    @Test
    void cas_isManagedBesideTheEndpoint() {
        try (RecordedServer server = RecordedServer.answering("cas/register", "cas/read", "cas/read", "cas/update");
                ClientRegistration registration =
                        server.facade(ServerProfile.CAS, "/cas/oidc/register").build()) {
            ClientInformation client = calls.register(registration, METADATA);
            calls.get(registration, client);
            // Also where the server did not say where.
            ManagementCredentials known = ManagementCredentials.builder(client.clientId())
                    .registrationAccessToken(client.registrationAccessToken().orElseThrow())
                    .build();
            ClientInformation updated = calls.update(registration, known, renamed(client));

            String managed = "/cas/oidc/clientConfig?clientId=" + client.clientId();
            assertThat(server.lines().subList(1, 4))
                    .containsExactly("GET " + managed, "GET " + managed, "PATCH " + managed);
            assertThat(server.lastRequest().body()).isEqualTo("{\"client_name\":\"Round Pretzel\"}");
            assertThat(updated.clientName()).contains("Round Pretzel");
        }
    }

    @Test
    void mcp_isToldTheAuthMethodAndTheApplicationType() {
        try (RecordedServer server = RecordedServer.answering("mcp/register-public");
                ClientRegistration registration =
                        server.facade(ServerProfile.MCP, "/register").build()) {
            ClientInformation client = calls.register(
                    registration,
                    ClientMetadata.builder()
                            .clientName("Triangular Pretzel")
                            .redirectUris("http://localhost:8080/callback")
                            .contacts(List.of())
                            .build());

            assertThat(server.lastRequest().body())
                    .isEqualTo(
                            "{\"client_name\":\"Triangular Pretzel\",\"redirect_uris\":[\"http://localhost:8080/callback\"],"
                                    + "\"token_endpoint_auth_method\":\"none\",\"application_type\":\"native\"}");
            assertThat(client.clientSecret()).isEmpty();
        }
    }

    static Stream<Arguments> lacks() {
        return Stream.of(
                Arguments.of(ServerProfile.ANVIL_CONNECT, "anvil-connect/register", Set.of(Operation.DELETE)),
                Arguments.of(
                        ServerProfile.NEVIS_META,
                        "nevis-meta/register",
                        Set.of(Operation.GET, Operation.UPDATE, Operation.DELETE)),
                Arguments.of(
                        ServerProfile.SPRING_AUTHORIZATION_SERVER,
                        "spring-authorization-server/register",
                        Set.of(Operation.UPDATE, Operation.DELETE)),
                Arguments.of(ServerProfile.CAS, "cas/register", Set.of(Operation.DELETE)));
    }

    @ParameterizedTest
    @MethodSource("lacks")
    void operation_thatTheServerLacks_isRefusedBeforeSending(
            ServerProfile profile, String registered, Set<Operation> lacking) {
        try (RecordedServer server = RecordedServer.answering(registered);
                ClientRegistration registration =
                        server.facade(profile, "/register").build()) {
            ClientInformation client = calls.register(registration, METADATA);

            for (Operation operation : lacking) {
                CallRefusedException refused = catchThrowableOfType(
                        CallRefusedException.class,
                        () -> calls.call(
                                operation, registration, registration.credentials(client), client.toMetadata()));
                assertThat(refused)
                        .hasMessageContaining("servers of the profile " + profile + " have no " + operation)
                        .returns(Outcome.NOT_APPLIED, CallRefusedException::outcome);
            }
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static ClientMetadata renamed(ClientInformation client) {
        return client.toMetadata().toBuilder().clientName("Round Pretzel").build();
    }

    /** The Authorization headers of all requests but the first, which registered. */
    private static List<String> tokens(RecordedServer server) {
        return server.requests().stream()
                .skip(1)
                .map((Request request) -> request.header("Authorization"))
                .collect(Collectors.toList());
    }
}
