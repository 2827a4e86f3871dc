package dev.clientregistration.interop.springsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.Secret;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.model.ClientMetadata;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Registering where a token is needed. */
@ExtendWith(RunningServer.class)
class InitialAccessTokenTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    private final AuthorizationServer.Issuer issuer;

    InitialAccessTokenTest(AuthorizationServer server) {
        this.issuer = server.closed();
    }

    @ParameterizedTest
    @EnumSource
    void register_withoutToken_isRefused(CallStyle style) {
        try (ClientRegistration registration = issuer.facade().build()) {
            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> style.register(registration, METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(401);
            assertThat(refusal.challenge().orElseThrow()).startsWith("Bearer resource_metadata=\"http://127.0.0.1:");
            assertThat(refusal.code()).isEmpty();
            assertThat(refusal.bodyExcerpt()).isEmpty();
            assertThat(refusal.operation()).isEqualTo(Operation.REGISTER);
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(refusal.attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_eachWithATokenOfItsOwn_isAnsweredWithTheClient(CallStyle style) {
        try (ClientRegistration registration = issuer.facade()
                .initialAccessToken(InitialAccessToken.supplied(issuer::initialAccessToken))
                .build()) {
            assertThat(style.register(registration, METADATA).status()).isEqualTo(201);
            assertThat(style.register(registration, METADATA).status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_secondUseOfAToken_isRefused(CallStyle style) {
        try (ClientRegistration registration = issuer.facade()
                .initialAccessToken(InitialAccessToken.fixed(issuer.initialAccessToken()))
                .build()) {
            style.register(registration, METADATA);

            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> style.register(registration, METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(401);
            assertThat(refusal.code()).contains("invalid_token");
            assertThat(refusal.challenge()).isEmpty();
            assertThat(refusal.bodyExcerpt()).contains("{\"error\":\"invalid_token\"}");
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_suppliedTokenWasUsed_isRenewedOnce(CallStyle style) {
        Secret used = issuer.initialAccessToken();
        Queue<Secret> tokens = new ArrayDeque<>(List.of(used, used, issuer.initialAccessToken()));
        try (ClientRegistration registration = issuer.facade()
                .initialAccessToken(InitialAccessToken.supplied(tokens::remove))
                .build()) {
            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(1);

            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(2);
            assertThat(tokens).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "client.read,               403, insufficient_scope",
        "client.create client.read, 401, invalid_token",
    })
    void register_tokenOfAnotherScope_isRefused(String scope, int status, String code) {
        try (ClientRegistration registration = issuer.facade()
                .initialAccessToken(InitialAccessToken.fixed(issuer.accessToken(scope)))
                .build()) {
            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> registration.register(METADATA));

            assertThat(refusal.httpStatus()).isEqualTo(status);
            assertThat(refusal.code()).contains(code);
            assertThat(refusal.challenge()).isEmpty();
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }
}
