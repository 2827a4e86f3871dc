package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.TransportServer.Request;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.internal.engine.EngineEnvironment;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.okhttp.OkHttpAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option that can come from outside, by what it does to calls. */
@Timeout(60)
class EnvironmentOptionTest {
    /** What calls of a facade made of this builder show of the option; {@code expected} is only what to wait for. */
    private interface Probe {
        String see(ClientRegistration.Builder builder, String expected) throws IOException;
    }

    /**
     * An option under test.
     *
     * @param bad a value that it refuses, with "marker" in it
     * @param untouched what is seen when nobody sets it, or null where that would take too long to see
     * @param one a value, and what is seen of it
     * @param another another value, and what is seen of it
     * @param setter what an application would call, and what is seen when the value {@code one} was set before
     */
    private record Subject(
            EnvironmentOption option,
            Probe probe,
            String bad,
            String untouched,
            Seen one,
            Seen another,
            Consumer<ClientRegistration.Builder> setter,
            String seenOfSetter) {
        @Override
        public String toString() {
            return option.name();
        }
    }

    private record Seen(String value, String seen) {}

    /** What a register at a closed facade says of where it would have gone. */
    private static String placeOfARegister(ClientRegistration.Builder builder) {
        ClientRegistration registration = builder.build();
        registration.close();
        CallRefusedException refused = catchThrowableOfType(
                CallRefusedException.class,
                () -> registration.register(ClientMetadata.builder().build()));
        return refused.getMessage().replaceFirst("register at (\\S+) was ended.*", "$1");
    }

    private static Seen seen(String value) {
        return new Seen(value, value);
    }

    static Stream<Subject> subjects() {
        return Stream.of(
                new Subject(
                        EnvironmentOption.ENDPOINT,
                        (builder, expected) ->
                                credentials(builder).endpoint().orElseThrow().toString(),
                        "https://mar ker.example.com marker",
                        "http://localhost:1/before",
                        seen("https://one.example.com/register"),
                        seen("https://another.example.com/register"),
                        builder -> builder.endpoint(URI.create("https://setter.example.com/register")),
                        "https://setter.example.com/register"),
                new Subject(
                        EnvironmentOption.ISSUER,
                        (builder, expected) -> placeOfARegister(builder),
                        "https://mar ker.example.com marker",
                        "http://localhost:1/before",
                        seen("https://one.example.com"),
                        seen("https://another.example.com"),
                        builder -> builder.issuer(URI.create("https://setter.example.com")),
                        "https://setter.example.com"),
                new Subject(
                        EnvironmentOption.PROFILE,
                        (builder, expected) ->
                                credentials(builder).profile().orElseThrow().name(),
                        "marker",
                        "standard",
                        seen("keycloak"),
                        seen("hydra"),
                        builder -> builder.profile(ServerProfile.STANDARD),
                        "standard"),
                new Subject(
                        EnvironmentOption.INITIAL_ACCESS_TOKEN,
                        (builder, expected) -> String.valueOf(request(builder).header("Authorization")),
                        "mar ker marker",
                        "null",
                        new Seen("one", "Bearer one"),
                        new Seen("another", "Bearer another"),
                        builder -> builder.initialAccessToken(InitialAccessToken.fixed(Secret.of("setter"))),
                        "Bearer setter"),
                new Subject(
                        EnvironmentOption.CALL_TIMEOUT,
                        (builder, expected) -> {
                            TimerByHand timer = new TimerByHand();
                            request(builder.environment(timer.environment()));
                            return timer.next().delay().toString();
                        },
                        "marker",
                        "PT30S",
                        seen("PT1M"),
                        seen("PT1.5S"),
                        builder -> builder.callTimeout(Duration.ofSeconds(7)),
                        "PT7S"),
                new Subject(
                        EnvironmentOption.ATTEMPT_TIMEOUT,
                        (builder, expected) -> ofTheChain(
                                builder,
                                chain -> Duration.ofNanos(chain.call().timeout().timeoutNanos())),
                        "marker",
                        "PT10S",
                        seen("PT20S"),
                        seen("PT1.5S"),
                        builder -> builder.attemptTimeout(Duration.ofSeconds(7)),
                        "PT7S"),
                new Subject(
                        EnvironmentOption.CONNECT_TIMEOUT,
                        (builder, expected) ->
                                ofTheChain(builder, chain -> Duration.ofMillis(chain.connectTimeoutMillis())),
                        "marker",
                        "PT5S",
                        seen("PT20S"),
                        seen("PT1.5S"),
                        builder -> builder.connectTimeout(Duration.ofSeconds(7)),
                        "PT7S"),
                new Subject(
                        EnvironmentOption.MAX_ATTEMPTS,
                        EnvironmentOptionTest::attempts,
                        "marker",
                        "3",
                        seen("2"),
                        seen("5"),
                        builder -> builder.retryPolicy(RetryPolicy.never()),
                        "1"),
                new Subject(
                        EnvironmentOption.MAX_CONCURRENT_CALLS,
                        (builder, expected) ->
                                String.valueOf(BuilderOptionsTest.mostAtOnce(Integer.parseInt(expected), builder)),
                        "marker",
                        null,
                        seen("2"),
                        seen("4"),
                        builder -> builder.maxConcurrentCalls(3),
                        "3"),
                new Subject(
                        EnvironmentOption.ALLOW_INSECURE_HTTP,
                        EnvironmentOptionTest::insecureHttp,
                        "marker",
                        "refused",
                        new Seen("false", "refused"),
                        new Seen("true", "allowed"),
                        builder -> builder.allowInsecureHttp(),
                        "allowed"),
                new Subject(
                        EnvironmentOption.TRUST_ORIGINS,
                        EnvironmentOptionTest::trusted,
                        "https://mar[ker marker",
                        "",
                        new Seen("http://127.0.0.1:1", "1"),
                        new Seen("http://127.0.0.1:2  http://127.0.0.1:3", "2 3"),
                        builder -> builder.trustOrigin(URI.create("http://127.0.0.1:4")),
                        "1 4"),
                new Subject(
                        EnvironmentOption.PROXY,
                        EnvironmentOptionTest::proxy,
                        "marker",
                        "none",
                        seen("127.0.0.1:1"),
                        seen("127.0.0.1:2"),
                        builder -> builder.proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 4))),
                        "127.0.0.1:4"),
                new Subject(
                        EnvironmentOption.APPLICATION,
                        (builder, expected) ->
                                request(builder).header("User-Agent").replaceAll("[ /].*", ""),
                        "mark\u00e9r marker",
                        "client-registration-sdk-java",
                        seen("one"),
                        seen("another"),
                        builder -> builder.application("setter/1.0"),
                        "setter"),
                new Subject(
                        EnvironmentOption.REQUEST_ID_HEADER,
                        (builder, expected) -> request(builder).headers().keySet().stream()
                                .filter(name -> name.startsWith("X-"))
                                .collect(Collectors.joining()),
                        "mar ker marker",
                        "",
                        seen("X-One"),
                        seen("X-Another"),
                        builder -> builder.requestIdHeader("X-Setter"),
                        "X-Setter"));
    }

    @Test
    void endpointAndIssuer_bothGiven_areRefusedNamingBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientRegistration.builder()
                        .fromEnvironment(
                                name -> name.equals("clientregistration.issuer") ? "https://as.example.com" : null,
                                name -> name.equals("CLIENT_REGISTRATION_ENDPOINT")
                                        ? "https://as.example.com/register"
                                        : null))
                .withMessage("CLIENT_REGISTRATION_ENDPOINT and clientregistration.issuer exclude each other: the"
                        + " issuer's metadata names the endpoint");
    }

    @Test
    void blankProperty_doesNotHideTheVariable() {
        ClientRegistration.Builder builder = ClientRegistration.builder()
                .fromEnvironment(
                        name -> name.equals("clientregistration.endpoint") ? " " : null,
                        name -> name.equals("CLIENT_REGISTRATION_ENDPOINT") ? "https://one.example.com/r" : null);

        assertThat(placeOfARegister(builder)).isEqualTo("https://one.example.com/r");
    }

    @Test
    void endpointThatCannotBeOne_isRefusedNamingTheVariable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientRegistration.builder()
                        .fromEnvironment(
                                name -> null,
                                name -> name.equals("CLIENT_REGISTRATION_ENDPOINT") ? "ftp://as.example.com/r" : null))
                .withMessage("CLIENT_REGISTRATION_ENDPOINT cannot be used as registration endpoint: it must be an"
                        + " https URI");
    }

    @Test
    void everyOption_isUnderTest() {
        assertThat(subjects().map(Subject::option)).containsExactly(EnvironmentOption.values());
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void variable_isTakenOverAndReplacesWhatWasSetBefore(Subject subject) throws IOException {
        for (Seen each : List.of(subject.one, subject.another)) {
            assertThat(subject.probe.see(
                            fromEnvironment(Map.of(), Map.of(subject.option.variable(), "  " + each.value + " ")),
                            each.seen))
                    .isEqualTo(each.seen);
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void property_goesBeforeTheVariable(Subject subject) throws IOException {
        ClientRegistration.Builder builder = fromEnvironment(
                Map.of(subject.option.property(), subject.another.value),
                Map.of(subject.option.variable(), subject.one.value));

        assertThat(subject.probe.see(builder, subject.another.seen)).isEqualTo(subject.another.seen);
    }

    /** So what is wrong with the variable does not matter where there is a property. */
    @ParameterizedTest
    @MethodSource("subjects")
    void variable_behindAProperty_isNotEvenRead(Subject subject) throws IOException {
        ClientRegistration.Builder builder = fromEnvironment(
                Map.of(subject.option.property(), subject.one.value), Map.of(subject.option.variable(), subject.bad));

        assertThat(subject.probe.see(builder, subject.one.seen)).isEqualTo(subject.one.seen);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void builder_calledAfterwards_goesBeforeBoth(Subject subject) throws IOException {
        ClientRegistration.Builder builder =
                fromEnvironment(Map.of(subject.option.property(), subject.one.value), Map.of());
        subject.setter.accept(builder);

        assertThat(subject.probe.see(builder, subject.seenOfSetter)).isEqualTo(subject.seenOfSetter);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void valueThatCannotBeUsed_isRefusedByItsNameAndNotRepeated(Subject subject) {
        String property = subject.option.property();
        String variable = subject.option.variable();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fromEnvironment(Map.of(property, subject.bad), Map.of(variable, subject.one.value)))
                .withMessageStartingWith(property + " ")
                .withMessageContaining(subject.option.form())
                .satisfies(EnvironmentOptionTest::repeatsNothing);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fromEnvironment(Map.of(), Map.of(variable, subject.bad)))
                .withMessageStartingWith(variable + " ")
                .withMessageContaining(subject.option.form())
                .satisfies(EnvironmentOptionTest::repeatsNothing);
    }

    private static void repeatsNothing(Throwable failure) {
        assertThat(failure).hasMessageNotContaining("marker").hasNoCause().hasNoSuppressedExceptions();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void blankValue_isAsGoodAsNone(Subject subject) throws IOException {
        for (Map<String, String> blank : List.of(
                Map.of(subject.option.property(), " "),
                Map.of(subject.option.variable(), ""),
                Map.of(subject.option.property(), "", subject.option.variable(), "\t"))) {
            ClientRegistration.Builder builder = fromEnvironment(blank, blank);

            if (subject.untouched != null) {
                assertThat(subject.probe.see(builder, "")).isEqualTo(subject.untouched);
            }
        }
    }

    @Test
    void names_areMadeOfTheOptions() {
        assertThat(Arrays.stream(EnvironmentOption.values()).map(EnvironmentOption::variable))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("CLIENT_REGISTRATION_[A-Z_]+"));
        assertThat(Arrays.stream(EnvironmentOption.values()).map(EnvironmentOption::property))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("clientregistration\\.[a-z-]+"));
    }

    /** The process's own: there is nothing of ours in it, so nothing changes. */
    @Test
    void fromEnvironment_withoutArguments_readsTheProcess() {
        String property = EnvironmentOption.APPLICATION.property();
        System.setProperty(property, "mark\u00e9r");
        try {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClientRegistration.builder().fromEnvironment())
                    .withMessageStartingWith(property);
        } finally {
            System.clearProperty(property);
        }
    }

    // ---- probes

    private static ClientRegistration.Builder fromEnvironment(
            Map<String, String> properties, Map<String, String> variables) {
        Function<String, String> propertyOf = properties::get;
        Function<String, String> variableOf = variables::get;
        return ClientRegistration.builder()
                .endpoint(URI.create("http://localhost:1/before"))
                .fromEnvironment(propertyOf, variableOf);
    }

    private static ManagementCredentials credentials(ClientRegistration.Builder builder) {
        try (ClientRegistration registration = builder.build()) {
            return registration.credentials(ClientInformation.fromJson(SampleClient.JSON));
        }
    }

    private static Request request(ClientRegistration.Builder builder) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration =
                        builder.endpoint(server.registrationEndpoint()).build()) {
            registration.register(SampleClient.METADATA);
            return server.requests().get(0);
        }
    }

    private static String ofTheChain(ClientRegistration.Builder builder, Function<Interceptor.Chain, Duration> limit)
            throws IOException {
        AtomicReference<Duration> seen = new AtomicReference<>();
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    seen.set(limit.apply(chain));
                    return chain.proceed(chain.request());
                })
                .build();
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = builder.endpoint(server.registrationEndpoint())
                        .okHttp(OkHttpAdapter.of(client))
                        .build()) {
            registration.get(SampleClient.CREDENTIALS);
            return seen.get().toString();
        } finally {
            client.connectionPool().evictAll();
        }
    }

    private static String attempts(ClientRegistration.Builder builder, String expected) throws IOException {
        // No chance, so no wait: jitter goes down to zero.
        EngineEnvironment environment = new EngineEnvironment(Clock.systemUTC(), System::nanoTime, () -> 0, null);
        try (TransportServer server =
                        TransportServer.plain(request -> TransportServer.answer(503, "", "Retry-After: 0"));
                ClientRegistration registration = builder.endpoint(server.registrationEndpoint())
                        .environment(environment)
                        .build()) {
            Result.of(() -> registration.register(SampleClient.METADATA));
            return String.valueOf(server.requests().size());
        }
    }

    private static String insecureHttp(ClientRegistration.Builder builder, String expected) {
        try {
            builder.endpoint(URI.create("http://as.example.com/register"))
                    .build()
                    .close();
            return "allowed";
        } catch (IllegalArgumentException e) {
            return "refused";
        }
    }

    /** Nobody listens at the ports 1 to 4; what is trusted is tried all the same. */
    private static String trusted(ClientRegistration.Builder builder, String expected) {
        try (ClientRegistration registration =
                builder.retryPolicy(RetryPolicy.never()).build()) {
            return Stream.of(1, 2, 3, 4)
                    .filter(port -> !(Result.of(() -> registration.get(SampleClient.CREDENTIALS.toBuilder()
                                            .registrationClientUri("http://127.0.0.1:" + port + "/1")
                                            .build()))
                                    .error()
                                    .orElseThrow()
                            instanceof CallRefusedException))
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
        }
    }

    /** Nobody listens there either, and the failure to connect says where it was tried. */
    private static String proxy(ClientRegistration.Builder builder, String expected) throws IOException {
        try (TransportServer server = TransportServer.plain(SampleClient::done);
                ClientRegistration registration = builder.endpoint(server.registrationEndpoint())
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            return Result.of(() -> registration.register(SampleClient.METADATA)).fold(client -> "none", failure -> {
                Matcher address = Pattern.compile("127\\.0\\.0\\.1:\\d+$")
                        .matcher(String.valueOf(failure.getCause().getMessage()));
                return address.find() ? address.group() : failure.toString();
            });
        }
    }
}
