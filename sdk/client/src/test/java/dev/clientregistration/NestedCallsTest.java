package dev.clientregistration;

import static dev.clientregistration.PathServer.after;
import static dev.clientregistration.PathServer.answer;
import static dev.clientregistration.PathServer.inTurn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What observers, guards and the log see of the calls that a call makes first: each is a call like any other. */
@Timeout(60)
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class NestedCallsTest {
    private static final String DISCOVERY = "GET /.well-known/oauth-authorization-server";
    private static final ClientMetadata METADATA =
            ClientMetadata.builder().clientName("Pretzel").build();
    private static final String CLIENT = "{\"client_id\":\"c1\",\"client_name\":\"Pretzel\"}";
    private static final String TOKEN = "{\"access_token\":\"marker-token\"}";

    @Parameter
    CallStyle calls;

    private final PathServer server = PathServer.start()
            .on("POST /token?tenant=marker", 200, TOKEN)
            .on("POST /register?tenant=marker", 201, CLIENT)
            .on("GET /register/c1", 200, CLIENT)
            .on("PATCH /register/c1", 200, CLIENT);

    private final Events events = new Events();

    NestedCallsTest() {
        server.on(
                DISCOVERY,
                200,
                "{\"issuer\":\"" + server.origin() + "\",\"registration_endpoint\":\""
                        + server.uri("/register?tenant=marker") + "\",\"token_endpoint\":\""
                        + server.uri("/token?tenant=marker") + "\"}");
    }

    @AfterEach
    void close() {
        server.close();
    }

    // ---- observers

    @Test
    void observer_register_seesEachCallOnceAndInOrder() {
        try (ClientRegistration registration = facade().build()) {
            calls.register(registration, METADATA);
            calls.register(registration, METADATA);
        }
        assertThat(events.seen)
                .containsExactly(
                        "discover attempt 1 at " + server.uri("/.well-known/oauth-authorization-server"),
                        "discover answered 200",
                        "discover finished APPLIED after 1",
                        "token attempt 1 at " + server.uri("/token"),
                        "token answered 200",
                        "token finished APPLIED after 1",
                        "register attempt 1 at " + server.uri("/register"),
                        "register answered 201",
                        "register finished APPLIED after 1",
                        "register attempt 1 at " + server.uri("/register"),
                        "register answered 201",
                        "register finished APPLIED after 1");
    }

    @Test
    void observer_updateByMerging_seesTheReadAsACall() {
        try (ClientRegistration registration =
                facade().profile(ServerProfile.ANVIL_CONNECT).build()) {
            calls.update(registration, credentials(), METADATA);
        }
        assertThat(events.seen)
                .filteredOn(event -> event.contains("finished"))
                .containsExactly(
                        "discover finished APPLIED after 1",
                        "get finished APPLIED after 1",
                        "update finished APPLIED after 1");
    }

    @Test
    void observer_noToken_seesBothFailures() {
        server.on("POST /token?tenant=marker", 401, "{\"error\":\"invalid_client\"}");

        try (ClientRegistration registration = facade().build()) {
            AccessDeniedException failure =
                    catchThrowableOfType(AccessDeniedException.class, () -> calls.register(registration, METADATA));
            assertThat(failure.attempts()).isZero();
        }
        assertThat(events.seen)
                .endsWith(
                        "token answered 401",
                        "token finished NOT_APPLIED after 1 AccessDeniedException",
                        "register finished NOT_APPLIED after 0 AccessDeniedException");
    }

    @Test
    void observer_noEndpoint_seesBothFailures() {
        server.on(DISCOVERY, 200, "{}");

        try (ClientRegistration registration = facade().build()) {
            catchThrowableOfType(CallRefusedException.class, () -> calls.register(registration, METADATA));
        }
        assertThat(events.seen)
                .filteredOn(event -> event.contains("finished"))
                .containsExactly(
                        "discover finished NOT_APPLIED after 2 UnreadableResponseException",
                        "register finished NOT_APPLIED after 0 CallRefusedException");
    }

    @Test
    void observer_retryOfTheTokenRequest_isOfTheTokenRequest() {
        server.on("POST /token?tenant=marker", inTurn(answer(500, ""), answer(200, TOKEN)));

        try (ClientRegistration registration =
                facade().retryPolicy(SampleClient.THREE_AT_ONCE).build()) {
            calls.register(registration, METADATA);
        }
        assertThat(events.seen)
                .containsSubsequence("token answered 500", "token waits before 2", "token finished APPLIED after 2")
                .endsWith("register finished APPLIED after 1");
    }

    @Test
    void observerAndLog_seeNoSecretAndNoQuery() {
        try (CapturedLog log = CapturedLog.from(Level.FINE);
                ClientRegistration registration = facade().build()) {
            calls.register(registration, METADATA);

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains("discover attempt 1 at " + server.uri("/.well-known/oauth-authorization-server")
                                    + ": HTTP 200"))
                    .anySatisfy(line ->
                            assertThat(line).contains("token attempt 1 at " + server.uri("/token") + ": HTTP 200"))
                    .anySatisfy(line -> assertThat(line)
                            .contains("register attempt 1 at " + server.uri("/register") + ": HTTP 201"))
                    .noneMatch(line -> line.contains("marker"));
        }
        assertThat(events.seen).noneMatch(event -> event.contains("marker"));
    }

    // ---- guards

    @Test
    void guard_isAskedAboutEachRequestAndToldOfEach() {
        Guard guard = new Guard();

        try (ClientRegistration registration = facade().guard(guard).build()) {
            calls.register(registration, METADATA);
            calls.register(registration, METADATA);
        }
        assertThat(guard.told)
                .containsExactly(
                        "admit discover",
                        "succeeded discover",
                        "admit token",
                        "succeeded token",
                        "admit register",
                        "succeeded register",
                        "admit register",
                        "succeeded register");
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"DISCOVER", "TOKEN", "REGISTER"})
    void guard_refusal_endsTheCallBeforeAnythingMoreIsSent(Operation refused) {
        Guard guard = new Guard();
        guard.refused = refused;

        try (ClientRegistration registration = facade().guard(guard).build()) {
            CallRefusedException failure =
                    catchThrowableOfType(CallRefusedException.class, () -> calls.register(registration, METADATA));

            assertThat(failure.operation()).isEqualTo(refused);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.attempts()).isZero();
            assertThat(failure)
                    .hasMessageStartingWith("register at ")
                    .hasMessageContaining(" was not sent: ")
                    .hasMessageContaining("the test says no");
        }
        assertThat(guard.told).endsWith("admit " + refused).doesNotContain("succeeded " + refused);
        assertThat(server.lines())
                .hasSize(List.of(Operation.DISCOVER, Operation.TOKEN, Operation.REGISTER)
                        .indexOf(refused));
    }

    @Test
    void guard_noToken_isNotAskedAboutTheRegister() {
        Guard guard = new Guard();
        server.on("POST /token?tenant=marker", 400, "{\"error\":\"invalid_scope\"}");

        try (ClientRegistration registration = facade().guard(guard).build()) {
            catchThrowableOfType(RegistrationException.class, () -> calls.register(registration, METADATA));
        }
        assertThat(guard.told).endsWith("admit token", "succeeded token").doesNotContain("admit register");
    }

    @Test
    void guard_callCancelledWhileTheTokenIsAwaited_holdsNothing() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on("POST /token?tenant=marker", after(open, answer(200, TOKEN)));
        Guard guard = new Guard();

        try (ClientRegistration registration = facade().guard(guard).build()) {
            CompletableFuture<ClientInformation> call = registration.registerAsync(METADATA);
            server.awaitRequests(2);
            call.cancel(true);

            assertThat(guard.told).containsExactly("admit discover", "succeeded discover", "admit token");
            open.countDown();
        }
    }

    @Test
    void guard_tokenOfTheCall_isAskedAboutTheRegisterAlone() {
        Guard guard = new Guard();
        MockResponse created = answer(201, CLIENT);
        server.on("POST /register", request -> created);

        try (ClientRegistration registration = ClientRegistration.builder()
                .endpoint(server.uri("/register"))
                .initialAccessToken(
                        InitialAccessToken.clientCredentials(ClientCredentials.builder("registrar", Secret.of("marker"))
                                .tokenEndpoint(server.uri("/token"))
                                .build()))
                .guard(guard)
                .build()) {
            registration.register(
                    METADATA, RequestOptions.builder().token(Secret.of("mine")).build());
        }
        assertThat(guard.told).containsExactly("admit register", "succeeded register");
    }

    // ----

    private ClientRegistration.Builder facade() {
        return ClientRegistration.builder()
                .issuer(URI.create(server.origin()))
                .initialAccessToken(InitialAccessToken.clientCredentials(
                        ClientCredentials.builder("registrar", Secret.of("marker-secret"))
                                .build()))
                .observer(events);
    }

    private static ManagementCredentials credentials() {
        return ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("marker-rat"))
                .build();
    }

    /** Every event as a line, in order. */
    private static final class Events implements CallObserver {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public synchronized void attemptStarted(AttemptStarted event) {
            seen.add(event.operation() + " attempt " + event.attempt() + " at " + event.target());
        }

        @Override
        public synchronized void attemptFinished(AttemptFinished event) {
            seen.add(event.operation() + " answered " + event.httpStatus().orElse(0));
        }

        @Override
        public synchronized void waiting(Waiting event) {
            seen.add(event.operation() + " waits before " + event.nextAttempt());
        }

        @Override
        public synchronized void callFinished(CallFinished event) {
            seen.add(event.operation() + " finished " + event.outcome() + " after " + event.attempts()
                    + event.failure().map(name -> " " + name).orElse(""));
        }
    }

    /** Admits all but one operation, and keeps what it was asked and told. */
    private static final class Guard implements CallGuard {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private Operation refused = Operation.LIST;

        @Override
        public synchronized Admission admit(Operation operation) {
            told.add("admit " + operation);
            return operation == refused ? Admission.refused("the test says no") : Admission.now();
        }

        @Override
        public synchronized void succeeded(Operation operation, Duration elapsed) {
            told.add("succeeded " + operation);
        }

        @Override
        public synchronized void failed(Operation operation, Duration elapsed, Throwable failure) {
            told.add("failed " + operation);
        }

        @Override
        public synchronized void released(Operation operation) {
            told.add("released " + operation);
        }
    }
}
