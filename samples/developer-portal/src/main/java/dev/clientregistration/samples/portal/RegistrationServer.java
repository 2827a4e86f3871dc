package dev.clientregistration.samples.portal;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.Operation;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Quirk;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/** The authorization server at which clients are registered: a real one, or a mock inside the portal. */
final class RegistrationServer implements AutoCloseable {
    private final ClientRegistration registration;
    private final Settings.Server settings;
    private final Optional<MockRegistrationServer> mock;

    private RegistrationServer(Settings.Server settings, Optional<MockRegistrationServer> mock) {
        this.registration = facade(settings);
        this.settings = settings;
        this.mock = mock;
    }

    /** The server that the settings name. */
    static RegistrationServer real(Settings.Server settings) {
        return new RegistrationServer(settings, Optional.empty());
    }

    /**
     * A mock, which forgets its clients when the portal ends.
     *
     * @param port where it listens if it can: at the same port after a restart, clients are those of the same server
     */
    static RegistrationServer mock(int port) {
        MockRegistrationServer mock = startMock(port);
        Settings.Server settings =
                new Settings.Server(mock.registrationEndpoint(), false, ServerProfile.STANDARD, Optional.empty(), true);
        return new RegistrationServer(settings, Optional.of(mock));
    }

    // @start region="facade"
    private static ClientRegistration facade(Settings.Server settings) {
        ClientRegistration.Builder builder = ClientRegistration.builder()
                .fromEnvironment() // time limits, proxy, trusted origins and the like: the SDK's own variables
                .profile(settings.profile())
                .application("developer-portal");
        settings.token().ifPresent(builder::initialAccessToken);
        return (settings.isIssuer() ? builder.issuer(settings.uri()) : builder.endpoint(settings.uri())).build();
    }
    // @end

    /** The SDK's facade for this server. */
    ClientRegistration registration() {
        return registration;
    }

    /** What stands in the database, so that clients of another server are known as such. */
    String name() {
        return settings.uri().toString();
    }

    URI uri() {
        return settings.uri();
    }

    /** Whether the server can do it, as far as its profile tells. */
    boolean can(Operation operation) {
        return settings.profile().operations().contains(operation);
    }

    /** Whether to ask it for the client id that the developer has chosen. */
    boolean requestsClientId() {
        return settings.requestsClientId();
    }

    Optional<MockRegistrationServer> mock() {
        return mock;
    }

    @Override
    public void close() {
        registration.close();
        mock.ifPresent(MockRegistrationServer::close);
    }

    private static MockRegistrationServer startMock(int port) {
        try {
            return choosing().port(port).start();
        } catch (UncheckedIOException e) {
            return choosing().start(); // somebody else has it
        }
    }

    /** As Lenus does, it takes the client id that a developer has chosen. */
    private static MockRegistrationServer.Builder choosing() {
        return MockRegistrationServer.builder().quirks(Quirk.CHOSEN_CLIENT_IDS);
    }
}
