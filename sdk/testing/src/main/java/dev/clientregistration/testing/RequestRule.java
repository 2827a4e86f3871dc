package dev.clientregistration.testing;

/** One thing that a dialect demands of a request, whatever it carries. */
@FunctionalInterface
interface RequestRule {
    /** @throws Refusal if the rule speaks against the request */
    void check(Request request) throws Refusal;
}
