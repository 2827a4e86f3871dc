package dev.clientregistration.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** HTTP headers: names without regard to case, the values of one name in order. Immutable. */
final class Headers {
    static final Headers NONE = new Headers(Map.of());

    private final Map<String, List<String>> values;

    private Headers(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
        this.values = Collections.unmodifiableMap(copy);
    }

    /** These headers with one value more. */
    Headers plus(String name, String value) {
        List<String> all = new ArrayList<>(all(name));
        all.add(value);
        return with(name, all);
    }

    /** These headers with this as the only value of the name. */
    Headers with(String name, String value) {
        return with(name, List.of(value));
    }

    Headers without(String name) {
        Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(values);
        changed.remove(name);
        return new Headers(changed);
    }

    /** These headers with each value changed, given its name and itself. */
    Headers mapped(BinaryOperator<String> change) {
        Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, all) -> changed.put(
                name, all.stream().map(value -> change.apply(name, value)).toList()));
        return new Headers(changed);
    }

    private Headers with(String name, List<String> all) {
        Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(values);
        changed.put(name, all);
        return new Headers(changed);
    }

    /** Every value of the name; empty if the header is absent. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Unmodifiable, and looked up without regard to case. */
    Map<String, List<String>> map() {
        return values;
    }
}
