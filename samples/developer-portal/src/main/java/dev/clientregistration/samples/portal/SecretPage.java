package dev.clientregistration.samples.portal;

import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.Secret;
import dev.clientregistration.model.SecretExpiry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The page Client Secret.
 *
 * @param hasSecret whether the client has one
 * @param secret the secret, if it is to be shown
 * @param expiry when it expires, in words
 */
record SecretPage(StoredClient client, boolean hasSecret, Optional<Secret> secret, String expiry, boolean isExpired) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    // @start region="secret"
    static SecretPage of(StoredClient client, boolean isShown, Instant now) {
        Optional<Secret> secret = client.credentials().flatMap(ManagementCredentials::clientSecret);
        SecretExpiry expiry = client.credentials()
                .map(ManagementCredentials::clientSecretExpiresAt)
                .orElse(SecretExpiry.unknown());
        return new SecretPage(
                client,
                secret.isPresent(),
                secret.filter(known -> isShown),
                words(expiry, now),
                expiry.isExpiredAt(now));
    }

    private static String words(SecretExpiry expiry, Instant now) {
        if (expiry.isNever()) {
            return "This secret does not expire.";
        }
        return expiry.instant()
                .map(at -> (expiry.isExpiredAt(now) ? "This secret expired on " : "This secret expires on ")
                        + TIME.format(at) + ".")
                .orElse("The server does not say when this secret expires.");
    }
    // @end
}
