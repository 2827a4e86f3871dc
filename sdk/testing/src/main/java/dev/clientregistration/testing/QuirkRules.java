package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;

/** What servers with quirks do with requests. */
final class QuirkRules {
    private static final List<Operation> MANAGEMENT = List.of(Operation.GET, Operation.UPDATE, Operation.DELETE);

    private QuirkRules() {}

    static void noneBecomesBasic(JsonObject metadata) {
        if (Json.isText(metadata.get(AuthMethods.MEMBER), AuthMethods.NONE)) {
            metadata.addProperty(AuthMethods.MEMBER, AuthMethods.BASIC);
        }
    }

    static void addValues(JsonObject metadata) {
        if (Json.strings(metadata, "grant_types").contains(GrantRules.AUTHORIZATION_CODE)) {
            addValue(metadata, "grant_types", GrantRules.REFRESH_TOKEN);
            addValue(metadata, "response_types", "none");
        }
        Json.addIfAbsent(metadata, "scope", new JsonPrimitive("openid profile email"));
    }

    static void addValue(JsonObject metadata, String name, String value) {
        if (!Json.strings(metadata, name).contains(value)) {
            JsonArray values =
                    metadata.has(name) ? metadata.getAsJsonArray(name).deepCopy() : new JsonArray();
            values.add(value);
            metadata.add(name, values);
        }
    }

    static void dropUnknown(JsonObject metadata) {
        metadata.keySet().removeIf(name -> !isKnown(name));
    }

    static void refuseUnknown(JsonObject metadata) throws Refusal {
        for (String name : metadata.keySet()) {
            if (name.indexOf('#') >= 0 || !isKnown(name)) {
                throw Refusal.of(Reason.UNKNOWN_MEMBER, name, name + " is not known to this server");
            }
        }
    }

    static void refuseEmpty(JsonObject metadata) throws Refusal {
        for (Map.Entry<String, JsonElement> member : metadata.entrySet()) {
            JsonElement value = member.getValue();
            if (Json.isText(value, "") || (value instanceof JsonArray array && array.isEmpty())) {
                throw Refusal.of(Reason.EMPTY_MEMBER, member.getKey(), member.getKey() + " must not be empty");
            }
        }
    }

    static ErrorTable badRequestForInitialToken(ErrorTable errors) {
        return errors.at(
                        Operation.REGISTER,
                        ErrorForm.json(400, "access_denied"),
                        Reason.NO_CREDENTIALS,
                        Reason.OTHER_SCHEME)
                .at(Operation.REGISTER, ErrorForm.json(400, "invalid_token"), Reason.WRONG_TOKEN, Reason.EXPIRED_TOKEN);
    }

    static ErrorTable forbiddenForRegistrationToken(ErrorTable errors) {
        ErrorTable changed = errors;
        for (Operation operation : MANAGEMENT) {
            changed = changed.at(
                    operation,
                    ErrorForm.json(403, "unauthorized_client"),
                    Reason.NO_CREDENTIALS,
                    Reason.OTHER_SCHEME,
                    Reason.WRONG_REGISTRATION_ACCESS_TOKEN,
                    Reason.TOKEN_OF_ANOTHER_CLIENT,
                    Reason.EXPIRED_REGISTRATION_ACCESS_TOKEN);
        }
        return changed;
    }

    private static boolean isKnown(String name) {
        return KnownMembers.TYPES.contains(MemberName.of(name).base());
    }
}
