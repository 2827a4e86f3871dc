package dev.clientregistration.testing;

import org.jspecify.annotations.Nullable;

/** Between the HTTP front and the authorization server: here it is decided what faults strike, and they strike. */
final class Reception {
    private final AuthorizationServer server;
    private final Faults faults;
    private final AdjustableClock time;
    private volatile @Nullable AdminApi admin;

    Reception(AuthorizationServer server, Faults faults, AdjustableClock time) {
        this.server = server;
        this.faults = faults;
        this.time = time;
    }

    /** From now on this API answers the requests for it, which no fault strikes and which are not recorded. */
    void add(AdminApi api) {
        admin = api;
    }

    /** Whether the connection that has just come is to be closed. */
    boolean refusesConnection() {
        return faults.strikesConnection();
    }

    /**
     * A request comes in, of which only the first line is known.
     *
     * @return the fault that strikes it; null if there is none
     */
    @Nullable
    Fault arrival(String method, String target) {
        boolean untouchable = server.hasScriptedAnswer() || adminFor(target) != null;
        return untouchable ? null : faults.strike(server.operation(method, target));
    }

    /**
     * Handles a request.
     *
     * @param fault what {@link #arrival} said of it
     */
    Reply reply(Request request, @Nullable Fault fault) {
        AdminApi api = adminFor(request.target());
        if (api != null) {
            return Reply.of(api.answer(request));
        }
        if (fault == null) {
            return Reply.of(server.answer(request));
        }
        if (fault.effect().holds()) {
            return fault.effect().strike(new Visit(server, faults.stalls(), request, fault));
        }
        synchronized (server) {
            return fault.effect().strike(new Visit(server, faults.stalls(), request, fault));
        }
    }

    private @Nullable AdminApi adminFor(String target) {
        return AdminApi.isTarget(target) ? admin : null;
    }

    /** The clock by which slow bodies are slow. */
    AdjustableClock time() {
        return time;
    }

    /** Whoever is held or waits does so no longer. */
    void close() {
        faults.stalls().close();
        time.stop();
    }
}
