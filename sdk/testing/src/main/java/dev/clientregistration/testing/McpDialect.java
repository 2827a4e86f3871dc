package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The authorization server of the Model Context Protocol's TypeScript SDK: it tells what was sent and what it issued, and
 * manages nothing.
 */
final class McpDialect {
    private static final RandomText RANDOM = new RandomText();
    private static final int SECRET_LENGTH = 64;
    private static final int REGISTRATIONS_PER_HOUR = 20;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration SECRET_LIFETIME = Duration.ofDays(30);
    private static final String OPENID_CONFIGURATION = "/.well-known/openid-configuration";

    /** What it knows, in the order in which it tells it. */
    private static final List<String> METADATA = List.of(
            RedirectUriRules.MEMBER,
            AuthMethods.MEMBER,
            "grant_types",
            "response_types",
            "application_type",
            "client_name",
            "client_uri",
            "logo_uri",
            "scope",
            "contacts",
            "tos_uri",
            "policy_uri",
            "jwks_uri",
            "jwks",
            "software_id",
            "software_version",
            "software_statement");

    private static final List<String> ISSUED =
            List.of("client_secret", "client_secret_expires_at", "client_id", "client_id_issued_at");

    /** Those that count as absent when they are empty. */
    private static final List<String> MAY_BE_EMPTY = List.of("logo_uri", "tos_uri");

    /** What Express says where nobody else does. */
    private static final ErrorBody PAGE = (status, error, description, context) -> MockAnswer.of(
            status,
            "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n<body>\n<pre>"
                    + description + "</pre>\n</body>\n</html>\n");

    private McpDialect() {}

    static DialectRules.Builder rules() {
        List<String> told = new ArrayList<>(METADATA);
        told.addAll(ISSUED);
        return new DialectRules.Builder()
                .capabilities(new Capabilities(
                        List.of(AuthMethods.POST, AuthMethods.NONE),
                        List.of(GrantRules.AUTHORIZATION_CODE, GrantRules.REFRESH_TOKEN),
                        List.of("code"),
                        List.of()))
                .registrationsPerHour(REGISTRATIONS_PER_HOUR)
                .management(Map.of())
                .clientIds((sent, clients) -> RANDOM.uuid())
                .needsSecret(metadata -> !Json.isText(metadata.get(AuthMethods.MEMBER), AuthMethods.NONE))
                .secrets(sent -> RANDOM.hex(SECRET_LENGTH))
                .secretLifetime(SECRET_LIFETIME)
                .addMetadataRules(
                        MetadataRules.keepingOnly(METADATA),
                        KnownMembers.TYPES::check,
                        metadata -> metadata.entrySet().removeIf(McpDialect::isEmptyByItsLeave),
                        McpDialect::checkUris,
                        MetadataRules.defaults("{\"token_endpoint_auth_method\": \"client_secret_post\"}"))
                .errors(McpDialect::errors)
                .addInformationSteps(McpDialect::withoutDefault, InformationSteps.only(told))
                .addAnswerStep(HeaderSteps.jsonAs("application/json; charset=utf-8"))
                .addAnswerStep(HeaderSteps.with("Access-Control-Allow-Origin", "*"))
                .addAnswerStep(HeaderSteps.without("Pragma"))
                .addAnswerStep((operation, request, answer) ->
                        answer.status() == TOO_MANY_REQUESTS ? answer.withoutHeader("Cache-Control") : answer)
                .addExtension(McpDialect::addMetadataDocument)
                .addExtension(McpDialect::addBelowRegistration);
    }

    private static ErrorTable errors(ErrorTable standard) {
        return standard.others(ErrorForm.json(400, "invalid_client_metadata"))
                .with(
                        ErrorForm.json(400, "")
                                .describedAs("SyntaxError: the body is not JSON")
                                .in(PAGE),
                        Reason.UNREADABLE_BODY)
                .with(ErrorForm.json(405, "method_not_allowed"), Reason.NO_METHOD)
                .with(ErrorForm.json(404, "").describedAs("Not Found").in(PAGE), Reason.NO_ENDPOINT);
    }

    private static boolean isEmptyByItsLeave(Map.Entry<String, JsonElement> member) {
        return MAY_BE_EMPTY.contains(member.getKey()) && Json.isText(member.getValue(), "");
    }

    /** Redirect URIs must be there, but there may be none of them. */
    private static void checkUris(JsonObject metadata) throws Refusal {
        if (!metadata.has(RedirectUriRules.MEMBER)) {
            throw Refusal.of(Reason.MISSING_MEMBER, RedirectUriRules.MEMBER, "redirect_uris must be there");
        }
        for (String uri : Json.strings(metadata, RedirectUriRules.MEMBER)) {
            checkUri(RedirectUriRules.MEMBER, uri);
        }
        for (String name : List.of("client_uri", "logo_uri", "tos_uri", "jwks_uri")) {
            if (metadata.has(name)) {
                checkUri(name, metadata.get(name).getAsString());
            }
        }
    }

    private static void checkUri(String name, String text) throws Refusal {
        if (!Uris.isAbsolute(text) || Uris.isScript(text)) {
            throw Refusal.of(Reason.MALFORMED_URI, name, name + " must be a URL without javascript, data or vbscript");
        }
    }

    /** It tells no method that nobody asked for. */
    private static void withoutDefault(ClientAnswer answer) {
        if (!answer.client().requested().contains(AuthMethods.MEMBER)) {
            answer.members().remove(AuthMethods.MEMBER);
        }
    }

    /** OAuth's document with the few members that matter there; OpenID Connect is not spoken. */
    private static void addMetadataDocument(Router router, Workshop with) {
        Addresses at = with.addresses();
        router.add(at::isMetadataDocument, Map.of("GET", Operation.DISCOVERY.at(request -> {
            if (request.path().contains(OPENID_CONFIGURATION)) {
                throw nothingThere();
            }
            return MockAnswer.json(200, Json.write(metadata(at, with.rules())));
        })));
    }

    private static JsonObject metadata(Addresses at, DialectRules rules) {
        Capabilities can = rules.capabilities();
        JsonObject metadata = new JsonObject();
        metadata.addProperty("issuer", at.issuer().toString());
        metadata.addProperty(
                "authorization_endpoint", at.authorizationEndpoint().toString());
        metadata.add("response_types_supported", Json.array(can.responseTypes()));
        metadata.add("code_challenge_methods_supported", Json.array("S256"));
        metadata.addProperty("token_endpoint", at.tokenEndpoint().toString());
        metadata.add("token_endpoint_auth_methods_supported", Json.array(can.authMethods()));
        metadata.add("grant_types_supported", Json.array(can.grantTypes()));
        if (!rules.admission().isSwitchedOff()) {
            metadata.addProperty(
                    "registration_endpoint", at.registrationEndpoint().toString());
        }
        return metadata;
    }

    /** Where other servers manage clients there is nothing, but any method except {@code POST} is told not to be allowed. */
    private static void addBelowRegistration(Router router, Workshop with) {
        if (with.rules().admission().isSwitchedOff()) {
            return;
        }
        router.add(
                request -> request.path()
                        .startsWith(with.addresses().registrationEndpoint().getPath() + "/"),
                Map.of("POST", request -> {
                    throw nothingThere();
                }));
    }

    private static Refusal nothingThere() {
        return Refusal.of(Reason.NO_ENDPOINT, "There is no endpoint at this path.");
    }
}
