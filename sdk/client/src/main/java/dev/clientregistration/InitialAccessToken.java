package dev.clientregistration;

import dev.clientregistration.internal.engine.TokenSource;
import dev.clientregistration.internal.http.HeaderText;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the token comes from that allows a {@code register} (RFC 7591 section 3, "initial access token"). It is sent as a
 * bearer token (RFC 6750).
 *
 * <p>Immutable; safe for use by many threads if the supplier is.
 */
public final class InitialAccessToken {
    private final @Nullable ClientCredentials clientCredentials;
    private final TokenSource source;

    private InitialAccessToken(@Nullable ClientCredentials clientCredentials, TokenSource source) {
        this.clientCredentials = clientCredentials;
        this.source = source;
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
        return new InitialAccessToken(null, TokenSource.fixed(token));
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
        Objects.requireNonNull(supplier, "supplier must not be null");
        return new InitialAccessToken(
                null,
                TokenSource.perAttempt(
                        () -> {
                            Secret token = Objects.requireNonNull(
                                    supplier.get(), "the initial access token supplier gave null");
                            HeaderText.requireToken("initial access token", token);
                            return token;
                        },
                        true));
    }

    /**
     * A token that the facade obtains itself, by the client credentials grant (RFC 6749 section 4.4). It is kept until
     * shortly before it expires (30 seconds, or a tenth of its lifetime if that is less), asked for once for all calls that
     * wait for it, and renewed once if the server refuses it. Where tokens are good for one use, as
     * {@link ServerProfile#hasSingleUseInitialAccessTokens()} says, each attempt gets one of its own.
     *
     * <p>If no token can be had, the call fails before anything else is sent, with an exception of the same kind as the
     * token request's (a {@link dev.clientregistration.error.CallRefusedException} where its answer is of no use) and
     * {@link dev.clientregistration.error.Operation#TOKEN}. Each facade keeps a token of its own, a derived one too.
     *
     * @param credentials who asks, and where; not null
     * @return the source
     */
    public static InitialAccessToken clientCredentials(ClientCredentials credentials) {
        return new InitialAccessToken(
                Objects.requireNonNull(credentials, "credentials must not be null"), TokenSource.NONE);
    }

    /**
     * The client that the token is obtained for.
     *
     * @return the client; empty for a token that is given or supplied
     */
    public Optional<ClientCredentials> clientCredentials() {
        return Optional.ofNullable(clientCredentials);
    }

    /** For the engine; what is obtained at a token endpoint is made by the facade. */
    TokenSource source(Function<ClientCredentials, TokenSource> obtained) {
        return clientCredentials == null ? source : obtained.apply(clientCredentials);
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
