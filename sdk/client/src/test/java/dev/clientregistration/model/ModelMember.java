package dev.clientregistration.model;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One member of a model: its JSON name, its builder method and accessor, what the accessor gives when there is nothing to
 * give, a value and the JSON text of that value.
 */
public record ModelMember<B, V>(
        String name, UnaryOperator<B> set, Function<V, Object> get, Object absent, Object value, String json) {

    /** @param json with ' for quotation marks, and ’ for ' */
    public static <B, V, T> ModelMember<B, V> one(
            String name, BiFunction<B, T, B> set, Function<V, Optional<T>> get, T value, String json) {
        return new ModelMember<>(
                name,
                builder -> set.apply(builder, value),
                get::apply,
                Optional.empty(),
                Optional.of(value),
                text(json));
    }

    /** @param json with ' for quotation marks, and ’ for ' */
    public static <B, V, T> ModelMember<B, V> many(
            String name, BiFunction<B, Iterable<T>, B> set, Function<V, List<T>> get, List<T> values, String json) {
        return new ModelMember<>(
                name, builder -> set.apply(builder, values), get::apply, List.of(), values, text(json));
    }

    /** A document with all of them. */
    public static String document(List<? extends ModelMember<?, ?>> members) {
        StringBuilder document = new StringBuilder("{");
        for (ModelMember<?, ?> member : members) {
            document.append(document.length() > 1 ? "," : "")
                    .append(member.document(), 1, member.document().length() - 1);
        }
        return document.append('}').toString();
    }

    /** A document with it alone. */
    public String document() {
        return documentOf(json);
    }

    /** A document with another value of it. */
    public String documentOf(String value) {
        return "{\"" + name + "\":" + value + "}";
    }

    @Override
    public String toString() {
        return name;
    }

    private static String text(String json) {
        return json.replace('\'', '"').replace('\u2019', '\'');
    }
}
