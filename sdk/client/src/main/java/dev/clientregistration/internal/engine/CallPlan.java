package dev.clientregistration.internal.engine;

import dev.clientregistration.RequestOptions;
import dev.clientregistration.error.Operation;
import dev.clientregistration.internal.http.ApiRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything that the engine must know of one call. Immutable but for the redactor, which learns. */
public final class CallPlan<T extends @Nullable Object> {
    private final Operation operation;
    private final ApiRequest request;
    private final AnswerReader<T> reader;
    private final Redactor redactor;
    private final RequestOptions options;
    private final TokenSource token;
    private final boolean repeatable;
    private final ErrorFormat errorFormat;
    private final boolean rotatesOnRead;
    private final @Nullable String refusal;

    private CallPlan(Builder<T> builder) {
        this.operation = builder.operation;
        this.request = builder.request;
        this.reader = builder.reader;
        this.redactor = builder.redactor;
        this.options = builder.options;
        this.token = builder.token;
        this.repeatable = builder.repeatable;
        this.errorFormat = builder.errorFormat;
        this.rotatesOnRead = builder.rotatesOnRead;
        this.refusal = builder.refusal;
    }

    /** A plan for a request whose successful answer the reader turns into the value. */
    public static <T extends @Nullable Object> Builder<T> builder(
            Operation operation, ApiRequest request, AnswerReader<T> reader) {
        return new Builder<>(operation, request, reader);
    }

    Operation operation() {
        return operation;
    }

    ApiRequest request() {
        return request;
    }

    AnswerReader<T> reader() {
        return reader;
    }

    Redactor redactor() {
        return redactor;
    }

    RequestOptions options() {
        return options;
    }

    TokenSource token() {
        return token;
    }

    /** Whether the request may be sent again where the server may have carried it out. */
    boolean repeatable() {
        return repeatable;
    }

    /** How the server words its errors. */
    ErrorFormat errorFormat() {
        return errorFormat;
    }

    /** Whether the server replaces credentials when they are read. */
    boolean rotatesOnRead() {
        return rotatesOnRead;
    }

    /** Why the call must not be made, or null. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Makes a {@link CallPlan}. */
    public static final class Builder<T extends @Nullable Object> {
        private final Operation operation;
        private final ApiRequest request;
        private final AnswerReader<T> reader;
        private Redactor redactor = new Redactor();
        private RequestOptions options = RequestOptions.none();
        private TokenSource token = TokenSource.NONE;
        private boolean repeatable;
        private ErrorFormat errorFormat = ErrorFormat.OAUTH;
        private boolean rotatesOnRead;
        private @Nullable String refusal;

        private Builder(Operation operation, ApiRequest request, AnswerReader<T> reader) {
            this.operation = operation;
            this.request = request;
            this.reader = reader;
            this.repeatable = operation != Operation.REGISTER;
        }

        /** Says whether the request may be sent again where it may have been carried out; default: all but a register. */
        public Builder<T> repeatable(boolean repeatable) {
            this.repeatable = repeatable;
            return this;
        }

        /** Sets how the server words its errors. */
        public Builder<T> errorFormat(ErrorFormat errorFormat) {
            this.errorFormat = errorFormat;
            return this;
        }

        /** Sets what knows the secrets that the request holds. */
        public Builder<T> redactor(Redactor redactor) {
            this.redactor = redactor;
            return this;
        }

        /** Sets what is different for this call. */
        public Builder<T> options(RequestOptions options) {
            this.options = Objects.requireNonNull(options, "options must not be null");
            return this;
        }

        /** Sets where the bearer token of each attempt comes from. */
        public Builder<T> token(TokenSource token) {
            this.token = token;
            return this;
        }

        /** Says whether the server replaces credentials when they are read. */
        public Builder<T> rotatesOnRead(boolean rotatesOnRead) {
            this.rotatesOnRead = rotatesOnRead;
            return this;
        }

        /** Has the call refused before anything is sent; null for no refusal. */
        public Builder<T> refusal(@Nullable String why) {
            this.refusal = why;
            return this;
        }

        /** The plan. */
        public CallPlan<T> build() {
            return new CallPlan<>(this);
        }
    }
}
