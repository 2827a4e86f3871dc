package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Grant types and response types must fit one another (RFC 7591 §2.1, OpenID Connect Dynamic Client Registration 1.0
 * §2).
 */
final class GrantRules {
    static final String AUTHORIZATION_CODE = "authorization_code";
    static final String IMPLICIT = "implicit";
    static final String CLIENT_CREDENTIALS = "client_credentials";
    static final String REFRESH_TOKEN = "refresh_token";

    private GrantRules() {}

    /** Whether the client has a grant that sends the user back to it. */
    static boolean usesRedirects(JsonObject metadata) {
        List<String> grants = Json.strings(metadata, "grant_types");
        return grants.contains(AUTHORIZATION_CODE) || grants.contains(IMPLICIT);
    }

    /** Adds the members that are absent; each default fits the other member where one can. */
    static void addDefaults(JsonObject metadata) {
        Json.addIfAbsent(metadata, "grant_types", Json.array(AUTHORIZATION_CODE));
        Json.addIfAbsent(metadata, "response_types", usesRedirects(metadata) ? Json.array("code") : Json.array());
    }

    /**
     * @param metadata with both members present
     * @throws Refusal if a response type lacks its grant type, or the other way round
     */
    static void check(JsonObject metadata) throws Refusal {
        Set<String> answered = checkResponseTypes(metadata);
        List<String> grants = Json.strings(metadata, "grant_types");
        for (String grant : List.of(AUTHORIZATION_CODE, IMPLICIT)) {
            if (grants.contains(grant) && !answered.contains(grant)) {
                throw Refusal.of(
                        grant.equals(IMPLICIT)
                                ? Reason.IMPLICIT_GRANT_WITHOUT_RESPONSE
                                : Reason.CODE_GRANT_WITHOUT_RESPONSE,
                        "the grant type " + grant + " needs a response type");
            }
        }
    }

    /**
     * @return the grant types that the response types need
     * @throws Refusal if a response type lacks its grant type
     */
    static Set<String> checkResponseTypes(JsonObject metadata) throws Refusal {
        List<String> grants = Json.strings(metadata, "grant_types");
        Set<String> answered = new HashSet<>();
        for (String responseType : Json.strings(metadata, "response_types")) {
            for (String grant : grantsOf(responseType)) {
                answered.add(grant);
                if (!grants.contains(grant)) {
                    throw Refusal.of(
                            grant.equals(IMPLICIT) ? Reason.TOKEN_WITHOUT_GRANT : Reason.CODE_WITHOUT_GRANT,
                            "a response type needs the grant type " + grant);
                }
            }
        }
        return answered;
    }

    /** The words of a response type stand in any order; those the standards do not name need no grant type. */
    private static Set<String> grantsOf(String responseType) {
        Set<String> grants = new HashSet<>();
        for (String word : responseType.split(" ", -1)) {
            switch (word) {
                case "code" -> grants.add(AUTHORIZATION_CODE);
                case "token", "id_token" -> grants.add(IMPLICIT);
                default -> {}
            }
        }
        return grants;
    }
}
