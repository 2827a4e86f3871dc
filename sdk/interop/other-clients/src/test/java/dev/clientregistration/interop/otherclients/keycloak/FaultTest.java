package dev.clientregistration.interop.otherclients.keycloak;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import java.io.IOException;
import java.time.Duration;
import org.apache.http.NoHttpResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.client.registration.Auth;
import org.keycloak.client.registration.ClientRegistration;
import org.keycloak.client.registration.ClientRegistrationException;
import org.keycloak.client.registration.HttpErrorException;
import org.keycloak.representations.oidc.OIDCClientRepresentation;

/** Bad days as the library sees them, and what the server has done on them. */
class FaultTest {
    private final MockRegistrationServer server = KeycloakClient.server().start();
    private final ClientRegistration registration = KeycloakClient.registration(server);

    @AfterEach
    void close() throws ClientRegistrationException {
        registration.close();
        server.close();
    }

    /** Apache's HTTP client, below the library, does not send a POST again. */
    @Test
    void create_lostReply_fails_andTheClientIsThere() {
        server.fault(Fault.dropAfterApplying().on(Operation.REGISTER));

        assertThat(failure()).hasCauseInstanceOf(NoHttpResponseException.class);

        assertThat(server).hasReceived(Operation.REGISTER, 1).hasLedger(Event.REGISTERED);
    }

    /** It does so with a GET, which does no harm where reading changes nothing. */
    @Test
    void get_lostReply_isSentAgain() throws Exception {
        OIDCClientRepresentation client = registration.oidc().create(KeycloakClient.metadata());
        server.fault(Fault.dropAfterApplying().on(Operation.GET));

        OIDCClientRepresentation read =
                registration.auth(Auth.token(client)).oidc().get(client.getClientId());

        assertThat(read.getClientSecret()).isEqualTo(client.getClientSecret());
        assertThat(server).hasReceived(Operation.GET, 2).hasNoFaultsLeft();
    }

    /** The next token is lost with the reply: the client can be managed no more. */
    @Test
    void update_lostReply_losesTheClient() throws Exception {
        OIDCClientRepresentation client = registration.oidc().create(KeycloakClient.metadata());
        server.fault(Fault.rotateThenDrop().on(Operation.UPDATE));
        registration.auth(Auth.token(client));

        assertThatThrownBy(() -> registration.oidc().update(client))
                .isInstanceOf(ClientRegistrationException.class)
                .hasCauseInstanceOf(NoHttpResponseException.class);
        ClientRegistrationException refused = catchThrowableOfType(
                ClientRegistrationException.class, () -> registration.oidc().get(client.getClientId()));

        assertThat(KeycloakClient.error(refused).getStatusLine().getStatusCode())
                .isEqualTo(401);
        assertThat(server).hasLedger(Event.REGISTERED, Event.UPDATED, Event.TOKEN_ROTATED);
    }

    /** The library has no way to the header, but there is one through the HTTP client that it was given. */
    @Test
    void create_busyServer_failsWithItsStatus() {
        server.fault(Fault.status(503, Duration.ofSeconds(2)).on(Operation.REGISTER));

        HttpErrorException error = KeycloakClient.error(failure());

        assertThat(error.getStatusLine()).hasToString("HTTP/1.1 503 Service Unavailable");
        assertThat(server).hasReceived(Operation.REGISTER, 1).hasRegistered(0);
    }

    @Test
    void create_errorPage_failsWithThePage() throws Exception {
        server.fault(Fault.htmlError(502).on(Operation.REGISTER));

        HttpErrorException error = KeycloakClient.error(failure());

        assertThat(error.getStatusLine().getStatusCode()).isEqualTo(502);
        assertThat(error.getErrorResponse()).startsWith("<!DOCTYPE html>");
        assertThatThrownBy(error::toErrorRepresentation).hasMessage("Not OAuth2 error");
        assertThat(server).hasRegistered(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-body", "truncated-json", "garbage-json", "empty-body"})
    void create_damagedBody_fails_andTheClientIsThere(String fault) {
        server.fault(Fault.parse(fault + "@register"));

        ClientRegistrationException failure = failure();

        assertThat(failure).hasMessage("Failed to read json object").hasCauseInstanceOf(IOException.class);
        assertThat(server).hasReceived(Operation.REGISTER, 1).hasRegistered(1);
    }

    private ClientRegistrationException failure() {
        return catchThrowableOfType(
                ClientRegistrationException.class, () -> registration.oidc().create(KeycloakClient.metadata()));
    }
}
