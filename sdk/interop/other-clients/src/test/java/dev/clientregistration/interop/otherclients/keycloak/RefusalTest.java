package dev.clientregistration.interop.otherclients.keycloak;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RegistrationAccess;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.client.registration.Auth;
import org.keycloak.client.registration.ClientRegistration;
import org.keycloak.client.registration.ClientRegistrationException;
import org.keycloak.client.registration.HttpErrorException;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.oidc.OIDCClientRepresentation;

/** What the library makes of a refusal, and that nothing has come of the request. */
class RefusalTest {
    private final MockRegistrationServer server = KeycloakClient.server()
            .registrationAccess(RegistrationAccess.SINGLE_USE_TOKEN)
            .start();
    private final ClientRegistration registration = KeycloakClient.registration(server);

    @AfterEach
    void close() throws ClientRegistrationException {
        registration.close();
        server.close();
    }

    @Test
    void create_withoutToken_isRefusedAsByAPolicy() throws Exception {
        checkRefused(() -> registration.oidc().create(KeycloakClient.metadata()), 403, "insufficient_scope");
    }

    /** Keycloak takes HTTP Basic for nobody's. */
    @Test
    void create_withBasic_isRefusedAsByAPolicy() throws Exception {
        registration.auth(Auth.client("registrar", "secret"));

        checkRefused(() -> registration.oidc().create(KeycloakClient.metadata()), 403, "insufficient_scope");
        assertThat(server.exchanges().get(0).requestHeader("Authorization")).contains("Basic ***");
    }

    @Test
    void create_withBasic_whereEverybodyMay_isRegistered() throws Exception {
        try (MockRegistrationServer open = KeycloakClient.server().start()) {
            ClientRegistration anonymous = KeycloakClient.registration(open).auth(Auth.client("registrar", "secret"));

            OIDCClientRepresentation client = anonymous.oidc().create(KeycloakClient.metadata());

            assertThat(open.client(client.getClientId())).isPresent();
            anonymous.close();
        }
    }

    @Test
    void create_wrongToken_isInvalidToken() throws Exception {
        registration.auth(Auth.token("wrong-token"));

        checkRefused(() -> registration.oidc().create(KeycloakClient.metadata()), 401, "invalid_token");
    }

    @Test
    void create_usedToken_isInvalidToken() throws Exception {
        registration.auth(Auth.token(server.issueInitialAccessToken()));
        registration.oidc().create(KeycloakClient.metadata());

        checkRefused(() -> registration.oidc().create(KeycloakClient.metadata()), 401, "invalid_token", 1);
    }

    @Test
    void create_redirectUriWithAFragment_isInvalidRedirectUri() throws Exception {
        registration.auth(Auth.token(server.issueInitialAccessToken()));
        OIDCClientRepresentation metadata = KeycloakClient.metadata();
        metadata.setRedirectUris(List.of(KeycloakClient.CALLBACK + "#fragment"));

        checkRefused(() -> registration.oidc().create(metadata), 400, "invalid_redirect_uri");
    }

    @Test
    void create_clientId_isInvalidClientMetadata() throws Exception {
        registration.auth(Auth.token(server.issueInitialAccessToken()));
        OIDCClientRepresentation metadata = KeycloakClient.metadata();
        metadata.setClientId("my-client");

        checkRefused(() -> registration.oidc().create(metadata), 400, "invalid_client_metadata");
    }

    // ---- other providers of Keycloak's, with formats of their own: the mock server has none of them

    @Test
    void create_providerDefault_isNotFound() throws Exception {
        checkRefused(() -> registration.create(new ClientRepresentation()), 404, "HTTP 404 Not Found");
    }

    @Test
    void update_providerDefault_isNotFound() throws Exception {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("my-client");

        checkRefused(() -> registration.update(client), 404, "HTTP 404 Not Found");
        checkRefused(() -> registration.delete(client), 404, "HTTP 404 Not Found");
    }

    /** The library takes "not found" for "there is no such client". */
    @Test
    void get_providersDefaultAndInstall_isNull() throws Exception {
        assertThat(registration.get("my-client")).isNull();
        assertThat(registration.getAdapterConfig("my-client")).isNull();

        assertThat(server.exchanges())
                .allSatisfy(exchange -> assertThat(exchange.status()).isEqualTo(404));
    }

    @Test
    void create_providerForSaml_isNotFound() throws Exception {
        checkRefused(() -> registration.saml().create("<EntityDescriptor/>"), 404, "HTTP 404 Not Found");
    }

    private void checkRefused(ThrowingCallable call, int status, String code) throws Exception {
        checkRefused(call, status, code, 0);
    }

    private void checkRefused(ThrowingCallable call, int status, String code, int registered) throws Exception {
        HttpErrorException error = KeycloakClient.error(catchThrowableOfType(ClientRegistrationException.class, call));

        assertThat(error.getStatusLine().getStatusCode()).isEqualTo(status);
        assertThat(error.toErrorRepresentation().getError()).isEqualTo(code);
        assertThat(server).hasRegistered(registered).lastExchange().hasStatus(status);
    }
}
