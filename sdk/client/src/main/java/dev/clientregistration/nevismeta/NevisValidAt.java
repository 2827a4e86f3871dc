package dev.clientregistration.nevismeta;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which states of clients a list goes by: those that are valid now, those of another time, or all of them; deleted ones
 * only on request.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class NevisValidAt {
    private static final NevisValidAt NOW = new NevisValidAt(null, false);
    private static final NevisValidAt ANY = new NevisValidAt("any", false);

    private final @Nullable String validAt;
    private final boolean softDeleted;

    private NevisValidAt(@Nullable String validAt, boolean softDeleted) {
        this.validAt = validAt;
        this.softDeleted = softDeleted;
    }

    /**
     * The states that are valid when nevisMeta gets the request.
     *
     * @return what nevisMeta goes by unless told otherwise
     */
    public static NevisValidAt now() {
        return NOW;
    }

    /**
     * The states of every time, those of the future included.
     *
     * @return {@code validAt=any}
     */
    public static NevisValidAt any() {
        return ANY;
    }

    /**
     * The states that are valid at a time, for example at the {@code valid_from} of a client that is not visible yet.
     *
     * @param time a time of the past or the future, in a year of four digits; not null
     * @return {@code validAt} with the time in ISO 8601, in UTC
     * @throws IllegalArgumentException if the year has not four digits
     */
    public static NevisValidAt at(Instant time) {
        int year = Objects.requireNonNull(time, "time must not be null")
                .atOffset(ZoneOffset.UTC)
                .getYear();
        if (year < 0 || year > 9999) {
            throw new IllegalArgumentException("time must have a year of four digits, but is " + time);
        }
        return new NevisValidAt(time.toString(), false);
    }

    /**
     * The same, and what was deleted counts too.
     *
     * @return {@code includeSoftDeletedStates=true} with it
     */
    public NevisValidAt includingSoftDeleted() {
        return new NevisValidAt(validAt, true);
    }

    /**
     * The query parameter {@code validAt}.
     *
     * @return {@code any}, or a time in ISO 8601; empty for now
     */
    public Optional<String> validAt() {
        return Optional.ofNullable(validAt);
    }

    /**
     * The query parameter {@code includeSoftDeletedStates}.
     *
     * @return whether what was deleted counts too
     */
    public boolean isIncludingSoftDeleted() {
        return softDeleted;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NevisValidAt that
                && softDeleted == that.softDeleted
                && Objects.equals(validAt, that.validAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(validAt, softDeleted);
    }

    @Override
    public String toString() {
        return (validAt == null ? "now" : validAt) + (softDeleted ? ", soft-deleted states too" : "");
    }
}
