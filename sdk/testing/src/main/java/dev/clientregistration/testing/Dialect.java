package dev.clientregistration.testing;

/**
 * What a server speaks: which endpoints it has, how requests and answers look, and which rules it keeps. Dialects can
 * be added; code that switches over them needs a default.
 */
public enum Dialect {
    /** Client registration and its management as the standards have them: RFC 7591 and RFC 7592. */
    STANDARD,

    /**
     * The client-registration API of Authlete 3.x, which authorization servers call: {@code POST
     * /api/{serviceId}/client/registration} to register and, with {@code /get}, {@code /update} or {@code /delete} after
     * it, to manage. What the outside client is to be told comes back as {@code action} and {@code responseContent}.
     * {@link AuthleteSettings} has its switches.
     */
    AUTHLETE
}
