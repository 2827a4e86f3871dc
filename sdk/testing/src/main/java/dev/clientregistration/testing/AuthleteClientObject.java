package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code client} of an answer: what Authlete stores, by the names and values of its own API. Properties without a
 * value are left out; booleans always have one.
 */
final class AuthleteClientObject {
    private AuthleteClientObject() {}

    static JsonObject of(ClientRecord client, int serviceNumber) {
        JsonObject metadata = client.metadata();
        JsonObject object = new JsonObject();
        object.addProperty("number", client.number());
        object.addProperty("serviceNumber", serviceNumber);
        object.addProperty("developer", "authlete_" + client.tenant());
        object.addProperty("clientId", Long.valueOf(client.clientId()));
        object.addProperty("clientSecret", client.secretValue().orElse(null));
        object.addProperty("clientIdAlias", client.clientId());
        object.addProperty("clientIdAliasEnabled", false);
        object.addProperty(
                "clientType",
                metadata.get("token_endpoint_auth_method").getAsString().equals("none") ? "PUBLIC" : "CONFIDENTIAL");
        object.addProperty("dynamicallyRegistered", client.dynamic());
        object.addProperty("clientSource", client.dynamic() ? "DYNAMIC_REGISTRATION" : "STATIC_REGISTRATION");
        object.addProperty("registrationAccessTokenHash", hash(client.registrationAccessToken()));
        object.addProperty("createdAt", client.createdAt().toEpochMilli());
        object.addProperty("modifiedAt", client.modifiedAt().toEpochMilli());
        for (AuthleteMember member : AuthleteMembers.ALL) {
            addMember(object, member, metadata.get(member.name()));
        }
        addTaggedValues(object, metadata);
        object.addProperty("derivedSectorIdentifier", AuthleteClientRules.sectorIdentifier(metadata));
        addExtension(object, metadata);
        addCustomMetadata(object, metadata);
        object.entrySet().removeIf(property -> property.getValue().isJsonNull());
        return object;
    }

    private static void addMember(JsonObject object, AuthleteMember member, @Nullable JsonElement value) {
        if (value != null) {
            object.add(member.property(), member.inClientObject(value));
        } else if (member.type() == MemberType.BOOLEAN) {
            object.addProperty(member.property(), false);
        }
    }

    /** {@code client_name#fr} becomes an item of {@code clientNames}. */
    private static void addTaggedValues(JsonObject object, JsonObject metadata) {
        for (Map.Entry<String, JsonElement> member : metadata.entrySet()) {
            MemberName name = MemberName.of(member.getKey());
            AuthleteMember known = AuthleteMembers.BY_NAME.get(name.base());
            if (name.tag() != null && known != null) {
                JsonObject tagged = new JsonObject();
                tagged.addProperty("tag", name.tag());
                tagged.add("value", member.getValue());
                Json.addIfAbsent(object, known.property() + "s", new JsonArray());
                object.getAsJsonArray(known.property() + "s").add(tagged);
            }
        }
    }

    private static void addExtension(JsonObject object, JsonObject metadata) {
        if (metadata.get(AuthleteMembers.SCOPE) instanceof JsonPrimitive scope) {
            List<String> scopes = List.of(scope.getAsString().trim().split(" +"));
            JsonObject extension = new JsonObject();
            extension.add("requestableScopes", scopes.equals(List.of("")) ? Json.array() : Json.array(scopes));
            extension.addProperty("requestableScopesEnabled", true);
            object.add("extension", extension);
        }
    }

    private static void addCustomMetadata(JsonObject object, JsonObject metadata) {
        JsonObject custom = metadata.deepCopy();
        for (String name : metadata.keySet()) {
            if (AuthleteMembers.isKnown(name)) {
                custom.remove(name);
            }
        }
        if (!custom.isEmpty()) {
            object.addProperty("customMetadata", Json.write(custom));
        }
    }

    private static @Nullable String hash(@Nullable String token) {
        if (token == null) {
            return null;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
