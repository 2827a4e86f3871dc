package dev.clientregistration.internal.registration;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.internal.json.JsonText.Duplicates;
import dev.clientregistration.internal.json.JsonText.MalformedException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The six members that only a server issues (RFC 7591 section 3.2.1, RFC 7592 section 3). */
public final class IssuedMembers {
    /** Their names. */
    public static final Set<String> NAMES = Set.of(
            "client_id",
            "client_secret",
            "client_secret_expires_at",
            "client_id_issued_at",
            "registration_access_token",
            "registration_client_uri");

    private IssuedMembers() {}

    /** Those that the credentials hold. */
    static JsonObject of(ManagementCredentials credentials) {
        try {
            JsonObject issued = JsonText.parseObject(credentials.toJson(), Duplicates.REFUSED);
            issued.keySet().retainAll(NAMES);
            return issued;
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Adds to an answer what it does not repeat. The old expiry is not carried beside a new secret: it was the old
     * one's.
     */
    static void carryOver(JsonObject known, JsonObject answer) {
        boolean newSecret = !isAbsent(answer.get("client_secret"))
                && !JsonText.same(answer.get("client_secret"), known.get("client_secret"));
        for (Map.Entry<String, JsonElement> member : known.entrySet()) {
            String name = member.getKey();
            if (isAbsent(answer.get(name)) && !(newSecret && name.equals("client_secret_expires_at"))) {
                answer.add(name, member.getValue());
            }
        }
    }

    private static boolean isAbsent(@Nullable JsonElement element) {
        return element == null
                || element.isJsonNull()
                || (element instanceof JsonPrimitive primitive
                        && primitive.getAsString().isEmpty());
    }
}
