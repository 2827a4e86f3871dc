package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a server: those that wait for their requests, those that have struck, and the requests that they hold.
 *
 * <p>Where several faults could strike a request, the one that was added first does, and the request does not count for
 * the others. A request that is answered by {@link MockRegistrationServer#answerNext(MockAnswer)} counts for none.
 *
 * <p>Safe for use by several threads.
 */
public final class Faults {
    private final List<ArmedFault> armed = new ArrayList<>();
    private final List<Fault> struck = new ArrayList<>();
    private final Stalls stalls = new Stalls();

    Faults() {}

    /**
     * Adds a fault, behind those that are there.
     *
     * @param fault the fault
     */
    public void add(Fault fault) {
        ArmedFault added = new ArmedFault(requireNonNull(fault, "fault"));
        synchronized (armed) {
            armed.add(added);
        }
    }

    /**
     * The faults that can still strike, in the order in which they were added.
     *
     * @return an unmodifiable list; of a fault that has struck twice and will once more, the text still says three times
     */
    public List<Fault> active() {
        synchronized (armed) {
            return armed.stream().map(ArmedFault::fault).toList();
        }
    }

    /**
     * The faults that have struck, in the order in which they did: one as often as it did.
     *
     * @return an unmodifiable list
     */
    public List<Fault> struck() {
        synchronized (armed) {
            return List.copyOf(struck);
        }
    }

    /** Takes away every fault that can still strike. Requests that are held stay held. */
    public void clear() {
        synchronized (armed) {
            armed.clear();
        }
    }

    /**
     * Lets every request go on that {@link Fault#stall()} or {@link Fault#stallAfterApplying()} holds. When it returns,
     * what they ask for has been applied, so that the ledger can be asked; the answers may still be on their way.
     */
    public void release() {
        stalls.release();
    }

    /**
     * Waits until so many requests are held.
     *
     * @param requests their number, 1 or greater
     * @param limit the longest time to wait
     * @throws IllegalStateException if they are fewer when the time is over, or if the thread is interrupted, whose
     *     interrupt status is then set again
     */
    public void awaitStalled(int requests, Duration limit) {
        stalls.await(requests, limit);
    }

    /**
     * The requests that are held now.
     *
     * @return their number
     */
    public int stalled() {
        return stalls.held();
    }

    /** Whether the connection that has just come is to be closed. */
    boolean strikesConnection() {
        synchronized (armed) {
            for (ArmedFault fault : armed) {
                if (fault.fault().effect().moment() == FaultEffect.Moment.CONNECTED && fault.strikes()) {
                    return note(fault) != null;
                }
            }
            return false;
        }
    }

    /**
     * The fault that strikes a request.
     *
     * @param operation what is asked for; null if none is known
     * @return null if there is none
     */
    @Nullable
    Fault strike(@Nullable Operation operation) {
        synchronized (armed) {
            for (ArmedFault fault : armed) {
                if (fault.fault().effect().moment() != FaultEffect.Moment.CONNECTED
                        && fault.fault().canStrike(operation)
                        && fault.strikes()) {
                    return note(fault);
                }
            }
            return null;
        }
    }

    Stalls stalls() {
        return stalls;
    }

    /** Forgets everything; requests that are held are dropped. */
    void reset() {
        synchronized (armed) {
            armed.clear();
            struck.clear();
        }
        stalls.drop();
    }

    /**
     * The faults that can still strike.
     *
     * @return such as {@code Faults[drop-after-applying@register*2]}
     */
    @Override
    public String toString() {
        return "Faults" + active();
    }

    private Fault note(ArmedFault fault) {
        struck.add(fault.fault());
        if (fault.isSpent()) {
            armed.remove(fault);
        }
        return fault.fault();
    }
}
