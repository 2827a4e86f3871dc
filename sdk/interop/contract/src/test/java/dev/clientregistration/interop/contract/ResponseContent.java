package dev.clientregistration.interop.contract;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What Authlete has the authorization server say to its client: JSON within a text, which no schema looks into. */
final class ResponseContent {
    private static final String MEMBER = "responseContent";

    private ResponseContent() {}

    /** @param registration has the schemas of such contents */
    static List<Violation> violations(Contract registration, String message, Exchange.Answer answer) {
        Optional<Object> envelope = Body.json(answer.body());
        if (!(envelope.orElse(null) instanceof JsonObject members)
                || !(members.getValue(MEMBER) instanceof String text)) {
            return List.of();
        }
        if (!(Body.json(text).orElse(null) instanceof JsonObject content)) {
            return List.of(new Violation(message, "/" + MEMBER, "unreadable", "it is not a JSON object"));
        }
        String schema = content.containsKey("error") ? "ErrorResponse" : "ClientInformation";
        return registration.violations(schema, content, message).stream()
                .map(violation ->
                        new Violation(message, "/" + MEMBER + violation.place(), violation.rule(), violation.words()))
                .toList();
    }
}
