package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * nevisMeta: registration by its API V3, after which a client can be managed by {@link NevisClients} alone, which is its
 * API V2.
 */
final class NevisDialect {
    /** The one setup that there is. */
    static final String SETUP = "0123456789abcdef0123456789abcdef";

    static final String MODULE = "oauthv2";
    static final int ID_LENGTH = 32;

    private static final RandomText RANDOM = new RandomText();
    private static final int LONGEST = 255;
    private static final String VALID_FROM = "valid_from";

    private static final List<String> TOLD = List.of(
            "client_name",
            AuthMethods.MEMBER,
            "grant_types",
            "response_types",
            "client_id",
            "client_secret",
            "client_id_issued_at",
            "client_secret_expires_at");

    private NevisDialect() {}

    static DialectRules.Builder rules(Clock clock) {
        String clients = "/v3/modules/" + MODULE + "/setups/" + SETUP + "/clients";
        return new DialectRules.Builder()
                .paths(Paths.STANDARD
                        .withIssuer("/nevismeta/rest")
                        .withRegistration(clients, clients + "/{id}")
                        .withTokens("/token", "/authorize", "/jwks"))
                .admission(Admission.OPEN.notClosedByTokens())
                .management(Map.of())
                .clientIds((sent, store) -> RANDOM.hex(ID_LENGTH))
                .secrets(sent -> Json.text(sent, "client_secret").orElseGet(() -> RANDOM.hex(ID_LENGTH)))
                .needsSecret(metadata -> !isPublic(metadata))
                .addMetadataRules(
                        KnownMembers.TYPES::check,
                        MetadataRules.notLonger("client_name", LONGEST),
                        MetadataRules.defaults("""
                                {"token_endpoint_auth_method": "client_secret_basic",
                                 "grant_types": ["authorization_code"]}"""),
                        GrantRules::addDefaults,
                        GrantRules::checkResponseTypes,
                        NevisDialect::checkGrants,
                        NevisDialect::checkRedirectUris,
                        NevisDialect::joinScopes,
                        metadata -> checkValidFrom(metadata, clock.instant()))
                .updateRules()
                .errors(NevisDialect::errors)
                .addInformationSteps(
                        InformationSteps.only(TOLD),
                        InformationSteps::milliseconds,
                        NevisDialect::tellExpiry,
                        NevisDialect::tellPublicClient)
                .addExtension(new NevisClients())
                .quirks(Quirk.CHOSEN_CLIENT_IDS, Quirk.UPPER_CASE_ERRORS, Quirk.CACHEABLE_ANSWERS);
    }

    /** When the metadata is to be valid; empty if it does not say. */
    static Optional<Instant> validFrom(JsonObject metadata) throws Refusal {
        Optional<String> text = Json.text(metadata, VALID_FROM);
        Optional<Instant> time = text.flatMap(Times::parse);
        if (metadata.has(VALID_FROM) && time.isEmpty()) {
            throw Refusal.of(Reason.BAD_VALID_FROM, VALID_FROM, VALID_FROM + " must be a time with an offset");
        }
        return time;
    }

    private static ErrorTable errors(ErrorTable standard) {
        return standard.with(
                        ErrorForm.json(400, "malformed_payload"),
                        Reason.NO_CONTENT_TYPE,
                        Reason.OTHER_CONTENT_TYPE,
                        Reason.EMPTY_BODY,
                        Reason.UNREADABLE_BODY,
                        Reason.MALFORMED_PAYLOAD)
                .with(ErrorForm.metadata(400), Reason.REDIRECT_URI_MISSING)
                .with(ErrorForm.json(400, "malformed_query_parameter"), Reason.MALFORMED_QUERY)
                .with(ErrorForm.json(404, "setup_not_found"), Reason.UNKNOWN_SETUP)
                .with(ErrorForm.json(404, "client_not_found"), Reason.UNKNOWN_CLIENT)
                .with(ErrorForm.json(404, "snapshot_not_found"), Reason.UNKNOWN_SNAPSHOT)
                .with(ErrorForm.json(403, "invalid_snapshot"), Reason.INVALID_SNAPSHOT)
                .with(ErrorForm.json(403, "delete_forbidden"), Reason.LAST_SNAPSHOT)
                .with(ErrorForm.empty(401).challenging(Challenge.bare("Basic", "nevisMeta")), Reason.NO_LOGIN);
    }

    private static boolean isPublic(JsonObject metadata) {
        return AuthMethods.of(metadata).equals(AuthMethods.NONE)
                || Json.isText(metadata.get("confidentiality_type"), "public");
    }

    private static void checkGrants(JsonObject metadata) throws Refusal {
        if (isPublic(metadata) && Json.strings(metadata, "grant_types").contains(GrantRules.CLIENT_CREDENTIALS)) {
            throw Refusal.of(
                    Reason.UNSUPPORTED_VALUE, "grant_types", "a public client must not have client_credentials");
        }
    }

    private static void checkRedirectUris(JsonObject metadata) throws Refusal {
        List<String> uris = Json.strings(metadata, RedirectUriRules.MEMBER);
        if (uris.isEmpty() && GrantRules.usesRedirects(metadata)) {
            throw Refusal.of(Reason.MISSING_MEMBER, "redirect_uris must be there");
        }
        for (int i = 0; i < uris.size(); i++) {
            RedirectUriRules.wellFormed(uris.get(i), RedirectUriRules.place(i));
        }
    }

    /** The token endpoint knows scopes as one text. */
    private static void joinScopes(JsonObject metadata) {
        List<String> scopes = Json.strings(metadata, "scopes");
        if (!scopes.isEmpty()) {
            metadata.addProperty("scope", String.join(" ", scopes));
        }
    }

    private static void checkValidFrom(JsonObject metadata, Instant now) throws Refusal {
        Optional<Instant> time = validFrom(metadata);
        if (time.isPresent() && time.get().isBefore(now)) {
            throw Refusal.of(Reason.BAD_VALID_FROM, VALID_FROM, VALID_FROM + " must not be in the past");
        }
    }

    /** It is a text, and there is one even without a secret. */
    private static void tellExpiry(ClientAnswer answer) {
        JsonElement expiry = answer.members().get("client_secret_expires_at");
        String text = expiry == null ? "0" : expiry.getAsString();
        answer.members().add("client_secret_expires_at", new JsonPrimitive(text));
    }

    /** Of public clients, arrays of one are told as texts. */
    private static void tellPublicClient(ClientAnswer answer) {
        if (isPublic(answer.client().metadata())) {
            InformationSteps.singleValues(answer);
        }
    }
}
