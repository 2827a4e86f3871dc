package dev.clientregistration.testing;

/** One way in which a dialect sends its answers otherwise than the standard does. */
@FunctionalInterface
interface AnswerStep {
    MockAnswer apply(Operation operation, Request request, MockAnswer answer);
}
