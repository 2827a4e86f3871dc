package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.testing.MockRegistrationServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the manual, as they stand there, run from the first to the last; and the answers that it shows after
 * them. What is marked as {@code console} is not for this test.
 */
class ManualIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]+)\n(.*?)^```$");

    /** A mock server of the manual's own has a free port. */
    private static final Pattern PORT = Pattern.compile("(http://127\\.0\\.0\\.1):[0-9]+");

    /** What is another one every time. */
    private static final Set<String> CHANGING = Set.of(
            "client_id",
            "client_id_issued_at",
            "client_secret",
            "registration_access_token",
            "registration_client_uri");

    @TempDir
    private Path directory;

    private record Step(String commands, List<String> answers) {}

    @Test
    void commandsOfTheManual_doWhatItSays() {
        List<Step> steps = steps(Texts.read(Path.of("README.md")));
        assertThat(steps).hasSizeGreaterThan(10);
        try (MockRegistrationServer open = MockRegistrationServer.start();
                MockRegistrationServer closed = MockRegistrationServer.builder()
                        .initialAccessToken("token-of-the-manual")
                        .registrar("registrar", "secret-of-the-manual", "register")
                        .start()) {
            String launcher = Path.of("").toAbsolutePath().toString();
            for (Step step : steps) {
                String script = step.commands()
                        .replace("https://as.example.com", open.issuer().toString())
                        .replace("https://closed.example.com", closed.issuer().toString());
                Result result = Cli.of("sh", "-eu", "-c", script)
                        .in(directory)
                        .with("PATH", launcher + ":" + System.getenv("PATH"))
                        .with("JAVA_HOME", System.getProperty("java.home"))
                        .run();

                assertThat(result.status())
                        .as(step.commands() + "\n" + result.err())
                        .isZero();
                assertThat(result.err()).as(step.commands()).isEmpty();
                for (String answer : step.answers()) {
                    assertAnswer(last(result.out()), answer, open.issuer().toString(), step.commands());
                }
            }
        }
    }

    private static void assertAnswer(String out, String answer, String issuer, String commands) {
        JsonObject actual = JsonParser.parseString(PORT.matcher(out.replace(issuer, "https://as.example.com"))
                        .replaceAll("$1"))
                .getAsJsonObject();
        JsonObject shown =
                JsonParser.parseString(PORT.matcher(answer).replaceAll("$1")).getAsJsonObject();
        shown.entrySet().forEach(member -> {
            String name = member.getKey();
            assertThat(actual.has(name))
                    .as(name + " is in the answer to\n" + commands)
                    .isTrue();
            boolean masked = member.getValue().equals(new JsonPrimitive("***"));
            if (masked || !CHANGING.contains(name)) {
                assertThat(actual.get(name))
                        .as(name + " in the answer to\n" + commands)
                        .isEqualTo(member.getValue());
            }
        });
    }

    /** The last JSON document of an output that may hold several, each beginning at the margin. */
    private static String last(String out) {
        return out.substring(Math.max(0, out.lastIndexOf("\n{") + 1));
    }

    private static List<Step> steps(String manual) {
        List<Step> steps = new ArrayList<>();
        Matcher block = BLOCK.matcher(manual);
        String before = "";
        while (block.find()) {
            String kind = block.group(1);
            if (kind.equals("sh")) {
                steps.add(new Step(block.group(2), new ArrayList<>()));
            } else if (kind.equals("json") && before.equals("sh")) {
                steps.get(steps.size() - 1).answers().add(block.group(2));
            }
            before = kind;
        }
        return steps;
    }
}
