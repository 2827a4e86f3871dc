package dev.clientregistration.interop.springauthorizationserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.ClientCredentials;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Initial access tokens that the SDK obtains for itself. */
@ExtendWith(RunningServer.class)
class ClientCredentialsTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    private final AuthorizationServer server;

    ClientCredentialsTest(AuthorizationServer server) {
        this.server = server;
    }

    private ClientCredentials.Builder credentials() {
        return ClientCredentials.builder(AuthorizationServer.REGISTRAR, AuthorizationServer.REGISTRAR_SECRET)
                .tokenEndpoint(server.tokenEndpoint())
                .scope("client.create");
    }

    private ClientRegistration facade(ClientCredentials credentials) {
        return server.facade()
                .initialAccessToken(InitialAccessToken.clientCredentials(credentials))
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void register_eachCallHasATokenOfItsOwn(CallStyle style) {
        try (ClientRegistration registration = facade(credentials().build())) {
            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(1);
            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(1);
        }
    }

    @Test
    void register_severalAtOnce_eachHasATokenOfItsOwn() {
        try (ClientRegistration registration = facade(credentials().build())) {
            List<CompletableFuture<ClientInformation>> calls = Stream.generate(
                            () -> registration.registerAsync(METADATA))
                    .limit(8)
                    .toList();

            assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(Duration.ofMinutes(1)));
            assertThat(calls.stream().map(call -> call.join().clientId())).doesNotHaveDuplicates();
        }
    }

    @Test
    void register_secretInTheBody_isAcceptedToo() {
        try (ClientRegistration registration = facade(credentials()
                .authMethod(TokenEndpointAuthMethod.CLIENT_SECRET_POST)
                .build())) {
            assertThat(registration.register(METADATA).clientName()).contains("Triangular Pretzel");
        }
    }

    /** Without the profile the token is used again, is refused, and is renewed. */
    @ParameterizedTest
    @EnumSource
    void register_standardProfile_renewsTheTokenThatWasUsedUp(CallStyle style) {
        try (ClientRegistration registration =
                facade(credentials().build()).derive(changed -> changed.profile(ServerProfile.STANDARD))) {
            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(1);
            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_wrongSecret_isAFailureOfTheTokenRequest(CallStyle style) {
        Secret wrong = Secret.of("another");
        try (ClientRegistration registration = facade(ClientCredentials.builder(AuthorizationServer.REGISTRAR, wrong)
                .tokenEndpoint(server.tokenEndpoint())
                .scope("client.create")
                .build())) {
            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> style.register(registration, METADATA));

            assertThat(refusal.operation()).isEqualTo(Operation.TOKEN);
            assertThat(refusal.httpStatus()).isEqualTo(401);
            assertThat(refusal.code()).contains("invalid_client");
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(refusal).hasMessageStartingWith("register at " + server.registrationEndpoint());
        }
    }

    @Test
    void register_scopeTheRegistrarLacks_isAFailureOfTheTokenRequest() {
        try (ClientRegistration registration =
                facade(credentials().scope("client.delete").build())) {
            RegistrationRejectedException refusal =
                    catchThrowableOfType(RegistrationRejectedException.class, () -> registration.register(METADATA));

            assertThat(refusal.operation()).isEqualTo(Operation.TOKEN);
            assertThat(refusal.code()).contains("invalid_scope");
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }
}
