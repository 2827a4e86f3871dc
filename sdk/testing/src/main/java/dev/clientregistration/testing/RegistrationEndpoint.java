package dev.clientregistration.testing;

import java.util.Map;

/** The client registration endpoint (RFC 7591 §3). */
final class RegistrationEndpoint {
    private final DialectRules rules;
    private final ServerSettings settings;
    private final Registrar registrar;
    private final ClientInformation information;

    RegistrationEndpoint(
            DialectRules rules, ServerSettings settings, Registrar registrar, ClientInformation information) {
        this.rules = rules;
        this.settings = settings;
        this.registrar = registrar;
        this.information = information;
    }

    Map<String, Action> methods() {
        return Map.of("POST", new Action(Operation.REGISTER, this::register));
    }

    private MockAnswer register(Request request) throws Refusal {
        String expected = settings.initialAccessToken();
        if (expected != null && !BearerToken.of(request).equals(expected)) {
            throw Refusal.of(Reason.WRONG_TOKEN, "the initial access token is not valid");
        }
        ClientRecord client = registrar.register(ClientRecord.NO_TENANT, JsonBody.of(request));
        return information.answer(rules.createdStatus(), Operation.REGISTER, null, client);
    }
}
