package dev.clientregistration.internal.registration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is asked for once for all who wait for it, and kept for a while. A failure is not kept. Safe for use by many threads. */
final class Kept<T> {
    private final LongSupplier nanoTime;
    private @Nullable T value;
    private @Nullable Duration keptFor;
    private long keptSince;
    private @Nullable CompletableFuture<T> asking;

    Kept(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A value, and how long to keep it: null for until it is not acceptable. */
    record Fresh<T>(T value, @Nullable Duration keptFor) {}

    /** The value if it is there and can be used. */
    synchronized @Nullable T known(Predicate<T> acceptable) {
        T known = value;
        boolean fresh = keptFor == null
                || Duration.ofNanos(nanoTime.getAsLong() - keptSince).compareTo(keptFor) < 0;
        return known != null && fresh && acceptable.test(known) ? known : null;
    }

    /** The value that was kept last, be it too old to be used. */
    synchronized @Nullable T last() {
        return value;
    }

    /** Keeps a value. */
    synchronized void put(Fresh<T> fresh) {
        value = fresh.value();
        keptFor = fresh.keptFor();
        keptSince = nanoTime.getAsLong();
    }

    /**
     * The value, asked for if it is not there. The future is the caller's own: cancelling it does not end the asking, which
     * others may wait for.
     */
    CompletableFuture<T> get(Predicate<T> acceptable, Supplier<CompletableFuture<Fresh<T>>> ask) {
        CompletableFuture<T> mine;
        synchronized (this) {
            T known = known(acceptable);
            if (known != null) {
                return CompletableFuture.completedFuture(known);
            }
            if (asking != null) {
                return asking.copy();
            }
            mine = new CompletableFuture<>();
            asking = mine;
        }
        CompletableFuture<Fresh<T>> unused = start(ask).whenComplete((fresh, failure) -> {
            synchronized (this) {
                asking = null;
                if (fresh != null) {
                    put(fresh);
                }
            }
            if (fresh != null) {
                mine.complete(fresh.value());
            } else {
                mine.completeExceptionally(
                        failure instanceof CompletionException wrapped && wrapped.getCause() != null
                                ? wrapped.getCause()
                                : failure == null ? new IllegalStateException("nothing was answered") : failure);
            }
        });
        return mine.copy();
    }

    private static <T> CompletableFuture<Fresh<T>> start(Supplier<CompletableFuture<Fresh<T>>> ask) {
        try {
            return ask.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
