package dev.clientregistration.interop.otherclients.nimbus;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad days as the library sees them, and what the server has done on them. */
class FaultTest {
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .rotateRegistrationAccessTokenOnUpdate(true)
            .start();
    private final NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);

    @AfterEach
    void close() {
        server.close();
    }

    /** The JDK's HTTP client, below the library, sends a POST again that got no answer: one call, two clients. */
    @Test
    void register_lostReply_isSentAgainByTheJdk_andAnOrphanStays() throws Exception {
        server.fault(Fault.dropAfterApplying().on(Operation.REGISTER));

        ClientInformation client = nimbus.information(nimbus.register(nimbus.metadata(), null));

        assertThat(server)
                .hasReceived(Operation.REGISTER, 2)
                .hasLedger(Event.REGISTERED, Event.REGISTERED)
                .hasNoFaultsLeft();
        assertThat(server.clients().get(1).clientId()).isEqualTo(client.getID().getValue());
    }

    @Test
    void register_everyReplyIsLost_fails() {
        server.fault(Fault.dropAfterApplying().on(Operation.REGISTER).always());

        assertThatThrownBy(() -> nimbus.register(nimbus.metadata(), null))
                .isInstanceOf(SocketException.class)
                .hasMessage("Unexpected end of file from server");
        assertThat(server).hasReceived(Operation.REGISTER, 2).hasRegistered(2);
    }

    /** The one that is sent again has the token that the first one, whose reply is lost, has made invalid. */
    @Test
    void update_lostReplyWithTheNextToken_isRefusedTheSecondTime() throws Exception {
        ClientInformation client = nimbus.information(nimbus.register(nimbus.metadata(), null));
        server.fault(Fault.rotateThenDrop().on(Operation.UPDATE));

        HTTPResponse response = nimbus.update(client, client.getMetadata());

        assertThat(nimbus.refusal(response).getCode()).isEqualTo("invalid_token");
        assertThat(server).hasReceived(Operation.UPDATE, 2).hasUpdated(1);
        assertThat(server.clients().get(0).registrationAccessToken())
                .isNotEqualTo(client.getRegistrationAccessToken().getValue());
    }

    @Test
    void register_busyServer_isAnErrorWithoutACode_andTheHeaderSaysWhen() throws Exception {
        server.fault(Fault.status(503, Duration.ofSeconds(2)).on(Operation.REGISTER));

        HTTPResponse response = nimbus.register(nimbus.metadata(), null);

        assertThat(response.getHeaderValue("Retry-After")).isEqualTo("2");
        checkNoCode(nimbus.refusal(response), 503);
        assertThat(server).hasReceived(Operation.REGISTER, 1).hasRegistered(0);
    }

    @Test
    void register_errorPage_isAnErrorWithoutACode() throws Exception {
        server.fault(Fault.htmlError(502).on(Operation.REGISTER));

        HTTPResponse response = nimbus.register(nimbus.metadata(), null);

        assertThat(response.getEntityContentType().getType()).isEqualTo("text/html");
        checkNoCode(nimbus.refusal(response), 502);
        assertThat(server).hasRegistered(0);
    }

    /** Some versions of the JDK miss what the header has promised; others hand over half of the text. */
    @Test
    void register_halfBody_fails_andTheClientIsThere() {
        server.fault(Fault.halfBody().on(Operation.REGISTER));

        assertThatThrownBy(() -> nimbus.information(nimbus.register(nimbus.metadata(), null)))
                .isInstanceOfAny(IOException.class, ParseException.class);
        assertThat(server).hasReceived(Operation.REGISTER, 1).hasRegistered(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated-json", "garbage-json", "empty-body"})
    void register_damagedBody_isUnreadable_andTheClientIsThere(String fault) throws Exception {
        server.fault(Fault.parse(fault + "@register"));

        HTTPResponse response = nimbus.register(nimbus.metadata(), null);

        assertThat(response.getStatusCode()).isEqualTo(201);
        assertThatThrownBy(() -> nimbus.information(response)).isInstanceOf(ParseException.class);
        assertThat(server).hasReceived(Operation.REGISTER, 1).hasRegistered(1);
    }

    @Test
    void register_otherContentType_isUnreadable() throws Exception {
        server.fault(Fault.wrongContentType().on(Operation.REGISTER));

        HTTPResponse response = nimbus.register(nimbus.metadata(), null);

        assertThatThrownBy(() -> nimbus.information(response))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("Content-Type");
        assertThat(server).hasRegistered(1);
    }

    @Test
    void register_silentServer_endsWithTheReadTimeout() {
        server.fault(Fault.stall().on(Operation.REGISTER));
        HTTPRequest request = Flavour.OAUTH
                .registration(server.registrationEndpoint(), nimbus.metadata(), null, null)
                .toHTTPRequest();
        request.setReadTimeout(100);

        assertThatThrownBy(request::send).isInstanceOf(SocketTimeoutException.class);

        assertThat(server).hasNoClients();
    }

    /** RFC 7592 lets a server forget a client at any time. */
    @Test
    void read_forgottenClient_isInvalidToken() throws Exception {
        ClientInformation client = nimbus.information(nimbus.register(nimbus.metadata(), null));
        server.fault(Fault.purgeClient().on(Operation.GET));

        assertThat(nimbus.refusal(nimbus.read(client)).getCode()).isEqualTo("invalid_token");
        assertThat(server).hasLedger(Event.REGISTERED, Event.PURGED);
    }

    @Test
    void register_authorityIsNotTrusted_nothingIsSent() throws Exception {
        SSLContext nobody = SSLContext.getInstance("TLS");
        nobody.init(null, null, null);
        try (MockRegistrationServer https =
                MockRegistrationServer.builder().tls().start()) {
            HTTPRequest request = Flavour.OAUTH
                    .registration(https.registrationEndpoint(), nimbus.metadata(), null, null)
                    .toHTTPRequest();
            request.setSSLSocketFactory(nobody.getSocketFactory());

            assertThatThrownBy(request::send).isInstanceOf(SSLHandshakeException.class);

            assertThat(https).hasReceivedNothing();
        }
    }

    private static void checkNoCode(ErrorObject error, int status) {
        assertThat(error.getHTTPStatusCode()).isEqualTo(status);
        assertThat(error.getCode()).isNull();
    }
}
