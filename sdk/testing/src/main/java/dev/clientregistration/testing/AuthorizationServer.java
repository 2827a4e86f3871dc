package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * The authorization server without its HTTP: one request at a time, so that each change is whole and the record has the
 * order in which the changes happened.
 */
final class AuthorizationServer {
    private final ClientStore clients = new ClientStore();
    private final Queue<MockAnswer> scriptedAnswers = new ArrayDeque<>();
    private final List<RecordedExchange> exchanges = new ArrayList<>();
    private final Router router = new Router();
    private final Addresses addresses;
    private final Registrar registrar;

    /** @param issuer where the server is reached; asked once it is */
    AuthorizationServer(ServerSettings settings, Supplier<URI> issuer) {
        addresses = new Addresses(issuer);
        registrar = new Registrar(settings, addresses, clients);
        router.add(Addresses.REGISTRATION::equals, new RegistrationEndpoint(settings, registrar).methods());
        router.add(Addresses::isConfigurationEndpoint, new ConfigurationEndpoint(clients, registrar).methods());
        DiscoveryEndpoint discovery = new DiscoveryEndpoint(addresses);
        router.add(Addresses.OPENID_CONFIGURATION::equals, discovery.methods());
        router.add(Addresses.AUTHORIZATION_SERVER_METADATA::equals, discovery.methods());
    }

    Addresses addresses() {
        return addresses;
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
        return clients.all();
    }

    synchronized Optional<RegisteredClient> client(String clientId) {
        return clients.find(clientId);
    }

    synchronized RegisteredClient register(JsonObject metadata) throws Refusal {
        return registrar.register(metadata);
    }

    synchronized boolean remove(String clientId) {
        return clients.remove(clientId);
    }

    synchronized void reset() {
        clients.clear();
        scriptedAnswers.clear();
        exchanges.clear();
    }
}
