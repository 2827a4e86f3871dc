package dev.clientregistration.interop.springauthorizationserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.ClientCredentials;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.model.AuthorizationServerMetadata;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import java.net.URI;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Finding the server by its issuer. Its RFC 8414 metadata does not name the registration endpoint, its OpenID Connect
 * metadata does.
 */
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

    private ClientRegistration facade(URI issuer) {
        return ClientRegistration.builder()
                .issuer(issuer)
                .profile(ServerProfile.SPRING_AUTHORIZATION_SERVER)
                .initialAccessToken(InitialAccessToken.clientCredentials(
                        ClientCredentials.builder(AuthorizationServer.REGISTRAR, AuthorizationServer.REGISTRAR_SECRET)
                                .scope("client.create")
                                .build()))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/tenant", "/tenant/of/pretzels"})
    void discover_namesTheEndpoints(String path) {
        URI issuer = URI.create(server.issuer() + path);
        try (ClientRegistration registration = facade(issuer)) {
            AuthorizationServerMetadata metadata = registration.discover();

            assertThat(metadata.issuer()).contains(issuer.toString());
            assertThat(metadata.registrationEndpoint()).contains(issuer + "/connect/register");
            assertThat(metadata.tokenEndpoint()).contains(issuer + "/oauth2/token");
            assertThat(metadata.grantTypesSupported()).contains(GrantType.CLIENT_CREDENTIALS);
            assertThat(registration.discoverAsync().join()).isEqualTo(metadata);
        }
    }

    @ParameterizedTest
    @CsvSource({"BLOCKING, ''", "ASYNC, ''", "BLOCKING, /tenant", "ASYNC, /tenant"})
    void register_endpointsAreDiscovered_theTokenEndpointToo(CallStyle style, String path) {
        URI issuer = URI.create(server.issuer() + path);
        try (ClientRegistration registration = facade(issuer)) {
            ClientInformation client = style.register(registration, METADATA).value();

            assertThat(client.registrationClientUri())
                    .contains(issuer + "/connect/register?client_id=" + client.clientId());
            ManagementCredentials credentials = registration.credentials(client);
            assertThat(credentials.endpoint()).contains(URI.create(issuer + "/connect/register"));
            assertThat(style.get(registration, credentials).value().clientName())
                    .contains("Triangular Pretzel");
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_issuerIsWrittenOtherwise_isRefusedBeforeItIsSent(CallStyle style) {
        try (ClientRegistration registration = facade(URI.create(server.issuer() + "/"))) {
            CallRefusedException refusal =
                    catchThrowableOfType(CallRefusedException.class, () -> style.register(registration, METADATA));

            assertThat(refusal.operation()).isEqualTo(Operation.DISCOVER);
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(refusal).hasMessageContaining("it is of the issuer " + server.issuer() + ", not of");
        }
    }
}
