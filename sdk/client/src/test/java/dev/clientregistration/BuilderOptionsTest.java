package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.clientregistration.TransportServer.Request;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.okhttp.OkHttpAdapter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be set for all calls and for one, what goes over the wire of it, and what is refused. */
@Timeout(60)
class BuilderOptionsTest {
    private static final URI ENDPOINT = URI.create("https://as.example.com/register");

    // ---- headers

    @ParameterizedTest
    @MethodSource("everyOperation")
    void header_setForAllCalls_goesWithEveryOperation(Operation operation, TransportCallStyle style)
            throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .header("X-Tenant", "first")
                        .header("x-tenant", "last counts")
                        .build()) {
            style.call(operation, registration);

            assertThat(onlyRequest(server).header("X-Tenant")).isEqualTo("last counts");
        }
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void header_ofTheCall_replacesTheFacadesByNameInAnyCase(Operation operation, TransportCallStyle style)
            throws IOException {
        RequestOptions options = RequestOptions.builder()
                .header("x-TENANT", "call")
                .header("X-Other", "other")
                .build();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .header("X-Tenant", "facade")
                        .header("X-Kept", "kept")
                        .build()) {
            style.call(operation, registration, options);
            style.call(operation, registration);

            assertThat(server.requests().get(0))
                    .returns("call", request -> request.header("X-Tenant"))
                    .returns("other", request -> request.header("X-Other"))
                    .returns("kept", request -> request.header("X-Kept"));
            assertThat(server.requests().get(1))
                    .returns("facade", request -> request.header("X-Tenant"))
                    .returns(null, request -> request.header("X-Other"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "Accept-Encoding",
                "Authorization",
                "AUTHORIZATION",
                "Connection",
                "Content-Length",
                "Content-Type",
                "content-type",
                "Expect",
                "Host",
                "TE",
                "Transfer-Encoding",
                "Upgrade",
                "User-Agent"
            })
    void header_thatTheSdkSets_isRefusedByName(String name) {
        for (Consumer<String> setter : headerNameSetters()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setter.accept(name))
                    .withMessageContaining(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "X Tenant", "X-Tenant:", "X-Tenant\r\nX-Evil", "X-Ten\u00e4nt", "X-(Tenant)"})
    void header_ofNoNameThatCanBe_isRefused(String name) {
        for (Consumer<String> setter : headerNameSetters()) {
            assertThatIllegalArgumentException().isThrownBy(() -> setter.accept(name));
        }
    }

    private static List<Consumer<String>> headerNameSetters() {
        return List.of(
                name -> ClientRegistration.builder().header(name, "any"),
                name -> RequestOptions.builder().header(name, "any"),
                name -> ClientRegistration.builder().requestIdHeader(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "marker\r\nX-Evil: yes",
                "marker\n",
                "marker\r",
                "marker\0",
                "marker\t",
                "mark\u00e9r",
                "marker\u007f"
            })
    void headerValue_thatNoHeaderCanHold_isRefusedWithoutRepeatingIt(String value) {
        List<Consumer<String>> setters = List.of(
                text -> ClientRegistration.builder().header("X-Tenant", text),
                text -> RequestOptions.builder().header("X-Tenant", text),
                text -> ClientRegistration.builder().application(text));
        for (Consumer<String> setter : setters) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setter.accept(value))
                    .satisfies(failure ->
                            assertThat(failure).hasMessageNotContaining("mark").hasNoCause());
        }
    }

    @Test
    void requestOptions_asText_showsNoValueOfAHeaderAndNoToken() {
        RequestOptions options = RequestOptions.builder()
                .header("X-Tenant", "marker")
                .token(Secret.of("marker-token"))
                .callTimeout(Duration.ofSeconds(5))
                .build();

        assertThat(options.toString()).contains("X-Tenant", "PT5S").doesNotContain("marker");
        assertThat(options.headers()).containsEntry("X-Tenant", Secret.of("marker"));
    }

    // ---- who asks

    @ParameterizedTest
    @EnumSource
    void userAgent_namesTheSdkAndItsVersion(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server).build()) {
            style.register(registration);

            assertThat(onlyRequest(server).header("User-Agent"))
                    .matches("client-registration-sdk-java/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        }
    }

    @ParameterizedTest
    @EnumSource
    void application_standsBeforeTheSdkInTheUserAgent(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .application("inventory/2.1 (test)")
                        .build()) {
            style.register(registration);

            assertThat(onlyRequest(server).header("User-Agent"))
                    .matches("inventory/2\\.1 \\(test\\) client-registration-sdk-java/\\S+");
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestIdHeader_isOnePerCallAndTheSameForAllItsAttempts(TransportCallStyle style) throws IOException {
        AtomicInteger count = new AtomicInteger();
        try (TransportServer server = TransportServer.plain(request -> count.incrementAndGet() % 3 == 0
                        ? SampleClient.done(request)
                        : TransportServer.answer(503, "", "Retry-After: 0"));
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .requestIdHeader("X-Correlation")
                        .build()) {
            Response<?> first = style.register(registration);
            Response<?> second = style.call(Operation.GET, registration);

            List<String> sent = server.requests().stream()
                    .map(request -> request.header("X-Correlation"))
                    .toList();
            assertThat(sent).hasSize(6).doesNotContainNull();
            assertThat(Set.copyOf(sent.subList(0, 3)))
                    .containsExactly(first.requestId().orElseThrow());
            assertThat(Set.copyOf(sent.subList(3, 6)))
                    .containsExactly(second.requestId().orElseThrow());
            assertThat(first.requestId()).isNotEqualTo(second.requestId());
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestId_ofAFailure_isTheOneThatWasSent(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(request -> TransportServer.answer(400, ""));
                ClientRegistration registration = SampleClient.facade(server)
                        .requestIdHeader("X-Request-Id")
                        .build()) {
            assertThat(style.failure(registration))
                    .asInstanceOf(type(ResultError.class))
                    .extracting(ResultError::requestId)
                    .isEqualTo(java.util.Optional.of(onlyRequest(server).header("X-Request-Id")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestId_thatTheServerNames_goesBeforeTheOneThatWasSent(TransportCallStyle style) throws IOException {
        try (TransportServer server =
                        TransportServer.plain(request -> request.method().equals("POST")
                                ? TransportServer.answer(201, SampleClient.JSON, "x-request-id: server-7")
                                : TransportServer.answer(400, "", "X-Correlation-Id: server-8"));
                ClientRegistration registration = SampleClient.facade(server)
                        .requestIdHeader("X-Request-Id")
                        .build()) {
            assertThat(style.register(registration).requestId()).contains("server-7");
            assertThat(style.failure(Operation.GET, registration))
                    .asInstanceOf(type(ResultError.class))
                    .extracting(ResultError::requestId)
                    .isEqualTo(java.util.Optional.of("server-8"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestIdHeader_notAskedFor_isNotSent(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server).build()) {
            assertThat(style.register(registration).requestId()).isEmpty();
            assertThat(onlyRequest(server).headers().keySet())
                    .containsExactlyInAnyOrder(
                            "Accept",
                            "Accept-Encoding",
                            "Connection",
                            "Content-Length",
                            "Content-Type",
                            "Host",
                            "User-Agent");
        }
    }

    // ---- sizes and times

    @ParameterizedTest
    @EnumSource
    void maxAnswerBytes_isTheLongestAnswerThatIsRead(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration enough = SampleClient.facade(server)
                        .maxAnswerBytes(SampleClient.JSON.length())
                        .build();
                ClientRegistration tooLittle =
                        enough.derive(options -> options.maxAnswerBytes(SampleClient.JSON.length() - 1))) {
            assertThat(style.register(enough)).returns(201, Response::status);
            assertThat(style.failure(tooLittle))
                    .isInstanceOf(UnreadableResponseException.class)
                    .returns(Outcome.APPLIED, RegistrationException::outcome)
                    .returns(1, RegistrationException::attempts);
            assertThat(style.failure(Operation.GET, tooLittle))
                    .isInstanceOf(UnreadableResponseException.class)
                    .returns(1, RegistrationException::attempts);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, (1 << 30) + 1, Integer.MAX_VALUE})
    void maxAnswerBytes_outOfRange_isRefused(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientRegistration.builder().maxAnswerBytes(bytes))
                .withMessageContaining("maxAnswerBytes")
                .withMessageContaining(String.valueOf(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001})
    void maxConcurrentCalls_outOfRange_isRefused(int calls) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientRegistration.builder().maxConcurrentCalls(calls))
                .withMessageContaining("maxConcurrentCalls")
                .withMessageContaining(String.valueOf(calls));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT-0.000000001S", "PT24H0.000000001S", "P365D"})
    void timeout_outOfRange_isRefusedByName(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientRegistration.builder().callTimeout(timeout))
                .withMessageContaining("callTimeout")
                .withMessageContaining(timeout.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientRegistration.builder().attemptTimeout(timeout))
                .withMessageContaining("attemptTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientRegistration.builder().connectTimeout(timeout))
                .withMessageContaining("connectTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestOptions.builder().callTimeout(timeout))
                .withMessageContaining("callTimeout");
    }

    @Test
    void bounds_themselves_areInRange() {
        Duration day = Duration.ofDays(1);
        try (ClientRegistration registration = ClientRegistration.builder()
                .endpoint(ENDPOINT)
                .callTimeout(day)
                .attemptTimeout(day)
                .connectTimeout(day)
                .maxAnswerBytes(1 << 30)
                .maxConcurrentCalls(10_000)
                .build()) {
            registration
                    .derive(options -> options.callTimeout(Duration.ofNanos(1))
                            .attemptTimeout(Duration.ofNanos(1))
                            .connectTimeout(Duration.ofMillis(1))
                            .maxAnswerBytes(1)
                            .maxConcurrentCalls(1))
                    .close();
        }
    }

    @Test
    void callTimeout_ofTheCall_goesBeforeTheFacades() throws IOException {
        TimerByHand timer = new TimerByHand();
        CountDownLatch arrived = new CountDownLatch(1);
        try (TransportServer server = TransportServer.plain(request -> {
                    arrived.countDown();
                    return TransportServer.silence();
                });
                ClientRegistration registration = SampleClient.facade(server)
                        .callTimeout(Duration.ofSeconds(20))
                        .environment(timer.environment())
                        .build()) {
            CompletableFuture<ClientInformation> future = registration.registerAsync(
                    SampleClient.METADATA,
                    RequestOptions.builder().callTimeout(Duration.ofSeconds(3)).build());
            TimerByHand.Task deadline = timer.next();
            await(arrived);
            deadline.run();

            assertThat(deadline.delay()).isEqualTo(Duration.ofSeconds(3));
            assertThat(future)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(CallTimeoutException.class)
                    .withMessageContaining("3000 ms");
        }
    }

    @ParameterizedTest
    @EnumSource
    void retryPolicy_ofTheCall_goesBeforeTheFacades(TransportCallStyle style) throws IOException {
        RequestOptions once =
                RequestOptions.builder().retryPolicy(RetryPolicy.never()).build();
        try (TransportServer server =
                        TransportServer.plain(request -> TransportServer.answer(503, "", "Retry-After: 0"));
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .build()) {
            Result.of(() -> style.register(registration, once));
            assertThat(server.requests()).hasSize(1);

            Result.of(() -> style.register(registration));
            assertThat(server.requests()).hasSize(1 + 3);
        }
    }

    // ---- tokens

    @ParameterizedTest
    @MethodSource("everyOperation")
    void token_ofTheCall_goesBeforeEveryOther(Operation operation, TransportCallStyle style) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        RequestOptions options =
                RequestOptions.builder().token(Secret.of("token-of-the-call")).build();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .initialAccessToken(
                                InitialAccessToken.supplied(() -> Secret.of("initial-" + asked.incrementAndGet())))
                        .build()) {
            style.call(operation, registration, options);
            assertThat(onlyRequest(server).header("Authorization")).isEqualTo("Bearer token-of-the-call");
            assertThat(asked).as("tokens taken from the supplier").hasValue(0);

            style.call(operation, registration);
            assertThat(server.requests().get(1).header("Authorization"))
                    .isEqualTo("Bearer " + (operation == Operation.REGISTER ? "initial-1" : SampleClient.TOKEN));
        }
    }

    /** A token that was given for one call is not renewed: there is no other. */
    @ParameterizedTest
    @EnumSource
    void token_ofTheCallRefused_isNotReplacedByTheFacades(TransportCallStyle style) throws IOException {
        RequestOptions options =
                RequestOptions.builder().token(Secret.of("token-of-the-call")).build();
        try (TransportServer server = TransportServer.plain(request -> TransportServer.answer(401, ""));
                ClientRegistration registration = SampleClient.facade(server)
                        .initialAccessToken(InitialAccessToken.supplied(() -> Secret.of("initial")))
                        .build()) {
            assertThat(Result.of(() -> style.register(registration, options)).error())
                    .containsInstanceOf(AccessDeniedException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mark er", "marker\r\nX-Evil: yes", "mark\u00e9r", "marker\t"})
    void token_thatNoHeaderCanHold_isRefusedWithoutRepeatingIt(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestOptions.builder().token(Secret.of(token)))
                .satisfies(failure -> assertThat(failure).hasMessageNotContaining("mark"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InitialAccessToken.fixed(Secret.of(token)))
                .satisfies(failure -> assertThat(failure).hasMessageNotContaining("mark"));
    }

    // ---- threads

    @Test
    void maxConcurrentCalls_isHowManyRunAtOnce() throws IOException {
        assertThat(mostAtOnce(2, ClientRegistration.builder().maxConcurrentCalls(2)))
                .isEqualTo(2);
    }

    @Test
    void executor_runsTheCallsAndSetsTheirNumberAndIsLeftRunning() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(3, task -> new Thread(task, "the-applications"));
        try {
            assertThat(mostAtOnce(
                            3, ClientRegistration.builder().executor(executor).maxConcurrentCalls(1)))
                    .isEqualTo(3);
            assertThat(executor.isShutdown()).isFalse();
        } finally {
            executor.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void executor_isWhereApplicationsCodeIsCalled(TransportCallStyle style) throws IOException {
        List<String> threads = new ArrayList<>();
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "the-applications"));
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .executor(executor)
                        .initialAccessToken(InitialAccessToken.supplied(() -> {
                            threads.add(Thread.currentThread().getName());
                            return Secret.of("initial");
                        }))
                        .build()) {
            style.register(registration);

            assertThat(threads).containsExactly("the-applications");
        } finally {
            executor.shutdownNow();
        }
    }

    /** The most requests that were at the server together, which holds them until so many have come. */
    static int mostAtOnce(int expected, ClientRegistration.Builder builder) throws IOException {
        int calls = 4 * expected;
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(expected);
        CountDownLatch submitted = new CountDownLatch(1);
        try (TransportServer server = TransportServer.plain(request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            together.countDown();
            await(together);
            await(submitted);
            now.decrementAndGet();
            return SampleClient.done(request);
        })) {
            try (ClientRegistration registration =
                    builder.endpoint(server.registrationEndpoint()).build()) {
                List<CompletableFuture<?>> futures = new ArrayList<>();
                for (int i = 0; i < calls; i++) {
                    futures.add(registration.registerAsync(SampleClient.METADATA));
                }
                submitted.countDown();
                futures.forEach(CompletableFuture::join);
            }
            assertThat(server.requests()).hasSize(calls);
            return most.get();
        }
    }

    // ---- an application's OkHttp client

    @ParameterizedTest
    @EnumSource
    void okHttp_keepsItsDnsInterceptorsAndConnections(TransportCallStyle style) throws IOException {
        Set<String> looked = new HashSet<>();
        AtomicInteger application = new AtomicInteger();
        AtomicInteger network = new AtomicInteger();
        OkHttpClient client = new OkHttpClient.Builder()
                .dns(host -> {
                    looked.add(host);
                    return List.of(InetAddress.getByName("127.0.0.1"));
                })
                .addInterceptor(chain -> {
                    application.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .addNetworkInterceptor(chain -> {
                    network.incrementAndGet();
                    return chain.proceed(chain.request()
                            .newBuilder()
                            .header("X-Trace", "trace")
                            .build());
                })
                .build();
        try (TransportServer server = TransportServer.plain(SampleClient::done)) {
            try (ClientRegistration registration = ClientRegistration.builder()
                    .endpoint(URI.create("http://as.localhost:"
                            + server.registrationEndpoint().getPort() + "/register"))
                    .okHttp(OkHttpAdapter.of(client))
                    .build()) {
                style.register(registration);
                assertThat(looked).containsExactly("as.localhost");
                assertThat(application).hasValue(1);
                assertThat(network).hasValue(1);
                assertThat(onlyRequest(server).header("X-Trace")).isEqualTo("trace");
            }
            assertThat(client.connectionPool().idleConnectionCount())
                    .as("after close()")
                    .isOne();
        } finally {
            client.connectionPool().evictAll();
        }
    }

    @ParameterizedTest
    @EnumSource
    void okHttp_ofTheSdksOwn_letsItsConnectionsGoWhenClosed(TransportCallStyle style) throws Exception {
        try (TransportServer server = TransportServer.plain(SampleClient::done)) {
            try (ClientRegistration registration = SampleClient.facade(server).build()) {
                style.register(registration);
            }
            // The server's end sees it, sooner than the four seconds that an idle connection is kept.
            server.connections().get(0).over().get(3, TimeUnit.SECONDS);
        }
    }

    /** An authenticator would send a second request by itself. */
    @ParameterizedTest
    @EnumSource
    void okHttp_authenticatorOfTheApplications_isNotAsked(TransportCallStyle style) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Authenticator authenticator = (route, response) -> {
            asked.incrementAndGet();
            return response.request()
                    .newBuilder()
                    .header("Authorization", "Basic any")
                    .build();
        };
        OkHttpClient client =
                new OkHttpClient.Builder().authenticator(authenticator).build();
        try (TransportServer server = TransportServer.plain(request -> TransportServer.answer(401, ""));
                ClientRegistration registration = SampleClient.facade(server)
                        .okHttp(OkHttpAdapter.of(client))
                        .build()) {
            style.failure(registration);
            style.failure(Operation.GET, registration);

            assertThat(asked).hasValue(0);
            assertThat(server.requests()).hasSize(2);
            assertThat(client.authenticator())
                    .as("the application's client itself")
                    .isSameAs(authenticator);
        } finally {
            client.connectionPool().evictAll();
        }
    }

    @Test
    void okHttp_withTlsOrProxy_isRefusedNamingBoth() {
        OkHttpAdapter okHttp = OkHttpAdapter.of(new OkHttpClient());
        List<Consumer<ClientRegistration.Builder>> others = List.of(
                builder -> builder.sslContext(TestCertificates.client()),
                builder -> builder.proxy(Proxy.NO_PROXY),
                builder -> builder.proxyLogin("any", Secret.of("any")));
        List<String> names = List.of("sslContext", "proxy", "proxyLogin");
        for (int i = 0; i < names.size(); i++) {
            Consumer<ClientRegistration.Builder> other = others.get(i);
            ClientRegistration.Builder builder =
                    ClientRegistration.builder().endpoint(ENDPOINT).okHttp(okHttp);
            other.accept(builder);

            assertThatIllegalStateException()
                    .isThrownBy(builder::build)
                    .withMessageContaining("okHttp(...)")
                    .withMessageContaining(names.get(i) + "(...)");

            try (ClientRegistration plain = ClientRegistration.builder()
                    .endpoint(ENDPOINT)
                    .okHttp(okHttp)
                    .build()) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> plain.derive(other))
                        .withMessageContaining("okHttp(...)");
            }
        }
    }

    // ---- endpoints and the rest

    @Test
    void build_withoutEndpoint_isRefusedByName() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ClientRegistration.builder().build())
                .withMessageContaining("endpoint(...)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://as.example.com/register",
                "ftp://as.example.com/register",
                "mailto:as@example.com",
                "/register",
                "https:///register",
                "https://user:marker@as.example.com/register",
                "https://as.example.com/register#marker"
            })
    void endpoint_thatCredentialsMustNotGoTo_isRefusedWithoutRepeatingSecrets(URI endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ClientRegistration.builder().endpoint(endpoint).build())
                .withMessageStartingWith("endpoint ")
                .satisfies(failure -> assertThat(failure).hasMessageNotContaining("marker"));
    }

    @Test
    void endpoint_ofPlainHttp_isAllowedByNameOnly() {
        URI plain = URI.create("http://as.example.com/register");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientRegistration.builder().endpoint(plain).build())
                .withMessageContaining("allowInsecureHttp()");
        ClientRegistration.builder().endpoint(plain).allowInsecureHttp().build().close();
        ClientRegistration.builder()
                .endpoint(URI.create("http://localhost:1/register"))
                .build()
                .close();
    }

    @Test
    void trustOrigin_withAPath_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientRegistration.builder()
                        .endpoint(ENDPOINT)
                        .trustOrigin(URI.create("https://admin.example.com/clients"))
                        .build())
                .withMessageContaining("trusted origin")
                .withMessageContaining("https://admin.example.com/clients");
    }

    @ParameterizedTest
    @EnumSource
    void trustOrigin_ofTheManagementUri_allowsTheTokenToGoThere(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                TransportServer admin = TransportServer.plain(SampleClient::done);
                ClientRegistration trusting =
                        SampleClient.facade(server).trustOrigin(admin.uri("")).build();
                ClientRegistration wary = SampleClient.facade(server).build()) {
            ManagementCredentials elsewhere = SampleClient.CREDENTIALS.toBuilder()
                    .registrationClientUri(admin.uri("/clients/1").toString())
                    .build();

            assertThat(Result.of(() -> style.call(() -> wary.get(elsewhere), () -> wary.getAsync(elsewhere)))
                            .error())
                    .hasValueSatisfying(failure -> assertThat(failure)
                            .hasMessageContaining("trustOrigin(")
                            .hasMessageContaining(server.uri("").toString())
                            .hasMessageContaining(admin.uri("").toString()));
            assertThat(admin.accepted()).isZero();

            style.call(() -> trusting.get(elsewhere), () -> trusting.getAsync(elsewhere));
            assertThat(onlyRequest(admin).header("Authorization")).isEqualTo("Bearer " + SampleClient.TOKEN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void includeNonJsonExcerpts_showsAPageOnlyWhenAskedFor(TransportCallStyle style) throws IOException {
        try (TransportServer server =
                        TransportServer.plain(request -> TransportServer.answer(502, "<h1>no route</h1>"));
                ClientRegistration quiet = SampleClient.facade(server).build();
                ClientRegistration showing =
                        SampleClient.facade(server).includeNonJsonExcerpts().build()) {
            assertThat(((ResultError) style.failure(quiet)).bodyExcerpt()).isEmpty();
            assertThat(((ResultError) style.failure(showing)).bodyExcerpt()).contains("<h1>no route</h1>");
        }
    }

    @Test
    void noOption_takesNull() {
        List<Consumer<ClientRegistration.Builder>> setters = List.of(
                builder -> builder.endpoint(null),
                builder -> builder.issuer(null),
                builder -> builder.profile(null),
                builder -> builder.initialAccessToken(null),
                builder -> builder.trustOrigin(null),
                builder -> builder.connectTimeout(null),
                builder -> builder.attemptTimeout(null),
                builder -> builder.callTimeout(null),
                builder -> builder.retryPolicy(null),
                builder -> builder.executor(null),
                builder -> builder.sslContext(null),
                builder -> builder.proxy(null),
                builder -> builder.proxyLogin(null, Secret.of("any")),
                builder -> builder.proxyLogin("any", null),
                builder -> builder.okHttp(null),
                builder -> builder.header(null, "any"),
                builder -> builder.header("X-Any", null),
                builder -> builder.application(null),
                builder -> builder.requestIdHeader(null),
                builder -> builder.observer(null),
                builder -> builder.guard(null));
        for (Consumer<ClientRegistration.Builder> setter : setters) {
            assertThatNullPointerException()
                    .isThrownBy(() -> setter.accept(ClientRegistration.builder()))
                    .withMessageContaining("must not be null");
        }
    }

    private static Request onlyRequest(TransportServer server) {
        assertThat(server.requests()).hasSize(1);
        return server.requests().get(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).as("in time").isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Arguments> everyOperation() {
        return ResendTest.everyOperation();
    }
}
