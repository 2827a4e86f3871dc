package dev.clientregistration.testing;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that a fault strikes, on its way through the server: what the fault can do with it. Each request is sent
 * once, and is recorded then.
 */
final class Visit {
    private final AuthorizationServer server;
    private final Stalls stalls;
    private final Request request;
    private final Fault fault;
    private final int generation;

    Visit(AuthorizationServer server, Stalls stalls, Request request, Fault fault) {
        this.server = server;
        this.stalls = stalls;
        this.request = request;
        this.fault = fault;
        generation = server.generation();
    }

    Request request() {
        return request;
    }

    /** Does what is asked for, or refuses it. */
    MockAnswer apply() {
        return server.handle(request);
    }

    /** As {@link #apply()}; if it was not refused, the client's registration access token is another one afterwards. */
    MockAnswer applyAndRotate() {
        Optional<ClientRecord> client = server.mishaps().subject(request);
        MockAnswer answer = apply();
        if (answer.status() < 300) {
            client.ifPresent(server.mishaps()::rotateToken);
        }
        return answer;
    }

    MockAnswer purgeAndApply() {
        server.mishaps().purge(request);
        return apply();
    }

    MockAnswer expireAndApply() {
        server.mishaps().expireSecret(request);
        return apply();
    }

    MockAnswer exhaustAndApply() {
        server.mishaps().exhaustToken(request);
        return apply();
    }

    Reply applyOnceReleased() {
        if (!stalls.hold()) {
            return nothing();
        }
        try {
            synchronized (server) {
                return server.generation() == generation ? send(apply()) : Reply.nothing();
            }
        } finally {
            stalls.done();
        }
    }

    Reply sendOnceReleased() {
        Reply reply;
        synchronized (server) {
            reply = send(apply());
        }
        if (!stalls.hold()) {
            return Reply.nothing();
        }
        stalls.done();
        return reply;
    }

    Reply send(MockAnswer answer) {
        return send(answer, Delivery.WHOLE);
    }

    Reply send(MockAnswer answer, Delivery delivery) {
        return send(answer, delivery, Duration.ZERO);
    }

    Reply send(MockAnswer answer, Delivery delivery, Duration pause) {
        record(answer);
        return new Reply(answer, delivery, pause);
    }

    /** The request is not handled, and there is no answer. */
    Reply nothing() {
        record(null);
        return Reply.nothing();
    }

    /**
     * This server under its other name.
     *
     * @param target a path, with its query if it has one
     */
    String elsewhere(String target) {
        URI issuer = server.addresses().issuer();
        return issuer.getScheme() + "://localhost:" + issuer.getPort() + target;
    }

    private void record(@Nullable MockAnswer answer) {
        server.record(new RecordedExchange(request, answer, server.operation(request), fault), generation);
    }
}
