package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;

/**
 * What the server registers of the metadata that a client sent: all of it, unknown members too, with the defaults; or
 * nothing, if a rule speaks against it.
 */
final class MetadataRules {
    private MetadataRules() {}

    /** A copy without the members that are null: such a member counts as left out (RFC 7592 §2.2). */
    static JsonObject withoutNulls(JsonObject sent) {
        JsonObject present = new JsonObject();
        for (Map.Entry<String, JsonElement> member : sent.entrySet()) {
            if (!member.getValue().isJsonNull()) {
                present.add(member.getKey(), member.getValue().deepCopy());
            }
        }
        return present;
    }

    /**
     * Checks the metadata and adds the defaults to it.
     *
     * @param metadata without nulls and without members that the server issues; changed in place
     * @throws Refusal if a rule speaks against it
     */
    static void complete(JsonObject metadata) throws Refusal {
        KnownMembers.checkTypes(metadata);
        addDefaults(metadata);
        GrantRules.check(metadata);
        KnownMembers.checkEncryptionPairs(metadata);
        KeyRules.check(metadata);
        JsonArray redirectUris = metadata.getAsJsonArray("redirect_uris");
        if (redirectUris != null) {
            RedirectUriRules.check(redirectUris);
        }
        if ((redirectUris == null || redirectUris.isEmpty()) && GrantRules.usesRedirects(metadata)) {
            throw Refusal.invalidRedirectUri("redirect_uris must not be empty for these grant types");
        }
    }

    private static void addDefaults(JsonObject metadata) {
        addIfAbsent(metadata, "token_endpoint_auth_method", text("client_secret_basic"));
        addIfAbsent(metadata, "grant_types", array(GrantRules.AUTHORIZATION_CODE));
        addIfAbsent(metadata, "response_types", GrantRules.usesRedirects(metadata) ? array("code") : array());
        addIfAbsent(metadata, "application_type", text("web"));
    }

    private static void addIfAbsent(JsonObject metadata, String name, JsonElement value) {
        if (!metadata.has(name)) {
            metadata.add(name, value);
        }
    }

    private static JsonElement text(String value) {
        return new JsonPrimitive(value);
    }

    private static JsonArray array(String... values) {
        JsonArray array = new JsonArray();
        for (String value : values) {
            array.add(value);
        }
        return array;
    }
}
