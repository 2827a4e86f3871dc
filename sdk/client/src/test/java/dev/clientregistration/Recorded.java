package dev.clientregistration;

import dev.clientregistration.TransportServer.Reaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message out of {@code spec/recorded}: its first line, its headers and its body, as they go over the wire.
 *
 * @param name folder and file without its ending, such as {@code keycloak/register}
 */
public record Recorded(String name, String firstLine, List<String> headers, String body) {
    /** Stands for the origin of the server that answers. */
    static final String ORIGIN = "https://as.example.com";

    static final Path FOLDER = Path.of("../../spec/recorded");
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([1-5][0-9]{2}) [^\\r]*");

    /** The message of a name. */
    public static Recorded of(String name) {
        try {
            String text = Files.readString(FOLDER.resolve(name + ".http"), StandardCharsets.UTF_8);
            int end = text.indexOf("\n\n");
            List<String> head = List.of(text.substring(0, end).split("\n"));
            return new Recorded(name, head.get(0), head.subList(1, head.size()), text.substring(end + 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every answer, requests left out. */
    static List<Recorded> answers() {
        return all().stream().filter(message -> !message.isRequest()).toList();
    }

    static List<Recorded> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .map(file -> FOLDER.relativize(file).toString())
                    .sorted()
                    .map(name -> of(name.substring(0, name.length() - ".http".length())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRequest() {
        return !firstLine.startsWith("HTTP/");
    }

    int status() {
        Matcher status = STATUS.matcher(firstLine);
        if (!status.matches()) {
            throw new AssertionError(name + " does not begin with a status line: " + firstLine);
        }
        return Integer.parseInt(status.group(1));
    }

    Optional<String> header(String wanted) {
        return headers.stream()
                .filter(header -> header.regionMatches(true, 0, wanted + ":", 0, wanted.length() + 1))
                .map(header -> header.substring(wanted.length() + 1).strip())
                .findFirst();
    }

    /** The answer of a server at this origin, byte for byte; only the length of the body is told in addition. */
    Reaction from(String origin) {
        String sent = body.replace(ORIGIN, origin);
        StringBuilder wire = new StringBuilder(firstLine).append("\r\n");
        headers.forEach(header -> wire.append(header.replace(ORIGIN, origin)).append("\r\n"));
        if (status() != 204) {
            wire.append("Content-Length: ")
                    .append(sent.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return TransportServer.send(wire.append("\r\n").append(sent).toString());
    }

    @Override
    public String toString() {
        return name;
    }
}
