package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An answer of a real server out of {@code spec/recorded}, or one of the mock server's, without what is by chance: origin,
 * identifiers, credentials, digits of dates, and words of descriptions.
 *
 * @param headers those that a client looks at, by name in lower case
 * @param body JSON in one line, or whether there is another text
 */
record RecordedAnswer(int status, Map<String, String> headers, String body) {
    private static final Path FOLDER = Path.of("../../spec/recorded");
    private static final String ORIGIN = "https://as.example.com";
    private static final String ID = "client_id";

    private static final List<String> HEADERS =
            List.of("content-type", "cache-control", "pragma", "location", "www-authenticate", "retry-after", "allow");

    private static final Set<String> BY_CHANCE =
            Set.of(ID, "client_secret", "registration_access_token", "access_token", "error_description");

    /** Where the answers that a documentation shows have come from. */
    private static final String PUBLISHED_ORIGIN = "https://localhost:5001";

    /** The names of all answers of servers that have a dialect, such as {@code keycloak/register}. */
    static List<String> names() {
        Set<String> dialects =
                Stream.of(Dialect.values()).map(Dialect::dialectName).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(FOLDER, 2)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .filter(file -> !file.getFileName().toString().startsWith("request-"))
                    .filter(file -> dialects.contains(server(file)))
                    .map(file ->
                            server(file) + "/" + file.getFileName().toString().replace(".http", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RecordedAnswer of(String name) {
        String text = text(name);
        int end = text.indexOf("\n\n");
        List<String> head = List.of(text.substring(0, end).split("\n"));
        Map<String, String> headers = new TreeMap<>();
        for (String line : head.subList(1, head.size())) {
            headers.put(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1).strip());
        }
        int status = Integer.parseInt(head.get(0).split(" ", -1)[1]);
        return of(status, headers, text.substring(end + 2), ORIGIN);
    }

    static RecordedAnswer of(HttpResponse<String> response, String origin) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return of(response.statusCode(), headers, response.body(), origin);
    }

    /** The member of a recorded answer; empty if it has none, or no JSON. */
    static Optional<JsonPrimitive> member(String name, String member) {
        return json(text(name).substring(text(name).indexOf("\n\n") + 2))
                .map(body -> body.get(member))
                .filter(JsonPrimitive.class::isInstance)
                .map(JsonPrimitive.class::cast);
    }

    private static RecordedAnswer of(int status, Map<String, String> all, String body, String origin) {
        Optional<JsonObject> json = json(body);
        String id = json.filter(object -> object.has(ID))
                .map(object -> object.get(ID).getAsString())
                .orElse(ID);
        Map<String, String> headers = new TreeMap<>();
        all.forEach((name, value) -> {
            if (HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name.toLowerCase(Locale.ROOT), settled(value, origin, id));
            }
        });
        return new RecordedAnswer(
                status,
                headers,
                json.map(object -> withoutChance(object, origin, id)).orElse(body.isEmpty() ? "" : "a text"));
    }

    private static String withoutChance(JsonObject body, String origin, String id) {
        JsonObject settled = new JsonObject();
        body.entrySet().forEach(member -> {
            if (BY_CHANCE.contains(member.getKey())) {
                settled.addProperty(member.getKey(), "by chance");
            } else {
                settled.add(
                        member.getKey(),
                        JsonParser.parseString(settled(member.getValue().toString(), origin, id)));
            }
        });
        return Json.write(settled);
    }

    /** Any date is as good as another of the same form. */
    private static String settled(String text, String origin, String id) {
        return text.replace(origin, ORIGIN)
                .replace(PUBLISHED_ORIGIN, ORIGIN)
                .replace(id, ID)
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?", "date$1")
                .replaceAll("date\\.\\d+", "date.fraction")
                .replaceAll(" at line \\d+ column \\d+", "")
                .replaceAll("error_description=\"[^\"]*\"", "error_description");
    }

    private static Optional<JsonObject> json(String body) {
        try {
            return body.startsWith("{")
                    ? Optional.of(JsonParser.parseString(body).getAsJsonObject())
                    : Optional.empty();
        } catch (JsonParseException e) {
            throw new AssertionError("a body that begins like JSON is none: " + body, e);
        }
    }

    private static String server(Path file) {
        return file.getParent().getFileName().toString();
    }

    private static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".http"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
