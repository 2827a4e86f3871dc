package dev.clientregistration.samples.portal;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, for how long, and whether a form is one of ours. Sessions are in memory: a restart signs everybody
 * out.
 */
final class Sessions {
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);

    private static final String DEVELOPER = "developer";
    private static final String SIGNED_IN_AT = "signedInAt";
    private static final String SEEN_AT = "seenAt";
    private static final String CSRF = "csrf";
    private static final String NOTICES = "notices";
    private static final String WANTED = "wanted";

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** Cookies that scripts cannot read, other sites cannot use in forms, and plain http does not see if there is https. */
    static SessionHandler handler(Optional<URI> publicUrl) {
        boolean secure =
                publicUrl.map(URI::getScheme).filter("https"::equalsIgnoreCase).isPresent();
        SessionHandler handler = new SessionHandler();
        handler.setSessionCookie(secure ? "__Host-portal" : "portal");
        handler.setSessionPath("/");
        handler.setHttpOnly(true);
        handler.setSameSite(HttpCookie.SameSite.LAX);
        handler.setSecureCookies(secure);
        handler.setUsingUriParameters(false);
        handler.setMaxInactiveInterval(Math.toIntExact(LONGEST_PAUSE.toSeconds()));
        return handler;
    }

    /** Comes before everything else: ends a session whose time is over, and lets no form pass that is not ours. */
    void check(Context ctx) {
        Instant now = clock.instant();
        Instant signedInAt = ctx.sessionAttribute(SIGNED_IN_AT);
        Instant seenAt = ctx.sessionAttribute(SEEN_AT);
        if (signedInAt != null && seenAt != null) {
            if (now.isAfter(seenAt.plus(LONGEST_PAUSE)) || now.isAfter(signedInAt.plus(LONGEST))) {
                ctx.req().getSession().invalidate();
                say(ctx, "You were signed out, since your session was over.");
            } else {
                ctx.sessionAttribute(SEEN_AT, now);
            }
        }
        if (ctx.method() != HandlerType.GET && ctx.method() != HandlerType.HEAD && !isOurForm(ctx)) {
            throw new ForeignFormException();
        }
    }

    /** Who is signed in. */
    Optional<Developer> developer(Context ctx) {
        return Optional.ofNullable(ctx.sessionAttribute(DEVELOPER));
    }

    /** @throws NotSignedInException if nobody is */
    Developer require(Context ctx) {
        return developer(ctx).orElseThrow(NotSignedInException::new);
    }

    void signIn(Context ctx, Developer developer) {
        ctx.req().getSession(true);
        ctx.req().changeSessionId(); // one that somebody else may have planted is of no use
        ctx.sessionAttribute(CSRF, null);
        ctx.sessionAttribute(DEVELOPER, developer);
        ctx.sessionAttribute(SIGNED_IN_AT, clock.instant());
        ctx.sessionAttribute(SEEN_AT, clock.instant());
    }

    void signOut(Context ctx) {
        HttpSession session = ctx.req().getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** What forms of this session must send back. */
    String csrf(Context ctx) {
        String token = ctx.sessionAttribute(CSRF);
        if (token == null) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            ctx.sessionAttribute(CSRF, token);
        }
        return token;
    }

    /** Remembers something to be said on the next page. */
    void say(Context ctx, String notice) {
        List<String> notices = new ArrayList<>(notices(ctx.sessionAttribute(NOTICES)));
        notices.add(notice);
        ctx.sessionAttribute(NOTICES, List.copyOf(notices));
    }

    /** What is to be said now. */
    List<String> takeNotices(Context ctx) {
        return notices(ctx.consumeSessionAttribute(NOTICES));
    }

    /** Remembers where somebody wanted to go who has to sign in first. */
    void want(Context ctx) {
        if (ctx.method() == HandlerType.GET) {
            ctx.sessionAttribute(WANTED, ctx.path());
        }
    }

    String takeWanted(Context ctx, String otherwise) {
        String wanted = ctx.consumeSessionAttribute(WANTED);
        return wanted == null ? otherwise : wanted;
    }

    private boolean isOurForm(Context ctx) {
        if (!ctx.isFormUrlencoded()) { // other forms can hold files, and we do not even look at them
            return false;
        }
        String expected = ctx.sessionAttribute(CSRF);
        String sent = ctx.formParam(CSRF);
        return expected != null
                && sent != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> notices(@Nullable List<String> notices) {
        return notices == null ? List.of() : notices;
    }

    /** Somebody has to sign in first. */
    static final class NotSignedInException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A form of another site, or of a session that is over. */
    static final class ForeignFormException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
