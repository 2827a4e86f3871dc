package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who may register a client (RFC 7591 §3). */
public enum RegistrationAccess {
    /** Everybody; tokens are ignored, unless the dialect looks at them all the same. */
    OPEN,

    /** Whoever has an initial access token; it can be used any number of times, until it expires. */
    TOKEN,

    /** Whoever has an initial access token; it is used up by the first registration that succeeds. */
    SINGLE_USE_TOKEN,

    /**
     * Nobody: registration and the management of clients are switched off, and the server's metadata does not speak of
     * them. Answers are those for a path at which there is nothing, unless the dialect has others.
     */
    SWITCHED_OFF;

    /**
     * The name by which it is chosen outside of Java.
     *
     * @return lower case, words joined by hyphens, such as {@code single-use-token}
     */
    public String accessName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Who may register, by name.
     *
     * @param accessName as {@link #accessName()} gives it
     * @return who may register
     * @throws IllegalArgumentException if there is nothing of that name; the message has the names that there are
     */
    public static RegistrationAccess named(String accessName) {
        requireNonNull(accessName, "accessName");
        return Arrays.stream(values())
                .filter(access -> access.accessName().equals(accessName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no registration \"" + accessName
                        + "\"; known are "
                        + Arrays.stream(values())
                                .map(RegistrationAccess::accessName)
                                .collect(Collectors.joining(", "))));
    }
}
