package dev.clientregistration.interop.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message that a real server sent or was sent: a file in {@code spec/recorded}.
 *
 * @param name folder and file without its ending
 */
record RecordedMessage(String name, List<String> head, String body) {
    private static final Path FOLDER = Path.of("../../../spec/recorded");
    private static final String ENDING = ".http";

    static List<RecordedMessage> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(RecordedMessage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedMessage read(Path file) {
        try {
            String[] parts = Files.readString(file).split("\n\n", 2);
            String name = FOLDER.relativize(file).toString();
            return new RecordedMessage(
                    name.substring(0, name.length() - ENDING.length()),
                    parts[0].lines().toList(),
                    parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRequest() {
        return !head.get(0).startsWith("HTTP/");
    }

    Exchange.Request request() {
        String[] line = head.get(0).split(" ");
        return new Exchange.Request(
                line[0], URI.create(line[1]), header("Content-Type"), header("Authorization"), body);
    }

    Exchange.Answer answer() {
        return new Exchange.Answer(Integer.parseInt(head.get(0).split(" ")[1]), header("Content-Type"), body);
    }

    private Optional<String> header(String name) {
        return head.stream()
                .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .map(line -> line.substring(name.length() + 2))
                .findFirst();
    }

    /** The file's name says what was asked for. */
    String operationId() {
        String server = name.substring(0, name.indexOf('/'));
        String asked = name.substring(server.length() + 1)
                .replaceFirst("^request-", "")
                .split("-", 2)[0];
        return switch (asked) {
            case "read" -> "readClient";
            case "update" -> List.of("anvil-connect", "cas").contains(server) ? "patchClient" : "updateClient";
            case "delete" -> "deleteClient";
            case "token" -> "requestToken";
            default -> "register";
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
