package dev.clientregistration.testing;

import java.util.Map;

/** The client configuration endpoint (RFC 7592 §2). */
final class ConfigurationEndpoint {
    private final ClientStore clients;
    private final Registrar registrar;

    ConfigurationEndpoint(ClientStore clients, Registrar registrar) {
        this.clients = clients;
        this.registrar = registrar;
    }

    Map<String, Endpoint> methods() {
        return Map.of("GET", this::read, "PUT", this::update, "DELETE", this::delete);
    }

    private MockAnswer read(Request request) throws Refusal {
        return ClientInformation.answer(200, registrar.read(authenticated(request)));
    }

    private MockAnswer update(Request request) throws Refusal {
        ClientRecord client = authenticated(request);
        return ClientInformation.answer(200, registrar.update(client, JsonBody.of(request)));
    }

    private MockAnswer delete(Request request) throws Refusal {
        registrar.delete(authenticated(request));
        return Answers.notStored(MockAnswer.of(204));
    }

    /** An unknown client is told in the same words as a wrong token, so that nobody can probe for clients. */
    private ClientRecord authenticated(Request request) throws Refusal {
        String token = BearerToken.of(request);
        return clients.find(Addresses.clientIdIn(request.path()))
                .filter(client -> token.equals(client.registrationAccessToken()))
                .orElseThrow(() ->
                        Refusal.of(Reason.WRONG_TOKEN, "the registration access token is not valid for this client"));
    }
}
