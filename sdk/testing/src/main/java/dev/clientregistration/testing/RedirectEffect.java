package dev.clientregistration.testing;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A redirect; nothing is applied.
 *
 * @param location null for this server under another host name
 */
record RedirectEffect(int status, @Nullable URI location) implements FaultEffect {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    RedirectEffect {
        if (!STATUSES.contains(status)) {
            throw new IllegalArgumentException("status must be 301, 302, 303, 307 or 308, not " + status);
        }
    }

    @Override
    public String text() {
        return "redirect-" + status + (location == null ? "" : "=" + location);
    }

    @Override
    public Reply strike(Visit visit) {
        String there = location == null ? visit.elsewhere(visit.request().target()) : location.toString();
        return visit.send(MockAnswer.of(status).withHeader("Location", there));
    }
}
