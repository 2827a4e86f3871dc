package dev.clientregistration.testing;

import org.jspecify.annotations.Nullable;

/**
 * Which of the requests that a fault could strike it does strike.
 *
 * @param first the number of the first one, from 1
 * @param times how many; {@link #ALWAYS} for no end; null if it was not said
 * @param chance null for every one of them
 */
record FaultSchedule(
        int first, @Nullable Integer times, @Nullable Chance chance) {
    static final int ALWAYS = Integer.MAX_VALUE;
    static final FaultSchedule ONCE = new FaultSchedule(1, null, null);

    /** A seeded probability: the same requests are struck in every run. */
    record Chance(double probability, long seed) {
        Chance {
            // Written so that it is false for what is not a number.
            if (!(probability > 0 && probability <= 1)) {
                throw new IllegalArgumentException(
                        "probability must be greater than 0 and not greater than 1, not " + probability);
            }
        }
    }

    FaultSchedule {
        if (first < 1) {
            throw new IllegalArgumentException("the number of a request must be 1 or greater, not " + first);
        }
        if (times != null && times < 1) {
            throw new IllegalArgumentException("times must be 1 or greater, not " + times);
        }
    }

    /** Once, where nothing else was said; by chance, without end. */
    int limit() {
        if (times != null) {
            return times;
        }
        return chance == null ? 1 : ALWAYS;
    }
}
