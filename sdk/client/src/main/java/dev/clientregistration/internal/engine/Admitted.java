package dev.clientregistration.internal.engine;

import dev.clientregistration.CallGuard;
import dev.clientregistration.CallGuard.Admission;
import dev.clientregistration.error.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as the guards let it through, or not. Each guard that admitted it is told exactly once how it ended, by
 * whichever of {@link #tell} and {@link #release} comes first.
 */
final class Admitted {
    private final CallEngine engine;
    private final Operation operation;
    private final List<CallGuard> guards = new ArrayList<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private Duration delay = Duration.ZERO;
    private @Nullable String refusal;

    private Admitted(CallEngine engine, Operation operation) {
        this.engine = engine;
        this.operation = operation;
    }

    /** Asks every guard; the first refusal counts, and the longest wait, which must end before the call does. */
    static Admitted by(CallEngine engine, Operation operation, Duration remaining) {
        Admitted admitted = new Admitted(engine, operation);
        try {
            for (CallGuard guard : engine.settings().guards()) {
                Admission admission = guard.admit(operation);
                if (admission.isAdmitted()) {
                    admitted.guards.add(guard);
                    admitted.delay =
                            admission.delay().compareTo(admitted.delay) > 0 ? admission.delay() : admitted.delay;
                } else {
                    admitted.refusal = admission.reason();
                }
                if (admitted.refusal == null && admitted.delay.compareTo(remaining) >= 0) {
                    admitted.refusal = "its turn would come in " + admitted.delay + ", after its deadline";
                }
                if (admitted.refusal != null) {
                    admitted.release();
                    break;
                }
            }
        } catch (RuntimeException | Error e) {
            admitted.release();
            throw e;
        }
        return admitted;
    }

    /** Why the attempt must not be made, or null. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** How long to wait before it. */
    Duration delay() {
        return delay;
    }

    /** The attempt was not made, or was ended from outside: it says nothing about the server. */
    void release() {
        once(guard -> guard.released(operation));
    }

    /** The attempt was made and ended by itself: 5xx and no answer are the server's failures, 4xx are not. */
    void tell(Attempt attempt, Duration elapsed, Redactor redactor) {
        if (attempt instanceof Attempt.Failed failed) {
            once(guard -> guard.failed(operation, elapsed, redactor.clean(failed.cause())));
        } else if (((Attempt.Answered) attempt).answer().isServersFailure()) {
            once(guard -> guard.failed(operation, elapsed, new IOException(attempt.toString())));
        } else {
            once(guard -> guard.succeeded(operation, elapsed));
        }
    }

    private void once(Consumer<CallGuard> telling) {
        if (told.compareAndSet(false, true)) {
            guards.forEach(guard -> engine.tell(guard, telling));
        }
    }
}
