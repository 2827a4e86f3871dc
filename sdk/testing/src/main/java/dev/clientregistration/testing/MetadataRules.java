package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules that several dialects have, each with members of its own. */
final class MetadataRules {
    /** Clients do not choose their identifiers. */
    static final MetadataRule NO_CLIENT_ID = refusing(Reason.SERVER_MEMBER_SENT, "client_id");

    private MetadataRules() {}

    /** A member with another name is refused, and so is every translation. */
    static MetadataRule refusingAllBut(Collection<String> names) {
        return metadata -> {
            for (String name : metadata.keySet()) {
                if (!names.contains(name)) {
                    throw Refusal.of(Reason.UNKNOWN_MEMBER, name, "the member " + name + " is not known");
                }
            }
        };
    }

    /** A member with another name is dropped; whether it is translated does not matter. */
    static MetadataRule droppingAllBut(Collection<String> names) {
        return metadata -> metadata.keySet()
                .removeIf(name -> !names.contains(MemberName.of(name).base()));
    }

    /** A member with another name is dropped, and so is every translation. */
    static MetadataRule keepingOnly(Collection<String> names) {
        return metadata -> metadata.keySet().retainAll(names);
    }

    static MetadataRule dropping(String... names) {
        return metadata -> metadata.keySet().removeAll(List.of(names));
    }

    /** None of these members, for this reason. */
    static MetadataRule refusing(Reason reason, String... names) {
        return members -> {
            for (String name : names) {
                if (members.has(name)) {
                    throw Refusal.of(reason, name, name + " is not for clients to set");
                }
            }
        };
    }

    /** A lone text where an array belongs is as good as an array of it. */
    static MetadataRule arrays(String... names) {
        return metadata -> {
            for (String name : names) {
                if (metadata.has(name) && MemberType.STRING.matches(metadata.get(name))) {
                    metadata.add(name, Json.array(metadata.get(name).getAsString()));
                }
            }
        };
    }

    /** What is absent becomes this. */
    static MetadataRule defaults(String json) {
        JsonObject defaults = JsonParser.parseString(json).getAsJsonObject();
        return metadata -> {
            for (Map.Entry<String, JsonElement> member : defaults.entrySet()) {
                Json.addIfAbsent(metadata, member.getKey(), member.getValue().deepCopy());
            }
        };
    }

    /** A text, or each text of an array, is one of these, if the member is there. */
    static MetadataRule oneOf(String name, String... values) {
        Set<String> allowed = Set.of(values);
        return metadata -> {
            boolean one = MemberType.STRING.matches(metadata.has(name) ? metadata.get(name) : metadata);
            List<String> texts = one ? List.of(metadata.get(name).getAsString()) : Json.strings(metadata, name);
            if (!allowed.containsAll(texts)) {
                throw Refusal.of(Reason.UNSUPPORTED_VALUE, name, name + " has a value that is not supported");
            }
        };
    }

    /** The text is not longer than this, if the member is there. */
    static MetadataRule notLonger(String name, int length) {
        return metadata -> {
            if (metadata.has(name) && metadata.get(name).getAsString().length() > length) {
                throw Refusal.of(Reason.TOO_LONG, name, name + " is too long");
            }
        };
    }

    /** The text is an https URI, if the member is there. */
    static MetadataRule httpsUri(String name) {
        return metadata -> {
            if (metadata.has(name) && !MemberType.HTTPS_URI.matches(metadata.get(name))) {
                throw Refusal.of(Reason.NOT_AN_HTTPS_URI, name, name + " must be an https URI");
            }
        };
    }

    /** The texts, translations too, are URIs with a scheme, if the members are there and not empty. */
    static MetadataRule absoluteUri(String... names) {
        Set<String> uris = Set.of(names);
        return metadata -> {
            for (Map.Entry<String, JsonElement> member : metadata.entrySet()) {
                String name = MemberName.of(member.getKey()).base();
                if (uris.contains(name)
                        && !Json.isText(member.getValue(), "")
                        && !Uris.isAbsolute(member.getValue().getAsString())) {
                    throw Refusal.of(Reason.MALFORMED_URI, name, name + " must be an absolute URI");
                }
            }
        };
    }

    /** The text is a URI, if the member is there. */
    static MetadataRule uri(String... names) {
        return metadata -> {
            for (String name : names) {
                if (metadata.has(name) && !MemberType.URI.matches(metadata.get(name))) {
                    throw Refusal.of(Reason.MALFORMED_URI, name, name + " must be a URI");
                }
            }
        };
    }
}
