package dev.clientregistration.samples.cli;

import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;

/** Ends a command with a failure that is not one of the SDK's. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    CommandException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    /** The command line cannot be carried out. */
    static CommandException usage(String message) {
        return usage(message, "");
    }

    /** The command line cannot be carried out, and this is what to do about it. */
    static CommandException usage(String message, String hint) {
        return new CommandException(Failure.refused(FailureKind.USAGE, null, message, hint));
    }

    /** A file cannot be used. */
    static CommandException file(String message, String hint) {
        return new CommandException(Failure.refused(FailureKind.FILE_UNUSABLE, null, message, hint));
    }

    /** The server did it, and something went wrong afterwards. */
    static CommandException afterwards(Operation operation, String problem, String hint) {
        String message = operation + " was done, but " + problem;
        return new CommandException(new Failure(
                FailureKind.NOT_SAVED,
                Outcome.APPLIED,
                operation.toString(),
                null,
                null,
                message,
                null,
                hint,
                message));
    }

    /** What to tell. */
    Failure failure() {
        return failure;
    }
}
