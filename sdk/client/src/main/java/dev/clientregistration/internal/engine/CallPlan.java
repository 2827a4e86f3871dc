package dev.clientregistration.internal.engine;

import dev.clientregistration.RequestOptions;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.internal.http.ApiRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
    private final boolean mayReplaceCredentials;
    private final Map<Integer, Set<String>> tokenRefusals;
    private final Objection<T> objection;
    private final @Nullable String refusal;
    private final @Nullable Supplier<CompletableFuture<CallPlan<T>>> preparation;
    private final @Nullable CallPlan<T> otherwise;

    private CallPlan(Builder<T> builder) {
        this.operation = builder.operation;
        this.request = builder.request;
        this.reader = builder.reader;
        this.redactor = builder.redactor;
        this.options = builder.options;
        this.token = builder.token;
        this.repeatable = builder.repeatable;
        this.errorFormat = builder.errorFormat;
        this.mayReplaceCredentials = builder.mayReplaceCredentials;
        this.tokenRefusals = builder.tokenRefusals;
        this.objection = builder.objection;
        this.refusal = builder.refusal;
        this.preparation = builder.preparation;
        this.otherwise = builder.otherwise;
    }

    /** Looks at what a call brought before its caller does. */
    public interface Objection<T extends @Nullable Object> {
        /** Why the value is not what the caller demands, or null; {@code attempts} is how many it took. */
        @Nullable
        RegistrationException against(T value, int attempts);

        /** There is none. */
        static <T extends @Nullable Object> Objection<T> none() {
            return (value, attempts) -> null;
        }
    }

    /** A plan for a call that must not be made. */
    public static <T extends @Nullable Object> CallPlan<T> refused(
            Operation operation, ApiRequest preliminary, RequestOptions options, String why) {
        return CallPlan.<T>unsent(operation, preliminary, options).refusal(why).build();
    }

    /**
     * A plan whose request depends on what must be asked for first. It counts against the same time limit.
     *
     * @param preliminary names the operation and, in messages, the place, until the request is known
     * @param preparation asks, when the call begins, and gives the plan to go on with; it must not block. Cancelling its
     *     future ends the asking
     */
    public static <T extends @Nullable Object> CallPlan<T> prepared(
            Operation operation,
            ApiRequest preliminary,
            RequestOptions options,
            Supplier<CompletableFuture<CallPlan<T>>> preparation) {
        Builder<T> builder = unsent(operation, preliminary, options);
        builder.preparation = preparation;
        return builder.build();
    }

    private static <T extends @Nullable Object> Builder<T> unsent(
            Operation operation, ApiRequest preliminary, RequestOptions options) {
        return new Builder<T>(operation, preliminary, answer -> {
                    throw new IllegalStateException("the request of this plan is not to be sent");
                })
                .options(options);
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

    /** Whether the server may replace the registration access token in this operation. */
    boolean mayReplaceCredentials() {
        return mayReplaceCredentials;
    }

    /** Whether an error answer means that the token is no good. */
    boolean refusesToken(int status, @Nullable String code) {
        return tokenRefusals.getOrDefault(status, Set.of()).contains(code == null ? "" : code);
    }

    /** What looks at the value before the caller does. */
    Objection<T> objection() {
        return objection;
    }

    /** Why the call must not be made, or null. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** What gives the plan to go on with, or null if this is it. */
    @Nullable
    Supplier<CompletableFuture<CallPlan<T>>> preparation() {
        return preparation;
    }

    /** What to go on with where the server refuses the request, or its answer is of no use; null to fail. */
    @Nullable
    CallPlan<T> otherwise() {
        return otherwise;
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
        private boolean mayReplaceCredentials;
        private Map<Integer, Set<String>> tokenRefusals = ServerProfile.STANDARD.tokenRefusals();
        private Objection<T> objection = Objection.none();
        private @Nullable String refusal;
        private @Nullable Supplier<CompletableFuture<CallPlan<T>>> preparation;
        private @Nullable CallPlan<T> otherwise;

        private Builder(Operation operation, ApiRequest request, AnswerReader<T> reader) {
            this.operation = operation;
            this.request = request;
            this.reader = reader;
            this.repeatable = operation != Operation.REGISTER;
            this.mayReplaceCredentials = operation == Operation.UPDATE;
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

        /** Says whether the server may replace the registration access token in this operation; default: in an update. */
        public Builder<T> mayReplaceCredentials(boolean may) {
            this.mayReplaceCredentials = may;
            return this;
        }

        /** Sets the answers that mean a bad token: error codes by status, {@code ""} for none. */
        public Builder<T> tokenRefusals(Map<Integer, Set<String>> tokenRefusals) {
            this.tokenRefusals = tokenRefusals;
            return this;
        }

        /** Sets what looks at the value before the caller does. */
        public Builder<T> objection(Objection<T> objection) {
            this.objection = objection;
            return this;
        }

        /** Sets what to go on with where the server refuses the request, or its answer is of no use. */
        public Builder<T> otherwise(@Nullable CallPlan<T> otherwise) {
            this.otherwise = otherwise;
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
