package dev.clientregistration;

import org.jspecify.annotations.Nullable;

/**
 * In what a server differs from RFC 7591 and RFC 7592. What can be tolerated everywhere is tolerated by
 * {@link #STANDARD}, so that it serves every server that has no profile of its own.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ServerProfile {
    /** Every server that speaks RFC 7591 and RFC 7592. */
    public static final ServerProfile STANDARD = new ServerProfile("standard");

    private final String name;

    private ServerProfile(String name) {
        this.name = name;
    }

    /**
     * The name under which the profile is stored and chosen on command lines.
     *
     * @return lower case, words joined by hyphens
     */
    public String name() {
        return name;
    }

    /**
     * The profile of a name.
     *
     * @param name as {@link #name()} gives it; not null
     * @return the profile
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ServerProfile named(String name) {
        if (STANDARD.name.equals(name)) {
            return STANDARD;
        }
        throw new IllegalArgumentException("there is no server profile \"" + name + "\"; known is standard");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServerProfile that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
