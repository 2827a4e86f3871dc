package dev.clientregistration.testing;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Identifiers, secrets and tokens that nobody can guess, in characters that need no escaping anywhere. */
final class RandomText {
    private static final int IDENTIFIER_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final int LONG_SECRET_BYTES = 64;

    private final SecureRandom random = new SecureRandom();

    String identifier() {
        return text(IDENTIFIER_BYTES);
    }

    /** 43 characters. */
    String secret() {
        return text(SECRET_BYTES);
    }

    /** 86 characters. */
    String longSecret() {
        return text(LONG_SECRET_BYTES);
    }

    /** 36 characters (RFC 9562 §4). */
    String uuid() {
        return UUID.randomUUID().toString();
    }

    /** Digits and the letters a to f. */
    String hex(int length) {
        return text(length, "0123456789abcdef");
    }

    /** Digits and letters. */
    String alphanumeric(int length) {
        return text(length, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    }

    /** Digits only, and never one at the front that could get lost. */
    String decimal(int digits) {
        StringBuilder text = new StringBuilder(digits).append((char) ('1' + random.nextInt(9)));
        while (text.length() < digits) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }

    private String text(int length, String alphabet) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private String text(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
