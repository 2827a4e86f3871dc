package dev.clientregistration.samples.portal;

import com.google.gson.JsonElement;
import dev.clientregistration.RegistrationDifference;
import dev.clientregistration.UnusableReason;
import dev.clientregistration.model.ClientInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the server made of what it was asked for.
 *
 * @param rows what it replaced or left out
 * @param added names of members that it added; their values are not shown, since nobody knows what they hold
 * @param unusable why the client cannot be used as it was asked for
 */
record Changes(List<Row> rows, List<String> added, List<String> unusable) {
    static final Changes NONE = new Changes(List.of(), List.of(), List.of());

    /** One member; nothing is left where the server left it out. */
    record Row(String label, List<String> asked, List<String> registered) {}

    // @start region="difference"
    /**
     * Compares what was asked for with what is registered.
     *
     * @param clientId the client id that was asked for; empty if the choice was left to the server
     */
    static Changes of(Optional<String> clientId, StoredClient client) {
        ClientInformation registered = client.registered().orElse(null);
        if (registered == null) {
            return NONE;
        }
        List<Row> rows = new ArrayList<>();
        clientId.filter(wanted -> !registered.clientId().equals(wanted))
                .ifPresent(wanted ->
                        rows.add(new Row(Field.SUFFIX.label(), List.of(wanted), List.of(registered.clientId()))));
        RegistrationDifference difference = RegistrationDifference.between(client.requested(), registered);
        Stream.concat(difference.replaced().values().stream(), difference.dropped().values().stream())
                .map(change -> new Row(label(change.name()), texts(change.requested()), texts(change.registered())))
                .forEach(rows::add);
        return new Changes(
                List.copyOf(rows),
                List.copyOf(difference.added().keySet()),
                difference.unusable().stream().map(UnusableReason::description).toList());
    }
    // @end

    boolean isEmpty() {
        return rows.isEmpty() && added.isEmpty() && unusable.isEmpty();
    }

    private static String label(String member) {
        return Field.ofMember(member)
                .filter(field -> field != Field.FLOW)
                .map(Field::label)
                .orElse(member);
    }

    private static List<String> texts(Optional<JsonElement> value) {
        return value.map(element -> element.isJsonArray()
                        ? StreamSupport.stream(element.getAsJsonArray().spliterator(), false)
                                .map(Changes::text)
                                .toList()
                        : List.of(text(element)))
                .orElse(List.of());
    }

    private static String text(JsonElement element) {
        return element.isJsonPrimitive() ? element.getAsString() : element.toString();
    }
}
