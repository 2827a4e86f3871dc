package dev.clientregistration;

import dev.clientregistration.internal.http.HeaderText;
import java.util.Objects;

/**
 * Where the token comes from that allows a {@code register} (RFC 7591 section 3, "initial access token").
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class InitialAccessToken {
    private final Secret token;

    private InitialAccessToken(Secret token) {
        this.token = token;
    }

    /**
     * One token for every call, sent as a bearer token (RFC 6750).
     *
     * @param token the token; not null, of visible ASCII characters
     * @return the source
     * @throws IllegalArgumentException if the token holds a character that no header may hold, such as a line break
     */
    public static InitialAccessToken fixed(Secret token) {
        Objects.requireNonNull(token, "token must not be null");
        HeaderText.requireToken("initial access token", token);
        return new InitialAccessToken(token);
    }

    /**
     * The token for the next attempt.
     *
     * @return the token
     */
    public Secret token() {
        return token;
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
