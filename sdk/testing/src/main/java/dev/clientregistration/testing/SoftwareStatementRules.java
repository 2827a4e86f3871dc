package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The form of a software statement (RFC 7591 §2.3). Its signature and its claims are not looked at. */
final class SoftwareStatementRules {
    private static final int PARTS_OF_A_JWS = 3;
    private static final int PARTS_OF_A_JWE = 5;

    private SoftwareStatementRules() {}

    /**
     * @param statement null if the metadata has none
     * @throws Refusal if it is no signed JSON in the compact form
     */
    static void check(@Nullable JsonElement statement) throws Refusal {
        if (statement == null) {
            return;
        }
        String[] parts =
                MemberType.STRING.matches(statement) ? statement.getAsString().split("\\.", -1) : new String[0];
        JsonObject header = parts.length == PARTS_OF_A_JWS || parts.length == PARTS_OF_A_JWE ? json(parts[0]) : null;
        if (header == null) {
            throw refusal(Reason.STATEMENT_NOT_JOSE, "is neither a JWS nor a JWE");
        }
        if (parts.length == PARTS_OF_A_JWE) {
            throw refusal(Reason.STATEMENT_ENCRYPTED, "must not be encrypted");
        }
        if (parts[2].isEmpty() || Json.isText(header.get("alg"), "none")) {
            throw refusal(Reason.STATEMENT_NOT_SIGNED, "must be signed");
        }
        if (json(parts[1]) == null) {
            throw refusal(Reason.STATEMENT_NOT_JSON, "must have a JSON object as its payload");
        }
    }

    private static @Nullable JsonObject json(String part) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
            return Json.readObject(text, Reason.STATEMENT_NOT_JSON, "a part");
        } catch (IllegalArgumentException | Refusal e) {
            return null;
        }
    }

    private static Refusal refusal(Reason reason, String flaw) {
        return Refusal.of(reason, AuthleteMembers.SOFTWARE_STATEMENT, AuthleteMembers.SOFTWARE_STATEMENT + " " + flaw);
    }
}
