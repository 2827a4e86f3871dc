package dev.clientregistration.interop.contract;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A body as the validator is given it.
 *
 * @param mediaType without its parameters; empty if the message does not tell
 */
record Body(String mediaType, String text) {
    /** What stands for a form. */
    static final String FORM = "application/vnd.form+json";

    static Body of(Optional<String> contentType, String text) {
        String mediaType = SpecificationFile.understood(
                contentType.map(type -> type.split(";", 2)[0].strip()).orElse(""));
        return new Body(mediaType, mediaType.equals(FORM) ? fields(text).encode() : text);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    Buffer buffer() {
        return Buffer.buffer(text);
    }

    /** What a schema looks at: the text, or what it says as JSON; empty if it says nothing. */
    Optional<Object> value() {
        return isJson() ? json(text) : Optional.of(text);
    }

    boolean isJson() {
        return mediaType.endsWith("json");
    }

    /** A value as the library decodes JSON; empty if the text is no JSON. */
    static Optional<Object> json(String text) {
        try {
            return Optional.ofNullable(Json.decodeValue(text));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    /** A form or a query as JSON: a field that is there more than once is an array, which no schema of a field takes. */
    static JsonObject fields(String text) {
        JsonObject fields = new JsonObject();
        for (String field : text.isEmpty() ? new String[0] : text.split("&")) {
            String[] parts = field.split("=", 2);
            String name = decoded(parts[0]);
            String value = decoded(parts.length == 1 ? "" : parts[1]);
            fields.put(
                    name,
                    fields.containsKey(name)
                            ? new JsonArray().add(fields.getValue(name)).add(value)
                            : value);
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A mask: bodies hold secrets. */
    @Override
    public String toString() {
        return "Body[" + mediaType + "]";
    }
}
