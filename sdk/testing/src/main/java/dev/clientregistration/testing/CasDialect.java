package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Apereo CAS: every client has a secret, an update is a {@code PATCH} that takes nothing away, and one by a client whose
 * secret has expired brings another.
 */
final class CasDialect {
    private static final RandomText RANDOM = new RandomText();
    private static final int ID_LENGTH = 20;
    private static final int NAME_LENGTH = 8;
    private static final String ENCRYPTION = "userinfo_encrypted_response_alg";

    /** What is told, in order; it keeps the scope, too, and tells it nowhere. */
    private static final List<String> TOLD = List.of(
            "jwks",
            "jwks_uri",
            "client_id",
            "client_secret",
            "client_name",
            "application_type",
            "subject_type",
            "grant_types",
            "logo_uri",
            "policy_uri",
            "tos_uri",
            "response_types",
            RedirectUriRules.MEMBER,
            "userinfo_signed_response_alg",
            ENCRYPTION,
            "userinfo_encrypted_response_enc",
            "contacts",
            "request_object_signing_alg",
            AuthMethods.MEMBER,
            "registration_access_token",
            InformationSteps.MANAGEMENT_URI,
            "client_secret_expires_at",
            "client_id_issued_at");

    private CasDialect() {}

    static DialectRules.Builder rules() {
        List<String> kept = new ArrayList<>(TOLD);
        kept.add("scope");
        return new DialectRules.Builder()
                .paths(Paths.STANDARD
                        .withIssuer("/cas/oidc")
                        .withRegistration("/register", "/clientConfig?clientId={id}")
                        .withTokens("/oidcAccessToken", "/oidcAuthorize", "/jwks"))
                .capabilities(Capabilities.STANDARD.withAuthMethods(
                        AuthMethods.BASIC, AuthMethods.POST, AuthMethods.SECRET_JWT, AuthMethods.KEY_JWT))
                .admission(new Admission(RegistrationAccess.OPEN, "client_registration_scope", false, false))
                .management(Map.of("GET", Operation.GET, "PATCH", Operation.UPDATE))
                .clientIds((sent, clients) -> "client-" + RANDOM.alphanumeric(ID_LENGTH))
                .needsSecret(metadata -> true)
                .renewedSecrets(IssuedSecret::isExpired)
                .addMetadataRules(
                        KnownMembers.TYPES::check,
                        CasDialect::checkRedirectUris,
                        MetadataRules.keepingOnly(kept),
                        CasDialect::settleUserInfo,
                        metadata -> Json.addIfAbsent(
                                metadata, "client_name", new JsonPrimitive(RANDOM.alphanumeric(NAME_LENGTH))),
                        MetadataRules.defaults("""
                                {"application_type": "web", "subject_type": "public",
                                 "grant_types": ["authorization_code"], "response_types": ["code"],
                                 "redirect_uris": [], "contacts": [],
                                 "token_endpoint_auth_method": "client_secret_basic"}"""))
                .updateRules()
                .updateStyle((registered, sent) -> UpdateStyle.OVERLAY.merged(registered, withoutBlanks(sent)))
                .errors(CasDialect::errors)
                .addRequestStep(CasDialect::withBody)
                .addInformationSteps(InformationSteps.only(TOLD))
                .addAnswerStep(HeaderSteps.with("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"))
                .addAnswerStep(HeaderSteps.with("Pragma", "no-cache"))
                .addAnswerStep(HeaderSteps.with("Expires", "0"))
                .quirks(Quirk.TOKEN_TOLD_ONCE);
    }

    /** What is wrong with a registration is wrong with its metadata; an unknown client is a 400 without a word. */
    private static ErrorTable errors(ErrorTable standard) {
        return standard.others(ErrorForm.json(400, "invalid_client_metadata"))
                .with(ErrorForm.empty(401).challenging(Challenge.bare("Bearer", "pac4j")), Reason.ofTokens())
                .with(ErrorForm.empty(400), Reason.UNKNOWN_CLIENT)
                .with(ErrorForm.empty(404), Reason.NO_ENDPOINT)
                .with(ErrorForm.empty(405), Reason.NO_METHOD);
    }

    /** A fragment is all that it looks for. */
    private static void checkRedirectUris(JsonObject metadata) throws Refusal {
        for (String uri : Json.strings(metadata, RedirectUriRules.MEMBER)) {
            if (uri.contains("#")) {
                throw Refusal.ofRedirectUris(
                        Reason.REDIRECT_URI_WITH_FRAGMENT, "Redirect URI cannot contain a fragment");
            }
        }
    }

    private static void settleUserInfo(JsonObject metadata) {
        if (Json.isText(metadata.get("userinfo_signed_response_alg"), "none")) {
            metadata.remove("userinfo_signed_response_alg");
        }
        if (metadata.has(ENCRYPTION)) {
            Json.addIfAbsent(metadata, "userinfo_encrypted_response_enc", new JsonPrimitive("A128CBC-HS256"));
        }
    }

    /** Nobody empties a member by an update. */
    private static JsonObject withoutBlanks(JsonObject sent) {
        JsonObject left = new JsonObject();
        for (Map.Entry<String, JsonElement> member : sent.entrySet()) {
            boolean blank = member.getValue() instanceof JsonPrimitive text
                            && text.isString()
                            && text.getAsString().isBlank()
                    || member.getValue() instanceof JsonArray array && array.isEmpty();
            if (!blank) {
                left.add(member.getKey(), member.getValue());
            }
        }
        return left;
    }

    /** An update without a body changes no member, but may bring another secret. */
    private static Request withBody(Request request) {
        return request.method().equals("PATCH") && request.body().length == 0
                ? new Request(
                        request.method(),
                        request.target(),
                        request.headers().with("Content-Type", "application/json"),
                        "{}".getBytes(StandardCharsets.UTF_8))
                : request;
    }
}
