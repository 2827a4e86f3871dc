package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Ory Hydra's public registration: nearly every member is always there, null, empty or an empty object if need be; errors
 * that do not concern metadata are sentences; a read tells no credentials at all.
 */
final class HydraDialect {
    private static final RandomText RANDOM = new RandomText();
    private static final int SECRET_LENGTH = 26;
    private static final String MALFORMED = "The request was malformed or contained invalid parameters";
    private static final String UNAUTHORIZED = "The request could not be authorized";
    private static final String NOT_FOUND = "The requested resource could not be found";
    private static final String FORBIDDEN = "The requested action was forbidden";

    /** What is told in the order in which it is, with what stands there if nobody asked for anything else. */
    private static final String ALWAYS_TOLD = """
            {"client_name": "", "redirect_uris": null, "grant_types": null, "response_types": null, "audience": [],
             "owner": "", "policy_uri": "", "allowed_cors_origins": [], "tos_uri": "", "client_uri": "", "logo_uri": "",
             "contacts": null, "client_secret_expires_at": 0, "jwks": {}, "metadata": {}, "skip_consent": false,
             "skip_logout_consent": null, "authorization_code_grant_access_token_lifespan": null,
             "authorization_code_grant_id_token_lifespan": null,
             "authorization_code_grant_refresh_token_lifespan": null,
             "client_credentials_grant_access_token_lifespan": null, "implicit_grant_access_token_lifespan": null,
             "implicit_grant_id_token_lifespan": null, "jwt_bearer_grant_access_token_lifespan": null,
             "refresh_token_grant_id_token_lifespan": null, "refresh_token_grant_access_token_lifespan": null,
             "refresh_token_grant_refresh_token_lifespan": null,
             "device_authorization_grant_id_token_lifespan": null,
             "device_authorization_grant_access_token_lifespan": null,
             "device_authorization_grant_refresh_token_lifespan": null}""";

    private static final List<String> ORDER = List.of(
            "client_id",
            "client_name",
            "client_secret",
            "redirect_uris",
            "grant_types",
            "response_types",
            "scope",
            "audience",
            "owner",
            "policy_uri",
            "allowed_cors_origins",
            "tos_uri",
            "client_uri",
            "logo_uri",
            "contacts",
            "client_secret_expires_at",
            "subject_type",
            "sector_identifier_uri",
            "jwks_uri",
            "jwks",
            "token_endpoint_auth_method",
            "token_endpoint_auth_signing_alg",
            "request_uris",
            "request_object_signing_alg",
            "userinfo_signed_response_alg",
            "created_at",
            "updated_at",
            "frontchannel_logout_uri",
            "frontchannel_logout_session_required",
            "post_logout_redirect_uris",
            "backchannel_logout_uri",
            "backchannel_logout_session_required",
            "metadata",
            "registration_access_token",
            "registration_client_uri",
            "skip_consent",
            "skip_logout_consent",
            "authorization_code_grant_access_token_lifespan",
            "authorization_code_grant_id_token_lifespan",
            "authorization_code_grant_refresh_token_lifespan",
            "client_credentials_grant_access_token_lifespan",
            "implicit_grant_access_token_lifespan",
            "implicit_grant_id_token_lifespan",
            "jwt_bearer_grant_access_token_lifespan",
            "refresh_token_grant_id_token_lifespan",
            "refresh_token_grant_access_token_lifespan",
            "refresh_token_grant_refresh_token_lifespan",
            "device_authorization_grant_id_token_lifespan",
            "device_authorization_grant_access_token_lifespan",
            "device_authorization_grant_refresh_token_lifespan");

    private HydraDialect() {}

    static DialectRules.Builder rules() {
        return new DialectRules.Builder()
                .paths(Paths.STANDARD
                        .withRegistration("/oauth2/register", "/oauth2/register/{id}")
                        .withTokens("/oauth2/token", "/oauth2/auth", "/.well-known/jwks.json"))
                .capabilities(Capabilities.STANDARD.withAuthMethods(
                        AuthMethods.POST, AuthMethods.BASIC, AuthMethods.KEY_JWT, AuthMethods.NONE))
                .clientIds((sent, clients) -> RANDOM.uuid())
                .secrets(sent -> RANDOM.alphanumeric(SECRET_LENGTH))
                .registrationAccessTokens(
                        (at, subject, now, expiresAt) -> "ory_at_" + RANDOM.secret() + "." + RANDOM.secret())
                .rotating(Operation.UPDATE)
                .addSentRule(MetadataRules.refusing(Reason.SERVER_MEMBER_SENT, "client_secret"))
                .addMetadataRules(
                        KnownMembers.TYPES::check,
                        MetadataRules.refusing(Reason.UNSUPPORTED_VALUE, "metadata"),
                        HydraDialect::refuseConsents,
                        MetadataRules.droppingAllBut(ORDER),
                        MetadataRules.oneOf(
                                AuthMethods.MEMBER,
                                AuthMethods.NONE,
                                AuthMethods.BASIC,
                                AuthMethods.POST,
                                AuthMethods.KEY_JWT),
                        HydraDialect::checkRedirectUris,
                        HydraDialect::forgetNoKeys,
                        KeyRules::check,
                        MetadataRules.defaults("""
                                {"scope": "offline_access offline openid", "subject_type": "public",
                                 "token_endpoint_auth_method": "client_secret_basic",
                                 "userinfo_signed_response_alg": "none"}"""))
                .updateRules(UpdateRule.NO_SECRET)
                .errors(HydraDialect::errors)
                .addInformationSteps(
                        HydraDialect::addTimes,
                        InformationSteps.filledWith(ALWAYS_TOLD),
                        InformationSteps.only(ORDER),
                        HydraDialect::tellLess)
                .addAnswerStep(HeaderSteps.jsonAs("application/json; charset=utf-8"))
                .addExtension(HydraDialect::addWhatIsSwitchedOff)
                .quirks(Quirk.MANAGEMENT_URI_TOLD_ONCE, Quirk.NO_CHALLENGES, Quirk.CACHEABLE_ANSWERS);
    }

    private static ErrorTable errors(ErrorTable standard) {
        return standard.with(ErrorForm.json(401, UNAUTHORIZED), Reason.ofTokens())
                .with(ErrorForm.json(400, MALFORMED), Reason.ofTypes())
                .with(
                        ErrorForm.json(400, MALFORMED),
                        Reason.NO_CONTENT_TYPE,
                        Reason.OTHER_CONTENT_TYPE,
                        Reason.EMPTY_BODY,
                        Reason.UNREADABLE_BODY,
                        Reason.SERVER_MEMBER_SENT)
                .with(ErrorForm.json(403, FORBIDDEN), Reason.UPDATE_WITH_SECRET)
                .with(ErrorForm.json(400, "invalid_request"), Reason.ADMINISTRATORS_MEMBER)
                .with(ErrorForm.json(404, NOT_FOUND), Reason.REGISTRATION_SWITCHED_OFF)
                .with(ErrorForm.text(404).describedAs("404 page not found"), Reason.NO_ENDPOINT)
                .with(ErrorForm.text(405).describedAs("Method Not Allowed"), Reason.NO_METHOD);
    }

    /** The endpoints are there all the same, and say so. */
    private static void addWhatIsSwitchedOff(Router router, Workshop with) {
        if (!with.rules().admission().isSwitchedOff()) {
            return;
        }
        Endpoint off = request -> {
            throw Refusal.of(Reason.REGISTRATION_SWITCHED_OFF, "dynamic registration is not enabled");
        };
        router.add(with.addresses()::isRegistrationEndpoint, Map.of("POST", off));
        router.add(with.addresses()::isConfigurationEndpoint, Map.of("GET", off, "PUT", off, "DELETE", off));
    }

    private static void checkRedirectUris(JsonObject metadata) throws Refusal {
        List<String> uris = Json.strings(metadata, RedirectUriRules.MEMBER);
        for (int i = 0; i < uris.size(); i++) {
            RedirectUriRules.wellFormed(uris.get(i), RedirectUriRules.place(i));
        }
    }

    /** Consents are administrators' to skip, but who sends back what was told does not ask for that. */
    private static void refuseConsents(JsonObject metadata) throws Refusal {
        for (String name : List.of("skip_consent", "skip_logout_consent")) {
            JsonElement skipped = metadata.remove(name);
            if (skipped != null && !skipped.equals(new JsonPrimitive(false))) {
                throw Refusal.of(Reason.ADMINISTRATORS_MEMBER, name, name + " cannot be set here");
            }
        }
    }

    /** An empty object is what it tells itself of a client without keys. */
    private static void forgetNoKeys(JsonObject metadata) {
        if (metadata.get("jwks") instanceof JsonObject keys && keys.isEmpty()) {
            metadata.remove("jwks");
        }
    }

    private static void addTimes(ClientAnswer answer) {
        ClientRecord client = answer.client();
        answer.members()
                .addProperty(
                        "created_at",
                        client.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
        answer.members().addProperty("updated_at", client.modifiedAt().toString());
    }

    /** A read comes from the database, where there is no null array and no secret, and hides what only administrators set. */
    private static void tellLess(ClientAnswer answer) {
        JsonObject members = answer.members();
        if (answer.operation() != Operation.REGISTER) {
            members.remove("client_secret");
        }
        if (answer.operation() == Operation.GET) {
            members.remove("registration_access_token");
            members.remove("metadata");
            for (String name : List.of("redirect_uris", "grant_types", "response_types", "contacts")) {
                if (members.get(name).isJsonNull()) {
                    members.add(name, new JsonArray());
                }
            }
        }
    }
}
