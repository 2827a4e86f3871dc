package dev.clientregistration;

import static dev.clientregistration.PathServer.after;
import static dev.clientregistration.PathServer.answer;
import static dev.clientregistration.PathServer.inTurn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RateLimitedException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.internal.engine.EngineEnvironment;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Initial access tokens that the facade obtains itself, by the client credentials grant (RFC 6749 section 4.4). */
@Timeout(60)
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class ClientCredentialsTest {
    private static final ClientMetadata METADATA =
            ClientMetadata.builder().clientName("Pretzel").build();
    private static final String CLIENT = "{\"client_id\":\"c1\"}";
    private static final MockResponse CREATED = answer(201, CLIENT);
    private static final MockResponse INVALID_TOKEN = answer(401, "{\"error\":\"invalid_token\"}");
    private static final RetryPolicy AT_ONCE =
            RetryPolicy.builder().baseDelay(Duration.ZERO).build();

    @Parameter
    CallStyle calls;

    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final PathServer server = PathServer.start()
            .on("POST /token", request -> numberedToken(3600))
            .on("POST /register", request -> CREATED);

    @AfterEach
    void close() {
        server.close();
    }

    // ---- the request

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    registrar | hush | registrar:hush
                    regi strar:1 | a b | regi+strar%3A1:a+b
                    https://c.example.com/ | +/=&?#% | https%3A%2F%2Fc.example.com%2F:%2B%2F%3D%26%3F%23%25
                    \u00fc | \u20ac"\\~* | %C3%BC:%E2%82%AC%22%5C%7E*
                    """)
    void basic_idAndSecret_areFormEncodedBeforeTheyAreJoined(String id, String secret, String login) {
        register(ClientCredentials.builder(id, Secret.of(secret)).scope("register"));

        RecordedRequest request = onlyTokenRequest();
        assertThat(request.getHeaders().values("Authorization"))
                .containsExactly(
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.US_ASCII)));
        assertThat(request.getBody().utf8()).isEqualTo("grant_type=client_credentials&scope=register");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
    }

    @Test
    void post_body_isInTheOrderOfSimpleIdServersPage() {
        register(ClientCredentials.builder("registerClient", Secret.of("password"))
                .scope("register")
                .authMethod(TokenEndpointAuthMethod.CLIENT_SECRET_POST));

        RecordedRequest request = onlyTokenRequest();
        assertThat(request.getBody().utf8())
                .isEqualTo("client_id=registerClient&grant_type=client_credentials&client_secret=password"
                        + "&scope=register");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.getHeaders().get("Authorization")).isNull();
    }

    @Test
    void post_oddCharacters_areFormEncoded() {
        register(ClientCredentials.builder("regi strar&x=1", Secret.of("p\u00e4ss+w%rd"))
                .authMethod(TokenEndpointAuthMethod.CLIENT_SECRET_POST));

        assertThat(onlyTokenRequest().getBody().utf8())
                .isEqualTo("client_id=regi+strar%26x%3D1&grant_type=client_credentials"
                        + "&client_secret=p%C3%A4ss%2Bw%25rd");
    }

    @Test
    void scopes_areSentAsOneParameterInTheirOrder() {
        register(registrar().scope("client.create", "client.read", "https://api.example.com/all"));

        assertThat(onlyTokenRequest().getBody().utf8())
                .isEqualTo("grant_type=client_credentials&scope=client.create+client.read"
                        + "+https%3A%2F%2Fapi.example.com%2Fall");
    }

    @Test
    void token_isSentAsABearerTokenToTheRegistrationEndpointOnly() {
        register(registrar());

        assertThat(server.lines()).containsExactly("POST /token", "POST /register");
        assertThat(bearers()).containsExactly("Bearer token-1");
    }

    @Test
    void headersOfTheFacade_areSentToTheTokenEndpointAndThoseOfTheCallAreNot() {
        try (ClientRegistration registration =
                facade(registrar()).header("X-Facade", "f").build()) {
            registration.register(
                    METADATA, RequestOptions.builder().header("X-Call", "c").build());
        }

        assertThat(onlyTokenRequest().getHeaders().get("X-Facade")).isEqualTo("f");
        assertThat(onlyTokenRequest().getHeaders().get("X-Call")).isNull();
        RecordedRequest register = server.requests("POST /register").get(0);
        assertThat(register.getHeaders().get("X-Facade")).isEqualTo("f");
        assertThat(register.getHeaders().get("X-Call")).isEqualTo("c");
    }

    // ---- how long it is kept

    @ParameterizedTest
    @CsvSource({"3600, 3570000", "'\"3600\"', 3570000", "301, 271000", "300, 270000", "100, 90000", "1, 900", "0.5, 450"
    })
    void token_isKeptUntilShortlyBeforeItExpires(String expiresIn, long keptMillis) {
        server.on("POST /token", request -> numberedToken(expiresIn));

        try (ClientRegistration registration = byHand(registrar()).build()) {
            calls.register(registration, METADATA);
            now.addAndGet(Duration.ofMillis(keptMillis).minusNanos(1).toNanos());
            calls.register(registration, METADATA);
            assertThat(bearers()).containsExactly("Bearer token-1", "Bearer token-1");

            now.addAndGet(1);
            calls.register(registration, METADATA);
            assertThat(bearers()).endsWith("Bearer token-2");
        }
    }

    @Test
    void token_thatExpiresAtOnce_servesTheCallThatAskedForIt() {
        server.on("POST /token", request -> numberedToken(0));

        try (ClientRegistration registration = byHand(registrar()).build()) {
            calls.register(registration, METADATA);
            calls.register(registration, METADATA);
        }
        assertThat(bearers()).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"soon\"", "{}", "1e99999"})
    void token_withoutAUsableExpiry_isKeptUntilItIsRefused(String expiresIn) {
        server.on("POST /token", request -> numberedToken(expiresIn));

        try (ClientRegistration registration = byHand(registrar()).build()) {
            calls.register(registration, METADATA);
            now.addAndGet(Duration.ofDays(365).toNanos());
            calls.register(registration, METADATA);
            assertThat(bearers()).containsExactly("Bearer token-1", "Bearer token-1");

            server.on("POST /register", inTurn(INVALID_TOKEN, CREATED));
            calls.register(registration, METADATA);
            assertThat(bearers()).endsWith("Bearer token-1", "Bearer token-2");
        }
    }

    @Test
    void token_lifetime_countsFromTheAnswer() {
        server.on("POST /token", request -> {
            now.addAndGet(Duration.ofSeconds(20).toNanos());
            return numberedToken(100);
        });

        try (ClientRegistration registration = byHand(registrar()).build()) {
            calls.register(registration, METADATA);
            now.addAndGet(Duration.ofSeconds(90).toNanos() - 1);
            calls.register(registration, METADATA);
        }
        assertThat(bearers()).containsExactly("Bearer token-1", "Bearer token-1");
    }

    @Test
    void token_belongsToItsFacade() {
        try (ClientRegistration registration = facade(registrar()).build();
                ClientRegistration derived = registration.derive(builder -> {})) {
            calls.register(registration, METADATA);
            calls.register(derived, METADATA);
            calls.register(registration, METADATA);
        }
        assertThat(bearers()).containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-1");
    }

    // ---- one request for many

    @Test
    void manyCallsAtOnce_askOnceThoughOneIsCancelled() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on("POST /token", request -> after(open, numberedToken(3600)).apply(request));

        try (ClientRegistration registration = facade(registrar()).build()) {
            List<CompletableFuture<ClientInformation>> all = begin(registration, 20);
            server.awaitRequests(1);
            // Whichever it was that asked: the others must not suffer.
            all.get(0).cancel(true);
            all.get(7).cancel(true);
            open.countDown();

            assertThat(all.stream().filter(call -> !call.isCancelled()))
                    .hasSize(18)
                    .allSatisfy(call -> assertThat(call.join().clientId()).isEqualTo("c1"));
        }
        assertThat(server.requests("POST /token")).hasSize(1);
        assertThat(bearers()).hasSize(18).containsOnly("Bearer token-1");
    }

    @Test
    void manyCallsAtOnce_everyCallerCancels_tokenServesTheNextCall() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on("POST /token", request -> after(open, numberedToken(3600)).apply(request));
        EngineObserver observer = new EngineObserver();

        try (ClientRegistration registration =
                facade(registrar()).observer(observer).build()) {
            List<CompletableFuture<ClientInformation>> all = begin(registration, 3);
            server.awaitRequests(1);
            all.forEach(call -> call.cancel(true));
            open.countDown();
            observer.awaitCalls(4);

            assertThat(observer.calls)
                    .filteredOn(call -> call.operation() == Operation.REGISTER)
                    .hasSize(3)
                    .allSatisfy(call -> assertThat(call.outcome()).isEqualTo(Outcome.NOT_APPLIED));
            calls.register(registration, METADATA);
        }
        assertThat(server.lines()).containsExactly("POST /token", "POST /register");
    }

    @Test
    void manyCallsAtOnce_noToken_allFailAndTheNextCallAsksAnew() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on("POST /token", after(open, answer(401, "{\"error\":\"invalid_client\"}")));

        try (ClientRegistration registration = facade(registrar()).build()) {
            List<CompletableFuture<ClientInformation>> all = begin(registration, 20);
            server.awaitRequests(1);
            open.countDown();

            assertThat(all).allSatisfy(call -> {
                RegistrationException failure = Result.of(call).join().error().orElseThrow();
                assertThat(failure).isInstanceOf(AccessDeniedException.class);
                assertThat(failure.operation()).isEqualTo(Operation.TOKEN);
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            });
            server.on("POST /token", request -> numberedToken(3600));
            calls.register(registration, METADATA);
        }
        assertThat(server.lines()).containsOnlyOnce("POST /register").endsWith("POST /token", "POST /register");
    }

    @Test
    void close_whileTheTokenIsAwaited_endsEveryCallUnsent() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on("POST /token", request -> after(open, numberedToken(3600)).apply(request));
        ClientRegistration registration = facade(registrar()).build();
        List<CompletableFuture<ClientInformation>> all = begin(registration, 5);
        server.awaitRequests(1);

        registration.close();
        open.countDown();

        assertThat(all).allSatisfy(call -> {
            RegistrationException failure = Result.of(call).join().error().orElseThrow();
            assertThat(failure).isInstanceOf(CallRefusedException.class).hasMessageContaining("the facade is closed");
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        });
        assertThat(server.lines()).containsExactly("POST /token");
    }

    @Test
    void manyCallsAtOnce_allRefused_renewOnce() throws InterruptedException {
        CountDownLatch allSent = new CountDownLatch(10);
        server.on("POST /register", request -> {
            if (!"Bearer token-1".equals(request.getHeaders().get("Authorization"))) {
                return CREATED;
            }
            allSent.countDown();
            return after(allSent, INVALID_TOKEN).apply(request);
        });

        try (ClientRegistration registration = facade(registrar()).build()) {
            assertThat(begin(registration, 10))
                    .allSatisfy(call -> assertThat(call.join().clientId()).isEqualTo("c1"));
        }
        assertThat(server.requests("POST /token")).hasSize(2);
        assertThat(bearers()).hasSize(20);
    }

    @Test
    void oneThreadForAll_isEnough() {
        for (ClientRegistration.Builder builder : List.of(
                facade(registrar()).maxConcurrentCalls(1), facade(registrar()).executor(Runnable::run))) {
            try (ClientRegistration registration = builder.build()) {
                assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c1");
            }
        }
    }

    // ---- a token that is refused

    @ParameterizedTest
    @CsvSource({
        "standard, 401, invalid_token",
        "standard, 401, ''",
        "simple-id-server, 400, invalid_token",
        "simple-id-server, 401, invalid_token",
        "anvil-connect, 401, invalid_token",
        "anvil-connect, 401, invalid_request",
        "anvil-connect, 403, ''",
        "spring-authorization-server, 401, invalid_token",
    })
    void refusedToken_isRenewedOnce(String profile, int status, String code) {
        server.on("POST /register", inTurn(error(status, code), CREATED));

        try (ClientRegistration registration =
                facade(registrar()).profile(ServerProfile.named(profile)).build()) {
            assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c1");
        }
        assertThat(server.lines()).containsExactly("POST /token", "POST /register", "POST /token", "POST /register");
        assertThat(bearers()).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @ParameterizedTest
    @CsvSource({
        "standard, 400, invalid_token",
        "standard, 401, invalid_request",
        "standard, 403, invalid_token",
        "standard, 403, insufficient_scope",
        "simple-id-server, 400, access_denied",
        "simple-id-server, 400, invalid_request",
        "simple-id-server, 400, invalid_client_metadata",
        "simple-id-server, 400, ''",
        "anvil-connect, 400, invalid_request",
        "anvil-connect, 403, insufficient_scope",
    })
    void otherRefusal_isTheCallersAndTheTokenIsKept(String profile, int status, String code) {
        server.on("POST /register", inTurn(error(status, code), CREATED));

        try (ClientRegistration registration =
                facade(registrar()).profile(ServerProfile.named(profile)).build()) {
            ResultError failure = failure(ResultError.class, registration);
            assertThat(failure.operation()).isEqualTo(Operation.REGISTER);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.attempts()).isEqualTo(1);

            calls.register(registration, METADATA);
        }
        assertThat(server.lines()).containsExactly("POST /token", "POST /register", "POST /register");
    }

    @ParameterizedTest
    @CsvSource({"standard, 401", "simple-id-server, 400"})
    void refusedTwice_isNotRenewedTwice(String profile, int status) {
        server.on("POST /register", request -> error(status, "invalid_token"));

        try (ClientRegistration registration =
                facade(registrar()).profile(ServerProfile.named(profile)).build()) {
            AccessDeniedException failure = failure(AccessDeniedException.class, registration);

            assertThat(failure.operation()).isEqualTo(Operation.REGISTER);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.httpStatus()).isEqualTo(status);
            assertThat(failure.code()).contains("invalid_token");
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.mayBeGone()).isFalse();
            assertThat(failure.getSuppressed()).hasSize(1);
            assertThat(failure).hasMessageContaining("Check the initial access token.");
        }
        assertThat(server.lines()).containsExactly("POST /token", "POST /register", "POST /token", "POST /register");
    }

    @Test
    void refusedToken_sameOneAgain_isTriedOnceMoreOnly() {
        server.on("POST /token", 200, "{\"access_token\":\"always\",\"token_type\":\"Bearer\"}")
                .on("POST /register", request -> INVALID_TOKEN);

        try (ClientRegistration registration = facade(registrar()).build()) {
            failure(AccessDeniedException.class, registration);
        }
        assertThat(server.requests("POST /token")).hasSize(2);
        assertThat(bearers()).containsExactly("Bearer always", "Bearer always");
    }

    @Test
    void refusedToken_renewalFails_isThatFailureWithTheRefusalSuppressed() {
        server.on("POST /token", inTurn(numberedToken(3600), answer(400, "{\"error\":\"unauthorized_client\"}")))
                .on("POST /register", request -> INVALID_TOKEN);

        try (ClientRegistration registration = facade(registrar()).build()) {
            AccessDeniedException failure = failure(AccessDeniedException.class, registration);

            assertThat(failure.operation()).isEqualTo(Operation.TOKEN);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .isInstanceOfSatisfying(AccessDeniedException.class, refused -> assertThat(refused.operation())
                            .isEqualTo(Operation.REGISTER));
        }
    }

    @Test
    void refusedToken_noFurtherAttemptAllowed_isNotRenewed() {
        server.on("POST /register", request -> INVALID_TOKEN);

        try (ClientRegistration registration =
                facade(registrar()).retryPolicy(RetryPolicy.never()).build()) {
            failure(AccessDeniedException.class, registration);
        }
        assertThat(server.lines()).containsExactly("POST /token", "POST /register");
    }

    @Test
    void retryForAnotherReason_goesOnWithTheSameToken() {
        MockResponse busy = new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "0")
                .build();
        server.on("POST /register", inTurn(busy, busy, CREATED));

        try (ClientRegistration registration = facade(registrar()).build()) {
            calls.register(registration, METADATA);
        }
        assertThat(bearers()).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-1");
    }

    // ---- tokens for one use

    @Test
    void singleUseTokens_eachAttemptHasItsOwn() {
        MockResponse busy = new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "0")
                .build();
        server.on("POST /register", inTurn(CREATED, busy, CREATED, INVALID_TOKEN, CREATED));

        try (ClientRegistration registration = facade(registrar())
                .profile(ServerProfile.SPRING_AUTHORIZATION_SERVER)
                .build()) {
            calls.register(registration, METADATA);
            calls.register(registration, METADATA);
            calls.register(registration, METADATA);
        }
        assertThat(bearers())
                .containsExactly(
                        "Bearer token-1", "Bearer token-2", "Bearer token-3", "Bearer token-4", "Bearer token-5");
    }

    @Test
    void singleUseTokens_callsAtOnce_shareNone() {
        try (ClientRegistration registration = facade(registrar())
                .profile(ServerProfile.SPRING_AUTHORIZATION_SERVER)
                .build()) {
            assertThat(begin(registration, 10))
                    .allSatisfy(call -> assertThat(call.join().clientId()).isEqualTo("c1"));
        }
        assertThat(bearers()).hasSize(10).doesNotHaveDuplicates();
    }

    // ---- where it is asked for

    @Test
    void issuer_namesTheTokenEndpoint() {
        server.on("GET /.well-known/oauth-authorization-server", 200, metadata("\"" + server.uri("/found") + "\""))
                .on("POST /found", request -> numberedToken(3600));

        try (ClientRegistration registration = byIssuer(ClientCredentials.builder("registrar", Secret.of("hush")))) {
            calls.register(registration, METADATA);
            calls.register(registration, METADATA);
        }
        assertThat(server.lines())
                .containsExactly(
                        "GET /.well-known/oauth-authorization-server",
                        "POST /found",
                        "POST /register",
                        "POST /register");
    }

    @Test
    void tokenEndpointOfTheCredentials_goesBeforeTheOneOfTheMetadata() {
        server.on("GET /.well-known/oauth-authorization-server", 200, metadata("\"" + server.uri("/found") + "\""));

        try (ClientRegistration registration = byIssuer(registrar())) {
            calls.register(registration, METADATA);
        }
        assertThat(server.lines())
                .containsExactly("GET /.well-known/oauth-authorization-server", "POST /token", "POST /register");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"/token\"",
                "\"no uri\"",
                "\"http://as.example.com/token\"",
                "\"ftp://127.0.0.1/\""
            })
    void issuer_noTokenEndpointThatMayBeUsed_isRefusedSayingWhatToSet(String tokenEndpoint) {
        server.on("GET /.well-known/oauth-authorization-server", 200, metadata(tokenEndpoint));

        try (ClientRegistration registration = byIssuer(ClientCredentials.builder("registrar", Secret.of("hush")))) {
            CallRefusedException failure = failure(CallRefusedException.class, registration);

            assertThat(failure.operation()).isEqualTo(Operation.TOKEN);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure)
                    .hasMessage(
                            "register at " + server.origin() + "/register was not sent: token was not asked for: the"
                                    + " server names no token_endpoint that can be used; set"
                                    + " ClientCredentials.Builder.tokenEndpoint(...). Nothing was changed.");
        }
        assertThat(server.lines()).containsExactly("GET /.well-known/oauth-authorization-server");
    }

    @Test
    void issuer_thatCannotBeReadAnyMore_failsAsTheDiscoveryDid() {
        server.on("GET /.well-known/oauth-authorization-server", 200, metadata("\"" + server.uri("/token") + "\""));

        try (ClientRegistration registration = byHand(ClientCredentials.builder("registrar", Secret.of("hush")))
                .issuer(URI.create(server.origin()))
                .retryPolicy(RetryPolicy.never())
                .build()) {
            calls.register(registration, METADATA);
            server.on("GET /.well-known/oauth-authorization-server", 500, "");
            now.addAndGet(Duration.ofHours(1).toNanos());

            ServerUnavailableException failure = failure(ServerUnavailableException.class, registration);
            assertThat(failure.operation()).isEqualTo(Operation.DISCOVER);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    // ---- no token

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <html>login</html> | not JSON
                    '' | the text is empty
                    ["hush"] | a JSON object is needed
                    {} | it holds no access_token
                    {"access_token":null,"token_type":"Bearer"} | it holds no access_token
                    {"access_token":"","token_type":"Bearer"} | it holds no access_token
                    {"access_token":["hush"],"token_type":"Bearer"} | it holds no access_token
                    {"access_token":"hush","token_type":"DPoP"} | its access token is not a bearer token
                    {"access_token":"hush","token_type":"mac"} | its access token is not a bearer token
                    {"access_token":"hush\\r\\nX: 1","token_type":"Bearer"} | its access_token cannot be sent in a header
                    {"access_token":"hu sh","token_type":"Bearer"} | its access_token cannot be sent in a header
                    {"access_token":"hush\\u20ac","token_type":"Bearer"} | its access_token cannot be sent in a header
                    """)
    void answerThatIsNoToken_isRefusedWithoutRepeatingIt(String body, String reason) {
        server.on("POST /token", 200, body);

        try (ClientRegistration registration = facade(registrar()).build()) {
            CallRefusedException failure = failure(CallRefusedException.class, registration);

            assertThat(failure.operation()).isEqualTo(Operation.TOKEN);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.attempts()).isZero();
            assertThat(failure)
                    .hasMessageStartingWith("register at " + server.origin() + "/register was not sent: token at "
                            + server.origin() + "/token was answered with HTTP 200, but the answer cannot be used: ")
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("hu")
                    .hasCauseInstanceOf(UnreadableResponseException.class);

            server.on("POST /token", request -> numberedToken(3600));
            calls.register(registration, METADATA);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"token-1\"}",
                "{\"access_token\":\"token-1\",\"token_type\":\"bearer\"}",
                "{\"access_token\":\"token-1\",\"token_type\":null,\"expires_in\":null}",
                "{\"access_token\":\"token-1\",\"token_type\":\"Bearer\",\"scope\":[\"register\"],\"x\":{}}"
            })
    void answerThatIsUnusual_isATokenAllTheSame(String body) {
        server.on("POST /token", 200, body);

        register(registrar());

        assertThat(bearers()).containsExactly("Bearer token-1");
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_client",
        "401, ''",
        "400, invalid_client",
        "400, unauthorized_client",
        "403, access_denied"
    })
    void clientRefusedByTheTokenEndpoint_isAccessDenied(int status, String code) {
        server.on("POST /token", request -> error(status, code));

        try (ClientRegistration registration = facade(registrar()).build()) {
            AccessDeniedException failure = failure(AccessDeniedException.class, registration);

            assertThat(failure.operation()).isEqualTo(Operation.TOKEN);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.attempts()).isZero();
            assertThat(failure.httpStatus()).isEqualTo(status);
            assertThat(failure.code().orElse("")).isEqualTo(code);
            assertThat(failure.mayBeGone()).isFalse();
            assertThat(failure)
                    .hasMessageStartingWith("register at " + server.origin() + "/register was not sent: token at "
                            + server.origin() + "/token was answered with HTTP " + status)
                    .hasMessageContaining("Check the client id and secret, and what they may ask for.")
                    .hasCauseInstanceOf(AccessDeniedException.class);
        }
        assertThat(server.lines()).containsExactly("POST /token");
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_scope", "400, unsupported_grant_type", "404, ''", "405, ''"})
    void otherRefusalByTheTokenEndpoint_isARejection(int status, String code) {
        server.on("POST /token", request -> error(status, code));

        try (ClientRegistration registration = facade(registrar()).build()) {
            RegistrationRejectedException failure = failure(RegistrationRejectedException.class, registration);

            assertThat(failure.operation()).isEqualTo(Operation.TOKEN);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.code().orElse("")).isEqualTo(code);
        }
        assertThat(server.lines()).containsExactly("POST /token");
    }

    @Test
    void tokenEndpointNotReached_isATransportFailure() {
        try (ScriptedServer nobody = ScriptedServer.refusingConnections();
                ClientRegistration registration = facade(registrar().tokenEndpoint(nobody.endpoint()))
                        .retryPolicy(AT_ONCE)
                        .build()) {
            TransportException failure = failure(TransportException.class, registration);

            assertThat(failure.operation()).isEqualTo(Operation.TOKEN);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.getCause())
                    .isInstanceOfSatisfying(TransportException.class, cause -> assertThat(cause.attempts())
                            .isEqualTo(3));
        }
        assertThat(server.lines()).isEmpty();
    }

    @Test
    void tokenAnswerThatGetsLost_isAskedForAgain() {
        server.on("POST /token", inTurn(PathServer.lost(), numberedToken(3600)));

        try (ClientRegistration registration =
                facade(registrar()).retryPolicy(AT_ONCE).build()) {
            calls.register(registration, METADATA);
        }
        assertThat(server.lines()).containsExactly("POST /token", "POST /token", "POST /register");
    }

    @Test
    void tokenEndpointUnavailable_isAskedAgainAndThenToldSo() {
        server.on("POST /token", 503, "{\"error\":\"temporarily_unavailable\"}");

        try (ClientRegistration registration =
                facade(registrar()).retryPolicy(AT_ONCE).build()) {
            ServerUnavailableException failure = failure(ServerUnavailableException.class, registration);
            assertThat(failure.operation()).isEqualTo(Operation.TOKEN);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.code()).contains("temporarily_unavailable");
            assertThat(server.lines()).containsExactly("POST /token", "POST /token", "POST /token");

            server.on("POST /token", inTurn(answer(500, ""), numberedToken(3600)));
            assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c1");
        }
    }

    @Test
    void tokenEndpointThatIsToBeAskedMuchLater_failsAtOnceAndSaysWhen() {
        server.on("POST /token", request -> new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "3600")
                .build());

        try (ClientRegistration registration = facade(registrar()).build()) {
            RateLimitedException failure = failure(RateLimitedException.class, registration);
            assertThat(failure.operation()).isEqualTo(Operation.TOKEN);
            assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
        }
        assertThat(server.lines()).containsExactly("POST /token");
    }

    @Test
    void redirectOfTheTokenEndpoint_isNotFollowed() {
        server.on("POST /token", request -> new MockResponse.Builder()
                .code(307)
                .setHeader("Location", server.uri("/elsewhere").toString())
                .build());

        try (ClientRegistration registration = facade(registrar()).build()) {
            ResultError failure = failure(ResultError.class, registration);
            assertThat(failure.httpStatus()).isEqualTo(307);
            assertThat(failure.operation()).isEqualTo(Operation.TOKEN);
        }
        assertThat(server.lines()).containsExactly("POST /token");
    }

    // ---- time limits and the end from outside

    @Test
    void deadline_whileTheTokenIsAwaited_endsTheCallUnsent() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on("POST /token", request -> after(open, numberedToken(3600)).apply(request));
        TimerByHand timer = new TimerByHand();

        try (ClientRegistration registration =
                facade(registrar()).environment(timer.environment()).build()) {
            CompletableFuture<ClientInformation> call = registration.registerAsync(
                    METADATA,
                    RequestOptions.builder().callTimeout(Duration.ofSeconds(3)).build());
            server.awaitRequests(1);
            TimerByHand.Task deadline = timer.next();
            assertThat(deadline.delay()).isEqualTo(Duration.ofSeconds(3));
            deadline.run();

            RegistrationException failure = Result.of(call).join().error().orElseThrow();
            assertThat(failure)
                    .isInstanceOf(CallTimeoutException.class)
                    .hasMessageStartingWith("register at " + server.uri("/register") + " was given up: the call took"
                            + " longer than 3000 ms");
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);

            // Others may wait for the token.
            TimerByHand.Task ofTheTokenRequest = timer.next();
            assertThat(ofTheTokenRequest.delay()).isEqualTo(Duration.ofSeconds(30));
            assertThat(ofTheTokenRequest.isCancelled()).isFalse();
        } finally {
            open.countDown();
        }
        assertThat(server.lines()).containsExactly("POST /token");
    }

    @Test
    void deadlineOfTheTokenRequest_isATimeoutOfTheCall() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on("POST /token", request -> after(open, numberedToken(3600)).apply(request));
        TimerByHand timer = new TimerByHand();

        try (ClientRegistration registration =
                facade(registrar()).environment(timer.environment()).build()) {
            CompletableFuture<ClientInformation> call = registration.registerAsync(
                    METADATA,
                    RequestOptions.builder().callTimeout(Duration.ofHours(1)).build());
            server.awaitRequests(1);
            timer.next();
            timer.next().run();

            RegistrationException failure = Result.of(call).join().error().orElseThrow();
            assertThat(failure).isInstanceOf(CallTimeoutException.class);
            assertThat(failure.operation()).isEqualTo(Operation.TOKEN);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        } finally {
            open.countDown();
        }
    }

    @Test
    void interrupt_whileTheTokenIsAwaited_endsTheCallUnsent() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        server.on("POST /token", request -> after(open, numberedToken(3600)).apply(request));

        try (ClientRegistration registration = facade(registrar()).build()) {
            CompletableFuture<RegistrationException> failure = new CompletableFuture<>();
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                failure.complete(
                        Result.of(() -> registration.register(METADATA)).error().orElseThrow());
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            server.awaitRequests(1);
            caller.interrupt();

            assertThat(failure.join()).isInstanceOf(CallInterruptedException.class);
            assertThat(failure.join().operation()).isEqualTo(Operation.REGISTER);
            assertThat(failure.join().outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(interrupted.join()).isTrue();
        } finally {
            open.countDown();
        }
        assertThat(server.lines()).containsExactly("POST /token");
    }

    // ---- instead of it

    @Test
    void tokenOfTheCall_isSentWithoutAskingForAnother() {
        server.on("POST /token", request -> error(500, ""));

        try (ClientRegistration registration = facade(registrar()).build()) {
            registration.register(
                    METADATA, RequestOptions.builder().token(Secret.of("mine")).build());
            server.on("POST /register", request -> INVALID_TOKEN);
            assertThat(Result.of(() -> registration.register(
                                    METADATA,
                                    RequestOptions.builder()
                                            .token(Secret.of("mine"))
                                            .build()))
                            .error())
                    .containsInstanceOf(AccessDeniedException.class);
        }
        assertThat(server.lines()).containsExactly("POST /register", "POST /register");
        assertThat(bearers()).containsOnly("Bearer mine");
    }

    @Test
    void management_asksForNoToken() {
        server.on("GET /register/c1", 200, CLIENT).on("DELETE /register/c1", 204, "");
        ManagementCredentials credentials = ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("rat-1"))
                .build();

        try (ClientRegistration registration = facade(registrar()).build()) {
            calls.get(registration, credentials);
            calls.delete(registration, credentials);
        }
        assertThat(server.lines()).containsExactly("GET /register/c1", "DELETE /register/c1");
    }

    @Test
    void suppliedToken_isAskedForBeforeEachAttemptAndNeverKept() {
        MockResponse busy = new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "0")
                .build();
        server.on("POST /register", inTurn(busy, busy, CREATED, INVALID_TOKEN, CREATED));
        AtomicInteger supplied = new AtomicInteger();

        try (ClientRegistration registration = builder()
                .initialAccessToken(InitialAccessToken.supplied(() -> Secret.of("own-" + supplied.incrementAndGet())))
                .build()) {
            calls.register(registration, METADATA);
            calls.register(registration, METADATA);
        }
        assertThat(bearers())
                .containsExactly("Bearer own-1", "Bearer own-2", "Bearer own-3", "Bearer own-4", "Bearer own-5");
        assertThat(supplied).hasValue(5);
    }

    // ----

    private void register(ClientCredentials.Builder credentials) {
        if (credentials.build().tokenEndpoint().isEmpty()) {
            credentials.tokenEndpoint(server.uri("/token"));
        }
        try (ClientRegistration registration = facade(credentials).build()) {
            calls.register(registration, METADATA);
        }
    }

    private <E extends RegistrationException> E failure(Class<E> type, ClientRegistration registration) {
        return catchThrowableOfType(type, () -> calls.register(registration, METADATA));
    }

    private static List<CompletableFuture<ClientInformation>> begin(ClientRegistration registration, int count) {
        List<CompletableFuture<ClientInformation>> begun = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            begun.add(registration.registerAsync(METADATA));
        }
        return begun;
    }

    private RecordedRequest onlyTokenRequest() {
        assertThat(server.requests("POST /token")).hasSize(1);
        return server.requests("POST /token").get(0);
    }

    /** What the registrations were authorized with, in order. */
    private List<String> bearers() {
        return server.requests("POST /register").stream()
                .map(request -> request.getHeaders().get("Authorization"))
                .toList();
    }

    private MockResponse numberedToken(Object expiresIn) {
        return answer(
                200,
                "{\"access_token\":\"token-" + issued.incrementAndGet() + "\",\"token_type\":\"Bearer\",\"expires_in\":"
                        + expiresIn + "}");
    }

    private static MockResponse error(int status, String code) {
        return answer(status, code.isEmpty() ? "" : "{\"error\":\"" + code + "\"}");
    }

    private String metadata(String tokenEndpoint) {
        return "{\"issuer\":\"" + server.origin() + "\",\"registration_endpoint\":\"" + server.uri("/register")
                + "\",\"token_endpoint\":" + tokenEndpoint + "}";
    }

    private ClientCredentials.Builder registrar() {
        return ClientCredentials.builder("registrar", Secret.of("hush")).tokenEndpoint(server.uri("/token"));
    }

    private ClientRegistration.Builder builder() {
        return ClientRegistration.builder().endpoint(server.uri("/register"));
    }

    private ClientRegistration.Builder facade(ClientCredentials.Builder credentials) {
        return builder().initialAccessToken(InitialAccessToken.clientCredentials(credentials.build()));
    }

    private ClientRegistration byIssuer(ClientCredentials.Builder credentials) {
        return facade(credentials).issuer(URI.create(server.origin())).build();
    }

    /** A facade whose running time is {@link #now}; its limits pass by no clock at all. */
    private ClientRegistration.Builder byHand(ClientCredentials.Builder credentials) {
        return facade(credentials)
                .environment(new EngineEnvironment(Clock.systemUTC(), now::get, () -> 0, (delay, task) -> () -> {}));
    }
}
