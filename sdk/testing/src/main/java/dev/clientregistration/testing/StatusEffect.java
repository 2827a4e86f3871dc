package dev.clientregistration.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A status without a body, as from a gateway.
 *
 * @param retryAfter whole seconds; null if the answer does not say
 * @param applied whether the server behind the gateway did what was asked
 */
record StatusEffect(int status, @Nullable Duration retryAfter, boolean applied) implements FaultEffect {
    StatusEffect {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be from 400 to 599, not " + status);
        }
        if (retryAfter != null && (retryAfter.isNegative() || retryAfter.toNanosPart() != 0)) {
            throw new IllegalArgumentException("retryAfter must be in whole seconds, not " + retryAfter);
        }
    }

    @Override
    public String text() {
        return "status-" + status
                + (retryAfter == null ? "" : "-retry-after-" + retryAfter.toSeconds())
                + (applied ? "-after-applying" : "");
    }

    @Override
    public Reply strike(Visit visit) {
        if (applied) {
            visit.apply();
        }
        MockAnswer answer = MockAnswer.of(status);
        return visit.send(
                retryAfter == null ? answer : answer.withHeader("Retry-After", String.valueOf(retryAfter.toSeconds())));
    }
}
