package dev.clientregistration.internal.registration;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether two values of one member mean the same, in all the forms that servers are known to give one value. */
final class SameMeaning {
    private static final int MAX_NUMBER_CHARACTERS = 64;
    private static final int MOST_PAIRS = 100_000;

    private SameMeaning() {}

    /** Whether a member says anything: servers write null, "", [] or {} for what is not set (Hydra, SimpleIdServer). */
    static boolean isValue(String name, @Nullable JsonElement element) {
        if (element instanceof JsonArray array) {
            return !array.isEmpty();
        }
        if (element instanceof JsonObject object) {
            boolean noKeys = name.equals("jwks") && object.size() == 1 && !isValue("keys", object.get("keys"));
            return !object.isEmpty() && !noKeys;
        }
        return element instanceof JsonPrimitive primitive
                && !primitive.getAsString().isEmpty();
    }

    /** Whether both say nothing, or the same. */
    static boolean of(String name, @Nullable JsonElement a, @Nullable JsonElement b) {
        if (!isValue(name, a) || !isValue(name, b) || a == null || b == null) {
            return !isValue(name, a) && !isValue(name, b);
        }
        if (name.equals("scope") || name.equals("scopes")) {
            Set<String> words = words(a);
            return words.isEmpty() ? values(name, a, b) : words.equals(words(b));
        }
        return values(name, a, b);
    }

    /** The words of a text or of an array of texts; none if it is neither. */
    static Set<String> words(@Nullable JsonElement element) {
        Set<String> words = new HashSet<>();
        if (element != null) {
            for (JsonElement item : items(element)) {
                if (!isText(item)) {
                    return Set.of();
                }
                words.addAll(Arrays.asList(item.getAsString().strip().split("\\s+")));
            }
        }
        words.remove("");
        return words;
    }

    private static boolean values(String name, JsonElement a, JsonElement b) {
        if (a.isJsonArray() || b.isJsonArray()) {
            // The only list of the standards whose order counts: most preferred first.
            return name.equals("default_acr_values") ? lists(name, items(a), items(b)) : sets(name, items(a), items(b));
        }
        if (a instanceof JsonObject left && b instanceof JsonObject right) {
            return objects(left, right);
        }
        return a instanceof JsonPrimitive left && b instanceof JsonPrimitive right && primitives(name, left, right);
    }

    private static boolean lists(String name, List<JsonElement> a, List<JsonElement> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!of(name, a.get(i), b.get(i))) {
                return false;
            }
        }
        return a.size() == b.size();
    }

    /** Order and repetition say nothing; where a list is too long for that, its order counts. */
    private static boolean sets(String name, List<JsonElement> a, List<JsonElement> b) {
        if (a.stream().allMatch(SameMeaning::isText) && b.stream().allMatch(SameMeaning::isText)) {
            return texts(name, a).equals(texts(name, b));
        }
        Map<String, JsonElement> onlyInA = byText(a);
        Map<String, JsonElement> onlyInB = byText(b);
        Map<String, JsonElement> inBoth = new HashMap<>(onlyInA);
        inBoth.keySet().retainAll(onlyInB.keySet());
        onlyInA.keySet().removeAll(inBoth.keySet());
        onlyInB.keySet().removeAll(inBoth.keySet());
        return haveTheirLike(name, onlyInA.values(), onlyInB.values(), inBoth.values())
                .orElseGet(() -> lists(name, a, b));
    }

    private static Map<String, JsonElement> byText(List<JsonElement> items) {
        Map<String, JsonElement> byText = new HashMap<>();
        items.forEach(item -> byText.put(item.toString(), item));
        return byText;
    }

    /**
     * Whether every item has its like on the other side. No pair is looked at twice, or the effort would double with every
     * level of a deep document. Empty if there are too many pairs.
     */
    private static Optional<Boolean> haveTheirLike(
            String name,
            Collection<JsonElement> onlyInA,
            Collection<JsonElement> onlyInB,
            Collection<JsonElement> inBoth) {
        long pairs = (long) onlyInA.size() * onlyInB.size() + (long) (onlyInA.size() + onlyInB.size()) * inBoth.size();
        if (pairs > MOST_PAIRS) {
            return Optional.empty();
        }
        Set<JsonElement> withoutLike = Collections.newSetFromMap(new IdentityHashMap<>());
        withoutLike.addAll(onlyInB);
        for (JsonElement item : onlyInA) {
            List<JsonElement> likes =
                    onlyInB.stream().filter(other -> of(name, item, other)).toList();
            likes.forEach(withoutLike::remove);
            if (likes.isEmpty() && !hasLike(name, item, inBoth)) {
                return Optional.of(false);
            }
        }
        return Optional.of(withoutLike.stream().allMatch(item -> hasLike(name, item, inBoth)));
    }

    private static boolean hasLike(String name, JsonElement item, Collection<JsonElement> others) {
        return others.stream().anyMatch(other -> of(name, item, other));
    }

    private static Set<String> texts(String name, List<JsonElement> items) {
        Set<String> texts = new HashSet<>();
        items.forEach(item -> texts.add(text(name, item.getAsString())));
        return texts;
    }

    private static boolean objects(JsonObject a, JsonObject b) {
        Set<String> names = new LinkedHashSet<>(a.keySet());
        names.addAll(b.keySet());
        return names.stream().allMatch(name -> of(name, a.get(name), b.get(name)));
    }

    private static boolean primitives(String name, JsonPrimitive a, JsonPrimitive b) {
        if (a.isBoolean() || b.isBoolean()) {
            return a.getAsString().equalsIgnoreCase(b.getAsString());
        }
        if (a.isNumber() || b.isNumber()) {
            BigDecimal left = number(a);
            BigDecimal right = number(b);
            if (left != null && right != null) {
                return left.compareTo(right) == 0;
            }
        }
        // Two texts that look like numbers are texts: version 1.0 is not version 1.
        return text(name, a.getAsString()).equals(text(name, b.getAsString()));
    }

    /** A text; the words of a response type in one order. */
    private static String text(String name, String text) {
        if (!name.equals("response_types")) {
            return text;
        }
        String[] words = text.strip().split(" +");
        Arrays.sort(words);
        return String.join(" ", words);
    }

    private static @Nullable BigDecimal number(JsonPrimitive primitive) {
        String text = primitive.getAsString();
        if (text.length() > MAX_NUMBER_CHARACTERS) {
            return null;
        }
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isText(JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static List<JsonElement> items(JsonElement element) {
        return element instanceof JsonArray array ? array.asList() : List.of(element);
    }
}
