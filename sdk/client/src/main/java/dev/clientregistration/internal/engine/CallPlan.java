package dev.clientregistration.internal.engine;

import dev.clientregistration.Secret;
import dev.clientregistration.error.Operation;
import dev.clientregistration.internal.http.ApiRequest;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the engine must know of one call. {@code redactor} knows the secrets that the request holds;
 * {@code refusal} says why the call must not be made, or is null.
 */
public record CallPlan<T extends @Nullable Object>(
        Operation operation,
        ApiRequest request,
        @Nullable Secret bearer,
        Redactor redactor,
        AnswerReader<T> reader,
        @Nullable String refusal) {
    /** A call to be made. */
    public static <T extends @Nullable Object> CallPlan<T> of(
            Operation operation,
            ApiRequest request,
            @Nullable Secret bearer,
            Redactor redactor,
            AnswerReader<T> reader) {
        return new CallPlan<>(operation, request, bearer, redactor, reader, null);
    }

    /** A call that is refused before anything is sent. */
    public static <T extends @Nullable Object> CallPlan<T> refused(
            Operation operation, ApiRequest request, Redactor redactor, AnswerReader<T> reader, String why) {
        return new CallPlan<>(operation, request, null, redactor, reader, why);
    }
}
