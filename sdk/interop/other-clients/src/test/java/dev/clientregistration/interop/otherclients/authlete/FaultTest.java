package dev.clientregistration.interop.otherclients.authlete;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.authlete.common.api.AuthleteApi;
import com.authlete.common.api.AuthleteApiException;
import com.authlete.common.dto.ClientRegistrationResponse;
import com.authlete.common.dto.ClientRegistrationResponse.Action;
import com.google.gson.JsonParseException;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad days as the library sees them, and what the server has done on them. */
class FaultTest {
    private final MockRegistrationServer server = AuthleteClient.server().start();
    private final AuthleteApi api = AuthleteClient.api(server);

    @AfterEach
    void close() {
        server.close();
    }

    /** The JDK's HTTP client, below the library, sends a POST again that got no answer: one call, two clients. */
    @Test
    void register_lostReply_isSentAgainByTheJdk_andAnOrphanStays() {
        server.fault(Fault.dropAfterApplying().on(Operation.REGISTER));

        ClientRegistrationResponse response = register();

        assertThat(response.getAction()).isEqualTo(Action.CREATED);
        assertThat(server)
                .hasReceived(Operation.REGISTER, 2)
                .hasLedger(Event.REGISTERED, Event.REGISTERED)
                .hasNoFaultsLeft();
        assertThat(server.clients().get(1).clientId())
                .isEqualTo(Long.toString(response.getClient().getClientId()));
    }

    @Test
    void register_everyReplyIsLost_failsWithoutAStatus() {
        server.fault(Fault.dropAfterApplying().on(Operation.REGISTER).always());

        AuthleteApiException failure = failure();

        assertThat(failure).hasCauseInstanceOf(SocketException.class);
        assertThat(failure.getStatusCode()).isZero();
        assertThat(server).hasReceived(Operation.REGISTER, 2).hasRegistered(2);
    }

    @Test
    void register_busyServer_failsWithItsStatus_andTheHeaderSaysWhen() {
        server.fault(Fault.status(503, Duration.ofSeconds(2)).on(Operation.REGISTER));

        AuthleteApiException failure = failure();

        assertThat(failure).hasMessage("HTTP 503 Service Unavailable");
        assertThat(failure.getStatusCode()).isEqualTo(503);
        assertThat(failure.getResponseHeaders().get("Retry-After")).containsExactly("2");
        assertThat(server).hasReceived(Operation.REGISTER, 1).hasRegistered(0);
    }

    @Test
    void register_errorPage_failsWithThePage() {
        server.fault(Fault.htmlError(502).on(Operation.REGISTER));

        AuthleteApiException failure = failure();

        assertThat(failure.getStatusCode()).isEqualTo(502);
        assertThat(failure.getResponseBody()).startsWith("<!DOCTYPE html>");
        assertThat(server).hasRegistered(0);
    }

    /** Some versions of the JDK miss what the header has promised; others hand over half of the text. */
    @Test
    void register_halfBody_failsWithTheStatusOfASuccess_andTheClientIsThere() {
        server.fault(Fault.halfBody().on(Operation.REGISTER));

        AuthleteApiException failure = failure();

        assertThat(failure.getCause()).isInstanceOfAny(IOException.class, JsonParseException.class);
        assertThat(failure.getStatusCode()).isEqualTo(200);
        assertThat(server).hasReceived(Operation.REGISTER, 1).hasRegistered(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated-json", "garbage-json"})
    void register_damagedBody_failsWithTheStatusOfASuccess_andTheClientIsThere(String fault) {
        server.fault(Fault.parse(fault + "@register"));

        AuthleteApiException failure = failure();

        assertThat(failure).hasCauseInstanceOf(JsonParseException.class);
        assertThat(failure.getStatusCode()).isEqualTo(200);
        assertThat(server).hasReceived(Operation.REGISTER, 1).hasRegistered(1);
    }

    /** No exception, no response: who does not look for null never learns of the client. */
    @Test
    void register_emptyBody_isNull_andTheClientIsThere() {
        server.fault(Fault.emptyBody().on(Operation.REGISTER));

        assertThat(register()).isNull();
        assertThat(server).hasRegistered(1);
    }

    /** The library would wait for ever by itself. */
    @Test
    void register_silentServer_endsWithTheReadTimeout() {
        server.fault(Fault.stall().on(Operation.REGISTER));
        api.getSettings().setReadTimeout(100);

        AuthleteApiException failure = failure();

        assertThat(failure).hasCauseInstanceOf(SocketTimeoutException.class);
        assertThat(failure.getStatusCode()).isZero();
        assertThat(server).hasRegistered(0);
    }

    private ClientRegistrationResponse register() {
        return api.dynamicClientRegister(AuthleteClient.registration(AuthleteClient.METADATA));
    }

    private AuthleteApiException failure() {
        return catchThrowableOfType(AuthleteApiException.class, this::register);
    }
}
