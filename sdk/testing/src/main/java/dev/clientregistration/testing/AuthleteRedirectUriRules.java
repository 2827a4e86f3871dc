package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Which redirect URIs a client may have at Authlete. Their scheme is looked at only when they are used. */
final class AuthleteRedirectUriRules {
    private static final int LONGEST = 200;
    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[\\x20-\\x7e]*");

    private AuthleteRedirectUriRules() {}

    /** @throws Refusal if one of the items is null */
    static void checkPresence(JsonArray items) throws Refusal {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).isJsonNull()) {
                throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_NULL, RedirectUriRules.place(i) + " is null");
            }
        }
    }

    /**
     * @param items strings
     * @throws Refusal if one of them is not allowed
     */
    static void check(JsonArray items) throws Refusal {
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (JsonElement item : items) {
            String where = RedirectUriRules.place(index++);
            String text = item.getAsString();
            if (text.isEmpty()) {
                throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_EMPTY, where + " is empty");
            }
            if (!PRINTABLE_ASCII.matcher(text).matches()) {
                throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_NOT_ASCII, where + " must be printable ASCII");
            }
            if (text.length() > LONGEST) {
                throw Refusal.ofRedirectUris(
                        Reason.REDIRECT_URI_TOO_LONG, where + " must not be longer than 200 characters");
            }
            RedirectUriRules.wellFormed(text, where);
            if (!seen.add(text)) {
                throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_DUPLICATE, where + " is there twice");
            }
        }
    }
}
