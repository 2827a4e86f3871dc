package dev.clientregistration;

import static dev.clientregistration.PathServer.after;
import static dev.clientregistration.PathServer.answer;
import static dev.clientregistration.PathServer.inTurn;
import static dev.clientregistration.PathServer.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.error.UnusableClientException;
import dev.clientregistration.internal.engine.EngineEnvironment;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.RecordedRequest;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates of clients at servers that merge: the client is read, and what differs is sent. */
@Timeout(60)
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class PatchUpdateTest {
    private static final String READ = "GET /register/c1";
    private static final String PATCH = "PATCH /register/c1";

    /** What the server has, without what it issues. */
    private static final String MEMBERS =
            "\"client_name\":\"Triangular Pretzel\",\"redirect_uris\":[\"https://a.example\"],"
                    + "\"default_max_age\":3600,\"contacts\":[],\"logo_uri\":\"\",\"policy_uri\":null";

    private static final String CLIENT = "{\"client_id\":\"c1\"," + MEMBERS + "}";

    @Parameter
    CallStyle calls;

    private final PathServer server = PathServer.start().on(READ, 200, CLIENT).on(PATCH, 200, CLIENT);
    private final EngineObserver observer = new EngineObserver();
    private final ClientRegistration registration =
            facade(ServerProfile.ANVIL_CONNECT).observer(observer).build();

    @AfterEach
    void close() {
        registration.close();
        server.close();
    }

    // ---- what is sent

    @Test
    void update_readsTheClientAndSendsWhatDiffers() {
        server.on(PATCH, 200, CLIENT.replace("Triangular", "Round"));

        ClientInformation client = calls.update(
                registration,
                credentials(),
                wanted("{\"x_new\":{\"a\":1},\"default_max_age\":3600,\"redirect_uris\":[\"https://a.example\"],"
                        + "\"client_name\":\"Round Pretzel\"}"));

        assertThat(client.clientName()).contains("Round Pretzel");
        assertThat(client.registrationAccessToken()).contains(Secret.of("rat-1"));
        assertThat(server.lines()).containsExactly(READ, PATCH);
        RecordedRequest patch = server.requests(PATCH).get(0);
        assertThat(patch.getBody().utf8()).isEqualTo("{\"x_new\":{\"a\":1},\"client_name\":\"Round Pretzel\"}");
        assertThat(patch.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(bearers()).containsExactly("Bearer rat-1", "Bearer rat-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"contacts\":[],\"logo_uri\":\"\",\"policy_uri\":null",
                "\"contacts\":null,\"logo_uri\":null,\"policy_uri\":\"\",\"tos_uri\":\"\"",
                "\"client_id\":\"c1\""
            })
    void update_nothingDiffers_sendsAnEmptyObject(String nothing) {
        calls.update(
                registration,
                credentials(),
                wanted("{\"default_max_age\":3600,\"redirect_uris\":[\"https://a.example\"],"
                        + "\"client_name\":\"Triangular Pretzel\"," + nothing + "}"));

        assertThat(patched()).isEqualTo("{}");
    }

    @Test
    void update_clientChangedMeanwhile_makesItWhatTheMetadataSays() {
        ClientInformation before = registration.get(credentials());
        server.on(READ, 200, CLIENT.replace("3600", "60"));

        RegistrationException refusedOrNot = Result.of(() -> calls.update(
                        registration,
                        before,
                        before.toMetadata().toBuilder().clientName("Round").build()))
                .error()
                .orElse(null);

        // The update says what the client shall be, so it is changed back: the difference is to the client as it is
        // now.
        assertThat(refusedOrNot).isNull();
        assertThat(patched()).isEqualTo("{\"client_name\":\"Round\",\"default_max_age\":3600}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s-1", "s-2"})
    void update_currentSecretGivenByTheCaller_isNotSent(String secretNow) {
        server.on(READ, 200, CLIENT.replace("\"c1\"", "\"c1\",\"client_secret\":\"" + secretNow + "\""));
        ManagementCredentials credentials =
                credentials().toBuilder().clientSecret(Secret.of("s-1")).build();

        ClientInformation client = calls.update(
                registration,
                credentials,
                wanted("{" + MEMBERS.replace("Triangular", "Round") + ",\"client_secret\":\"s-1\"}"));

        // It would change nothing, or put a secret back that the server has replaced.
        assertThat(patched()).isEqualTo("{\"client_name\":\"Round Pretzel\"}");
        assertThat(client.clientSecret()).contains(Secret.of(secretNow));
    }

    @Test
    void update_memberSetToAnEmptyValue_sendsIt() {
        calls.update(registration, credentials(), wanted("{" + MEMBERS.replace("[\"https://a.example\"]", "[]") + "}"));

        assertThat(patched()).isEqualTo("{\"redirect_uris\":[]}");
    }

    @Test
    void update_ofTheCall_optionsHoldForBothRequests() {
        registration.update(
                credentials(),
                wanted("{" + MEMBERS + "}"),
                RequestOptions.builder()
                        .token(Secret.of("mine"))
                        .header("X-Call", "c")
                        .build());

        assertThat(bearers()).containsExactly("Bearer mine", "Bearer mine");
        assertThat(server.requests())
                .allSatisfy(request ->
                        assertThat(request.getHeaders().get("X-Call")).isEqualTo("c"));
    }

    @Test
    void update_readReplacedTokenAndUri_goesOnWithThem() {
        server.on(
                        READ,
                        200,
                        CLIENT.replace(
                                "\"c1\"",
                                "\"c1\",\"registration_access_token\":\"rat-2\",\"registration_client_uri\":\""
                                        + server.uri("/moved/c1") + "\""))
                .on("PATCH /moved/c1", 200, CLIENT);

        try (ClientRegistration cas = facade(ServerProfile.CAS).build()) {
            ClientInformation client = calls.update(
                    cas,
                    credentials().toBuilder()
                            .registrationClientUri(server.uri("/register/c1").toString())
                            .build(),
                    wanted("{" + MEMBERS + "}"));

            assertThat(client.registrationAccessToken()).contains(Secret.of("rat-2"));
            assertThat(client.registrationClientUri())
                    .contains(server.uri("/moved/c1").toString());
        }
        assertThat(server.lines()).containsExactly(READ, "PATCH /moved/c1");
        assertThat(bearers()).containsExactly("Bearer rat-1", "Bearer rat-2");
    }

    @Test
    void update_readMovedTheClientToAnotherOrigin_isRefused() {
        server.on(
                READ,
                200,
                CLIENT.replace("\"c1\"", "\"c1\",\"registration_client_uri\":\"https://elsewhere.example.com/c1\""));

        CallRefusedException failure = failure(CallRefusedException.class, wanted("{" + MEMBERS + "}"));
        assertThat(failure).hasMessageContaining("trustOrigin(https://elsewhere.example.com:443)");
        assertThat(failure.operation()).isEqualTo(Operation.UPDATE);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(server.lines()).containsExactly(READ);
    }

    // ---- what cannot be done by merging

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_name\":\"Round\"}",
                "{\"client_name\":\"Round\",\"redirect_uris\":null,\"default_max_age\":null}"
            })
    void update_thatWouldRemoveMembers_isRefusedNamingThem(String metadata) {
        CallRefusedException failure = failure(CallRefusedException.class, wanted(metadata));

        assertThat(failure)
                .hasMessage("update at " + server.uri("/register/c1")
                        + " was not sent: servers of the profile anvil-connect cannot remove members, and the update would"
                        + " remove redirect_uris, default_max_age; start from ClientInformation.toMetadata() of the client"
                        + " as it is now. Nothing was changed at the server.");
        assertThat(failure.operation()).isEqualTo(Operation.UPDATE);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure.attempts()).isZero();
        assertThat(server.lines()).containsExactly(READ);
    }

    @Test
    void update_thatWouldRemoveManyOddlyNamedMembers_isRefusedInAMessageForPeople() {
        StringBuilder client = new StringBuilder("{\"client_id\":\"c1\",\"\\u001b[31m" + "x".repeat(5000) + "\":1");
        for (int i = 1; i < 1000; i++) {
            client.append(",\"m").append(i).append("\":1");
        }
        server.on(READ, 200, client + "}");

        assertThat(failure(CallRefusedException.class, wanted("{}")))
                .hasMessageContaining("xxx..., m1, m2, m3, m4, m5, m6, m7, m8, m9 and 990 more; start from")
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("\u001b").hasSizeLessThan(1000));
    }

    @Test
    void update_badArgument_isThrownAtOnceAndNothingIsRead() {
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> calls.update(registration, credentials(), wanted("{\"client_id\":\"c2\"}"))))
                .hasMessage("metadata of an update must not hold another client's client_id");
        assertThat(server.lines()).isEmpty();
    }

    // ---- when the read fails

    @Test
    void readRefused_failsAsTheReadDid() {
        server.on(READ, 401, "{\"error\":\"invalid_token\"}");

        AccessDeniedException failure = failure(AccessDeniedException.class, wanted("{" + MEMBERS + "}"));
        assertThat(failure.operation()).isEqualTo(Operation.GET);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure.mayBeGone()).isTrue();
        assertThat(failure.code()).contains("invalid_token");
        assertThat(failure)
                .hasMessageStartingWith("update at " + server.uri("/register") + " was not sent: get at "
                        + server.uri("/register/c1") + " was answered with HTTP 401 invalid_token.")
                .hasMessageEndingWith(
                        "Nothing was changed. The registration access token is not valid for this client, or"
                                + " the client is gone.")
                .hasCauseInstanceOf(AccessDeniedException.class);
        assertThat(server.lines()).containsExactly(READ);
    }

    @Test
    void readFindsNoClient_saysSo() {
        server.on(READ, 404, "Not found.");

        assertThat(failure(ClientNotFoundException.class, wanted("{" + MEMBERS + "}"))
                        .operation())
                .isEqualTo(Operation.GET);
        assertThat(server.lines()).containsExactly(READ);
    }

    @Test
    void readWithoutAnAnswer_isNotApplied() {
        server.on(READ, request -> lost());

        TransportException failure = failure(TransportException.class, wanted("{" + MEMBERS + "}"));
        assertThat(failure.operation()).isEqualTo(Operation.GET);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(server.lines()).containsOnly(READ).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"client_id\":\"c2\"}", "{\"client_id\":1}"})
    void readThatIsOfNoUse_isNotApplied(String body) {
        server.on(READ, 200, body);

        CallRefusedException failure = failure(CallRefusedException.class, wanted("{" + MEMBERS + "}"));
        assertThat(failure.operation()).isEqualTo(Operation.GET);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure).hasCauseInstanceOf(UnreadableResponseException.class);
        assertThat(server.lines()).containsExactly(READ);
    }

    @Test
    void readThatFailsForAWhile_isAttemptedAgain() {
        server.on(READ, inTurn(answer(500, ""), lost(), answer(200, CLIENT)));

        calls.update(registration, credentials(), wanted("{" + MEMBERS + "}"));

        assertThat(server.lines()).containsExactly(READ, READ, READ, PATCH);
    }

    // ---- when the update itself fails

    @Test
    void updateLost_isSentAgainWithoutAnotherRead() {
        server.on(PATCH, inTurn(lost(), answer(200, CLIENT)));

        calls.update(registration, credentials(), wanted("{" + MEMBERS + "}"));

        assertThat(server.lines()).containsExactly(READ, PATCH, PATCH);
    }

    @Test
    void updateRefused_isOfTheUpdate() {
        server.on(PATCH, 400, "{\"error\":\"validation_error\",\"error_description\":\"\"}");

        RegistrationRejectedException failure =
                failure(RegistrationRejectedException.class, wanted("{" + MEMBERS + "}"));
        assertThat(failure.operation()).isEqualTo(Operation.UPDATE);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure.attempts()).isEqualTo(1);
    }

    @Test
    void clientOfNoUse_isComparedWithWhatTheCallerAskedFor() {
        String spoilt = "{\"client_id\":\"c1\",\"redirect_uris\":[\"https://b.example\"]}";
        server.on(PATCH, 200, spoilt);

        UnusableClientException failure = catchThrowableOfType(
                UnusableClientException.class,
                () -> registration.update(
                        credentials(),
                        wanted("{" + MEMBERS + "}"),
                        RequestOptions.builder().requireUsable().build()));
        assertThat(failure.operation()).isEqualTo(Operation.UPDATE);
        assertThat(failure.client().redirectUris()).containsExactly("https://b.example");
        assertThat(failure.client().registrationAccessToken()).contains(Secret.of("rat-1"));
        assertThat(patched()).isEqualTo("{}");
    }

    // ---- the end from outside

    @Test
    void cancel_duringTheRead_endsItAndSendsNoUpdate() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on(READ, after(open, answer(200, CLIENT)));

        CompletableFuture<ClientInformation> call =
                registration.updateAsync(credentials(), wanted("{" + MEMBERS + "}"));
        server.awaitRequests(1);
        call.cancel(true);
        observer.awaitCalls(2);
        open.countDown();

        assertThat(observer.calls)
                .extracting(
                        CallObserver.CallFinished::operation,
                        CallObserver.CallFinished::outcome,
                        finished -> finished.failure().orElse(""))
                .contains(Tuple.tuple(Operation.UPDATE, Outcome.NOT_APPLIED, "CancellationException"))
                .hasSize(2);
        assertThat(server.lines()).containsExactly(READ);
    }

    /** A read may replace the token, so none is made for a call that nobody waits for. */
    @Test
    void cancel_whileQueued_readsNothing() {
        List<Runnable> queue = new ArrayList<>();

        try (ClientRegistration queueing = facade(ServerProfile.ANVIL_CONNECT)
                .executor(task -> {
                    if (queue.isEmpty()) {
                        queue.add(task);
                    } else {
                        task.run();
                    }
                })
                .build()) {
            CompletableFuture<ClientInformation> call =
                    queueing.updateAsync(credentials(), wanted("{" + MEMBERS + "}"));
            call.cancel(true);
            queue.get(0).run();
        }
        assertThat(server.lines()).isEmpty();
    }

    @Test
    void deadline_duringTheRead_isNotApplied() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on(READ, after(open, answer(200, CLIENT)));
        TimerByHand timer = new TimerByHand();

        try (ClientRegistration timed = facade(ServerProfile.ANVIL_CONNECT)
                .environment(timer.environment())
                .build()) {
            CompletableFuture<ClientInformation> call = timed.updateAsync(
                    credentials(),
                    wanted("{" + MEMBERS + "}"),
                    RequestOptions.builder().callTimeout(Duration.ofSeconds(3)).build());
            server.awaitRequests(1);
            TimerByHand.Task deadline = timer.next();
            TimerByHand.Task ofTheRead = timer.next();
            assertThat(List.of(deadline.delay(), ofTheRead.delay())).containsOnly(Duration.ofSeconds(3));
            deadline.run();

            RegistrationException failure = Result.of(call).join().error().orElseThrow();
            assertThat(failure).isInstanceOf(CallTimeoutException.class);
            assertThat(failure.operation()).isEqualTo(Operation.UPDATE);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(ofTheRead.isCancelled()).isTrue();
        } finally {
            open.countDown();
        }
        assertThat(server.lines()).containsExactly(READ);
    }

    @Test
    void interrupt_duringTheRead_isNotApplied() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on(READ, after(open, answer(200, CLIENT)));
        CompletableFuture<RegistrationException> failure = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> failure.complete(Result.of(() -> registration.update(credentials(), wanted("{" + MEMBERS + "}")))
                        .error()
                        .orElseThrow()));

        caller.start();
        server.awaitRequests(1);
        caller.interrupt();

        assertThat(failure.join()).isInstanceOf(CallInterruptedException.class);
        assertThat(failure.join().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        open.countDown();
        assertThat(server.lines()).containsExactly(READ);
    }

    @Test
    void close_duringTheRead_isNotApplied() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on(READ, after(open, answer(200, CLIENT)));
        CompletableFuture<ClientInformation> call =
                registration.updateAsync(credentials(), wanted("{" + MEMBERS + "}"));
        server.awaitRequests(1);

        registration.close();
        open.countDown();

        RegistrationException failure = Result.of(call).join().error().orElseThrow();
        assertThat(failure).isInstanceOf(CallRefusedException.class).hasMessageContaining("the facade is closed");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(server.lines()).containsExactly(READ);
    }

    // ---- at an issuer

    @Test
    void update_ofAFreshFacade_findsTheServerOnceAndFirst() {
        server.on("GET /.well-known/oauth-authorization-server", 200, metadata());

        try (ClientRegistration byIssuer = facade(ServerProfile.ANVIL_CONNECT)
                .issuer(URI.create(server.origin()))
                .build()) {
            calls.update(byIssuer, credentials(), wanted("{" + MEMBERS + "}"));
        }
        assertThat(server.lines()).containsExactly("GET /.well-known/oauth-authorization-server", READ, PATCH);
    }

    @Test
    void update_metadataOutlivedDuringTheRead_isReadAgainAndTheUpdateSent() {
        AtomicLong now = new AtomicLong();
        server.on("GET /.well-known/oauth-authorization-server", 200, metadata())
                .on(READ, request -> {
                    now.addAndGet(Duration.ofHours(2).toNanos());
                    return answer(200, CLIENT);
                });

        try (ClientRegistration byIssuer = facade(ServerProfile.ANVIL_CONNECT)
                .issuer(URI.create(server.origin()))
                .callTimeout(Duration.ofDays(1))
                .environment(new EngineEnvironment(Clock.systemUTC(), now::get, () -> 0, (delay, task) -> () -> {}))
                .build()) {
            assertThat(calls.update(byIssuer, credentials(), wanted("{" + MEMBERS + "}"))
                            .clientId())
                    .isEqualTo("c1");
        }
        assertThat(server.lines())
                .containsExactly(
                        "GET /.well-known/oauth-authorization-server",
                        READ,
                        "GET /.well-known/oauth-authorization-server",
                        PATCH);
    }

    @ParameterizedTest
    @CsvSource({"anvil-connect, /register/c1", "cas, /clientConfig?clientId=c1"})
    void update_uriByTheRuleOfTheProfile_isReadAndPatchedThere(String profile, String target) {
        server.on("GET " + target, 200, CLIENT).on("PATCH " + target, 200, CLIENT);

        try (ClientRegistration other = facade(ServerProfile.named(profile)).build()) {
            calls.update(other, credentials(), wanted("{" + MEMBERS + "}"));
        }
        assertThat(server.lines()).containsExactly("GET " + target, "PATCH " + target);
    }

    // ----

    private <E extends RegistrationException> E failure(Class<E> type, ClientMetadata wanted) {
        return catchThrowableOfType(type, () -> calls.update(registration, credentials(), wanted));
    }

    private String patched() {
        assertThat(server.requests(PATCH)).hasSize(1);
        return server.requests(PATCH).get(0).getBody().utf8();
    }

    private List<String> bearers() {
        return server.requests().stream()
                .map(request -> request.getHeaders().get("Authorization"))
                .toList();
    }

    private ClientRegistration.Builder facade(ServerProfile profile) {
        return ClientRegistration.builder()
                .endpoint(server.uri("/register"))
                .profile(profile)
                .retryPolicy(SampleClient.THREE_AT_ONCE);
    }

    private static ManagementCredentials credentials() {
        return ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("rat-1"))
                .build();
    }

    private static ClientMetadata wanted(String json) {
        return ClientMetadata.fromJson(json);
    }

    private String metadata() {
        return "{\"issuer\":\"" + server.origin() + "\",\"registration_endpoint\":\"" + server.uri("/register") + "\"}";
    }
}
