package dev.clientregistration.testing;

import org.jspecify.annotations.Nullable;

/** One way in which a dialect sends its answers otherwise than the standard does. */
@FunctionalInterface
interface AnswerStep {
    /** @param operation null if the request asks for nothing that every dialect has */
    MockAnswer apply(@Nullable Operation operation, Request request, MockAnswer answer);
}
