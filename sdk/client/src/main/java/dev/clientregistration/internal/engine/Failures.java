package dev.clientregistration.internal.engine;

import dev.clientregistration.Secret;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.CredentialsLostException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.internal.http.Uris;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of a call. Every message says what failed, where, what it means and what to do. */
final class Failures {
    /** By these the token endpoint refuses the client, with 400 or 401 (RFC 6749 section 5.2). */
    private static final Set<String> CLIENT_REFUSED = Set.of("invalid_client", "unauthorized_client");

    private static final String BODY_ADVICE = " What came is in body().";

    private static final Pattern PLAIN_CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final CallPlan<?> plan;
    private final Operation operation;
    private final String what;
    private final Redactor redactor;
    private final ErrorFormat format;
    private final boolean ownToken;
    private final EngineSettings settings;
    private final @Nullable String sentRequestId;

    Failures(CallPlan<?> plan, EngineSettings settings, @Nullable String sentRequestId) {
        this.plan = plan;
        this.operation = plan.operation();
        this.redactor = plan.redactor();
        this.what = plan.operation() + " at "
                + redactor.clean(Uris.display(plan.request().uri()));
        this.format = plan.errorFormat();
        this.ownToken = plan.options().token().isPresent();
        this.settings = settings;
        this.sentRequestId = sentRequestId;
    }

    RegistrationException notAnswered(IOException cause, Outcome outcome, int attempts) {
        String found =
                outcome == Outcome.NOT_APPLIED ? " could not be sent: " : " was sent, but no complete answer came: ";
        IOException clean = redactor.clean(cause);
        return new TransportException(
                operation,
                outcome,
                attempts,
                what + found + clean.getClass().getSimpleName() + ". " + meaning(outcome) + advice(outcome),
                clean);
    }

    RegistrationException timedOut(String which, Duration limit, Outcome outcome, int attempts) {
        return new CallTimeoutException(
                operation,
                outcome,
                attempts,
                what + " was given up: " + which + " took longer than " + limit.toMillis() + " ms. " + meaning(outcome)
                        + advice(outcome),
                null);
    }

    RegistrationException interrupted(Outcome outcome, int attempts) {
        return new CallInterruptedException(
                operation,
                outcome,
                attempts,
                what + " was cancelled: the waiting thread was interrupted. " + meaning(outcome) + advice(outcome),
                null);
    }

    RegistrationException refused(String why, Outcome outcome, int attempts) {
        return new CallRefusedException(
                operation, outcome, attempts, what + " was not sent: " + why + ". " + meaning(outcome), null);
    }

    RegistrationException credentialsLost(Answer answer, int attempts) {
        return new CredentialsLostException(
                operation,
                Outcome.UNKNOWN,
                attempts,
                what + " was answered with HTTP " + answer.status()
                        + " after an attempt whose answer was lost. The server"
                        + " seems to have replaced the registration access token, or deleted the client, in that attempt."
                        + " Register a new client, or ask the server's operator for new credentials.",
                null);
    }

    RegistrationException tokenUnavailable(Throwable cause, Outcome outcome, int attempts) {
        return cause instanceof RegistrationException failure
                ? prevented(failure, outcome, attempts)
                : new CallRefusedException(
                        operation,
                        outcome,
                        attempts,
                        what + " was not sent: no token could be had ("
                                + cause.getClass().getSimpleName() + "). " + meaning(outcome),
                        null);
    }

    /**
     * What had to be asked for first could not be had. The exception is of the same kind as that failure, which several
     * calls may share, and of its operation; the outcome is this call's.
     */
    RegistrationException prevented(RegistrationException failure, Outcome outcome, int attempts) {
        // What had to be asked for was only read: the failure says already that nothing was changed.
        String message = what + " was not sent: "
                + String.valueOf(failure.getMessage()).replace(BODY_ADVICE, "")
                + (outcome == Outcome.NOT_APPLIED ? "" : " " + meaning(outcome));
        Operation failed = failure.operation();
        if (failure instanceof ResultError error) {
            return ResultError.builder(failed, error.httpStatus())
                    .outcome(outcome)
                    .attempts(attempts)
                    .mayBeGone(error instanceof AccessDeniedException denied && denied.mayBeGone())
                    .accessDenied(error instanceof AccessDeniedException)
                    .code(error.code().orElse(null))
                    .description(error.description().orElse(null))
                    .challenge(error.challenge().orElse(null))
                    .bodyExcerpt(error.bodyExcerpt().orElse(null))
                    .retryAfter(error.retryAfter().orElse(null))
                    .requestId(error.requestId().orElse(null))
                    .cause(error)
                    .message(message)
                    .build();
        }
        if (failure instanceof TransportException) {
            return new TransportException(failed, outcome, attempts, message, failure);
        }
        if (failure instanceof CallTimeoutException) {
            return new CallTimeoutException(failed, outcome, attempts, message, failure);
        }
        return new CallRefusedException(failed, outcome, attempts, message, failure);
    }

    RegistrationException closed(Outcome outcome, int attempts) {
        return new CallRefusedException(
                operation, outcome, attempts, what + " was ended: the facade is closed. " + meaning(outcome), null);
    }

    RegistrationException error(Answer answer, Outcome outcome, int attempts, Clock clock) {
        ErrorBody body = ErrorBody.of(answer, format, redactor, settings.nonJsonExcerpts());
        String code = body.code();
        String named = code != null && PLAIN_CODE.matcher(code).matches() ? " " + code : "";
        boolean denied = plan.refusesToken(answer.status(), code)
                || (operation == Operation.TOKEN && code != null && CLIENT_REFUSED.contains(code));
        return ResultError.builder(operation, answer.status())
                .outcome(outcome)
                .attempts(attempts)
                .mayBeGone(format.tellsOfClients() && !ownToken)
                .accessDenied(denied)
                .code(code)
                .description(body.description())
                .challenge(body.challenge())
                .bodyExcerpt(body.excerpt())
                .retryAfter(RetryAfter.of(answer, clock).orElse(null))
                .requestId(requestId(answer))
                .message(what + " was answered with HTTP " + answer.status() + named + ". " + meaning(outcome)
                        + advice(denied ? 401 : answer.status(), outcome))
                .build();
    }

    RegistrationException unreadable(Answer answer, String reason, Outcome outcome, int attempts) {
        String text = answer.text();
        String location = answer.header("Location").map(redactor::clean).orElse(null);
        return new UnreadableResponseException(
                operation,
                outcome,
                attempts,
                answer.status(),
                text.isEmpty() ? null : Secret.of(text),
                location,
                what + " was answered with HTTP " + answer.status() + ", but the answer cannot be used: " + reason
                        + ". " + meaning(outcome) + BODY_ADVICE);
    }

    /** The identifier that the server named, else the one that was sent, if any. */
    @Nullable
    String requestId(Answer answer) {
        return Stream.of(settings.requestIdHeader(), "X-Request-Id", "X-Correlation-Id", "Request-Id")
                .filter(Objects::nonNull)
                .flatMap(name -> answer.header(name).stream())
                .map(redactor::clean)
                .findFirst()
                .orElse(sentRequestId);
    }

    private String meaning(Outcome outcome) {
        return switch (operation) {
            case GET ->
                outcome == Outcome.UNKNOWN
                        ? "Nothing was changed, unless the server replaces credentials when they are read."
                        : "Nothing was changed.";
            case LIST, DISCOVER, TOKEN -> "Nothing was changed.";
            case REGISTER, UPDATE, DELETE ->
                switch (outcome) {
                    case NOT_APPLIED -> "Nothing was changed at the server.";
                    case APPLIED -> "The server did it.";
                    case UNKNOWN -> "Whether the server did it is unknown.";
                };
        };
    }

    private String advice(Outcome outcome) {
        if (outcome == Outcome.UNKNOWN && operation == Operation.REGISTER) {
            return " A second register could make a second client; look at the server first.";
        }
        return " It is safe to call again.";
    }

    private String advice(int status, Outcome outcome) {
        if (outcome == Outcome.UNKNOWN) {
            return advice(outcome);
        }
        return switch (status) {
            case 401, 403 ->
                ownToken ? " Check the token that was given for this call." : " " + format.tokenRefused(operation);
            case 404, 410 -> " " + format.notFound(operation);
            case 408, 425, 429, 503 -> " Call again later.";
            default ->
                status < 400
                        ? " Redirects are not followed; check the URI."
                        : status < 500 ? " Correct the request before calling again." : " Ask the server's operator.";
        };
    }
}
