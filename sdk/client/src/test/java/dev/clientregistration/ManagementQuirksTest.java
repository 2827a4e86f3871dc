package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonPrimitive;
import dev.clientregistration.TransportServer.Request;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where servers say that a client is managed, with which tokens, and what they take there: never quite the standard. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class ManagementQuirksTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    @Parameter
    CallStyle calls;

    // ---- where

    @ParameterizedTest
    @CsvSource({
        "spring-authorization-server, spring-authorization-server/register, /connect/register, /connect/register?client_id=",
        "standard, gluu/register, /oxauth/restv1/register, /oxauth/restv1/register?client_id=",
        "standard, forgerock/register, /oauth2/register, /oauth2/register?client_id=",
        "cas, cas/register, /cas/oidc/register, /cas/oidc/clientConfig?clientId="
    })
    void get_uriWithAQuery_isUsedAsItWasIssued(String profile, String answer, String endpoint, String managed) {
        try (RecordedServer server = RecordedServer.answering(answer, answer);
                ClientRegistration registration =
                        server.facade(ServerProfile.named(profile), endpoint).build()) {
            ClientInformation client = calls.register(registration, METADATA);
            calls.get(registration, client);

            assertThat(server.lines().get(1)).isEqualTo("GET " + managed + client.clientId());
        }
    }

    @Test
    void get_wrongUri_isReplacedByTheOneBelowTheEndpoint() {
        try (RecordedServer server = RecordedServer.answering("simple-id-server/register", "simple-id-server/read");
                ClientRegistration registration = server.facade(ServerProfile.SIMPLE_ID_SERVER, "/register")
                        .build()) {
            ClientInformation client = calls.register(registration, METADATA);
            calls.get(registration, client);

            assertThat(client.registrationClientUri()).contains(server.origin() + "/" + client.clientId());
            assertThat(server.lines().get(1)).isEqualTo("GET /register/" + client.clientId());
        }
    }

    @Test
    void get_relativeUri_isResolvedAgainstTheEndpoint() {
        try (RecordedServer server = RecordedServer.answering("mcp-auth-proxy/register", "mcp-auth-proxy/register");
                ClientRegistration registration =
                        server.facade(ServerProfile.MCP, "/.idp/register").build()) {
            ClientInformation client =
                    calls.register(registration, ClientMetadata.builder().build());
            calls.get(registration, client);

            assertThat(client.registrationClientUri()).contains("/.idp/register/EXAMPLEproxyclient");
            assertThat(server.lines().get(1)).isEqualTo("GET /.idp/register/EXAMPLEproxyclient");
        }
    }

    @Test
    void get_tokenWithoutUri_goesBelowTheEndpoint() { // Hydra's answer to an update has no URI
        try (RecordedServer server = RecordedServer.answering("hydra/update", "hydra/read");
                ClientRegistration registration =
                        server.facade(ServerProfile.HYDRA, "/oauth2/register").build()) {
            ClientInformation client = calls.register(registration, METADATA);
            calls.get(registration, client);

            assertThat(client.registrationClientUri()).isEmpty();
            assertThat(server.lines().get(1)).isEqualTo("GET /oauth2/register/" + client.clientId());
        }
    }

    @Test
    void get_uriWithTheIdTwice_isUsedWithTheIdOnce() { // older Keycloaks answer an update so
        String endpoint = "/realms/demo/clients-registrations/openid-connect";
        try (RecordedServer server = RecordedServer.answering(
                        "keycloak/register", "keycloak/update-older-version", "keycloak/read");
                ClientRegistration registration =
                        server.facade(ServerProfile.KEYCLOAK, endpoint).build()) {
            ClientInformation client = calls.register(registration, METADATA);
            client = calls.update(registration, client, client.toMetadata());
            calls.get(registration, client);

            String id = "/" + client.clientId();
            assertThat(client.registrationClientUri()).contains(server.origin() + endpoint + id + id);
            assertThat(server.lines().get(2)).isEqualTo("GET " + endpoint + id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "okta/register",
                "auth0/register",
                "wso2/register",
                "duende/register",
                "aws-sign-in/register",
                "matrix-mas/register",
                "spring-security/register"
            })
    void get_neitherTokenNorUri_isRefusedBeforeSending(String answer) {
        try (RecordedServer server = RecordedServer.answering(answer);
                ClientRegistration registration =
                        server.facade(ServerProfile.STANDARD, "/register").build()) {
            ClientInformation client = calls.register(registration, METADATA);

            assertThat(catchThrowableOfType(CallRefusedException.class, () -> calls.get(registration, client)))
                    .hasMessageContaining("issued no registration access token");
            assertThat(server.requests()).hasSize(1);
        }
    }

    // ---- with what

    @ParameterizedTest
    @CsvSource({
        "spring-authorization-server, spring-authorization-server/register, spring-authorization-server/read",
        "anvil-connect, anvil-connect/register, anvil-connect/read",
        "hydra, hydra/register, hydra/read"
    })
    void get_credentialsThatAreNotRepeated_areCarriedOver(String profile, String registered, String read) {
        try (RecordedServer server = RecordedServer.answering(registered, read, read);
                ClientRegistration registration =
                        server.facade(ServerProfile.named(profile), "/register").build()) {
            ClientInformation client = calls.register(registration, METADATA);
            ClientInformation again = calls.get(registration, calls.get(registration, client));

            assertThat(Recorded.of(read).body()).doesNotContain("registration_access_token");
            assertThat(again.registrationAccessToken()).isEqualTo(client.registrationAccessToken());
            assertThat(again.clientSecret()).isEqualTo(client.clientSecret());
            assertThat(again.registrationClientUri()).isEqualTo(client.registrationClientUri());
            assertThat(again.clientSecretExpiresAt()).isEqualTo(client.clientSecretExpiresAt());
        }
    }

    @Test
    void update_byAnotherTokenThanTheClients_keepsTheClients() { // Keycloak issues none to an administrator
        try (RecordedServer server = RecordedServer.answering("keycloak/register", "keycloak/update-by-administrator");
                ClientRegistration registration =
                        server.facade(ServerProfile.KEYCLOAK, "/register").build()) {
            ClientInformation client = calls.register(registration, METADATA);
            ClientInformation updated = registration.update(
                    client,
                    client.toMetadata(),
                    RequestOptions.builder().token(Secret.of("EXAMPLE-admin")).build());

            assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer EXAMPLE-admin");
            assertThat(updated.registrationAccessToken()).isEqualTo(client.registrationAccessToken());
        }
    }

    @Test
    void getAndUpdate_newTokenEveryTime_replacesTheOldOne() {
        try (RecordedServer server =
                        RecordedServer.answering("curity/register", "curity/read", "curity/update", "curity/read");
                ClientRegistration registration = server.facade(
                                ServerProfile.STANDARD, "/token-service/oauth-registration")
                        .build()) {
            ClientInformation client = calls.register(registration, METADATA);
            client = calls.get(registration, client);
            client = calls.update(registration, client, client.toMetadata());
            calls.get(registration, client);

            assertThat(server.requests().subList(1, 4))
                    .extracting((Request request) -> request.header("Authorization"))
                    .containsExactly(
                            "Bearer _0XBPWQQ_EXAMPLE-curity-token-1",
                            "Bearer _0XBPWQQ_EXAMPLE-curity-token-2",
                            "Bearer _0XBPWQQ_EXAMPLE-curity-token-3");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "keycloak, keycloak/register, keycloak/read-deleted-client",
        "simple-id-server, simple-id-server/register, simple-id-server/read-unknown-client"
    })
    void get_clientThatTheServerPurged_saysThatItIsGone(String profile, String registered, String gone) {
        try (RecordedServer server = RecordedServer.answering(registered, gone);
                ClientRegistration registration =
                        server.facade(ServerProfile.named(profile), "/register").build()) {
            ClientInformation client = calls.register(registration, METADATA);

            ResultError error = catchThrowableOfType(ResultError.class, () -> calls.get(registration, client));

            assertThat(error.httpStatus() == 404
                            || (error instanceof AccessDeniedException denied && denied.mayBeGone()))
                    .isTrue();
            assertThat(error.operation()).isEqualTo(Operation.GET);
        }
    }

    // ---- what an update may hold

    @Test
    void update_serverThatRefusesTheSecret_isNotSentIt() {
        assertThat(sentInAnUpdate(ServerProfile.HYDRA, "hydra")).doesNotContain("\"client_secret\"");
        assertThat(sentInAnUpdate(ServerProfile.NODE_OIDC_PROVIDER, "node-oidc-provider"))
                .contains("\"client_secret\":\"EXAMPLE-node-client-secret\"");
    }

    private String sentInAnUpdate(ServerProfile profile, String folder) {
        try (RecordedServer server = RecordedServer.answering(folder + "/register", folder + "/update");
                ClientRegistration registration =
                        server.facade(profile, "/register").build()) {
            ClientInformation client = calls.register(registration, METADATA);
            String secret = client.clientSecret().orElseThrow().reveal();
            calls.update(
                    registration,
                    client,
                    client.toMetadata().toBuilder()
                            .member("client_secret", new JsonPrimitive(secret))
                            .build());
            return server.lastRequest().body();
        }
    }

    @Test
    void register_serverThatFailsOnWhatItDoesNotKnow_isSentWhatItReads() {
        try (RecordedServer server = RecordedServer.answering("simple-id-server/register");
                ClientRegistration registration = server.facade(ServerProfile.SIMPLE_ID_SERVER, "/register")
                        .build()) {
            calls.register(
                    registration,
                    ClientMetadata.fromJson(
                            "{\"redirect_uris\":[\"https://example.com/callback\"],\"contacts\":[\"a@b.example\"],"
                                    + "\"jwks\":{\"keys\":[{\"kty\":\"EC\"}]},\"request_uris\":[],\"vendor\":7,\"client_name#fr\":\"Bretzel\","
                                    + "\"default_acr_values\":[],\"logo_uri\":\"\",\"tos_uri\":null}"));

            assertThat(server.lastRequest().body())
                    .isEqualTo("{\"redirect_uris\":[\"https://example.com/callback\"],\"client_name#fr\":\"Bretzel\"}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "spring-authorization-server/register-scope-refused, invalid_scope",
        "keycloak/register-wrong-type, unknown_error",
        "keycloak/register-unknown-member, Invalid json representation for OIDCClientRepresentation. "
                + "Unrecognized field \"x_unknown\" at line 1 column 64.",
        "hydra/register-secret-refused, The request was malformed or contained invalid parameters"
    })
    void register_memberThatTheServerRefuses_isToldInItsWords(String answer, String code) {
        try (RecordedServer server = RecordedServer.answering(answer);
                ClientRegistration registration =
                        server.facade(ServerProfile.STANDARD, "/register").build()) {
            assertThat(catchThrowableOfType(ResultError.class, () -> calls.register(registration, METADATA))
                            .code())
                    .contains(code);
        }
    }

    // ---- initial access tokens

    @ParameterizedTest
    @CsvSource({
        "simple-id-server, simple-id-server/register-invalid-token, simple-id-server/register",
        "anvil-connect, anvil-connect/register-unknown-token, anvil-connect/register",
        "anvil-connect, anvil-connect/register-expired-token, anvil-connect/register",
        "keycloak, keycloak/register-invalid-token, keycloak/register",
        "node-oidc-provider, node-oidc-provider/register-invalid-token, node-oidc-provider/register",
        "spring-authorization-server, spring-authorization-server/register-missing-token, spring-authorization-server/register",
        "spring-authorization-server, spring-authorization-server/register-token-used, spring-authorization-server/register"
    })
    void register_badTokenInTheServersWords_isRenewedOnce(String profile, String refusal, String answer) {
        AtomicInteger asked = new AtomicInteger();
        try (RecordedServer server = RecordedServer.answering(refusal, answer, refusal, refusal, refusal);
                ClientRegistration registration = server.facade(ServerProfile.named(profile), "/register")
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .initialAccessToken(InitialAccessToken.supplied(
                                () -> Secret.of("EXAMPLE-initial-" + asked.incrementAndGet())))
                        .build()) {
            assertThat(calls.register(registration, METADATA).clientId()).isNotEmpty();
            assertThat(catchThrowableOfType(ResultError.class, () -> calls.register(registration, METADATA)))
                    .isNotNull();

            assertThat(server.requests())
                    .extracting((Request request) -> request.header("Authorization"))
                    .containsExactly(
                            "Bearer EXAMPLE-initial-1",
                            "Bearer EXAMPLE-initial-2",
                            "Bearer EXAMPLE-initial-3",
                            "Bearer EXAMPLE-initial-4");
        }
    }

    @Test
    void register_tokensForOneUse_areAskedForEachTime() {
        assertThat(requestsForTwoClients(
                        ServerProfile.SPRING_AUTHORIZATION_SERVER,
                        "spring-authorization-server/token",
                        "spring-authorization-server/register",
                        "spring-authorization-server/token",
                        "spring-authorization-server/register"))
                .containsExactly("POST /token", "POST /register", "POST /token", "POST /register");
    }

    @Test
    void register_tokensForManyUses_areKept() {
        assertThat(requestsForTwoClients(
                        ServerProfile.SIMPLE_ID_SERVER,
                        "simple-id-server/token",
                        "simple-id-server/register",
                        "simple-id-server/register"))
                .containsExactly("POST /token", "POST /register", "POST /register");
    }

    private List<String> requestsForTwoClients(ServerProfile profile, String... answers) {
        try (RecordedServer server = RecordedServer.answering(answers);
                ClientRegistration registration = server.facade(profile, "/register")
                        .initialAccessToken(InitialAccessToken.clientCredentials(
                                ClientCredentials.builder("registrar", Secret.of("EXAMPLE-registrar"))
                                        .tokenEndpoint(server.uri("/token"))
                                        .build()))
                        .build()) {
            Stream.of(METADATA, METADATA).forEach(metadata -> calls.register(registration, metadata));
            return server.lines();
        }
    }
}
