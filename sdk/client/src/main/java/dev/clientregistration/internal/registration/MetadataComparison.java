package dev.clientregistration.internal.registration;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.clientregistration.internal.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request beside those of its answer. Members whose names differ in the case of their language tag are
 * one member (RFC 7591 section 2.2); {@code scopes} stands for {@code scope} where that is absent (Gluu, ForgeRock).
 */
public final class MetadataComparison {
    private final Map<String, Member> requested;
    private final Map<String, Member> registered;
    private final JsonObject claims;

    private MetadataComparison(JsonObject requested, JsonObject registered) {
        this.requested = members(requested);
        this.registered = members(registered);
        this.claims = SoftwareStatement.claims(requested.get("software_statement"));
    }

    /** Takes the objects over: they must not change any more. */
    public static MetadataComparison of(JsonObject requested, JsonObject registered) {
        return new MetadataComparison(requested, registered);
    }

    /** A member on both sides; null where a side does not have it. */
    public record Pair(
            String name,
            @Nullable JsonElement requested,
            @Nullable JsonElement registered,
            boolean bySoftwareStatement) {
        /** Whether a value was asked for. */
        public boolean isRequested() {
            return SameMeaning.isValue(name, requested);
        }

        /** Whether a value is registered. */
        public boolean isRegistered() {
            return SameMeaning.isValue(name, registered);
        }

        /** The name alone: values may be secret. */
        @Override
        public String toString() {
            return JsonText.forPeople(name) + (bySoftwareStatement ? " (by the software statement)" : "");
        }
    }

    /** The members that differ, those of the request first. */
    public List<Pair> differences() {
        Set<String> keys = new LinkedHashSet<>(requested.keySet());
        keys.addAll(registered.keySet());
        List<Pair> differences = new ArrayList<>();
        for (String key : keys) {
            Pair pair = pair(key);
            boolean differs = pair.isRequested() || pair.isRegistered();
            if (differs && !SameMeaning.of(pair.name(), pair.requested(), pair.registered())) {
                differences.add(pair);
            }
        }
        return differences;
    }

    private Pair pair(String key) {
        Member asked = requested.get(key);
        Member got = registered.get(key);
        String name = asked != null ? asked.name() : got != null ? got.name() : key;
        return switch (key) {
            case "scope" -> scope("scope", "scopes");
            case "scopes" -> scope("scopes", "scope");
            default -> pair(name, value(asked), value(got));
        };
    }

    /** A member for scopes beside the other one, under which the same may have been asked for or answered. */
    private Pair scope(String name, String otherName) {
        JsonElement asked = value(requested.get(name));
        JsonElement got = value(registered.get(name));
        JsonElement askedElsewhere = value(requested.get(otherName));
        JsonElement gotElsewhere = value(registered.get(otherName));
        boolean isAsked = SameMeaning.isValue(name, asked);
        boolean isGot = SameMeaning.isValue(name, got);
        boolean isAskedElsewhere = SameMeaning.isValue(otherName, askedElsewhere);
        boolean isGotElsewhere = SameMeaning.isValue(otherName, gotElsewhere);
        if (isAsked && !isGot && isWords(gotElsewhere) && (!isAskedElsewhere || sameWords(asked, gotElsewhere))) {
            return pair(name, asked, gotElsewhere);
        }
        if (!isAsked && isGot && isWords(got) && (isGotElsewhere ? sameWords(got, gotElsewhere) : isAskedElsewhere)) {
            // The other member tells it.
            return pair(name, null, null);
        }
        return pair(name, asked, got);
    }

    private static boolean isWords(@Nullable JsonElement element) {
        return !SameMeaning.words(element).isEmpty();
    }

    private static boolean sameWords(@Nullable JsonElement a, @Nullable JsonElement b) {
        return SameMeaning.words(a).equals(SameMeaning.words(b));
    }

    private Pair pair(String name, @Nullable JsonElement asked, @Nullable JsonElement got) {
        boolean claimed =
                claims.has(name) && SameMeaning.isValue(name, got) && SameMeaning.of(name, claims.get(name), got);
        return new Pair(name, asked, got, claimed);
    }

    private static @Nullable JsonElement value(@Nullable Member member) {
        return member == null ? null : member.value();
    }

    private record Member(String name, JsonElement value) {}

    private static Map<String, Member> members(JsonObject object) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            if (!IssuedMembers.NAMES.contains(member.getKey())) {
                members.putIfAbsent(key(member.getKey()), new Member(member.getKey(), member.getValue()));
            }
        }
        return members;
    }

    private static String key(String name) {
        int tag = name.indexOf('#');
        return tag < 0 ? name : name.substring(0, tag) + name.substring(tag).toLowerCase(Locale.ROOT);
    }
}
