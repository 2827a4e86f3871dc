package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/** A client shows its public keys, in one place, and never a private one (RFC 7591 §2, RFC 7517 §9.2). */
final class KeyRules {
    /** RFC 7518 §6.2.2, §6.3.2 and §6.4.1. */
    private static final List<String> SECRET_PARTS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private KeyRules() {}

    /** @throws Refusal if the client has both {@code jwks} and {@code jwks_uri}, or a key that is not a public one */
    static void check(JsonObject metadata) throws Refusal {
        if (!metadata.has("jwks")) {
            return;
        }
        if (metadata.has("jwks_uri")) {
            throw Refusal.of(Reason.TWO_KEY_SOURCES, "jwks", "jwks and jwks_uri exclude one another");
        }
        if (!(metadata.getAsJsonObject("jwks").get("keys") instanceof JsonArray keys)) {
            throw bad("jwks must have an array of keys");
        }
        for (int i = 0; i < keys.size(); i++) {
            checkKey(keys.get(i), "jwks.keys[" + i + "]");
        }
    }

    private static void checkKey(JsonElement key, String where) throws Refusal {
        if (!(key instanceof JsonObject parts)
                || !(parts.get("kty") instanceof JsonPrimitive type)
                || !type.isString()) {
            throw bad(where + " must be a key with a kty");
        }
        if (type.getAsString().equals("oct")) {
            throw bad(where + " must not be a symmetric key");
        }
        for (String part : SECRET_PARTS) {
            if (parts.has(part)) {
                throw bad(where + " must not hold the private part " + part);
            }
        }
    }

    private static Refusal bad(String description) {
        return Refusal.of(Reason.BAD_KEYS, "jwks", description);
    }
}
