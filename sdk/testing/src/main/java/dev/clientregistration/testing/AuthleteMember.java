package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A metadata member that Authlete knows.
 *
 * @param name its name in client metadata
 * @param property the property of Authlete's client object that holds it
 * @param vocabulary the values it can have; null if any of the type will do
 */
record AuthleteMember(
        String name,
        String property,
        MemberType type,
        @Nullable AuthleteVocabulary vocabulary) {

    /** @throws Refusal if a value is none that Authlete knows */
    void checkValues(JsonElement value) throws Refusal {
        if (vocabulary == null) {
            return;
        }
        for (JsonElement item : value instanceof JsonArray array ? array.asList() : List.of(value)) {
            if (!vocabulary.contains(item.getAsString())) {
                throw Refusal.of(Reason.UNSUPPORTED_VALUE, name, name + " has a value that is not supported");
            }
        }
    }

    /** The value as it is registered. */
    JsonElement canonical(JsonElement value) {
        return vocabulary == null ? value : mapped(value, vocabulary::canonical);
    }

    /** The value as the client object has it: JSON objects are texts there. */
    JsonElement inClientObject(JsonElement value) {
        if (type == MemberType.OBJECT) {
            return new JsonPrimitive(Json.write(value));
        }
        return vocabulary == null ? value : mapped(value, vocabulary::constant);
    }

    private static JsonElement mapped(JsonElement value, UnaryOperator<String> mapping) {
        return value instanceof JsonArray array
                ? Json.array(array.asList().stream()
                        .map(item -> mapping.apply(item.getAsString()))
                        .toList())
                : new JsonPrimitive(mapping.apply(value.getAsString()));
    }
}
