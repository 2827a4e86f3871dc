package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clientregistration.TransportServer.Greeting;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom the facade trusts, how it authenticates itself, and what it makes of a TLS that does not come about. */
@Timeout(60)
class TlsTest {
    /** RFC 8446 section 6: a fatal alert of a TLS record, here "protocol_version". */
    private static final byte[] PROTOCOL_VERSION_ALERT = {21, 3, 3, 0, 2, 2, 70};

    @ParameterizedTest
    @EnumSource
    void register_serverOfAPrivateAuthority_isTrustedByItsContext(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.tls(TestCertificates.server(), SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .sslContext(TestCertificates.client())
                        .build()) {
            assertThat(style.register(registration)).returns(201, Response::status);
            assertThat(server.requests()).hasSize(1);
        }
    }

    // ---- whom not to trust

    @ParameterizedTest
    @MethodSource("everyOperation")
    void call_serverOfAnUnknownAuthority_isNotSentAndNotRepeated(Operation operation, TransportCallStyle style)
            throws IOException {
        try (TransportServer server = TransportServer.tls(TestCertificates.server(), SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .build()) {
            assertRefused(operation, style, registration, server);
        }
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void call_certificateOfAnotherHost_isNotSentAndNotRepeated(Operation operation, TransportCallStyle style)
            throws IOException {
        HeldCertificate other = TestCertificates.issued("as.example.com").build();
        assertRefused(operation, style, other);
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void call_expiredCertificate_isNotSentAndNotRepeated(Operation operation, TransportCallStyle style)
            throws IOException {
        assertRefused(operation, style, TestCertificates.expired());
    }

    private static void assertRefused(Operation operation, TransportCallStyle style, HeldCertificate shown)
            throws IOException {
        try (TransportServer server = TransportServer.tls(TestCertificates.server(shown), SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .sslContext(TestCertificates.client())
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .build()) {
            assertRefused(operation, style, registration, server);
        }
    }

    private static void assertRefused(
            Operation operation, TransportCallStyle style, ClientRegistration registration, TransportServer server) {
        assertThat(style.failure(operation, registration))
                .isInstanceOf(TransportException.class)
                .returns(Outcome.NOT_APPLIED, RegistrationException::outcome)
                .returns(1, RegistrationException::attempts);
        assertThat(server.requests()).isEmpty();
        assertThat(server.accepted()).isOne();
    }

    // ---- mutual TLS

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void register_serverDemandsAClientCertificate_isGivenTheContexts(TransportCallStyle style, String protocol)
            throws IOException {
        try (TransportServer server =
                        TransportServer.mutualTls(TestCertificates.server(), protocol, SampleClient::done);
                ClientRegistration registration = SampleClient.facade(server)
                        .sslContext(TestCertificates.clientWithCertificate())
                        .build()) {
            assertThat(style.register(registration)).returns(201, Response::status);
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** With TLS 1.2 the handshake fails before anything is sent. */
    @ParameterizedTest
    @EnumSource
    void register_clientCertificateIsMissing_isKnownNotToHaveBeenSent(TransportCallStyle style) throws IOException {
        try (TransportServer server =
                        TransportServer.mutualTls(TestCertificates.server(), "TLSv1.2", SampleClient::done);
                ClientRegistration registration = withoutCertificate(server)) {
            assertThat(style.failure(registration))
                    .isInstanceOf(TransportException.class)
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome);
            assertThat(server.requests()).isEmpty();
        }
    }

    /**
     * With TLS 1.3 the client's handshake is over before the server has looked for the certificate, so the request may be
     * on its way already: whichever it was, the outcome says it.
     */
    @ParameterizedTest
    @EnumSource
    void register_clientCertificateIsMissingInTls13_outcomeSaysWhetherItWasSent(TransportCallStyle style)
            throws IOException {
        TransportObserver observer = new TransportObserver();
        try (TransportServer server =
                        TransportServer.mutualTls(TestCertificates.server(), "TLSv1.3", SampleClient::done);
                ClientRegistration registration = withoutCertificate(server)
                        .derive(options -> options.observer(observer).retryPolicy(RetryPolicy.never()))) {
            assertThat(style.failure(registration))
                    .isInstanceOf(TransportException.class)
                    .returns(
                            observer.onlyAttempt().sent() ? Outcome.UNKNOWN : Outcome.NOT_APPLIED,
                            RegistrationException::outcome)
                    .returns(1, RegistrationException::attempts);
            assertThat(server.requests()).isEmpty();
        }
    }

    private static ClientRegistration withoutCertificate(TransportServer server) {
        return SampleClient.facade(server)
                .sslContext(TestCertificates.client())
                .retryPolicy(SampleClient.THREE_AT_ONCE)
                .build();
    }

    // ---- TLS that does not come about

    @ParameterizedTest
    @MethodSource("everyOperation")
    void call_handshakeBrokenOff_isAttemptedAgainAndKnownNotToHaveBeenSent(
            Operation operation, TransportCallStyle style) throws IOException {
        try (TransportServer server = brokenOff();
                ClientRegistration registration = withoutCertificate(server)) {
            assertThat(style.failure(operation, registration))
                    .isInstanceOf(TransportException.class)
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome)
                    .returns(3, RegistrationException::attempts);
            assertThat(server.accepted()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void call_serverOfPlainHttpAtAnHttpsAddress_isNotSentAndNotRepeated(Operation operation, TransportCallStyle style)
            throws IOException {
        Greeting plainHttp = connection -> {
            connection.awaitFirstByte();
            TransportServer.answer(400, "This port wants no TLS")
                    .then(TransportServer.silence())
                    .on(connection);
        };
        try (TransportServer server = TransportServer.notTls(plainHttp);
                ClientRegistration registration = withoutCertificate(server)) {
            assertRefused(operation, style, registration, server);
        }
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void call_serverRefusesTheTlsVersion_isNotSentAndNotRepeated(Operation operation, TransportCallStyle style)
            throws IOException {
        Greeting refusal = connection -> {
            connection.awaitFirstByte();
            connection.write(PROTOCOL_VERSION_ALERT);
            TransportServer.silence().on(connection);
        };
        try (TransportServer server = TransportServer.notTls(refusal);
                ClientRegistration registration = withoutCertificate(server)) {
            assertRefused(operation, style, registration, server);
        }
    }

    /** The limit of connecting counts for the handshake too, long before the deadline of the call. */
    @ParameterizedTest
    @EnumSource
    void register_handshakeThatHangs_endsWithTheConnectTimeout(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.notTls(TransportServer.silence()::on);
                ClientRegistration registration = SampleClient.facade(server)
                        .connectTimeout(Duration.ofMillis(100))
                        .retryPolicy(SampleClient.THREE_AT_ONCE)
                        .build()) {
            assertThat(style.failure(registration))
                    .isInstanceOf(TransportException.class)
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome)
                    .returns(3, RegistrationException::attempts);
            assertThat(server.accepted()).isEqualTo(3);
        }
    }

    private static TransportServer brokenOff() throws IOException {
        return TransportServer.notTls(connection -> {
            connection.awaitFirstByte();
            connection.close();
        });
    }

    static Stream<Arguments> everyProtocol() {
        return Stream.of("TLSv1.2", "TLSv1.3")
                .flatMap(protocol -> Stream.of(TransportCallStyle.values()).map(style -> arguments(style, protocol)));
    }

    static Stream<Arguments> everyOperation() {
        return ResendTest.everyOperation();
    }
}
