package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak's provider {@code openid-connect} for a new realm whose policy trusts every host: what it does not know it
 * refuses, much of what it knows it forgets, and an update takes nothing away.
 */
final class KeycloakDialect {
    private static final RandomText RANDOM = new RandomText();
    private static final int SECRET_LENGTH = 86;
    private static final int LONGEST_NAME = 255;
    private static final String REGISTRATION_ACCESS_TOKEN = "RegistrationAccessToken";

    /** Every member that it reads, in the order in which it tells them. */
    private static final List<String> MEMBERS = List.of(
            "redirect_uris",
            "token_endpoint_auth_method",
            "token_endpoint_auth_signing_alg",
            "grant_types",
            "response_types",
            "application_type",
            "client_id",
            "client_secret",
            "client_name",
            "client_uri",
            "logo_uri",
            "scope",
            "contacts",
            "tos_uri",
            "policy_uri",
            "jwks_uri",
            "jwks",
            "sector_identifier_uri",
            "subject_type",
            "id_token_signed_response_alg",
            "id_token_encrypted_response_alg",
            "id_token_encrypted_response_enc",
            "userinfo_signed_response_alg",
            "userinfo_encrypted_response_alg",
            "userinfo_encrypted_response_enc",
            "request_object_signing_alg",
            "request_object_encryption_alg",
            "request_object_encryption_enc",
            "default_max_age",
            "require_auth_time",
            "default_acr_values",
            "initiate_login_uri",
            "request_uris",
            "tls_client_certificate_bound_access_tokens",
            "tls_client_auth_subject_dn",
            "dpop_bound_access_tokens",
            "post_logout_redirect_uris",
            "software_id",
            "software_version",
            "client_id_issued_at",
            "client_secret_expires_at",
            "registration_client_uri",
            "registration_access_token",
            "backchannel_logout_uri",
            "backchannel_logout_session_required",
            "backchannel_logout_revoke_offline_tokens",
            "backchannel_token_delivery_mode",
            "backchannel_client_notification_endpoint",
            "backchannel_authentication_request_signing_alg",
            "authorization_signed_response_alg",
            "authorization_encrypted_response_alg",
            "authorization_encrypted_response_enc",
            "require_pushed_authorization_requests",
            "frontchannel_logout_uri",
            "frontchannel_logout_session_required");

    /** Read, and forgotten. */
    private static final MetadataRule FORGETFUL = MetadataRules.dropping(
            "backchannel_logout_session_required",
            "contacts",
            "logo_uri",
            "tos_uri",
            "policy_uri",
            "application_type",
            "software_id",
            "software_version",
            "default_max_age",
            "require_auth_time",
            "initiate_login_uri");

    private static final List<String> REALM_SCOPES = List.of(
            "address",
            "phone",
            "organization",
            "offline_access",
            "microprofile-jwt",
            "email",
            "profile",
            "roles",
            "acr");

    private static final String OPTIONAL_SCOPES = "address phone organization offline_access microprofile-jwt";
    private static final Set<String> ILLEGAL_SCHEMES = Set.of("javascript", "data", "vbscript");

    /** In the order in which they are told. */
    private static final List<String> FURTHER_GRANTS = List.of(
            "password",
            GrantRules.CLIENT_CREDENTIALS,
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:openid:params:grant-type:ciba",
            "urn:ietf:params:oauth:grant-type:token-exchange");

    private static final Set<String> RESPONSE_WORDS = Set.of("code", "token", "id_token", "none");

    /** It names the place in the body, too. */
    private static final ErrorBody UNRECOGNIZED = (status, error, description, context) -> ErrorBody.SENTENCE.write(
            status,
            error,
            "Invalid json representation for OIDCClientRepresentation. Unrecognized field \""
                    + context.refusal().member() + "\".",
            context);

    private KeycloakDialect() {}

    static DialectRules.Builder rules() {
        return new DialectRules.Builder()
                .paths(Paths.STANDARD
                        .withIssuer("/realms/master")
                        .withRegistration(
                                "/clients-registrations/openid-connect", "/clients-registrations/openid-connect/{id}")
                        .withTokens(
                                "/protocol/openid-connect/token",
                                "/protocol/openid-connect/auth",
                                "/protocol/openid-connect/certs"))
                .capabilities(new Capabilities(
                        List.of(AuthMethods.KEY_JWT, AuthMethods.BASIC, AuthMethods.POST, AuthMethods.SECRET_JWT),
                        List.of(
                                GrantRules.AUTHORIZATION_CODE,
                                GrantRules.CLIENT_CREDENTIALS,
                                GrantRules.IMPLICIT,
                                GrantRules.REFRESH_TOKEN),
                        List.of(
                                "code",
                                "none",
                                "id_token",
                                "token",
                                "id_token token",
                                "code id_token",
                                "code token",
                                "code id_token token"),
                        List.of("openid", "email", "profile", "address", "phone", "offline_access")))
                .admission(new Admission(RegistrationAccess.OPEN, null, false, true))
                .accessTokenLifetime(Duration.ofMinutes(5))
                .clientIds((sent, clients) -> RANDOM.uuid())
                .secrets(sent -> RANDOM.alphanumeric(SECRET_LENGTH))
                .registrationAccessTokens(KeycloakDialect::registrationAccessToken)
                .initialAccessTokens(KeycloakDialect::initialAccessToken)
                .rotating(Operation.UPDATE)
                .managedByRegistrar()
                .addRequestStep(KeycloakDialect::withoutTokenOfAClient)
                .addRequestRule(KeycloakDialect::checkOrigin)
                .addSentRule(MetadataRules.NO_CLIENT_ID)
                .addMetadataRules(
                        MetadataRules.refusingAllBut(MEMBERS),
                        KnownMembers.TYPES::check,
                        MetadataRules.notLonger("client_name", LONGEST_NAME),
                        FORGETFUL,
                        MetadataRules.oneOf(
                                AuthMethods.MEMBER,
                                AuthMethods.NONE,
                                AuthMethods.BASIC,
                                AuthMethods.POST,
                                AuthMethods.SECRET_JWT,
                                AuthMethods.KEY_JWT,
                                "tls_client_auth"),
                        MetadataRules.uri("client_uri"),
                        KeycloakDialect::checkRedirectUris,
                        KeyRules::check,
                        KeycloakDialect::settleGrants,
                        KeycloakDialect::settleScope,
                        MetadataRules.defaults("""
                                {"redirect_uris": [], "token_endpoint_auth_method": "client_secret_basic",
                                 "subject_type": "public", "request_uris": [],
                                 "tls_client_certificate_bound_access_tokens": false,
                                 "dpop_bound_access_tokens": false, "backchannel_logout_session_required": false,
                                 "require_pushed_authorization_requests": false,
                                 "frontchannel_logout_session_required": false}"""))
                .updateRules(UpdateRule.OWN_CLIENT_ID)
                .updateStyle(UpdateStyle.OVERLAY)
                .errors(KeycloakDialect::errors)
                .methodsNotFound("GET", "PUT", "DELETE", "POST")
                .addInformationSteps(
                        KeycloakDialect::hashRedirectUris,
                        KeycloakDialect::addLogoutUris,
                        InformationSteps.toldAtRegistration("client_id_issued_at"),
                        InformationSteps.without("jwks"),
                        InformationSteps.only(MEMBERS))
                .addAnswerStep(HeaderSteps::location)
                .addAnswerStep(HeaderSteps.contentType("application/json;charset=UTF-8"))
                .addAnswerStep(HeaderSteps.with("Referrer-Policy", "no-referrer"))
                .addAnswerStep(HeaderSteps.with("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))
                .addAnswerStep(HeaderSteps.with("X-Content-Type-Options", "nosniff"))
                .addAnswerStep(HeaderSteps.with("X-Frame-Options", "SAMEORIGIN"))
                .addAnswerStep(HeaderSteps.with("X-Robots-Tag", "none"))
                .quirks(Quirk.CACHEABLE_ANSWERS, Quirk.NO_CHALLENGES, Quirk.NO_ALLOW);
    }

    private static ErrorTable errors(ErrorTable standard) {
        return standard.with(ErrorForm.json(401, "invalid_token"), Reason.ofTokens())
                // A realm that wants a token says so as a policy that has refused the request.
                .at(
                        Operation.REGISTER,
                        ErrorForm.json(403, "insufficient_scope"),
                        Reason.NO_CREDENTIALS,
                        Reason.OTHER_SCHEME)
                .with(ErrorForm.json(403, "insufficient_scope"), Reason.SCOPE_REFUSED)
                .with(ErrorForm.json(404, "invalid_request"), Reason.NO_SUCH_CLIENT)
                .with(ErrorForm.sentence(400).in(UNRECOGNIZED), Reason.UNKNOWN_MEMBER)
                .with(ErrorForm.json(400, "unknown_error"), Reason.ofTypes())
                .with(ErrorForm.sentence(400).describedAs("HTTP 400 Bad Request"), Reason.UNREADABLE_BODY)
                .with(ErrorForm.json(500, "unknown_error"), Reason.EMPTY_BODY, Reason.TOO_LONG)
                .with(ErrorForm.sentence(415), Reason.NO_CONTENT_TYPE, Reason.OTHER_CONTENT_TYPE)
                .with(ErrorForm.sentence(403).describedAs("Invalid origin"), Reason.FOREIGN_ORIGIN)
                .with(ErrorForm.sentence(404).describedAs("HTTP 404 Not Found"), Reason.NO_ENDPOINT)
                .with(ErrorForm.sentence(405).describedAs("HTTP 405 Method Not Allowed"), Reason.NO_METHOD)
                .with(ErrorForm.json(401, "invalid_client"), Reason.CLIENT_NOT_KNOWN)
                .with(ErrorForm.json(401, "unauthorized_client"), Reason.CLIENT_NOT_AUTHENTICATED);
    }

    /** A client is nobody who registers clients: its token counts as none. */
    private static Request withoutTokenOfAClient(Request request) {
        boolean tokenOfAClient = request.method().equals("POST")
                && request.headers().all("Authorization").stream().anyMatch(KeycloakDialect::isRegistrationAccessToken);
        return tokenOfAClient
                ? new Request(
                        request.method(), request.target(), request.headers().without("Authorization"), request.body())
                : request;
    }

    private static boolean isRegistrationAccessToken(String credentials) {
        try {
            JWTClaimsSet claims = JWTParser.parse(credentials.substring(credentials.indexOf(' ') + 1))
                    .getJWTClaimsSet();
            return claims != null && REGISTRATION_ACCESS_TOKEN.equals(claims.getClaim("typ"));
        } catch (ParseException e) {
            return false;
        }
    }

    /** No page of another origin registers a client. */
    private static void checkOrigin(Request request) throws Refusal {
        if (!request.headers().all("Origin").isEmpty()) {
            throw Refusal.of(Reason.FOREIGN_ORIGIN, "the request comes from a page of another origin");
        }
    }

    /** A path is as good as a URI. */
    private static void checkRedirectUris(JsonObject metadata) throws Refusal {
        for (String text : Json.strings(metadata, RedirectUriRules.MEMBER)) {
            URI uri = Uris.parse(text);
            if (uri == null) {
                throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_MALFORMED, "a redirect URI is not a URI");
            }
            if (uri.getRawFragment() != null) {
                throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_WITH_FRAGMENT, "a redirect URI has a fragment");
            }
            if (uri.getScheme() != null
                    && ILLEGAL_SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_SCHEME, "a redirect URI has a scheme of browsers");
            }
        }
    }

    /** The response types say which flows there are, the grant types only where there are none; both are then rewritten. */
    private static void settleGrants(JsonObject metadata) throws Refusal {
        List<String> asked = Json.strings(metadata, "response_types");
        Set<String> words = asked.stream()
                .flatMap(type -> Scopes.of(type).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!RESPONSE_WORDS.containsAll(words)) {
            throw Refusal.of(Reason.UNSUPPORTED_VALUE, "response_types", "response_types has an unknown type");
        }
        boolean grantsAsked = metadata.has("grant_types");
        List<String> grants = grantsAsked ? Json.strings(metadata, "grant_types") : List.of();
        boolean code = words.isEmpty()
                ? !grantsAsked || grants.contains(GrantRules.AUTHORIZATION_CODE)
                : words.contains("code");
        boolean implicit = words.isEmpty()
                ? grants.contains(GrantRules.IMPLICIT)
                : words.contains("token") || words.contains("id_token");
        metadata.add("grant_types", Json.array(grants(code, implicit, grantsAsked, grants)));
        metadata.add("response_types", Json.array(responseTypes(code, implicit)));
    }

    private static List<String> grants(boolean code, boolean implicit, boolean grantsAsked, List<String> asked) {
        List<String> grants = new ArrayList<>();
        if (code) {
            grants.add(GrantRules.AUTHORIZATION_CODE);
        }
        if (implicit) {
            grants.add(GrantRules.IMPLICIT);
        }
        FURTHER_GRANTS.stream().filter(asked::contains).forEach(grants::add);
        if (!grantsAsked || asked.contains(GrantRules.REFRESH_TOKEN)) {
            grants.add(GrantRules.REFRESH_TOKEN);
        }
        return grants;
    }

    private static List<String> responseTypes(boolean code, boolean implicit) {
        List<String> types = new ArrayList<>();
        if (code) {
            types.addAll(List.of("code", "none"));
        }
        if (implicit) {
            types.addAll(List.of("id_token", "id_token token"));
        }
        if (code && implicit) {
            types.addAll(List.of("code id_token", "code token", "code id_token token"));
        }
        return types;
    }

    /** A policy forbids scopes that the realm does not have, {@code openid} too; who asks for none gets the optional ones. */
    private static void settleScope(JsonObject metadata) throws Refusal {
        if (metadata.has("scope")
                && !REALM_SCOPES.containsAll(Scopes.of(metadata.get("scope").getAsString()))) {
            throw Refusal.of(Reason.SCOPE_REFUSED, "scope", "the policy for client scopes does not allow the scope");
        }
        Json.addIfAbsent(metadata, "scope", new JsonPrimitive(OPTIONAL_SCOPES));
    }

    /** It keeps them in a hash set. */
    private static void hashRedirectUris(ClientAnswer answer) {
        if (answer.members().get(RedirectUriRules.MEMBER) instanceof JsonArray uris) {
            Set<String> hashed =
                    uris.asList().stream().map(JsonElement::getAsString).collect(Collectors.toSet());
            answer.members().add(RedirectUriRules.MEMBER, Json.array(List.copyOf(hashed)));
        }
    }

    /** Who names none is sent to the redirect URIs after a logout, too. */
    private static void addLogoutUris(ClientAnswer answer) {
        JsonElement redirectUris = answer.members().get(RedirectUriRules.MEMBER);
        if (redirectUris != null) {
            Json.addIfAbsent(answer.members(), "post_logout_redirect_uris", redirectUris.deepCopy());
        }
    }

    private static String registrationAccessToken(
            Addresses at, String subject, Instant now, @Nullable Instant expiresAt) {
        return ServerKeys.authenticated(claims(at, now)
                .expirationTime(Date.from(Instant.EPOCH))
                .claim("typ", REGISTRATION_ACCESS_TOKEN)
                .claim("registration_auth", "anonymous")
                .claim("allowed-origins", List.of())
                .build());
    }

    private static String initialAccessToken(Addresses at, String subject, Instant now, @Nullable Instant expiresAt) {
        return ServerKeys.authenticated(claims(at, now)
                .expirationTime(expiresAt == null ? null : Date.from(expiresAt))
                .claim("typ", "InitialAccessToken")
                .build());
    }

    private static JWTClaimsSet.Builder claims(Addresses at, Instant now) {
        return new JWTClaimsSet.Builder()
                .issueTime(Date.from(now))
                .jwtID(RANDOM.uuid())
                .issuer(at.issuer().toString())
                .audience(at.issuer().toString());
    }
}
