package dev.clientregistration.testing;

import com.google.gson.JsonObject;

/** Tells a {@link Refusal} on the wire: RFC 7591 §3.2.2 in the body, RFC 6750 §3 in the header. */
final class ErrorAnswers {
    private static final String REALM = "Bearer realm=\"client-registration\"";

    private ErrorAnswers() {}

    static MockAnswer of(Refusal refusal) {
        String error = refusal.error();
        if (error == null) {
            return Answers.notStored(MockAnswer.of(refusal.status())).withHeader("WWW-Authenticate", REALM);
        }
        String description = printable(refusal.description());
        JsonObject body = new JsonObject();
        body.addProperty("error", error);
        body.addProperty("error_description", description);
        MockAnswer answer = Answers.notStored(MockAnswer.json(refusal.status(), Json.write(body)));
        return refusal.challenge()
                ? answer.withHeader(
                        "WWW-Authenticate",
                        REALM + ", error=\"" + error + "\", error_description=\"" + description + "\"")
                : answer;
    }

    /** Only these characters may stand in an error description (RFC 6749 §5.2); a member's name can hold any. */
    private static String printable(String description) {
        return description.replaceAll("[^\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]", "?");
    }
}
