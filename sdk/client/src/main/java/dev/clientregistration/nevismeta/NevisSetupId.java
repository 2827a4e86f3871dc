package dev.clientregistration.nevismeta;

import org.jspecify.annotations.Nullable;

/**
 * The identifier of a setup: what nevisMeta calls the configuration of one authorization server, to which clients belong.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class NevisSetupId {
    private final String value;

    private NevisSetupId(String value) {
        this.value = value;
    }

    /**
     * The identifier for a text.
     *
     * @param value 32 hexadecimal digits; not null
     * @return the identifier
     * @throws IllegalArgumentException if it is anything else, saying what
     */
    public static NevisSetupId of(String value) {
        return new NevisSetupId(HexId.require("NevisSetupId", value));
    }

    /**
     * The text of it.
     *
     * @return 32 hexadecimal digits
     */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NevisSetupId that && value.equals(that.value);
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
