package dev.clientregistration.testing;

/** What the answers of several endpoints have in common. */
final class Answers {
    private Answers() {}

    /** Whatever holds or could hold credentials is kept by no cache (RFC 7591 §3.2.1, RFC 7592 §2.3). */
    static MockAnswer notStored(MockAnswer answer) {
        return answer.withHeader("Cache-Control", "no-store").withHeader("Pragma", "no-cache");
    }
}
