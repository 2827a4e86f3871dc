package dev.clientregistration.interop.springsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.Response;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.interop.Wire;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import dev.clientregistration.model.ResponseType;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everybody may register, and nobody can do more. */
@ExtendWith(RunningServer.class)
class OpenRegistrationTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    private final AuthorizationServer.Issuer issuer;
    private final ClientRegistration registration;

    OpenRegistrationTest(AuthorizationServer server) {
        this.issuer = server.open();
        this.registration = issuer.facade().build();
    }

    @AfterEach
    void close() {
        registration.close();
    }

    @ParameterizedTest
    @EnumSource
    void register_withoutToken_isAnsweredWithTheClient(CallStyle style) {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        Response<ClientInformation> response = style.register(registration, METADATA);

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.attempts()).isEqualTo(1);
        assertThat(response.headers().get("Content-Type")).containsExactly("application/json");
        assertThat(response.headers().get("Cache-Control"))
                .containsExactly("no-cache, no-store, max-age=0, must-revalidate");
        ClientInformation client = response.value();
        assertThat(client.memberNames())
                .containsExactlyInAnyOrder(
                        "client_id",
                        "client_id_issued_at",
                        "client_name",
                        "client_secret",
                        "client_secret_expires_at",
                        "redirect_uris",
                        "grant_types",
                        "response_types",
                        "token_endpoint_auth_method");
        assertThat(client.clientId()).hasSize(43);
        assertThat(client.clientName()).contains("Triangular Pretzel");
        assertThat(client.redirectUris()).containsExactly("https://example.com/callback");
        assertThat(client.grantTypes()).containsExactly(GrantType.AUTHORIZATION_CODE);
        assertThat(client.responseTypes()).containsExactly(ResponseType.CODE);
        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
        assertThat(client.clientSecret().orElseThrow().reveal()).hasSize(64);
        assertThat(client.clientSecretExpiresAt().isNever()).isTrue();
        assertThat(client.clientIdIssuedAt().orElseThrow()).isBetween(before, Instant.now());
    }

    @Test
    void register_publicClient_hasNoSecret() {
        ClientInformation client = registration.register(METADATA.toBuilder()
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE)
                .build());

        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.NONE);
        assertThat(client.clientSecret()).isEmpty();
        assertThat(client.clientSecretExpiresAt().isUnknown()).isTrue();
        assertThat(client.memberNames()).doesNotContain("client_secret", "client_secret_expires_at");
    }

    @Test
    void register_profileOfTheModelContextProtocol_isAPublicClientWithoutSayingSo() {
        ClientRegistration asClientOfTheProtocol = registration.derive(changed -> changed.profile(ServerProfile.MCP));
        ClientMetadata metadata = ClientMetadata.builder()
                .clientName("Triangular Pretzel")
                .redirectUris("http://127.0.0.1:33418/callback")
                .build();

        ClientInformation client = asClientOfTheProtocol.register(metadata);

        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.NONE);
        assertThat(client.clientSecret()).isEmpty();
        assertThat(client.redirectUris()).containsExactly("http://127.0.0.1:33418/callback");
    }

    @Test
    void register_serviceWithoutRedirectUri_hasASecretThatIsGoodAtTheTokenEndpoint() {
        ClientInformation client = registration.register(ClientMetadata.builder()
                .grantTypes(GrantType.CLIENT_CREDENTIALS)
                .build());

        assertThat(client.grantTypes()).containsExactly(GrantType.CLIENT_CREDENTIALS);
        assertThat(client.memberNames()).doesNotContain("redirect_uris", "response_types");
        assertThat(Wire.login(
                        issuer.tokenEndpoint(),
                        client.clientId(),
                        client.clientSecret().orElseThrow()))
                .isEqualTo("200");
        assertThat(Wire.login(issuer.tokenEndpoint(), client.clientId(), Secret.of("another")))
                .isEqualTo("401 invalid_client");
    }

    @Test
    void register_withAToken_isAllowedTooAndUsesItUp() {
        try (ClientRegistration withToken = issuer.facade()
                .initialAccessToken(InitialAccessToken.fixed(issuer.initialAccessToken()))
                .build()) {
            assertThat(withToken.register(METADATA).clientId()).isNotEmpty();

            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> withToken.register(METADATA));
            assertThat(refusal.httpStatus()).isEqualTo(401);
            assertThat(refusal.code()).contains("invalid_token");
        }
    }

    @Test
    void register_brokenToken_isRefusedThoughNoneIsNeeded() {
        try (ClientRegistration withToken = issuer.facade()
                .initialAccessToken(InitialAccessToken.fixed(Secret.of("broken")))
                .build()) {
            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> withToken.register(METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(401);
            assertThat(refusal.code()).contains("invalid_token");
            assertThat(refusal.bodyExcerpt()).isEmpty();
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    // ---- there is no management: neither a token nor a URI is issued

    @ParameterizedTest
    @EnumSource
    void management_isRefusedBeforeItIsSent(CallStyle style) {
        ManagementCredentials credentials = registration.credentials(registration.register(METADATA));
        assertThat(credentials.registrationAccessToken()).isEmpty();
        assertThat(credentials.registrationClientUri()).isEmpty();

        assertRefused(Operation.GET, () -> style.get(registration, credentials));
        assertRefused(Operation.UPDATE, () -> style.update(registration, credentials, METADATA));
        assertRefused(Operation.DELETE, () -> style.delete(registration, credentials));
    }

    private static void assertRefused(Operation operation, ThrowingCallable call) {
        RegistrationException refusal = catchThrowableOfType(CallRefusedException.class, call);
        assertThat(refusal.operation()).isEqualTo(operation);
        assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(refusal.attempts()).isZero();
    }

    @Test
    void credentials_storedAndRestored_keepTheSecret() {
        ManagementCredentials credentials = registration.credentials(registration.register(METADATA));

        ManagementCredentials restored = ManagementCredentials.fromJson(credentials.toJson());

        assertThat(restored).isEqualTo(credentials);
        assertThat(restored.clientSecret().orElseThrow().reveal()).hasSize(64);
        assertThat(restored.endpoint()).contains(issuer.registrationEndpoint());
    }
}
