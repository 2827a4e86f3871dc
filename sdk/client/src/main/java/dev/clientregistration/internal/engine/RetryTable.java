package dev.clientregistration.internal.engine;

import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownServiceException;
import javax.net.ssl.SSLException;

/**
 * What each way an attempt can end means: whether the request may be sent again, and whether the server carried it out.
 * The documentation's table is rendered from these constants.
 */
final class RetryTable {
    private RetryTable() {}

    /** The rows: what happened. */
    enum Situation {
        /** No byte of the request was written, and it may work the next time. */
        NOT_SENT(
                "not sent: name not found, connection refused, connect timeout, TLS handshake broken off",
                Again.ALWAYS,
                Outcome.NOT_APPLIED),
        /** No byte of the request was written, and it will be the same the next time. */
        NOT_SENT_FINAL("not sent: certificate, host name or protocol refused", Again.NEVER, Outcome.NOT_APPLIED),
        /** The request was written, at least in part. */
        NO_ANSWER("sent, no complete answer (also every HTTP/2 stream reset)", Again.IF_REPEATABLE, Outcome.UNKNOWN),
        /** The server's word that it did nothing. */
        DID_NOTHING("408, 425, 429, 503 with Retry-After", Again.ALWAYS, Outcome.NOT_APPLIED),
        /** The server does not do such things, or not here. */
        NEVER_WILL("501, 505, 3xx other than 303", Again.NEVER, Outcome.NOT_APPLIED),
        /** The server may have got far. */
        IN_DOUBT("every other 5xx", Again.IF_REPEATABLE, Outcome.UNKNOWN),
        /** The server did it, it seems, and sends the caller elsewhere for the answer. */
        SEE_OTHER("303", Again.IF_CHANGE, Outcome.UNKNOWN),
        /** The token is refused and another can be had. */
        TOKEN_REFUSED(
                "invalid_token, and the token is one that can be renewed", Again.WITH_NEW_TOKEN, Outcome.NOT_APPLIED),
        /** The server judged the request. */
        REFUSED("other 4xx", Again.NEVER, Outcome.NOT_APPLIED),
        /** The server did it, and its answer is of no use. */
        UNREADABLE("2xx, unreadable", Again.NEVER, Outcome.APPLIED),
        /** What an earlier attempt may have caused: the client, or its token, is gone. */
        GONE("401, 403, 404, 410 after an attempt of unknown fate", Again.NEVER, Outcome.UNKNOWN);

        private final String text;
        private final Again again;
        private final Outcome outcome;

        Situation(String text, Again again, Outcome outcome) {
            this.text = text;
            this.again = again;
            this.outcome = outcome;
        }

        /** The row's heading in the documentation. */
        String text() {
            return text;
        }

        /** Whether the request may be sent again as it is; {@code repeatable}: doing it twice is the same as once. */
        boolean mayRepeat(Operation operation, boolean repeatable) {
            return switch (again) {
                case ALWAYS -> true;
                case IF_REPEATABLE -> repeatable;
                case IF_CHANGE -> repeatable && (operation == Operation.UPDATE || operation == Operation.DELETE);
                case WITH_NEW_TOKEN, NEVER -> false;
            };
        }

        /** Whether the server carried out the one attempt that ended so. */
        Outcome outcome() {
            return outcome;
        }

        /** Whether an answer of this kind also settles what became of earlier attempts of the same request. */
        boolean settles() {
            return this == REFUSED || this == UNREADABLE;
        }
    }

    /** When a request may be sent again. */
    private enum Again {
        /** In every case. */
        ALWAYS,
        /** If doing it twice is the same as once. */
        IF_REPEATABLE,
        /** If doing it twice is the same as once, and it is not a mere read, which would only be sent elsewhere again. */
        IF_CHANGE,
        /** Once more, with another token. */
        WITH_NEW_TOKEN,
        /** Never. */
        NEVER
    }

    /** The row for a request that got no answer. */
    static Situation of(IOException failure, boolean sent) {
        if (sent) {
            return Situation.NO_ANSWER;
        }
        boolean refused = false;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            // A TLS failure is the server's or our own refusal, but where the connection broke under the handshake.
            refused |= t instanceof SSLException || t instanceof UnknownServiceException;
            if (t instanceof EOFException || t instanceof SocketException || t instanceof InterruptedIOException) {
                return Situation.NOT_SENT;
            }
        }
        return refused ? Situation.NOT_SENT_FINAL : Situation.NOT_SENT;
    }

    /** The row for an error status, as it is without regard to earlier attempts and tokens. */
    static Situation of(Answer answer) {
        int status = answer.status();
        return switch (status) {
            case 303 -> Situation.SEE_OTHER;
            case 408, 425, 429 -> Situation.DID_NOTHING;
            case 501, 505 -> Situation.NEVER_WILL;
            case 503 -> answer.header("Retry-After").isPresent() ? Situation.DID_NOTHING : Situation.IN_DOUBT;
            default -> status >= 500 ? Situation.IN_DOUBT : status >= 400 ? Situation.REFUSED : Situation.NEVER_WILL;
        };
    }

    /** Whether a status says that there is no such thing. */
    static boolean saysMissing(int status) {
        return status == 404 || status == 410;
    }

    /** Whether a status says that the client, or the right to manage it, is gone. */
    static boolean saysGone(int status) {
        return status == 401 || status == 403 || saysMissing(status);
    }
}
