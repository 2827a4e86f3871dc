package dev.clientregistration.testing;

import java.util.Map;

/** The client registration endpoint (RFC 7591 §3). */
final class RegistrationEndpoint {
    private final ServerSettings settings;
    private final Registrar registrar;

    RegistrationEndpoint(ServerSettings settings, Registrar registrar) {
        this.settings = settings;
        this.registrar = registrar;
    }

    Map<String, Endpoint> methods() {
        return Map.of("POST", this::register);
    }

    private MockAnswer register(Request request) throws Refusal {
        String expected = settings.initialAccessToken();
        if (expected != null && !BearerToken.of(request).equals(expected)) {
            throw Refusal.of(Reason.WRONG_TOKEN, "the initial access token is not valid");
        }
        return ClientInformation.answer(201, registrar.register(ClientRecord.NO_TENANT, JsonBody.of(request)));
    }
}
