package dev.clientregistration.testing;

import java.util.Set;

/**
 * A client that is there from the beginning, so that somebody can ask for initial access tokens. It is not among the
 * registered ones.
 *
 * @param scopes those that it may ask for; empty: the one for registration, if there is one
 */
record Registrant(String clientId, String clientSecret, Set<String> scopes) {
    /** The identifier alone. */
    @Override
    public String toString() {
        return "Registrant[" + clientId + "]";
    }
}
