package dev.clientregistration.interop.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonPrimitive;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Response;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.interop.Wire;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading, updating and deleting. */
@ExtendWith(RunningServer.class)
class ManagementTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .clientUri("https://example.com/")
            .redirectUris("https://example.com/callback")
            .build();

    private final ClientRegistration registration;
    private final Realm realm;
    private ClientInformation client = ClientInformation.builder().build();

    ManagementTest(Keycloak keycloak) {
        this.realm = keycloak.strict();
        this.registration = realm.facade().build();
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

    private static ClientMetadata renamed(ClientInformation client) {
        return client.toMetadata().toBuilder().clientName("Round Pretzel").build();
    }

    private static void assertRefused(Operation operation, ThrowingCallable call) {
        AccessDeniedException refusal = catchThrowableOfType(AccessDeniedException.class, call);
        assertThat(refusal.operation()).isEqualTo(operation);
        assertThat(refusal.httpStatus()).isEqualTo(401);
        assertThat(refusal.code()).contains("invalid_token");
        assertThat(refusal.challenge()).isEmpty();
        assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(refusal.attempts()).isEqualTo(1);
        assertThat(refusal.mayBeGone()).isTrue();
    }

    // ---- get

    @ParameterizedTest
    @EnumSource
    void get_isAnsweredWithTheClientAndItsToken(CallStyle style) {
        Response<ClientInformation> response = style.get(registration, credentials());

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().orElseThrow().reveal())
                .contains("\"registration_access_token\"", "\"client_secret\"")
                .doesNotContain("client_id_issued_at");
        assertThat(response.value())
                .as("the one member that is not repeated is carried over, and reading rotates nothing")
                .isEqualTo(client);
    }

    // ---- update

    @ParameterizedTest
    @EnumSource
    void update_replacesTheClientAndTheToken(CallStyle style) {
        Response<ClientInformation> response = style.update(registration, credentials(), renamed(client));

        assertThat(response.status()).isEqualTo(200);
        ClientInformation updated = response.value();
        assertThat(updated.toMetadata()).isEqualTo(renamed(client));
        assertThat(updated.clientId()).isEqualTo(client.clientId());
        assertThat(updated.clientSecret()).isEqualTo(client.clientSecret());
        assertThat(updated.clientIdIssuedAt()).isEqualTo(client.clientIdIssuedAt());
        assertThat(updated.registrationClientUri()).isEqualTo(client.registrationClientUri());
        assertThat(updated.registrationAccessToken()).isNotEqualTo(client.registrationAccessToken());
        assertRefused(Operation.GET, () -> style.get(registration, credentials()));
        assertRefused(Operation.UPDATE, () -> style.update(registration, credentials(), METADATA));
        assertRefused(Operation.DELETE, () -> style.delete(registration, credentials()));
        assertThat(style.get(registration, registration.credentials(updated)).value())
                .isEqualTo(updated);
    }

    @Test
    void update_twice_eachTokenReplacesTheOneBefore() {
        ClientInformation once = registration.update(client, renamed(client));
        ClientInformation twice = registration.update(once, METADATA);

        assertThat(twice.clientName()).contains("Triangular Pretzel");
        assertRefused(Operation.GET, () -> registration.get(once));
        assertThat(registration.get(twice).clientName()).contains("Triangular Pretzel");
    }

    @ParameterizedTest
    @EnumSource
    void update_withStoredCredentials_worksInAnotherFacadeAgainAndAgain(CallStyle style) {
        String stored = credentials().toJson();

        for (String name : new String[] {"Round Pretzel", "Square Pretzel"}) {
            ManagementCredentials restored = ManagementCredentials.fromJson(stored);
            assertThat(restored.profile()).contains(ServerProfile.KEYCLOAK);
            try (ClientRegistration another = ClientRegistration.builder()
                    .endpoint(restored.endpoint().orElseThrow())
                    .profile(restored.profile().orElseThrow())
                    .build()) {
                ClientInformation updated = style.update(
                                another,
                                restored,
                                METADATA.toBuilder().clientName(name).build())
                        .value();
                assertThat(updated.clientName()).contains(name);
                stored = another.credentials(updated).toJson();
            }
        }
        assertThat(ManagementCredentials.fromJson(stored).clientSecret()).isEqualTo(client.clientSecret());
        assertThat(registration.get(ManagementCredentials.fromJson(stored)).clientName())
                .contains("Square Pretzel");
    }

    /** RFC 7592 section 2.2 has an omitted member removed. */
    @Test
    void update_memberIsLeftOut_isKeptByKeycloak() {
        ClientInformation updated = registration.update(
                client,
                client.toMetadata().toBuilder()
                        .clientName("Round Pretzel")
                        .remove("client_uri")
                        .build());

        assertThat(updated.clientName()).contains("Round Pretzel");
        assertThat(updated.clientUri()).contains("https://example.com/");
    }

    @Test
    void update_secretIsStaleInTheStore_isIgnoredAndTheRightOneComesBack() {
        ManagementCredentials stale =
                credentials().toBuilder().clientSecret(Secret.of("stale")).build();

        ClientInformation updated = registration.update(
                stale,
                METADATA.toBuilder()
                        .member("client_secret", new JsonPrimitive("stale"))
                        .build());

        assertThat(updated.clientSecret()).isEqualTo(client.clientSecret());
    }

    // ---- delete

    @ParameterizedTest
    @EnumSource
    void delete_clientIsGone(CallStyle style) {
        Response<@Nullable Void> response = style.delete(registration, credentials());

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.value()).isNull();
        assertThat(response.body()).isEmpty();
        assertRefused(Operation.GET, () -> style.get(registration, credentials()));
        assertRefused(Operation.UPDATE, () -> style.update(registration, credentials(), METADATA));
        assertRefused(Operation.DELETE, () -> style.delete(registration, credentials()));
    }

    // ---- tokens and clients that are not known

    @ParameterizedTest
    @EnumSource
    void wrongToken_isRefused(CallStyle style) {
        ManagementCredentials wrong = credentials().toBuilder()
                .registrationAccessToken(Secret.of("broken"))
                .build();

        assertRefused(Operation.GET, () -> style.get(registration, wrong));
        assertRefused(Operation.UPDATE, () -> style.update(registration, wrong, METADATA));
        assertRefused(Operation.DELETE, () -> style.delete(registration, wrong));
        assertThat(registration.get(client)).isEqualTo(client);
    }

    @Test
    void initialAccessToken_isNoRegistrationAccessToken() {
        ManagementCredentials wrong = credentials().toBuilder()
                .registrationAccessToken(realm.initialAccessToken(1))
                .build();

        assertRefused(Operation.GET, () -> registration.get(wrong));
    }

    @Test
    void tokenOfAnotherClient_isRefused() {
        ManagementCredentials wrong = credentials().toBuilder()
                .registrationAccessToken(registration
                        .register(METADATA)
                        .registrationAccessToken()
                        .orElseThrow())
                .build();

        assertRefused(Operation.GET, () -> registration.get(wrong));
        assertRefused(Operation.DELETE, () -> registration.delete(wrong));
    }

    @Test
    void unknownClient_isLikeAWrongToken() {
        ManagementCredentials unknown = ManagementCredentials.builder("unknown")
                .registrationAccessToken(client.registrationAccessToken().orElseThrow())
                .build();

        assertRefused(Operation.GET, () -> registration.get(unknown));
        assertRefused(Operation.UPDATE, () -> registration.update(unknown, METADATA));
        assertRefused(Operation.DELETE, () -> registration.delete(unknown));
    }

    @Test
    void withoutTheUriThatWasIssued_clientIsFoundBelowTheEndpoint() {
        ManagementCredentials idAndToken = ManagementCredentials.builder(client.clientId())
                .registrationAccessToken(client.registrationAccessToken().orElseThrow())
                .build();

        assertThat(registration.get(idAndToken).clientName()).contains("Triangular Pretzel");
    }

    @Test
    void uriOfAnotherProvider_isNotFoundWithASentenceForACode() {
        ManagementCredentials elsewhere = credentials().toBuilder()
                .registrationClientUri(realm.issuer() + "/clients-registrations/x-unknown/" + client.clientId())
                .build();

        ClientNotFoundException failure =
                catchThrowableOfType(ClientNotFoundException.class, () -> registration.get(elsewhere));

        assertThat(failure.httpStatus()).isEqualTo(404);
        assertThat(failure.code().orElseThrow()).contains(" ");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    // ---- with a token of the administration's

    @ParameterizedTest
    @EnumSource
    void managersToken_worksForEveryClientAndLeavesItsOwnToken(CallStyle style) {
        String manager = "manager-" + style;
        Secret secret = realm.createManager(manager, "manage-clients", "view-clients");
        RequestOptions asManager = RequestOptions.builder()
                .token(Wire.accessToken(realm.tokenEndpoint(), manager, secret, ""))
                .build();

        ClientInformation updated = registration.update(client, renamed(client), asManager);
        assertThat(updated.clientName()).contains("Round Pretzel");
        assertThat(updated.registrationAccessToken())
                .as("none is in the answer, and the old one is still good")
                .isEqualTo(client.registrationAccessToken());
        assertThat(registration.get(updated).clientName()).contains("Round Pretzel");

        registration.delete(updated, asManager);
        ClientNotFoundException gone =
                catchThrowableOfType(ClientNotFoundException.class, () -> registration.get(updated, asManager));
        assertThat(gone.httpStatus()).isEqualTo(404);
    }
}
