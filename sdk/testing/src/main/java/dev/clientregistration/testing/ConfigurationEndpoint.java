package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The client configuration endpoint (RFC 7592 §2). */
final class ConfigurationEndpoint {
    /** @param byRegistrar whether it is the registrar who comes, and not the client */
    private record Visit(ClientRecord client, boolean byRegistrar) {}

    private final DialectRules rules;
    private final Clock clock;
    private final Addresses addresses;
    private final ClientStore clients;
    private final RegistrationGate gate;
    private final Registrar registrar;
    private final ClientInformation information;

    ConfigurationEndpoint(
            DialectRules rules,
            Clock clock,
            Addresses addresses,
            ClientStore clients,
            RegistrationGate gate,
            Registrar registrar,
            ClientInformation information) {
        this.rules = rules;
        this.clock = clock;
        this.addresses = addresses;
        this.clients = clients;
        this.gate = gate;
        this.registrar = registrar;
        this.information = information;
    }

    Map<String, Endpoint> methods() {
        Map<String, Endpoint> methods = new HashMap<>();
        rules.management().forEach((method, operation) -> methods.put(method, operation.at(of(operation))));
        return methods;
    }

    private Endpoint of(Operation operation) {
        return switch (operation) {
            case GET -> this::read;
            case UPDATE -> this::update;
            case DELETE -> this::delete;
            default -> throw new IllegalStateException(operation + " is not done at this endpoint");
        };
    }

    private MockAnswer read(Request request) throws Refusal {
        Visit visit = visit(request);
        ClientRecord client = visit.client();
        return visit.byRegistrar()
                ? information.answerToRegistrar(Operation.GET, client, client)
                : information.answer(200, Operation.GET, client, registrar.read(client));
    }

    private MockAnswer update(Request request) throws Refusal {
        Visit visit = visit(request);
        ClientRecord client = visit.client();
        JsonObject sent = JsonBody.of(request);
        return visit.byRegistrar()
                ? information.answerToRegistrar(Operation.UPDATE, client, registrar.change(client, sent))
                : information.answer(200, Operation.UPDATE, client, registrar.update(client, sent));
    }

    private MockAnswer delete(Request request) throws Refusal {
        registrar.delete(visit(request).client());
        return Answers.notStored(MockAnswer.of(204));
    }

    private Visit visit(Request request) throws Refusal {
        if (rules.registrarManages() && BearerToken.isIn(request) && gate.isOfTheRegistrar(BearerToken.of(request))) {
            return clients.find(addresses.clientIdIn(request))
                    .map(client -> new Visit(client, true))
                    .orElseThrow(() -> Refusal.of(Reason.NO_SUCH_CLIENT, "there is no such client"));
        }
        return new Visit(authenticated(request), false);
    }

    private ClientRecord authenticated(Request request) throws Refusal {
        Optional<ClientRecord> client = clients.find(addresses.clientIdIn(request));
        if (rules.clientBeforeToken() && client.isEmpty()) {
            throw refused(Reason.UNKNOWN_CLIENT);
        }
        String token = BearerToken.of(request);
        Optional<ClientRecord> holder = clients.holder(token);
        if (client.isPresent() && client.equals(holder)) {
            return notExpired(client.get());
        }
        if (rules.destroysForeignTokens()) {
            holder.ifPresent(owner -> clients.put(owner.withToken(null)));
        }
        Reason reason = holder.isPresent() ? Reason.TOKEN_OF_ANOTHER_CLIENT : Reason.WRONG_REGISTRATION_ACCESS_TOKEN;
        throw refused(client.isPresent() ? reason : Reason.UNKNOWN_CLIENT);
    }

    private ClientRecord notExpired(ClientRecord client) throws Refusal {
        IssuedSecret token = client.token();
        if (token != null && token.isExpired(clock.instant())) {
            throw refused(Reason.EXPIRED_REGISTRATION_ACCESS_TOKEN);
        }
        return client;
    }

    private static Refusal refused(Reason reason) {
        return Refusal.of(reason, "the registration access token is not valid for this client");
    }
}
