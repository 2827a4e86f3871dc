package dev.clientregistration.internal.http;

import dev.clientregistration.Secret;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What may stand in a header (RFC 9110 section 5). Messages tell the place of a bad character, and no value. */
public final class HeaderText {
    /** Headers that the SDK or the HTTP client sets; another value would break what the SDK promises. */
    private static final Set<String> RESERVED = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "te",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private HeaderText() {}

    /**
     * Checks a bearer token.
     *
     * @throws IllegalArgumentException if it holds anything but visible ASCII
     */
    public static void requireToken(String name, Secret token) {
        requireCharacters(name, token.reveal(), '!');
    }

    /**
     * Checks a login by HTTP Basic (RFC 7617 section 2).
     *
     * @throws IllegalArgumentException if the user is empty or holds a colon, or either holds a control character
     */
    public static void requireLogin(String user, Secret password) {
        Objects.requireNonNull(user, "user must not be null");
        Objects.requireNonNull(password, "password must not be null");
        if (user.isEmpty()) {
            throw new IllegalArgumentException("user must not be empty");
        }
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("user must not hold a colon, which is where HTTP Basic ends it");
        }
        requireNoControl("user", user);
        requireNoControl("password", password.reveal());
    }

    private static void requireNoControl(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new IllegalArgumentException(
                        name + " must not hold a control character, but character " + (i + 1) + " is one");
            }
        }
    }

    /**
     * Checks the name of a header that a caller sets.
     *
     * @throws IllegalArgumentException if it is no header name, or one that the SDK sets itself
     */
    public static String requireName(String name) {
        Objects.requireNonNull(name, "header name must not be null");
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new IllegalArgumentException("header name must consist of letters, digits and hyphens");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header " + name + " is set by the SDK and cannot be set otherwise");
        }
        return name;
    }

    /**
     * Checks the value of a header that a caller sets.
     *
     * @throws IllegalArgumentException if it is empty or holds a control character or anything but ASCII
     */
    public static Secret requireValue(String name, String value) {
        Objects.requireNonNull(value, () -> "value of header " + name + " must not be null");
        if (value.isBlank()) {
            throw new IllegalArgumentException("value of header " + name + " must not be empty");
        }
        requireCharacters("value of header " + name, value, ' ');
        return Secret.of(value);
    }

    private static void requireCharacters(String what, String text, char lowest) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < lowest || c >= 0x7f) {
                throw new IllegalArgumentException(what + " must consist of visible ASCII characters, but character "
                        + (i + 1) + " is " + (c == '\r' || c == '\n' ? "a line break" : "not one"));
            }
        }
    }
}
