package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ParallelServersTest {
    private static final int SERVERS = 100;

    @Test
    void hundredServers_atOnce_shareNothing() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(SERVERS);
        CyclicBarrier allAreThere = new CyclicBarrier(SERVERS);
        try {
            List<Future<Integer>> ports = new ArrayList<>();
            for (int i = 0; i < SERVERS; i++) {
                int number = i;
                ports.add(executor.submit(() -> use(number, allAreThere)));
            }
            List<Integer> used = new ArrayList<>();
            for (Future<Integer> port : ports) {
                used.add(port.get());
            }
            assertThat(used).hasSize(SERVERS).doesNotHaveDuplicates();
        } finally {
            executor.shutdownNow();
        }
    }

    /** Every second server speaks https, and each loses the reply to its first registration. */
    private static int use(int number, CyclicBarrier allAreThere) throws Exception {
        MockRegistrationServer.Builder builder = MockRegistrationServer.builder();
        try (MockRegistrationServer server =
                number % 2 == 0 ? builder.start() : builder.tls().start()) {
            allAreThere.await(60, TimeUnit.SECONDS);
            server.fault(Fault.dropAfterApplying());
            assertThat(RawWire.exchange(server, RawWire.registration(MINIMAL))).isEmpty();
            assertThat(RawWire.exchange(server, RawWire.registration(MINIMAL))).startsWith("HTTP/1.1 201");
            allAreThere.await(60, TimeUnit.SECONDS);
            assertThat(server.ledger()).hasSize(2);
            assertThat(server.clients()).hasSize(2);
            assertThat(server.exchanges()).hasSize(2);
            assertThat(server.faults().active()).isEmpty();
            return server.issuer().getPort();
        }
    }
}
