package dev.clientregistration;

import dev.clientregistration.error.RegistrationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two ways to make a call. A test that takes one of them is run with both, and must not see a difference: what a
 * blocking call throws is what the future of its twin ends with, and bad arguments are thrown at once by both.
 */
public enum SyncAndAsync {
    /** The call itself. */
    BLOCKING,
    /** Its twin. */
    ASYNC;

    /** Makes a call that gives something. */
    public <T extends @Nullable Object> T get(Supplier<T> blocking, Supplier<CompletableFuture<T>> async) {
        return this == BLOCKING ? blocking.get() : joined(begun(async));
    }

    /** Makes a call that gives nothing. */
    public void run(Runnable blocking, Supplier<CompletableFuture<@Nullable Void>> async) {
        this.<@Nullable Void>get(
                () -> {
                    blocking.run();
                    return null;
                },
                async);
    }

    private static <T extends @Nullable Object> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (RegistrationException e) {
            throw new AssertionError("an asynchronous call must not throw a failure: its future ends with it", e);
        }
    }

    private static <T extends @Nullable Object> T joined(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RegistrationException failure) {
                throw failure;
            }
            throw new AssertionError("a future must end with a value or a RegistrationException", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the future did not end", e);
        }
    }
}
