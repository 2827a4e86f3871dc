package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.TransportServer.Reaction;
import dev.clientregistration.error.Operation;
import dev.clientregistration.model.ClientMetadata;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One line per attempt at DEBUG, which java.util.logging calls FINE; nothing above it, and never a secret. */
@Timeout(60)
class LoggingTest {
    @ParameterizedTest
    @MethodSource("everyOperation")
    void call_answered_isOneDebugLineThatNamesOperationTargetAndStatus(Operation operation, TransportCallStyle style)
            throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server).build();
                CapturedLog log = CapturedLog.from(Level.ALL)) {
            int status = style.call(operation, registration).status();

            assertThat(log.records()).singleElement().returns(Level.FINE, LogRecord::getLevel);
            assertThat(log.records().get(0).getMessage())
                    .startsWith(operation + " attempt 1 at " + server.registrationEndpoint())
                    .contains("HTTP " + status)
                    .matches(".* in \\d+ ms");
        }
    }

    @ParameterizedTest
    @EnumSource
    void call_withRetries_isOneLinePerAttempt(TransportCallStyle style) throws IOException {
        AtomicInteger count = new AtomicInteger();
        Reaction[] reactions = {
            TransportServer.answer(503, "", "Retry-After: 0"),
            TransportServer.drop(),
            TransportServer.answer(200, SampleClient.JSON)
        };
        try (TransportServer server = TransportServer.plain(request -> reactions[count.getAndIncrement()]);
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .build();
                CapturedLog log = CapturedLog.from(Level.ALL)) {
            style.call(Operation.GET, registration);

            assertThat(log.records())
                    .extracting(LogRecord::getMessage)
                    .satisfiesExactly(
                            first -> assertThat(first).contains("attempt 1").contains("HTTP 503"),
                            second -> assertThat(second)
                                    .contains("attempt 2")
                                    .contains("IOException after the request was sent"),
                            third -> assertThat(third).contains("attempt 3").contains("HTTP 200"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void call_notSent_saysSo(TransportCallStyle style) throws IOException {
        URI nobody;
        try (TransportServer server = TransportServer.plain(SampleClient::done)) {
            nobody = server.registrationEndpoint();
        }
        try (ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(nobody)
                        .retryPolicy(RetryPolicy.never())
                        .build();
                CapturedLog log = CapturedLog.from(Level.ALL)) {
            style.failure(registration);

            assertThat(log.records())
                    .singleElement()
                    .extracting(LogRecord::getMessage)
                    .asString()
                    .contains("ConnectException before the request was sent");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everything_isBelowInfo(TransportCallStyle style) throws IOException {
        try (CapturedLog log = CapturedLog.from(Level.INFO)) {
            makeEveryKindOfCall(style);

            assertThat(log.records()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everything_holdsNoSecret(TransportCallStyle style) throws IOException {
        try (CapturedLog log = CapturedLog.from(Level.ALL)) {
            makeEveryKindOfCall(style);

            assertThat(log.records()).hasSizeGreaterThan(10).allMatch(line -> line.getLevel()
                    .equals(Level.FINE));
            assertThat(log.lines()).noneMatch(line -> line.contains("marker"));
        }
    }

    /** A name that a service of the JDK looks up, so it is not to change. */
    @Test
    void logger_isNamedAsTheModuleIs() throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server).build();
                CapturedLog log = CapturedLog.from(Level.ALL)) {
            registration.register(SampleClient.METADATA);

            assertThat(log.records()).singleElement().returns("dev.clientregistration", LogRecord::getLoggerName);
        }
    }

    /** All operations, answered in all ways, with a marker in every place that can hold a secret. */
    private static void makeEveryKindOfCall(TransportCallStyle style) throws IOException {
        List<Reaction> reactions = List.of(
                TransportServer.answer(201, SampleClient.JSON, "X-Answer: marker-answer-header"),
                TransportServer.answer(
                        400,
                        "{\"error\":\"marker-code\",\"error_description\":\"marker-description\"}",
                        "WWW-Authenticate: Bearer error=\"marker-challenge\""),
                TransportServer.answer(500, "<html>marker-page"),
                TransportServer.answer(201, "marker-unreadable"),
                TransportServer.drop(),
                TransportServer.reset());
        ManagementCredentials credentials = SampleClient.CREDENTIALS.toBuilder()
                .clientSecret(Secret.of(SampleClient.SECRET))
                .build();
        ClientMetadata metadata = SampleClient.METADATA.toBuilder()
                .softwareStatement(Secret.of("marker-software-statement"))
                .build();
        RequestOptions options =
                RequestOptions.builder().header("X-Call", "marker-call-header").build();
        RequestOptions otherToken =
                RequestOptions.builder().token(Secret.of("marker-call-token")).build();
        for (Reaction reaction : reactions) {
            try (TransportServer server = TransportServer.plain(request -> reaction);
                    ClientRegistration registration = ClientRegistration.builder()
                            .endpoint(server.uri("/register?key=marker-query"))
                            .initialAccessToken(InitialAccessToken.fixed(Secret.of("marker-initial-access-token")))
                            .header("X-Facade", "marker-facade-header")
                            .retryPolicy(RetryPolicy.never())
                            .build()) {
                for (RequestOptions each : List.of(options, otherToken)) {
                    Exchange exchange = registration.exchange();
                    Result.of(() -> style.call(
                            () -> exchange.register(metadata, each), () -> exchange.registerAsync(metadata, each)));
                    Result.of(() -> style.call(
                            () -> exchange.get(credentials, each), () -> exchange.getAsync(credentials, each)));
                    Result.of(() -> style.call(
                            () -> exchange.update(credentials, metadata, each),
                            () -> exchange.updateAsync(credentials, metadata, each)));
                    Result.of(() -> style.<Response<Void>>call(
                            () -> exchange.delete(credentials, each), () -> exchange.deleteAsync(credentials, each)));
                }
            }
        }
    }

    static Stream<Arguments> everyOperation() {
        return ResendTest.everyOperation();
    }
}
