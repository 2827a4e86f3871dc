package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client information response (RFC 7591 §3.2.1, RFC 7592 §3), as the rules of a dialect have it. */
final class ClientInformation {
    /** {@code client_secret_expires_at} of a secret that never does (RFC 7591 §3.2.1). */
    private static final long NEVER = 0;

    private final DialectRules rules;

    ClientInformation(DialectRules rules) {
        this.rules = rules;
    }

    /** @param before the client before the request; null if it is new */
    MockAnswer answer(int status, Operation operation, @Nullable ClientRecord before, ClientRecord client) {
        return answer(status, members(operation, before, client));
    }

    /** To one who is not the client, and to whom its token is no concern. */
    MockAnswer answerToRegistrar(Operation operation, ClientRecord before, ClientRecord client) {
        JsonObject members = members(operation, before, client);
        members.remove("registration_access_token");
        return answer(200, members);
    }

    private static MockAnswer answer(int status, JsonObject members) {
        return Answers.notStored(MockAnswer.json(status, Json.write(members)));
    }

    private JsonObject members(Operation operation, @Nullable ClientRecord before, ClientRecord client) {
        ClientAnswer answer = new ClientAnswer(operation, before, client, of(client));
        for (InformationStep step : rules.informationSteps()) {
            step.apply(answer);
        }
        return answer.members();
    }

    /** As the standard has it. */
    static JsonObject of(ClientRecord client) {
        JsonObject information = new JsonObject();
        information.addProperty("client_id", client.clientId());
        information.addProperty("client_id_issued_at", client.issuedAt().getEpochSecond());
        IssuedSecret secret = client.secret();
        if (secret != null) {
            information.addProperty("client_secret", secret.value());
            Instant expiresAt = secret.expiresAt();
            information.addProperty("client_secret_expires_at", expiresAt == null ? NEVER : expiresAt.getEpochSecond());
        }
        if (client.registrationAccessToken() != null) {
            information.addProperty("registration_access_token", client.registrationAccessToken());
            information.addProperty(
                    "registration_client_uri", client.configurationEndpoint().toString());
        }
        for (Map.Entry<String, JsonElement> member : client.metadata().entrySet()) {
            information.add(member.getKey(), member.getValue());
        }
        return information;
    }
}
