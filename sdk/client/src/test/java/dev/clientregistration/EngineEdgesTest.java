package dev.clientregistration;

import static dev.clientregistration.EngineCallStyle.success;
import static dev.clientregistration.ScriptedServer.after;
import static dev.clientregistration.ScriptedServer.answer;
import static dev.clientregistration.ScriptedServer.stall;
import static dev.clientregistration.error.Operation.GET;
import static dev.clientregistration.error.Operation.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine at its edges: what applications, servers and the moment of an end can do to a call. */
@Timeout(60)
class EngineEdgesTest {
    private final HandTimer timer = HandTimer.holdingWaits();
    private final EngineObserver observer = new EngineObserver();

    @ParameterizedTest
    @EnumSource
    void closingTheParentDuringAWaitOfADerivedFacadesCall_endsThatCall(EngineCallStyle style)
            throws InterruptedException {
        try (ScriptedServer server = ScriptedServer.start(answer(503, "", "Retry-After: 2"), success(GET));
                ClientRegistration parent = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .callTimeout(Duration.ofSeconds(5))
                        .observer(observer)
                        .build();
                ClientRegistration derived = parent.derive(builder -> {})) {
            CompletableFuture<Result<?>> call = style.callInBackground(derived, GET, server.endpoint());
            observer.awaitWaits(1);
            parent.close();

            assertThat(call).succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTheParentDuringAnAttemptOfADerivedFacadesCall_endsThatCall(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(stall());
                ClientRegistration parent = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .callTimeout(Duration.ofSeconds(3))
                        .observer(observer)
                        .build();
                ClientRegistration derived = parent.derive(builder -> {})) {
            CompletableFuture<Result<?>> call = style.callInBackground(derived, REGISTER, server.endpoint());
            server.awaitRequests(1);

            parent.close();

            assertThat(call).succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(call.join().error()).containsInstanceOf(CallRefusedException.class);
        }
    }

    @Test
    void callGivenUpWhileQueued_spendsNoToken() {
        AtomicInteger tokens = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(after(first, success(GET)), success(GET));
                ClientRegistration registration = facade(server)
                        .maxConcurrentCalls(1)
                        .initialAccessToken(
                                InitialAccessToken.supplied(() -> Secret.of("one-use-" + tokens.incrementAndGet())))
                        .build()) {
            CompletableFuture<?> running = EngineCallStyle.start(registration, GET, server.endpoint());
            server.awaitRequests(1);
            CompletableFuture<?> queued = EngineCallStyle.start(registration, REGISTER, server.endpoint());
            CompletableFuture<?> behind = EngineCallStyle.start(registration, GET, server.endpoint());

            queued.cancel(true);
            first.countDown();

            EngineCallStyle.outcomeOf(running).orElseThrow();
            EngineCallStyle.outcomeOf(behind).orElseThrow();
            assertThat(tokens).hasValue(0);
        }
    }

    @ParameterizedTest
    @StandardOperations
    void protocolRefused_isFinal(Operation operation) {
        try (ScriptedServer server = ScriptedServer.startWithoutHandshake(socket -> {
                    socket.getInputStream().read();
                    // RFC 8446 section 6: a fatal alert, protocol_version.
                    socket.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 70});
                    socket.close();
                });
                ClientRegistration registration = skipping(server).build()) {
            RegistrationException failure = EngineCallStyle.BLOCKING
                    .call(registration, operation, server.endpoint())
                    .error()
                    .orElseThrow();

            assertThat(failure.attempts()).isEqualTo(1);
        }
    }

    @Test
    void plainHttpServerAtAnHttpsEndpoint_isFinal() {
        try (ScriptedServer server = ScriptedServer.startWithoutHandshake(socket -> {
                    socket.getInputStream().read();
                    answer(400).play(socket);
                    socket.close();
                });
                ClientRegistration registration = skipping(server).build()) {
            RegistrationException failure = EngineCallStyle.BLOCKING
                    .call(registration, GET, server.endpoint())
                    .error()
                    .orElseThrow();

            assertThat(failure.attempts()).isEqualTo(1);
        }
    }

    @Test
    void handshakeThatHangs_isLimitedByTheConnectTimeout() {
        try (ScriptedServer server = ScriptedServer.startWithoutHandshake(stall());
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .connectTimeout(Duration.ofMillis(300))
                        .callTimeout(Duration.ofSeconds(8))
                        .build()) {
            RegistrationException failure = EngineCallStyle.BLOCKING
                    .call(registration, REGISTER, server.endpoint())
                    .error()
                    .orElseThrow();

            assertThat(failure).isInstanceOf(TransportException.class);
            assertThat(failure.attempts()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @StandardOperations
    void serverThatClosesNewConnectionsUnasked_isTriedOncePerAttempt(Operation operation) {
        try (ScriptedServer server = ScriptedServer.startWithoutHandshake(Socket::close);
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(URI.create(server.endpoint().toString().replace("https", "http")))
                        .callTimeout(HandTimer.LIMIT)
                        .environment(HandTimer.skippingWaits().environment())
                        .build()) {
            RegistrationException failure = EngineCallStyle.BLOCKING
                    .call(
                            registration,
                            operation,
                            URI.create(server.endpoint().toString().replace("https", "http")))
                    .error()
                    .orElseThrow();

            assertThat(server.connections()).isLessThanOrEqualTo(6);
        }
    }

    @ParameterizedTest
    @StandardOperations
    void clientCertificateRefused_isTriedOncePerAttempt(Operation operation) throws IOException {
        HeldCertificate held = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        SSLContext serverTls = new HandshakeCertificates.Builder()
                .heldCertificate(held)
                .build()
                .sslContext();
        SSLContext trusting = new HandshakeCertificates.Builder()
                .addTrustedCertificate(held.certificate())
                .build()
                .sslContext();
        AtomicInteger connections = new AtomicInteger();
        try (SSLServerSocket listener = (SSLServerSocket)
                serverTls.getServerSocketFactory().createServerSocket(0, 200, InetAddress.getByName("127.0.0.1"))) {
            listener.setNeedClientAuth(true);
            Thread acceptor = new Thread(() -> {
                while (!listener.isClosed()) {
                    try (Socket socket = listener.accept()) {
                        connections.incrementAndGet();
                        socket.getInputStream().read();
                    } catch (IOException e) {
                        // The handshake failed, or the test is over.
                    }
                }
            });
            acceptor.setDaemon(true);
            acceptor.start();
            URI endpoint = URI.create("https://127.0.0.1:" + listener.getLocalPort() + "/register");
            try (ClientRegistration registration = ClientRegistration.builder()
                    .endpoint(endpoint)
                    .sslContext(trusting)
                    .callTimeout(HandTimer.LIMIT)
                    .environment(HandTimer.skippingWaits().environment())
                    .build()) {
                RegistrationException failure = EngineCallStyle.BLOCKING
                        .call(registration, operation, endpoint)
                        .error()
                        .orElseThrow();

                // With TLS 1.3 the refusal may come before the request is written, or cross it on the wire.
                assertThat(failure).isInstanceOf(TransportException.class);
                assertThat(connections.get()).isEqualTo(failure.attempts()).isLessThanOrEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rejectingExecutor_isNotCalledAClosedFacade(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(success(GET));
                ClientRegistration registration = facade(server)
                        .executor(task -> {
                            throw new RejectedExecutionException("full");
                        })
                        .build()) {
            RegistrationException failure =
                    style.call(registration, GET, server.endpoint()).error().orElseThrow();

            assertThat(failure).hasMessageNotContaining("closed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void maxAttempts_isNotExceededByARenewedToken(EngineCallStyle style) {
        AtomicInteger tokens = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(
                        answer(401, "{\"error\":\"invalid_token\"}"), answer(503, "", "Retry-After: 0"));
                ClientRegistration registration = skipping(server)
                        .initialAccessToken(
                                InitialAccessToken.supplied(() -> Secret.of("t" + tokens.incrementAndGet())))
                        .build()) {
            RegistrationException failure = style.call(registration, REGISTER, server.endpoint())
                    .error()
                    .orElseThrow();

            assertThat(failure.attempts()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void neverPolicy_isOneAttemptEvenWhereATokenCouldBeRenewed() {
        AtomicInteger tokens = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(answer(401, "{\"error\":\"invalid_token\"}"));
                ClientRegistration registration = skipping(server)
                        .retryPolicy(RetryPolicy.never())
                        .initialAccessToken(
                                InitialAccessToken.supplied(() -> Secret.of("t" + tokens.incrementAndGet())))
                        .build()) {
            RegistrationException failure = EngineCallStyle.BLOCKING
                    .call(registration, REGISTER, server.endpoint())
                    .error()
                    .orElseThrow();

            assertThat(failure.attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadlineAfter201_isApplied(EngineCallStyle style) {
        String slow = ScriptedServer.head(201, 100_000) + " ".repeat(100_000);
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.drip(slow));
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .callTimeout(Duration.ofSeconds(2))
                        .build()) {
            RegistrationException failure = style.call(registration, REGISTER, server.endpoint())
                    .error()
                    .orElseThrow();

            assertThat(failure.outcome()).isEqualTo(Outcome.APPLIED);
        }
    }

    @Test
    void cancelBetweenConnectAndHandshake_closesTheConnection() {
        for (int i = 0; i < 10; i++) {
            // A cancel that falls between the two steps is noticed when the handshake is given up.
            try (ScriptedServer server = ScriptedServer.startWithoutHandshake(stall());
                    ClientRegistration registration = facade(server)
                            .connectTimeout(Duration.ofMillis(300))
                            .build()) {
                CompletableFuture<?> call = EngineCallStyle.start(registration, REGISTER, server.endpoint());
                server.awaitConnections(1);

                call.cancel(true);

                server.awaitNoConnections();
            }
        }
    }

    @Test
    void rateLimitResetOnAnOrdinaryFailure_isNotAWishToWait() {
        try (ScriptedServer server = ScriptedServer.start(answer(500, "", "RateLimit-Reset: 7200"), success(GET));
                ClientRegistration registration = skipping(server).build()) {
            Result<?> result = EngineCallStyle.BLOCKING.call(registration, GET, server.endpoint());

            assertThat(result.isSuccess()).isTrue();
        }
    }

    @Test
    void executorThatRunsTasksInTheCaller_neverRunsAnAttemptOnTheTimer() {
        try (ScriptedServer server = ScriptedServer.start(answer(503, "", "Retry-After: 1"), success(GET));
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .executor(Runnable::run)
                        .observer(observer)
                        .build()) {
            EngineCallStyle.ASYNC.call(registration, GET, server.endpoint()).orElseThrow();

            assertThat(observer.threads).hasSize(2).noneMatch(name -> name.contains("timer"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void observerThatThrowsAnError_doesNotKeepTheCallFromEnding(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(success(REGISTER));
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .callTimeout(Duration.ofSeconds(2))
                        .observer(new CallObserver() {
                            @Override
                            public void callFinished(CallFinished event) {
                                throw new NoClassDefFoundError("a metrics library's");
                            }
                        })
                        .build()) {
            CompletableFuture<Result<?>> call = style.callInBackground(registration, REGISTER, server.endpoint());

            assertThat(call).succeedsWithin(8, TimeUnit.SECONDS);
            assertThat(call.join().isSuccess()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void guardThatThrows_doesNotLoseTheClient(EngineCallStyle style) {
        try (ScriptedServer server = ScriptedServer.start(success(REGISTER));
                ClientRegistration registration = facade(server)
                        .guard(new CallGuard() {
                            @Override
                            public Admission admit(Operation operation) {
                                return Admission.now();
                            }

                            @Override
                            public void succeeded(Operation operation, Duration elapsed) {
                                throw new IllegalStateException("the guard's");
                            }

                            @Override
                            public void failed(Operation operation, Duration elapsed, Throwable failure) {}

                            @Override
                            public void released(Operation operation) {}
                        })
                        .build()) {
            CompletableFuture<Result<?>> call = style.callInBackground(registration, REGISTER, server.endpoint());

            assertThat(call).succeedsWithin(8, TimeUnit.SECONDS);
            assertThat(call.join().isSuccess()).isTrue();
        }
    }

    @Test
    void supplierThatThrowsAnError_releasesTheGuard() {
        AtomicInteger balance = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(success(REGISTER));
                ClientRegistration registration = facade(server)
                        .initialAccessToken(InitialAccessToken.supplied(() -> {
                            throw new NoClassDefFoundError("the vault's");
                        }))
                        .guard(new CallGuard() {
                            @Override
                            public Admission admit(Operation operation) {
                                balance.incrementAndGet();
                                return Admission.now();
                            }

                            @Override
                            public void succeeded(Operation operation, Duration elapsed) {
                                balance.decrementAndGet();
                            }

                            @Override
                            public void failed(Operation operation, Duration elapsed, Throwable failure) {
                                balance.decrementAndGet();
                            }

                            @Override
                            public void released(Operation operation) {
                                balance.decrementAndGet();
                            }
                        })
                        .build()) {
            assertThat(EngineCallStyle.start(registration, REGISTER, server.endpoint()))
                    .failsWithin(5, TimeUnit.SECONDS);
            assertThat(balance).hasValue(0);
        }
    }

    @Test
    void close_beginsNoQueuedCall() {
        try (ScriptedServer server = ScriptedServer.start(stall(), success(REGISTER));
                ClientRegistration registration =
                        facade(server).maxConcurrentCalls(1).build()) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            calls.add(EngineCallStyle.start(registration, GET, server.endpoint()));
            server.awaitRequests(1);
            for (int i = 0; i < 200; i++) {
                calls.add(EngineCallStyle.start(registration, REGISTER, server.endpoint()));
            }

            registration.close();

            List<Result<?>> ends = new ArrayList<>();
            calls.forEach(call -> ends.add(EngineCallStyle.outcomeOf(call)));
            server.awaitNoConnections();
            assertThat(observer.started).hasSize(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void deadlinesOfQueuedCalls_beginNoOtherQueuedCall() {
        try (ScriptedServer server = ScriptedServer.start(stall());
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .maxConcurrentCalls(4)
                        .callTimeout(Duration.ofMillis(1_500))
                        .observer(observer)
                        .build()) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                calls.add(EngineCallStyle.start(registration, REGISTER, server.endpoint()));
            }
            List<Result<?>> ends = new ArrayList<>();
            calls.forEach(call -> ends.add(EngineCallStyle.outcomeOf(call)));
            server.awaitNoConnections();
            assertThat(observer.started).hasSize(4);
        }
    }

    private ClientRegistration.Builder facade(ScriptedServer server) {
        return ClientRegistration.builder()
                .endpoint(server.endpoint())
                .callTimeout(HandTimer.LIMIT)
                .environment(timer.environment())
                .observer(observer);
    }

    private ClientRegistration.Builder skipping(ScriptedServer server) {
        return facade(server).environment(HandTimer.skippingWaits().environment());
    }
}
