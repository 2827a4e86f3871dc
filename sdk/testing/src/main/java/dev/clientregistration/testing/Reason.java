package dev.clientregistration.testing;

import java.util.Arrays;

/**
 * Why the server does not do what was asked. A reason is as fine as the finest dialect tells it; others tell several
 * reasons in the same words.
 */
enum Reason {
    // What the server does not have
    NO_ENDPOINT,
    NO_METHOD,

    // The credentials of the request
    NO_CREDENTIALS,
    OTHER_SCHEME,
    NO_ACCESS_TOKEN,
    MALFORMED_CREDENTIALS,
    WRONG_TOKEN,
    EXPIRED_TOKEN,
    SPENT_TOKEN,
    INSUFFICIENT_SCOPE,
    EXCESSIVE_SCOPE,
    UNKNOWN_SERVICE,

    // What is asked of the token endpoint and of the authorization endpoint
    MALFORMED_TOKEN_REQUEST,
    SEVERAL_CLIENT_PROOFS,
    CLIENT_NOT_KNOWN,
    CLIENT_NOT_AUTHENTICATED,
    UNSUPPORTED_GRANT,
    GRANT_NOT_REGISTERED,
    INVALID_GRANT,
    SCOPE_NOT_REGISTERED,
    BAD_AUTHORIZATION_REQUEST,

    // Where the request comes from
    FOREIGN_ORIGIN,

    // The body of the request
    NO_CONTENT_TYPE,
    OTHER_CONTENT_TYPE,
    EMPTY_BODY,
    UNREADABLE_BODY,

    // The client that is to be read, updated or deleted
    REGISTRATION_SWITCHED_OFF,
    MALFORMED_CLIENT_ID,
    UNKNOWN_CLIENT,
    NO_SUCH_CLIENT,
    STATIC_CLIENT,
    NO_REGISTRATION_ACCESS_TOKEN,
    CLIENT_WITHOUT_TOKEN,
    WRONG_REGISTRATION_ACCESS_TOKEN,
    TOKEN_OF_ANOTHER_CLIENT,
    EXPIRED_REGISTRATION_ACCESS_TOKEN,

    CLIENT_ID_TAKEN,

    // Whatever else is named or carried by requests to APIs of their own
    NO_LOGIN,
    UNKNOWN_SETUP,
    UNKNOWN_SNAPSHOT,
    INVALID_SNAPSHOT,
    LAST_SNAPSHOT,
    MALFORMED_PAYLOAD,
    MALFORMED_QUERY,

    // What an update carries besides metadata
    UPDATE_WITH_SERVER_MEMBER,
    UPDATE_WITHOUT_CLIENT_ID,
    UPDATE_OF_ANOTHER_CLIENT,
    UPDATE_WITH_ANOTHER_SECRET,
    UPDATE_WITH_SECRET,

    // The metadata as a text
    NO_METADATA,
    METADATA_NOT_JSON,

    // Which members there are
    SERVER_MEMBER_SENT,
    ADMINISTRATORS_MEMBER,
    UNKNOWN_MEMBER,
    EMPTY_MEMBER,
    MISSING_MEMBER,
    BAD_VALID_FROM,

    // What is wrong with several members
    BAD_MODEL,

    // The type of a member
    NOT_A_STRING,
    NOT_STRINGS,
    NOT_A_URI,
    NOT_AN_HTTPS_URI,
    NOT_AN_INTEGER,
    NOT_SECONDS,
    NOT_A_BOOLEAN,
    NOT_AN_OBJECT,

    // The value of a member
    UNSUPPORTED_VALUE,
    MALFORMED_URI,
    TOO_LONG,
    NEGATIVE,
    SYMMETRIC_ALGORITHM,
    TAG_EMPTY,
    TAG_NOT_ASCII,
    TAGGED_VALUE_EMPTY,
    TAGGED_VALUE_TOO_LONG,
    TAGGED_VALUE_NOT_A_URI,

    // Redirect URIs
    REDIRECT_URI_MISSING,
    REDIRECT_URI_NULL,
    REDIRECT_URI_EMPTY,
    REDIRECT_URI_NOT_ASCII,
    REDIRECT_URI_TOO_LONG,
    REDIRECT_URI_MALFORMED,
    REDIRECT_URI_RELATIVE,
    REDIRECT_URI_WITH_FRAGMENT,
    REDIRECT_URI_DUPLICATE,
    REDIRECT_URI_SCHEME,

    // Members that must fit one another
    CODE_WITHOUT_GRANT,
    TOKEN_WITHOUT_GRANT,
    CODE_GRANT_WITHOUT_RESPONSE,
    IMPLICIT_GRANT_WITHOUT_RESPONSE,
    ENC_WITHOUT_ALG,
    TWO_KEY_SOURCES,
    BAD_KEYS,
    NO_KEYS,
    SCOPE_REFUSED,
    PAIRWISE_WITHOUT_SECTOR,
    NO_NOTIFICATION_ENDPOINT,
    SEVERAL_TLS_SUBJECTS,
    NO_TLS_SUBJECT,
    MALFORMED_SUBJECT_DN,

    // Software statements and quotas
    STATEMENT_NOT_JOSE,
    STATEMENT_NOT_SIGNED,
    STATEMENT_ENCRYPTED,
    STATEMENT_NOT_JSON,
    INVALID_STATEMENT,
    UNAPPROVED_STATEMENT,
    DUPLICATE_SOFTWARE_ID,
    TOO_MANY_CLIENTS,
    TOO_MANY_REGISTRATIONS;

    /** Why a token is not good, be it an initial access token or a registration access token, or missing. */
    static Reason[] ofTokens() {
        return new Reason[] {
            NO_CREDENTIALS,
            OTHER_SCHEME,
            MALFORMED_CREDENTIALS,
            WRONG_TOKEN,
            EXPIRED_TOKEN,
            SPENT_TOKEN,
            UNKNOWN_CLIENT,
            WRONG_REGISTRATION_ACCESS_TOKEN,
            TOKEN_OF_ANOTHER_CLIENT,
            EXPIRED_REGISTRATION_ACCESS_TOKEN
        };
    }

    /** Why a member is not of its type. */
    static Reason[] ofTypes() {
        return Arrays.stream(MemberType.values())
                .map(MemberType::reason)
                .distinct()
                .toArray(Reason[]::new);
    }
}
