package dev.clientregistration.testing;

/** Who may register a client (RFC 7591 §3). */
public enum RegistrationAccess {
    /** Everybody; tokens are ignored, unless the dialect looks at them all the same. */
    OPEN,

    /** Whoever has an initial access token; it can be used any number of times, until it expires. */
    TOKEN,

    /** Whoever has an initial access token; it is used up by the first registration that succeeds. */
    SINGLE_USE_TOKEN,

    /**
     * Nobody: registration and the management of clients are switched off, and the server's metadata does not speak of
     * them. Answers are those for a path at which there is nothing, unless the dialect has others.
     */
    SWITCHED_OFF
}
