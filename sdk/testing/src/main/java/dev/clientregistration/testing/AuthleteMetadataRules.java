package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which client metadata Authlete takes. */
final class AuthleteMetadataRules {
    private static final String CLIENT_NAME = "client_name";
    private static final int LONGEST_NAME = 100;
    private static final String SIGNING_ALG_OF_BACKCHANNEL = "backchannel_authentication_request_signing_alg";

    private final AuthleteSettings settings;

    AuthleteMetadataRules(AuthleteSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes away what is not registered, and checks the rest.
     *
     * @param metadata without nulls and without members that the server issues; changed in place
     * @throws Refusal if a rule speaks against it
     */
    void apply(JsonObject metadata) throws Refusal {
        SoftwareStatementRules.check(metadata.remove(AuthleteMembers.SOFTWARE_STATEMENT));
        dropUnregistered(metadata);
        checkTaggedValues(metadata);
        checkTypes(metadata);
        checkValues(metadata);
        JsonArray redirectUris = metadata.getAsJsonArray(RedirectUriRules.MEMBER);
        if (redirectUris != null) {
            AuthleteRedirectUriRules.check(redirectUris);
        }
        KeyRules.check(metadata);
        checkGrants(metadata);
        EncryptionRules.check(metadata, AuthleteMembers.TYPES);
        AuthleteClientRules.check(metadata);
    }

    private void dropUnregistered(JsonObject metadata) {
        for (String name : List.copyOf(metadata.keySet())) {
            boolean registered = AuthleteMembers.hasProperty(name)
                    || settings.supportedCustomClientMetadata().contains(name)
                    || (name.equals(AuthleteMembers.SCOPE) && settings.dcrScopeUsedAsRequestable());
            if (!registered) {
                metadata.remove(name);
            }
        }
    }

    private static void checkTypes(JsonObject metadata) throws Refusal {
        if (metadata.get(RedirectUriRules.MEMBER) instanceof JsonArray redirectUris) {
            AuthleteRedirectUriRules.checkPresence(redirectUris);
        }
        AuthleteMembers.TYPES.check(metadata);
        JsonElement scope = metadata.get(AuthleteMembers.SCOPE);
        if (scope != null && !MemberType.STRING.matches(scope)) {
            throw Refusal.of(Reason.NOT_A_STRING, AuthleteMembers.SCOPE, "scope must be a string");
        }
    }

    private static void checkTaggedValues(JsonObject metadata) throws Refusal {
        for (Map.Entry<String, JsonElement> member : metadata.entrySet()) {
            MemberName name = MemberName.of(member.getKey());
            if (name.tag() != null && MemberType.STRING.matches(member.getValue())) {
                checkTaggedValue(name.base(), name.tag(), member.getValue().getAsString());
            }
        }
    }

    private static void checkTaggedValue(String name, String tag, String value) throws Refusal {
        if (tag.isEmpty()) {
            throw Refusal.of(Reason.TAG_EMPTY, name, name + " has a language tag that is empty");
        }
        if (!isAscii(tag)) {
            throw Refusal.of(Reason.TAG_NOT_ASCII, name, name + " has a language tag that is not ASCII");
        }
        if (value.isEmpty()) {
            throw Refusal.of(Reason.TAGGED_VALUE_EMPTY, name, name + " is empty in one of its languages");
        }
        if (name.equals(CLIENT_NAME)) {
            if (value.length() > LONGEST_NAME) {
                throw Refusal.of(
                        Reason.TAGGED_VALUE_TOO_LONG, name, name + " is longer than 100 characters in a language");
            }
        } else if (Uris.parse(value) == null) {
            throw Refusal.of(Reason.TAGGED_VALUE_NOT_A_URI, name, name + " is not a URI in one of its languages");
        }
    }

    private static void checkValues(JsonObject metadata) throws Refusal {
        for (String name : new ArrayList<>(metadata.keySet())) {
            AuthleteMember member = AuthleteMembers.BY_NAME.get(name);
            if (member != null) {
                member.checkValues(metadata.get(name));
                metadata.add(name, member.canonical(metadata.get(name)));
            }
        }
        if (metadata.has(CLIENT_NAME) && metadata.get(CLIENT_NAME).getAsString().length() > LONGEST_NAME) {
            throw Refusal.of(Reason.TOO_LONG, CLIENT_NAME, "client_name must not be longer than 100 characters");
        }
        if (metadata.has("default_max_age") && metadata.get("default_max_age").getAsInt() < 0) {
            throw Refusal.of(Reason.NEGATIVE, "default_max_age", "default_max_age must not be negative");
        }
        JsonElement alg = metadata.get(SIGNING_ALG_OF_BACKCHANNEL);
        if (alg != null
                && (alg.getAsString().equals("none") || alg.getAsString().startsWith("HS"))) {
            throw Refusal.of(
                    Reason.SYMMETRIC_ALGORITHM,
                    SIGNING_ALG_OF_BACKCHANNEL,
                    SIGNING_ALG_OF_BACKCHANNEL + " must be asymmetric");
        }
    }

    /** What is absent is as RFC 7591 §2 has it by default, but is not registered. */
    private static void checkGrants(JsonObject metadata) throws Refusal {
        JsonObject grants = metadata.deepCopy();
        GrantRules.addDefaults(grants);
        GrantRules.check(grants);
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
