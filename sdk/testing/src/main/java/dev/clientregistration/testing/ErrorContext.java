package dev.clientregistration.testing;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an error answer may speak of.
 *
 * @param operation null if the request asks for nothing that every dialect has
 */
record ErrorContext(@Nullable Operation operation, Request request, Refusal refusal, URI issuer, Instant now) {}
