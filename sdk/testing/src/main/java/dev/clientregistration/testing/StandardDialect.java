package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * What an authorization server by the standards decides: it registers all of the metadata that a client sent, unknown
 * members too, with the defaults; or nothing, if a rule speaks against it. Errors are as RFC 7591 §3.2.2 and RFC 6750
 * §3 have them.
 */
final class StandardDialect {
    private static final String REALM = "client-registration";
    private static final Challenge BARE = Challenge.bare("Bearer", REALM);
    private static final Challenge WITH_ERROR = Challenge.withError("Bearer", REALM);

    static final ErrorTable ERRORS = ErrorTable.of(ErrorForm.metadata(400))
            .with(ErrorForm.empty(401).challenging(BARE), Reason.NO_CREDENTIALS, Reason.OTHER_SCHEME)
            .with(ErrorForm.json(400, "invalid_request").challenging(WITH_ERROR), Reason.MALFORMED_CREDENTIALS)
            // An unknown client is told in the same words as a wrong token, so that nobody can probe for clients.
            .with(
                    ErrorForm.json(401, "invalid_token").challenging(WITH_ERROR),
                    Reason.WRONG_TOKEN,
                    Reason.EXPIRED_TOKEN,
                    Reason.SPENT_TOKEN,
                    Reason.UNKNOWN_CLIENT,
                    Reason.WRONG_REGISTRATION_ACCESS_TOKEN,
                    Reason.TOKEN_OF_ANOTHER_CLIENT,
                    Reason.EXPIRED_REGISTRATION_ACCESS_TOKEN)
            .with(
                    ErrorForm.json(403, "insufficient_scope").challenging(WITH_ERROR),
                    Reason.INSUFFICIENT_SCOPE,
                    Reason.EXCESSIVE_SCOPE)
            .with(ErrorForm.json(400, "invalid_software_statement"), Reason.INVALID_STATEMENT)
            .with(ErrorForm.json(400, "unapproved_software_statement"), Reason.UNAPPROVED_STATEMENT)
            .with(ErrorForm.json(429, "too_many_requests"), Reason.TOO_MANY_REGISTRATIONS)
            // RFC 6749 section 5.2
            .with(
                    ErrorForm.json(401, "invalid_client").challenging(Challenge.bare("Basic", REALM)),
                    Reason.CLIENT_NOT_KNOWN,
                    Reason.CLIENT_NOT_AUTHENTICATED)
            .with(ErrorForm.json(400, "invalid_request"), Reason.MALFORMED_TOKEN_REQUEST, Reason.SEVERAL_CLIENT_PROOFS)
            .with(ErrorForm.json(400, "unsupported_grant_type"), Reason.UNSUPPORTED_GRANT)
            .with(ErrorForm.json(400, "unauthorized_client"), Reason.GRANT_NOT_REGISTERED)
            .with(ErrorForm.json(400, "invalid_grant"), Reason.INVALID_GRANT)
            .with(ErrorForm.json(400, "invalid_scope"), Reason.SCOPE_NOT_REGISTERED)
            .with(ErrorForm.text(400), Reason.BAD_AUTHORIZATION_REQUEST)
            .with(ErrorForm.text(404), Reason.NO_ENDPOINT)
            .with(ErrorForm.text(405), Reason.NO_METHOD);

    private StandardDialect() {}

    static DialectRules.Builder rules() {
        return new DialectRules.Builder()
                .addMetadataRules(
                        KnownMembers.TYPES::check,
                        StandardDialect::addDefaults,
                        GrantRules::check,
                        metadata -> EncryptionRules.check(metadata, KnownMembers.TYPES),
                        KeyRules::check,
                        MetadataRules.absoluteUri(
                                "client_uri",
                                "logo_uri",
                                "tos_uri",
                                "policy_uri",
                                "jwks_uri",
                                "sector_identifier_uri",
                                "initiate_login_uri"),
                        StandardDialect::checkRedirectUris);
    }

    private static void addDefaults(JsonObject metadata) {
        Json.addIfAbsent(metadata, AuthMethods.MEMBER, new JsonPrimitive(AuthMethods.BASIC));
        GrantRules.addDefaults(metadata);
        Json.addIfAbsent(metadata, "application_type", new JsonPrimitive("web"));
    }

    private static void checkRedirectUris(JsonObject metadata) throws Refusal {
        JsonArray redirectUris = metadata.getAsJsonArray(RedirectUriRules.MEMBER);
        if (redirectUris != null) {
            RedirectUriRules.check(redirectUris);
        }
        if ((redirectUris == null || redirectUris.isEmpty()) && GrantRules.usesRedirects(metadata)) {
            throw Refusal.ofRedirectUris(
                    Reason.REDIRECT_URI_MISSING, "redirect_uris must not be empty for these grant types");
        }
    }
}
