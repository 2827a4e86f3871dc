package dev.clientregistration.testing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a dialect lets register, unless the test says otherwise.
 *
 * @param scope the scope that an initial access token must have; null if only the holder counts
 * @param scopeAlone whether a token with further scopes is refused
 * @param tokenCheckedWhenOpen whether a token that nobody has to send is looked at
 * @param memberScopes the scopes that a token must have for a member to be true
 * @param closedByTokens whether a test that sets a token or a registrar wants open registration to be closed
 */
record Admission(
        RegistrationAccess access,
        @Nullable String scope,
        boolean scopeAlone,
        boolean tokenCheckedWhenOpen,
        Map<String, String> memberScopes,
        boolean closedByTokens) {

    static final Admission OPEN = new Admission(RegistrationAccess.OPEN, null, false, false);

    Admission(RegistrationAccess access, @Nullable String scope, boolean scopeAlone, boolean tokenCheckedWhenOpen) {
        this(access, scope, scopeAlone, tokenCheckedWhenOpen, Map.of(), true);
    }

    /** Who wants this member to be true needs a token with this scope, even where registration is open. */
    Admission withMemberScope(String member, String itsScope) {
        return new Admission(access, scope, scopeAlone, tokenCheckedWhenOpen, Map.of(member, itsScope), closedByTokens);
    }

    /** Whether nobody registers without a token, but somebody with one. */
    boolean needsToken() {
        return access == RegistrationAccess.TOKEN || access == RegistrationAccess.SINGLE_USE_TOKEN;
    }

    boolean isSwitchedOff() {
        return access == RegistrationAccess.SWITCHED_OFF;
    }

    /** A registrar is there for something else. */
    Admission notClosedByTokens() {
        return new Admission(access, scope, scopeAlone, tokenCheckedWhenOpen, memberScopes, false);
    }

    /** As the test has it, where it says something. */
    Admission with(ServerSettings settings) {
        return new Admission(
                access(settings),
                settings.registrationScope() == null ? scope : settings.registrationScope(),
                scopeAlone,
                tokenCheckedWhenOpen,
                memberScopes,
                closedByTokens);
    }

    private RegistrationAccess access(ServerSettings settings) {
        if (settings.registrationAccess() != null) {
            return settings.registrationAccess();
        }
        boolean tokenGiven = settings.initialAccessToken() != null || settings.registrar() != null;
        return tokenGiven && closedByTokens && access == RegistrationAccess.OPEN ? RegistrationAccess.TOKEN : access;
    }
}
