package dev.clientregistration.testing.junit;

import static java.util.Objects.requireNonNull;

import dev.clientregistration.testing.MockRegistrationServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a {@link MockRegistrationServer} with any settings for the tests of a class, and closes it however they end.
 * For a {@code @RegisterExtension} field:
 *
 * <ul>
 *   <li>in a field that is not static, each test gets a server of its own, also where tests run in parallel;
 *   <li>in a static field, one server is there for the whole class, {@code @BeforeAll} included, and is {@linkplain
 *       MockRegistrationServer#reset() reset} before each test; so too where the class has one instance for all of its
 *       tests. Tests that share a server so cannot run in parallel, and are told so.
 * </ul>
 *
 * <p>Tests in nested classes use the server of the class around them.
 *
 * {@snippet class="dev.clientregistration.testing.junit.OnboardingTest" region="rotation"}
 *
 * <p>Safe for use by the threads of one test.
 */
public final class MockRegistrationServerExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private final MockRegistrationServer.Builder settings;
    private @Nullable MockRegistrationServer server;
    private int classes;

    /** The test that uses the server now. */
    private @Nullable String test;

    /** A server with every setting at its default. */
    public MockRegistrationServerExtension() {
        this(MockRegistrationServer.builder());
    }

    /**
     * A server with settings of its own.
     *
     * @param settings the settings; each server is started from them, so they must not be changed any more
     */
    public MockRegistrationServerExtension(MockRegistrationServer.Builder settings) {
        this.settings = requireNonNull(settings, "settings");
    }

    /**
     * The server of the test that runs now.
     *
     * @return the server
     * @throws IllegalStateException if no test runs, and no class that shares a server
     */
    public synchronized MockRegistrationServer server() {
        if (server == null) {
            throw new IllegalStateException("there is a server only while a test runs; the field must have"
                    + " @RegisterExtension, and must be static to have one before");
        }
        return server;
    }

    /**
     * For JUnit, which says this only where tests share the server.
     *
     * @param context the class
     */
    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        if (classes++ == 0) {
            server = settings.start();
        }
    }

    /**
     * For JUnit.
     *
     * @param context the test
     * @throws IllegalStateException if another test uses the server at this moment
     */
    @Override
    public synchronized void beforeEach(ExtensionContext context) {
        if (test != null) {
            throw new IllegalStateException(
                    "tests in parallel cannot share one server: let the field not be static, nor"
                            + " the class have one instance for all of its tests, or use @MockRegistration");
        }
        if (server == null) {
            server = settings.start();
        } else {
            server.reset();
        }
        test = context.getUniqueId();
    }

    /**
     * For JUnit.
     *
     * @param context the test
     */
    @Override
    public synchronized void afterEach(ExtensionContext context) {
        // JUnit says so of tests, too, that were not let in.
        if (context.getUniqueId().equals(test)) {
            test = null;
            if (classes == 0) {
                close();
            }
        }
    }

    /**
     * For JUnit.
     *
     * @param context the class
     */
    @Override
    public synchronized void afterAll(ExtensionContext context) {
        if (--classes == 0) {
            close();
        }
    }

    /**
     * Whether a server is wanted.
     *
     * @param parameter the parameter
     * @param context the test
     * @return whether the parameter is a {@link MockRegistrationServer}, and no {@link MockRegistration} is there to
     *     give one
     */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MockRegistrationServer.class
                && MockRegistrationParameterResolver.annotation(context) == null;
    }

    /**
     * The server, as {@link #server()} has it.
     *
     * @param parameter the parameter
     * @param context the test
     * @return the server
     */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server();
    }

    private void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
