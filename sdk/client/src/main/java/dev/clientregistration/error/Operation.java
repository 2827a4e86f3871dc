package dev.clientregistration.error;

import java.util.Locale;

/** What a call was to do. New releases may add constants: keep a {@code default} branch when switching. */
public enum Operation {
    /** Register a new client (RFC 7591 section 3). */
    REGISTER,
    /** Read a client's registration (RFC 7592 section 2.1). */
    GET,
    /** Replace a client's registration (RFC 7592 section 2.2). */
    UPDATE,
    /** Delete a client's registration (RFC 7592 section 2.3). */
    DELETE,
    /** List clients, at servers whose own API can. */
    LIST,
    /** Read what an authorization server publishes about itself (RFC 8414, OpenID Connect Discovery 1.0). */
    DISCOVER,
    /** Obtain an access token, such as the initial access token of a {@code register} (RFC 6749 section 4.4). */
    TOKEN;

    /**
     * The name in lower case, for messages.
     *
     * @return for example {@code register}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
