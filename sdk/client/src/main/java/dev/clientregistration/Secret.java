package dev.clientregistration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not leave by accident: a client secret, a token, a software statement. Its {@code toString} is
 * masked, it cannot be serialized, and Gson's and Java's field walkers pass its value over; only {@link #reveal()}
 * gives it out.
 *
 * <p>Immutable and safe for use by many threads. Equality takes the same time whatever the texts.
 */
public final class Secret {
    private final transient String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a text.
     *
     * @param value the secret text; not null, not empty
     * @return the secret
     * @throws IllegalArgumentException if the text is empty
     */
    public static Secret of(String value) {
        Objects.requireNonNull(value, "secret must not be null");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("secret must not be empty");
        }
        return new Secret(value);
    }

    /**
     * The text itself. Whoever calls this is answerable for where it goes.
     *
     * @return the text, never empty
     */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /**
     * A mask that tells nothing of the text, not even its length.
     *
     * @return always the same text
     */
    @Override
    public String toString() {
        return "Secret[***]";
    }
}
