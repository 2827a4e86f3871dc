package dev.clientregistration.internal.engine;

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

        private final boolean clientNamed;

        /** Makes the exception; {@code clientNamed} says that the answer proves that the client exists. */
        public UnusableAnswerException(String reason, boolean clientNamed) {
            super(reason);
            this.clientNamed = clientNamed;
        }

        boolean clientNamed() {
            return clientNamed;
        }
    }
}
