package dev.clientregistration.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Where requests are held until somebody lets them go on. */
final class Stalls {
    private int held;
    private int goingOn;
    private int releases;
    private int drops;
    private boolean closed;

    /**
     * Holds the request that this thread has in hand.
     *
     * @return whether it may go on, and then {@link #done()} must follow; if not, it is dropped
     */
    synchronized boolean hold() {
        if (closed) {
            return false;
        }
        held++;
        notifyAll();
        int releasesBefore = releases;
        int dropsBefore = drops;
        while (releases == releasesBefore && drops == dropsBefore && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                held--;
                return false;
            }
        }
        return releases != releasesBefore;
    }

    synchronized int held() {
        return held;
    }

    /** A request that was let go on has been handled. */
    synchronized void done() {
        goingOn--;
        notifyAll();
    }

    /** Lets every request go on that is held, and waits until they have been handled. */
    synchronized void release() {
        goingOn += held;
        held = 0;
        releases++;
        notifyAll();
        while (goingOn > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }

    /** @throws IllegalStateException if the requests do not come in time */
    synchronized void await(int requests, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (held < requests) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException(
                        "after " + limit + ", " + held + " requests are held instead of " + requests);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }

    /** Drops every request that is held. */
    synchronized void drop() {
        held = 0;
        drops++;
        notifyAll();
    }

    /** Drops every request that is held, and from now on holds none. */
    synchronized void close() {
        closed = true;
        drop();
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for requests that are held");
    }
}
