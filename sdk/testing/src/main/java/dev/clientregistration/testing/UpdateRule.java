package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** What an update carries besides metadata: members that the server issues. */
@FunctionalInterface
interface UpdateRule {
    /** None of the members that the server alone knows (RFC 7592 §2.2). */
    UpdateRule NO_SERVER_MEMBER = (client, sent) -> {
        for (String name : KnownMembers.NOT_IN_AN_UPDATE) {
            if (sent.has(name)) {
                throw Refusal.of(Reason.UPDATE_WITH_SERVER_MEMBER, name, name + " must not be in an update");
            }
        }
    };

    /** The client's identifier (RFC 7592 §2.2). */
    UpdateRule OWN_CLIENT_ID = (client, sent) -> {
        if (!Json.isText(sent.get("client_id"), client.clientId())) {
            throw Refusal.of(
                    Reason.UPDATE_OF_ANOTHER_CLIENT,
                    "client_id",
                    "client_id must be in an update and must be the client's own");
        }
    };

    /** No secret but the current one (RFC 7592 §2.2). */
    UpdateRule OWN_SECRET = (client, sent) -> {
        JsonElement secret = sent.get("client_secret");
        if (secret != null && !Json.isText(secret, client.secretValue().orElse(null))) {
            throw Refusal.of(
                    Reason.UPDATE_WITH_ANOTHER_SECRET,
                    "client_secret",
                    "client_secret in an update must be the current one");
        }
    };

    /** No secret at all, not even the current one. */
    UpdateRule NO_SECRET = (client, sent) -> {
        if (sent.has("client_secret")) {
            throw Refusal.of(Reason.UPDATE_WITH_SECRET, "client_secret", "client_secret must not be in an update");
        }
    };

    /** As the standard has it. */
    List<UpdateRule> STANDARD = List.of(NO_SERVER_MEMBER, OWN_CLIENT_ID, OWN_SECRET);

    /**
     * @param sent without nulls; not changed
     * @throws Refusal if the update carries what it must not, or lacks what it must carry
     */
    void check(ClientRecord client, JsonObject sent) throws Refusal;
}
