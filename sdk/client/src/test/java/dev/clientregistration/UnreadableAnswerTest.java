package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.model.ClientMetadata;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A success whose answer is of no use: the failure says whether there is a client, and hands over all that came. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class UnreadableAnswerTest {
    private static final ClientMetadata METADATA =
            ClientMetadata.builder().clientName("Pretzel").build();
    private static final int LIMIT = 1024 * 1024;

    @Parameter
    CallStyle calls;

    private final MockWebServer server = new MockWebServer();
    private ClientRegistration registration;

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        // A request too many is answered too, so that a test that fails does not also hang.
        ((QueueDispatcher) server.getDispatcher()).setFailFast(true);
        registration = ClientRegistration.builder()
                .endpoint(URI.create(origin() + "/register"))
                .build();
    }

    @AfterEach
    void close() {
        registration.close();
        server.close();
    }

    static Stream<Arguments> uselessBodies() {
        return Stream.of(
                Arguments.of("<html>created</html>", "the text is not JSON (line 1, column 1)"),
                Arguments.of(" \r\n", "the text is empty"),
                Arguments.of("[{\"client_id\":\"c1\"}]", "a JSON object is needed, but the text is an array"),
                Arguments.of("\"c1\"", "a JSON object is needed, but the text is a string"),
                Arguments.of("null", "a JSON object is needed, but the text is null"),
                Arguments.of("{\"client_id\":\"c1\"", "the text is not JSON (line 1, column 18)"),
                Arguments.of("{}", "it names no client_id"),
                Arguments.of("{\"clientId\":\"c1\"}", "it names no client_id"),
                Arguments.of("{\"client_id\":null}", "it names no client_id"),
                Arguments.of("{\"client_id\":\"\"}", "its client_id is not a text, or an empty one"),
                Arguments.of("{\"client_id\":17}", "its client_id is not a text, or an empty one"),
                Arguments.of("{\"client_id\":[\"c1\"]}", "its client_id is not a text, or an empty one"));
    }

    @ParameterizedTest
    @MethodSource("uselessBodies")
    void register_createdButTheAnswerIsOfNoUse_isAppliedAndHandsOverWhatCame(String body, String reason) {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .setHeader("Location", "/register/c1?x=1")
                .body(body)
                .build());

        UnreadableResponseException e = unreadable(Operation.REGISTER);

        assertThat(e.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(e.httpStatus()).isEqualTo(201);
        assertThat(e.body()).map(Secret::reveal).contains(body);
        assertThat(e.location()).contains("/register/c1?x=1");
        assertThat(e.operation()).isEqualTo(Operation.REGISTER);
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(e)
                .hasMessage("register at " + origin() + "/register was answered with HTTP 201, but the answer cannot be"
                        + " used: " + reason + ". The server did it. What came is in body().");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("uselessBodies")
    void register_successOfAnotherStatusAndTheAnswerIsOfNoUse_isUnknown(String body, String reason) {
        server.enqueue(new MockResponse.Builder().code(200).body(body).build());

        UnreadableResponseException e = unreadable(Operation.REGISTER);

        assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(e.httpStatus()).isEqualTo(200);
        assertThat(e.body()).map(Secret::reveal).contains(body);
        assertThat(e.location()).isEmpty();
        assertThat(e)
                .hasMessage("register at " + origin() + "/register was answered with HTTP 200, but the answer cannot be"
                        + " used: " + reason + ". Whether the server did it is unknown. What came is in body().");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>ok</html>", "[]", "{\"client_id\":17}", "{\"client_id\":\"another\"}"})
    void getAndUpdate_theAnswerIsOfNoUse_areApplied(String body) {
        for (Operation operation : List.of(Operation.GET, Operation.UPDATE)) {
            server.enqueue(new MockResponse.Builder().code(200).body(body).build());

            UnreadableResponseException e = unreadable(operation);

            assertThat(e.outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(e.operation()).isEqualTo(operation);
            assertThat(e.body()).map(Secret::reveal).contains(body);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void getAndUpdate_answerAboutAnotherClient_sayThat() {
        for (Operation operation : List.of(Operation.GET, Operation.UPDATE)) {
            server.enqueue(new MockResponse.Builder()
                    .code(200)
                    .body("{\"client_id\":\"another\"}")
                    .build());

            assertThat(unreadable(operation))
                    .hasMessageContaining("it is about another client_id than the one asked for")
                    .hasMessageNotContaining("another\"");
        }
    }

    @Test
    void register_emptyAnswer_hasNoBody() {
        server.enqueue(new MockResponse.Builder().code(201).build());
        server.enqueue(new MockResponse.Builder().code(204).build());

        UnreadableResponseException created = unreadable(Operation.REGISTER);
        UnreadableResponseException noContent = unreadable(Operation.REGISTER);

        assertThat(created.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(created.body()).isEmpty();
        assertThat(created).hasMessageContaining("the text is empty");
        assertThat(noContent.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(noContent.httpStatus()).isEqualTo(204);
        assertThat(noContent.body()).isEmpty();
    }

    @Test
    void register_answerCutOff_handsOverTheBeginning() {
        String beginning = "{\"client_id\":\"c1\",\"client_secret\":\"hu";
        for (Outcome outcome : List.of(Outcome.APPLIED, Outcome.UNKNOWN)) {
            int status = outcome == Outcome.APPLIED ? 201 : 200;
            try (RawServer cutting = RawServer.answeringAndClosing(
                            "HTTP/1.1 " + status + " Fine",
                            "Location: /register/c1",
                            "Content-Length: 1000",
                            "",
                            beginning);
                    ClientRegistration facade = facade(cutting.uri("/register"))) {
                UnreadableResponseException e =
                        catchThrowableOfType(UnreadableResponseException.class, () -> calls.register(facade, METADATA));

                assertThat(e.outcome()).isEqualTo(outcome);
                assertThat(e.body()).map(Secret::reveal).contains(beginning);
                assertThat(e.location()).contains("/register/c1");
                assertThat(e).hasMessageContaining("the connection broke before its end");
                assertThat(cutting.requests()).hasSize(1);
            }
        }
    }

    @Test
    void register_answerCutOffBetweenChunksOrInGzip_isUnreadableNotLost() {
        List<RawServer> servers = List.of(
                RawServer.answeringAndClosing(
                        "HTTP/1.1 201 Created", "Transfer-Encoding: chunked", "", "12", "{\"client_id\":\"c1\"}", ""),
                RawServer.answeringAndClosing(
                        "HTTP/1.1 201 Created", "Content-Encoding: gzip", "Content-Length: 5", "", "hello"));
        for (RawServer cutting : servers) {
            try (cutting;
                    ClientRegistration facade = facade(cutting.uri("/register"))) {
                UnreadableResponseException e =
                        catchThrowableOfType(UnreadableResponseException.class, () -> calls.register(facade, METADATA));

                assertThat(e.outcome()).isEqualTo(Outcome.APPLIED);
                assertThat(cutting.requests()).hasSize(1);
            }
        }
    }

    @Test
    void register_answerOverTheLimit_isRefusedWithWhatWasRead() throws IOException {
        String tooLarge = "{\"client_id\":\"c1\",\"x\":\"" + "x".repeat(LIMIT) + "\"}";
        Buffer zipped = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(zipped))) {
            sink.writeUtf8(tooLarge);
        }
        server.enqueue(new MockResponse.Builder().code(201).body(tooLarge).build());
        server.enqueue(new MockResponse.Builder()
                .code(200)
                .setHeader("Content-Encoding", "gzip")
                .body(zipped)
                .build());

        UnreadableResponseException created = unreadable(Operation.REGISTER);
        UnreadableResponseException inflated = unreadable(Operation.REGISTER);

        assertThat(created.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(inflated.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(List.of(created, inflated)).allSatisfy(e -> {
            assertThat(e).hasMessageContaining("it is larger than the limit");
            assertThat(e.body().orElseThrow().reveal().length()).isGreaterThanOrEqualTo(LIMIT);
            assertThat(tooLarge).startsWith(e.body().orElseThrow().reveal());
        });
    }

    @Test
    void register_answerWithoutEnd_isGivenUpAtTheLimit() {
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        try (RawServer endless = new RawServer((request, socket) -> {
                    OutputStream out = socket.getOutputStream();
                    out.write("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
                    while (true) {
                        out.write(chunk);
                    }
                });
                ClientRegistration facade = facade(endless.uri("/register"))) {
            UnreadableResponseException e =
                    catchThrowableOfType(UnreadableResponseException.class, () -> calls.register(facade, METADATA));

            assertThat(e.outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(e).hasMessageContaining("it is larger than the limit");
        }
    }

    @Test
    void register_afterAnAnswerThatWasNotReadToItsEnd_worksAgain() {
        server.enqueue(
                new MockResponse.Builder().code(201).body("x".repeat(3 * LIMIT)).build());
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .body("{\"client_id\":\"c2\"}")
                .build());

        unreadable(Operation.REGISTER);

        assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c2");
    }

    @Test
    void serialized_theFailureLeavesTheBodyBehind() throws IOException, ClassNotFoundException {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .body("{\"client_secret\":\"hush\"}")
                .build());

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(unreadable(Operation.REGISTER));
        }
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain("hush");

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            UnreadableResponseException read = (UnreadableResponseException) in.readObject();
            assertThat(read.body()).isEmpty();
            assertThat(read.outcome()).isEqualTo(Outcome.APPLIED);
        }
    }

    private UnreadableResponseException unreadable(Operation operation) {
        ManagementCredentials credentials = ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("r-token"))
                .registrationClientUri(origin() + "/register/c1")
                .build();
        return catchThrowableOfType(
                UnreadableResponseException.class, () -> calls.call(operation, registration, credentials, METADATA));
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getPort();
    }

    private static ClientRegistration facade(URI endpoint) {
        return ClientRegistration.builder().endpoint(endpoint).build();
    }
}
