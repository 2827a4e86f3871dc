package dev.clientregistration.samples.portal;

import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One thing at a time for each client. A server may replace a client's credentials with every answer: whoever asks next
 * must begin with those. And a form that is sent twice must find what became of the first one.
 *
 * <p>Two clients may share a lock, which does no harm. It holds within one process.
 */
final class Turns {
    private final ReentrantLock[] locks = new ReentrantLock[64];

    Turns() {
        Arrays.setAll(locks, i -> new ReentrantLock(true));
    }

    <T> T inTurn(UUID id, Supplier<T> action) {
        ReentrantLock lock = locks[Math.floorMod(id.hashCode(), locks.length)];
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
