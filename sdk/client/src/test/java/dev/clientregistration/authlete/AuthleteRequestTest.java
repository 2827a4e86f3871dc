package dev.clientregistration.authlete;

import static dev.clientregistration.authlete.CallStyle.API_TOKEN;
import static dev.clientregistration.authlete.CallStyle.CLIENT_ID;
import static dev.clientregistration.authlete.CallStyle.REGISTRATION_ACCESS_TOKEN;
import static dev.clientregistration.authlete.CallStyle.SERVICE_ID;
import static dev.clientregistration.authlete.CallStyle.authleteAt;
import static dev.clientregistration.authlete.CallStyle.failure;
import static dev.clientregistration.authlete.CallStyle.path;
import static dev.clientregistration.authlete.CallStyle.request;
import static dev.clientregistration.authlete.ScriptedServer.DONE;
import static dev.clientregistration.authlete.ScriptedServer.answer;
import static dev.clientregistration.authlete.ScriptedServer.stall;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Result;
import dev.clientregistration.RetryPolicy;
import dev.clientregistration.Secret;
import dev.clientregistration.StandardOperations;
import dev.clientregistration.authlete.model.Action;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RateLimitedException;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.internal.engine.UserAgent;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Authlete is sent: every byte, and none more. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
@Timeout(60)
class AuthleteRequestTest {
    @Parameter
    CallStyle calls;

    private final ScriptedServer server = ScriptedServer.start(answer(200, DONE));
    private final AuthleteClientRegistration authlete = authleteAt(server).build();

    @AfterEach
    void close() {
        authlete.close();
        server.close();
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                Arguments.of(Operation.REGISTER, "/api/21653835348762/client/registration", """
                        {"json":"{\\"client_name\\":\\"My Dynamic Client\\"}"}"""),
                Arguments.of(Operation.GET, "/api/21653835348762/client/registration/get", """
                        {"token":"qs4Tu5TV7qqDYT93bFs6ISyhTByMF9o-54GY4JU5vTA",\
                        "clientId":"26837717140341"}"""),
                Arguments.of(Operation.UPDATE, "/api/21653835348762/client/registration/update", """
                        {"json":"{\\"client_id\\":\\"26837717140341\\"}",\
                        "token":"qs4Tu5TV7qqDYT93bFs6ISyhTByMF9o-54GY4JU5vTA",\
                        "clientId":"26837717140341"}"""),
                Arguments.of(Operation.DELETE, "/api/21653835348762/client/registration/delete", """
                        {"token":"qs4Tu5TV7qqDYT93bFs6ISyhTByMF9o-54GY4JU5vTA",\
                        "clientId":"26837717140341"}"""));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_isOnePostOfTheseBytes(Operation operation, String path, String body) {
        calls.call(authlete, operation);

        ScriptedServer.Request sent = server.onlyRequest();
        assertThat(sent.line()).isEqualTo("POST " + path + " HTTP/1.1");
        assertThat(sent.headers())
                .containsExactlyInAnyOrder(
                        "Host: " + server.uri().getAuthority(),
                        "User-Agent: " + UserAgent.SDK,
                        "Connection: Keep-Alive",
                        "Accept: application/json",
                        "Accept-Encoding: gzip",
                        "Authorization: Bearer SAT-of-the-service_1~+/=",
                        "Content-Type: application/json",
                        "Content-Length: " + body.length());
        assertThat(sent.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void registerOfThePage_sendsTheBodyOfThePageAndReadsTheAnswer() {
        try (ScriptedServer page = ScriptedServer.start(answer(200, Fixtures.text("authlete-register-response.json")));
                AuthleteClientRegistration ofThePage = authleteAt(page).build()) {
            ClientRegistrationResponse result = calls.call(
                    ofThePage,
                    Operation.REGISTER,
                    ClientRegistrationRequest.builder()
                            .json("{ \"client_name\": \"My Dynamic Client\" }")
                            .build());

            assertThat(page.onlyRequest().line()).isEqualTo("POST /api/21653835348762/client/registration HTTP/1.1");
            assertThat(page.onlyRequest().text()).isEqualTo(Fixtures.compact("authlete-register-request.json"));
            assertThat(result.action()).contains(Action.CREATED);
        }
    }

    @Test
    void getOfThePage_sendsTheBodyOfThePageAndReadsTheAnswer() {
        try (ScriptedServer page = ScriptedServer.start(answer(200, Fixtures.text("authlete-get-response.json")));
                AuthleteClientRegistration ofThePage = authleteAt(page).build()) {
            ClientRegistrationResponse result = calls.call(
                    ofThePage,
                    Operation.GET,
                    ClientRegistrationRequest.builder()
                            .token(Secret.of("qs4Tu5TV7qqDYT93bFs6ISyhTByMF9o-54GY4JU5vTA"))
                            .clientId("26837717140341")
                            .build());

            assertThat(page.onlyRequest().line())
                    .isEqualTo("POST /api/21653835348762/client/registration/get HTTP/1.1");
            assertThat(page.onlyRequest().text()).isEqualTo(Fixtures.compact("authlete-get-request.json"));
            assertThat(result.action()).contains(Action.OK);
        }
    }

    @Test
    void standaloneFunctionsOfThePage_areResultsOfTheSameCalls() {
        Result<ClientRegistrationResponse> registered = AuthleteSnippets.standalone(
                authlete, ClientRegistrationRequest.fromJson(Fixtures.text("authlete-register-request.json")));
        Result<ClientRegistrationResponse> read = Result.of(() -> calls.call(
                authlete,
                Operation.GET,
                ClientRegistrationRequest.fromJson(Fixtures.text("authlete-get-request.json"))));

        assertThat(registered.isSuccess()).isTrue();
        assertThat(read.isSuccess()).isTrue();
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::text)
                .containsExactly(
                        Fixtures.text("authlete-register-request.json"), Fixtures.text("authlete-get-request.json"));
    }

    @Test
    void register_withInitialAccessToken_sendsItAsToken() {
        calls.call(
                authlete,
                Operation.REGISTER,
                ClientRegistrationRequest.builder()
                        .json("{}")
                        .token(Secret.of("initial-1"))
                        .build());

        assertThat(server.onlyRequest().text()).isEqualTo("{\"json\":\"{}\",\"token\":\"initial-1\"}");
        assertThat(server.onlyRequest().header("Authorization")).containsExactly("Bearer " + API_TOKEN.reveal());
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"GET", "UPDATE", "DELETE"})
    void operation_withoutToken_leavesTheMissingTokenForAuthleteToJudge(Operation operation) {
        calls.call(
                authlete,
                operation,
                request(operation).toBuilder().remove("token").build());

        assertThat(server.onlyRequest().text()).contains("\"clientId\"").doesNotContain("token", "null");
    }

    @Test
    void unusedMembers_areAbsent() {
        assertThat(ClientRegistrationRequest.builder().build().toJson()).isEqualTo("{}");
        assertThat(ClientRegistrationRequest.builder().json("{}").build().toJson())
                .isEqualTo("{\"json\":\"{}\"}");
        assertThat(ClientRegistrationRequest.builder()
                        .clientId(CLIENT_ID)
                        .build()
                        .toJson())
                .isEqualTo("{\"clientId\":\"26837717140341\"}");
    }

    @Test
    void memberThatTheContractDoesNotKnow_isSentAsItIs() {
        calls.call(
                authlete,
                Operation.REGISTER,
                ClientRegistrationRequest.builder()
                        .json("{}")
                        .member("parameters", new JsonPrimitive(1))
                        .build());

        assertThat(server.onlyRequest().text()).isEqualTo("{\"json\":\"{}\",\"parameters\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "not JSON",
                "{\"client_name\":\"My",
                "[1,2]",
                "{\"a\":1,\"a\":2}",
                " {\r\n\t\"client_name\" : \"x\" }\n",
                "\ufeff{}",
                "{\"client_name\":\"Br\u00e9tzel \u30d7 \ud83e\udd68 \u2028 \u0000 </script> '\"}",
                "{\"n\":1.0,\"e\":1E400,\"i\":123456789012345678901234567890}",
            })
    void json_isPassedOnAsTheClientSentIt(String json) {
        for (Operation operation : List.of(Operation.REGISTER, Operation.UPDATE)) {
            calls.call(
                    authlete,
                    operation,
                    request(operation).toBuilder().json(json).build());
        }

        assertThat(server.requests()).hasSize(2).allSatisfy(sent -> assertThat(JsonParser.parseString(sent.text())
                        .getAsJsonObject()
                        .get("json")
                        .getAsString())
                .isEqualTo(json));
    }

    @Test
    void clientMetadata_isGivenWhereJsonTextIs() {
        ClientMetadata metadata = ClientMetadata.builder()
                .clientName("My Dynamic Client")
                .grantTypes(GrantType.AUTHORIZATION_CODE)
                .build();
        for (Operation operation : List.of(Operation.REGISTER, Operation.UPDATE)) {
            calls.call(
                    authlete,
                    operation,
                    ClientRegistrationRequest.builder()
                            .json(metadata)
                            .clientId(CLIENT_ID)
                            .build());
        }

        assertThat(server.requests())
                .hasSize(2)
                .extracting(ScriptedServer.Request::text)
                .containsOnly("{\"json\":\"{\\\"client_name\\\":\\\"My Dynamic Client\\\","
                        + "\\\"grant_types\\\":[\\\"authorization_code\\\"]}\",\"clientId\":\"26837717140341\"}");
    }

    @Test
    void shortForms_sendWhatTheLongOnesSend() {
        ClientMetadata metadata =
                ClientMetadata.fromJson(request(Operation.UPDATE).json().orElseThrow());

        authlete.register(
                ClientMetadata.fromJson(request(Operation.REGISTER).json().orElseThrow()));
        authlete.get(CLIENT_ID, REGISTRATION_ACCESS_TOKEN);
        authlete.update(CLIENT_ID, REGISTRATION_ACCESS_TOKEN, metadata);
        authlete.delete(CLIENT_ID, REGISTRATION_ACCESS_TOKEN);
        for (Operation operation : StandardOperations.ALL) {
            calls.call(authlete, operation);
        }

        List<ScriptedServer.Request> sent = server.requests();
        assertThat(sent).hasSize(8);
        for (int i = 0; i < 4; i++) {
            assertThat(sent.get(i).line()).isEqualTo(sent.get(i + 4).line());
            assertThat(sent.get(i).headers()).isEqualTo(sent.get(i + 4).headers());
            assertThat(sent.get(i).text()).isEqualTo(sent.get(i + 4).text());
        }
    }

    // ---- where it goes

    @Test
    void forService_goesToTheOtherServiceByTheSameConnectionWithTheSameToken() {
        AuthleteClientRegistration other = authlete.forService("5041");

        calls.call(authlete, Operation.GET);
        calls.call(other, Operation.GET);
        calls.call(other.forService("an-id_0.~"), Operation.REGISTER);
        calls.call(authlete, Operation.GET);

        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .containsExactly(
                        "POST /api/21653835348762/client/registration/get HTTP/1.1",
                        "POST /api/5041/client/registration/get HTTP/1.1",
                        "POST /api/an-id_0.~/client/registration HTTP/1.1",
                        "POST /api/21653835348762/client/registration/get HTTP/1.1");
        assertThat(server.requests()).allSatisfy(sent -> assertThat(sent.header("Authorization"))
                .containsExactly("Bearer " + API_TOKEN.reveal()));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void forService_isAViewThatClosesNothingAndIsClosedWithTheFacade() {
        AuthleteClientRegistration other = authlete.forService("5041");

        other.close();
        calls.call(other, Operation.GET);
        calls.call(authlete, Operation.GET);
        authlete.close();
        authlete.close();

        assertThat(calls.failure(other, Operation.REGISTER))
                .isInstanceOf(CallRefusedException.class)
                .hasMessage("register at " + server.uri() + "/api/5041/client/registration was ended: the facade is"
                        + " closed. Nothing was changed at the server.");
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "/, ''",
        "/authlete, /authlete",
        "/authlete/, /authlete",
        "/a/b%20c/v3, /a/b%20c/v3",
    })
    void baseUri_withAPathOfItsOwn_isKept(String path, String expected) {
        try (AuthleteClientRegistration deployment =
                authleteAt(server).baseUri(URI.create(server.uri() + path)).build()) {
            for (Operation operation : StandardOperations.ALL) {
                calls.call(deployment, operation);
            }
        }

        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .containsExactly(
                        "POST " + expected + path(Operation.REGISTER) + " HTTP/1.1",
                        "POST " + expected + path(Operation.GET) + " HTTP/1.1",
                        "POST " + expected + path(Operation.UPDATE) + " HTTP/1.1",
                        "POST " + expected + path(Operation.DELETE) + " HTTP/1.1");
    }

    /** A cluster: how a builder gets there, and the host that the documentation of Authlete names. */
    record Cluster(
            Function<AuthleteClientRegistration.Builder, AuthleteClientRegistration.Builder> choice, String host) {
        @Override
        public String toString() {
            return host;
        }
    }

    static final List<Cluster> CLUSTERS = List.of(
            new Cluster(builder -> builder, "us.authlete.com"),
            new Cluster(builder -> builder.baseUri(AuthleteClientRegistration.US), "us.authlete.com"),
            new Cluster(builder -> builder.baseUri(AuthleteClientRegistration.JP), "jp.authlete.com"),
            new Cluster(builder -> builder.baseUri(AuthleteClientRegistration.EU), "eu.authlete.com"),
            new Cluster(builder -> builder.baseUri(AuthleteClientRegistration.BR), "br.authlete.com"));

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void cluster_isReachedByHttpsAndIsTheOneInTheUnitedStatesByDefault(Cluster cluster) {
        // A proxy is asked for the connection, and refuses: nothing leaves this machine.
        try (ScriptedServer proxy = ScriptedServer.start(answer(403, "{}"));
                AuthleteClientRegistration atCluster = cluster.choice()
                        .apply(AuthleteClientRegistration.builder())
                        .serviceId(SERVICE_ID)
                        .accessToken(API_TOKEN)
                        .proxy(new Proxy(
                                Proxy.Type.HTTP,
                                new InetSocketAddress(
                                        proxy.uri().getHost(), proxy.uri().getPort())))
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            assertThat(calls.failure(atCluster, Operation.REGISTER))
                    .isInstanceOf(TransportException.class)
                    .hasMessageStartingWith("register at https://" + cluster.host() + path(Operation.REGISTER) + " ");

            assertThat(proxy.onlyRequest().line()).isEqualTo("CONNECT " + cluster.host() + ":443 HTTP/1.1");
            assertThat(proxy.onlyRequest().headers()).noneMatch(header -> header.contains(API_TOKEN.reveal()));
        }
    }

    // ---- options

    @ParameterizedTest
    @StandardOperations
    void headersOfTheCall_areAddedToThoseOfTheFacadeAndReplaceThemByName(Operation operation) {
        try (AuthleteClientRegistration withHeaders = authleteAt(server)
                .header("X-Facade", "facade")
                .header("X-Both", "facade")
                .application("my-as/2.1")
                .build()) {
            calls.call(
                    withHeaders,
                    operation,
                    RequestOptions.builder()
                            .header("x-both", "call")
                            .header("X-Call", "call")
                            .build());
            calls.call(withHeaders, operation);
        }

        ScriptedServer.Request first = server.requests().get(0);
        assertThat(first.headers())
                .contains("X-Facade: facade", "x-both: call", "X-Call: call")
                .contains("User-Agent: my-as/2.1 " + UserAgent.SDK);
        assertThat(first.header("X-Both")).containsExactly("call");
        ScriptedServer.Request second = server.requests().get(1);
        assertThat(second.headers()).contains("X-Facade: facade", "X-Both: facade");
        assertThat(second.header("X-Call")).isEmpty();
    }

    @ParameterizedTest
    @StandardOperations
    void tokenOfTheCall_isSentInsteadOfTheFacadesToken(Operation operation) {
        ClientRegistrationRequest request = request(operation);

        calls.call(
                authlete,
                operation,
                RequestOptions.builder().token(Secret.of("of-this-call")).build());
        calls.call(authlete, operation);

        assertThat(server.requests())
                .extracting(sent -> sent.header("Authorization").get(0))
                .containsExactly("Bearer of-this-call", "Bearer " + API_TOKEN.reveal());
        // The token of the client is another one, and stays what it is.
        assertThat(server.requests()).extracting(ScriptedServer.Request::text).containsOnly(request.toJson());
    }

    @ParameterizedTest
    @StandardOperations
    void timeLimitOfTheCall_endsItInsteadOfTheFacadesLimit(Operation operation) {
        Duration ofTheCall = Duration.ofMillis(1234);
        HandTimer timer = new HandTimer(ofTheCall);
        CountDownLatch read = new CountDownLatch(1);
        try (ScriptedServer stalled = ScriptedServer.start(stall(read));
                AuthleteClientRegistration waiting = timer.in(authleteAt(stalled))
                        .attemptTimeout(Duration.ofHours(1))
                        .callTimeout(Duration.ofHours(1))
                        .build()) {
            Thread clock = new Thread(() -> {
                ScriptedServer.await(read);
                timer.passDeadlines();
            });
            clock.setDaemon(true);
            clock.start();

            CallTimeoutException failure = failure(
                    CallTimeoutException.class,
                    () -> calls.call(
                            waiting,
                            operation,
                            RequestOptions.builder().callTimeout(ofTheCall).build()));

            assertThat(failure)
                    .hasMessageStartingWith(operation + " at " + stalled.uri() + path(operation)
                            + " was given up: the call took longer than 1234 ms. ");
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(stalled.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @StandardOperations
    void retryPolicyOfTheCall_countsInsteadOfTheFacadesPolicy(Operation operation) {
        HandTimer timer = new HandTimer(Duration.ofSeconds(30));
        try (ScriptedServer limiting = ScriptedServer.start(answer(429, "{}"));
                AuthleteClientRegistration patient =
                        timer.in(authleteAt(limiting)).build()) {
            RequestOptions once =
                    RequestOptions.builder().retryPolicy(RetryPolicy.never()).build();

            RateLimitedException failure =
                    failure(RateLimitedException.class, () -> calls.call(patient, operation, once));

            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(limiting.requests()).hasSize(1);
            assertThat(calls.failure(patient, operation).attempts()).isEqualTo(3);
            assertThat(limiting.requests()).hasSize(4);
        }
    }

    @Test
    void suppliedToken_isAskedForAnewByEveryCallOnAnotherThread() {
        Iterator<String> tokens = List.of("first", "second").iterator();
        List<Thread> threads = new ArrayList<>();
        try (AuthleteClientRegistration rotating = authleteAt(server)
                .accessToken(() -> {
                    threads.add(Thread.currentThread());
                    return Secret.of(tokens.next());
                })
                .build()) {
            calls.call(rotating, Operation.REGISTER);
            calls.call(rotating, Operation.DELETE);
        }

        assertThat(server.requests())
                .extracting(sent -> sent.header("Authorization").get(0))
                .containsExactly("Bearer first", "Bearer second");
        assertThat(threads).hasSize(2).doesNotContain(Thread.currentThread());
    }
}
