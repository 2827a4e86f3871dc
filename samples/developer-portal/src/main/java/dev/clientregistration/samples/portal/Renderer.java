package dev.clientregistration.samples.portal;

import gg.jte.models.runtime.JteModel;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** Makes pages of templates. */
final class Renderer {
    private final Templates templates = new StaticTemplates();
    private final Sessions sessions;

    Renderer(Sessions sessions) {
        this.sessions = sessions;
    }

    void account(Context ctx, String title, AccountForm form) {
        send(ctx, templates.account(page(ctx, title), form));
    }

    void clients(Context ctx, String title, ListPage list) {
        send(ctx, templates.clients(page(ctx, title), list));
    }

    void details(Context ctx, String title, DetailsPage details) {
        send(ctx, templates.details(page(ctx, title), details));
    }

    void secret(Context ctx, String title, SecretPage secret) {
        send(ctx, templates.secret(page(ctx, title), secret));
    }

    void delete(Context ctx, String title, DeletePage delete) {
        send(ctx, templates.delete(page(ctx, title), delete));
    }

    void message(Context ctx, String title, String text) {
        message(ctx, title, text, Map.of());
    }

    /** Says something, and shows what was typed, by the labels of the fields, so that it can be copied. */
    void message(Context ctx, String title, String text, Map<String, List<String>> typed) {
        send(ctx, templates.message(page(ctx, title), text, typed));
    }

    private static void send(Context ctx, JteModel model) {
        ctx.contentType("text/html;charset=utf-8").result(model.render());
    }

    private Page page(Context ctx, String title) {
        return new Page(
                title,
                sessions.developer(ctx).map(Developer::name).orElse(""),
                sessions.csrf(ctx),
                sessions.takeNotices(ctx));
    }
}
