package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.JsonFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every recorded answer, whatever its server. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class RecordedAnswersTest {
    private static final Set<String> SECRETS =
            Set.of("client_secret", "registration_access_token", "access_token", "value");

    @Parameter
    CallStyle calls;

    static Stream<Recorded> clients() {
        return Recorded.answers().stream()
                .filter(answer -> answer.status() < 300 && answer.body().contains("\"client_id\""));
    }

    static Stream<Recorded> errors() {
        return Recorded.answers().stream().filter(answer -> answer.status() >= 400);
    }

    @Test
    void answers_areMany() {
        // Without this, a folder that is not found would let everything below pass.
        assertThat(clients()).hasSizeGreaterThan(30);
        assertThat(errors()).hasSizeGreaterThan(35);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void client_isReadWithoutAProfileAndEmittedMemberForMember(Recorded answer) {
        try (RecordedServer server = RecordedServer.answering(answer.name());
                ClientRegistration registration =
                        server.facade(ServerProfile.STANDARD, "/register").build()) {
            ClientInformation client =
                    calls.register(registration, ClientMetadata.builder().build());

            assertThat(client.toJson())
                    .isEqualTo(JsonFixtures.compact(answer.body().replace(Recorded.ORIGIN, server.origin())));
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void error_isReadWithoutAProfile(Recorded answer) {
        Operation operation = operation(answer);
        try (RecordedServer server = RecordedServer.answering(answer.name());
                ClientRegistration registration =
                        server.facade(ServerProfile.STANDARD, "/register").build()) {
            ManagementCredentials credentials = ManagementCredentials.builder("c1")
                    .registrationAccessToken(Secret.of("EXAMPLE-token"))
                    .build();
            ResultError error = catchThrowableOfType(
                    ResultError.class,
                    () -> calls.call(
                            operation,
                            registration,
                            credentials,
                            ClientMetadata.builder().build()));

            assertThat(error.httpStatus()).isEqualTo(answer.status());
            assertThat(error.operation()).isEqualTo(operation);
            assertThat(error.challenge())
                    .isEqualTo(answer.header("WWW-Authenticate")
                            .map(text -> text.replace(Recorded.ORIGIN, server.origin())));
            boolean json = answer.body().startsWith("{");
            assertThat(error.code().isPresent())
                    .isEqualTo(json
                            || error.challenge()
                                    .filter(text -> text.contains("error="))
                                    .isPresent());
            assertThat(error.bodyExcerpt().isPresent()).isEqualTo(json);
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** The first word of a file's name is what was asked for. */
    private static Operation operation(Recorded answer) {
        String file = answer.name().substring(answer.name().indexOf('/') + 1);
        return switch (file.split("-")[0]) {
            case "read" -> Operation.GET;
            case "update" -> Operation.UPDATE;
            case "delete" -> Operation.DELETE;
            default -> Operation.REGISTER;
        };
    }

    @Test
    void folder_isDescribedFileByFile() throws IOException {
        String readme = Files.readString(Recorded.FOLDER.resolve("README.md"));
        Set<String> described = readme.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .collect(Collectors.toSet());

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Recorded.all().stream().map(Recorded::name).toList());
    }

    @Test
    void messages_areWellFormed() {
        assertThat(Recorded.all()).allSatisfy(message -> {
            assertThat(message.headers()).allMatch(header -> header.matches("[A-Za-z-]+: [ -~]+"));
            assertThat(message.header("Content-Length")).isEmpty();
            assertThat(message.header("Content-Type").isPresent())
                    .isEqualTo(!message.body().isEmpty());
            if (message.header("Content-Type")
                    .filter(type -> type.startsWith("application/json"))
                    .isPresent()) {
                assertThat(JsonParser.parseString(message.body()).isJsonObject())
                        .isTrue();
            }
        });
    }

    @Test
    void secrets_areMarkedAsInvented() {
        // Those of the published ones are the makers' examples.
        assertThat(Recorded.answers())
                .filteredOn(answer -> !answer.name().endsWith("-published"))
                .filteredOn(answer -> answer.body().startsWith("{"))
                .allSatisfy(answer -> assertThat(secrets(JsonParser.parseString(answer.body())))
                        .allMatch(secret -> secret.contains("EXAMPLE")));
    }

    private static List<String> secrets(JsonElement element) {
        if (element.isJsonArray()) {
            return element.getAsJsonArray().asList().stream()
                    .flatMap(item -> secrets(item).stream())
                    .toList();
        }
        return element instanceof JsonObject object
                ? object.entrySet().stream()
                        .flatMap(RecordedAnswersTest::secrets)
                        .toList()
                : List.of();
    }

    private static Stream<String> secrets(Map.Entry<String, JsonElement> member) {
        return SECRETS.contains(member.getKey()) && member.getValue().isJsonPrimitive()
                ? Stream.of(member.getValue().getAsString())
                : secrets(member.getValue()).stream();
    }
}
