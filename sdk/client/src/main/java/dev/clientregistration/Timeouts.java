package dev.clientregistration;

import java.time.Duration;
import java.util.Objects;

/** Checks of lengths of time. */
final class Timeouts {
    private static final Duration LONGEST = Duration.ofDays(1);

    private Timeouts() {}

    /** A limit that is more than zero and at most a day. */
    static Duration requirePositive(String name, Duration value) {
        Objects.requireNonNull(value, () -> name + " must not be null");
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be more than zero and at most a day, but is " + value);
        }
        return value;
    }
}
