package dev.clientregistration;

import dev.clientregistration.internal.http.HeaderText;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Where the token comes from that allows a {@code register} (RFC 7591 section 3, "initial access token"). It is sent as a
 * bearer token (RFC 6750).
 *
 * <p>Immutable; safe for use by many threads if the supplier is.
 */
public final class InitialAccessToken {
    private final Supplier<Secret> source;
    private final boolean renewable;

    private InitialAccessToken(Supplier<Secret> source, boolean renewable) {
        this.source = source;
        this.renewable = renewable;
    }

    /**
     * One token for every attempt of every call.
     *
     * @param token the token; not null, of visible ASCII characters
     * @return the source
     * @throws IllegalArgumentException if the token holds a character that no header may hold, such as a line break
     */
    public static InitialAccessToken fixed(Secret token) {
        Objects.requireNonNull(token, "token must not be null");
        HeaderText.requireToken("initial access token", token);
        return new InitialAccessToken(() -> token, false);
    }

    /**
     * A token for every attempt, for servers whose tokens can be used once. The supplier is asked before each attempt, on
     * a thread of the SDK where it may block, and its tokens are never kept. If the server refuses one as invalid, another
     * is asked for once. What the supplier throws fails the call with a
     * {@link dev.clientregistration.error.CallRefusedException} before anything is sent.
     *
     * @param supplier gives a token of visible ASCII characters, never null; not null itself
     * @return the source
     */
    public static InitialAccessToken supplied(Supplier<Secret> supplier) {
        return new InitialAccessToken(Objects.requireNonNull(supplier, "supplier must not be null"), true);
    }

    /**
     * The token for the next attempt.
     *
     * @return the token
     * @throws RuntimeException what the supplier throws
     */
    public Secret token() {
        Secret token = Objects.requireNonNull(source.get(), "the initial access token supplier gave null");
        HeaderText.requireToken("initial access token", token);
        return token;
    }

    /**
     * Whether asking again may give another token.
     *
     * @return {@code false} for a fixed one
     */
    public boolean isRenewable() {
        return renewable;
    }

    /**
     * A mask.
     *
     * @return a text without the token
     */
    @Override
    public String toString() {
        return "InitialAccessToken[***]";
    }
}
