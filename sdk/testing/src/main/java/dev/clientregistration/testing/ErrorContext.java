package dev.clientregistration.testing;

import java.net.URI;
import java.time.Instant;

/** What an error answer may speak of besides the error. */
record ErrorContext(Request request, URI issuer, Instant now) {}
