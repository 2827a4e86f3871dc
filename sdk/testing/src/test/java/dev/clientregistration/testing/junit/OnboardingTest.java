package dev.clientregistration.testing.junit;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static dev.clientregistration.testing.assertj.RegistrationAssertions.clientNamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The recipes of the README; {@code ReadmeTest} compares. */
class OnboardingTest {
    // @start region="annotation"
    @Test
    @MockRegistration(initialAccessToken = "initial-token")
    void onboard_registersTheClientOnce(MockRegistrationServer server) {
        Onboarding service = new Onboarding(server.registrationEndpoint(), "initial-token", pause -> {});

        service.onboard("Triangular Pretzel");

        assertThat(server).hasRegistered(1).hasRegistered(clientNamed("Triangular Pretzel"));
        assertThat(server).lastExchange().hasBearerToken("initial-token").hasNoRequestMember("client_id");
    }
    // @end

    // @start region="retry"
    @Test
    @MockRegistration(faults = "status-503-retry-after-2@register*2")
    void onboard_busyServer_waitsAsLongAsItIsTold(MockRegistrationServer server) {
        List<Duration> pauses = new ArrayList<>();
        Onboarding service = new Onboarding(server.registrationEndpoint(), "none", pauses::add);

        service.onboard("Triangular Pretzel");

        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
        assertThat(server).hasReceived(Operation.REGISTER, 3).hasRegistered(1).hasNoFaultsLeft();
    }

    @Test
    @MockRegistration
    void onboard_lostReply_isNotSentAgain(MockRegistrationServer server) {
        server.fault(Fault.dropAfterApplying().on(Operation.REGISTER));
        Onboarding service = new Onboarding(server.registrationEndpoint(), "none", pause -> {});

        assertThatThrownBy(() -> service.onboard("Triangular Pretzel")).isInstanceOf(UncheckedIOException.class);

        assertThat(server).hasReceived(Operation.REGISTER, 1).hasRegistered(1); // a second one would be an orphan
    }
    // @end

    // @start region="rotation"
    @RegisterExtension
    final MockRegistrationServerExtension registration = new MockRegistrationServerExtension(
            MockRegistrationServer.builder().rotateSecretOnUpdate(true).secretLifetime(Duration.ofDays(30)));

    @Test
    void renewSecret_beforeTheOldOneExpires_keepsTheClientAlive() {
        MockRegistrationServer server = registration.server();
        Onboarding service = new Onboarding(server.registrationEndpoint(), "none", pause -> {});
        JsonObject old = service.onboard("Triangular Pretzel");

        server.advance(Duration.ofDays(29));
        JsonObject renewed = service.renewSecret(old);
        server.advance(Duration.ofDays(2)); // the first secret would have expired by now

        assertThat(service.canSignIn(server.tokenEndpoint(), renewed)).isTrue();
        assertThat(service.canSignIn(server.tokenEndpoint(), old)).isFalse();
        assertThat(server).hasLedger(Event.REGISTERED, Event.UPDATED, Event.SECRET_CHANGED, Event.TOKEN_ISSUED);
    }
    // @end
}
