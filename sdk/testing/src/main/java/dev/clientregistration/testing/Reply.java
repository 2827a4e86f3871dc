package dev.clientregistration.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request on the wire.
 *
 * @param answer null if there is none, and the connection is closed
 * @param pause the time before each piece of a slow body
 */
record Reply(@Nullable MockAnswer answer, Delivery delivery, Duration pause) {
    static Reply of(MockAnswer answer) {
        return new Reply(answer, Delivery.WHOLE, Duration.ZERO);
    }

    static Reply nothing() {
        return new Reply(null, Delivery.NONE, Duration.ZERO);
    }
}
