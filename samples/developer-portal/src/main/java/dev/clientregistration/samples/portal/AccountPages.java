package dev.clientregistration.samples.portal;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pages on which somebody signs up, in and out. */
final class AccountPages {
    /** Marks make letters: in some scripts hardly a word does without. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@+-][\\p{L}\\p{M}\\p{N}._@+-]+");

    private final Developers developers;
    private final Sessions sessions;
    private final Renderer renderer;

    AccountPages(Developers developers, Sessions sessions, Renderer renderer) {
        this.developers = developers;
        this.sessions = sessions;
        this.renderer = renderer;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/sign-up", ctx -> show(ctx, new AccountForm(true, "", "", "")));
        routes.post("/sign-up", this::signUp);
        routes.get("/sign-in", ctx -> show(ctx, new AccountForm(false, "", "", "")));
        routes.post("/sign-in", this::signIn);
        routes.post("/sign-out", this::signOut);
    }

    private void show(Context ctx, AccountForm form) {
        if (sessions.developer(ctx).isPresent()) {
            ctx.redirect("/clients", HttpStatus.SEE_OTHER);
            return;
        }
        String title = form.isNew() ? "Sign up" : "Sign in";
        renderer.account(ctx, form.problem().isEmpty() ? title : "Error: " + title, form);
    }

    private void signUp(Context ctx) {
        String name = parameter(ctx, "name");
        String password = parameter(ctx, "password");
        if (!isName(Developers.normalized(name))) {
            show(
                    ctx,
                    new AccountForm(
                            true,
                            name,
                            "A name has 2 to " + Developers.LONGEST_NAME + " letters, digits and . _ @ + -",
                            "name"));
        } else if (password.codePointCount(0, password.length()) < Developers.SHORTEST_PASSWORD) {
            show(
                    ctx,
                    new AccountForm(
                            true,
                            name,
                            "A password has " + Developers.SHORTEST_PASSWORD + " characters or more",
                            "password"));
        } else if (password.getBytes(StandardCharsets.UTF_8).length > Developers.LONGEST_PASSWORD_BYTES) {
            show(
                    ctx,
                    new AccountForm(
                            true,
                            name,
                            "A password has " + Developers.LONGEST_PASSWORD_BYTES + " bytes at most",
                            "password"));
        } else {
            Optional<Developer> developer = developers.signUp(name, password);
            if (developer.isPresent()) {
                enter(ctx, developer.get());
            } else {
                show(ctx, new AccountForm(true, name, "Somebody has this name already", "name"));
            }
        }
    }

    private void signIn(Context ctx) {
        String name = parameter(ctx, "name");
        Optional<Developer> developer = developers.signIn(name, parameter(ctx, "password"));
        if (developer.isPresent()) {
            enter(ctx, developer.get());
        } else {
            show(ctx, new AccountForm(false, name, "There is no account with this name and this password", ""));
        }
    }

    private void enter(Context ctx, Developer developer) {
        sessions.signIn(ctx, developer);
        ctx.redirect(sessions.takeWanted(ctx, "/clients"), HttpStatus.SEE_OTHER);
    }

    private void signOut(Context ctx) {
        sessions.signOut(ctx);
        sessions.say(ctx, "You are signed out.");
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    private static boolean isName(String name) {
        return name.length() <= Developers.LONGEST_NAME && NAME.matcher(name).matches();
    }

    private static String parameter(Context ctx, String name) {
        return Objects.requireNonNullElse(ctx.formParam(name), "");
    }
}
