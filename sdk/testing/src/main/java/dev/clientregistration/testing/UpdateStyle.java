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

    /** They stay, and null is as good as not sent. */
    UpdateStyle OVERLAY = (registered, sent) -> MERGE.merged(registered, Json.withoutNulls(sent));

    /**
     * The metadata that is to be registered, without nulls and not yet completed; a new object.
     *
     * @param sent perhaps with nulls, and without members that the server issues
     */
    JsonObject merged(JsonObject registered, JsonObject sent);
}
