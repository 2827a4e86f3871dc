package dev.clientregistration.testing.junit;

import com.google.gson.JsonParser;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockRegistrationServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link MockRegistration} registers with JUnit; use the annotation. Safe for tests in parallel: it has no state. */
public final class MockRegistrationParameterResolver implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(MockRegistrationParameterResolver.class);

    /** For JUnit. */
    public MockRegistrationParameterResolver() {}

    /**
     * Whether a server is wanted.
     *
     * @param parameter the parameter
     * @param context the test
     * @return whether the parameter is a {@link MockRegistrationServer}
     */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MockRegistrationServer.class;
    }

    /**
     * The server of the test.
     *
     * @param parameter the parameter
     * @param context the test
     * @return the server that the test has, or one that starts now
     * @throws ParameterResolutionException if there is no test, as in a constructor or a {@code @BeforeAll} method
     */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "a MockRegistrationServer belongs to a test: it can be a parameter of test methods, @BeforeEach and"
                            + " @AfterEach methods; for a server of the whole class, use a static @RegisterExtension"
                            + " field of type MockRegistrationServerExtension");
        }
        return store(context)
                .getOrComputeIfAbsent(
                        MockRegistrationServer.class,
                        absent -> start(annotation(context)),
                        MockRegistrationServer.class);
    }

    /**
     * Closes the server of the test, if it has one.
     *
     * @param context the test
     */
    @Override
    public void afterEach(ExtensionContext context) {
        MockRegistrationServer server =
                store(context).remove(MockRegistrationServer.class, MockRegistrationServer.class);
        if (server != null) {
            server.close();
        }
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** The annotation of the method, of its class, or of the classes around that; null if there is none. */
    static @Nullable MockRegistration annotation(ExtensionContext test) {
        for (Optional<ExtensionContext> context = Optional.of(test);
                context.isPresent();
                context = context.get().getParent()) {
            Optional<MockRegistration> annotation = context.get()
                    .getElement()
                    .flatMap(element -> AnnotationSupport.findAnnotation(element, MockRegistration.class));
            if (annotation.isPresent()) {
                return annotation.get();
            }
        }
        return null;
    }

    private static MockRegistrationServer start(@Nullable MockRegistration settings) {
        if (settings == null) {
            return MockRegistrationServer.start();
        }
        MockRegistrationServer server = builder(settings).start();
        try {
            List.of(settings.faults()).forEach(fault -> server.fault(Fault.parse(fault)));
        } catch (IllegalArgumentException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Only what the annotation says is set: the rest is for the dialect to say. */
    private static MockRegistrationServer.Builder builder(MockRegistration settings) {
        MockRegistrationServer.Builder builder =
                MockRegistrationServer.builder().dialect(settings.dialect());
        if (settings.quirks().length > 0) {
            builder.quirks(settings.quirks());
        }
        if (settings.tls()) {
            builder.tls();
        }
        if (!settings.initialAccessToken().isEmpty()) {
            builder.initialAccessToken(settings.initialAccessToken());
        }
        if (settings.registrationAccess().length > 1) {
            throw new IllegalArgumentException(
                    "registrationAccess must be one, or none for the default of the dialect");
        }
        Arrays.stream(settings.registrationAccess()).forEach(builder::registrationAccess);
        if (!settings.clientIdPrefix().isEmpty()) {
            builder.clientIdPrefix(settings.clientIdPrefix());
        }
        if (settings.rotateRegistrationAccessTokenOnRead()) {
            builder.rotateRegistrationAccessTokenOnRead(true);
        }
        if (settings.rotateRegistrationAccessTokenOnUpdate()) {
            builder.rotateRegistrationAccessTokenOnUpdate(true);
        }
        if (settings.rotateSecretOnUpdate()) {
            builder.rotateSecretOnUpdate(true);
        }
        if (!settings.secretLifetime().isEmpty()) {
            builder.secretLifetime(Duration.parse(settings.secretLifetime()));
        }
        for (String client : settings.clients()) {
            builder.client(JsonParser.parseString(client).getAsJsonObject());
        }
        return builder;
    }
}
