package dev.clientregistration.samples.cli;

import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.CredentialsLostException;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RateLimitedException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnexpectedResponseException;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.error.UnusableClientException;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownServiceException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a command can fail, and its exit status where the server did nothing: where it did, that is 6, and
 * where nobody can know, 5. The manual's table is rendered from these constants.
 */
enum FailureKind {
    USAGE("usage", null, "the command line cannot be carried out", ExitStatus.REFUSED_HERE),
    FILE_UNUSABLE("file-unusable", null, "a file cannot be read, or not be written to", ExitStatus.REFUSED_HERE),
    CALL_REFUSED(
            "call-refused",
            CallRefusedException.class,
            "the SDK refused to send: the server lacks the operation or issued no credentials for it, or they would go to"
                    + " an origin that is not trusted",
            ExitStatus.REFUSED_HERE),
    TLS_REFUSED(
            "tls-refused",
            null,
            "no TLS connection: the certificate is not trusted or of another host, or one side refused",
            ExitStatus.REFUSED_HERE),
    REGISTRATION_REJECTED(
            "registration-rejected",
            RegistrationRejectedException.class,
            "400, 409, 422 and other 4xx: the server refuses the request",
            ExitStatus.REFUSED_BY_SERVER),
    ACCESS_DENIED(
            "access-denied",
            AccessDeniedException.class,
            "401, 403: the server refuses the token, or the client does not exist any more",
            ExitStatus.REFUSED_BY_SERVER),
    CLIENT_NOT_FOUND(
            "client-not-found",
            ClientNotFoundException.class,
            "404, 410: the server does not know the client",
            ExitStatus.REFUSED_BY_SERVER),
    UNEXPECTED_RESPONSE(
            "unexpected-response",
            UnexpectedResponseException.class,
            "a redirect, or a status of another world",
            ExitStatus.REFUSED_BY_SERVER),
    SERVER_UNABLE("server-unable", null, "501, 505: the server does not do such things", ExitStatus.REFUSED_BY_SERVER),
    RATE_LIMITED("rate-limited", RateLimitedException.class, "429: too many requests", ExitStatus.NOTHING_HAPPENED),
    SERVER_UNAVAILABLE(
            "server-unavailable",
            ServerUnavailableException.class,
            "other 5xx, 408, 425: the server failed or is not ready",
            ExitStatus.NOTHING_HAPPENED),
    TRANSPORT(
            "transport", TransportException.class, "not reached, or the connection broke", ExitStatus.NOTHING_HAPPENED),
    CALL_TIMEOUT("call-timeout", CallTimeoutException.class, "time ran out", ExitStatus.NOTHING_HAPPENED),
    CALL_INTERRUPTED(
            "call-interrupted",
            CallInterruptedException.class,
            "Ctrl-C, or a signal to end, during a call",
            ExitStatus.NOTHING_HAPPENED),
    UNREADABLE_RESPONSE(
            "unreadable-response",
            UnreadableResponseException.class,
            "success, but the answer cannot be used; also a document of \"discover\" that is of another issuer",
            ExitStatus.REFUSED_HERE),
    UNUSABLE_CLIENT(
            "unusable-client",
            UnusableClientException.class,
            "the client was registered, but not as it was asked for",
            ExitStatus.APPLIED),
    CREDENTIALS_LOST(
            "credentials-lost",
            CredentialsLostException.class,
            "the server replaced the credentials, or deleted the client, in an attempt whose answer was lost",
            ExitStatus.APPLIED),
    NOT_SAVED(
            "not-saved",
            null,
            "the server did it, but the credentials, or the answer, could not be written to where they belong",
            ExitStatus.APPLIED),
    INTERNAL_ERROR("internal-error", null, "a bug of this command", ExitStatus.REFUSED_HERE);

    private final String text;
    private final @Nullable Class<? extends RegistrationException> type;
    private final String meaning;
    private final ExitStatus ifNothingWasDone;

    FailureKind(
            String text,
            @Nullable Class<? extends RegistrationException> type,
            String meaning,
            ExitStatus ifNothingWasDone) {
        this.text = text;
        this.type = type;
        this.meaning = meaning;
        this.ifNothingWasDone = ifNothingWasDone;
    }

    /** The kind of a failed call. */
    static FailureKind of(RegistrationException failure) {
        if (failure instanceof ServerUnavailableException answer
                && (answer.httpStatus() == 501 || answer.httpStatus() == 505)) {
            return SERVER_UNABLE;
        }
        if (failure instanceof TransportException
                && failure.outcome() == Outcome.NOT_APPLIED
                && isTlsRefusal(failure.getCause())) {
            return TLS_REFUSED;
        }
        for (FailureKind kind : values()) {
            if (kind.type == failure.getClass()) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "a kind is missing for " + failure.getClass().getSimpleName());
    }

    /** The name in the error line. */
    String text() {
        return text;
    }

    /** What happened, for the manual. */
    String meaning() {
        return meaning;
    }

    /** How the process ends. */
    ExitStatus exit(Outcome outcome) {
        if (this == CREDENTIALS_LOST) {
            return ExitStatus.APPLIED;
        }
        return switch (outcome) {
            case NOT_APPLIED -> ifNothingWasDone;
            case APPLIED -> ExitStatus.APPLIED;
            case UNKNOWN -> ExitStatus.UNKNOWN;
        };
    }

    /** A handshake that ended by a decision, and not because the connection broke: it will end so the next time too. */
    private static boolean isTlsRefusal(@Nullable Throwable cause) {
        boolean refused = false;
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof EOFException || t instanceof SocketException || t instanceof InterruptedIOException) {
                return false;
            }
            refused |= t instanceof SSLException || t instanceof UnknownServiceException;
        }
        return refused;
    }
}
