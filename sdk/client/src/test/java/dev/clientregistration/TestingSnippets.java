package dev.clientregistration;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clientregistration.error.TransportException;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;

/** The code of README.md about the mock server: {@link ReadmeTest} runs it. */
final class TestingSnippets {
    private TestingSnippets() {}

    static void lostAnswer(ClientMetadata metadata) {
        // @start region="lost-answer"
        try (MockRegistrationServer server = MockRegistrationServer.start();
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.registrationEndpoint())
                        .build()) {
            server.fault(Fault.dropAfterApplying().on(Operation.REGISTER)); // the server does it, its answer is lost

            assertThatThrownBy(() -> registration.register(metadata)).isInstanceOf(TransportException.class);

            assertThat(server).hasReceived(Operation.REGISTER, 1).hasRegistered(1); // nothing was sent again
        }
        // @end
    }
}
