package dev.clientregistration.lenus;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The identifier of a client at Lenus: a prefix, a dot and a suffix. The prefix belongs to the developer tenancy and
 * cannot be chosen: 64 hexadecimal digits, or a short name. The suffix is chosen by the developer, consists of the digits
 * 0 to 9 and the letters a to z in lower case, and must be unique in the tenancy, which only Lenus can tell.
 *
 * {@snippet class="dev.clientregistration.NativeSnippets" region="lenus"}
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class LenusClientId {
    private final String prefix;
    private final String suffix;

    private LenusClientId(String prefix, String suffix) {
        this.prefix = prefix;
        this.suffix = suffix;
    }

    /**
     * Puts an identifier together.
     *
     * @param prefix the tenancy's prefix, visible ASCII characters without a dot; not null, not empty
     * @param suffix the client's own part; not null, not empty
     * @return the identifier
     * @throws IllegalArgumentException if either is empty or holds a character that it cannot hold; the message says which
     *     and where
     */
    public static LenusClientId of(String prefix, String suffix) {
        Objects.requireNonNull(prefix, "prefix must not be null");
        Objects.requireNonNull(suffix, "suffix must not be null");
        requirePrefix(prefix);
        requireSuffix(suffix, 0);
        return new LenusClientId(prefix, suffix);
    }

    /**
     * Reads an identifier.
     *
     * @param clientId the whole of it; not null
     * @return the identifier
     * @throws IllegalArgumentException if it has no dot, nothing on one side of it, or a character that cannot be there;
     *     the message says which and where, counted from the beginning of the text
     */
    public static LenusClientId parse(String clientId) {
        Objects.requireNonNull(clientId, "clientId must not be null");
        int dot = clientId.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException(
                    "a Lenus client id must consist of a prefix, a dot and a suffix, but has no dot");
        }
        String prefix = clientId.substring(0, dot);
        String suffix = clientId.substring(dot + 1);
        requirePrefix(prefix);
        requireSuffix(suffix, dot + 1);
        return new LenusClientId(prefix, suffix);
    }

    /**
     * The part that belongs to the tenancy.
     *
     * @return the text before the dot, never empty
     */
    public String prefix() {
        return prefix;
    }

    /**
     * The client's own part.
     *
     * @return the text after the dot, never empty
     */
    public String suffix() {
        return suffix;
    }

    /**
     * The whole identifier, which is the {@code client_id} of OAuth.
     *
     * @return prefix, dot and suffix
     */
    public String value() {
        return prefix + "." + suffix;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LenusClientId that && prefix.equals(that.prefix) && suffix.equals(that.suffix);
    }

    @Override
    public int hashCode() {
        return 31 * prefix.hashCode() + suffix.hashCode();
    }

    /**
     * The whole identifier, as {@link #value()}.
     *
     * @return prefix, dot and suffix
     */
    @Override
    public String toString() {
        return value();
    }

    /** What Lenus issues is not ours to judge; but a dot in it would be the one that ends it. */
    private static void requirePrefix(String prefix) {
        require("prefix", "visible ASCII characters without a dot", prefix, 0, c -> c > ' ' && c <= '~' && c != '.');
    }

    private static void requireSuffix(String suffix, int start) {
        require(
                "suffix",
                "digits and letters from a to z in lower case",
                suffix,
                start,
                c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
    }

    private static void require(String name, String what, String text, int start, Allowed allowed) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + name + " of a Lenus client id must not be empty");
        }
        int at = 0;
        while (at < text.length() && allowed.test(text.charAt(at))) {
            at++;
        }
        if (at < text.length()) {
            throw new IllegalArgumentException("the " + name + " of a Lenus client id must consist of " + what
                    + ", but character " + (start + at + 1) + " is " + shown(text.codePointAt(at)));
        }
    }

    private static String shown(int character) {
        return character > ' ' && character <= '~'
                ? "\"" + (char) character + "\""
                : String.format("U+%04X", character);
    }

    private interface Allowed {
        boolean test(char c);
    }
}
