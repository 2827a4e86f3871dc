package dev.clientregistration.nevismeta;

import java.util.Objects;

/** The form that nevisMeta's identifiers have. */
final class HexId {
    private static final int LENGTH = 32;

    private HexId() {}

    static String require(String type, String value) {
        Objects.requireNonNull(value, "value must not be null");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F')) {
                throw new IllegalArgumentException(
                        "a " + type + " must consist of 32 hexadecimal digits, but character " + (i + 1) + " is none");
            }
        }
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "a " + type + " must consist of 32 hexadecimal digits, but has " + value.length());
        }
        return value;
    }
}
