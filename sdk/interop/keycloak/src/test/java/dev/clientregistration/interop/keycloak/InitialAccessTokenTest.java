package dev.clientregistration.interop.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.ClientCredentials;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.Response;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.interop.Wire;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The token that allows to register. */
@ExtendWith(RunningServer.class)
class InitialAccessTokenTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    private final Realm realm;

    InitialAccessTokenTest(Keycloak keycloak) {
        this.realm = keycloak.strict();
    }

    private ClientRegistration facade(InitialAccessToken token) {
        return realm.anonymousFacade().initialAccessToken(token).build();
    }

    @ParameterizedTest
    @EnumSource
    void register_tokenForOneClient_isRefusedTheSecondTime(CallStyle style) {
        try (ClientRegistration registration = facade(InitialAccessToken.fixed(realm.initialAccessToken(1)))) {
            style.register(registration, METADATA);

            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> style.register(registration, METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(401);
            assertThat(refusal.code()).contains("invalid_token");
            assertThat(refusal.description()).contains("No remaining count on initial access token");
            assertThat(refusal.challenge()).isEmpty();
            assertThat(refusal.operation()).isEqualTo(Operation.REGISTER);
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(refusal.attempts()).isEqualTo(1);
            assertThat(refusal.mayBeGone()).isFalse();
        }
    }

    @Test
    void register_tokenForTwoClients_isGoodForTwo() {
        try (ClientRegistration registration = facade(InitialAccessToken.fixed(realm.initialAccessToken(2)))) {
            ClientInformation one = registration.register(METADATA);
            ClientInformation two = registration.register(METADATA);

            assertThat(one.clientId()).isNotEqualTo(two.clientId());
            assertThat(catchThrowableOfType(AccessDeniedException.class, () -> registration.register(METADATA)))
                    .isNotNull();
        }
    }

    @Test
    void register_refusedRegistration_leavesTheTokenUnused() {
        try (ClientRegistration registration = facade(InitialAccessToken.fixed(realm.initialAccessToken(1)))) {
            assertThat(catchThrowableOfType(
                            RegistrationRejectedException.class,
                            () -> registration.register(ClientMetadata.builder()
                                    .redirectUris("https://example.com/callback#fragment")
                                    .build())))
                    .isNotNull();

            assertThat(registration.register(METADATA).clientId()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_suppliedTokenIsUsedUp_isRenewedOnce(CallStyle style) {
        Secret usedUp = realm.initialAccessToken(1);
        Queue<Secret> tokens = new ArrayDeque<>(List.of(usedUp, usedUp, realm.initialAccessToken(1)));
        try (ClientRegistration registration = facade(InitialAccessToken.supplied(tokens::remove))) {
            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(1);

            Response<ClientInformation> second = style.register(registration, METADATA);

            assertThat(second.status()).isEqualTo(201);
            assertThat(second.attempts()).isEqualTo(2);
            assertThat(tokens).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_brokenToken_isRefused(CallStyle style) {
        try (ClientRegistration registration = facade(InitialAccessToken.fixed(Secret.of("broken")))) {
            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> style.register(registration, METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(401);
            assertThat(refusal.code()).contains("invalid_token");
            assertThat(refusal.description()).contains("Failed decode token");
            assertThat(refusal.challenge()).isEmpty();
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    @Test
    void register_registrationAccessToken_countsAsNone() {
        try (ClientRegistration registration = realm.facade().build()) {
            Secret token =
                    registration.register(METADATA).registrationAccessToken().orElseThrow();
            ClientRegistration wrong =
                    registration.derive(changed -> changed.initialAccessToken(InitialAccessToken.fixed(token)));

            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> wrong.register(METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(403);
            assertThat(refusal.code()).contains("insufficient_scope");
            assertThat(refusal.description().orElseThrow()).contains("'Trusted Hosts'");
        }
    }

    /** Besides its initial access tokens, Keycloak takes access tokens of users and clients that have the role. */
    @ParameterizedTest
    @EnumSource
    void register_accessTokenOfAClientThatHasTheRole_isGoodForMany(CallStyle style) {
        String registrar = "registrar-" + style;
        Secret secret = realm.createManager(registrar, "create-client");
        try (ClientRegistration registration = ClientRegistration.builder()
                .issuer(realm.issuer())
                .profile(ServerProfile.KEYCLOAK)
                .initialAccessToken(InitialAccessToken.clientCredentials(
                        ClientCredentials.builder(registrar, secret).build()))
                .build()) {
            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(1);
            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(1);
        }
    }

    @Test
    void register_clientCredentialsAreWrong_isAFailureOfTheTokenRequest() {
        try (ClientRegistration registration =
                facade(InitialAccessToken.clientCredentials(ClientCredentials.builder("nobody", Secret.of("nothing"))
                        .tokenEndpoint(realm.tokenEndpoint())
                        .build()))) {
            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> registration.register(METADATA));

            assertThat(refusal.operation()).isEqualTo(Operation.TOKEN);
            assertThat(refusal.httpStatus()).isEqualTo(401);
            assertThat(refusal.code()).contains("invalid_client");
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    @Test
    void register_accessTokenOfAClientWithoutTheRole_isRefused() {
        try (ClientRegistration registration = realm.facade().build()) {
            ClientInformation client = registration.register(
                    ClientMetadata.fromJson("{\"grant_types\":[\"client_credentials\"],\"client_name\":\"Service\"}"));
            Secret token = Wire.accessToken(
                    realm.tokenEndpoint(),
                    client.clientId(),
                    client.clientSecret().orElseThrow(),
                    "");
            ClientRegistration wrong =
                    registration.derive(changed -> changed.initialAccessToken(InitialAccessToken.fixed(token)));

            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> wrong.register(METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(403);
            assertThat(refusal.code()).contains("insufficient_scope");
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }
}
