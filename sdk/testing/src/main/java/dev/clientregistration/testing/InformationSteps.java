package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** In what the client information response of one server differs from that of another. */
final class InformationSteps {
    static final String MANAGEMENT_URI = "registration_client_uri";

    private static final String ISSUED_AT = "client_id_issued_at";
    private static final String EXPIRES_AT = "client_secret_expires_at";
    private static final String TOKEN = "registration_access_token";
    private static final String SECRET = "client_secret";
    private static final int MILLIS = 3;

    private static final List<String> ARRAYS = List.of(
            "redirect_uris", "grant_types", "response_types", "contacts", "request_uris", "post_logout_redirect_uris");

    private static final List<String> STRINGS = List.of(
            "client_name",
            "client_uri",
            "logo_uri",
            "tos_uri",
            "policy_uri",
            "jwks_uri",
            "scope",
            "software_id",
            "software_version",
            "token_endpoint_auth_method");

    private InformationSteps() {}

    static InformationStep without(String... names) {
        return answer -> List.of(names).forEach(answer.members()::remove);
    }

    /** These members in this order, and no others. */
    static InformationStep only(List<String> names) {
        return answer -> reorder(answer.members(), names);
    }

    /** These members first and in this order, then the others. */
    static InformationStep inOrder(String... names) {
        return answer -> {
            List<String> order = new ArrayList<>(List.of(names));
            answer.members().keySet().stream()
                    .filter(name -> !order.contains(name))
                    .toList()
                    .forEach(order::add);
            reorder(answer.members(), order);
        };
    }

    /** Members that are absent get these values, at the end. */
    static InformationStep filledWith(String json) {
        JsonObject values = JsonParser.parseString(json).getAsJsonObject();
        return answer -> values.entrySet()
                .forEach(value -> Json.addIfAbsent(
                        answer.members(), value.getKey(), value.getValue().deepCopy()));
    }

    /** This member after all others. */
    static InformationStep atEnd(String name) {
        return answer -> {
            JsonElement value = answer.members().remove(name);
            if (value != null) {
                answer.members().add(name, value);
            }
        };
    }

    static InformationStep renamed(Map<String, String> names) {
        return answer -> {
            JsonObject before = answer.members().deepCopy();
            clear(answer.members());
            before.entrySet().forEach(member -> answer.members()
                    .add(names.getOrDefault(member.getKey(), member.getKey()), member.getValue()));
        };
    }

    /** These members are in the answer to a registration, and in no other. */
    static InformationStep toldAtRegistration(String... names) {
        return answer -> {
            if (answer.operation() != Operation.REGISTER) {
                List.of(names).forEach(answer.members()::remove);
            }
        };
    }

    static void nullArrays(ClientAnswer answer) {
        setUnasked(answer, ARRAYS, JsonNull.INSTANCE);
    }

    static void nullStrings(ClientAnswer answer) {
        setUnasked(answer, STRINGS, JsonNull.INSTANCE);
    }

    static void emptyStrings(ClientAnswer answer) {
        setUnasked(answer, STRINGS, new JsonPrimitive(""));
    }

    static void tokenOnce(ClientAnswer answer) {
        ClientRecord before = answer.before();
        if (before != null
                && Objects.equals(
                        before.registrationAccessToken(), answer.client().registrationAccessToken())) {
            answer.members().remove(TOKEN);
        }
    }

    static void secretOnce(ClientAnswer answer) {
        ClientRecord before = answer.before();
        if (before != null && before.secretValue().equals(answer.client().secretValue())) {
            answer.members().remove(SECRET);
            answer.members().remove(EXPIRES_AT);
        }
    }

    static void reorderedRedirectUris(ClientAnswer answer) {
        if (answer.members().get(RedirectUriRules.MEMBER) instanceof JsonArray uris) {
            JsonArray reversed = new JsonArray();
            for (int i = uris.size() - 1; i >= 0; i--) {
                reversed.add(uris.get(i));
            }
            answer.members().add(RedirectUriRules.MEMBER, reversed);
        }
    }

    static void wrongManagementUri(ClientAnswer answer) {
        String id = answer.client().clientId();
        changeUri(answer, uri -> uri.resolve("/" + id).toString());
    }

    static void relativeManagementUri(ClientAnswer answer) {
        changeUri(answer, uri -> uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }

    static void doubledIdAfterUpdate(ClientAnswer answer) {
        if (answer.operation() == Operation.UPDATE) {
            changeUri(answer, uri -> uri + "/" + answer.client().clientId());
        }
    }

    static void scopeAsArray(ClientAnswer answer) {
        if (answer.members().get("scope") instanceof JsonPrimitive scope) {
            answer.members().add("scope", scopes(scope));
        }
    }

    static void scopesBesideScope(ClientAnswer answer) {
        if (answer.members().get("scope") instanceof JsonPrimitive scope) {
            answer.members().add("scopes", scopes(scope));
        }
    }

    static void singleValues(ClientAnswer answer) {
        change(answer, value -> value instanceof JsonArray array && array.size() == 1 ? array.get(0) : value);
    }

    static void milliseconds(ClientAnswer answer) {
        changeTimes(answer, time -> new JsonPrimitive(time.toEpochMilli()));
    }

    static void fractions(ClientAnswer answer) {
        changeTimes(answer, time -> new JsonPrimitive(BigDecimal.valueOf(time.toEpochMilli(), MILLIS)));
        if (answer.members().get("default_max_age") instanceof JsonPrimitive age && MemberType.SECONDS.matches(age)) {
            answer.members()
                    .add(
                            "default_max_age",
                            new JsonPrimitive(age.getAsBigDecimal().setScale(1)));
        }
    }

    static void numbersAsStrings(ClientAnswer answer) {
        change(
                answer,
                value -> value instanceof JsonPrimitive primitive && primitive.isNumber()
                        ? new JsonPrimitive(primitive.getAsString())
                        : value);
    }

    private static JsonArray scopes(JsonPrimitive scope) {
        return Json.array(List.copyOf(Scopes.of(scope.getAsString())));
    }

    private static void setUnasked(ClientAnswer answer, List<String> names, JsonElement value) {
        for (String name : names) {
            if (!answer.client().requested().contains(name)) {
                answer.members().add(name, value);
            }
        }
    }

    private static void changeUri(ClientAnswer answer, Function<URI, String> change) {
        if (answer.members().has(MANAGEMENT_URI)) {
            answer.members()
                    .addProperty(MANAGEMENT_URI, change.apply(answer.client().configurationEndpoint()));
        }
    }

    /** From the client, not from the members, which have lost the fraction. A time that is never, or not told, stays. */
    private static void changeTimes(ClientAnswer answer, Function<Instant, JsonElement> change) {
        ClientRecord client = answer.client();
        IssuedSecret secret = client.secret();
        if (isNumber(answer, ISSUED_AT)) {
            answer.members().add(ISSUED_AT, change.apply(client.createdAt()));
        }
        if (isNumber(answer, EXPIRES_AT) && secret != null && secret.expiresAt() != null) {
            answer.members().add(EXPIRES_AT, change.apply(secret.expiresAt()));
        }
    }

    private static boolean isNumber(ClientAnswer answer, String name) {
        return answer.members().get(name) instanceof JsonPrimitive value && value.isNumber();
    }

    private static void change(ClientAnswer answer, UnaryOperator<JsonElement> change) {
        answer.members().entrySet().forEach(member -> member.setValue(change.apply(member.getValue())));
    }

    private static void reorder(JsonObject members, List<String> order) {
        JsonObject before = members.deepCopy();
        clear(members);
        for (String name : order) {
            if (before.has(name)) {
                members.add(name, before.get(name));
            }
        }
    }

    private static void clear(JsonObject members) {
        List.copyOf(members.keySet()).forEach(members::remove);
    }
}
