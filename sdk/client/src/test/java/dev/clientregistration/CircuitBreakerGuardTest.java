package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clientregistration.TransportServer.Reaction;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.resilience4j.Resilience4jGuard;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A circuit breaker of Resilience4j's in front of calls. */
@Timeout(60)
class CircuitBreakerGuardTest {
    @ParameterizedTest
    @MethodSource("failuresOfTheServer")
    void breaker_afterFailuresOfTheServer_opensAndNothingMoreIsSent(TransportCallStyle style, Reaction reaction)
            throws IOException {
        CircuitBreaker breaker = breaker();
        try (TransportServer server = TransportServer.plain(request -> reaction);
                ClientRegistration registration = facade(server, breaker)) {
            style.failure(registration);
            style.failure(registration);

            assertThat(breaker.getState()).isEqualTo(State.OPEN);
            assertThat(style.failure(registration))
                    .isInstanceOf(CallRefusedException.class)
                    .hasMessageContaining("the circuit breaker registrations is open")
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome)
                    .returns(0, RegistrationException::attempts);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.accepted()).isLessThanOrEqualTo(2);
        }
    }

    static Stream<Arguments> failuresOfTheServer() {
        return Stream.of(TransportCallStyle.values())
                .flatMap(style -> Stream.of(
                        arguments(style, TransportServer.answer(500, "")),
                        arguments(style, TransportServer.answer(503, "", "Retry-After: 0")),
                        arguments(style, TransportServer.drop()),
                        arguments(style, TransportServer.reset())));
    }

    @ParameterizedTest
    @EnumSource
    void breaker_afterRefusalsOfTheRequest_staysClosed(TransportCallStyle style) throws IOException {
        CircuitBreaker breaker = breaker();
        try (TransportServer server = TransportServer.plain(request -> TransportServer.answer(400, ""));
                ClientRegistration registration = facade(server, breaker)) {
            for (int i = 0; i < 5; i++) {
                style.failure(registration);
            }

            assertThat(breaker.getState()).isEqualTo(State.CLOSED);
            assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(2);
            assertThat(server.requests()).hasSize(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void breaker_halfOpen_closesAfterASuccess(TransportCallStyle style) throws IOException {
        CircuitBreaker breaker = breaker();
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = facade(server, breaker)) {
            style.register(registration);

            assertThat(breaker.getState()).isEqualTo(State.CLOSED);
        }
    }

    /** A permission that is not given back would keep a half-open breaker from ever trying again. */
    @Test
    void breaker_halfOpenAndTheCallCancelled_getsItsPermissionBack() throws Exception {
        CircuitBreaker breaker = breaker();
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CallObserver observer = new CallObserver() {
            @Override
            public void attemptFinished(AttemptFinished event) {
                over.countDown();
            }
        };
        try (TransportServer server = TransportServer.plain(request -> {
                    if (request.number() == 1) {
                        arrived.countDown();
                        return TransportServer.silence();
                    }
                    return SampleClient.done(request);
                });
                ClientRegistration registration =
                        facade(server, breaker).derive(options -> options.observer(observer))) {
            CompletableFuture<ClientInformation> future = registration.registerAsync(SampleClient.METADATA);
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(breaker.tryAcquirePermission())
                    .as("the only permission is taken")
                    .isFalse();
            future.cancel(true);
            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();

            // Released right behind the event.
            while (!breaker.tryAcquirePermission()) {
                Thread.yield();
            }
            breaker.releasePermission();
            assertThat(TransportCallStyle.BLOCKING.call(Operation.GET, registration))
                    .returns(200, Response::status);
        }
    }

    /** The request for the token must not have to wait for the registration that waits for the token. */
    @ParameterizedTest
    @EnumSource
    void breaker_halfOpenAndATokenMustBeHadFirst_closesAfterASuccess(TransportCallStyle style) {
        CircuitBreaker breaker = breaker();
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        try (PathServer server = PathServer.start()
                        .on("POST /token", 200, "{\"access_token\":\"token-1\"}")
                        .on("POST /register", 201, SampleClient.JSON);
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.uri("/register"))
                        .initialAccessToken(InitialAccessToken.clientCredentials(
                                ClientCredentials.builder("registrar", Secret.of("any"))
                                        .tokenEndpoint(server.uri("/token"))
                                        .build()))
                        .guard(Resilience4jGuard.of(breaker))
                        .build()) {
            style.register(registration);

            assertThat(breaker.getState()).isEqualTo(State.CLOSED);
        }
    }

    /** Opens after two failures of two, for good. */
    private static CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "registrations",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(2)
                        .minimumNumberOfCalls(2)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(Duration.ofHours(1))
                        .build());
    }

    private static ClientRegistration facade(TransportServer server, CircuitBreaker breaker) {
        return SampleClient.facade(server)
                .retryPolicy(RetryPolicy.never())
                .guard(Resilience4jGuard.of(breaker))
                .build();
    }
}
