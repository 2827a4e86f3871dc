package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that their caller ends: by cancelling, by an interrupt, by closing the facade. */
class CallEndTest {
    private static final ClientMetadata METADATA =
            ClientMetadata.builder().clientName("Pretzel").build();
    private static final String CLIENT = "{\"client_id\":\"c1\"}";

    private final RawServer.Stalled stalled = RawServer.stalled();
    private final ClientRegistration registration =
            ClientRegistration.builder().endpoint(stalled.uri("/register")).build();

    @AfterEach
    void close() {
        registration.close();
        stalled.close();
    }

    @ParameterizedTest
    @StandardOperations
    void cancel_ofTheFuture_endsTheCallAtTheServer(Operation operation) {
        CompletableFuture<?> call = begin(operation);
        stalled.awaitRequest();

        assertThat(call.cancel(true)).isTrue();

        stalled.awaitClosedByClient();
        assertThat(call).isCancelled();
        assertThat(catchThrowable(call::join)).isInstanceOf(CancellationException.class);
        assertThat(stalled.requestCount()).isEqualTo(1);
    }

    @Test
    void timeout_thatTheCallerPutOnTheFuture_endsTheCallAtTheServer() {
        CompletableFuture<ClientInformation> call = registration.registerAsync(METADATA);
        stalled.awaitRequest();

        call.orTimeout(1, TimeUnit.MILLISECONDS);

        stalled.awaitClosedByClient();
        assertThat(catchThrowable(call::join)).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void completion_thatTheCallerPutOnTheFuture_endsTheCallAtTheServer() {
        CompletableFuture<ClientInformation> call = registration.registerAsync(METADATA);
        stalled.awaitRequest();

        ClientInformation standIn = ClientInformation.fromJson(CLIENT);
        call.complete(standIn);

        stalled.awaitClosedByClient();
        assertThat(call.join()).isSameAs(standIn);
    }

    @Test
    void cancel_ofOneCall_leavesTheOthersAlone() {
        try (RawServer answering = new RawServer((request, socket) -> {
                    if (request.bodyText().contains("never")) {
                        assertThat(socket.getInputStream().read()).isNegative();
                        socket.close();
                    } else {
                        socket.getOutputStream()
                                .write(("HTTP/1.1 201 Created\r\nContent-Length: " + CLIENT.length() + "\r\n\r\n"
                                                + CLIENT)
                                        .getBytes(StandardCharsets.US_ASCII));
                    }
                });
                ClientRegistration facade = ClientRegistration.builder()
                        .endpoint(answering.uri("/register"))
                        .build()) {
            CompletableFuture<ClientInformation> never = facade.registerAsync(
                    ClientMetadata.builder().clientName("never").build());
            CompletableFuture<ClientInformation> other = facade.registerAsync(METADATA);
            never.cancel(true);

            assertThat(other.join().clientId()).isEqualTo("c1");
            assertThat(facade.register(METADATA).clientId()).isEqualTo("c1");
        }
    }

    @ParameterizedTest
    @StandardOperations
    void close_duringACallThatWasSent_endsItAsUnknown(Operation operation) {
        CompletableFuture<?> call = begin(operation);
        stalled.awaitRequest();

        registration.close();

        stalled.awaitClosedByClient();
        RegistrationException e = failureOf(call);
        assertThat(e)
                .isExactlyInstanceOf(CallRefusedException.class)
                .hasMessageStartingWith(operation + " at http://127.0.0.1:")
                .hasMessageContaining(" was ended: the facade is closed. ");
        assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(e.operation()).isEqualTo(operation);
    }

    @Test
    void close_duringABlockingCall_wakesItsCaller() throws InterruptedException {
        Waiting waiting = new Waiting(() -> registration.register(METADATA));
        stalled.awaitRequest();

        registration.close();

        RegistrationException e = waiting.failure();
        assertThat(e).isExactlyInstanceOf(CallRefusedException.class);
        assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(waiting.interrupted).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void close_laterCalls_areRefusedWithNothingSent(CallStyle calls) {
        registration.close();

        for (Operation operation : StandardOperations.ALL) {
            CallRefusedException e = catchThrowableOfType(
                    CallRefusedException.class, () -> calls.call(operation, registration, credentials(), METADATA));

            assertThat(e).hasMessageContaining(" was ended: the facade is closed. Nothing was changed");
            assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(e.attempts()).isZero();
            assertThat(e.operation()).isEqualTo(operation);
        }
        assertThat(stalled.requestCount()).isZero();
    }

    @Test
    void close_twice_doesNothing() {
        registration.close();

        assertThatCode(registration::close).doesNotThrowAnyException();
    }

    @Test
    void close_fromACompletionOfTheFacadesOwn_ends() {
        CompletableFuture<Void> closed = registration
                .registerAsync(METADATA)
                .handle((client, failure) -> failure)
                .thenAccept(failure -> {
                    registration.close();
                    assertThat(failure).isInstanceOf(CallRefusedException.class);
                });
        stalled.awaitRequest();

        registration.close();

        assertThatCode(() -> closed.get(20, TimeUnit.SECONDS)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @StandardOperations
    void interrupt_ofABlockingCallThatWasSent_isUnknownAndKeepsTheFlag(Operation operation)
            throws InterruptedException {
        Waiting waiting = new Waiting(() -> CallStyle.BLOCKING.call(operation, registration, credentials(), METADATA));
        stalled.awaitRequest();

        waiting.thread.interrupt();

        RegistrationException e = waiting.failure();
        assertThat(e)
                .isExactlyInstanceOf(CallInterruptedException.class)
                .hasMessageStartingWith(operation + " at http://127.0.0.1:")
                .hasMessageContaining(" was cancelled: the waiting thread was interrupted. ");
        assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(waiting.interrupted).isTrue();
        stalled.awaitClosedByClient();
        assertThat(stalled.requestCount()).isEqualTo(1);
    }

    @Test
    void interrupt_beforeTheCall_isThrownWithAnOutcomeThatTheServerBearsOut() throws InterruptedException {
        try (RawServer answering =
                        RawServer.answering("HTTP/1.1 201 Created", "Content-Length: " + CLIENT.length(), "", CLIENT);
                ClientRegistration facade = ClientRegistration.builder()
                        .endpoint(answering.uri("/register"))
                        .build()) {
            for (int i = 0; i < 20; i++) {
                int before = answering.requests().size();
                Waiting waiting = new Waiting(() -> {
                    Thread.currentThread().interrupt();
                    facade.register(METADATA);
                });

                RegistrationException e = waiting.failureOrNull();

                // A call may be over before its caller comes to wait for it; then there is nothing to interrupt.
                if (e != null) {
                    assertThat(e).isExactlyInstanceOf(CallInterruptedException.class);
                    facade.register(METADATA);
                    if (e.outcome() == Outcome.NOT_APPLIED) {
                        assertThat(answering.requests()).hasSize(before + 1);
                    }
                }
                assertThat(waiting.interrupted).isTrue();
            }
        }
    }

    private CompletableFuture<?> begin(Operation operation) {
        return switch (operation) {
            case REGISTER -> registration.registerAsync(METADATA);
            case GET -> registration.getAsync(credentials());
            case UPDATE -> registration.updateAsync(credentials(), METADATA);
            case DELETE -> registration.deleteAsync(credentials());
            default -> throw new IllegalArgumentException("no call of " + operation);
        };
    }

    private ManagementCredentials credentials() {
        return ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("r-token"))
                .registrationClientUri(stalled.uri("/register/c1").toString())
                .build();
    }

    private static RegistrationException failureOf(CompletableFuture<?> call) {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        assertThatCode(() -> call.handle((value, failure) -> {
                            seen.set(failure);
                            return List.of();
                        })
                        .get(20, TimeUnit.SECONDS))
                .doesNotThrowAnyException();
        assertThat(seen.get()).isInstanceOf(RegistrationException.class);
        return (RegistrationException) seen.get();
    }

    /** A thread in a blocking call. */
    private static final class Waiting {
        private final AtomicReference<Throwable> thrown = new AtomicReference<>();
        private final AtomicBoolean interrupted = new AtomicBoolean();
        private final Thread thread;

        Waiting(Runnable call) {
            thread = new Thread(() -> {
                try {
                    call.run();
                } catch (Throwable e) {
                    thrown.set(e);
                } finally {
                    interrupted.set(Thread.currentThread().isInterrupted());
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        RegistrationException failure() throws InterruptedException {
            RegistrationException failure = failureOrNull();
            assertThat(failure).isNotNull();
            return failure;
        }

        RegistrationException failureOrNull() throws InterruptedException {
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
            Throwable failure = thrown.get();
            if (failure != null) {
                assertThat(failure).isInstanceOf(RegistrationException.class);
            }
            return (RegistrationException) failure;
        }
    }
}
