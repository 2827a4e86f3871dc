package dev.clientregistration.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The first server of a fresh JVM, classes loaded and all: what a single test waits for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(10)
public class MockServerFirstStart {
    private final MockServerStart start = new MockServerStart();

    /** This project's. */
    @Benchmark
    public Object clientRegistration() {
        return start.clientRegistration();
    }

    /** What ours is built on, alone. */
    @Benchmark
    public Object mockWebServer() throws IOException {
        return start.mockWebServer();
    }

    /** A general HTTP mock. */
    @Benchmark
    public Object wireMock() {
        return start.wireMock();
    }

    /** A mock of an authorization server without registration. */
    @Benchmark
    public Object mockOAuth2Server() {
        return start.mockOAuth2Server();
    }
}
