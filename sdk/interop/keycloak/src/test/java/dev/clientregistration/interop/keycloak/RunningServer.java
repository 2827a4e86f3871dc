package dev.clientregistration.interop.keycloak;

import dev.clientregistration.interop.OneServer;

/** Gives tests the one {@link Keycloak}. */
final class RunningServer extends OneServer<Keycloak> {
    RunningServer() {
        super(Keycloak.class);
    }

    @Override
    protected Keycloak start() {
        return Keycloak.start();
    }
}
