package dev.clientregistration.internal.registration;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where clients are registered, and where their tokens may go.
 *
 * @param endpoint the registration endpoint
 * @param origins its origin, and those that the caller trusts
 * @param tokenEndpoint what the server says of its token endpoint, or null
 */
record RegistrationServer(
        URI endpoint, TrustedOrigins origins, @Nullable String tokenEndpoint) {
    /** How a facade comes to know its server. Safe for use by many threads. */
    interface Source {
        /** The server if it is known already. */
        @Nullable
        RegistrationServer known();

        /** The server as it was known last, which may have changed since; null if it never was. */
        @Nullable
        RegistrationServer last();

        /** The server, asked for if it is not known. The future may be cancelled by whoever called. */
        CompletableFuture<RegistrationServer> find();

        /** What stands for the server in messages as long as it is not known. */
        URI name();
    }

    /** A server whose endpoint was given. */
    record Given(RegistrationServer server) implements Source {
        @Override
        public RegistrationServer known() {
            return server;
        }

        @Override
        public RegistrationServer last() {
            return server;
        }

        @Override
        public CompletableFuture<RegistrationServer> find() {
            return CompletableFuture.completedFuture(server);
        }

        @Override
        public URI name() {
            return server.endpoint();
        }
    }
}
