package dev.clientregistration;

import static dev.clientregistration.PathServer.answer;
import static dev.clientregistration.PathServer.inTurn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.UnusableReason.Kind;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.error.UnusableClientException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that demand a client of use: one that cannot work as it was asked for is a failure, which carries it. */
@ParameterizedClass(name = "{0}")
@EnumSource(RequireUsableTest.Form.class)
class RequireUsableTest {
    private static final RequestOptions USABLE =
            RequestOptions.builder().requireUsable().build();

    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .redirectUris("https://example.com/callback")
            .tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE)
            .build();

    private static final String ISSUED = "\"client_id\":\"c1\",\"registration_access_token\":\"hush-rat\"";
    private static final String GOOD = "{" + ISSUED + ",\"token_endpoint_auth_method\":\"none\"}";
    private static final String SPOILT =
            "{" + ISSUED + ",\"client_secret\":\"hush-secret\",\"token_endpoint_auth_method\":\"client_secret_basic\"}";

    /** Every form that a register and an update have. */
    enum Form {
        BLOCKING,
        ASYNC,
        EXCHANGE,
        EXCHANGE_ASYNC;

        ClientInformation register(ClientRegistration registration, ClientMetadata metadata, RequestOptions options) {
            return switch (this) {
                case BLOCKING -> registration.register(metadata, options);
                case ASYNC -> joined(() -> registration.registerAsync(metadata, options));
                case EXCHANGE ->
                    registration.exchange().register(metadata, options).value();
                case EXCHANGE_ASYNC ->
                    joined(() -> registration.exchange().registerAsync(metadata, options))
                            .value();
            };
        }

        ClientInformation update(ClientRegistration registration, ClientMetadata metadata, RequestOptions options) {
            ManagementCredentials credentials = ManagementCredentials.builder("c1")
                    .registrationAccessToken(Secret.of("hush-old"))
                    .clientIdIssuedAt(Instant.ofEpochSecond(1_700_000_000))
                    .build();
            return switch (this) {
                case BLOCKING -> registration.update(credentials, metadata, options);
                case ASYNC -> joined(() -> registration.updateAsync(credentials, metadata, options));
                case EXCHANGE ->
                    registration
                            .exchange()
                            .update(credentials, metadata, options)
                            .value();
                case EXCHANGE_ASYNC ->
                    joined(() -> registration.exchange().updateAsync(credentials, metadata, options))
                            .value();
            };
        }

        ClientInformation call(Operation operation, ClientRegistration registration, RequestOptions options) {
            return operation == Operation.REGISTER
                    ? register(registration, METADATA, options)
                    : update(registration, METADATA, options);
        }

        private static <T> T joined(Supplier<CompletableFuture<T>> call) {
            try {
                return call.get().join();
            } catch (CompletionException e) {
                throw (RuntimeException) e.getCause();
            }
        }
    }

    @Parameter
    Form form;

    private final EngineObserver observer = new EngineObserver();
    private final PathServer server =
            PathServer.start().on("POST /register", 201, SPOILT).on("PUT /register/c1", 200, SPOILT);
    private final ClientRegistration registration = ClientRegistration.builder()
            .endpoint(server.uri("/register"))
            .observer(observer)
            .build();

    @AfterEach
    void close() {
        registration.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"REGISTER", "UPDATE"})
    void clientOfNoUse_isAFailureThatCarriesIt(Operation operation) {
        try (CapturedLog log = CapturedLog.from(Level.FINEST)) {
            UnusableClientException failure = failure(operation);

            assertThat(failure.operation()).isEqualTo(operation);
            assertThat(failure.outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.reasons()).extracting(UnusableReason::kind).containsExactly(Kind.NOT_PUBLIC);
            assertThat(failure.client().clientId()).isEqualTo("c1");
            assertThat(failure.client().clientSecret()).contains(Secret.of("hush-secret"));
            assertThat(failure.client().registrationAccessToken()).contains(Secret.of("hush-rat"));
            assertThat(failure)
                    .hasMessageStartingWith(
                            operation + " succeeded, but the client c1 cannot be used as it was asked for:"
                                    + " a public client was asked for")
                    .hasMessageNotContaining("hush")
                    .hasNoCause()
                    .hasNoSuppressedExceptions();
            assertThat(log.lines()).noneMatch(line -> line.contains("hush"));
        }
        assertThat(observer.calls).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo(operation);
            assertThat(call.outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(call.attempts()).isEqualTo(1);
            assertThat(call.failure()).contains("UnusableClientException");
        });
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"REGISTER", "UPDATE"})
    void clientOfNoUse_notDemanded_isReturned(Operation operation) {
        ClientInformation client = form.call(operation, registration, RequestOptions.none());

        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
        assertThat(observer.calls).singleElement().satisfies(call -> assertThat(call.failure())
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"REGISTER", "UPDATE"})
    void clientOfUse_isReturned(Operation operation) {
        server.on("POST /register", 201, GOOD).on("PUT /register/c1", 200, GOOD);

        assertThat(form.call(operation, registration, USABLE).clientId()).isEqualTo("c1");
        assertThat(observer.calls).singleElement().satisfies(call -> assertThat(call.failure())
                .isEmpty());
    }

    @Test
    void update_clientOfNoUse_carriesWhatTheAnswerDoesNotRepeat() {
        server.on("PUT /register/c1", 200, SPOILT.replace("\"registration_access_token\":\"hush-rat\",", ""));

        ClientInformation client = failure(Operation.UPDATE).client();
        assertThat(client.registrationAccessToken()).contains(Secret.of("hush-old"));
        assertThat(client.clientIdIssuedAt()).isPresent();
    }

    @Test
    void clientOfNoUse_canBeDeleted() {
        server.on("DELETE /register/c1", 204, "");

        registration.delete(failure(Operation.REGISTER).client());

        assertThat(server.lines()).containsExactly("POST /register", "DELETE /register/c1");
        assertThat(server.requests("DELETE /register/c1").get(0).getHeaders().get("Authorization"))
                .isEqualTo("Bearer hush-rat");
    }

    @Test
    void clientOfNoUse_afterAnotherAttempt_hasThatSuppressed() {
        server.on(
                "POST /register",
                inTurn(
                        answer(503, "")
                                .newBuilder()
                                .setHeader("Retry-After", "0")
                                .build(),
                        answer(201, SPOILT)));

        UnusableClientException failure = failure(Operation.REGISTER);
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"token_endpoint_auth_method":"client_secret_basic"} | SECRET_MISSING
                    {"token_endpoint_auth_method":"client_secret_basic","client_secret":"s"} | NOT_PUBLIC
                    {"redirect_uris":["https://other.example.com/"]} | REDIRECT_URIS_MISSING
                    {"redirect_uris":[]} | REDIRECT_URIS_MISSING
                    """)
    void eachReason_isOneHere(String answer, Kind reason) {
        server.on("POST /register", 201, answer.replaceFirst("\\{", "{" + ISSUED + ","));

        assertThat(failure(Operation.REGISTER).reasons())
                .extracting(UnusableReason::kind)
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":1}",
                "{\"token_endpoint_auth_method\":\"own_word_for_none\"}",
                "{\"redirect_uris\":null}",
                "{\"redirect_uris\":\"https://example.com/callback\"}",
                "{\"client_secret\":\"s\"}"
            })
    void answerThatProvesNothing_isAClientOfUse(String answer) {
        server.on("POST /register", 201, answer.replaceFirst("\\{", "{" + ISSUED + ","));

        assertThat(form.register(registration, METADATA, USABLE).clientId()).isEqualTo("c1");
    }

    /** What the profile adds or leaves out was not the caller's wish. */
    @Test
    void memberThatTheProfileAdded_isNotDemanded() {
        ClientMetadata withoutMethod = ClientMetadata.builder()
                .redirectUris("http://127.0.0.1:1/callback")
                .build();

        try (ClientRegistration mcp = registration.derive(builder -> builder.profile(ServerProfile.MCP))) {
            assertThat(form.register(mcp, withoutMethod, USABLE).clientSecret()).isPresent();
        }
        assertThat(server.requests().get(0).getBody().utf8()).contains("\"token_endpoint_auth_method\":\"none\"");
    }

    @Test
    void otherFailures_stayWhatTheyAre() {
        server.on("POST /register", 400, "{\"error\":\"invalid_client_metadata\"}");
        assertThat(catchThrowableOfType(
                                RegistrationRejectedException.class,
                                () -> form.register(registration, METADATA, USABLE))
                        .outcome())
                .isEqualTo(Outcome.NOT_APPLIED);

        server.on("POST /register", 201, "{}");
        assertThat(catchThrowableOfType(
                                UnreadableResponseException.class, () -> form.register(registration, METADATA, USABLE))
                        .outcome())
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void getAndDelete_demandNothing() {
        server.on("GET /register/c1", 200, SPOILT).on("DELETE /register/c1", 204, "");
        ManagementCredentials credentials = ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("hush-rat"))
                .build();

        assertThat(registration.get(credentials, USABLE).clientId()).isEqualTo("c1");
        registration.delete(credentials, USABLE);
    }

    @Test
    void result_carriesTheClientToo() {
        Result<ClientInformation> result = Result.of(() -> form.register(registration, METADATA, USABLE));

        assertThat(Stream.of(result.error().orElseThrow())
                        .map(UnusableClientException.class::cast)
                        .map(UnusableClientException::client)
                        .map(ClientInformation::clientSecret))
                .containsExactly(Optional.of(Secret.of("hush-secret")));
    }

    private UnusableClientException failure(Operation operation) {
        return catchThrowableOfType(UnusableClientException.class, () -> form.call(operation, registration, USABLE));
    }
}
