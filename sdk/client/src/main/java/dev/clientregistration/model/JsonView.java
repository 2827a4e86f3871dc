package dev.clientregistration.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * A typed, immutable view of one JSON object.
 *
 * <p>Every member of the object is kept, whether the model knows it or not: in its order, numbers by their text
 * ({@code 1.0} stays {@code 1.0}), explicit nulls included. The typed accessors of a model read what servers are known
 * to send and treat {@code null} and {@code ""} as absent; this interface shows the document itself.
 *
 * <p>Two views of the same type are equal when their documents are: member order does not count, numbers are compared
 * by their text. {@code toString} shows the values of members that cannot be secret and only the size of all others;
 * {@link #toJson()} shows everything.
 *
 * <p>Implementations are immutable and safe for use by many threads.
 */
public interface JsonView {
    /**
     * The names of all members, in the document's order.
     *
     * @return an unmodifiable set; empty for an empty object
     */
    Set<String> memberNames();

    /**
     * One member as it stands in the document.
     *
     * @param name the member's JSON name, for example {@code client_name#fr}
     * @return a copy of the value, which is {@code JsonNull} where the document says {@code null}; empty if the
     *     document has no such member
     */
    Optional<JsonElement> member(String name);

    /**
     * One member, read by a typed key: one of a vendor's members, or any other that the model has no method for.
     *
     * @param key the member's key; not null
     * @return the value; empty if the member is absent, {@code null}, {@code ""} or of a type that the key cannot read
     */
    default <T> Optional<T> get(MemberKey<T> key) {
        return member(key.name()).flatMap(key::fromJson);
    }

    /**
     * The whole document as a tree, <strong>secrets included</strong>.
     *
     * @return a copy
     */
    JsonObject toJsonObject();

    /**
     * The whole document as JSON text, <strong>secrets included</strong>: compact, but for a model of requests that was
     * read from a text and not changed, which gives that very text.
     *
     * @return JSON text that {@code fromJson} reads back to an equal view
     */
    String toJson();
}
