package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;

/** The members that a dialect knows, each with its JSON type. Immutable. */
final class MemberTypes {
    private final Map<String, MemberType> types;

    MemberTypes(Map<String, MemberType> types) {
        this.types = Map.copyOf(types);
    }

    boolean contains(String name) {
        return types.containsKey(name);
    }

    /** @throws Refusal if a known member has another type */
    void check(JsonObject metadata) throws Refusal {
        for (Map.Entry<String, JsonElement> member : metadata.entrySet()) {
            String name = MemberName.of(member.getKey()).base();
            MemberType type = types.get(name);
            if (type != null && !type.matches(member.getValue())) {
                throw Refusal.of(type.reason(), name, name + " must be " + type.words());
            }
        }
    }
}
