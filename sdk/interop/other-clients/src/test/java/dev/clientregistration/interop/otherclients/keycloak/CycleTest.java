package dev.clientregistration.interop.otherclients.keycloak;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static dev.clientregistration.testing.assertj.RegistrationAssertions.clientNamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.interop.otherclients.Transport;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import dev.clientregistration.testing.RegistrationAccess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.client.registration.Auth;
import org.keycloak.client.registration.ClientRegistration;
import org.keycloak.client.registration.ClientRegistrationException;
import org.keycloak.client.registration.HttpErrorException;
import org.keycloak.representations.idm.ClientInitialAccessPresentation;
import org.keycloak.representations.oidc.OIDCClientRepresentation;

/** A client's whole life by the library's provider {@code openid-connect}. */
class CycleTest {
    @ParameterizedTest
    @EnumSource
    void life_registeredReadUpdatedDeleted(Transport transport) throws Exception {
        try (MockRegistrationServer server = transport
                .of(KeycloakClient.server())
                .registrationAccess(RegistrationAccess.SINGLE_USE_TOKEN)
                .start()) {
            ClientRegistration registration = KeycloakClient.registration(server);

            OIDCClientRepresentation client = register(registration, server);
            String id = client.getClientId();

            registration.auth(Auth.token(client));
            OIDCClientRepresentation read = registration.oidc().get(id);
            assertThat(read.getRegistrationAccessToken()).isEqualTo(client.getRegistrationAccessToken());
            assertThat(read.getClientSecret()).isEqualTo(client.getClientSecret());

            read.setClientName("Round Pretzel");
            OIDCClientRepresentation updated = registration.oidc().update(read);
            assertThat(updated.getClientName()).isEqualTo("Round Pretzel");
            assertThat(updated.getRegistrationAccessToken()).isNotEqualTo(client.getRegistrationAccessToken());
            assertThat(server).clients().singleElement().is(clientNamed("Round Pretzel"));
            checkRefused(registration, id);

            registration.auth(Auth.token(updated));
            registration.oidc().delete(updated);
            assertThat(server).hasNoClients();
            checkRefused(registration, id);

            assertThat(server).hasLedger(Event.REGISTERED, Event.UPDATED, Event.TOKEN_ROTATED, Event.DELETED);
            registration.close();
        }
    }

    /** A program that keeps the token which an update brings is never refused. */
    @Test
    void update_timeAndAgain_eachWithTheTokenOfTheOneBefore() throws Exception {
        try (MockRegistrationServer server = KeycloakClient.server().start()) {
            ClientRegistration registration = KeycloakClient.registration(server);
            OIDCClientRepresentation client = registration.oidc().create(KeycloakClient.metadata());

            for (int i = 0; i < 3; i++) {
                client = registration.auth(Auth.token(client)).oidc().update(client);
            }

            assertThat(server).hasUpdated(3).hasReceived(Operation.UPDATE, 3);
            assertThat(server.clients().get(0).registrationAccessToken())
                    .isEqualTo(client.getRegistrationAccessToken());
            registration.close();
        }
    }

    private static OIDCClientRepresentation register(ClientRegistration registration, MockRegistrationServer server)
            throws ClientRegistrationException {
        OIDCClientRepresentation metadata = KeycloakClient.metadata();
        metadata.setGrantTypes(List.of("authorization_code", "client_credentials"));
        metadata.setTokenEndpointAuthMethod("client_secret_post");
        metadata.setClientUri("https://client.example.com/");
        ClientInitialAccessPresentation token = new ClientInitialAccessPresentation();
        token.setToken(server.issueInitialAccessToken());

        OIDCClientRepresentation client =
                registration.auth(Auth.token(token)).oidc().create(metadata);

        assertThat(client.getClientName()).isEqualTo("Triangular Pretzel");
        assertThat(client.getRedirectUris()).containsExactly(KeycloakClient.CALLBACK);
        assertThat(client.getGrantTypes()).containsExactly("authorization_code", "client_credentials");
        assertThat(client.getResponseTypes()).containsExactly("code", "none");
        assertThat(client.getTokenEndpointAuthMethod()).isEqualTo("client_secret_post");
        assertThat(client.getClientSecretExpiresAt()).isZero();
        assertThat(client.getRegistrationClientUri())
                .isEqualTo(server.registrationEndpoint() + "/" + client.getClientId());
        assertThat(server)
                .lastExchange()
                .asksFor(Operation.REGISTER)
                .hasBearerToken(token.getToken())
                .hasStatus(201);
        assertThat(server.clients().get(0))
                .hasSecret(client.getClientSecret())
                .hasMember("client_uri", "\"https://client.example.com/\"");
        return client;
    }

    private static void checkRefused(ClientRegistration registration, String id) throws Exception {
        ClientRegistrationException failure = catchThrowableOfType(
                ClientRegistrationException.class, () -> registration.oidc().get(id));

        HttpErrorException error = KeycloakClient.error(failure);
        assertThat(error.getStatusLine().getStatusCode()).isEqualTo(401);
        assertThat(error.toErrorRepresentation().getError()).isEqualTo("invalid_token");
    }
}
