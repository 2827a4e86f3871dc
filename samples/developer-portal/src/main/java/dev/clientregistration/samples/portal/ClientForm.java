package dev.clientregistration.samples.portal;

import dev.clientregistration.lenus.LenusFlow;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form Client Details.
 *
 * @param id the client's number, made with the form
 * @param version what the developer has seen of the client
 * @param purpose what saving does
 * @param problem what is wrong; null if nothing is
 * @param focus the callback URL to go to, from 0; -1 for none
 */
record ClientForm(
        UUID id,
        int version,
        Purpose purpose,
        ClientDetails details,
        @Nullable Problem problem,
        int focus) {
    /** What saving does. */
    enum Purpose {
        REGISTER("Register client"),
        REGISTER_AGAIN("Register again"),
        UPDATE("Save changes");

        private final String button;

        Purpose(String button) {
            this.button = button;
        }

        String button() {
            return button;
        }
    }

    private static final String REMOVE = "remove-";
    private static final int MOST_CALLBACK_URLS = 50;

    static ClientForm empty() {
        return new ClientForm(UUID.randomUUID(), 0, Purpose.REGISTER, ClientDetails.EMPTY, null, -1);
    }

    /** The form for a client that there is. */
    static ClientForm of(StoredClient client, Purpose purpose) {
        return new ClientForm(
                client.id(),
                client.version(),
                purpose,
                ClientDetails.of(client.suffix(), client.requested()),
                null,
                -1);
    }

    /** The form as it was sent. */
    static ClientForm sent(Context ctx, UUID id, Purpose purpose) {
        try {
            List<String> urls = ctx.formParams(Field.CALLBACK_URLS.input()).stream()
                    .map(String::strip)
                    .limit(MOST_CALLBACK_URLS)
                    .toList();
            ClientDetails details = new ClientDetails(
                    text(ctx, Field.SUFFIX),
                    urls.isEmpty() ? List.of("") : urls,
                    LenusFlow.of(text(ctx, Field.FLOW)),
                    text(ctx, Field.SCOPES).replaceAll("\\s+", " "),
                    text(ctx, Field.NAME),
                    text(ctx, Field.LOGO));
            int version = Integer.parseInt(Objects.requireNonNullElse(ctx.formParam("version"), "0"));
            return new ClientForm(id, version, purpose, details, null, -1);
        } catch (IllegalArgumentException e) { // nobody gets there by the form
            throw new BadRequestResponse();
        }
    }

    /**
     * What stands in a form that is not believed, by the labels of its fields, if a page of this portal sent it: nobody
     * shall type it twice. Empty for other forms.
     */
    static Map<String, List<String>> typed(Context ctx) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        if (ctx.isFormUrlencoded()
                && ctx.path().startsWith("/clients")
                && Objects.equals(ctx.header("Sec-Fetch-Site"), "same-origin")) {
            for (Field field : Field.values()) {
                List<String> texts = ctx.formParams(field.input()).stream()
                        .filter(text -> !text.isBlank())
                        .toList();
                if (!texts.isEmpty()) {
                    typed.put(field.label(), texts);
                }
            }
        }
        return typed;
    }

    /** The form with a field more or less, if that is what its button said; empty if it is to be saved. */
    Optional<ClientForm> edited(Context ctx) {
        String action = Objects.requireNonNullElse(ctx.formParam("action"), "save");
        List<String> urls = new ArrayList<>(details.callbackUrls());
        int at;
        if (action.equals("add")) {
            if (urls.size() < MOST_CALLBACK_URLS) {
                urls.add("");
            }
            at = urls.size() - 1;
        } else if (action.matches(REMOVE + "\\d{1,2}")) {
            at = Integer.parseInt(action.substring(REMOVE.length()));
            if (at < urls.size()) {
                urls.remove(at);
            }
            if (urls.isEmpty()) {
                urls.add("");
            }
            at = Math.min(at, urls.size() - 1);
        } else {
            return Optional.empty();
        }
        ClientDetails edited = new ClientDetails(
                details.suffix(), urls, details.flow(), details.scopes(), details.name(), details.logoUrl());
        return Optional.of(new ClientForm(id, version, purpose, edited, null, at));
    }

    ClientForm with(Problem problem) {
        return new ClientForm(id, version, purpose, details, problem, -1);
    }

    /** The form over again, for a client that is at this version. */
    ClientForm at(int version) {
        return new ClientForm(id, version, purpose, details, problem, focus);
    }

    boolean isNew() {
        return purpose == Purpose.REGISTER;
    }

    /** What is wrong at a field; null if nothing is. */
    @Nullable
    String problemAt(Field field) {
        Problem wrong = problem;
        return wrong != null && wrong.field().equals(Optional.of(field)) ? wrong.text() : null;
    }

    /** Whether a callback URL is wrong. */
    boolean isWrong(int index) {
        Problem wrong = problem;
        return wrong != null
                && wrong.field().equals(Optional.of(Field.CALLBACK_URLS))
                && wrong.index().map(at -> at == index).orElse(true);
    }

    private static String text(Context ctx, Field field) {
        return Objects.requireNonNullElse(ctx.formParam(field.input()), "").strip();
    }
}
