package dev.clientregistration.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a client secret expires, as {@code client_secret_expires_at} says (RFC 7591 section 3.2.1): never (the member is
 * 0), at an instant, or unknown. Many servers leave the member out; that says nothing, and is not "never".
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class SecretExpiry {
    private static final SecretExpiry NEVER = new SecretExpiry(true, null);
    private static final SecretExpiry UNKNOWN = new SecretExpiry(false, null);

    private final boolean never;
    private final @Nullable Instant instant;

    private SecretExpiry(boolean never, @Nullable Instant instant) {
        this.never = never;
        this.instant = instant;
    }

    /**
     * The server said that the secret does not expire.
     *
     * @return the one such value
     */
    public static SecretExpiry never() {
        return NEVER;
    }

    /**
     * The server said nothing that can be read.
     *
     * @return the one such value
     */
    public static SecretExpiry unknown() {
        return UNKNOWN;
    }

    /**
     * The secret expires at an instant.
     *
     * @param instant when; not null
     * @return the expiry
     */
    public static SecretExpiry at(Instant instant) {
        return new SecretExpiry(false, Objects.requireNonNull(instant, "instant must not be null"));
    }

    /**
     * Whether the server said that the secret does not expire.
     *
     * @return {@code false} also when nothing is known
     */
    public boolean isNever() {
        return never;
    }

    /**
     * Whether nothing is known of the expiry.
     *
     * @return {@code true} if the server's answer did not tell
     */
    public boolean isUnknown() {
        return !never && instant == null;
    }

    /**
     * The instant at which the secret expires.
     *
     * @return the instant; empty for never and for unknown
     */
    public Optional<Instant> instant() {
        return Optional.ofNullable(instant);
    }

    /**
     * Whether the secret is known to have expired.
     *
     * @param now the time to compare with; not null
     * @return {@code true} from the instant of expiry on; {@code false} for never and for unknown
     */
    public boolean isExpiredAt(Instant now) {
        Objects.requireNonNull(now, "now must not be null");
        return instant != null && !now.isBefore(instant);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretExpiry that && never == that.never && Objects.equals(instant, that.instant);
    }

    @Override
    public int hashCode() {
        return Objects.hash(never, instant);
    }

    @Override
    public String toString() {
        return isNever() ? "never" : isUnknown() ? "unknown" : String.valueOf(instant);
    }
}
