package dev.clientregistration.testing;

/** What the answers of several endpoints have in common. */
final class Answers {
    private Answers() {}

    /** Whatever holds or could hold credentials is kept by no cache (RFC 7591 §3.2.1, RFC 7592 §2.3). */
    static MockAnswer notStored(MockAnswer answer) {
        return answer.withHeader("Cache-Control", "no-store").withHeader("Pragma", "no-cache");
    }

    /** The error code for metadata that a rule speaks against (RFC 7591 §3.2.2). */
    static String metadataError(Refusal refusal) {
        return refusal.concernsRedirectUris() ? "invalid_redirect_uri" : "invalid_client_metadata";
    }

    /** Only these characters may stand in an error description (RFC 6749 §5.2); a member's name can hold any. */
    static String printable(String description) {
        return description.replaceAll("[^\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]", "?");
    }
}
