package dev.clientregistration.samples.portal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.clientregistration.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Encrypts what must not lie open in the database: AES-256-GCM by Tink, bound to the place where it is stored, so that
 * nothing can be moved from one client to another.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class Vault {
    private static final int KEY_BYTES = 32;

    private final Aead aead;

    private Vault(Aead aead) {
        this.aead = aead;
    }

    /**
     * A vault with its keys.
     *
     * @param keys each 32 bytes in Base64, separated by commas: the first encrypts, every one decrypts, so that a key can
     *     be replaced
     * @throws IllegalArgumentException if a key is none; the message does not repeat it
     */
    static Vault of(Secret keys) {
        try {
            AeadConfig.register();
            KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
            for (String key : keys.reveal().split(",", -1)) {
                KeysetHandle.Builder.Entry entry =
                        KeysetHandle.importKey(aesGcm(key.strip())).withRandomId();
                keyset.addEntry(keyset.size() == 0 ? entry.makePrimary() : entry);
            }
            return new Vault(keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM cannot be used: " + e.getMessage(), e);
        }
    }

    /** A new random key. */
    static Secret newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Secret.of(Base64.getEncoder().encodeToString(key));
    }

    String seal(String text, String place) {
        try {
            return Base64.getEncoder().encodeToString(aead.encrypt(utf8(text), utf8(place)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt: " + e.getMessage(), e);
        }
    }

    /** @throws WrongKeyException if it was sealed with other keys, for another place, or not at all */
    String open(String sealed, String place) {
        try {
            return new String(aead.decrypt(Base64.getDecoder().decode(sealed), utf8(place)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new WrongKeyException(e);
        }
    }

    @AccessesPartialKey // it imports one that somebody else has made
    private static AesGcmKey aesGcm(String key) throws GeneralSecurityException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("PORTAL_KEY must be 32 bytes in Base64, as \"openssl rand -base64 32\""
                    + " makes them; several are separated by commas");
        }
        return AesGcmKey.builder()
                .setParameters(AesGcmParameters.builder()
                        .setKeySizeBytes(KEY_BYTES)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .build();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is in the database was not encrypted with this key. */
    static final class WrongKeyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private WrongKeyException(Exception cause) {
            super("what is in the database cannot be decrypted with this PORTAL_KEY", cause);
        }
    }
}
