package dev.clientregistration.interop.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * The files in {@code spec}, with what the validator does not understand put in other words: it knows neither forms nor
 * HTML, no references into other files and no variables of servers.
 */
enum SpecificationFile {
    REGISTRATION,
    AUTHLETE,
    NEVIS_META,
    ANVIL_CONNECT;

    /** What is told by another name: a form is the JSON object of its fields, a page is text. */
    private static final Map<String, String> MEDIA_TYPES =
            Map.of("application/x-www-form-urlencoded", Body.FORM, "text/html", "text/plain; charset=utf-8");

    private static final Path FOLDER = Path.of("../../../spec");

    /** What the validator knows a media type as. */
    static String understood(String mediaType) {
        return MEDIA_TYPES.getOrDefault(mediaType, mediaType);
    }

    /** The file's name without its ending. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    JsonObject document() {
        String text = read().encode();
        for (Map.Entry<String, String> mediaType : MEDIA_TYPES.entrySet()) {
            text = text.replace('"' + mediaType.getKey() + '"', '"' + mediaType.getValue() + '"');
        }
        JsonObject document = new JsonObject(text);
        document.put("servers", servers(document.getJsonArray("servers")));
        JsonObject schemas = schemas(document);
        for (Map.Entry<String, Object> schema : schemas(REGISTRATION.read())) {
            JsonObject own = schemas.getJsonObject(schema.getKey());
            String reference = "registration.yaml#/components/schemas/" + schema.getKey();
            if (own == null || reference.equals(own.getString("$ref"))) {
                schemas.put(schema.getKey(), schema.getValue());
            }
        }
        return document;
    }

    private JsonObject read() {
        try {
            Map<String, Object> members = new Yaml().load(Files.readString(FOLDER.resolve(title() + ".yaml")));
            return new JsonObject(members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject schemas(JsonObject document) {
        return document.getJsonObject("components").getJsonObject("schemas");
    }

    private static JsonArray servers(JsonArray servers) {
        JsonArray known = new JsonArray();
        for (int i = 0; i < servers.size(); i++) {
            JsonObject server = servers.getJsonObject(i);
            String url = server.getString("url");
            for (Map.Entry<String, Object> variable : server.getJsonObject("variables", new JsonObject())) {
                String value = ((JsonObject) variable.getValue()).getString("default");
                url = url.replace("{" + variable.getKey() + "}", value);
            }
            known.add(new JsonObject().put("url", url));
        }
        return known;
    }
}
