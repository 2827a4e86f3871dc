package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Anvil Connect: registration tells a dozen members of the many that it keeps, an update merges, what is forbidden is told
 * in HTML, and {@link AnvilClients} is its REST API beside it. A token may be a user's as well as a client's: what counts
 * is that the server issued it.
 */
final class AnvilDialect {
    /** The scope that a client must not be {@code trusted} without, and that the REST API demands. */
    static final String REALM_SCOPE = "realm";

    private static final RandomText RANDOM = new RandomText();
    private static final int SECRET_LENGTH = 20;
    private static final String HTML = "text/html; charset=utf-8";
    private static final Challenge CHALLENGE = Challenge.withError("Bearer", "user");

    private static final List<String> TOLD = List.of(
            "client_id",
            "client_secret",
            "client_name",
            "logo_uri",
            "contacts",
            AuthMethods.MEMBER,
            "application_type",
            RedirectUriRules.MEMBER,
            "request_uris",
            "client_id_issued_at",
            "registration_client_uri",
            "registration_access_token");

    private static final ErrorBody UNAUTHORIZED =
            (status, error, description, context) -> MockAnswer.of(status, HTML, "Unauthorized<br><br>" + description);

    private static final ErrorBody DESCRIPTION_ALONE =
            (status, error, description, context) -> MockAnswer.of(status, HTML, description);

    private static final ErrorBody PAGE = (status, error, description, context) ->
            MockAnswer.of(status, HTML, "<!DOCTYPE html>\n<html><body><h1>" + description + "</h1></body></html>\n");

    /** What is wrong with which member; the answer to a registration keeps that to itself. */
    private static final ErrorBody DETAILS = (status, error, description, context) -> {
        JsonObject details = context.refusal().details();
        boolean kept = context.operation() == Operation.REGISTER && !AnvilClients.isAsked(context.request());
        JsonObject body = new JsonObject();
        body.addProperty("error", error);
        body.addProperty("error_description", kept ? "" : description);
        if (!kept && details != null) {
            body.add("errors", details);
        }
        return MockAnswer.json(status, Json.write(body));
    };

    private AnvilDialect() {}

    static DialectRules.Builder rules() {
        return new DialectRules.Builder()
                .capabilities(Capabilities.STANDARD.withAuthMethods(AuthMethods.BASIC, AuthMethods.POST))
                .admission(new Admission(RegistrationAccess.OPEN, null, false, true)
                        .withMemberScope("trusted", REALM_SCOPE))
                .management(Map.of("GET", Operation.GET, "PATCH", Operation.UPDATE))
                .clientIds((sent, clients) -> RANDOM.uuid())
                .needsSecret(metadata -> true)
                .secrets(sent -> Json.text(sent, "client_secret").orElseGet(() -> RANDOM.hex(SECRET_LENGTH)))
                .registrationAccessTokens(AnvilDialect::registrationAccessToken)
                .addMetadataRules(
                        MetadataRules.droppingAllBut(AnvilModel.members()),
                        MetadataRules.defaults("""
                                {"response_types": ["code"], "grant_types": ["authorization_code"],
                                 "application_type": "web", "token_endpoint_auth_method": "client_secret_basic",
                                 "scopes": []}"""),
                        AnvilModel::check)
                .updateRules()
                .updateStyle(UpdateStyle.MERGE)
                .errors(AnvilDialect::errors)
                .addRequestStep(BearerToken::movedFromQuery)
                .addInformationSteps(InformationSteps.only(TOLD))
                .addAnswerStep(AnvilDialect::headers)
                .addAnswerStep(HeaderSteps.jsonAs("application/json; charset=utf-8"))
                .addExtension(AnvilClients::addTo)
                .quirks(Quirk.TIMES_IN_MILLISECONDS, Quirk.TOKEN_TOLD_ONCE);
    }

    private static ErrorTable errors(ErrorTable standard) {
        ErrorForm missing = ErrorForm.json(400, "invalid_request").describedAs("Missing access token");
        ErrorForm forbidden =
                ErrorForm.json(403, "invalid_token").describedAs("Forbidden").in(DESCRIPTION_ALONE);
        ErrorTable errors = standard.with(
                        ErrorForm.json(400, "validation_error").in(DETAILS), Reason.BAD_MODEL)
                .with(missing, Reason.NO_CREDENTIALS, Reason.OTHER_SCHEME, Reason.NO_ACCESS_TOKEN)
                .with(
                        ErrorForm.json(400, "invalid_request"),
                        Reason.MALFORMED_CREDENTIALS,
                        Reason.NO_CONTENT_TYPE,
                        Reason.OTHER_CONTENT_TYPE)
                .with(
                        ErrorForm.json(401, "invalid_request")
                                .describedAs("Unknown access token")
                                .in(UNAUTHORIZED)
                                .challenging(CHALLENGE),
                        Reason.WRONG_TOKEN,
                        Reason.SPENT_TOKEN)
                .with(forbidden, Reason.EXPIRED_TOKEN, Reason.INSUFFICIENT_SCOPE)
                .with(
                        ErrorForm.json(404, "not_found")
                                .describedAs("Not found.")
                                .in(DESCRIPTION_ALONE),
                        Reason.UNKNOWN_CLIENT,
                        Reason.NO_ENDPOINT,
                        Reason.NO_METHOD)
                .with(
                        ErrorForm.json(500, "server_error")
                                .describedAs("Internal Server Error")
                                .in(PAGE),
                        Reason.EMPTY_BODY,
                        Reason.UNREADABLE_BODY);
        for (Operation operation : List.of(Operation.GET, Operation.UPDATE)) {
            errors = errors.at(
                    operation,
                    forbidden,
                    Reason.NO_CREDENTIALS,
                    Reason.OTHER_SCHEME,
                    Reason.MALFORMED_CREDENTIALS,
                    Reason.WRONG_REGISTRATION_ACCESS_TOKEN,
                    Reason.TOKEN_OF_ANOTHER_CLIENT);
        }
        return errors;
    }

    /** Only answers to a registration and refusals in JSON say that they are not to be kept. */
    private static MockAnswer headers(@Nullable Operation operation, Request request, MockAnswer answer) {
        boolean json = answer.headers().getOrDefault("Content-Type", List.of()).contains("application/json");
        boolean notKept =
                operation == Operation.TOKEN || json && (answer.status() == 400 || operation == Operation.REGISTER);
        return notKept ? answer : answer.withoutHeader("Cache-Control").withoutHeader("Pragma");
    }

    private static String registrationAccessToken(
            Addresses at, String subject, Instant now, @Nullable Instant expiresAt) {
        return ServerKeys.signed(
                JOSEObjectType.JWT,
                new JWTClaimsSet.Builder()
                        .jwtID(RANDOM.hex(SECRET_LENGTH))
                        .issuer(at.issuer().toString())
                        .subject(subject)
                        .audience(subject)
                        .issueTime(Date.from(now))
                        .expirationTime(expiresAt == null ? null : Date.from(expiresAt))
                        .claim("scope", "client")
                        .build());
    }
}
