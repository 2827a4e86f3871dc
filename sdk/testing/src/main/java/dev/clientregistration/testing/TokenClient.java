package dev.clientregistration.testing;

import java.util.List;
import java.util.Set;

/**
 * A client that has authenticated at the token endpoint.
 *
 * @param grants the grant types that it may use
 * @param scopes those that it may ask for
 */
record TokenClient(String clientId, List<String> grants, Set<String> scopes) {}
