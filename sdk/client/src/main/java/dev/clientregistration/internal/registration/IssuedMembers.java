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
import java.util.regex.Pattern;
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

    private static final String SECRET = "client_secret";

    /** An encoder's name in braces before the hash, as Spring Security writes it. */
    private static final Pattern HASH = Pattern.compile("\\{[A-Za-z0-9@._-]+\\}.+");

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

    /** Whether a client secret is what Spring Authorization Server stores of one, which is no good for a login. */
    static boolean isHash(String secret) {
        return HASH.matcher(secret).matches();
    }

    /**
     * Adds to an answer what it does not repeat, a secret of which it tells the hash included. The old expiry is not carried
     * beside a new secret: it was the old one's.
     */
    static void carryOver(JsonObject known, JsonObject answer) {
        if (!isAbsent(known.get(SECRET))
                && answer.get(SECRET) instanceof JsonPrimitive told
                && isHash(told.getAsString())) {
            answer.add(SECRET, known.get(SECRET));
        }
        boolean newSecret = !isAbsent(answer.get(SECRET)) && !JsonText.same(answer.get(SECRET), known.get(SECRET));
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
