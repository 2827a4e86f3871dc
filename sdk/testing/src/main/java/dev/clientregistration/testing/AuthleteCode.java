package dev.clientregistration.testing;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/**
 * A result code, with the way that it is told: an HTTP status speaks to the caller of the API, an action on HTTP 200 to
 * the client behind it.
 *
 * @param status 200 for an action
 */
record AuthleteCode(String value, int status, Kind kind) {
    /** Whose mistake it is; decides the action and the error code. */
    private enum Kind {
        CALL,
        REQUEST,
        CLIENT,
        METADATA,
        STATEMENT
    }

    private static final Map<Reason, AuthleteCode> CODES = Map.ofEntries(
            call(Reason.NO_CREDENTIALS, 401, "A001202"),
            call(Reason.OTHER_SCHEME, 401, "A001203"),
            call(Reason.MALFORMED_CREDENTIALS, 401, "A001203"),
            call(Reason.WRONG_TOKEN, 401, "A003204"),
            call(Reason.UNKNOWN_SERVICE, 403, "A003201"),
            call(Reason.NO_CONTENT_TYPE, 400, "A258201"),
            call(Reason.OTHER_CONTENT_TYPE, 415, "A000201"),
            call(Reason.UNREADABLE_BODY, 400, "A000201"),
            call(Reason.EMPTY_BODY, 400, "A000201"),
            client(Reason.MALFORMED_CLIENT_ID, "A215301"),
            client(Reason.UNKNOWN_CLIENT, "A215302"),
            client(Reason.STATIC_CLIENT, "A215303"),
            client(Reason.NO_REGISTRATION_ACCESS_TOKEN, "A215305"),
            client(Reason.CLIENT_WITHOUT_TOKEN, "A215306"),
            client(Reason.WRONG_REGISTRATION_ACCESS_TOKEN, "A215307"),
            request(Reason.REGISTRATION_SWITCHED_OFF, "A206201"),
            metadata(Reason.UPDATE_WITHOUT_CLIENT_ID, "A214301"),
            metadata(Reason.UPDATE_OF_ANOTHER_CLIENT, "A214302"),
            metadata(Reason.UPDATE_WITH_ANOTHER_SECRET, "A215304"),
            metadata(Reason.NO_METADATA, "A203302"),
            metadata(Reason.METADATA_NOT_JSON, "A203303"),
            metadata(Reason.NOT_AN_OBJECT, "A203304"),
            metadata(Reason.NOT_STRINGS, "A204306"),
            metadata(Reason.NOT_A_URI, "A204307"),
            metadata(Reason.NOT_A_STRING, "A204308"),
            metadata(Reason.NOT_AN_INTEGER, "A204309"),
            metadata(Reason.NOT_A_BOOLEAN, "A204310"),
            metadata(Reason.NOT_AN_HTTPS_URI, "A204313"),
            metadata(Reason.UNSUPPORTED_VALUE, "A031201"),
            metadata(Reason.TOO_LONG, "A031204"),
            metadata(Reason.NEGATIVE, "A031213"),
            metadata(Reason.SYMMETRIC_ALGORITHM, "A031222"),
            metadata(Reason.TAG_EMPTY, "A032201"),
            metadata(Reason.TAGGED_VALUE_EMPTY, "A032202"),
            metadata(Reason.TAGGED_VALUE_NOT_A_URI, "A032204"),
            metadata(Reason.TAG_NOT_ASCII, "A032206"),
            metadata(Reason.TAGGED_VALUE_TOO_LONG, "A032207"),
            metadata(Reason.REDIRECT_URI_NULL, "A031205"),
            metadata(Reason.REDIRECT_URI_NOT_ASCII, "A031206"),
            metadata(Reason.REDIRECT_URI_TOO_LONG, "A031207"),
            metadata(Reason.REDIRECT_URI_MALFORMED, "A031208"),
            metadata(Reason.REDIRECT_URI_RELATIVE, "A031209"),
            metadata(Reason.REDIRECT_URI_WITH_FRAGMENT, "A031210"),
            metadata(Reason.REDIRECT_URI_DUPLICATE, "A031211"),
            metadata(Reason.REDIRECT_URI_EMPTY, "A031231"),
            metadata(Reason.TWO_KEY_SOURCES, "A204301"),
            metadata(Reason.BAD_KEYS, "A031212"),
            metadata(Reason.CODE_GRANT_WITHOUT_RESPONSE, "A204302"),
            metadata(Reason.IMPLICIT_GRANT_WITHOUT_RESPONSE, "A204303"),
            metadata(Reason.CODE_WITHOUT_GRANT, "A204304"),
            metadata(Reason.TOKEN_WITHOUT_GRANT, "A204305"),
            metadata(Reason.PAIRWISE_WITHOUT_SECTOR, "A204312"),
            metadata(Reason.NO_NOTIFICATION_ENDPOINT, "A032215"),
            metadata(Reason.SEVERAL_TLS_SUBJECTS, "A032216"),
            metadata(Reason.NO_TLS_SUBJECT, "A032217"),
            metadata(Reason.MALFORMED_SUBJECT_DN, "A032218"),
            request(Reason.TOO_MANY_CLIENTS, "A261601"),
            // The code that Authlete has for it is not public.
            metadata(Reason.DUPLICATE_SOFTWARE_ID, "A031201"),
            statement(Reason.STATEMENT_NOT_JOSE, "A205301"),
            statement(Reason.STATEMENT_NOT_SIGNED, "A205302"),
            statement(Reason.STATEMENT_ENCRYPTED, "A205303"),
            statement(Reason.STATEMENT_NOT_JSON, "A205304"));

    private static final Map<String, AuthleteCode> ENC_WITHOUT_ALG = Map.of(
            "id_token_encrypted_response_enc", new AuthleteCode("A032211", 200, Kind.METADATA),
            "userinfo_encrypted_response_enc", new AuthleteCode("A032212", 200, Kind.METADATA),
            "request_object_encryption_enc", new AuthleteCode("A032213", 200, Kind.METADATA),
            "authorization_encrypted_response_enc", new AuthleteCode("A032214", 200, Kind.METADATA));

    /** The modules whose messages begin with the path of the API. */
    private static final Set<String> MODULES_THAT_NAME_THEIR_API = Set.of("A001", "A003", "A031", "A032", "A258");

    /** The code for a refusal of this dialect. */
    static AuthleteCode of(Refusal refusal) {
        AuthleteCode code = refusal.reason() == Reason.ENC_WITHOUT_ALG && refusal.member() != null
                ? ENC_WITHOUT_ALG.get(refusal.member())
                : CODES.get(refusal.reason());
        if (code == null) {
            throw new IllegalStateException("no result code for " + refusal.reason());
        }
        return code;
    }

    /** Whether an action tells it, and not an HTTP status. */
    boolean isAction() {
        return kind != Kind.CALL;
    }

    /** @param unauthorizedSupported whether the service tells by an action of its own that a token is not good */
    String action(boolean unauthorizedSupported) {
        return kind == Kind.CLIENT && unauthorizedSupported ? "UNAUTHORIZED" : "BAD_REQUEST";
    }

    /** The error code for the client (RFC 7591 §3.2.2, RFC 6750 §3.1). */
    String error(Refusal refusal, boolean unauthorizedSupported) {
        return switch (kind) {
            case CALL, REQUEST -> "invalid_request";
            case CLIENT -> unauthorizedSupported ? "invalid_token" : "invalid_request";
            case METADATA -> Answers.metadataError(refusal);
            case STATEMENT -> "invalid_software_statement";
        };
    }

    /** Whether the message begins with the path of the API. */
    boolean namesItsApi() {
        return MODULES_THAT_NAME_THEIR_API.contains(value.substring(0, 4));
    }

    private static Map.Entry<Reason, AuthleteCode> call(Reason reason, int status, String value) {
        return entry(reason, new AuthleteCode(value, status, Kind.CALL));
    }

    private static Map.Entry<Reason, AuthleteCode> request(Reason reason, String value) {
        return action(reason, value, Kind.REQUEST);
    }

    private static Map.Entry<Reason, AuthleteCode> client(Reason reason, String value) {
        return action(reason, value, Kind.CLIENT);
    }

    private static Map.Entry<Reason, AuthleteCode> metadata(Reason reason, String value) {
        return action(reason, value, Kind.METADATA);
    }

    private static Map.Entry<Reason, AuthleteCode> statement(Reason reason, String value) {
        return action(reason, value, Kind.STATEMENT);
    }

    private static Map.Entry<Reason, AuthleteCode> action(Reason reason, String value, Kind kind) {
        return entry(reason, new AuthleteCode(value, 200, kind));
    }
}
