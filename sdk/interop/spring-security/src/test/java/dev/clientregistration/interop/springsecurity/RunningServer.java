package dev.clientregistration.interop.springsecurity;

import dev.clientregistration.interop.OneServer;

/** Gives tests the one {@link AuthorizationServer}. */
final class RunningServer extends OneServer<AuthorizationServer> {
    RunningServer() {
        super(AuthorizationServer.class);
    }

    @Override
    protected AuthorizationServer start() {
        return AuthorizationServer.start();
    }
}
