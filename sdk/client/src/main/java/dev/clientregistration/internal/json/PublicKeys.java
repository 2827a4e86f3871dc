package dev.clientregistration.internal.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.internal.json.JsonText.Duplicates;
import dev.clientregistration.internal.json.JsonText.MalformedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps private and symmetric keys from being registered (RFC 7591 section 2): what leaves once as a client's "public"
 * keys is known to the server and to everyone who reads the client.
 */
public final class PublicKeys {
    /** Members of private and symmetric keys (RFC 7518 section 6, RFC 8037 section 2). */
    private static final List<String> PRIVATE_PARTS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private PublicKeys() {}

    /**
     * Checks a JWK Set: as RFC 7517 has it, as the Java object that some servers describe in its place, and as JSON text.
     *
     * @param name the name of the member that holds it, for the message
     * @param jwks the member, or null if there is none
     * @throws IllegalArgumentException if a key has a private part; the message tells its name and repeats no value
     */
    public static void require(String name, @Nullable JsonElement jwks) {
        JsonElement set = parsed(jwks);
        requireKey(name + " is a key that", set);
        if (set instanceof JsonObject object && object.get("keys") instanceof JsonArray keys) {
            for (int i = 0; i < keys.size(); i++) {
                String which = "key " + (i + 1) + " of " + name;
                requireKey(which, keys.get(i));
            }
        }
    }

    private static @Nullable JsonElement parsed(@Nullable JsonElement jwks) {
        if (!(jwks instanceof JsonPrimitive text && text.isString())) {
            return jwks;
        }
        try {
            return JsonText.parse(text.getAsString(), Duplicates.LAST_WINS);
        } catch (MalformedException e) {
            return null;
        }
    }

    private static void requireKey(String which, @Nullable JsonElement element) {
        if (!(element instanceof JsonObject key)) {
            return;
        }
        requireNone(which, key);
        if (key.get("private") instanceof JsonPrimitive flag && flag.getAsBoolean()) {
            throw refusal(which, "private");
        }
        // Where that Java object keeps what identifies the key; of a symmetric one, this is the key itself.
        if (key.get("requiredParams") instanceof JsonObject parameters) {
            requireNone(which, parameters);
        }
    }

    private static void requireNone(String which, JsonObject key) {
        for (String part : PRIVATE_PARTS) {
            JsonElement value = key.get(part);
            if (value != null && !value.isJsonNull()) {
                throw refusal(which, part);
            }
        }
    }

    private static IllegalArgumentException refusal(String which, String part) {
        return new IllegalArgumentException(which + " has the member \"" + part
                + "\" of a private or symmetric key; only public keys may be registered");
    }
}
