package dev.clientregistration.testing;

/** What the endpoints of a dialect with {@link DialectRules} work with. */
record Workshop(DialectRules rules, ServerParts parts, Addresses addresses, Registrar registrar) {}
