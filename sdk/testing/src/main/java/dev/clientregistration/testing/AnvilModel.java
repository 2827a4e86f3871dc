package dev.clientregistration.testing;

import static java.util.Map.entry;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The clients of Anvil Connect: which members they have, of which types, with which values. */
final class AnvilModel {
    private static final String ARRAY = "array";
    private static final String STRING = "string";
    private static final String NUMBER = "number";
    private static final String BOOLEAN = "boolean";

    /** Members and their types, in the order in which the REST API tells them. */
    private static final Map<String, String> TYPES = types();

    private static final Map<String, Set<String>> VALUES = Map.ofEntries(
            entry(
                    "grant_types",
                    Set.of(
                            GrantRules.AUTHORIZATION_CODE,
                            GrantRules.IMPLICIT,
                            GrantRules.REFRESH_TOKEN,
                            GrantRules.CLIENT_CREDENTIALS)),
            entry("application_type", Set.of("web", "native", "service")),
            entry("subject_type", Set.of("pairwise", "public")),
            entry(
                    AuthMethods.MEMBER,
                    Set.of(AuthMethods.BASIC, AuthMethods.POST, AuthMethods.SECRET_JWT, AuthMethods.KEY_JWT)));

    private static final Set<String> RESPONSE_WORDS = Set.of("code", "id_token", "token", "none");

    private AnvilModel() {}

    /** In the order in which the REST API tells them. */
    static List<String> members() {
        return List.copyOf(TYPES.keySet());
    }

    /** @throws Refusal if members are missing, or are not what they should be; it has the details of all of them */
    static void check(JsonObject metadata) throws Refusal {
        JsonObject errors = new JsonObject();
        if (!metadata.has(RedirectUriRules.MEMBER)) {
            add(errors, RedirectUriRules.MEMBER, "required", new JsonPrimitive(true), "is required");
        }
        metadata.entrySet().forEach(member -> checkMember(errors, member.getKey(), member.getValue()));
        if (errors.isEmpty()) {
            checkRedirectUris(errors, metadata);
            checkGrants(errors, metadata);
        }
        if (!errors.isEmpty()) {
            String description = errors.entrySet().stream()
                    .map(error -> error.getKey() + ": "
                            + error.getValue().getAsJsonObject().get("message").getAsString())
                    .collect(Collectors.joining(", "));
            throw Refusal.withDetails(Reason.BAD_MODEL, description, errors);
        }
    }

    private static void checkMember(JsonObject errors, String name, JsonElement value) {
        String expected = TYPES.get(name);
        if (expected == null) {
            return;
        }
        if (!typeOf(value).equals(expected)) {
            JsonObject error = error(name, "type", new JsonPrimitive(expected));
            error.addProperty("actual", typeOf(value));
            error.addProperty("message", "must be " + article(expected) + expected);
            errors.add(name, error);
            return;
        }
        List<String> texts = value.isJsonArray()
                ? value.getAsJsonArray().asList().stream()
                        .map(JsonElement::toString)
                        .toList()
                : List.of(value.toString());
        Set<String> allowed = VALUES.get(name);
        if (allowed != null && !texts.stream().allMatch(text -> allowed.contains(unquoted(text)))) {
            add(errors, name, "enum", Json.array(allowed.stream().sorted().toList()), "has an unknown value");
        }
        if (name.equals("response_types")
                && !texts.stream().allMatch(text -> RESPONSE_WORDS.containsAll(Scopes.of(unquoted(text))))) {
            add(
                    errors,
                    name,
                    "enum",
                    Json.array(RESPONSE_WORDS.stream().sorted().toList()),
                    "has an unknown value");
        }
        if (name.equals("contacts") && !texts.stream().allMatch(text -> text.contains("@"))) {
            add(errors, name, "format", new JsonPrimitive("email"), "must be e-mail addresses");
        }
    }

    /** Nobody looks at those of other clients: fragments and garbage pass. */
    private static void checkRedirectUris(JsonObject errors, JsonObject metadata) {
        if (!Json.isText(metadata.get("application_type"), "native")) {
            return;
        }
        for (String text : Json.strings(metadata, RedirectUriRules.MEMBER)) {
            URI uri = Uris.parse(text);
            String scheme = uri == null || uri.getScheme() == null
                    ? ""
                    : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean local = scheme.equals("http") && uri != null && "localhost".equals(uri.getHost());
            if (!local && (scheme.isEmpty() || scheme.equals("http") || scheme.equals("https"))) {
                add(
                        errors,
                        RedirectUriRules.MEMBER,
                        "conform",
                        new JsonPrimitive(true),
                        "of a native client must be local or of a scheme of its own");
            }
        }
    }

    private static void checkGrants(JsonObject errors, JsonObject metadata) {
        try {
            GrantRules.checkResponseTypes(metadata);
        } catch (Refusal refusal) {
            add(errors, "response_types", "conform", new JsonPrimitive(true), refusal.description());
        }
    }

    private static void add(
            JsonObject errors, String property, String attribute, JsonElement expected, String message) {
        JsonObject error = error(property, attribute, expected);
        error.addProperty("message", message);
        errors.add(property, error);
    }

    private static JsonObject error(String property, String attribute, JsonElement expected) {
        JsonObject error = new JsonObject();
        error.addProperty("attribute", attribute);
        error.addProperty("property", property);
        error.add("expected", expected);
        return error;
    }

    private static String typeOf(JsonElement value) {
        if (value.isJsonArray()) {
            return ARRAY;
        }
        if (value.isJsonObject()) {
            return "object";
        }
        JsonPrimitive primitive = value.getAsJsonPrimitive();
        if (primitive.isBoolean()) {
            return BOOLEAN;
        }
        return primitive.isNumber() ? NUMBER : STRING;
    }

    private static String article(String noun) {
        return noun.equals(ARRAY) ? "an " : "a ";
    }

    private static String unquoted(String json) {
        return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        put(types, ARRAY, RedirectUriRules.MEMBER, "response_types", "grant_types");
        put(types, STRING, "application_type");
        put(types, ARRAY, "contacts");
        put(types, STRING, "client_name", "logo_uri", "client_uri", "policy_uri", "tos_uri", "jwks_uri", "jwks");
        put(types, STRING, "sector_identifier_uri", "subject_type");
        for (String prefix : List.of("id_token", "userinfo")) {
            put(types, STRING, prefix + "_signed_response_alg");
            put(types, STRING, prefix + "_encrypted_response_alg", prefix + "_encrypted_response_enc");
        }
        put(types, STRING, "request_object_signing_alg");
        put(types, STRING, "request_object_encryption_alg", "request_object_encryption_enc");
        put(types, STRING, AuthMethods.MEMBER, "token_endpoint_auth_signing_alg");
        put(types, NUMBER, "default_max_age");
        put(types, BOOLEAN, "require_auth_time");
        put(types, ARRAY, "default_acr_values");
        put(types, STRING, "initiate_login_uri");
        put(types, ARRAY, "request_uris", "post_logout_redirect_uris");
        put(types, BOOLEAN, "trusted");
        put(types, STRING, "default_client_scope", "userId");
        put(types, ARRAY, "origins", "scopes");
        return Collections.unmodifiableMap(types);
    }

    private static void put(Map<String, String> types, String type, String... names) {
        for (String name : names) {
            types.put(name, type);
        }
    }
}
