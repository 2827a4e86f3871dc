package dev.clientregistration.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many registrations there may be in an hour, which begins with the first of them; those that fail count, too. Guarded by
 * the lock of {@link AuthorizationServer}.
 */
final class RegistrationLimit {
    private static final Duration HOUR = Duration.ofHours(1);

    private final int most;
    private final Clock clock;
    private int count;
    private @Nullable Instant end;

    /** @param most 0: any number */
    RegistrationLimit(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** @throws Refusal if there have been so many already */
    void count() throws Refusal {
        Instant now = clock.instant();
        if (end == null || !now.isBefore(end)) {
            end = now.plus(HOUR);
            count = 0;
        }
        count++;
        if (most > 0 && count > most) {
            throw Refusal.of(
                    Reason.TOO_MANY_REGISTRATIONS, "there were more than " + most + " registrations in an hour");
        }
    }

    /** The answer to a registration, with what is left. */
    MockAnswer told(MockAnswer answer) {
        if (most == 0 || end == null) {
            return answer;
        }
        String seconds = Long.toString(Duration.between(clock.instant(), end).toSeconds());
        MockAnswer told = answer.withHeader("RateLimit-Policy", most + ";w=" + HOUR.toSeconds())
                .withHeader("RateLimit-Limit", Integer.toString(most))
                .withHeader("RateLimit-Remaining", Integer.toString(Math.max(0, most - count)))
                .withHeader("RateLimit-Reset", seconds);
        return count > most ? told.withHeader("Retry-After", seconds) : told;
    }

    /** Everything has been forgotten. */
    void restart() {
        count = 0;
        end = null;
    }
}
