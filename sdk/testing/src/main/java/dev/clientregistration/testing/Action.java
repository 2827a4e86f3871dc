package dev.clientregistration.testing;

/** What one method does at one path. */
record Action(Operation operation, Endpoint endpoint) {}
