package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.util.Map;

/** The client registration endpoint (RFC 7591 §3). */
final class RegistrationEndpoint {
    private final DialectRules rules;
    private final RegistrationGate gate;
    private final RegistrationLimit limit;
    private final Registrar registrar;
    private final ClientInformation information;

    RegistrationEndpoint(
            DialectRules rules,
            RegistrationGate gate,
            RegistrationLimit limit,
            Registrar registrar,
            ClientInformation information) {
        this.rules = rules;
        this.gate = gate;
        this.limit = limit;
        this.registrar = registrar;
        this.information = information;
    }

    Map<String, Endpoint> methods() {
        return Map.of("POST", Operation.REGISTER.at(this::register));
    }

    private MockAnswer register(Request request) throws Refusal {
        limit.count();
        for (RequestRule rule : rules.requestRules()) {
            rule.check(request);
        }
        AccessToken token = gate.admit(request);
        JsonObject sent = Json.withoutNulls(JsonBody.of(request));
        gate.checkMembers(token, request, sent);
        for (MetadataRule rule : rules.sentRules()) {
            rule.apply(sent);
        }
        ClientRecord client = registrar.register(ClientRecord.NO_TENANT, sent);
        gate.spend(token);
        return information.answer(rules.createdStatus(), Operation.REGISTER, null, client);
    }
}
