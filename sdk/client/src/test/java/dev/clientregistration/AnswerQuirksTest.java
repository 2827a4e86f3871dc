package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.UnusableReason.Kind;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.UnusableClientException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import dev.clientregistration.model.ResponseType;
import dev.clientregistration.model.SecretExpiry;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import dev.clientregistration.simpleidserver.SimpleIdServerMembers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers are known to write into an answer that made a client, and what the client then says. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class AnswerQuirksTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    @Parameter
    CallStyle calls;

    @ParameterizedTest
    @ValueSource(strings = {"gluu/register", "aws-sign-in/register", "connect2id/register", "auth0/register"})
    void register_status200_isARegistration(String answer) {
        assertThat(Recorded.of(answer).status()).isEqualTo(200);
        assertThat(registered(ServerProfile.STANDARD, answer).clientId()).isNotEmpty();
    }

    @Test
    void register_emptyReasonPhrase_isARegistration() {
        assertThat(Recorded.of("spring-security/register").firstLine()).isEqualTo("HTTP/1.1 201 ");
        assertThat(registered(ServerProfile.SPRING_AUTHORIZATION_SERVER, "spring-security/register")
                        .tokenEndpointAuthMethod())
                .contains(TokenEndpointAuthMethod.NONE);
    }

    @Test
    void register_nothingButTheId_isARegistration() {
        ClientInformation client = registered(ServerProfile.STANDARD, "matrix-mas/register");

        assertThat(client.memberNames()).containsExactly("client_id", "client_id_issued_at");
        assertThat(RegistrationDifference.between(METADATA, client).unusable()).isEmpty();
    }

    @Test
    void register_nullArrays_areAbsentAndKept() {
        ClientInformation hydra = registered(ServerProfile.HYDRA, "hydra/register");
        ClientInformation proxy = registered(ServerProfile.MCP, "mcp-auth-proxy/register");

        for (ClientInformation client : List.of(hydra, proxy)) {
            assertThat(client.grantTypes()).isEmpty();
            assertThat(client.responseTypes()).isEmpty();
            assertThat(client.contacts()).isEmpty();
            assertThat(client.member("contacts")).contains(JsonNull.INSTANCE);
        }
        assertThat(hydra.member("skip_logout_consent")).contains(JsonNull.INSTANCE);
        ClientInformation okta = registered(ServerProfile.STANDARD, "okta/register");
        assertThat(okta.clientUri()).isEmpty();
        assertThat(okta.member("logo_uri")).contains(JsonNull.INSTANCE);
    }

    @Test
    void register_emptyTextsAndObjects_areAbsentAndKept() {
        ClientInformation hydra = registered(ServerProfile.HYDRA, "hydra/register");
        ClientInformation proxy = registered(ServerProfile.MCP, "mcp-auth-proxy/register");

        assertThat(hydra.clientName()).isEmpty();
        assertThat(hydra.logoUri()).isEmpty();
        assertThat(hydra.member("policy_uri")).contains(new JsonPrimitive(""));
        assertThat(hydra.jwks())
                .hasValueSatisfying(keys -> assertThat(keys.isEmpty()).isTrue());
        assertThat(proxy.tokenEndpointAuthMethod()).isEmpty();
        assertThat(proxy.scope()).isEmpty();
        assertThat(RegistrationDifference.between(ClientMetadata.builder().build(), proxy)
                        .added())
                .containsOnlyKeys("redirect_uris");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gluu/register", "forgerock/register"})
    void register_scopesAsArray_areTheScope(String answer) {
        ClientInformation client = registered(ServerProfile.STANDARD, answer);

        assertThat(client.scope()).contains("openid profile");
        assertThat(client.member("scopes")).map(Object::toString).contains("[\"openid\",\"profile\"]");
        assertThat(RegistrationDifference.between(
                                ClientMetadata.builder()
                                        .scope("profile", "openid")
                                        .build(),
                                client)
                        .replaced())
                .isEmpty();
    }

    @Test
    void register_scopesAsObjects_areNotTheScope() {
        ClientInformation client =
                registered(ServerProfile.SIMPLE_ID_SERVER, "simple-id-server/register-newer-version");

        assertThat(client.scope()).contains("profile openid");
        assertThat(client.member("scopes").orElseThrow().getAsJsonArray()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nevis-meta/register-older-version", "nevis-meta/register-public"})
    void register_loneTextsForArrays_areArraysOfOne(String answer) {
        ClientInformation client = registered(ServerProfile.NEVIS_META, answer);

        assertThat(client.grantTypes()).containsExactly(GrantType.AUTHORIZATION_CODE);
        assertThat(client.responseTypes()).containsExactly(ResponseType.CODE);
        assertThat(client.member("grant_types")).contains(new JsonPrimitive("authorization_code"));
    }

    @Test
    void register_numbersAsTexts_areRead() {
        ClientInformation client = registered(ServerProfile.NEVIS_META, "nevis-meta/register");

        assertThat(client.member("client_secret_expires_at")).contains(new JsonPrimitive("0"));
        assertThat(client.clientSecretExpiresAt()).isEqualTo(SecretExpiry.never());
    }

    @ParameterizedTest
    @CsvSource({"anvil-connect, anvil-connect/register", "nevis-meta, nevis-meta/register"})
    void register_timesInMilliseconds_areTheSameInstants(String profile, String answer) {
        assertThat(registered(ServerProfile.named(profile), answer).clientIdIssuedAt())
                .contains(Instant.ofEpochMilli(1_700_000_000_123L));
    }

    @Test
    void register_fractionsOfSeconds_areRead() {
        ClientInformation client =
                registered(ServerProfile.SIMPLE_ID_SERVER, "simple-id-server/register-newer-version");

        assertThat(client.clientIdIssuedAt()).contains(Instant.ofEpochMilli(1_793_701_230_500L));
        assertThat(client.defaultMaxAge()).contains(Duration.ofHours(1));
        assertThat(client.member("default_max_age")).map(Object::toString).contains("3600.0");
    }

    @ParameterizedTest
    @CsvSource({
        "anvil-connect, anvil-connect/register",
        "simple-id-server, simple-id-server/register",
        "standard, wso2/register"
    })
    void register_secretWithoutExpiry_expiresNobodyKnowsWhen(String profile, String answer) {
        ClientInformation client = registered(ServerProfile.named(profile), answer);

        assertThat(client.clientSecret()).isPresent();
        assertThat(client.clientSecretExpiresAt()).isEqualTo(SecretExpiry.unknown());
    }

    @Test
    void register_secretThatExpires_saysWhen() {
        ClientInformation client = registered(ServerProfile.MCP, "mcp/register");
        Instant issued = client.clientIdIssuedAt().orElseThrow();

        assertThat(client.clientSecretExpiresAt()).isEqualTo(SecretExpiry.at(issued.plus(Duration.ofDays(30))));
        assertThat(client.clientSecretExpiresAt().isExpiredAt(issued.plus(Duration.ofDays(29))))
                .isFalse();
        assertThat(client.clientSecretExpiresAt().isExpiredAt(issued.plus(Duration.ofDays(30))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"simple-id-server, simple-id-server/register", "keycloak, keycloak/register"})
    void register_noCachingHeaders_isRead(String profile, String answer) {
        try (RecordedServer server = RecordedServer.answering(answer);
                ClientRegistration registration =
                        server.facade(ServerProfile.named(profile), "/register").build()) {
            Response<ClientInformation> response = registration.exchange().register(METADATA);

            assertThat(response.headers()).containsKey("Content-Type").doesNotContainKey("Cache-Control");
            assertThat(response.value().clientId()).isNotEmpty();
        }
    }

    @Test
    void register_publicClientMadeConfidential_isReturnedUnlessAUsableOneIsRequired() {
        ClientMetadata wanted = METADATA.toBuilder()
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE)
                .build();
        try (RecordedServer server = RecordedServer.answering(
                        "spring-authorization-server/register", "spring-authorization-server/register");
                ClientRegistration registration = server.facade(
                                ServerProfile.SPRING_AUTHORIZATION_SERVER, "/connect/register")
                        .build()) {
            ClientInformation client = calls.register(registration, wanted);
            UnusableClientException unusable = catchThrowableOfType(
                    UnusableClientException.class,
                    () -> registration.register(
                            wanted, RequestOptions.builder().requireUsable().build()));

            assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
            assertThat(RegistrationDifference.between(wanted, client).replaced())
                    .containsOnlyKeys("token_endpoint_auth_method");
            assertThat(unusable.client()).isEqualTo(client);
            assertThat(unusable.outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(unusable.reasons()).extracting(UnusableReason::kind).containsExactly(Kind.NOT_PUBLIC);
        }
    }

    @Test
    void register_reorderedAndAddedValues_differOnlyByWhatWasAdded() {
        ClientMetadata wanted = ClientMetadata.builder()
                .clientName("Triangular Pretzel")
                .clientUri("https://example.com")
                .redirectUris("https://example.com/b", "https://example.com/a")
                .responseTypes(ResponseType.CODE)
                .contacts("ops@example.com")
                .build();
        RegistrationDifference difference =
                RegistrationDifference.between(wanted, registered(ServerProfile.KEYCLOAK, "keycloak/register"));

        assertThat(difference.replaced()).containsOnlyKeys("response_types");
        assertThat(difference.dropped()).containsOnlyKeys("contacts");
        assertThat(difference.added()).containsKeys("grant_types", "scope", "subject_type");
        assertThat(difference.unusable()).isEmpty();
    }

    @Test
    void register_misspeltMembers_areReadByTheServersKeys() {
        ClientInformation client = registered(ServerProfile.SIMPLE_ID_SERVER, "simple-id-server/register");

        assertThat(client.tlsClientCertificateBoundAccessTokens()).isEmpty();
        assertThat(client.get(SimpleIdServerMembers.TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKEN))
                .contains(false);
        assertThat(client.authorizationDetailsTypes()).isEmpty();
        assertThat(client.get(SimpleIdServerMembers.AUTHORIZATION_DATA_TYPES)).contains(List.of());
    }

    private ClientInformation registered(ServerProfile profile, String answer) {
        try (RecordedServer server = RecordedServer.answering(answer);
                ClientRegistration registration =
                        server.facade(profile, "/register").build()) {
            return calls.register(registration, METADATA);
        }
    }
}
