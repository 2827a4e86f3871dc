package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The authorization server without its HTTP: one request at a time, so that each change is whole and the record has the
 * order in which the changes happened.
 */
final class AuthorizationServer {
    private final ClientStore clients = new ClientStore();
    private final TokenStore tokens = new TokenStore();
    private final Queue<MockAnswer> scriptedAnswers = new ArrayDeque<>();
    private final List<RecordedExchange> exchanges = new ArrayList<>();
    private final List<ClientRecord> initialClients = new ArrayList<>();
    private final Protocol protocol;
    private final Router router;
    private final Mishaps mishaps;
    private int generation;

    /** @param origin where the server is reached; asked once it is */
    AuthorizationServer(ServerSettings settings, Supplier<URI> origin) {
        protocol = settings.dialect().protocol(new ServerParts(settings, origin, clients, tokens));
        router = new Router(protocol);
        mishaps = new Mishaps(clients, tokens, protocol.registrar(), settings.clock());
    }

    Addresses addresses() {
        return protocol.addresses();
    }

    synchronized MockAnswer answer(Request request) {
        MockAnswer scripted = scriptedAnswers.poll();
        MockAnswer answer = scripted != null ? scripted : handle(request);
        record(new RecordedExchange(request, answer, operation(request), null), generation);
        return answer;
    }

    /** Handles the request, which is not recorded yet: {@link #record} must follow. */
    synchronized MockAnswer handle(Request request) {
        return router.answer(request);
    }

    /**
     * Records an exchange, and in the ledger what was done for it.
     *
     * @param since the {@link #generation()} when the request came in: what is older than a reset is not recorded
     */
    synchronized void record(RecordedExchange exchange, int since) {
        if (since == generation) {
            exchanges.add(exchange);
            clients.ledger().settle(exchange);
        } else {
            clients.ledger().discard();
        }
    }

    synchronized int generation() {
        return generation;
    }

    /** What a request asks for; null if no endpoint takes it. */
    @Nullable
    Operation operation(Request request) {
        return operation(request.method(), request.target());
    }

    @Nullable
    Operation operation(String method, String target) {
        return router.operation(method, target).orElse(null);
    }

    Mishaps mishaps() {
        return mishaps;
    }

    synchronized boolean hasScriptedAnswer() {
        return !scriptedAnswers.isEmpty();
    }

    synchronized List<LedgerEntry> ledger() {
        return clients.ledger().entries();
    }

    synchronized void answerNext(MockAnswer answer) {
        scriptedAnswers.add(answer);
    }

    synchronized List<RecordedExchange> exchanges() {
        return List.copyOf(exchanges);
    }

    synchronized List<RegisteredClient> clients() {
        return clients.snapshots();
    }

    synchronized Optional<RegisteredClient> client(String clientId) {
        return clients.snapshot(clientId);
    }

    /** @throws IllegalArgumentException if the dialect's rules speak against it */
    synchronized RegisteredClient register(String tenant, JsonObject metadata) {
        try {
            ClientRecord client = protocol.registrar().register(tenant, metadata);
            clients.ledger().discard();
            return clients.snapshot(client.clientId()).orElseThrow();
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(protocol.summary(refusal), refusal);
        }
    }

    /**
     * Adds a client that the server has from the start.
     *
     * @throws IllegalArgumentException if the dialect's rules speak against it, or its identifier is taken
     */
    synchronized void adopt(JsonObject information) {
        try {
            initialClients.add(protocol.registrar().adopt(ClientRecord.NO_TENANT, information));
            clients.ledger().discard();
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(protocol.summary(refusal), refusal);
        }
    }

    /** Replaces a client that exists. Returns whether it does. */
    synchronized boolean change(String tenant, String clientId, UnaryOperator<ClientRecord> change) {
        return clients.find(tenant, clientId).map(change).map(clients::put).isPresent();
    }

    /** A token that lets its holder register a client. */
    synchronized String issueInitialAccessToken() {
        return protocol.issueInitialAccessToken();
    }

    /** The initial access token that is good from the beginning; null if there is none. */
    synchronized @Nullable String standingInitialAccessToken() {
        return protocol.standingInitialAccessToken();
    }

    boolean isRegistrationSwitchedOff() {
        return protocol.isRegistrationSwitchedOff();
    }

    synchronized boolean remove(String clientId) {
        return clients.remove(clientId);
    }

    synchronized void reset() {
        clients.clear();
        initialClients.forEach(clients::put);
        tokens.clear();
        protocol.restart();
        scriptedAnswers.clear();
        exchanges.clear();
        generation++;
    }
}
