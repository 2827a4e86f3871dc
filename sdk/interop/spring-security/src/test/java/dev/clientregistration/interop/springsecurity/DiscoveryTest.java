package dev.clientregistration.interop.springsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.ClientCredentials;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.model.AuthorizationServerMetadata;
import dev.clientregistration.model.ClientMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Finding the server by its issuer, by RFC 8414: there is no OpenID Connect metadata. */
@ExtendWith(RunningServer.class)
class DiscoveryTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    private final AuthorizationServer server;

    DiscoveryTest(AuthorizationServer server) {
        this.server = server;
    }

    @Test
    void discover_namesTheEndpoints() {
        AuthorizationServer.Issuer issuer = server.open();
        try (ClientRegistration registration =
                ClientRegistration.builder().issuer(issuer.uri()).build()) {
            AuthorizationServerMetadata metadata = registration.discover();

            assertThat(metadata.issuer()).contains(issuer.uri().toString());
            assertThat(metadata.registrationEndpoint())
                    .contains(issuer.registrationEndpoint().toString());
            assertThat(metadata.tokenEndpoint()).contains(issuer.tokenEndpoint().toString());
            assertThat(registration.discoverAsync().join()).isEqualTo(metadata);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_openEndpointIsDiscovered(CallStyle style) {
        AuthorizationServer.Issuer issuer = server.open();
        try (ClientRegistration registration =
                ClientRegistration.builder().issuer(issuer.uri()).build()) {
            assertThat(style.register(registration, METADATA).status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_tokenEndpointIsDiscoveredToo_eachCallHasATokenOfItsOwn(CallStyle style) {
        try (ClientRegistration registration = ClientRegistration.builder()
                .issuer(server.closed().uri())
                .profile(ServerProfile.SPRING_AUTHORIZATION_SERVER)
                .initialAccessToken(InitialAccessToken.clientCredentials(
                        ClientCredentials.builder(AuthorizationServer.REGISTRAR, AuthorizationServer.REGISTRAR_SECRET)
                                .scope("client.create")
                                .build()))
                .build()) {
            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(1);
            assertThat(style.register(registration, METADATA).attempts()).isEqualTo(1);
        }
    }
}
