package dev.clientregistration.interop;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one server of their module: it is started for the first test class that asks for it and closed after the
 * last test, whether tests failed or not.
 *
 * @param <S> the server's type
 */
public abstract class OneServer<S extends AutoCloseable> implements ParameterResolver {
    private final Class<S> type;

    /**
     * Makes the extension; that does not start the server.
     *
     * @param type the type of the parameters that are given the server
     */
    protected OneServer(Class<S> type) {
        this.type = type;
    }

    /**
     * Starts the server.
     *
     * @return the server, ready to be used
     */
    protected abstract S start();

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes what the root's store holds when the last test has ended.
        return context.getRoot()
                .getStore(Namespace.create(getClass()))
                .getOrComputeIfAbsent(type, key -> start(), type);
    }
}
