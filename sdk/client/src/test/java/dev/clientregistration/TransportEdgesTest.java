package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.clientregistration.TransportServer.Reaction;
import dev.clientregistration.TransportServer.Request;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.okhttp.OkHttpAdapter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What applications and proxies do at the edges. */
@Timeout(60)
class TransportEdgesTest {

    @ParameterizedTest
    @EnumSource
    void derive_overTls_sharesTheConnection(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.tls(TestCertificates.server(), SampleClient::done);
                ClientRegistration parent = SampleClient.facade(server)
                        .sslContext(TestCertificates.client())
                        .build();
                ClientRegistration derived = parent.derive(options -> options.header("X-Any", "any"))) {
            style.register(parent);
            style.register(derived);

            assertThat(server.requests()).hasSize(2);
            assertThat(server.accepted()).isOne();
        }
    }

    /** Connections are shared, so those that another facade has made may be dead too. */
    @ParameterizedTest
    @EnumSource
    void register_connectionOfTheParentIsDead_goesOutOnANewOneInTheSameAttempt(TransportCallStyle style)
            throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration parent = SampleClient.facade(server).build();
                ClientRegistration derived = parent.derive(options -> options.retryPolicy(RetryPolicy.never()))) {
            style.register(parent);
            server.connections().get(0).close();
            server.connections().get(0).over().join();

            assertThat(style.register(derived)).returns(1, Response::attempts);
            assertThat(server.requests()).hasSize(2);
        }
    }

    /** And those that the application itself has made. */
    @ParameterizedTest
    @EnumSource
    void register_connectionOfTheApplicationIsDead_goesOutOnANewOneInTheSameAttempt(TransportCallStyle style)
            throws IOException {
        OkHttpClient client = new OkHttpClient();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .okHttp(OkHttpAdapter.of(client))
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            client.newCall(new okhttp3.Request.Builder()
                            .url(server.uri("/health").toString())
                            .build())
                    .execute()
                    .close();
            server.connections().get(0).close();
            server.connections().get(0).over().join();

            assertThat(style.register(registration)).returns(1, Response::attempts);
            assertThat(server.requests()).hasSize(2);
        } finally {
            client.connectionPool().evictAll();
        }
    }

    @ParameterizedTest
    @EnumSource
    void header_ofTheCallSetAgainInAnotherCase_hasTheLastValue(TransportCallStyle style) throws IOException {
        RequestOptions options = RequestOptions.builder()
                .header("X-Tenant", "first")
                .header("x-tenant", "second")
                .header("X-Tenant", "last")
                .build();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server).build()) {
            style.register(registration, options);

            assertThat(server.requests().get(0).header("X-Tenant")).isEqualTo("last");
            assertThat(options.headers()).hasSize(1);
        }
    }

    /** As most servers do that know the header. */
    @ParameterizedTest
    @EnumSource
    void requestId_thatTheServerRepeats_isShown(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(request -> TransportServer.answer(
                        request.method().equals("POST") ? 201 : 400,
                        request.method().equals("POST") ? SampleClient.JSON : "",
                        "X-Request-Id: " + request.header("X-Request-Id")));
                ClientRegistration registration = SampleClient.facade(server)
                        .requestIdHeader("X-Request-Id")
                        .build()) {
            assertThat(style.register(registration).requestId())
                    .contains(server.requests().get(0).header("X-Request-Id"));
            assertThat(((ResultError) style.failure(Operation.GET, registration)).requestId())
                    .contains(server.requests().get(1).header("X-Request-Id"));
        }
    }

    /** An application that has an identifier of its own sends it by a header of the call. */
    @ParameterizedTest
    @EnumSource
    void requestId_thatTheCallSetsItself_isShown(TransportCallStyle style) throws IOException {
        RequestOptions options =
                RequestOptions.builder().header("x-request-id", "trace-7").build();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .requestIdHeader("X-Request-Id")
                        .build()) {
            Response<?> response = style.register(registration, options);

            assertThat(response.requestId()).contains(server.requests().get(0).header("X-Request-Id"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void code_isWhatTheServerSaid_howeverShortAHeaderOfTheApplicationIs(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(
                        request -> TransportServer.answer(400, "{\"error\":\"invalid_client_metadata\"}"));
                ClientRegistration registration =
                        SampleClient.facade(server).header("X-Api-Level", "a").build()) {
            assertThat(style.failure(registration))
                    .asInstanceOf(type(ResultError.class))
                    .returns(
                            "invalid_client_metadata", failure -> failure.code().orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource
    void executor_thatTakesNoMore_isNotMistakenForAClosedFacade(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .executor(task -> {
                            throw new RejectedExecutionException("full");
                        })
                        .build()) {
            assertThat(style.failure(registration))
                    .isInstanceOf(CallRefusedException.class)
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome)
                    .hasMessageNotContaining("closed")
                    .hasMessageContaining("executor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:marker@127.0.0.1:9", "user:marker@127.0.0.1:9"})
    void proxyWithALogin_isRefusedByItsNameAndNotRepeated(String proxy) {
        String property = EnvironmentOption.PROXY.property();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    try (ClientRegistration registration = ClientRegistration.builder()
                            .endpoint(URI.create("http://127.0.0.1:9/register"))
                            .fromEnvironment(name -> name.equals(property) ? proxy : null, name -> null)
                            .build()) {
                        registration.register(SampleClient.METADATA);
                    }
                })
                .withMessageStartingWith(property)
                .satisfies(failure -> assertThat(failure).hasMessageNotContaining("marker"));
    }

    @ParameterizedTest
    @EnumSource
    void call_httpEndpointBehindAProxyThatWantsALogin_isMadeWithIt(TransportCallStyle style) throws IOException {
        Reaction wanted = TransportServer.answer(407, "", "Proxy-Authenticate: Basic realm=\"proxy\"");
        try (TransportServer proxy = TransportServer.plain(request ->
                        request.header("Proxy-Authorization") == null ? wanted : SampleClient.done(request));
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(URI.create("http://as.example.com/register"))
                        .allowInsecureHttp()
                        .proxy(proxy.asProxy())
                        .proxyLogin("inventory", Secret.of("marker-proxy-password"))
                        .build()) {
            assertThat(style.register(registration)).returns(201, Response::status);
            assertThat(style.call(Operation.GET, registration)).returns(200, Response::status);
            assertThat(proxy.requests().stream().filter(request -> request.header("Proxy-Authorization") != null))
                    .extracting(Request::method)
                    .containsExactly("POST", "GET");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"attemptStarted", "attemptFinished", "callFinished"})
    void observer_thatThrowsAnError_disturbsNothing(String where) throws IOException {
        CallObserver broken = new CallObserver() {
            private void fail(String method) {
                if (method.equals(where)) {
                    throw new AssertionError("own");
                }
            }

            @Override
            public void attemptStarted(AttemptStarted event) {
                fail("attemptStarted");
            }

            @Override
            public void attemptFinished(AttemptFinished event) {
                fail("attemptFinished");
            }

            @Override
            public void callFinished(CallFinished event) {
                fail("callFinished");
            }
        };
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration =
                        SampleClient.facade(server).observer(broken).build();
                CapturedLog log = CapturedLog.from(Level.INFO)) {
            CompletableFuture<ClientInformation> future = registration.registerAsync(SampleClient.METADATA);

            assertThat(future).succeedsWithin(Duration.ofSeconds(5));
            assertThat(log.records()).hasSize(1);
        }
    }

    /** The server has made the client; what a guard thinks of that must not lose it. */
    @ParameterizedTest
    @EnumSource
    void guard_thatThrowsWhenTold_losesNoClient(TransportCallStyle style) throws IOException {
        CallGuard broken = new TellingGuard() {
            @Override
            public void succeeded(Operation operation, Duration elapsed) {
                throw new IllegalStateException("own");
            }
        };
        TellingGuard other = new TellingGuard();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration =
                        SampleClient.facade(server).guard(broken).guard(other).build()) {
            assertThat(style.register(registration)).returns(201, Response::status);
            assertThat(other.told).containsExactly("succeeded");
        }
    }

    /** A server that stalls is what a circuit breaker is for: a register ends by the deadline and by nothing else. */
    @Test
    void guard_deadlineWhileTheServerStalls_isToldOfAFailure() throws Exception {
        TimerByHand timer = new TimerByHand();
        TellingGuard guard = new TellingGuard();
        CountDownLatch arrived = new CountDownLatch(1);
        try (TransportServer server = TransportServer.plain(request -> {
                    arrived.countDown();
                    return TransportServer.silence();
                });
                ClientRegistration registration = SampleClient.facade(server)
                        .guard(guard)
                        .environment(timer.environment())
                        .build()) {
            CompletableFuture<ClientInformation> future = registration.registerAsync(SampleClient.METADATA);
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            timer.next().run();

            assertThat(future).failsWithin(Duration.ofSeconds(10));
            assertThat(guard.first.get(10, TimeUnit.SECONDS)).isEqualTo("failed");
            assertThat(guard.told).containsExactly("failed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void guard_answerBrokenOff_isToldOfAFailure(TransportCallStyle style) throws IOException {
        TellingGuard guard = new TellingGuard();
        Reaction cut = TransportServer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
                .then(TransportServer.drop());
        try (TransportServer server = TransportServer.plain(request -> cut);
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(RetryPolicy.never())
                        .guard(guard)
                        .build()) {
            assertThat(style.failure(Operation.GET, registration)).isInstanceOf(TransportException.class);
            assertThat(guard.told).containsExactly("failed");
        }
    }

    @Test
    void observer_waitThatAGuardAsksFor_isToldToo() throws IOException {
        TimerByHand timer = new TimerByHand();
        TransportObserver observer = new TransportObserver();
        TellingGuard guard = new TellingGuard() {
            @Override
            public Admission admit(Operation operation) {
                return Admission.after(Duration.ofSeconds(7));
            }
        };
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .guard(guard)
                        .observer(observer)
                        .environment(timer.environment())
                        .build()) {
            CompletableFuture<ClientInformation> future = registration.registerAsync(SampleClient.METADATA);
            timer.next();
            timer.next().run();
            future.join();

            assertThat(observer.events(CallObserver.Waiting.class))
                    .containsExactly(new CallObserver.Waiting(Operation.REGISTER, 1, Duration.ofSeconds(7)));
        }
    }

    /** Admits everything and keeps what it hears. */
    private static class TellingGuard implements CallGuard {
        final List<String> told = new CopyOnWriteArrayList<>();
        final CompletableFuture<String> first = new CompletableFuture<>();

        @Override
        public Admission admit(Operation operation) {
            return Admission.now();
        }

        @Override
        public void succeeded(Operation operation, Duration elapsed) {
            note("succeeded");
        }

        @Override
        public void failed(Operation operation, Duration elapsed, Throwable failure) {
            note("failed");
        }

        @Override
        public void released(Operation operation) {
            note("released");
        }

        private void note(String what) {
            told.add(what);
            first.complete(what);
        }
    }
}
