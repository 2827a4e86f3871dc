package dev.clientregistration.samples.endpoint;

import com.sun.net.httpserver.HttpServer;
import dev.clientregistration.Secret;
import dev.clientregistration.authlete.AuthleteClientRegistration;
import dev.clientregistration.testing.AuthleteSettings;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small authorization server: it has a registration endpoint, built on Authlete's API, and nothing else.
 *
 * <p>Authlete's API is a mock inside, or the real one where the environment says so. The server listens on the loopback
 * interface until the process is told to end, and then finishes what it has begun.
 */
public final class RegistrationEndpointSample implements AutoCloseable {
    private static final int DEFAULT_PORT = 8080;
    private static final int REQUESTS_AT_ONCE = 200;

    /** Less than the ten seconds after which clients begin to give up: they shall hear what happened. */
    private static final Duration AUTHLETE_LIMIT = Duration.ofSeconds(8);

    /** More than an answer can take. */
    private static final Duration SHUTDOWN_LIMIT = AUTHLETE_LIMIT.plusSeconds(2);

    private final HttpServer server;
    private final OpenRequests openRequests = new OpenRequests(REQUESTS_AT_ONCE);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Optional<MockRegistrationServer> mock;
    private final AuthleteClientRegistration authlete;

    private RegistrationEndpointSample(Settings settings) throws IOException {
        server = bind(settings.port());
        try {
            // Clients manage themselves at the URI that Authlete tells them: the service must know this endpoint's.
            mock = settings.authlete().isPresent() ? Optional.empty() : Optional.of(mock(registrationEndpoint()));
            authlete = authlete(settings.authlete().orElseGet(() -> ofMock(mock.orElseThrow())));
        } catch (RuntimeException e) {
            server.stop(0);
            throw e;
        }
        server.setExecutor(threads);
        server.createContext("/", new RegistrationEndpoint(authlete))
                .getFilters()
                .add(openRequests);
        server.start();
    }

    /** Serves until the process is told to end; exit status 1 if it cannot begin. */
    public static void main(String[] args) {
        try {
            RegistrationEndpointSample sample = start(System.getenv(), System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(sample::close, "shutdown"));
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static RegistrationEndpointSample start(Map<String, String> environment, PrintStream out) throws IOException {
        Settings settings = Settings.of(environment);
        RegistrationEndpointSample sample = new RegistrationEndpointSample(settings);
        out.println(settings.authlete()
                .map(real -> "Authlete's API is at " + real.baseUri() + ", service " + real.serviceId())
                .orElse("No AUTHLETE_ variable is set: Authlete's API is a mock inside"));
        out.println("The registration endpoint is " + sample.registrationEndpoint() + "; Ctrl-C ends it");
        out.println();
        out.println(
                "curl -i " + sample.registrationEndpoint() + " -H 'Content-Type: application/json'"
                        + " -d '{\"client_name\":\"Triangular Pretzel\",\"redirect_uris\":[\"https://example.com/callback\"]}'");
        out.println("curl -i \"$registration_client_uri\" -H \"Authorization: Bearer $registration_access_token\"");
        return sample;
    }

    URI registrationEndpoint() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort()
                + RegistrationEndpoint.PATH);
    }

    /** The mock, where Authlete's API is one. */
    Optional<MockRegistrationServer> mock() {
        return mock;
    }

    /** Answers what was begun, and nothing more; then closes what was opened. */
    @Override
    public void close() {
        try {
            openRequests.drain(SHUTDOWN_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // somebody is in a hurry
        }
        server.stop(0);
        threads.shutdownNow();
        authlete.close();
        mock.ifPresent(MockRegistrationServer::close);
    }

    /** The default port is for people who copy a command; whoever names a port means that one. */
    private static HttpServer bind(Optional<Integer> port) throws IOException {
        // The JDK's server writes headers and body one after the other: without this the body comes 40 ms late.
        System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
        try {
            return HttpServer.create(loopback(port.orElse(DEFAULT_PORT)), 0);
        } catch (BindException e) {
            if (port.isPresent()) {
                throw new IOException("PORT " + port.get() + " cannot be listened on: " + e.getMessage(), e);
            }
            return HttpServer.create(loopback(0), 0);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static AuthleteClientRegistration authlete(Settings.Authlete settings) {
        return AuthleteClientRegistration.builder()
                .baseUri(settings.baseUri())
                .serviceId(settings.serviceId())
                .accessToken(settings.accessToken())
                .callTimeout(AUTHLETE_LIMIT)
                .application("registration-endpoint-sample")
                .build();
    }

    private static MockRegistrationServer mock(URI registrationEndpoint) {
        return MockRegistrationServer.builder()
                .dialect(Dialect.AUTHLETE)
                .authlete(AuthleteSettings.builder()
                        .registrationEndpoint(registrationEndpoint)
                        .unauthorizedOnClientConfigSupported(true)
                        .build())
                .start();
    }

    private static Settings.Authlete ofMock(MockRegistrationServer mock) {
        return new Settings.Authlete(mock.issuer(), "21653835348762", Secret.of("access-token-of-the-mock"));
    }
}
