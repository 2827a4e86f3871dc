package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.TransportServer.Reaction;
import dev.clientregistration.TransportServer.Request;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.TransportException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proxies: what they are asked, what they are told, and what of it never shows. */
@Timeout(60)
class ProxyTest {
    private static final URI PLAIN = URI.create("http://as.example.com/register");
    private static final URI SECURE = URI.create("https://as.example.com/register");
    private static final String PASSWORD = "marker-proxy-password";
    private static final String LOGIN = "Basic "
            + Base64.getEncoder().encodeToString(("inventory:" + PASSWORD).getBytes(StandardCharsets.ISO_8859_1));
    private static final Reaction TUNNEL = TransportServer.tunnel(
            TestCertificates.server(TestCertificates.issued("as.example.com").build()));
    private static final Reaction LOGIN_WANTED =
            TransportServer.answer(407, "", "Proxy-Authenticate: Basic realm=\"proxy\"");

    // ---- http

    @ParameterizedTest
    @EnumSource
    void register_httpEndpointThroughProxy_asksItForTheWholeUri(TransportCallStyle style) throws IOException {
        try (TransportServer proxy = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(PLAIN)
                        .allowInsecureHttp()
                        .proxy(proxy.asProxy())
                        .build()) {
            assertThat(style.register(registration)).returns(201, Response::status);
            assertThat(proxy.requests())
                    .singleElement()
                    .returns("http://as.example.com/register", Request::target)
                    .returns(null, request -> request.header("Proxy-Authorization"));
        }
    }

    // ---- https

    @ParameterizedTest
    @EnumSource
    void register_httpsEndpointThroughProxy_goesThroughATunnel(TransportCallStyle style) throws IOException {
        try (TransportServer proxy = TransportServer.plain(
                        request -> request.method().equals("CONNECT") ? TUNNEL : SampleClient.done(request));
                ClientRegistration registration = facade(proxy).build()) {
            assertThat(style.register(registration)).returns(201, Response::status);
            assertThat(proxy.connects())
                    .singleElement()
                    .returns("as.example.com:443", Request::target)
                    .returns(null, request -> request.header("Proxy-Authorization"));
            assertThat(proxy.requests()).singleElement().returns("/register", Request::target);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_proxyThatWantsALogin_isGivenItForTheTunnelAndTheServerIsNot(TransportCallStyle style)
            throws IOException {
        try (TransportServer proxy =
                        TransportServer.plain(request -> !request.method().equals("CONNECT")
                                ? SampleClient.done(request)
                                : LOGIN.equals(request.header("Proxy-Authorization")) ? TUNNEL : LOGIN_WANTED);
                ClientRegistration registration = facade(proxy)
                        .proxyLogin("inventory", Secret.of(PASSWORD))
                        .build()) {
            assertThat(style.register(registration))
                    .returns(201, Response::status)
                    .returns(1, Response::attempts);
            assertThat(proxy.requests())
                    .singleElement()
                    .returns(null, request -> request.header("Proxy-Authorization"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_proxyRefusesTheLogin_isKnownNotToHaveBeenSentAndTellsNoPassword(TransportCallStyle style)
            throws IOException {
        TransportObserver observer = new TransportObserver();
        try (TransportServer proxy = TransportServer.plain(request -> LOGIN_WANTED);
                CapturedLog log = CapturedLog.from(Level.ALL);
                ClientRegistration registration = facade(proxy)
                        .proxyLogin("inventory", Secret.of(PASSWORD))
                        .observer(observer)
                        .build()) {
            RegistrationException failure = style.failure(registration);

            assertThat(failure)
                    .isInstanceOf(TransportException.class)
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome);
            assertThat(proxy.requests()).isEmpty();
            assertThat(proxy.connects())
                    .isNotEmpty()
                    .allMatch(request -> LOGIN.equals(request.header("Proxy-Authorization")));
            assertThat(List.of(
                            stackTrace(failure),
                            log.lines().toString(),
                            observer.events().toString(),
                            registration.toString()))
                    .noneMatch(text -> text.contains(PASSWORD) || text.contains(LOGIN.substring("Basic ".length())));
            assertThat(log.lines()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_proxyHangsUp_isKnownNotToHaveBeenSentAndAttemptedAgain(TransportCallStyle style) throws IOException {
        try (TransportServer proxy = TransportServer.plain(request -> TransportServer.drop());
                ClientRegistration registration = facade(proxy).build()) {
            assertThat(style.failure(registration))
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome)
                    .returns(3, RegistrationException::attempts);
            assertThat(proxy.connects()).hasSize(3);
        }
    }

    // ---- which one

    @ParameterizedTest
    @EnumSource
    void register_noProxySet_asksTheJdksSelection(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                TransportServer proxy = TransportServer.plain(SampleClient::done);
                DefaultSelection selection = new DefaultSelection(proxy.asProxy());
                ClientRegistration registration = SampleClient.facade(server).build()) {
            style.register(registration);

            assertThat(selection.asked).isTrue();
            assertThat(proxy.requests()).hasSize(1);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_noProxyByName_passesTheJdksSelectionOver(TransportCallStyle style) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                TransportServer proxy = TransportServer.plain(SampleClient::done);
                DefaultSelection selection = new DefaultSelection(proxy.asProxy());
                ClientRegistration registration =
                        SampleClient.facade(server).proxy(Proxy.NO_PROXY).build()) {
            style.register(registration);

            assertThat(selection.asked).isFalse();
            assertThat(server.requests()).hasSize(1);
            assertThat(proxy.accepted()).isZero();
        }
    }

    private static ClientRegistration.Builder facade(TransportServer proxy) {
        return ClientRegistration.builder()
                .endpoint(SECURE)
                .sslContext(TestCertificates.client())
                .proxy(proxy.asProxy())
                .retryPolicy(SampleClient.THREE_AT_ONCE);
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** The JDK's proxy selection, for as long as it is not closed. */
    private static final class DefaultSelection extends ProxySelector implements AutoCloseable {
        private final ProxySelector before = ProxySelector.getDefault();
        private final Proxy proxy;
        private volatile boolean asked;

        private DefaultSelection(Proxy proxy) {
            this.proxy = proxy;
            ProxySelector.setDefault(this);
        }

        @Override
        public List<Proxy> select(URI uri) {
            if (uri.getScheme().equals("socket")) {
                // The JDK's own sockets ask too, for SOCKS.
                return List.of(Proxy.NO_PROXY);
            }
            asked = true;
            return List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}

        @Override
        public void close() {
            ProxySelector.setDefault(before);
        }
    }
}
