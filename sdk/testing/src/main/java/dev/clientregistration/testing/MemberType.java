package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.regex.Pattern;

/** The JSON types that the standards give to client metadata members. */
enum MemberType {
    STRING("a string") {
        @Override
        boolean matches(JsonElement value) {
            return isString(value);
        }
    },
    STRINGS("an array of strings") {
        @Override
        boolean matches(JsonElement value) {
            if (!value.isJsonArray()) {
                return false;
            }
            for (JsonElement item : value.getAsJsonArray()) {
                if (!isString(item)) {
                    return false;
                }
            }
            return true;
        }
    },
    BOOLEAN("a boolean") {
        @Override
        boolean matches(JsonElement value) {
            return value instanceof JsonPrimitive primitive && primitive.isBoolean();
        }
    },
    SECONDS("a whole number of seconds, not negative") {
        @Override
        boolean matches(JsonElement value) {
            return value instanceof JsonPrimitive primitive
                    && primitive.isNumber()
                    && WHOLE.matcher(primitive.getAsString()).matches();
        }
    },
    OBJECT("an object") {
        @Override
        boolean matches(JsonElement value) {
            return value.isJsonObject();
        }
    };

    private static final Pattern WHOLE = Pattern.compile("\\d+");

    private final String words;

    MemberType(String words) {
        this.words = words;
    }

    abstract boolean matches(JsonElement value);

    /** The type in words that follow "must be". */
    String words() {
        return words;
    }

    private static boolean isString(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }
}
