package dev.clientregistration;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a client that a server registered cannot be used as it was asked for. {@link #kind()} is for programs,
 * {@link #description()} for people; neither holds a secret.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class UnusableReason implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What is wrong. New releases may add constants: keep a {@code default} branch when switching. */
    public enum Kind {
        /** The answer names an authentication method that needs a client secret, and holds no secret. */
        SECRET_MISSING,
        /** The answer holds what the server stores of the client secret, a hash, and not the secret. */
        SECRET_HASHED,
        /** A public client was asked for, and the answer names a method that needs credentials. */
        NOT_PUBLIC,
        /** Redirect URIs that were asked for are not among those that the answer lists. */
        REDIRECT_URIS_MISSING
    }

    private final Kind kind;
    private final String description;

    private UnusableReason(Kind kind, String description) {
        this.kind = kind;
        this.description = description;
    }

    /**
     * Makes a reason; for the SDK and for tests.
     *
     * @param kind what is wrong; not null
     * @param description the same for people, without secrets; not null
     * @return the reason
     */
    public static UnusableReason of(Kind kind, String description) {
        return new UnusableReason(
                Objects.requireNonNull(kind, "kind must not be null"),
                Objects.requireNonNull(description, "description must not be null"));
    }

    /**
     * What is wrong.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * What is wrong, in words.
     *
     * @return a clause without a full stop, such as {@code the server registered client_secret_basic where none was
     *     asked for}
     */
    public String description() {
        return description;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnusableReason that && kind == that.kind && description.equals(that.description);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, description);
    }

    @Override
    public String toString() {
        return kind + ": " + description;
    }
}
