package dev.clientregistration.internal.engine;

import dev.clientregistration.error.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Turns a successful answer into the value of a call.
 *
 * @param <T> the value's type
 */
public interface AnswerReader<T extends @Nullable Object> {
    /** Reads the answer, whose status is 200 to 299. */
    T read(Answer answer) throws UnusableAnswerException;

    /** The answer cannot be used. The message is a clause that says why and repeats nothing of the body. */
    final class UnusableAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Outcome outcome;

        /** Makes the exception; the outcome is what the answer proves all the same. */
        public UnusableAnswerException(String reason, Outcome outcome) {
            super(reason);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }
}
