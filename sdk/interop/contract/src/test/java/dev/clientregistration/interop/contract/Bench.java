package dev.clientregistration.interop.contract;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.FacadeBuilder;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.RetryPolicy;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Servers of one dialect and facades for them, for one scenario; when it is over, all that went over the wire. */
final class Bench implements AutoCloseable {
    static final String TOKEN = "token-of-the-test";

    private final Dialect dialect;
    private final List<MockRegistrationServer> servers = new ArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    Bench(Dialect dialect) {
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    /** The profile of the same name; what the dialect of Authlete has not. */
    ServerProfile profile() {
        return ServerProfile.named(dialect.dialectName());
    }

    MockRegistrationServer server() {
        return server(settings -> settings.initialAccessToken(TOKEN));
    }

    MockRegistrationServer server(UnaryOperator<MockRegistrationServer.Builder> settings) {
        MockRegistrationServer server = settings.apply(
                        MockRegistrationServer.builder().dialect(dialect))
                .start();
        servers.add(server);
        open.push(server);
        return server;
    }

    /** A facade with as many tokens for registration as it wants. */
    ClientRegistration sdk(MockRegistrationServer server) {
        return sdk(
                server,
                builder -> builder.initialAccessToken(
                        InitialAccessToken.supplied(() -> Secret.of(server.issueInitialAccessToken()))));
    }

    ClientRegistration sdk(MockRegistrationServer server, UnaryOperator<ClientRegistration.Builder> settings) {
        return closedLater(settings.apply(once(ClientRegistration.builder())
                        .endpoint(server.registrationEndpoint())
                        .profile(profile()))
                .build());
    }

    /** Sends each request but once: no scenario waits. */
    static <B extends FacadeBuilder<B>> B once(B builder) {
        return builder.retryPolicy(RetryPolicy.never());
    }

    <C extends AutoCloseable> C closedLater(C facade) {
        open.push(facade);
        return facade;
    }

    /** Makes a call that the server may refuse: what was said is what counts. */
    static <T> Optional<T> attempt(Supplier<T> call) {
        try {
            return Optional.ofNullable(call.get());
        } catch (RegistrationException refused) {
            return Optional.empty();
        }
    }

    static void attempt(Runnable call) {
        attempt(() -> {
            call.run();
            return true;
        });
    }

    List<Exchange> exchanges() {
        return servers.stream()
                .flatMap(server -> server.exchanges().stream().map(recorded -> Exchange.of(server, recorded)))
                .toList();
    }

    /** Facades before their servers. */
    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
