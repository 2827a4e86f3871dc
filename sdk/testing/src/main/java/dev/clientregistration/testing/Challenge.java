package dev.clientregistration.testing;

/**
 * What {@code WWW-Authenticate} says (RFC 9110 §11.6.1).
 *
 * @param start scheme and realm
 * @param withError whether the error follows (RFC 6750 §3)
 */
record Challenge(String start, boolean withError) {
    /** To a request without credentials, which learns of no error (RFC 6750 §3.1). */
    static Challenge bare(String scheme, String realm) {
        return new Challenge(scheme + " realm=\"" + realm + "\"", false);
    }

    static Challenge withError(String scheme, String realm) {
        return new Challenge(bare(scheme, realm).start, true);
    }

    String text(String error, String description) {
        return withError ? start + ", error=\"" + error + "\", error_description=\"" + description + "\"" : start;
    }
}
