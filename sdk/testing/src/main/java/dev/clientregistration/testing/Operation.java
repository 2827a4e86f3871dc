package dev.clientregistration.testing;

/** What a request asks for. */
enum Operation {
    REGISTER,
    GET,
    UPDATE,
    DELETE,
    DISCOVER,
    TOKEN,

    /** Whatever an endpoint does that is none of these, and requests that find no endpoint. */
    OTHER
}
