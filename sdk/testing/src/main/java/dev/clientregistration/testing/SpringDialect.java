package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spring Authorization Server with its OpenID Connect registration endpoint switched on, in an application of Spring Boot:
 * what it does not know it drops, and a read tells the secret as it is stored, which is of no use.
 */
final class SpringDialect {
    private static final RandomText RANDOM = new RandomText();
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(5);
    private static final String CREATE_SCOPE = "client.create";
    private static final int SECRET_LENGTH = 64;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final String OAUTH_METADATA = "/.well-known/oauth-authorization-server";
    private static final String HASH_START = "{bcrypt}$2a$10$";
    private static final int HASH_LENGTH = 53;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);

    /** Every member that it tells, in order; of the others it knows {@code scope} alone. */
    private static final List<String> MEMBERS = List.of(
            "client_id",
            "client_id_issued_at",
            "client_name",
            "client_secret",
            "redirect_uris",
            "post_logout_redirect_uris",
            "grant_types",
            "response_types",
            "token_endpoint_auth_method",
            "id_token_signed_response_alg",
            "registration_client_uri",
            "jwks_uri",
            "token_endpoint_auth_signing_alg",
            "registration_access_token",
            "client_secret_expires_at");

    private static final Map<String, String> ASSERTION_ALGORITHMS =
            Map.of(AuthMethods.SECRET_JWT, "HS256", AuthMethods.KEY_JWT, "RS256");

    /** Order of the members and place of the address are as there. */
    private static final ErrorBody WITH_URI = (status, error, description, context) -> {
        JsonObject body = new JsonObject();
        body.addProperty("error_description", "Invalid Client Registration: " + description);
        body.addProperty("error", error);
        body.addProperty(
                "error_uri", "https://openid.net/specs/openid-connect-registration-1_0.html#RegistrationError");
        return json(status, body, "application/json;charset=UTF-8");
    };

    private static final ErrorBody CODE_ALONE = (status, error, description, context) -> ErrorBody.CODE
            .write(status, error, description, context)
            .withHeader("Content-Type", "application/json;charset=UTF-8");

    /** What Spring Boot says where Spring Security has nothing to say. */
    private static final ErrorBody OF_SPRING_BOOT = (status, error, description, context) -> {
        JsonObject body = new JsonObject();
        body.addProperty("timestamp", TIMESTAMP.format(context.now()));
        body.addProperty("status", status);
        body.addProperty("error", description);
        body.addProperty("path", context.request().path());
        return json(status, body, "application/json");
    };

    private SpringDialect() {}

    static DialectRules.Builder rules() {
        return new DialectRules.Builder()
                .paths(Paths.STANDARD
                        .withRegistration("/connect/register", "/connect/register?client_id={id}")
                        .withTokens("/oauth2/token", "/oauth2/authorize", "/oauth2/jwks"))
                .capabilities(new Capabilities(
                        List.of(AuthMethods.BASIC, AuthMethods.POST, AuthMethods.SECRET_JWT, AuthMethods.KEY_JWT),
                        List.of(GrantRules.AUTHORIZATION_CODE, GrantRules.CLIENT_CREDENTIALS, GrantRules.REFRESH_TOKEN),
                        List.of("code"),
                        List.of("openid")))
                .admission(new Admission(RegistrationAccess.SINGLE_USE_TOKEN, CREATE_SCOPE, true, false))
                .accessTokenLifetime(TOKEN_LIFETIME)
                .management(Map.of("GET", Operation.GET))
                .clientIds((sent, clients) -> RANDOM.secret())
                .secrets(SpringDialect::secret)
                .registrationAccessTokens((at, subject, now, end) -> token(at, subject, "client.read", now, end))
                .registrationAccessTokenLifetime(TOKEN_LIFETIME)
                .initialAccessTokens((at, subject, now, end) -> token(at, "registrar", CREATE_SCOPE, now, end))
                .addMetadataRules(
                        MetadataRules.arrays(
                                "redirect_uris", "post_logout_redirect_uris", "grant_types", "response_types"),
                        KnownMembers.TYPES::check,
                        SpringDialect::checkRedirectUris,
                        SpringDialect::refuseScope,
                        MetadataRules.droppingAllBut(MEMBERS),
                        SpringDialect::settleMethod,
                        SpringDialect::settleGrants,
                        metadata -> Json.addIfAbsent(metadata, "client_name", new JsonPrimitive(RANDOM.uuid())),
                        metadata -> metadata.addProperty("id_token_signed_response_alg", "RS256"))
                .errors(SpringDialect::errors)
                .addInformationSteps(SpringDialect::hashSecret, InformationSteps.only(MEMBERS))
                .addAnswerStep(SpringDialect::tellToken)
                .addAnswerStep(SpringDialect::tellWhatOAuthKnows)
                .addAnswerStep(SpringDialect::sendAwayWithoutToken)
                .addAnswerStep(HeaderSteps.with("X-Content-Type-Options", "nosniff"))
                .addAnswerStep(HeaderSteps.with("X-XSS-Protection", "0"))
                .addAnswerStep(HeaderSteps.with("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"))
                .addAnswerStep(HeaderSteps.with("Pragma", "no-cache"))
                .addAnswerStep(HeaderSteps.with("Expires", "0"))
                .addAnswerStep(HeaderSteps.with("X-Frame-Options", "DENY"))
                .quirks(Quirk.TOKEN_TOLD_ONCE, Quirk.NO_REASON_PHRASES);
    }

    private static ErrorTable errors(ErrorTable standard) {
        ErrorForm badToken = ErrorForm.empty(401);
        ErrorForm badRequest = ErrorForm.json(400, "invalid_request");
        return standard.with(badRequest, Reason.ofTypes())
                .with(
                        badRequest,
                        Reason.NO_CONTENT_TYPE,
                        Reason.OTHER_CONTENT_TYPE,
                        Reason.EMPTY_BODY,
                        Reason.UNREADABLE_BODY,
                        Reason.REDIRECT_URI_MISSING,
                        Reason.EMPTY_MEMBER)
                .with(ErrorForm.json(400, "invalid_scope"), Reason.SCOPE_REFUSED)
                .each(form -> form.body() == ErrorBody.JSON ? form.in(WITH_URI) : form)
                .with(
                        badToken.saying("invalid_token").challenging(Challenge.withError("Bearer", null)),
                        Reason.ofTokens())
                .with(badToken.challenging(Challenge.bare("Bearer", null)), Reason.NO_CREDENTIALS, Reason.OTHER_SCHEME)
                .with(code(401, "invalid_token"), Reason.SPENT_TOKEN, Reason.EXCESSIVE_SCOPE)
                .with(code(403, "insufficient_scope"), Reason.INSUFFICIENT_SCOPE)
                .with(
                        code(401, "invalid_client"),
                        Reason.UNKNOWN_CLIENT,
                        Reason.TOKEN_OF_ANOTHER_CLIENT,
                        Reason.CLIENT_NOT_KNOWN,
                        Reason.CLIENT_NOT_AUTHENTICATED)
                .with(
                        ErrorForm.json(404, "").describedAs("Not Found").in(OF_SPRING_BOOT),
                        Reason.NO_ENDPOINT,
                        Reason.NO_METHOD);
    }

    private static ErrorForm code(int status, String error) {
        return ErrorForm.json(status, error).in(CODE_ALONE);
    }

    private static MockAnswer json(int status, JsonObject body, String contentType) {
        return MockAnswer.of(status, contentType, Json.write(body));
    }

    private static void checkRedirectUris(JsonObject metadata) throws Refusal {
        List<String> uris = Json.strings(metadata, RedirectUriRules.MEMBER);
        if (uris.isEmpty()) {
            throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_MISSING, "redirect_uris");
        }
        for (int i = 0; i < uris.size(); i++) {
            RedirectUriRules.wellFormed(uris.get(i), RedirectUriRules.place(i));
            if (Uris.isScript(uris.get(i))) {
                throw Refusal.ofRedirectUris(Reason.REDIRECT_URI_SCHEME, RedirectUriRules.place(i));
            }
        }
    }

    /** No client may ask for a scope. */
    private static void refuseScope(JsonObject metadata) throws Refusal {
        JsonElement scope = metadata.get("scope");
        if (scope != null) {
            boolean empty = scope.getAsString().isEmpty();
            throw Refusal.of(empty ? Reason.EMPTY_MEMBER : Reason.SCOPE_REFUSED, "scope", "scope");
        }
    }

    /** What it does not know becomes {@code client_secret_basic}, {@code none} too. */
    private static void settleMethod(JsonObject metadata) throws Refusal {
        String method = AuthMethods.of(metadata);
        if (!AuthMethods.OF_THE_TOKEN_ENDPOINT.contains(method)) {
            method = AuthMethods.BASIC;
        }
        if (method.equals(AuthMethods.KEY_JWT) && !metadata.has("jwks_uri")) {
            throw Refusal.of(Reason.NO_KEYS, AuthMethods.MEMBER, AuthMethods.MEMBER);
        }
        metadata.addProperty(AuthMethods.MEMBER, method);
        String algorithm = ASSERTION_ALGORITHMS.get(method);
        if (algorithm == null) {
            metadata.remove("token_endpoint_auth_signing_alg");
        } else {
            Json.addIfAbsent(metadata, "token_endpoint_auth_signing_alg", new JsonPrimitive(algorithm));
        }
    }

    /** Who does not say which response types he wants, or wants a code, gets the grant for it; the order is a hash set's. */
    private static void settleGrants(JsonObject metadata) {
        Set<String> grants = new HashSet<>(Json.strings(metadata, "grant_types"));
        List<String> types = Json.strings(metadata, "response_types");
        if (types.isEmpty() || types.contains("code")) {
            grants.add(GrantRules.AUTHORIZATION_CODE);
        }
        metadata.add("grant_types", Json.array(List.copyOf(grants)));
        metadata.remove("response_types");
        if (grants.contains(GrantRules.AUTHORIZATION_CODE)) {
            metadata.add("response_types", Json.array("code"));
        }
    }

    /** One for MACs is the hash that is stored; others are hashed later. */
    private static String secret(JsonObject sent) {
        String secret = RANDOM.longSecret().substring(0, SECRET_LENGTH);
        return AuthMethods.of(sent).equals(AuthMethods.SECRET_JWT) ? likeAHash(secret) : secret;
    }

    /** A read tells the secret as it is stored. */
    private static void hashSecret(ClientAnswer answer) {
        JsonElement secret = answer.members().get("client_secret");
        if (secret != null
                && answer.operation() == Operation.GET
                && !secret.getAsString().startsWith(HASH_START)) {
            answer.members().addProperty("client_secret", likeAHash(secret.getAsString()));
        }
    }

    /** A text in the form of a hash, always the same for the same secret. */
    private static String likeAHash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(secret.getBytes(StandardCharsets.UTF_8));
            String text = Base64.getEncoder().encodeToString(digest).replace('+', '.');
            return HASH_START + text.substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }

    /** In the order of a hash map, and with the whole seconds that are left of a lifetime that has begun. */
    private static MockAnswer tellToken(@Nullable Operation operation, Request request, MockAnswer answer) {
        JsonObject token = operation == Operation.TOKEN ? Json.objectOrNull(answer.body()) : null;
        if (token == null || !(token.get("expires_in") instanceof JsonPrimitive seconds)) {
            return answer;
        }
        token.addProperty("expires_in", seconds.getAsLong() - 1);
        JsonObject told = new JsonObject();
        for (String name : List.of("access_token", "scope", "token_type", "expires_in")) {
            if (token.has(name)) {
                told.add(name, token.get(name));
            }
        }
        return answer.withBody(Json.write(told)).withHeader("Content-Type", "application/json;charset=UTF-8");
    }

    /** RFC 8414's document knows nothing of OpenID Connect, and its registration endpoint is one of OpenID Connect's. */
    private static MockAnswer tellWhatOAuthKnows(@Nullable Operation operation, Request request, MockAnswer answer) {
        JsonObject document = operation == Operation.DISCOVERY && request.path().contains(OAUTH_METADATA)
                ? Json.objectOrNull(answer.body())
                : null;
        if (document == null) {
            return answer;
        }
        List.of("registration_endpoint", "subject_types_supported", "id_token_signing_alg_values_supported")
                .forEach(document::remove);
        return answer.withBody(Json.write(document));
    }

    /** That something is not there is told to those with a token only. */
    private static MockAnswer sendAwayWithoutToken(@Nullable Operation operation, Request request, MockAnswer answer) {
        return answer.status() == NOT_FOUND && !BearerToken.isIn(request)
                ? MockAnswer.of(UNAUTHORIZED).withHeader("WWW-Authenticate", "Bearer")
                : answer;
    }

    private static String token(Addresses at, String subject, String scope, Instant now, @Nullable Instant end) {
        return ServerKeys.signed(
                JOSEObjectType.JWT,
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .audience(subject)
                        .notBeforeTime(Date.from(now))
                        .claim("scope", List.of(scope))
                        .issuer(at.issuer().toString())
                        .expirationTime(end == null ? null : Date.from(end))
                        .issueTime(Date.from(now))
                        .jwtID(RANDOM.uuid())
                        .build());
    }
}
