package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.testing.MockAnswer;
import dev.clientregistration.testing.MockRegistrationServer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Metadata that is large in each way in which a document can be: nothing is cut, nothing overflows. */
@Timeout(60)
class LargeMetadataTest {
    static Stream<Named<String>> documents() {
        return Stream.of(
                Named.of("a long text", with("client_name", text("n".repeat(300_000)))),
                Named.of("a text of escapes", with("client_name", text("\\\\\\n\\u0001".repeat(20_000)))),
                Named.of("a long statement", with("software_statement", text("e".repeat(300_000) + ".e30.x"))),
                Named.of("a long unknown text", with("x_own", text("\\\"x_own\\\":\\\"".repeat(20_000)))),
                Named.of("a long name", with("x" + "_y".repeat(100_000), text("z"))),
                Named.of("a long language tag", with("client_name#fr" + "-a".repeat(100_000), text("z"))),
                Named.of("a long number", with("x_own", "1" + "0".repeat(900))),
                Named.of("many values", with("contacts", list(i -> text("person-" + i + "@example.com")))),
                Named.of(
                        "many members",
                        IntStream.range(0, 10_000)
                                .mapToObj(i -> "\"x_" + i + "\":" + i)
                                .collect(Collectors.joining(
                                        ",", "{", ",\"redirect_uris\":[\"https://example.com/callback\"]}"))),
                Named.of("many objects", with("x_own", list(i -> "{\"secret_" + i + "\":\"hidden-" + i + "\"}"))),
                Named.of("a deep value", with("x_own", "[".repeat(250) + "]".repeat(250))),
                Named.of("a deep object", with("x_own", "{\"a\":".repeat(250) + "1" + "}".repeat(250))));
    }

    private static String with(String name, String value) {
        return "{\"redirect_uris\":[\"https://example.com/callback\"],\"" + name + "\":" + value + "}";
    }

    private static String text(String content) {
        return "\"" + content + "\"";
    }

    private static String list(IntFunction<String> value) {
        return IntStream.range(0, 10_000).mapToObj(value).collect(Collectors.joining(",", "[", "]"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void wholeLife_losesNothing(String document) {
        ClientMetadata metadata = ClientMetadata.fromJson(document);
        try (MockRegistrationServer server = MockRegistrationServer.start();
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.registrationEndpoint())
                        .build()) {
            ClientInformation client = registration.register(metadata);
            ManagementCredentials stored = ManagementCredentials.fromJson(
                    registration.credentials(client).toJson());
            ClientInformation read = registration.get(stored);
            ClientInformation updated = registration.update(stored, read.toMetadata());

            assertThat(metadata.memberNames())
                    .allSatisfy(name -> assertThat(updated.member(name)).isEqualTo(metadata.member(name)));
            assertThat(RegistrationDifference.between(metadata, updated).dropped())
                    .isEmpty();
            assertThat(updated.toString()).hasSizeLessThan(20_000);
            registration.delete(updated);
            assertThat(server.clients()).isEmpty();
        }
    }

    @Test
    void refusalFullOfSecrets_isReadAsOneAndTellsNone() {
        String secrets = IntStream.range(0, 35_000)
                .mapToObj(i -> "\"token" + i + "\":\"s3cr3t" + i + "\"")
                .collect(Collectors.joining(","));
        try (MockRegistrationServer server = MockRegistrationServer.start();
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.registrationEndpoint())
                        .build()) {
            server.answerNext(MockAnswer.json(
                    400,
                    "{\"error\":\"invalid_client_metadata\",\"error_description\":\"not s3cr3t34999 " + "x".repeat(900)
                            + "\",\"name\":\"s3cr3t1\"," + secrets + "}"));

            assertThatThrownBy(() -> registration.register(ClientMetadata.fromJson("{}")))
                    .isInstanceOfSatisfying(RegistrationRejectedException.class, refused -> {
                        assertThat(refused.description().orElseThrow()).startsWith("not [redacted] xxx");
                        assertThat(refused.bodyExcerpt().orElseThrow())
                                .contains("token")
                                .hasSize(2_000);
                        assertThat(refused.toString() + refused.bodyExcerpt()).doesNotContain("s3cr3t");
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void refusalThatRepeatsIt_isReadAsOne(String document) {
        try (MockRegistrationServer server = MockRegistrationServer.start();
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.registrationEndpoint())
                        .build()) {
            server.answerNext(
                    MockAnswer.json(400, "{\"error\":\"invalid_client_metadata\",\"you_sent\":" + document + "}"));

            assertThatThrownBy(() -> registration.register(ClientMetadata.fromJson(document)))
                    .isInstanceOfSatisfying(RegistrationRejectedException.class, refused -> {
                        assertThat(refused.code()).contains("invalid_client_metadata");
                        assertThat(refused.getMessage()).hasSizeLessThan(10_000);
                    });
        }
    }
}
