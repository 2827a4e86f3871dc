package dev.clientregistration;

import dev.clientregistration.error.RegistrationException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value or the failure of a call, for callers who would rather branch than catch.
 *
 * {@snippet class="dev.clientregistration.ReadmeSnippets" region="result"}
 *
 * <p>Immutable and safe for use by many threads, as far as the value is.
 *
 * @param <T> the value's type
 */
public final class Result<T extends @Nullable Object> {
    private final @Nullable T value;
    private final @Nullable RegistrationException error;

    private Result(@Nullable T value, @Nullable RegistrationException error) {
        this.value = value;
        this.error = error;
    }

    /**
     * Makes a call and keeps its value or its failure.
     *
     * @param call the call; not null
     * @param <T> the value's type
     * @return the result
     * @throws RuntimeException whatever the call throws that is not of the {@link RegistrationException} family, such as
     *     {@link IllegalArgumentException} for a bad argument
     */
    public static <T extends @Nullable Object> Result<T> of(Supplier<T> call) {
        Objects.requireNonNull(call, "call must not be null");
        try {
            return new Result<>(call.get(), null);
        } catch (RegistrationException e) {
            return new Result<>(null, e);
        }
    }

    /**
     * Makes a call without a value and keeps its success or its failure.
     *
     * @param call the call, such as a {@code delete}; not null
     * @return the result, whose value is {@code null}
     * @throws RuntimeException as {@link #of(Supplier)} does
     */
    public static Result<@Nullable Void> ofVoid(Runnable call) {
        Objects.requireNonNull(call, "call must not be null");
        return Result.<@Nullable Void>of(() -> {
            call.run();
            return null;
        });
    }

    /**
     * Turns a future of a call into one that ends with a result instead of failing. Cancelling the returned future does
     * not end the call; cancel the one that was passed in.
     *
     * @param call the future of a call; not null
     * @param <T> the value's type
     * @return a future of the result; it fails only with what is not of the {@link RegistrationException} family
     */
    public static <T extends @Nullable Object> CompletableFuture<Result<T>> of(CompletableFuture<T> call) {
        return call.handle((value, failure) -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause == null) {
                return new Result<>(value, null);
            }
            if (cause instanceof RegistrationException e) {
                return new Result<>(null, e);
            }
            throw new CompletionException(cause);
        });
    }

    /**
     * Whether the call succeeded.
     *
     * @return {@code true} if there is a value
     */
    public boolean isSuccess() {
        return error == null;
    }

    /**
     * The value.
     *
     * @return the value; empty after a failure, and for a call without a value
     */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /**
     * The failure.
     *
     * @return the failure; empty after a success
     */
    public Optional<RegistrationException> error() {
        return Optional.ofNullable(error);
    }

    /**
     * The value, or the failure thrown.
     *
     * @return the value
     * @throws RegistrationException the failure of the call
     */
    @SuppressWarnings({"NullAway", "DataFlowIssue"
    }) // after a success the value is a T, and T says whether it may be null
    public T orElseThrow() {
        if (error != null) {
            throw error;
        }
        return value;
    }

    /**
     * One value of both: the first function is applied to the value, the second to the failure.
     *
     * @param onSuccess what to make of the value; not null
     * @param onFailure what to make of the failure; not null
     * @param <R> the type of what is made
     * @return what the function made
     */
    public <R extends @Nullable Object> R fold(
            Function<? super T, ? extends R> onSuccess,
            Function<? super RegistrationException, ? extends R> onFailure) {
        return error != null ? onFailure.apply(error) : onSuccess.apply(orElseThrow());
    }

    @Override
    public String toString() {
        return error != null ? "Result[" + error + "]" : "Result[" + value + "]";
    }
}
