package dev.clientregistration.testing;

/** Who may register a client (RFC 7591 §3). */
public enum RegistrationAccess {
    /** Everybody; tokens are ignored, unless the dialect looks at them all the same. */
    OPEN,

    /** Whoever has an initial access token; it can be used any number of times, until it expires. */
    TOKEN,

    /** Whoever has an initial access token; it is used up by the first registration that succeeds. */
    SINGLE_USE_TOKEN
}
