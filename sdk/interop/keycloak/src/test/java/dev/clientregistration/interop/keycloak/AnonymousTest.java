package dev.clientregistration.interop.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Registering without a token, as far as the realm's policies let one. */
@ExtendWith(RunningServer.class)
class AnonymousTest {
    private static final ClientMetadata OF_THIS_HOST = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("http://127.0.0.1:8080/callback")
            .build();

    private final Keycloak keycloak;

    AnonymousTest(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @ParameterizedTest
    @EnumSource
    void register_hostIsNotTrusted_isForbidden(CallStyle style) {
        try (ClientRegistration registration =
                keycloak.strict().anonymousFacade().build()) {
            AccessDeniedException refusal =
                    catchThrowableOfType(AccessDeniedException.class, () -> style.register(registration, OF_THIS_HOST));

            assertThat(refusal.httpStatus()).isEqualTo(403);
            assertThat(refusal.code()).contains("insufficient_scope");
            assertThat(refusal.description().orElseThrow()).contains("'Trusted Hosts'", "Host not trusted");
            assertThat(refusal.challenge()).isEmpty();
            assertThat(refusal.operation()).isEqualTo(Operation.REGISTER);
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(refusal.attempts()).isEqualTo(1);
            assertThat(refusal.mayBeGone()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void wholeLife_hostIsTrusted_needsNoInitialAccessToken(CallStyle style) {
        try (ClientRegistration registration = keycloak.open().anonymousFacade().build()) {
            ClientInformation client =
                    style.register(registration, OF_THIS_HOST).value();
            assertThat(client.clientName()).contains("Triangular Pretzel");
            assertThat(client.clientSecret().orElseThrow().reveal()).isNotEmpty();

            ClientInformation updated = style.update(
                            registration,
                            registration.credentials(client),
                            client.toMetadata().toBuilder()
                                    .clientName("Round Pretzel")
                                    .build())
                    .value();
            assertThat(updated.clientName()).contains("Round Pretzel");
            assertThat(style.get(registration, registration.credentials(updated))
                            .value()
                            .toMetadata())
                    .isEqualTo(updated.toMetadata());

            assertThat(style.delete(registration, registration.credentials(updated))
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void register_redirectUriOfAnotherHost_isForbidden() {
        try (ClientRegistration registration = keycloak.open().anonymousFacade().build()) {
            AccessDeniedException refusal = catchThrowableOfType(
                    AccessDeniedException.class,
                    () -> registration.register(ClientMetadata.builder()
                            .redirectUris("https://another.example/callback")
                            .build()));

            assertThat(refusal.httpStatus()).isEqualTo(403);
            assertThat(refusal.code()).contains("insufficient_scope");
            assertThat(refusal.description().orElseThrow()).contains("'Trusted Hosts'");
        }
    }

    @Test
    void register_asABrowserWould_isForbidden() {
        try (ClientRegistration registration = keycloak.open().anonymousFacade().build()) {
            AccessDeniedException refusal = catchThrowableOfType(
                    AccessDeniedException.class,
                    () -> registration.register(
                            OF_THIS_HOST,
                            RequestOptions.builder()
                                    .header("Origin", "https://another.example")
                                    .build()));

            assertThat(refusal.httpStatus()).isEqualTo(403);
            assertThat(refusal.code()).as("a sentence, as Keycloak has it").contains("Invalid origin");
        }
    }
}
