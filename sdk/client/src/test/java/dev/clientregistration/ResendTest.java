package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clientregistration.TransportServer.Reaction;
import dev.clientregistration.TransportServer.Request;
import dev.clientregistration.TransportServer.Script;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.okhttp.OkHttpAdapter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing below the engine sends a request a second time. On its own OkHttp does, unseen: it repeats what was lost on a
 * pooled connection, a 408, a 503 with {@code Retry-After: 0}, and follows redirects. Servers count here.
 */
@Timeout(60)
class ResendTest {
    private static final URI ELSEWHERE = URI.create("http://as.example.com/register");

    // ---- a pooled connection that dies under a request

    @ParameterizedTest
    @EnumSource
    void register_pooledConnectionDroppedAfterReading_isUnknownAndNotSentAgain(TransportCallStyle style)
            throws IOException {
        try (TransportServer server = TransportServer.plain(doneOnceThen(TransportServer.drop()));
                ClientRegistration registration = SampleClient.facade(server).build()) {
            assertSecondRegisterIsLost(style, registration, server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_pooledConnectionResetAfterReading_isUnknownAndNotSentAgain(TransportCallStyle style)
            throws IOException {
        try (TransportServer server = TransportServer.plain(doneOnceThen(TransportServer.reset()));
                ClientRegistration registration = SampleClient.facade(server).build()) {
            assertSecondRegisterIsLost(style, registration, server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_pooledTlsConnectionDroppedAfterReading_isUnknownAndNotSentAgain(TransportCallStyle style)
            throws IOException {
        try (TransportServer server =
                        TransportServer.tls(TestCertificates.server(), doneOnceThen(TransportServer.drop()));
                ClientRegistration registration = SampleClient.facade(server)
                        .sslContext(TestCertificates.client())
                        .build()) {
            assertSecondRegisterIsLost(style, registration, server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_pooledConnectionToProxyDroppedAfterReading_isUnknownAndNotSentAgain(TransportCallStyle style)
            throws IOException {
        try (TransportServer proxy = TransportServer.plain(doneOnceThen(TransportServer.drop()));
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(ELSEWHERE)
                        .allowInsecureHttp()
                        .proxy(proxy.asProxy())
                        .build()) {
            assertSecondRegisterIsLost(style, registration, proxy);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_pooledTunnelDroppedAfterReading_isUnknownAndNotSentAgain(TransportCallStyle style)
            throws IOException {
        Reaction tunnel = TransportServer.tunnel(TestCertificates.server(
                TestCertificates.issued("as.example.com").build()));
        Script origin = doneOnceThen(TransportServer.drop());
        try (TransportServer proxy = TransportServer.plain(
                        request -> request.method().equals("CONNECT") ? tunnel : origin.to(request));
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(URI.create("https://as.example.com/register"))
                        .sslContext(TestCertificates.client())
                        .proxy(proxy.asProxy())
                        .build()) {
            assertSecondRegisterIsLost(style, registration, proxy);
            assertThat(proxy.connects()).hasSize(1);
        }
    }

    private static void assertSecondRegisterIsLost(
            TransportCallStyle style, ClientRegistration registration, TransportServer server) {
        style.register(registration);

        assertThat(style.failure(registration))
                .isInstanceOf(TransportException.class)
                .returns(Outcome.UNKNOWN, RegistrationException::outcome)
                .returns(1, RegistrationException::attempts);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.accepted())
                .as("connections: the second request went out on the first one's")
                .isOne();
    }

    /** Operations that OkHttp takes for harmless to repeat, and the one that it takes for the opposite. */
    @ParameterizedTest
    @MethodSource("everyOperation")
    void pooledConnectionDroppedAfterReading_withoutRetries_isSentOnce(Operation operation, TransportCallStyle style)
            throws IOException {
        try (TransportServer server = TransportServer.plain(doneOnceThen(TransportServer.drop()));
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            style.call(operation, registration);

            assertThat(style.failure(operation, registration))
                    .isInstanceOf(TransportException.class)
                    .returns(Outcome.UNKNOWN, RegistrationException::outcome)
                    .returns(1, RegistrationException::attempts);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.accepted()).isOne();
        }
    }

    // ---- answers that make OkHttp send again

    @ParameterizedTest
    @MethodSource("answersThatOkHttpActsOn")
    void answer_withoutRetries_isTheCallersAndNothingIsSentAgain(
            Operation operation, TransportCallStyle style, int status, String header, Outcome outcome)
            throws IOException {
        try (TransportServer server = TransportServer.plain(request -> TransportServer.answer(status, "", header));
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            assertThat(style.failure(operation, registration))
                    .asInstanceOf(type(ResultError.class))
                    .returns(status, ResultError::httpStatus)
                    .returns(outcome, ResultError::outcome)
                    .returns(1, ResultError::attempts);
            assertThat(server.requests())
                    .extracting(Request::target)
                    .hasSize(1)
                    .noneMatch(target -> target.contains("elsewhere"));
        }
    }

    static Stream<Arguments> answersThatOkHttpActsOn() {
        return everyOperation()
                .map(Arguments::get)
                .flatMap(of -> Stream.of(
                        arguments(of[0], of[1], 503, "Retry-After: 0", Outcome.NOT_APPLIED),
                        arguments(of[0], of[1], 408, "X-Any: any", Outcome.NOT_APPLIED),
                        arguments(of[0], of[1], 408, "Connection: close", Outcome.NOT_APPLIED),
                        arguments(of[0], of[1], 301, "Location: /elsewhere", Outcome.NOT_APPLIED),
                        arguments(of[0], of[1], 302, "Location: /elsewhere", Outcome.NOT_APPLIED),
                        arguments(of[0], of[1], 303, "Location: /elsewhere", Outcome.UNKNOWN),
                        arguments(of[0], of[1], 307, "Location: /elsewhere", Outcome.NOT_APPLIED),
                        arguments(of[0], of[1], 308, "Location: /elsewhere", Outcome.NOT_APPLIED),
                        arguments(of[0], of[1], 401, "WWW-Authenticate: Basic realm=any", Outcome.NOT_APPLIED),
                        arguments(of[0], of[1], 421, "X-Any: any", Outcome.NOT_APPLIED)));
    }

    @ParameterizedTest
    @MethodSource("wordsThatNothingWasDone")
    void register_serverSaysThatItDidNothing_isSentOncePerAttemptOfTheEngine(
            TransportCallStyle style, int status, String header) throws IOException {
        try (TransportServer server = TransportServer.plain(request -> TransportServer.answer(status, "", header));
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .build()) {
            assertThat(style.failure(registration))
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome)
                    .returns(3, RegistrationException::attempts);
            assertThat(server.requests()).hasSize(3);
        }
    }

    static Stream<Arguments> wordsThatNothingWasDone() {
        return Stream.of(TransportCallStyle.values())
                .flatMap(style -> Stream.of(
                        arguments(style, 503, "Retry-After: 0"),
                        arguments(style, 408, "X-Any: any"),
                        arguments(style, 408, "Connection: close")));
    }

    @ParameterizedTest
    @EnumSource
    void unavailable_hiddenFromOkHttp_stillTellsTheCallerWhenToComeBack(TransportCallStyle style) throws IOException {
        try (TransportServer server =
                        TransportServer.plain(request -> TransportServer.answer(503, "", "Retry-After: 7"));
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            ResultError failure = (ResultError) style.failure(registration);

            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        }
    }

    // ---- what OkHttp may still do: look for an address that can be reached

    @ParameterizedTest
    @EnumSource
    void register_firstAddressRefuses_goesToTheNextInTheSameAttempt(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(URI.create("http://two-addresses.localhost:"
                                + server.registrationEndpoint().getPort() + "/register"))
                        .okHttp(OkHttpAdapter.of(new OkHttpClient.Builder()
                                // Nobody listens at the first one.
                                .dns(host ->
                                        List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")))
                                .build()))
                        .build()) {
            assertThat(style.register(registration)).returns(1, Response::attempts);
            assertThat(server.requests()).hasSize(1);
        }
    }

    // ---- applications' interceptors

    @ParameterizedTest
    @EnumSource
    void register_interceptorThatProceedsTwice_getsOneRequestOntoTheWire(TransportCallStyle style) throws IOException {
        Interceptor twice = chain -> {
            chain.proceed(chain.request()).close();
            return chain.proceed(chain.request());
        };
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .okHttp(OkHttpAdapter.of(
                                new OkHttpClient.Builder().addInterceptor(twice).build()))
                        .build()) {
            assertThat(style.failure(registration))
                    .isInstanceOf(UnreadableResponseException.class)
                    .returns(Outcome.APPLIED, RegistrationException::outcome)
                    .returns(1, RegistrationException::attempts);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_interceptorThatTriesAgainAfterAFailure_getsOneRequestOntoTheWire(TransportCallStyle style)
            throws IOException {
        Interceptor stubborn = chain -> {
            try {
                return chain.proceed(chain.request());
            } catch (IOException e) {
                return chain.proceed(chain.request());
            }
        };
        try (TransportServer server = TransportServer.plain(request -> TransportServer.drop());
                ClientRegistration registration = SampleClient.facade(server)
                        .okHttp(OkHttpAdapter.of(new OkHttpClient.Builder()
                                .addInterceptor(stubborn)
                                .retryOnConnectionFailure(true)
                                .followRedirects(true)
                                .build()))
                        .build()) {
            assertThat(style.failure(registration)).returns(Outcome.UNKNOWN, RegistrationException::outcome);
            assertThat(server.requests()).hasSize(1);
        }
    }

    // ---- HTTP/2

    @ParameterizedTest
    @MethodSource("http2Endings")
    void register_http2RequestCutOff_isUnknownAndNotSentAgain(TransportCallStyle style, Cut cut) throws Exception {
        try (MockWebServer server = http2();
                ClientRegistration registration = http2Facade(server, new TransportObserver())) {
            server.enqueue(cut.answer);
            server.enqueue(created());

            assertThat(style.failure(registration))
                    .isInstanceOf(TransportException.class)
                    .returns(Outcome.UNKNOWN, RegistrationException::outcome)
                    .returns(1, RegistrationException::attempts);
            assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
            assertThat(server.getRequestCount()).isOne();
        }
    }

    /** A stream that is reset says nothing of what became of its request, not even by the code that is meant to. */
    @ParameterizedTest
    @MethodSource("http2Endings")
    void get_http2RequestCutOff_countsAsSentAndIsAttemptedAgainByTheEngineOnly(TransportCallStyle style, Cut cut)
            throws IOException {
        TransportObserver observer = new TransportObserver();
        try (MockWebServer server = http2();
                ClientRegistration registration = http2Facade(server, observer)) {
            server.enqueue(cut.answer);
            server.enqueue(created());

            assertThat(style.call(Operation.GET, registration)).returns(2, Response::attempts);
            assertThat(server.getRequestCount()).isEqualTo(2);
            assertThat(observer.events(CallObserver.AttemptFinished.class))
                    .extracting(CallObserver.AttemptFinished::sent)
                    .containsExactly(true, true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_http2ConnectionThatTheServerTookLeaveOf_goesOutOnAnother(TransportCallStyle style) throws Exception {
        AtomicReference<Connection> connection = new AtomicReference<>();
        OkHttpClient client = new OkHttpClient.Builder()
                .sslSocketFactory(TestCertificates.client().getSocketFactory(), TestCertificates.clientTrust())
                .addNetworkInterceptor(chain -> {
                    connection.set(chain.connection());
                    return chain.proceed(chain.request());
                })
                .build();
        try (MockWebServer server = http2();
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(endpoint(server))
                        .okHttp(OkHttpAdapter.of(client))
                        .build()) {
            server.enqueue(created()
                    .newBuilder()
                    .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                    .build());
            server.enqueue(created());
            style.register(registration);
            while (isHealthy(connection.get())) {
                // The GOAWAY comes behind the answer, by a thread of OkHttp's.
                Thread.yield();
            }

            assertThat(style.register(registration)).returns(1, Response::attempts);
            assertThat(server.takeRequest())
                    .returns("HTTP/2", RecordedRequest::getVersion)
                    .returns(0, RecordedRequest::getConnectionIndex);
            assertThat(server.takeRequest()).returns("HTTP/2", RecordedRequest::getVersion);
            assertThat(server.getRequestCount()).isEqualTo(2);
        } finally {
            client.connectionPool().evictAll();
        }
    }

    static Stream<Arguments> http2Endings() {
        return Stream.of(TransportCallStyle.values())
                .flatMap(style -> Stream.of(Cut.values()).map(cut -> arguments(style, cut)));
    }

    /** How an HTTP/2 server can leave a request without an answer. Error codes: RFC 9113 section 7. */
    private enum Cut {
        RESET_INTERNAL_ERROR(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseStream(2))),
        RESET_REFUSED_STREAM(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseStream(7))),
        RESET_CANCEL(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseStream(8))),
        RESET_REFUSED_STREAM_AFTER_THE_HEADERS(
                new MockResponse.Builder().onRequestStart(new SocketEffect.CloseStream(7))),
        CONNECTION_CLOSED(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));

        private final MockResponse answer;

        Cut(MockResponse.Builder answer) {
            this.answer = answer.build();
        }
    }

    /** Whether OkHttp would use the connection again; nothing of its public API tells. */
    private static boolean isHealthy(Connection connection) throws ReflectiveOperationException {
        return (boolean)
                connection.getClass().getMethod("isHealthy", boolean.class).invoke(connection, false);
    }

    private static MockResponse created() {
        return new MockResponse.Builder().code(201).body(SampleClient.JSON).build();
    }

    private static MockWebServer http2() throws IOException {
        MockWebServer server = new MockWebServer();
        server.useHttps(TestCertificates.server().getSocketFactory());
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        return server;
    }

    private static URI endpoint(MockWebServer server) {
        return URI.create("https://127.0.0.1:" + server.getPort() + "/register");
    }

    private static ClientRegistration http2Facade(MockWebServer server, CallObserver observer) {
        return ClientRegistration.builder()
                .endpoint(endpoint(server))
                .sslContext(TestCertificates.client())
                .retryPolicy(SampleClient.THREE_AT_ONCE)
                .observer(observer)
                .build();
    }

    private static Script doneOnceThen(Reaction reaction) {
        AtomicBoolean done = new AtomicBoolean();
        return request -> done.compareAndSet(false, true) ? SampleClient.done(request) : reaction;
    }

    static Stream<Arguments> everyOperation() {
        return StandardOperations.ALL.stream()
                .flatMap(operation -> Stream.of(TransportCallStyle.values()).map(style -> arguments(operation, style)));
    }
}
