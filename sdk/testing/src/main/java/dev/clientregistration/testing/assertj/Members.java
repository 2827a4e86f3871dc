package dev.clientregistration.testing.assertj;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/** Compares members of JSON objects. */
final class Members {
    private Members() {}

    /** Whether the value is a string, and this one. */
    static boolean isText(@Nullable JsonElement value, String expected) {
        return new JsonPrimitive(expected).equals(value);
    }

    /** The value of a member as a message shows it. */
    static String shown(String name, @Nullable JsonElement value) {
        if (value == null) {
            return "absent";
        }
        return name.equals("software_statement") ? "***" : value.toString();
    }
}
