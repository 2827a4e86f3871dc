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

/**
 * The authorization server without its HTTP: one request at a time, so that each change is whole and the record has the
 * order in which the changes happened.
 */
final class AuthorizationServer {
    private final ClientStore clients = new ClientStore();
    private final TokenStore tokens = new TokenStore();
    private final Queue<MockAnswer> scriptedAnswers = new ArrayDeque<>();
    private final List<RecordedExchange> exchanges = new ArrayList<>();
    private final Protocol protocol;
    private final Router router;

    /** @param origin where the server is reached; asked once it is */
    AuthorizationServer(ServerSettings settings, Supplier<URI> origin) {
        protocol = settings.dialect().protocol(new ServerParts(settings, origin, clients, tokens));
        router = new Router(protocol);
    }

    Addresses addresses() {
        return protocol.addresses();
    }

    synchronized MockAnswer answer(Request request) {
        MockAnswer scripted = scriptedAnswers.poll();
        MockAnswer answer = scripted != null ? scripted : router.answer(request);
        exchanges.add(new RecordedExchange(request, answer));
        return answer;
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
            return clients.snapshot(
                            protocol.registrar().register(tenant, metadata).clientId())
                    .orElseThrow();
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

    synchronized boolean remove(String clientId) {
        return clients.remove(clientId);
    }

    synchronized void reset() {
        clients.clear();
        tokens.clear();
        protocol.restart();
        scriptedAnswers.clear();
        exchanges.clear();
    }
}
