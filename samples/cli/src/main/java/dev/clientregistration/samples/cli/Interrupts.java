package dev.clientregistration.samples.cli;

import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What Ctrl-C and other signals to end do. Before the first call: end the process, as always. From then on: end the call,
 * and let the command come to its own end, so that credentials are saved, the outcome is told and the exit status says it.
 */
final class Interrupts {
    private static final long LIMIT_SECONDS = 10;

    private final Thread command = Thread.currentThread();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private boolean begun;
    private boolean calling;
    private boolean ending;

    /** Has signals handled so; {@code otherwise} tells the failure of a command that does not come to its end. */
    void install(Supplier<Integer> otherwise) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> onSignal(otherwise), "clientreg-signal"));
    }

    /** Makes a call on the thread that made this object. */
    <T> T call(Operation operation, Supplier<T> call) {
        synchronized (this) {
            if (ending) {
                throw new CallInterruptedException(
                        operation,
                        Outcome.NOT_APPLIED,
                        0,
                        operation + " was not sent: the command was told to end. Nothing was changed at the server.",
                        null);
            }
            begun = true;
            calling = true;
        }
        try {
            return call.get();
        } finally {
            synchronized (this) {
                calling = false;
                // What follows writes files, which an interrupt would break off.
                Thread.interrupted();
            }
        }
    }

    /** Whether a call was begun. */
    synchronized boolean hasCalled() {
        return begun;
    }

    /** The command has come to its end, with this exit status. */
    void end(int exitStatus) {
        status.complete(exitStatus);
    }

    private void onSignal(Supplier<Integer> otherwise) {
        synchronized (this) {
            if (!begun || status.isDone()) {
                return;
            }
            ending = true;
            if (calling) {
                command.interrupt();
            }
        }
        int exitStatus;
        try {
            exitStatus = status.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            exitStatus = otherwise.get();
        }
        // The status would be the signal's otherwise.
        Runtime.getRuntime().halt(exitStatus);
    }
}
