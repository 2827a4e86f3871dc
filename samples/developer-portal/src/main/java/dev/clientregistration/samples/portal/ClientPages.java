package dev.clientregistration.samples.portal;

import dev.clientregistration.lenus.LenusClientId;
import dev.clientregistration.samples.portal.ClientForm.Purpose;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pages on which a developer sees, registers, changes and deletes clients. A client of somebody else is not found, as
 * one that there is not.
 */
final class ClientPages {
    private final Clients clients;
    private final RegistrationServer server;
    private final Sessions sessions;
    private final Renderer renderer;
    private final Clock clock;

    ClientPages(Clients clients, RegistrationServer server, Sessions sessions, Renderer renderer, Clock clock) {
        this.clients = clients;
        this.server = server;
        this.sessions = sessions;
        this.renderer = renderer;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/clients", this::list);
        routes.get("/clients/new", ctx -> showNew(ctx, ClientForm.empty()));
        routes.post("/clients", this::register);
        routes.get("/clients/{id}", this::details);
        routes.post("/clients/{id}", this::save);
        routes.get("/clients/{id}/secret", this::secret);
        routes.post("/clients/{id}/secret", this::offerSecret);
        routes.get("/clients/{id}/delete", ctx -> showDelete(ctx, ""));
        routes.post("/clients/{id}/delete", this::delete);
        routes.post("/clients/{id}/forget", this::forget);
    }

    // ---- My clients

    private void list(Context ctx) {
        List<Reading> readings = clients.readAll(sessions.require(ctx));
        renderer.clients(ctx, "My clients", new ListPage(server, readings, clock.instant()));
    }

    // ---- Client Details

    private void showNew(Context ctx, ClientForm form) {
        Developer developer = sessions.require(ctx);
        renderer.details(ctx, title(form, "New client"), new DetailsPage(developer, server, form, null, Changes.NONE));
    }

    private void register(Context ctx) {
        Developer developer = sessions.require(ctx);
        ClientForm form = ClientForm.sent(ctx, uuid(ctx.formParam("id")), Purpose.REGISTER);
        Optional<ClientForm> edited = form.edited(ctx);
        if (edited.isPresent()) {
            showNew(ctx, edited.get());
            return;
        }
        Saved saved = clients.register(developer, form.id(), form.details());
        if (saved instanceof Saved.Refused refused) {
            showNew(ctx, form.with(refused.problem()));
        } else {
            goOn(ctx, form, saved);
        }
    }

    private void details(Context ctx) {
        Reading reading = reading(ctx);
        ClientForm form = ClientForm.of(reading.stored(), purpose(reading));
        showDetails(ctx, form, reading);
    }

    private void save(Context ctx) {
        Developer developer = sessions.require(ctx);
        UUID id = id(ctx);
        boolean isAgain = Objects.equals(ctx.formParam("purpose"), Purpose.REGISTER_AGAIN.name());
        ClientForm form = ClientForm.sent(ctx, id, isAgain ? Purpose.REGISTER_AGAIN : Purpose.UPDATE);
        Optional<ClientForm> edited = form.edited(ctx);
        if (edited.isPresent()) {
            showDetails(ctx, edited.get(), reading(ctx));
            return;
        }
        Saved saved = isAgain
                ? clients.registerAgain(developer, id, form.version(), form.details())
                : clients.update(developer, id, form.version(), form.details());
        if (saved instanceof Saved.Refused refused) {
            Reading reading = reading(ctx);
            showDetails(ctx, form.with(refused.problem()).at(reading.stored().version()), reading);
        } else {
            goOn(ctx, form, saved);
        }
    }

    /** To the page that says what became of the form; a reload of that page sends nothing again. */
    private void goOn(Context ctx, ClientForm form, Saved saved) {
        String path = "/clients/" + form.id();
        if (saved instanceof Saved.Done done) {
            boolean isUpdate = form.purpose() == Purpose.UPDATE;
            sessions.say(ctx, isUpdate ? "Your changes are saved." : "The client is registered.");
            boolean toSecret =
                    hasSecret(done.client()) && !(isUpdate && done.client().secretShown());
            path = toSecret ? path + "/secret" : path;
        } else if (saved instanceof Saved.Unclear unclear && !unclear.notice().isEmpty()) {
            sessions.say(ctx, unclear.notice());
        } else if (saved instanceof Saved.Overtaken) {
            sessions.say(
                    ctx,
                    form.purpose() == Purpose.REGISTER
                            ? "The form that you sent has registered this client before. Nothing more was saved; for"
                                    + " another client, begin with a new form."
                            : "This client was changed since you opened its page, perhaps in another tab. Nothing was"
                                    + " saved; this is how it is now.");
        }
        ctx.redirect(path, HttpStatus.SEE_OTHER);
    }

    private void showDetails(Context ctx, ClientForm form, Reading reading) {
        Developer developer = sessions.require(ctx);
        Optional<String> wanted = Optional.of(reading.stored().suffix())
                .filter(suffix -> server.requestsClientId())
                .map(suffix ->
                        LenusClientId.of(developer.clientIdPrefix(), suffix).value());
        renderer.details(
                ctx,
                title(form, reading.name()),
                new DetailsPage(developer, server, form, reading, Changes.of(wanted, reading.stored())));
    }

    private static Purpose purpose(Reading reading) {
        return reading.status().isLost() ? Purpose.REGISTER_AGAIN : Purpose.UPDATE;
    }

    private static String title(ClientForm form, String title) {
        return form.problem() == null ? title : "Error: " + title;
    }

    // ---- Client Secret

    /** Shows the secret if it is new, or if the developer has just asked for it: once. A reload hides it. */
    private void secret(Context ctx) {
        Developer developer = sessions.require(ctx);
        StoredClient client = clients.stored(developer, id(ctx)).orElseThrow(NotFoundResponse::new);
        boolean isShown = hasSecret(client) && clients.takeSecret(client);
        renderer.secret(ctx, "Client secret of " + client.name(), SecretPage.of(client, isShown, clock.instant()));
    }

    private void offerSecret(Context ctx) {
        Developer developer = sessions.require(ctx);
        StoredClient client = clients.stored(developer, id(ctx)).orElseThrow(NotFoundResponse::new);
        clients.offerSecret(client);
        ctx.redirect("/clients/" + client.id() + "/secret", HttpStatus.SEE_OTHER);
    }

    private static boolean hasSecret(StoredClient client) {
        return client.credentials()
                .flatMap(credentials -> credentials.clientSecret())
                .isPresent();
    }

    // ---- delete

    private void showDelete(Context ctx, String problem) {
        Reading reading = reading(ctx);
        renderer.delete(ctx, "Delete " + reading.name(), new DeletePage(server, reading, problem));
    }

    private void delete(Context ctx) {
        Clients.Deleted deleted = clients.delete(sessions.require(ctx), id(ctx));
        if (deleted.isGone()) {
            sessions.say(ctx, deleted.notice());
            ctx.redirect("/clients", HttpStatus.SEE_OTHER);
        } else {
            showDelete(ctx, deleted.notice());
        }
    }

    private void forget(Context ctx) {
        Predicate<Reading> canForget = reading -> new DeletePage(server, reading, "").canForget();
        Optional<Reading> found = clients.forget(sessions.require(ctx), id(ctx), canForget);
        if (!canForget.test(found.orElseThrow(NotFoundResponse::new))) {
            showDelete(ctx, "The server can delete this client, so it would be wrong to forget it.");
            return;
        }
        sessions.say(ctx, "The client is off your list.");
        ctx.redirect("/clients", HttpStatus.SEE_OTHER);
    }

    private Reading reading(Context ctx) {
        return clients.read(sessions.require(ctx), id(ctx)).orElseThrow(NotFoundResponse::new);
    }

    private static UUID id(Context ctx) {
        try {
            return UUID.fromString(ctx.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw new NotFoundResponse();
        }
    }

    private static UUID uuid(@Nullable String text) {
        try {
            return UUID.fromString(Objects.requireNonNullElse(text, ""));
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse();
        }
    }
}
