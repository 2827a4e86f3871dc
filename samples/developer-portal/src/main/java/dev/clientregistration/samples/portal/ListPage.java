package dev.clientregistration.samples.portal;

import java.time.Instant;
import java.util.List;

/** The page My clients. */
record ListPage(RegistrationServer server, List<Reading> readings, Instant now) {}
