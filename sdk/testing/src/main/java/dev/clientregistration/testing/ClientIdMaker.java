package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives clients their identifiers. */
@FunctionalInterface
interface ClientIdMaker {
    Pattern CHOSEN = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /**
     * @param sent what the client sent, without nulls
     * @throws Refusal if the client may choose, and chose badly
     */
    String make(JsonObject sent, ClientStore clients) throws Refusal;

    /**
     * Clients choose the end of their identifiers, digits and letters in lower case, which stands behind the prefix and a
     * dot. They may send it with or without the prefix, but must send it.
     */
    static ClientIdMaker prefixed(String prefix) {
        String start = prefix + ".";
        Pattern form = Pattern.compile("(?:" + Pattern.quote(start) + ")?([0-9a-z]+)");
        return (sent, clients) -> {
            Optional<Matcher> chosen =
                    Json.text(sent, "client_id").map(form::matcher).filter(Matcher::matches);
            if (chosen.isEmpty()) {
                throw Refusal.of(
                        Reason.MALFORMED_CLIENT_ID,
                        "client_id",
                        "client_id must be digits and letters in lower case, with or without the prefix");
            }
            return free(start + chosen.get().group(1), clients);
        };
    }

    /** Clients may choose their identifiers, of visible ASCII characters; those that do not get them from this maker. */
    default ClientIdMaker unlessChosen() {
        return (sent, clients) -> {
            if (!sent.has("client_id")) {
                return make(sent, clients);
            }
            String chosen = Json.text(sent, "client_id").orElse("");
            if (!CHOSEN.matcher(chosen).matches()) {
                throw Refusal.of(Reason.MALFORMED_CLIENT_ID, "client_id", "client_id is ill-formed");
            }
            return free(chosen, clients);
        };
    }

    /** @throws Refusal if there is a client of this identifier */
    private static String free(String clientId, ClientStore clients) throws Refusal {
        if (clients.find(clientId).isPresent()) {
            throw Refusal.of(Reason.CLIENT_ID_TAKEN, "client_id", "client_id is taken");
        }
        return clientId;
    }
}
