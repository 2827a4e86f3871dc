package dev.clientregistration.internal.engine;

import java.io.IOException;

/** How one attempt ended. */
sealed interface Attempt {
    /** The server answered. */
    record Answered(Answer answer) implements Attempt {
        @Override
        public String toString() {
            return answer.toString();
        }
    }

    /** No status line came. */
    record Failed(IOException cause, boolean sent) implements Attempt {}
}
