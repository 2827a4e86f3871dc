package dev.clientregistration.internal.engine;

import dev.clientregistration.Secret;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the bearer token of each attempt comes from. Safe for use by many threads. */
public interface TokenSource {
    /** No token is sent. */
    TokenSource NONE = fixed(null);

    /**
     * The token for the next attempt. The future may fail, which fails the call before it is sent.
     *
     * @param refused the token that the server has just refused, or null
     */
    CompletableFuture<@Nullable Secret> token(@Nullable Secret refused);

    /** Whether a token may have to be asked for by a call of its own; where not, the future is complete at once. */
    default boolean makesCalls() {
        return false;
    }

    /** Whether another token can be had after one was refused. */
    boolean isRenewable();

    /** The same token for every attempt, or none. */
    static TokenSource fixed(@Nullable Secret token) {
        return new TokenSource() {
            @Override
            public CompletableFuture<@Nullable Secret> token(@Nullable Secret refused) {
                return CompletableFuture.completedFuture(token);
            }

            @Override
            public boolean isRenewable() {
                return false;
            }
        };
    }

    /** An application's source, asked before each attempt; what it throws is a failed future. */
    static TokenSource perAttempt(Supplier<Secret> source, boolean renewable) {
        return new TokenSource() {
            @Override
            public CompletableFuture<@Nullable Secret> token(@Nullable Secret refused) {
                try {
                    return CompletableFuture.completedFuture(source.get());
                } catch (RuntimeException | Error e) {
                    return CompletableFuture.failedFuture(e);
                }
            }

            @Override
            public boolean isRenewable() {
                return renewable;
            }
        };
    }
}
