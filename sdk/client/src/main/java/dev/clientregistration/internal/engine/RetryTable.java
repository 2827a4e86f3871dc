package dev.clientregistration.internal.engine;

import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;

/** What each way an attempt can end means, by operation: whether the call was carried out, and what that is called. */
final class RetryTable {
    private RetryTable() {}

    /** The rows: what happened. */
    enum Situation {
        /** Name not found, connection refused, connect timeout, TLS handshake broken off. */
        NOT_SENT,
        /** Certificate, host name or protocol refused: it will be refused again. */
        NOT_SENT_FINAL,
        /** The request went out, and no complete answer came. */
        NO_ANSWER,
        /** 408, 425, 429, and 503 with Retry-After: the server's word that it did nothing. */
        DID_NOTHING,
        /** 501, 505 and redirects other than 303. */
        NEVER_WILL,
        /** Every other 5xx, and 303: the server may have got far. */
        IN_DOUBT,
        /** 4xx. */
        REFUSED,
        /** A success status with an answer that cannot be used. */
        UNREADABLE
    }

    /** The row for a request that got no answer. */
    static Situation of(IOException failure, boolean sent) {
        if (sent) {
            return Situation.NO_ANSWER;
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SSLPeerUnverifiedException
                    || t instanceof CertificateException
                    || t instanceof SSLProtocolException
                    || t instanceof java.net.UnknownServiceException) {
                return Situation.NOT_SENT_FINAL;
            }
        }
        return Situation.NOT_SENT;
    }

    /** The row for an error status. */
    static Situation of(Answer answer) {
        int status = answer.status();
        if (status == 408
                || status == 425
                || status == 429
                || (status == 503 && answer.header("Retry-After").isPresent())) {
            return Situation.DID_NOTHING;
        }
        if (status >= 400 && status <= 499) {
            return Situation.REFUSED;
        }
        if (status == 303 || (status >= 500 && status != 501 && status != 505)) {
            return Situation.IN_DOUBT;
        }
        return Situation.NEVER_WILL;
    }

    /** Whether a single attempt that ended so was carried out by the server. */
    static Outcome outcome(Situation situation) {
        return switch (situation) {
            case NO_ANSWER, IN_DOUBT -> Outcome.UNKNOWN;
            case UNREADABLE -> Outcome.APPLIED;
            default -> Outcome.NOT_APPLIED;
        };
    }

    /** Whether a register with an unusable answer made a client: 201 says so, and so does an id. */
    static Outcome unreadable(Operation operation, int status, boolean clientNamed) {
        return operation != Operation.REGISTER || status == 201 || clientNamed ? Outcome.APPLIED : Outcome.UNKNOWN;
    }
}
