package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.regex.Pattern;

/** The JSON types of client metadata members. */
enum MemberType {
    STRING(Reason.NOT_A_STRING, "a string") {
        @Override
        boolean matches(JsonElement value) {
            return isString(value);
        }
    },
    STRINGS(Reason.NOT_STRINGS, "an array of strings") {
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
    URI(Reason.NOT_A_URI, "a URI") {
        @Override
        boolean matches(JsonElement value) {
            return isString(value) && Uris.parse(value.getAsString()) != null;
        }
    },
    HTTPS_URI(Reason.NOT_AN_HTTPS_URI, "an https URI") {
        @Override
        boolean matches(JsonElement value) {
            return isString(value) && Uris.isHttps(value.getAsString());
        }
    },
    BOOLEAN(Reason.NOT_A_BOOLEAN, "a boolean") {
        @Override
        boolean matches(JsonElement value) {
            return value instanceof JsonPrimitive primitive && primitive.isBoolean();
        }
    },
    INTEGER(Reason.NOT_AN_INTEGER, "an integer") {
        @Override
        boolean matches(JsonElement value) {
            return value instanceof JsonPrimitive primitive && primitive.isNumber() && isInt(primitive.getAsString());
        }
    },
    SECONDS(Reason.NOT_SECONDS, "a whole number of seconds, not negative") {
        @Override
        boolean matches(JsonElement value) {
            return value instanceof JsonPrimitive primitive
                    && primitive.isNumber()
                    && WHOLE.matcher(primitive.getAsString()).matches();
        }
    },
    OBJECT(Reason.NOT_AN_OBJECT, "an object") {
        @Override
        boolean matches(JsonElement value) {
            return value.isJsonObject();
        }
    };

    private static final Pattern WHOLE = Pattern.compile("\\d+");

    private final Reason reason;
    private final String words;

    MemberType(Reason reason, String words) {
        this.reason = reason;
        this.words = words;
    }

    abstract boolean matches(JsonElement value);

    /** Why a value of another type is refused. */
    Reason reason() {
        return reason;
    }

    /** The type in words that follow "must be". */
    String words() {
        return words;
    }

    private static boolean isString(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isInt(String number) {
        try {
            Integer.parseInt(number);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
