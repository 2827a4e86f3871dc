package dev.clientregistration.testing;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name of a member, with or without a language tag after a {@code #} (RFC 7591 §2.2).
 *
 * @param tag null if the name has none
 */
record MemberName(String base, @Nullable String tag) {
    /** Whatever else has a {@code #} in its name is a member of that name. */
    private static final Set<String> HUMAN_READABLE =
            Set.of("client_name", "client_uri", "logo_uri", "tos_uri", "policy_uri");

    static MemberName of(String name) {
        int mark = name.indexOf('#');
        return mark >= 0 && HUMAN_READABLE.contains(name.substring(0, mark))
                ? new MemberName(name.substring(0, mark), name.substring(mark + 1))
                : new MemberName(name, null);
    }
}
