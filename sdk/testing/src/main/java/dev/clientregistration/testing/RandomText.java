package dev.clientregistration.testing;

import java.security.SecureRandom;
import java.util.Base64;

/** Identifiers, secrets and tokens that nobody can guess, in characters that need no escaping anywhere. */
final class RandomText {
    private static final int IDENTIFIER_BYTES = 16;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    String identifier() {
        return text(IDENTIFIER_BYTES);
    }

    String secret() {
        return text(SECRET_BYTES);
    }

    private String text(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
