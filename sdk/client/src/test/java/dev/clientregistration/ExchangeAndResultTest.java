package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clientregistration.TransportServer.Request;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers as a whole, failures as values, and facades made from facades. */
@Timeout(60)
class ExchangeAndResultTest {
    // ---- Response

    @ParameterizedTest
    @MethodSource("everyOperation")
    void exchange_anyOperation_givesStatusHeadersAttemptsAndBody(Operation operation, TransportCallStyle style)
            throws IOException {
        AtomicInteger count = new AtomicInteger();
        try (TransportServer server = TransportServer.plain(request -> count.getAndIncrement() == 0
                        ? TransportServer.answer(429, "", "Retry-After: 0")
                        : TransportServer.answer(
                                200, SampleClient.JSON, "X-Any: one", "x-any: two", "X-Request-Id: server-7"));
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .build()) {
            Response<?> response = style.call(operation, registration);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.attempts()).isEqualTo(2);
            assertThat(response.requestId()).contains("server-7");
            assertThat(response.body().map(Secret::reveal)).contains(SampleClient.JSON);
            assertThat(response.headers().get("X-ANY")).containsExactly("one", "two");
            assertThat(response.headers()).containsKey("x-request-id");
            assertThatThrownBy(() -> response.headers().clear()).isInstanceOf(UnsupportedOperationException.class);
            if (operation == Operation.DELETE) {
                assertThat(response.value()).isNull();
            } else {
                assertThat(response.value())
                        .isInstanceOfSatisfying(ClientInformation.class, client -> assertThat(client.clientId())
                                .isEqualTo(SampleClient.ID));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void exchange_answerWithoutBodyAndIdentifier_hasNeither(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server).build()) {
            assertThat(style.call(Operation.DELETE, registration))
                    .returns(204, Response::status)
                    .returns(Optional.empty(), Response::body)
                    .returns(Optional.empty(), Response::requestId);
        }
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void response_asText_showsNoSecretThatCame(Operation operation, TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(
                        request -> TransportServer.answer(200, SampleClient.JSON, "X-Any: marker-header"));
                ClientRegistration registration = SampleClient.facade(server).build()) {
            Response<?> response = style.call(operation, registration);

            assertThat(response.toString()).contains("200").doesNotContain("marker");
            assertThat(Optional.of(response).toString()).doesNotContain("marker");
            assertThat(response.body().toString()).doesNotContain("marker");
        }
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void exchange_failure_isTheFacadesOwn(Operation operation, TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(
                        request -> TransportServer.answer(400, "{\"error\":\"invalid_request\"}"));
                ClientRegistration registration = SampleClient.facade(server).build()) {
            assertThat(style.failure(operation, registration))
                    .isInstanceOf(RegistrationRejectedException.class)
                    .returns(operation, RegistrationException::operation);
        }
    }

    // ---- Result

    @Test
    void result_ofASuccess_hasTheValue() throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server).build()) {
            Result<ClientInformation> result = Result.of(() -> registration.register(SampleClient.METADATA));

            assertThat(result.isSuccess()).isTrue();
            assertThat(result.error()).isEmpty();
            assertThat(result.value().map(ClientInformation::clientId)).contains(SampleClient.ID);
            assertThat(result.orElseThrow().clientId()).isEqualTo(SampleClient.ID);
            assertThat(result.<String>fold(ClientInformation::clientId, failure -> "failed"))
                    .isEqualTo(SampleClient.ID);
            assertThat(result.toString()).doesNotContain("marker");
        }
    }

    @Test
    void result_ofAFailure_hasTheFailure() throws IOException {
        try (TransportServer server = TransportServer.plain(
                        request -> TransportServer.answer(400, "{\"error\":\"invalid_request\"}"));
                ClientRegistration registration = SampleClient.facade(server).build()) {
            Result<ClientInformation> result = Result.of(() -> registration.register(SampleClient.METADATA));

            assertThat(result.isSuccess()).isFalse();
            assertThat(result.value()).isEmpty();
            assertThat(result.error()).containsInstanceOf(RegistrationRejectedException.class);
            assertThatThrownBy(result::orElseThrow).isSameAs(result.error().orElseThrow());
            assertThat(result.<String>fold(ClientInformation::clientId, failure -> "failed"))
                    .isEqualTo("failed");
        }
    }

    @Test
    void result_ofACallWithoutValue_isASuccessWithoutOne() throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server).build()) {
            Result<Void> result = Result.ofVoid(() -> registration.delete(SampleClient.CREDENTIALS));

            assertThat(result.isSuccess()).isTrue();
            assertThat(result.value()).isEmpty();
            assertThat(result.orElseThrow()).isNull();
            assertThat(result.<String>fold(nothing -> "gone", failure -> "failed"))
                    .isEqualTo("gone");
        }
    }

    @Test
    void result_ofACallWithoutValueThatFails_hasTheFailure() throws IOException {
        try (TransportServer server = TransportServer.plain(request -> TransportServer.answer(400, ""));
                ClientRegistration registration = SampleClient.facade(server).build()) {
            Result<Void> result = Result.ofVoid(() -> registration.delete(SampleClient.CREDENTIALS));

            assertThat(result.isSuccess()).isFalse();
            assertThat(result.error()).containsInstanceOf(RegistrationRejectedException.class);
        }
    }

    @Test
    void result_ofAFuture_endsWithAResultEitherWay() throws IOException {
        try (TransportServer server =
                        TransportServer.plain(request -> request.method().equals("POST")
                                ? SampleClient.done(request)
                                : TransportServer.answer(400, ""));
                ClientRegistration registration = SampleClient.facade(server).build()) {
            Result<ClientInformation> success =
                    Result.of(registration.registerAsync(SampleClient.METADATA)).join();
            Result<ClientInformation> failure =
                    Result.of(registration.getAsync(SampleClient.CREDENTIALS)).join();
            Result<ClientInformation> chained = Result.of(
                            registration.registerAsync(SampleClient.METADATA).thenCompose(registration::getAsync))
                    .join();

            assertThat(success.value().map(ClientInformation::clientId)).contains(SampleClient.ID);
            assertThat(failure.error()).containsInstanceOf(RegistrationRejectedException.class);
            assertThat(chained.error())
                    .as("out of its wrapper")
                    .containsInstanceOf(RegistrationRejectedException.class);
        }
    }

    @Test
    void result_ofWhatIsNoFailureOfACall_throwsIt() throws IOException {
        ClientMetadata wrong = SampleClient.METADATA.toBuilder()
                .member("registration_access_token", new com.google.gson.JsonPrimitive("any"))
                .build();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Result.of(() -> registration.update(SampleClient.CREDENTIALS, wrong)));
            assertThatIllegalArgumentException()
                    .as("at once, not by the future")
                    .isThrownBy(() -> registration.updateAsync(SampleClient.CREDENTIALS, wrong));
            assertThatNullPointerException().isThrownBy(() -> Result.of(() -> registration.register(null)));
            assertThatThrownBy(() -> Result.of(CompletableFuture.failedFuture(new IllegalStateException("own")))
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(server.accepted()).isZero();
        }
    }

    // ---- derive

    @ParameterizedTest
    @EnumSource
    void derive_differsInWhatWasChangedAndSharesTheConnection(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration parent = SampleClient.facade(server)
                        .header("X-Kept", "parent")
                        .header("X-Changed", "parent")
                        .application("parent/1")
                        .build();
                ClientRegistration derived = parent.derive(options -> options.header("x-changed", "derived")
                        .application("derived/1")
                        .initialAccessToken(InitialAccessToken.fixed(Secret.of("derived-token"))))) {
            style.register(parent);
            style.register(derived);
            style.register(parent);

            assertThat(server.requests())
                    .satisfiesExactly(
                            first -> assertParents(first),
                            second -> assertThat(second)
                                    .returns("parent", request -> request.header("X-Kept"))
                                    .returns("derived", request -> request.header("X-Changed"))
                                    .returns("Bearer derived-token", request -> request.header("Authorization"))
                                    .extracting(request -> request.header("User-Agent"))
                                    .asString()
                                    .startsWith("derived/1 "),
                            third -> assertParents(third));
            assertThat(server.accepted()).as("connections").isOne();
        }
    }

    private static void assertParents(Request request) {
        assertThat(request.header("X-Kept")).isEqualTo("parent");
        assertThat(request.header("X-Changed")).isEqualTo("parent");
        assertThat(request.header("Authorization")).isNull();
        assertThat(request.header("User-Agent")).startsWith("parent/1 ");
    }

    @ParameterizedTest
    @EnumSource
    void derive_ofADerivedFacade_addsUpAndSharesTheConnection(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(
                        request -> TransportServer.answer(201, SampleClient.JSON, "Content-Type: application/json"));
                ClientRegistration parent = SampleClient.facade(server).build();
                ClientRegistration child = parent.derive(options -> options.header("X-Child", "yes"));
                ClientRegistration grandchild = child.derive(options -> options.maxAnswerBytes(10))) {
            style.register(parent);

            assertThat(style.failure(grandchild)).isInstanceOf(UnreadableResponseException.class);
            assertThat(server.requests().get(1).header("X-Child")).isEqualTo("yes");
            assertThat(server.accepted()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void derive_closed_leavesItsParentAlone(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration parent = SampleClient.facade(server).build()) {
            ClientRegistration derived = parent.derive(options -> options.callTimeout(Duration.ofSeconds(20)));
            style.register(derived);
            derived.close();

            assertThat(style.register(parent)).returns(201, Response::status);
            assertThat(style.failure(derived))
                    .isInstanceOf(CallRefusedException.class)
                    .hasMessageContaining("closed");
            assertThat(server.accepted())
                    .as("connections: the parent goes on with the derived one's")
                    .isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void derive_parentClosed_isRefusedToo(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done)) {
            ClientRegistration parent = SampleClient.facade(server).build();
            try (ClientRegistration derived = parent.derive(options -> options.header("X-Any", "any"))) {
                parent.close();

                assertThat(style.failure(derived)).isInstanceOf(CallRefusedException.class);
                assertThat(server.accepted()).isZero();
            }
        }
    }

    @Test
    void derive_unusableOptions_isRefusedAsBuildWouldAndChangesNothing() throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration parent = SampleClient.facade(server).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parent.derive(
                            options -> options.endpoint(java.net.URI.create("http://as.example.com/register"))))
                    .withMessageContaining("https");
            assertThatNullPointerException().isThrownBy(() -> parent.derive(null));

            assertThat(parent.register(SampleClient.METADATA).clientId()).isEqualTo(SampleClient.ID);
            assertThat(List.of(server.accepted())).containsExactly(1);
        }
    }

    static Stream<Arguments> everyOperation() {
        return ResendTest.everyOperation();
    }
}
