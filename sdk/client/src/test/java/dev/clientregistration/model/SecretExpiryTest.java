package dev.clientregistration.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SecretExpiryTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void never_isNeverExpired() {
        SecretExpiry never = SecretExpiry.never();

        assertThat(never.isNever()).isTrue();
        assertThat(never.isUnknown()).isFalse();
        assertThat(never.instant()).isEmpty();
        assertThat(never.isExpiredAt(Instant.MAX)).isFalse();
        assertThat(never).hasToString("never");
    }

    @Test
    void unknown_isNotNeverAndNotExpired() {
        SecretExpiry unknown = SecretExpiry.unknown();

        assertThat(unknown.isNever()).isFalse();
        assertThat(unknown.isUnknown()).isTrue();
        assertThat(unknown.instant()).isEmpty();
        assertThat(unknown.isExpiredAt(Instant.MAX)).isFalse();
        assertThat(unknown).hasToString("unknown");
    }

    @Test
    void instant_isExpiredFromThatInstantOn() {
        SecretExpiry expiry = SecretExpiry.at(NOON);

        assertThat(expiry.isNever()).isFalse();
        assertThat(expiry.isUnknown()).isFalse();
        assertThat(expiry.instant()).contains(NOON);
        assertThat(expiry.isExpiredAt(NOON.minusNanos(1))).isFalse();
        assertThat(expiry.isExpiredAt(NOON)).isTrue();
        assertThat(expiry.isExpiredAt(NOON.plusNanos(1))).isTrue();
        assertThat(expiry).hasToString("2026-11-21T12:00:00Z");
    }

    @Test
    void equality_isThatOfTheMeaning() {
        assertThat(SecretExpiry.at(NOON)).isEqualTo(SecretExpiry.at(NOON)).hasSameHashCodeAs(SecretExpiry.at(NOON));
        assertThat(SecretExpiry.at(NOON)).isNotEqualTo(SecretExpiry.at(NOON.plusNanos(1)));
        assertThat(SecretExpiry.never()).isNotEqualTo(SecretExpiry.unknown());
        assertThat(SecretExpiry.at(Instant.EPOCH)).isNotEqualTo(SecretExpiry.never());
    }

    @Test
    void null_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> SecretExpiry.at(null));
        assertThatNullPointerException().isThrownBy(() -> SecretExpiry.never().isExpiredAt(null));
    }
}
