package dev.clientregistration.testing;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A fault that waits for its requests. Guarded by the lock of {@link Faults}. */
final class ArmedFault {
    private final Fault fault;
    private final @Nullable SplittableRandom random;
    private int seen;
    private int strikes;

    ArmedFault(Fault fault) {
        this.fault = fault;
        FaultSchedule.Chance chance = fault.schedule().chance();
        random = chance == null ? null : new SplittableRandom(chance.seed());
    }

    Fault fault() {
        return fault;
    }

    boolean isSpent() {
        return strikes >= fault.schedule().limit();
    }

    /** Counts a request that the fault could strike, and decides whether it does. */
    boolean strikes() {
        if (seen < fault.schedule().first()) {
            seen++; // and no further: it cannot overflow
        }
        if (isSpent() || seen < fault.schedule().first() || !luck()) {
            return false;
        }
        if (fault.schedule().limit() != FaultSchedule.ALWAYS) {
            strikes++;
        }
        return true;
    }

    private boolean luck() {
        FaultSchedule.Chance chance = fault.schedule().chance();
        return random == null || chance == null || random.nextDouble() < chance.probability();
    }
}
