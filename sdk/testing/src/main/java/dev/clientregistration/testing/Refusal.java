package dev.clientregistration.testing;

import org.jspecify.annotations.Nullable;

/**
 * The server does not do what was asked. It says why; the dialect's {@link Protocol} says how that is told.
 *
 * <p>A description names members and rules and never repeats a value: values can be secrets.
 */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable String member;
    private final String description;

    private Refusal(Reason reason, @Nullable String member, String description) {
        super(description, null, false, false);
        this.reason = reason;
        this.member = member;
        this.description = description;
    }

    static Refusal of(Reason reason, String description) {
        return new Refusal(reason, null, description);
    }

    /** @param member the metadata member that is at fault */
    static Refusal of(Reason reason, String member, String description) {
        return new Refusal(reason, member, description);
    }

    /** The redirect URIs are at fault. */
    static Refusal ofRedirectUris(Reason reason, String description) {
        return new Refusal(reason, RedirectUriRules.MEMBER, description);
    }

    Reason reason() {
        return reason;
    }

    /** The metadata member that is at fault; null if it is something else. */
    @Nullable
    String member() {
        return member;
    }

    String description() {
        return description;
    }

    /** Whether the redirect URIs are at fault, for which the standards have an error code of their own. */
    boolean concernsRedirectUris() {
        return RedirectUriRules.MEMBER.equals(member);
    }
}
