package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnexpectedResponseException;
import dev.clientregistration.model.ClientMetadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls that fail by the server's word or for want of it: which exception, and whether the server did it. Every one of
 * these is sent once.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class CallFailureTest {
    private static final ClientMetadata METADATA =
            ClientMetadata.builder().clientName("Pretzel").build();
    private static final List<Operation> MANAGEMENT = List.of(Operation.GET, Operation.UPDATE, Operation.DELETE);

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

    @Test
    void register_clientError_isNotAppliedAndNotResent() {
        // 408, 425 and 429 ask for another try. 407 is a proxy's.
        assertThat(statuses(400, 499)
                        .filter(status -> !Set.of(407, 408, 425, 429).contains(status)))
                .allSatisfy(status -> {
                    ResultError e = answered(Operation.REGISTER, status);
                    assertThat(e)
                            .isExactlyInstanceOf(
                                    status == 401 || status == 403
                                            ? AccessDeniedException.class
                                            : RegistrationRejectedException.class);
                    assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                });
    }

    @Test
    void register_serverError_isUnknownAndNotResentButFor501And505() {
        assertThat(statuses(500, 599)).allSatisfy(status -> {
            ResultError e = answered(Operation.REGISTER, status);
            assertThat(e).isExactlyInstanceOf(ServerUnavailableException.class);
            assertThat(e.outcome()).isEqualTo(status == 501 || status == 505 ? Outcome.NOT_APPLIED : Outcome.UNKNOWN);
        });
    }

    @Test
    void anyCall_redirect_isNotFollowed() {
        for (Operation operation : StandardOperations.ALL) {
            // An update or a delete that was answered with 303 is repeated.
            boolean once = operation == Operation.REGISTER || operation == Operation.GET;
            assertThat(statuses(300, 399).filter(status -> once || status != 303))
                    .allSatisfy(status -> {
                        ResultError e = answered(operation, status);
                        assertThat(e).isExactlyInstanceOf(UnexpectedResponseException.class);
                        // 303 says: it is done, look over there.
                        assertThat(e.outcome()).isEqualTo(status == 303 ? Outcome.UNKNOWN : Outcome.NOT_APPLIED);
                    });
        }
    }

    @Test
    void anyCall_statusBeyondAllClasses_isUnknown() {
        ResultError e = answered(Operation.REGISTER, 600);

        assertThat(e).isExactlyInstanceOf(UnexpectedResponseException.class);
        assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void managementCall_clientError_isNotAppliedAndNotResent() {
        for (Operation operation : MANAGEMENT) {
            assertThat(List.of(400, 405, 406, 409, 411, 413, 415, 422, 451)).allSatisfy(status -> {
                ResultError e = answered(operation, status);
                assertThat(e).isExactlyInstanceOf(RegistrationRejectedException.class);
                assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            });
        }
    }

    @Test
    void managementCall_refusedToken_mayMeanThatTheClientIsGone() {
        for (Operation operation : MANAGEMENT) {
            AccessDeniedException unauthorized = (AccessDeniedException) answered(operation, 401);
            AccessDeniedException forbidden = (AccessDeniedException) answered(operation, 403);

            assertThat(unauthorized.mayBeGone()).isTrue();
            assertThat(unauthorized.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(forbidden.mayBeGone()).isFalse();
            assertThat(forbidden.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    @Test
    void managementCall_unknownClient_isNotFoundEvenToDelete() {
        for (Operation operation : MANAGEMENT) {
            assertThat(List.of(404, 410)).allSatisfy(status -> {
                ResultError e = answered(operation, status);
                assertThat(e).isExactlyInstanceOf(ClientNotFoundException.class);
                assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            });
        }
    }

    @Test
    void managementCall_statusThatWillNotChange_isNotResent() {
        for (Operation operation : MANAGEMENT) {
            assertThat(List.of(501, 505)).allSatisfy(status -> {
                ResultError e = answered(operation, status);
                assertThat(e).isExactlyInstanceOf(ServerUnavailableException.class);
                assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            });
        }
    }

    @Test
    void failure_message_saysWhatWhereMeaningAndAdvice() {
        assertThat(List.of(
                        answered(Operation.REGISTER, 400),
                        answered(Operation.REGISTER, 401),
                        answered(Operation.REGISTER, 404),
                        answered(Operation.REGISTER, 500),
                        answered(Operation.REGISTER, 302),
                        answered(Operation.GET, 401),
                        answered(Operation.UPDATE, 404),
                        answered(Operation.DELETE, 501)))
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "register at " + origin() + "/register was answered with HTTP 400. Nothing was changed at the"
                                + " server. Correct the request before calling again.",
                        "register at " + origin() + "/register was answered with HTTP 401. Nothing was changed at the"
                                + " server. Check the initial access token.",
                        "register at " + origin() + "/register was answered with HTTP 404. Nothing was changed at the"
                                + " server. Check the registration endpoint.",
                        "register at " + origin() + "/register was answered with HTTP 500. Whether the server did it is"
                                + " unknown. A second register could make a second client; look at the server first.",
                        "register at " + origin() + "/register was answered with HTTP 302. Nothing was changed at the"
                                + " server. Redirects are not followed; check the URI.",
                        "get at " + origin() + "/register/c1 was answered with HTTP 401. Nothing was changed. The"
                                + " registration access token is not valid for this client, or the client is gone.",
                        "update at " + origin() + "/register/c1 was answered with HTTP 404. Nothing was changed at the"
                                + " server. The server does not know the client, or has no such operation.",
                        "delete at " + origin() + "/register/c1 was answered with HTTP 501. Nothing was changed at the"
                                + " server. Ask the server's operator.");
    }

    @Test
    void failure_message_hasNoQuery() {
        try (ClientRegistration withQuery = facade(URI.create(origin() + "/register?key=hush"))) {
            server.enqueue(new MockResponse.Builder().code(400).build());

            assertThat(failure(withQuery)).hasMessageContaining("/register was").hasMessageNotContaining("hush");
        }
    }

    @Test
    void failure_stackTrace_leadsToTheCaller() {
        server.enqueue(new MockResponse.Builder().code(400).build());

        RegistrationException e =
                catchThrowableOfType(RegistrationException.class, () -> registration.register(METADATA));

        assertThat(e.getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .contains(CallFailureTest.class.getName());
    }

    @Test
    void failure_futureOfTheCall_endsWithTheExceptionItself() {
        server.enqueue(new MockResponse.Builder().code(400).build());

        CompletableFuture<Throwable> seen = registration.registerAsync(METADATA).handle((client, failure) -> failure);

        assertThat(seen.join()).isInstanceOf(RegistrationRejectedException.class);
    }

    @Test
    void register_portThatNobodyListensOn_isNotApplied() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        try (ClientRegistration toNobody = facade(URI.create("http://127.0.0.1:" + port + "/register"))) {
            RegistrationException e = failure(toNobody);

            assertThat(e)
                    .isExactlyInstanceOf(TransportException.class)
                    .hasMessageStartingWith("register at http://127.0.0.1:" + port + "/register could not be sent: ")
                    .hasMessageContaining(" Nothing was changed at the server. It is safe to call again.")
                    .hasCauseInstanceOf(IOException.class);
            assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    @Test
    void register_lostReply_isUnknownAndNotResent() {
        try (RawServer closing = new RawServer((request, socket) -> socket.close());
                ClientRegistration toClosing = facade(closing.uri("/register"))) {
            RegistrationException e = failure(toClosing);

            assertThat(e)
                    .isExactlyInstanceOf(TransportException.class)
                    .hasMessageStartingWith(
                            "register at " + closing.uri("/register") + " was sent, but no complete answer came: ")
                    .hasMessageEndingWith(
                            ". Whether the server did it is unknown. A second register could make a second"
                                    + " client; look at the server first.");
            assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(closing.requests()).hasSize(1);
        }
    }

    @Test
    void register_connectionReset_isUnknownAndNotResent() {
        try (RawServer resetting = new RawServer((request, socket) -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                });
                ClientRegistration toResetting = facade(resetting.uri("/register"))) {
            RegistrationException e = failure(toResetting);

            assertThat(e).isExactlyInstanceOf(TransportException.class);
            assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(resetting.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this is no HTTP at all\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 201 Created\r\nContent-Len",
                "HTTP/1.1 201 Created\r\nContent-Length: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void register_answerThatIsNotHttp_isNotSaidToHaveFailed(String wire) {
        try (RawServer babbling = RawServer.answeringAndClosing(wire);
                ClientRegistration toBabbling = facade(babbling.uri("/register"))) {
            RegistrationException e = failure(toBabbling);

            assertThat(e.outcome()).isNotEqualTo(Outcome.NOT_APPLIED);
            assertThat(babbling.requests()).hasSize(1);
        }
    }

    @Test
    void register_errorAnswerCutOff_isStillTheServersWord() {
        try (RawServer cutting = RawServer.answeringAndClosing(
                        "HTTP/1.1 400 Bad Request",
                        "Content-Type: application/json",
                        "Content-Length: 1000",
                        "",
                        "{\"error\":\"invalid_redirect_uri\"");
                ClientRegistration toCutting = facade(cutting.uri("/register"))) {
            RegistrationException e = failure(toCutting);

            assertThat(e).isExactlyInstanceOf(RegistrationRejectedException.class);
            assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(cutting.requests()).hasSize(1);
        }
    }

    @Test
    void register_afterAFailure_worksOnTheSameFacade() {
        answered(Operation.REGISTER, 400);
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .body("{\"client_id\":\"c1\"}")
                .build());

        assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c1");
    }

    /** Makes a call that is answered with a status and nothing else, and checks what all such failures share. */
    private ResultError answered(Operation operation, int status) {
        int before = server.getRequestCount();
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Location", origin() + "/elsewhere")
                .build());
        ResultError e = catchThrowableOfType(
                ResultError.class,
                () -> calls.call(
                        operation,
                        registration,
                        ManagementCredentials.builder("c1")
                                .registrationAccessToken(Secret.of("r-token"))
                                .registrationClientUri(origin() + "/register/c1")
                                .build(),
                        METADATA));
        assertThat(server.getRequestCount()).as("requests").isEqualTo(before + 1);
        assertThat(e.httpStatus()).isEqualTo(status);
        assertThat(e.operation()).isEqualTo(operation);
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(e.getSuppressed()).isEmpty();
        return e;
    }

    private RegistrationException failure(ClientRegistration facade) {
        return catchThrowableOfType(RegistrationException.class, () -> calls.register(facade, METADATA));
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getPort();
    }

    private static Stream<Integer> statuses(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed();
    }

    private static ClientRegistration facade(URI endpoint) {
        return ClientRegistration.builder().endpoint(endpoint).build();
    }
}
