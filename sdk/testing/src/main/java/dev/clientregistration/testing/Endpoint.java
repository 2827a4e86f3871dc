package dev.clientregistration.testing;

/** Answers the requests of one method at one path. */
@FunctionalInterface
interface Endpoint {
    /**
     * Does what was asked and says so.
     *
     * @throws Refusal if the server does not do what was asked; then nothing has changed
     */
    MockAnswer answer(Request request) throws Refusal;
}
