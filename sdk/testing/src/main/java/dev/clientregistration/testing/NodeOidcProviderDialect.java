package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * node-oidc-provider with registration and its management switched on: who comes with the token of another client loses
 * it, and who prefers HTML gets errors in HTML.
 */
final class NodeOidcProviderDialect {
    private static final RandomText RANDOM = new RandomText();

    private static final String REALM_OF_THE_ISSUER = "";

    /** In the order in which it tells them; the management URI and the token come last. */
    private static final List<String> MEMBERS = List.of(
            "application_type",
            "grant_types",
            "id_token_signed_response_alg",
            "require_auth_time",
            "response_types",
            "subject_type",
            "token_endpoint_auth_method",
            "post_logout_redirect_uris",
            "require_pushed_authorization_requests",
            "dpop_bound_access_tokens",
            "client_id_issued_at",
            "client_id",
            "client_name",
            "client_secret_expires_at",
            "client_secret",
            "client_uri",
            "contacts",
            "default_acr_values",
            "default_max_age",
            "initiate_login_uri",
            "jwks_uri",
            "jwks",
            "logo_uri",
            "policy_uri",
            "redirect_uris",
            "response_modes",
            "scope",
            "sector_identifier_uri",
            "tos_uri",
            "registration_client_uri",
            "registration_access_token");

    /** Drops {@code ""} from an update; null is as good as not sent everywhere. */
    private static final UpdateStyle REPLACE_WHAT_SAYS_SOMETHING = (registered, sent) -> {
        JsonObject merged = UpdateStyle.REPLACE.merged(registered, sent);
        merged.entrySet().removeIf(member -> Json.isText(member.getValue(), ""));
        return merged;
    };

    private NodeOidcProviderDialect() {}

    static DialectRules.Builder rules() {
        return new DialectRules.Builder()
                .paths(Paths.STANDARD.withRegistration("/reg", "/reg/{id}").withTokens("/token", "/auth", "/jwks"))
                .capabilities(new Capabilities(
                        List.of(
                                AuthMethods.BASIC,
                                AuthMethods.SECRET_JWT,
                                AuthMethods.POST,
                                AuthMethods.KEY_JWT,
                                AuthMethods.NONE),
                        List.of(
                                GrantRules.IMPLICIT,
                                GrantRules.AUTHORIZATION_CODE,
                                GrantRules.REFRESH_TOKEN,
                                GrantRules.CLIENT_CREDENTIALS),
                        List.of("code id_token", "code", "id_token", "none"),
                        List.of("openid", "offline_access")))
                .accessTokenLifetime(Duration.ofMinutes(10))
                .clientIds((sent, clients) -> RANDOM.secret())
                .secrets(sent -> RANDOM.longSecret())
                .rotating(Operation.UPDATE)
                .addMetadataRules(
                        KnownMembers.TYPES::check,
                        NodeOidcProviderDialect::refuseEmptyTexts,
                        MetadataRules.droppingAllBut(MEMBERS),
                        MetadataRules.oneOf(
                                AuthMethods.MEMBER,
                                AuthMethods.BASIC,
                                AuthMethods.SECRET_JWT,
                                AuthMethods.POST,
                                AuthMethods.KEY_JWT,
                                AuthMethods.NONE),
                        MetadataRules.oneOf("application_type", "web", "native"),
                        MetadataRules.oneOf(
                                "grant_types",
                                GrantRules.IMPLICIT,
                                GrantRules.AUTHORIZATION_CODE,
                                GrantRules.REFRESH_TOKEN,
                                GrantRules.CLIENT_CREDENTIALS),
                        MetadataRules.oneOf("response_types", "code id_token", "code", "id_token", "none"),
                        KeyRules::check,
                        NodeOidcProviderDialect::checkRedirectUris,
                        MetadataRules.defaults("""
                                {"application_type": "web", "grant_types": ["authorization_code"],
                                 "id_token_signed_response_alg": "RS256", "require_auth_time": false,
                                 "response_types": ["code"], "subject_type": "public",
                                 "token_endpoint_auth_method": "client_secret_basic", "post_logout_redirect_uris": [],
                                 "require_pushed_authorization_requests": false, "dpop_bound_access_tokens": false}"""))
                .updateStyle(REPLACE_WHAT_SAYS_SOMETHING)
                .errors(NodeOidcProviderDialect::errors)
                .addInformationSteps(InformationSteps.only(MEMBERS), NodeOidcProviderDialect::tokenBeforeUri)
                .addAnswerStep(HeaderSteps.without("Pragma"))
                .addAnswerStep(HeaderSteps.jsonAs("application/json; charset=utf-8"))
                .quirks(Quirk.FOREIGN_TOKEN_DESTROYED);
    }

    private static ErrorTable errors(ErrorTable standard) {
        ErrorForm badToken =
                ErrorForm.json(401, "invalid_token").challenging(Challenge.withError("Bearer", REALM_OF_THE_ISSUER));
        return standard.with(badToken, Reason.ofTokens())
                .with(badToken.challenging(Challenge.bare("Bearer", REALM_OF_THE_ISSUER)), Reason.NO_CREDENTIALS)
                .with(
                        ErrorForm.json(400, "invalid_request"),
                        Reason.OTHER_SCHEME,
                        Reason.MALFORMED_CREDENTIALS,
                        Reason.NO_CONTENT_TYPE,
                        Reason.OTHER_CONTENT_TYPE,
                        Reason.EMPTY_BODY,
                        Reason.UNREADABLE_BODY,
                        Reason.UPDATE_OF_ANOTHER_CLIENT,
                        Reason.UPDATE_WITH_SERVER_MEMBER,
                        Reason.UPDATE_WITH_ANOTHER_SECRET)
                .with(
                        ErrorForm.json(401, "invalid_client")
                                .challenging(Challenge.withError("Basic", REALM_OF_THE_ISSUER)),
                        Reason.CLIENT_NOT_KNOWN,
                        Reason.CLIENT_NOT_AUTHENTICATED)
                .each(form -> form.body() == ErrorBody.JSON ? form.in(ErrorBody.JSON_UNLESS_HTML_IS_PREFERRED) : form)
                .with(ErrorForm.text(404).describedAs("Not Found"), Reason.NO_ENDPOINT, Reason.NO_METHOD);
    }

    private static void refuseEmptyTexts(JsonObject metadata) throws Refusal {
        for (Map.Entry<String, JsonElement> member : metadata.entrySet()) {
            if (Json.isText(member.getValue(), "")) {
                throw Refusal.of(Reason.EMPTY_MEMBER, member.getKey(), member.getKey() + " must not be empty");
            }
        }
    }

    /** They are demanded of every client, though perhaps as an empty array. */
    private static void checkRedirectUris(JsonObject metadata) throws Refusal {
        if (!metadata.has(RedirectUriRules.MEMBER)) {
            throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_MISSING, "redirect_uris must be there");
        }
        boolean web = !(metadata.get("application_type") instanceof JsonPrimitive type)
                || type.getAsString().equals("web");
        List<String> uris = Json.strings(metadata, RedirectUriRules.MEMBER);
        for (int i = 0; i < uris.size(); i++) {
            URI uri = RedirectUriRules.wellFormed(uris.get(i), RedirectUriRules.place(i));
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (web && !scheme.equals("https") && !scheme.equals("http")) {
                throw Refusal.ofRedirectUris(
                        Reason.REDIRECT_URI_SCHEME, RedirectUriRules.place(i) + " of a web client must be of the web");
            }
        }
    }

    /** In the answer to a registration the token comes last, in others the URI. */
    private static void tokenBeforeUri(ClientAnswer answer) {
        if (answer.operation() != Operation.REGISTER) {
            InformationSteps.atEnd(InformationSteps.MANAGEMENT_URI).apply(answer);
        }
    }
}
