package dev.clientregistration.benchmarks;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** From nothing to a server that listens, and back: once warm, as in the middle of a test suite. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MockServerStart {
    private static final int MANY = 100;

    /** This project's. */
    @Benchmark
    public Object clientRegistration() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            return server.issuer();
        }
    }

    /** What ours is built on, alone. */
    @Benchmark
    public Object mockWebServer() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.start(InetAddress.getLoopbackAddress(), 0);
            return server.getPort();
        }
    }

    /** A general HTTP mock. */
    @Benchmark
    public Object wireMock() {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort());
        server.start();
        try {
            return server.port();
        } finally {
            server.stop();
        }
    }

    /** A mock of an authorization server without registration. */
    @Benchmark
    public Object mockOAuth2Server() {
        MockOAuth2Server server = new MockOAuth2Server();
        server.start();
        try {
            return server.issuerUrl("default");
        } finally {
            server.shutdown();
        }
    }

    /** A hundred of this project's at once. */
    @Benchmark
    public Object hundredClientRegistration() {
        List<MockRegistrationServer> servers = new ArrayList<>(MANY);
        try {
            for (int i = 0; i < MANY; i++) {
                servers.add(MockRegistrationServer.start());
            }
            return servers.get(MANY - 1).issuer();
        } finally {
            servers.forEach(MockRegistrationServer::close);
        }
    }
}
