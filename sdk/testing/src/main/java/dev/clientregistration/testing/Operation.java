package dev.clientregistration.testing;

import java.util.Locale;

/**
 * What a request asks the server for, in whichever dialect it asks. A request that no endpoint takes asks for none of
 * these. Operations can be added; code that switches over them needs a default.
 */
public enum Operation {
    /** A client is to be registered (RFC 7591 §3.1). */
    REGISTER,

    /** A registered client is to be read (RFC 7592 §2.1). */
    GET,

    /** A registered client is to be changed (RFC 7592 §2.2, or the dialect's own way). */
    UPDATE,

    /** A registered client is to be deleted (RFC 7592 §2.3). */
    DELETE,

    /** An access token is to be issued (RFC 6749 §3.2). */
    TOKEN,

    /** The server is to describe itself (RFC 8414 §3). */
    DISCOVERY;

    /** The endpoint, marked as one that does this. */
    Endpoint at(Endpoint endpoint) {
        return new OperationEndpoint(this, endpoint);
    }

    /** The name as texts have it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
