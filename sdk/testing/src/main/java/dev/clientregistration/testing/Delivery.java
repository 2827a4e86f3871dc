package dev.clientregistration.testing;

/** How much of an answer is sent. */
enum Delivery {
    /** All of it. */
    WHOLE,

    /** Nothing: the connection is closed. */
    NONE,

    /** The head and the first half of the body; then the connection is closed. */
    HALF,

    /** All of it, the body piece by piece. */
    SLOW,

    /** The head, and a body that never ends. */
    ENDLESS
}
