package dev.clientregistration.interop.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.model.AuthorizationServerMetadata;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Finding the realm by its issuer. */
@ExtendWith(RunningServer.class)
class DiscoveryTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    private final Realm realm;

    DiscoveryTest(Keycloak keycloak) {
        this.realm = keycloak.strict();
    }

    @Test
    void discover_namesTheEndpoints() {
        try (ClientRegistration registration =
                ClientRegistration.builder().issuer(realm.issuer()).build()) {
            AuthorizationServerMetadata metadata = registration.discover();

            assertThat(metadata.issuer()).contains(realm.issuer().toString());
            assertThat(metadata.registrationEndpoint())
                    .contains(realm.registrationEndpoint().toString());
            assertThat(metadata.tokenEndpoint()).contains(realm.tokenEndpoint().toString());
            assertThat(registration.discoverAsync().join()).isEqualTo(metadata);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wholeLife_endpointIsDiscovered(CallStyle style) {
        try (ClientRegistration registration = ClientRegistration.builder()
                .issuer(realm.issuer())
                .profile(ServerProfile.KEYCLOAK)
                .initialAccessToken(InitialAccessToken.fixed(realm.initialAccessToken(1)))
                .build()) {
            ClientInformation client = style.register(registration, METADATA).value();
            ClientInformation updated = style.update(
                            registration,
                            registration.credentials(client),
                            client.toMetadata().toBuilder()
                                    .clientName("Round Pretzel")
                                    .build())
                    .value();
            assertThat(style.get(registration, registration.credentials(updated))
                            .value()
                            .clientName())
                    .contains("Round Pretzel");
            assertThat(style.delete(registration, registration.credentials(updated))
                            .status())
                    .isEqualTo(204);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_realmDoesNotExist_isNotSent(CallStyle style) {
        URI unknown = URI.create(realm.issuer() + "-unknown");
        try (ClientRegistration registration =
                ClientRegistration.builder().issuer(unknown).build()) {
            RegistrationRejectedException failure = catchThrowableOfType(
                    RegistrationRejectedException.class, () -> style.register(registration, METADATA));

            assertThat(failure.operation()).isEqualTo(Operation.DISCOVER);
            assertThat(failure.httpStatus()).isEqualTo(404);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure).hasMessageStartingWith("register at " + unknown);
        }
    }
}
