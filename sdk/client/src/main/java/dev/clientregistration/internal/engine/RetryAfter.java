package dev.clientregistration.internal.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Headers;

/** How long a server asks to wait: {@code Retry-After} in seconds or as a date (RFC 9110 section 10.2.3), or {@code RateLimit-Reset}. */
final class RetryAfter {
    private RetryAfter() {}

    static Optional<Duration> of(Answer answer, Clock clock) {
        return answer.header("Retry-After")
                .flatMap(value -> parse(value, clock))
                // It counts down on every answer; it is a wish to wait only where the limit was reached.
                .or(() -> answer.status() == 429
                        ? answer.header("RateLimit-Reset").flatMap(value -> parse(value, clock))
                        : Optional.empty());
    }

    private static Optional<Duration> parse(String value, Clock clock) {
        String text = value.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        // OkHttp reads the obsolete forms of dates too (RFC 9110 section 5.6.7).
        return Optional.ofNullable(new Headers.Builder()
                        .addUnsafeNonAscii("Date", text)
                        .build()
                        .getInstant("Date"))
                .map(date -> Duration.between(clock.instant(), date))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }
}
