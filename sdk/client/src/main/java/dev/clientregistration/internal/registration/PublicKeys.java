package dev.clientregistration.internal.registration;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.internal.json.JsonText.Duplicates;
import dev.clientregistration.internal.json.JsonText.MalformedException;
import dev.clientregistration.model.JsonView;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps private keys from being sent. The keys of a client's {@code jwks} are for others to encrypt to and to check
 * signatures with (RFC 7591 section 2); a set that was exported whole would hand the client's own keys to the server.
 */
public final class PublicKeys {
    /** The private parameters of RSA and elliptic curve keys, and the value of a symmetric key (RFC 7518 section 6). */
    private static final List<String> PRIVATE_PARTS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private PublicKeys() {}

    /**
     * Checks the {@code jwks} of metadata, if there is one. A set as JSON text, which Anvil Connect wants, is looked into
     * as well; what is no set of keys is for the server to refuse.
     *
     * @throws IllegalArgumentException if a key has a private part; the message names the key and the part, not its value
     */
    public static void require(JsonView metadata) {
        metadata.member("jwks").map(PublicKeys::parsed).ifPresent(PublicKeys::requirePublic);
    }

    private static void requirePublic(JsonElement jwks) {
        JsonElement keys = jwks instanceof JsonObject set && set.get("keys") instanceof JsonArray array ? array : jwks;
        if (keys instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                requirePublic("keys[" + i + "]", array.get(i));
            }
        }
        // A key that stands where a set belongs, or in its object, or where its list belongs.
        requirePublic("the key", jwks);
        if (jwks instanceof JsonObject set && set.get("keys") instanceof JsonObject key) {
            requirePublic("the key", key);
        }
    }

    private static void requirePublic(String name, JsonElement element) {
        if (element instanceof JsonObject key) {
            List<String> parts = Stream.of(privateParts(key), privateParts(key.get("requiredParams")), flag(key))
                    .flatMap(List::stream)
                    .toList();
            if (!parts.isEmpty()) {
                JsonElement kid = key.has("kid") ? key.get("kid") : key.get("keyID");
                throw new IllegalArgumentException("jwks must hold public keys only, but " + name + kid(kid)
                        + " has the private member" + (parts.size() == 1 ? " " : "s ") + String.join(", ", parts));
            }
        }
    }

    private static List<String> privateParts(@Nullable JsonElement element) {
        return element instanceof JsonObject key
                ? PRIVATE_PARTS.stream()
                        .filter(part -> key.has(part) && !key.get(part).isJsonNull())
                        .toList()
                : List.of();
    }

    /** The Java object that nevisMeta describes in place of a JWK says itself whether it is private. */
    private static List<String> flag(JsonObject key) {
        return key.get("private") instanceof JsonPrimitive flag && flag.getAsBoolean() ? List.of("private") : List.of();
    }

    private static String kid(@Nullable JsonElement kid) {
        return kid instanceof JsonPrimitive text ? " (kid " + JsonText.forPeople(text.getAsString()) + ")" : "";
    }

    private static JsonElement parsed(JsonElement jwks) {
        if (jwks instanceof JsonPrimitive text && text.isString()) {
            try {
                return JsonText.parse(text.getAsString(), Duplicates.LAST_WINS);
            } catch (MalformedException e) {
                return jwks;
            }
        }
        return jwks;
    }
}
