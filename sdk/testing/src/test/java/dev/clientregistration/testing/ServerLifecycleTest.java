package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ServerLifecycleTest {
    @Test
    void close_freesThePort() throws IOException {
        MockRegistrationServer server = MockRegistrationServer.start();
        Wire.register(server, MINIMAL);
        int port = server.issuer().getPort();
        server.close();

        try (MockRegistrationServer next =
                MockRegistrationServer.builder().port(port).start()) {
            assertThat(next.issuer().getPort()).isEqualTo(port);
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void close_endsTheServersThreads() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        MockRegistrationServer server = MockRegistrationServer.start();
        Wire.register(server, MINIMAL);
        Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
        started.removeAll(before);
        List<Thread> itsThreads = started.stream()
                .filter(thread -> thread.getName().startsWith("MockWebServer"))
                .toList();
        server.close();

        assertThat(itsThreads).isNotEmpty();
        for (Thread thread : itsThreads) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void close_again_doesNothing() {
        MockRegistrationServer server = MockRegistrationServer.start();
        server.close();
        server.close();
    }

    @Test
    void close_leavesWhatWasRecordedReadable() {
        MockRegistrationServer server = MockRegistrationServer.start();
        URI issuer = server.issuer();
        Wire.register(server, MINIMAL);
        server.close();

        assertThat(server.exchanges()).hasSize(1);
        assertThat(server.clients()).hasSize(1);
        assertThat(server.issuer()).isEqualTo(issuer);
        assertThat(server.registrationEndpoint()).isEqualTo(issuer.resolve("/register"));
    }

    @Test
    void start_portTaken_saysWhich() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            MockRegistrationServer.Builder second =
                    MockRegistrationServer.builder().port(server.issuer().getPort());

            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(
                            "cannot listen on loopback port " + server.issuer().getPort());
        }
    }

    @Test
    void start_twiceFromOneBuilder_makesTwoServersThatShareNothing() {
        MockRegistrationServer.Builder builder = MockRegistrationServer.builder();
        try (MockRegistrationServer one = builder.start();
                MockRegistrationServer two = builder.start()) {
            Wire.register(one, MINIMAL);

            assertThat(one.issuer()).isNotEqualTo(two.issuer());
            assertThat(two.clients()).isEmpty();
            assertThat(two.exchanges()).isEmpty();
        }
    }

    @Test
    void requests_fromSeveralThreads_areEachHandledWholly() throws Exception {
        int threads = 8;
        int each = 10;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<List<Integer>>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(executor.submit(() -> {
                    start.await();
                    List<Integer> statuses = new ArrayList<>();
                    for (int n = 0; n < each; n++) {
                        HttpResponse<String> registered = Wire.register(server, MINIMAL);
                        statuses.add(registered.statusCode());
                        String id = json(registered).get("client_id").getAsString();
                        RegisteredClient client = server.client(id).orElseThrow();
                        statuses.add(Wire.read(client).statusCode());
                        if (n % 2 == 0) {
                            statuses.add(Wire.delete(client).statusCode());
                        }
                    }
                    return statuses;
                }));
            }
            for (Future<List<Integer>> result : results) {
                assertThat(result.get()).containsOnly(201, 200, 204).hasSize(each * 2 + each / 2);
            }
            assertThat(server.clients()).hasSize(threads * each / 2);
            assertThat(server.clients()).extracting(RegisteredClient::clientId).doesNotHaveDuplicates();
            assertThat(server.exchanges()).hasSize(threads * (each * 2 + each / 2));
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void reads_ofOneRotatingClientAtOnce_letExactlyOneIn() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                .rotateRegistrationAccessTokenOnRead(true)
                .start()) {
            RegisteredClient client = server.register(json(MINIMAL));
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(executor.submit(() -> {
                    start.await();
                    return Wire.read(client).statusCode();
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> result : results) {
                statuses.add(result.get());
            }
            assertThat(statuses).containsOnlyOnce(200);
            assertThat(server.exchanges().get(0).status()).isEqualTo(200);
            assertThat(server.exchanges()).extracting(RecordedExchange::status).containsOnlyOnce(200);
        } finally {
            executor.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void port_outOfRange_isRefused(int port) {
        assertThatThrownBy(() -> MockRegistrationServer.builder().port(port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port must be from 0 to 65535, not " + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "Bearer x", "caf\u00e9"})
    void initialAccessToken_thatCannotBeSent_isRefusedWithoutRepeatingIt(String token) {
        assertThatThrownBy(() -> MockRegistrationServer.builder().initialAccessToken(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("token must have the form of a bearer token (RFC 6750 section 2.1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999S", "PT-1S"})
    void secretLifetime_shorterThanOneSecond_isRefused(String lifetime) {
        assertThatThrownBy(() -> MockRegistrationServer.builder().secretLifetime(Duration.parse(lifetime)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("lifetime must be one second or more, not PT");
    }
}
