package dev.clientregistration.samples.cli;

import dev.clientregistration.Secret;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.UnreadableResponseException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** What all commands of a run share: the terminal, the secrets that were met, and what signals do. */
final class Session {
    private final Terminal terminal;
    private final Interrupts interrupts;
    private final Secrets secrets = new Secrets();

    Session(Terminal terminal, Interrupts interrupts) {
        this.terminal = terminal;
        this.interrupts = interrupts;
    }

    Terminal terminal() {
        return terminal;
    }

    Secrets secrets() {
        return secrets;
    }

    /** Whether a call was begun. */
    boolean hasCalled() {
        return interrupts.hasCalled();
    }

    /**
     * Makes a call that a signal ends. An answer that cannot be read may hold credentials all the same: it is kept where the
     * keeper keeps what must not be lost.
     */
    <T> T call(Operation operation, Keeper keeper, Supplier<T> call) {
        try {
            return interrupts.call(operation, call);
        } catch (IllegalArgumentException e) {
            // The SDK's checks of what is to be sent: nothing was.
            throw CommandException.usage(Failures.worded(String.valueOf(e.getMessage())));
        } catch (UnreadableResponseException e) {
            Optional<Secret> body = e.outcome() == Outcome.NOT_APPLIED ? Optional.empty() : e.body();
            Optional<Path> kept =
                    body.flatMap(text -> keeper.rescue().write("clientreg-answer-", ".txt", text.reveal()));
            if (kept.isEmpty()) {
                throw e;
            }
            Failure failure = Failures.of(e);
            throw new CommandException(failure.withHint(failure.hint() + "; its answer is in " + kept.get()
                    + ", where only you can read it, since it may hold the client's credentials"));
        }
    }

    /** Warns; no secret gets into the text. */
    void warn(String text) {
        terminal.note("warning: " + secrets.clean(text));
    }
}
