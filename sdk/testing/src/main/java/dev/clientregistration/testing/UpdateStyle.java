package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;

/** What becomes of members that an update does not carry. */
@FunctionalInterface
interface UpdateStyle {
    /** They are gone: the client is what was sent (RFC 7592 §2.2). */
    UpdateStyle REPLACE = (registered, sent) -> Json.withoutNulls(sent);

    /** They stay, unless they are sent as null. */
    UpdateStyle MERGE = (registered, sent) -> {
        JsonObject merged = registered.deepCopy();
        for (Map.Entry<String, JsonElement> member : sent.entrySet()) {
            if (member.getValue().isJsonNull()) {
                merged.remove(member.getKey());
            } else {
                merged.add(member.getKey(), member.getValue());
            }
        }
        return merged;
    };

    /** These stay if they are not sent, all others are gone. */
    static UpdateStyle keeping(String... names) {
        return (registered, sent) -> {
            JsonObject kept = sent.deepCopy();
            for (String name : names) {
                if (registered.has(name)) {
                    Json.addIfAbsent(kept, name, registered.get(name));
                }
            }
            return Json.withoutNulls(kept);
        };
    }

    /**
     * The metadata that is to be registered, without nulls and not yet completed; a new object.
     *
     * @param sent perhaps with nulls, and without members that the server issues
     */
    JsonObject merged(JsonObject registered, JsonObject sent);
}
