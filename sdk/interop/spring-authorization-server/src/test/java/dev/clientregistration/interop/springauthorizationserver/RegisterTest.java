package dev.clientregistration.interop.springauthorizationserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.Response;
import dev.clientregistration.Secret;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.interop.Wire;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import dev.clientregistration.model.JwsAlgorithm;
import dev.clientregistration.model.ResponseType;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Registering, and the token that allows it. */
@ExtendWith(RunningServer.class)
class RegisterTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    private final AuthorizationServer server;

    RegisterTest(AuthorizationServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @EnumSource
    void register_isAnsweredWithTheClient(CallStyle style) {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (ClientRegistration registration = server.facade().build()) {
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
                            "token_endpoint_auth_method",
                            "id_token_signed_response_alg",
                            "registration_client_uri",
                            "registration_access_token");
            assertThat(client.clientId()).hasSize(43);
            assertThat(client.clientName()).contains("Triangular Pretzel");
            assertThat(client.redirectUris()).containsExactly("https://example.com/callback");
            assertThat(client.grantTypes()).containsExactly(GrantType.AUTHORIZATION_CODE);
            assertThat(client.responseTypes()).containsExactly(ResponseType.CODE);
            assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
            assertThat(client.idTokenSignedResponseAlg()).contains(JwsAlgorithm.RS256);
            assertThat(client.clientSecret().orElseThrow().reveal()).hasSize(64);
            assertThat(client.clientSecretExpiresAt().isNever()).isTrue();
            assertThat(client.clientIdIssuedAt().orElseThrow()).isBetween(before, Instant.now());
            assertThat(client.registrationClientUri())
                    .contains(server.registrationEndpoint() + "?client_id=" + client.clientId());
            assertThat(client.registrationAccessToken().orElseThrow().reveal()).startsWith("eyJ");
        }
    }

    @Test
    void register_secretIsGoodAtTheTokenEndpoint() {
        try (ClientRegistration registration = server.facade().build()) {
            ClientInformation client = registration.register(METADATA.toBuilder()
                    .grantTypes(GrantType.CLIENT_CREDENTIALS)
                    .build());

            assertThat(Wire.login(
                            server.tokenEndpoint(),
                            client.clientId(),
                            client.clientSecret().orElseThrow()))
                    .isEqualTo("200");
            assertThat(Wire.login(server.tokenEndpoint(), client.clientId(), Secret.of("another")))
                    .isEqualTo("401 invalid_client");
        }
    }

    @Test
    void register_severalAtOnce_eachHasATokenOfItsOwn() {
        try (ClientRegistration registration = server.facade().build()) {
            List<CompletableFuture<ClientInformation>> calls = Stream.generate(
                            () -> registration.registerAsync(METADATA))
                    .limit(8)
                    .toList();

            assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(Duration.ofMinutes(1)));
            assertThat(calls.stream().map(call -> call.join().clientId())).doesNotHaveDuplicates();
        }
    }

    // ---- the token

    @ParameterizedTest
    @EnumSource
    void register_secondUseOfAToken_isRefused(CallStyle style) {
        try (ClientRegistration registration = server.facade()
                .initialAccessToken(InitialAccessToken.fixed(server.initialAccessToken()))
                .build()) {
            style.register(registration, METADATA);

            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> style.register(registration, METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(401);
            assertThat(refusal.code()).contains("invalid_token");
            assertThat(refusal.description()).isEmpty();
            assertThat(refusal.challenge()).isEmpty();
            assertThat(refusal.bodyExcerpt()).contains("{\"error\":\"invalid_token\"}");
            assertThat(refusal.operation()).isEqualTo(Operation.REGISTER);
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(refusal.attempts()).isEqualTo(1);
            assertThat(refusal.mayBeGone()).isFalse();
        }
    }

    @Test
    void register_refusedRegistration_leavesTheTokenUnused() {
        try (ClientRegistration registration = server.facade()
                .initialAccessToken(InitialAccessToken.fixed(server.initialAccessToken()))
                .build()) {
            catchThrowableOfType(
                    RegistrationRejectedException.class,
                    () -> registration.register(
                            ClientMetadata.builder().redirectUris("/callback").build()));

            assertThat(registration.register(METADATA).clientId()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_suppliedTokenWasUsed_isRenewedOnce(CallStyle style) {
        Secret used = server.initialAccessToken();
        Queue<Secret> tokens = new ArrayDeque<>(List.of(used, used, server.initialAccessToken()));
        try (ClientRegistration registration = server.facade()
                .initialAccessToken(InitialAccessToken.supplied(tokens::remove))
                .build()) {
            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(1);

            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(2);
            assertThat(tokens).isEmpty();
        }
    }

    @Test
    void register_everySuppliedTokenWasUsed_isRefused() {
        Secret used = server.initialAccessToken();
        try (ClientRegistration registration = server.facade()
                .initialAccessToken(InitialAccessToken.supplied(() -> used))
                .build()) {
            registration.register(METADATA);

            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> registration.register(METADATA));

            assertThat(refusal.code()).contains("invalid_token");
            assertThat(refusal.attempts()).isEqualTo(2);
            assertThat(refusal.getSuppressed()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "client.read,               403, insufficient_scope",
        "client.create client.read, 401, invalid_token",
    })
    void register_tokenOfAnotherScope_isRefused(String scope, int status, String code) {
        try (ClientRegistration registration = server.facade()
                .initialAccessToken(InitialAccessToken.fixed(server.accessToken(scope)))
                .build()) {
            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> registration.register(METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(status);
            assertThat(refusal.code()).contains(code);
            assertThat(refusal.challenge()).isEmpty();
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    @Test
    void register_registrationAccessToken_isNoInitialAccessToken() {
        try (ClientRegistration registration = server.facade().build()) {
            Secret token =
                    registration.register(METADATA).registrationAccessToken().orElseThrow();
            ClientRegistration wrong =
                    registration.derive(changed -> changed.initialAccessToken(InitialAccessToken.fixed(token)));

            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> wrong.register(METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(403);
            assertThat(refusal.code()).contains("insufficient_scope");
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_withoutToken_isRefused(CallStyle style) {
        try (ClientRegistration registration = ClientRegistration.builder()
                .endpoint(server.registrationEndpoint())
                .build()) {
            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> style.register(registration, METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(401);
            assertThat(refusal.challenge()).contains("Bearer");
            assertThat(refusal.code()).isEmpty();
            assertThat(refusal.bodyExcerpt()).isEmpty();
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(refusal.attempts()).isEqualTo(1);
        }
    }

    @Test
    void register_brokenToken_isRefusedAndTheChallengeSaysWhy() {
        try (ClientRegistration registration = server.facade()
                .initialAccessToken(InitialAccessToken.fixed(Secret.of("broken")))
                .build()) {
            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> registration.register(METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(401);
            assertThat(refusal.code()).contains("invalid_token");
            assertThat(refusal.description().orElseThrow()).endsWith("Malformed token");
            assertThat(refusal.challenge().orElseThrow()).startsWith("Bearer error=\"invalid_token\"");
            assertThat(refusal.bodyExcerpt()).isEmpty();
        }
    }
}
