package dev.clientregistration.interop.contract;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything that a schema finds wrong with a body: the validator itself stops at the first. */
final class BodySchema {
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("app://")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    /** Keywords that only say that a schema below them found something. */
    private static final Set<String> AROUND = Set.of("$ref", "allOf", "properties", "items");

    private static final Pattern MISSING_MEMBER = Pattern.compile("required property \"([^\"]+)\"");

    private BodySchema() {}

    /** @param body as the library decodes JSON */
    static List<Violation> violations(SchemaRepository repository, JsonSchema schema, Object body, String message) {
        List<OutputUnit> errors =
                repository.validator(schema, OPTIONS).validate(body).getErrors();
        List<Violation> violations = new ArrayList<>();
        for (OutputUnit error : errors == null ? List.<OutputUnit>of() : errors) {
            String keyword = error.getKeywordLocation();
            String rule = keyword.substring(keyword.lastIndexOf('/') + 1);
            if (!AROUND.contains(rule)) {
                violations.add(new Violation(message, place(error), rule, error.getError()));
            }
        }
        return violations;
    }

    /** A schema that a document has under a name, for a text that lies within a body. */
    static JsonSchema named(JsonObject document, String name) {
        return JsonSchema.of(
                document.getJsonObject("components").getJsonObject("schemas").getJsonObject(name));
    }

    private static String place(OutputUnit error) {
        String pointer = error.getInstanceLocation().substring(1);
        Matcher missing = MISSING_MEMBER.matcher(error.getError());
        if (missing.find()) {
            return pointer + "/" + missing.group(1);
        }
        return pointer.isEmpty() ? "body" : pointer;
    }
}
