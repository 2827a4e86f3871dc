package dev.clientregistration.testing;

import org.jspecify.annotations.Nullable;

/**
 * What {@code WWW-Authenticate} says (RFC 9110 §11.6.1).
 *
 * @param realm empty for the issuer; null if there is none
 * @param withError whether the error follows (RFC 6750 §3)
 */
record Challenge(String scheme, @Nullable String realm, boolean withError) {
    /** To a request without credentials, which learns of no error (RFC 6750 §3.1). */
    static Challenge bare(String scheme, @Nullable String realm) {
        return new Challenge(scheme, realm, false);
    }

    static Challenge withError(String scheme, @Nullable String realm) {
        return new Challenge(scheme, realm, true);
    }

    String text(ErrorContext context, String error, String description) {
        StringBuilder text = new StringBuilder(scheme);
        if (realm != null) {
            text.append(" realm=\"")
                    .append(realm.isEmpty() ? context.issuer() : realm)
                    .append('"');
        }
        if (withError) {
            text.append(realm == null ? " " : ", ")
                    .append("error=\"")
                    .append(error)
                    .append("\", error_description=\"")
                    .append(description)
                    .append('"');
        }
        return text.toString();
    }
}
