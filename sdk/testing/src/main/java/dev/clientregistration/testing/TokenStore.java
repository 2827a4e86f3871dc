package dev.clientregistration.testing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The access tokens that are out, and the assertions that have been used. Guarded by the lock of
 * {@link AuthorizationServer}.
 */
final class TokenStore {
    private final Map<String, AccessToken> tokens = new HashMap<>();
    private final Set<String> spent = new HashSet<>();
    private final Set<String> usedAssertions = new HashSet<>();

    void put(AccessToken token) {
        tokens.put(token.value(), token);
    }

    Optional<AccessToken> find(String value) {
        return Optional.ofNullable(tokens.get(value));
    }

    /** The token is used up. */
    void remove(AccessToken token) {
        tokens.remove(token.value());
        spent.add(token.value());
    }

    boolean isSpent(String value) {
        return spent.contains(value);
    }

    /** Whether the assertion of this client is used for the first time. */
    boolean useAssertion(String clientId, String identifier) {
        return usedAssertions.add(clientId + " " + identifier);
    }

    void clear() {
        tokens.clear();
        spent.clear();
        usedAssertions.clear();
    }
}
