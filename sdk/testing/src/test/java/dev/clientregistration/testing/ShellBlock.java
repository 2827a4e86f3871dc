package dev.clientregistration.testing;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands of curl as the README shows them, each after a comment that begins with its outcome; run without curl. */
final class ShellBlock {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private ShellBlock() {}

    /**
     * A command.
     *
     * @param expected the status that the comment before it names, or {@code no answer}
     */
    record Command(String expected, List<String> words) {
        /** Returns the status, or {@code no answer}. */
        String run() {
            Iterator<String> rest = words.iterator();
            if (!rest.next().equals("curl")) {
                throw new IllegalStateException("not a command of curl: " + words);
            }
            HttpRequest.Builder request = HttpRequest.newBuilder();
            String method = null;
            String body = null;
            while (rest.hasNext()) {
                String word = rest.next();
                switch (word) {
                    case "-X" -> method = rest.next();
                    case "-d" -> body = rest.next();
                    case "-H" -> {
                        String[] header = rest.next().split(": ", 2);
                        request.header(header[0], header[1]);
                    }
                    default -> request.uri(URI.create(word));
                }
            }
            request.method(
                    method != null ? method : body == null ? "GET" : "POST",
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            try {
                return String.valueOf(Wire.send(request).statusCode());
            } catch (UncheckedIOException e) {
                return "no answer";
            }
        }
    }

    /** @param mock what stands for {@code $MOCK} */
    static List<Command> of(String block, URI mock) {
        List<Command> commands = new ArrayList<>();
        String expected = "";
        for (String line :
                block.replace("\\\n", " ").replace("$MOCK", mock.toString()).split("\n")) {
            if (line.startsWith("# ")) {
                expected = line.substring(2).split(":", 2)[0];
            } else if (!line.isBlank()) {
                commands.add(new Command(expected, words(line)));
            }
        }
        return commands;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }
}
