package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * SimpleIdServer 4: it tells the whole client, with a management URI that leads nowhere; what is wrong with a registration,
 * its token included, is a 400; and it fails on arrays and objects that it does not expect.
 */
final class SimpleIdServerDialect {
    private static final RandomText RANDOM = new RandomText();
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(30);
    private static final DateTimeFormatter SEVEN_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** What it reads, translations aside; arrays are flat. */
    private static final List<String> READ = List.of(
            "application_type",
            "software_statement",
            "grant_types",
            "scope",
            AuthMethods.MEMBER,
            "response_types",
            "token_signed_response_alg",
            "token_encrypted_response_alg",
            "token_encrypted_response_enc",
            "id_token_signed_response_alg",
            "id_token_encrypted_response_alg",
            "id_token_encrypted_response_enc",
            "userinfo_signed_response_alg",
            "userinfo_encrypted_response_alg",
            "userinfo_encrypted_response_enc",
            "request_object_signing_alg",
            "request_object_encryption_alg",
            "request_object_encryption_enc",
            RedirectUriRules.MEMBER,
            "jwks_uri",
            "sector_identifier_uri",
            "initiate_login_uri",
            "subject_type",
            "backchannel_token_delivery_mode",
            "backchannel_client_notification_endpoint",
            "backchannel_authentication_request_signing_alg",
            "backchannel_user_code_parameter",
            "default_max_age",
            "frontchannel_logout_uri",
            "frontchannel_logout_session_required",
            "backchannel_logout_uri",
            "backchannel_logout_session_required",
            "default_acr_values",
            "post_logout_redirect_uris",
            "require_auth_time",
            "authorization_signed_response_alg",
            "authorization_encrypted_response_alg",
            "authorization_encrypted_response_enc",
            "credential_offer_endpoint",
            "authorization_data_types",
            "dpop_bound_access_tokens",
            "client_name",
            "logo_uri",
            "client_uri",
            "tos_uri",
            "policy_uri");

    /** What is kept and told if nobody asked for anything else. */
    private static final String DEFAULTS = """
            {"grant_types": ["authorization_code"], "redirect_uris": [],
             "token_endpoint_auth_method": "client_secret_post", "response_types": ["code"], "contacts": [],
             "token_expiration_time_seconds": 1800, "refresh_token_expiration_time_seconds": 1800, "jwks": {"keys": []},
             "token_signed_response_alg": "RS256", "token_encrypted_response_alg": "RSA1_5",
             "token_encrypted_response_enc": "A128CBC-HS256", "post_logout_redirect_uris": [],
             "preferred_token_profile": "Bearer", "subject_type": "public", "id_token_signed_response_alg": "RS256",
             "backchannel_user_code_parameter": false, "frontchannel_logout_session_required": false,
             "backchannel_logout_session_required": false, "tls_client_certificate_bound_access_token": false,
             "application_type": "web", "require_auth_time": false, "authorization_signed_response_alg": "RS256",
             "authorization_data_types": [], "is_consent_disabled": false, "default_acr_values": []}""";

    private static final String[] ORDER = {
        "client_id",
        "client_secret",
        "registration_access_token",
        "grant_types",
        RedirectUriRules.MEMBER,
        AuthMethods.MEMBER,
        "response_types",
        "contacts",
        "update_datetime",
        "create_datetime",
        "client_id_issued_at",
        "token_expiration_time_seconds",
        "refresh_token_expiration_time_seconds",
        "scope",
        "jwks",
        "token_signed_response_alg",
        "token_encrypted_response_alg",
        "token_encrypted_response_enc",
        "post_logout_redirect_uris",
        "preferred_token_profile",
        "subject_type",
        "id_token_signed_response_alg",
        "backchannel_user_code_parameter",
        "frontchannel_logout_session_required",
        "backchannel_logout_session_required",
        "tls_client_certificate_bound_access_token",
        "application_type",
        "require_auth_time",
        "authorization_signed_response_alg",
        "authorization_data_types",
        "is_consent_disabled",
        "default_acr_values"
    };

    private static final String[] SIGNING = {"RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "none"};

    private SimpleIdServerDialect() {}

    static DialectRules.Builder rules() {
        DialectRules.Builder rules = new DialectRules.Builder()
                .capabilities(Capabilities.STANDARD.withAuthMethods(
                        AuthMethods.BASIC, AuthMethods.POST, AuthMethods.SECRET_JWT, AuthMethods.KEY_JWT))
                .admission(new Admission(RegistrationAccess.TOKEN, "register", false, false))
                .accessTokenLifetime(TOKEN_LIFETIME)
                .clientBeforeToken()
                .clientIds((sent, clients) -> RANDOM.uuid())
                .secrets(sent -> RANDOM.uuid())
                .needsSecret(metadata -> true)
                .registrationAccessTokens((at, subject, now, expiresAt) -> RANDOM.uuid())
                .addMetadataRules(
                        SimpleIdServerDialect::failOnTheUnexpected,
                        MetadataRules.droppingAllBut(READ),
                        MetadataRules.oneOf(
                                "grant_types",
                                GrantRules.AUTHORIZATION_CODE,
                                GrantRules.IMPLICIT,
                                GrantRules.REFRESH_TOKEN,
                                GrantRules.CLIENT_CREDENTIALS,
                                "password",
                                "urn:openid:params:grant-type:ciba",
                                "urn:ietf:params:oauth:grant-type:device_code",
                                "urn:ietf:params:oauth:grant-type:pre-authorized_code"),
                        MetadataRules.oneOf(
                                AuthMethods.MEMBER,
                                AuthMethods.BASIC,
                                AuthMethods.POST,
                                AuthMethods.SECRET_JWT,
                                AuthMethods.KEY_JWT,
                                "tls_client_auth",
                                "self_signed_tls_client_auth"),
                        MetadataRules.oneOf("application_type", "web", "native"),
                        MetadataRules.httpsUri("sector_identifier_uri"),
                        MetadataRules.oneOf("subject_type", "public", "pairwise"),
                        MetadataRules.httpsUri("initiate_login_uri"),
                        SimpleIdServerDialect::checkResponseTypes,
                        MetadataRules.absoluteUri("client_uri", "logo_uri", "tos_uri", "policy_uri", "jwks_uri"));
        for (String prefix : List.of("token", "id_token", "userinfo", "authorization")) {
            rules.addMetadataRules(
                    MetadataRules.oneOf(prefix + "_signed_response_alg", SIGNING),
                    MetadataRules.oneOf(prefix + "_encrypted_response_alg", "RSA1_5", "RSA-OAEP"),
                    MetadataRules.oneOf(
                            prefix + "_encrypted_response_enc", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512"));
        }
        return rules.addMetadataRules(
                        metadata -> EncryptionRules.check(metadata, KnownMembers.TYPES),
                        SimpleIdServerDialect::checkRedirectUris,
                        MetadataRules.defaults(DEFAULTS))
                .updateRules()
                .errors(SimpleIdServerDialect::errors)
                .addInformationSteps(
                        SimpleIdServerDialect::addTimes,
                        SimpleIdServerDialect::reverseScope,
                        InformationSteps.inOrder(ORDER),
                        InformationSteps.atEnd(InformationSteps.MANAGEMENT_URI))
                .quirks(Quirk.WRONG_MANAGEMENT_URI, Quirk.SECRET_WITHOUT_EXPIRY, Quirk.CACHEABLE_ANSWERS);
    }

    private static ErrorTable errors(ErrorTable standard) {
        ErrorForm unauthorized = ErrorForm.empty(401);
        ErrorTable errors = standard.with(
                        ErrorForm.json(400, "access_denied"), Reason.NO_CREDENTIALS, Reason.OTHER_SCHEME)
                .with(
                        ErrorForm.json(400, "invalid_token"),
                        Reason.WRONG_TOKEN,
                        Reason.EXPIRED_TOKEN,
                        Reason.SPENT_TOKEN)
                .with(
                        ErrorForm.json(400, "invalid_request"),
                        Reason.MALFORMED_CREDENTIALS,
                        Reason.NO_CONTENT_TYPE,
                        Reason.OTHER_CONTENT_TYPE,
                        Reason.EMPTY_BODY,
                        Reason.UNREADABLE_BODY)
                .with(ErrorForm.json(400, "request_denied"), Reason.INSUFFICIENT_SCOPE)
                .with(
                        unauthorized,
                        Reason.WRONG_REGISTRATION_ACCESS_TOKEN,
                        Reason.TOKEN_OF_ANOTHER_CLIENT,
                        Reason.EXPIRED_REGISTRATION_ACCESS_TOKEN)
                .with(ErrorForm.empty(404), Reason.UNKNOWN_CLIENT, Reason.NO_ENDPOINT)
                .with(ErrorForm.empty(405), Reason.NO_METHOD)
                .with(ErrorForm.empty(500), Reason.UNKNOWN_MEMBER);
        for (Operation operation : List.of(Operation.GET, Operation.UPDATE, Operation.DELETE)) {
            errors = errors.at(
                    operation, unauthorized, Reason.NO_CREDENTIALS, Reason.OTHER_SCHEME, Reason.MALFORMED_CREDENTIALS);
        }
        return errors;
    }

    /** Its reader knows texts and booleans, numbers where it expects them, and flat arrays where it expects them. */
    private static void failOnTheUnexpected(JsonObject metadata) throws Refusal {
        for (Map.Entry<String, JsonElement> member : metadata.entrySet()) {
            JsonElement value = member.getValue();
            boolean simple =
                    value.isJsonPrimitive() && !value.getAsJsonPrimitive().isNumber();
            boolean expected = READ.contains(member.getKey()) && !value.isJsonObject();
            if (!simple && !expected) {
                throw Refusal.of(Reason.UNKNOWN_MEMBER, member.getKey(), member.getKey() + " is not expected");
            }
        }
        JsonObject typed = metadata.deepCopy();
        // It takes fractions.
        typed.remove("default_max_age");
        KnownMembers.TYPES.check(typed);
    }

    /** Its own default need not fit. */
    private static void checkResponseTypes(JsonObject metadata) throws Refusal {
        if (metadata.has("response_types")) {
            JsonObject both = metadata.deepCopy();
            Json.addIfAbsent(both, "grant_types", Json.array(GrantRules.AUTHORIZATION_CODE));
            GrantRules.checkResponseTypes(both);
        }
    }

    private static void checkRedirectUris(JsonObject metadata) throws Refusal {
        boolean redirects = !metadata.has("grant_types") || GrantRules.usesRedirects(metadata);
        List<String> uris = Json.strings(metadata, RedirectUriRules.MEMBER);
        if (!redirects) {
            return;
        }
        if (uris.isEmpty()) {
            throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_MISSING, "redirect_uris must not be empty");
        }
        boolean web = !Json.isText(metadata.get("application_type"), "native");
        for (int i = 0; i < uris.size(); i++) {
            String place = RedirectUriRules.place(i);
            URI uri = RedirectUriRules.wellFormed(uris.get(i), place);
            if (web && (!Uris.isHttps(uris.get(i)) || "localhost".equals(uri.getHost()))) {
                throw Refusal.ofRedirectUris(
                        Reason.REDIRECT_URI_SCHEME, place + " of a web client must be https and not localhost");
            }
        }
    }

    private static void addTimes(ClientAnswer answer) {
        add(answer, "update_datetime", answer.client().modifiedAt());
        add(answer, "create_datetime", answer.client().createdAt());
    }

    private static void add(ClientAnswer answer, String name, Instant time) {
        answer.members().addProperty(name, SEVEN_DIGITS.format(time));
    }

    /** It does not keep their order. */
    private static void reverseScope(ClientAnswer answer) {
        if (answer.members().has("scope")) {
            Set<String> scopes = Scopes.of(answer.members().get("scope").getAsString());
            List<String> reversed = new ArrayList<>(scopes);
            Collections.reverse(reversed);
            answer.members().addProperty("scope", String.join(" ", reversed));
        }
    }
}
