package dev.clientregistration.benchmarks;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One register on a kept connection: through the facade, and by bare OkHttp, at the same server. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RegisterCall {
    private static final String ANSWER = "{\"client_id\":\"s6BhdRkqt3\",\"client_secret\":\"EXAMPLE-secret\","
            + "\"client_secret_expires_at\":0,\"client_id_issued_at\":1577858400,"
            + "\"registration_access_token\":\"EXAMPLE-token\",\"registration_client_uri\":\"http://127.0.0.1/register/s6\","
            + "\"client_name\":\"Triangular Pretzel\",\"redirect_uris\":[\"https://example.com/callback\"],"
            + "\"grant_types\":[\"authorization_code\"],\"token_endpoint_auth_method\":\"client_secret_basic\"}";

    private final ClientMetadata metadata = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();
    private final RequestBody body = RequestBody.create(metadata.toJson(), MediaType.get("application/json"));
    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient okHttp = new OkHttpClient();
    private ClientRegistration registration;
    private Request request;

    /** Starts the server. */
    @Setup(Level.Trial)
    public void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest asked) {
                return new MockResponse.Builder()
                        .code(201)
                        .setHeader("Content-Type", "application/json")
                        .body(ANSWER)
                        .build();
            }
        });
        server.setServerSocketFactory(new PromptSockets());
        server.start(InetAddress.getLoopbackAddress(), 0);
        URI endpoint = URI.create("http://127.0.0.1:" + server.getPort() + "/register");
        registration = ClientRegistration.builder().endpoint(endpoint).build();
        request = new Request.Builder().url(endpoint.toString()).post(body).build();
    }

    /** Stops everything. */
    @TearDown(Level.Trial)
    public void stop() {
        registration.close();
        okHttp.connectionPool().evictAll();
        server.close();
    }

    /** The facade: retries, deadline, checks, typed answer. */
    @Benchmark
    public ClientInformation facade() {
        return registration.register(metadata);
    }

    /** The least that the same request takes. */
    @Benchmark
    public ClientInformation bareOkHttp() throws IOException {
        try (Response response = okHttp.newCall(request).execute()) {
            return ClientInformation.fromJson(response.body().string());
        }
    }
}
