package dev.clientregistration.nevismeta;

import org.jspecify.annotations.Nullable;

/**
 * The identifier of a snapshot: the state that a client has from some time on.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class NevisSnapshotId {
    private final String value;

    private NevisSnapshotId(String value) {
        this.value = value;
    }

    /**
     * The identifier for a text.
     *
     * @param value 32 hexadecimal digits; not null
     * @return the identifier
     * @throws IllegalArgumentException if it is anything else, saying what
     */
    public static NevisSnapshotId of(String value) {
        return new NevisSnapshotId(HexId.require("NevisSnapshotId", value));
    }

    /** What nevisMeta itself sent, whatever its form: nothing must be lost for the looks of an identifier. */
    static NevisSnapshotId received(String value) {
        return new NevisSnapshotId(value);
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
        return other instanceof NevisSnapshotId that && value.equals(that.value);
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
