package dev.clientregistration.nevismeta;

import org.jspecify.annotations.Nullable;

/**
 * The internal identifier of a client, by which nevisMeta's API knows it. It is not the {@code client_id} of OAuth, which is a
 * member of the client and may look the same: {@link NevisMetaClients#create} gives this one, and no method takes the other.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class NevisClientId {
    private final String value;

    private NevisClientId(String value) {
        this.value = value;
    }

    /**
     * The identifier for a text.
     *
     * @param value 32 hexadecimal digits; not null
     * @return the identifier
     * @throws IllegalArgumentException if it is anything else, saying what
     */
    public static NevisClientId of(String value) {
        return new NevisClientId(HexId.require("NevisClientId", value));
    }

    /** What nevisMeta itself sent, whatever its form: nothing must be lost for the looks of an identifier. */
    static NevisClientId received(String value) {
        return new NevisClientId(value);
    }

    /**
     * The text of it.
     *
     * @return 32 hexadecimal digits; another text, never empty, if nevisMeta sent one
     */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NevisClientId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /**
     * The text of it, as {@link #value()}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return value;
    }
}
