package dev.clientregistration.interop.otherclients;

import dev.clientregistration.testing.MockRegistrationServer;

/** How a server is reached. */
public enum Transport {
    HTTP,
    HTTPS;

    /**
     * Makes a server that is about to start be reached this way.
     *
     * @param builder the server's settings
     * @return the builder
     */
    public MockRegistrationServer.Builder of(MockRegistrationServer.Builder builder) {
        return this == HTTPS ? builder.tls() : builder;
    }
}
