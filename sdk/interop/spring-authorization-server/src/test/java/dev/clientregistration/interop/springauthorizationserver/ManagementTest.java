package dev.clientregistration.interop.springauthorizationserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.Response;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.interop.Wire;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server can do with a client that there is: show it, and nothing else. */
@ExtendWith(RunningServer.class)
class ManagementTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    private final AuthorizationServer server;
    private final ClientRegistration registration;
    private ClientInformation client = ClientInformation.builder().build();

    ManagementTest(AuthorizationServer server) {
        this.server = server;
        this.registration = server.facade().build();
    }

    @BeforeEach
    void register() {
        client = registration.register(METADATA);
    }

    @AfterEach
    void close() {
        registration.close();
    }

    private ManagementCredentials credentials() {
        return registration.credentials(client);
    }

    @ParameterizedTest
    @EnumSource
    void get_isAnsweredWithTheClientAndWithoutItsToken(CallStyle style) {
        Response<ClientInformation> response = style.get(registration, credentials());

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().orElseThrow().reveal())
                .contains("\"client_id\":\"" + client.clientId() + "\"")
                .doesNotContain("registration_access_token");
        ClientInformation read = response.value();
        assertThat(read.toMetadata()).isEqualTo(client.toMetadata());
        assertThat(read.clientIdIssuedAt()).isEqualTo(client.clientIdIssuedAt());
        assertThat(read.registrationClientUri()).isEqualTo(client.registrationClientUri());
        assertThat(read.registrationAccessToken())
                .as("it is carried over, so that the client can be read again")
                .isEqualTo(client.registrationAccessToken());
        assertThat(style.get(registration, registration.credentials(read)).value())
                .isEqualTo(read);
    }

    @ParameterizedTest
    @EnumSource
    void get_withStoredCredentials_worksInAnotherFacade(CallStyle style) {
        String stored = credentials().toJson();

        ManagementCredentials restored = ManagementCredentials.fromJson(stored);
        assertThat(restored.profile()).contains(ServerProfile.SPRING_AUTHORIZATION_SERVER);
        try (ClientRegistration another = ClientRegistration.builder()
                .endpoint(restored.endpoint().orElseThrow())
                .profile(restored.profile().orElseThrow())
                .build()) {
            assertThat(style.get(another, restored).value().toMetadata()).isEqualTo(client.toMetadata());
        }
    }

    /** The server's answer holds the hash of the secret under {@code client_secret}, and no login accepts that. */
    @ParameterizedTest
    @EnumSource
    void get_secretIsStillTheOneThatIsGoodAtTheTokenEndpoint(CallStyle style) {
        ClientInformation service = registration.register(
                METADATA.toBuilder().grantTypes(GrantType.CLIENT_CREDENTIALS).build());
        Secret secret = service.clientSecret().orElseThrow();
        assertThat(Wire.login(server.tokenEndpoint(), service.clientId(), secret))
                .isEqualTo("200");

        Response<ClientInformation> response = style.get(registration, registration.credentials(service));

        assertThat(response.body().orElseThrow().reveal()).contains("\"client_secret\":\"{bcrypt}$2a$04$");
        Secret read = response.value().clientSecret().orElseThrow();
        assertThat(Wire.login(server.tokenEndpoint(), service.clientId(), read)).isEqualTo("200");
        assertThat(read).isEqualTo(secret);
    }

    @Test
    void get_withoutTheUriThatWasIssued_findsTheClientByTheProfile() {
        ManagementCredentials idAndToken = ManagementCredentials.builder(client.clientId())
                .registrationAccessToken(client.registrationAccessToken().orElseThrow())
                .build();

        assertThat(registration.get(idAndToken).clientName()).contains("Triangular Pretzel");
    }

    @ParameterizedTest
    @EnumSource
    void get_wrongToken_isRefused(CallStyle style) {
        ManagementCredentials wrong = credentials().toBuilder()
                .registrationAccessToken(Secret.of("broken"))
                .build();

        AccessDeniedException refusal =
                catchThrowableOfType(AccessDeniedException.class, () -> style.get(registration, wrong));

        assertThat(refusal.httpStatus()).isEqualTo(401);
        assertThat(refusal.code()).contains("invalid_token");
        assertThat(refusal.bodyExcerpt()).isEmpty();
        assertThat(refusal.operation()).isEqualTo(Operation.GET);
        assertThat(refusal.mayBeGone()).isTrue();
    }

    @Test
    void get_initialAccessToken_isNoRegistrationAccessToken() {
        ManagementCredentials wrong = credentials().toBuilder()
                .registrationAccessToken(server.initialAccessToken())
                .build();

        AccessDeniedException refusal =
                catchThrowableOfType(AccessDeniedException.class, () -> registration.get(wrong));

        assertThat(refusal.httpStatus()).isEqualTo(403);
        assertThat(refusal.code()).contains("insufficient_scope");
        assertThat(refusal.mayBeGone()).isFalse();
    }

    @Test
    void get_tokenOfAnotherClient_isRefused() {
        ManagementCredentials wrong = credentials().toBuilder()
                .registrationAccessToken(registration
                        .register(METADATA)
                        .registrationAccessToken()
                        .orElseThrow())
                .build();

        AccessDeniedException refusal =
                catchThrowableOfType(AccessDeniedException.class, () -> registration.get(wrong));

        assertThat(refusal.httpStatus()).isEqualTo(401);
        assertThat(refusal.code()).contains("invalid_client");
    }

    @Test
    void get_unknownClient_isLikeAWrongToken() {
        ManagementCredentials unknown = ManagementCredentials.builder("unknown")
                .registrationAccessToken(client.registrationAccessToken().orElseThrow())
                .build();

        AccessDeniedException refusal =
                catchThrowableOfType(AccessDeniedException.class, () -> registration.get(unknown));

        assertThat(refusal.httpStatus()).isEqualTo(401);
        assertThat(refusal.code()).contains("invalid_client");
        assertThat(refusal.mayBeGone()).isTrue();
    }

    // ---- what the server lacks

    @ParameterizedTest
    @EnumSource
    void update_isRefusedBeforeItIsSent(CallStyle style) {
        CallRefusedException refusal = catchThrowableOfType(
                CallRefusedException.class, () -> style.update(registration, credentials(), METADATA));

        assertThat(refusal.operation()).isEqualTo(Operation.UPDATE);
        assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(refusal.attempts()).isZero();
        assertThat(refusal).hasMessageContaining("spring-authorization-server");
    }

    @ParameterizedTest
    @EnumSource
    void delete_isRefusedBeforeItIsSent(CallStyle style) {
        CallRefusedException refusal =
                catchThrowableOfType(CallRefusedException.class, () -> style.delete(registration, credentials()));

        assertThat(refusal.operation()).isEqualTo(Operation.DELETE);
        assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(refusal.attempts()).isZero();
        assertThat(refusal).hasMessageContaining("spring-authorization-server");
    }

    @ParameterizedTest
    @EnumSource
    void updateAndDelete_ofTheStandard_areNotFoundAndChangeNothing(CallStyle style) {
        ClientRegistration standard = registration.derive(changed -> changed.profile(ServerProfile.STANDARD));

        ClientNotFoundException update = catchThrowableOfType(
                ClientNotFoundException.class, () -> style.update(standard, credentials(), METADATA));
        ClientNotFoundException delete =
                catchThrowableOfType(ClientNotFoundException.class, () -> style.delete(standard, credentials()));

        assertThat(update.code()).contains("Not Found");
        assertThat(update.bodyExcerpt().orElseThrow()).contains("\"status\":404", "\"path\":\"/connect/register\"");
        assertThat(update.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(delete.code()).contains("Not Found");
        assertThat(delete.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(registration.get(client).toMetadata()).isEqualTo(client.toMetadata());
    }
}
