package dev.clientregistration.testing;

import com.google.gson.JsonObject;
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
    private final transient @Nullable JsonObject details;

    private Refusal(Reason reason, @Nullable String member, String description, @Nullable JsonObject details) {
        super(description, null, false, false);
        this.reason = reason;
        this.member = member;
        this.description = description;
        this.details = details;
    }

    static Refusal of(Reason reason, String description) {
        return new Refusal(reason, null, description, null);
    }

    /** @param member the metadata member that is at fault */
    static Refusal of(Reason reason, String member, String description) {
        return new Refusal(reason, member, description, null);
    }

    /** The redirect URIs are at fault. */
    static Refusal ofRedirectUris(Reason reason, String description) {
        return new Refusal(reason, RedirectUriRules.MEMBER, description, null);
    }

    /** Several members are at fault. */
    static Refusal withDetails(Reason reason, String description, JsonObject details) {
        return new Refusal(reason, null, description, details);
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

    /** What is wrong with each member, for dialects that tell it. */
    @Nullable
    JsonObject details() {
        return details;
    }

    /** Whether the redirect URIs are at fault, for which the standards have an error code of their own. */
    boolean concernsRedirectUris() {
        return RedirectUriRules.MEMBER.equals(member);
    }
}
