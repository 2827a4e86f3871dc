package dev.clientregistration.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RegisteredClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** A portal beside a mock server that the test holds in its hands: it can go wrong, and outlives the portal. */
final class TestPortal implements AutoCloseable {
    /** The least that bcrypt can do: tests sign up often. */
    static final int CHEAP_HASHING = 4;

    final TestClock clock = new TestClock();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final MockRegistrationServer server;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private volatile DeveloperPortal portal;

    private TestPortal(MockRegistrationServer server, Path folder) {
        this.server = server;
        this.folder = folder;
        environment.put("PORT", "0");
        environment.put("PORTAL_DATA", folder.toString());
        environment.put("REGISTRATION_ENDPOINT", server.registrationEndpoint().toString());
    }

    static TestPortal start(Path folder) {
        return start(folder, MockRegistrationServer.start(), Map.of());
    }

    static TestPortal start(Path folder, MockRegistrationServer server, Map<String, String> variables) {
        TestPortal portal = new TestPortal(server, folder);
        portal.environment.putAll(variables);
        try {
            portal.open();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return portal;
    }

    /** Ends the portal and starts it again with the same database; what is given here is changed. */
    void restart(Map<String, String> variables) {
        portal.close();
        environment.putAll(variables);
        open();
    }

    URI uri() {
        return portal.uri();
    }

    MockRegistrationServer server() {
        return server;
    }

    /** The server's client, of which there must be one and no other. */
    RegisteredClient onlyClient() {
        assertThat(server.clients()).hasSize(1);
        return server.clients().get(0);
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Somebody with a new account. */
    Visitor signUp(String name) {
        return new Visitor(uri()).signUp(name);
    }

    /** Reaches into the database of the running portal. */
    void sql(String statement) {
        try (Connection connection =
                DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("portal") + ";DB_CLOSE_ON_EXIT=FALSE")) {
            connection.createStatement().execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the portal, which is being closed, takes no connections any more. */
    void awaitClosing() {
        while (true) {
            try (Socket socket = new Socket(uri().getHost(), uri().getPort())) {
                Thread.onSpinWait();
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Waits until somebody waits for a turn. */
    void awaitTurn() {
        while (Thread.getAllStackTraces().values().stream().noneMatch(TestPortal::waitsForATurn)) {
            Thread.onSpinWait();
        }
    }

    private static boolean waitsForATurn(StackTraceElement[] stack) {
        return IntStream.range(1, stack.length)
                .anyMatch(i -> stack[i].getMethodName().equals("inTurn")
                        && stack[i - 1].getClassName().equals(ReentrantLock.class.getName()));
    }

    @Override
    public void close() {
        portal.close();
        server.close();
    }

    private void open() {
        try {
            portal = DeveloperPortal.start(
                    environment, new PrintStream(printed, true, StandardCharsets.UTF_8), clock, CHEAP_HASHING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
