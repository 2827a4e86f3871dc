package dev.clientregistration.testing;

import java.net.URI;
import java.util.function.Supplier;

/**
 * What every dialect works with.
 *
 * @param origin scheme, host and port; asked only once the server listens
 */
record ServerParts(ServerSettings settings, Supplier<URI> origin, ClientStore clients, TokenStore tokens) {}
