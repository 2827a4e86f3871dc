package dev.clientregistration.testing;

/** One way in which a dialect tells a client otherwise than the standard does. */
@FunctionalInterface
interface InformationStep {
    /** @param answer its members are changed in place */
    void apply(ClientAnswer answer);
}
