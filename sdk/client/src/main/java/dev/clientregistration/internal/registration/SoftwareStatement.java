package dev.clientregistration.internal.registration;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.internal.json.JsonText.Duplicates;
import dev.clientregistration.internal.json.JsonText.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A software statement (RFC 7591 section 2.3), looked into only to tell where a registered value comes from. */
final class SoftwareStatement {
    private SoftwareStatement() {}

    /**
     * The claims of a signed statement, not verified: that is the server's part, and nothing is decided by them.
     *
     * @return an empty object if there is no statement or it cannot be read, as one that is encrypted
     */
    static JsonObject claims(@Nullable JsonElement statement) {
        if (statement instanceof JsonPrimitive text && text.isString()) {
            String[] parts = text.getAsString().split("\\.", -1);
            if (parts.length >= 3) {
                try {
                    byte[] json = Base64.getUrlDecoder().decode(parts[1]);
                    return JsonText.parseObject(new String(json, StandardCharsets.UTF_8), Duplicates.LAST_WINS);
                } catch (IllegalArgumentException | MalformedException e) {
                    // Whatever it is, the server will judge it.
                }
            }
        }
        return new JsonObject();
    }
}
