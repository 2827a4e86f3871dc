package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a client is managed, and where its token is not sent: the URI comes from the network (RFC 7592 section 5). */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class ManagementUriTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder().build();
    private static final List<Operation> MANAGEMENT = List.of(Operation.GET, Operation.UPDATE, Operation.DELETE);

    @Parameter
    CallStyle calls;

    private final MockWebServer server = unstarted();
    private final MockWebServer other = unstarted();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        other.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void close() {
        server.close();
        other.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/realms/a/register, /register/c1?x=1, /register/c1?x=1",
        "/realms/a/register, c1, /realms/a/c1",
        "/realms/a/register, ./c1, /realms/a/c1",
        "/realms/a/register, ../c1, /realms/c1",
        "/realms/a/register/, c1, /realms/a/register/c1"
    })
    void relativeUri_isResolvedAgainstTheEndpoint(String endpoint, String uri, String expected)
            throws InterruptedException {
        try (ClientRegistration registration = facade(endpoint)) {
            for (Operation operation : MANAGEMENT) {
                calls.call(operation, registration, credentials("c1", uri), METADATA);

                assertThat(server.takeRequest().getTarget()).isEqualTo(expected);
            }
        }
    }

    @Test
    void relativeUri_ofStoredCredentials_isResolvedAgainstTheEndpointTheyCameFrom() throws InterruptedException {
        try (ClientRegistration registration = facade("/new/register")) {
            calls.get(
                    registration,
                    credentials("c1", "c1").toBuilder()
                            .endpoint(origin(server).resolve("/old/register"))
                            .build());

            assertThat(server.takeRequest().getTarget()).isEqualTo("/old/c1");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /register | c1 | /register/c1
                    /register/ | c1 | /register/c1
                    /realms/a/register?tenant=b | c1 | /realms/a/register/c1
                    '' | c1 | /c1
                    /register | a/b | /register/a%2Fb
                    /register | a b+c | /register/a%20b+c
                    /register | a?b#c%d | /register/a%3Fb%23c%25d
                    /register | %2e%2e | /register/%252e%252e
                    /register | ../x | /register/..%2Fx
                    /register | \u00e9\u20ac | /register/%C3%A9%E2%82%AC
                    /register | https://app.example.com/client.json | /register/https:%2F%2Fapp.example.com%2Fclient.json
                    """)
    void absentUri_isTheEndpointFollowedByTheClientId(String endpoint, String id, String expected)
            throws InterruptedException {
        try (ClientRegistration registration = facade(endpoint)) {
            for (Operation operation : MANAGEMENT) {
                ManagementCredentials credentials = ManagementCredentials.builder(id)
                        .registrationAccessToken(Secret.of("r-token"))
                        .build();
                calls.call(operation, registration, credentials, METADATA);

                assertThat(server.takeRequest().getTarget()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cas | /cas/oidc/register | c1 | /cas/oidc/clientConfig?clientId=c1
                    cas | /cas/oidc/register/ | c1 | /cas/oidc/clientConfig?clientId=c1
                    cas | /register?tenant=a | c1 | /clientConfig?clientId=c1
                    cas | / | c1 | /clientConfig?clientId=c1
                    cas | '' | c1 | /clientConfig?clientId=c1
                    cas | /register | a b/c&d=e?f#g%h+i | /clientConfig?clientId=a%20b%2Fc%26d%3De%3Ff%23g%25h%2Bi
                    spring-authorization-server | /connect/register | c1 | /connect/register?client_id=c1
                    spring-authorization-server | /connect/register/ | c1 | /connect/register?client_id=c1
                    spring-authorization-server | /register?tenant=a | a&b=c | /register?client_id=a%26b%3Dc
                    spring-authorization-server | /register | \u00e9\u20ac'"<> | /register?client_id=%C3%A9%E2%82%AC%27%22%3C%3E
                    simple-id-server | /master/register | a/b c | /master/register/a%2Fb%20c
                    """)
    void absentUri_isByTheRuleOfTheProfile(String profile, String endpoint, String id, String expected)
            throws InterruptedException {
        try (ClientRegistration registration =
                facade(endpoint).derive(builder -> builder.profile(ServerProfile.named(profile)))) {
            calls.get(
                    registration,
                    ManagementCredentials.builder(id)
                            .registrationAccessToken(Secret.of("r-token"))
                            .build());

            assertThat(server.takeRequest().getTarget()).isEqualTo(expected);
        }
    }

    @Test
    void issuedUri_isUsedAsItIsUnlessTheProfileSaysThatItIsWrong() throws InterruptedException {
        for (ServerProfile profile : ServerProfile.all()) {
            if (profile.operations().contains(Operation.GET)) {
                try (ClientRegistration registration = facade("/register").derive(b -> b.profile(profile))) {
                    calls.get(registration, credentials("c1", "/issued/c1?x=1"));

                    assertThat(server.takeRequest().getTarget())
                            .as(profile.name())
                            .isEqualTo(profile.usesIssuedManagementUri() ? "/issued/c1?x=1" : "/register/c1");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/register, /register/c1/c1, /register/c1",
        "/register, /register/c1, /register/c1",
        "/tenants/c1, /tenants/c1/c1, /tenants/c1/c1",
        "/tenants/c1, /tenants/c1/c1/c1, /tenants/c1/c1/c1"
    })
    void issuedUri_withTheIdTwice_isUsedWithItOnceUnlessTheEndpointEndsWithIt(
            String endpoint, String uri, String expected) throws InterruptedException {
        try (ClientRegistration registration = facade(endpoint)) {
            calls.get(registration, credentials("c1", uri));

            assertThat(server.takeRequest().getTarget()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void absentUri_clientIdThatWouldClimbThePath_isRefused(String id) {
        assertRefused(
                ManagementCredentials.builder(id)
                        .registrationAccessToken(Secret.of("r-token"))
                        .build(),
                "cannot be used in a request");
    }

    @Test
    void uriOfAnotherOrigin_isKeptByRegisterAndRefusedByTheOthers() {
        String elsewhere = origin(other) + "/register/c1";
        try (ClientRegistration registration = facade("/register")) {
            server.setDispatcher(answering(201, clientAt(elsewhere)));
            ClientInformation client = calls.register(registration, METADATA);

            assertThat(client.registrationClientUri()).contains(elsewhere);
            assertRefused(
                    registration.credentials(client),
                    "the client's registration_client_uri is of " + origin(other) + ", but the token may go to "
                            + origin(server) + " only; trustOrigin(" + origin(other) + ") would allow it");
        }
    }

    @Test
    void uriOfAnotherOrigin_thatTheAnswerToAReadBrings_isRefusedFromThenOn() {
        try (ClientRegistration registration = facade("/register")) {
            server.setDispatcher(answering(200, clientAt(origin(other) + "/register/c1")));
            ClientInformation client = calls.get(registration, credentials("c1", "/register/c1"));

            assertRefused(registration.credentials(client), "trustOrigin(" + origin(other) + ")");
        }
    }

    @Test
    void uriOfAnotherOrigin_isTrustedByName() throws InterruptedException {
        try (ClientRegistration registration = ClientRegistration.builder()
                .endpoint(origin(server).resolve("/register"))
                .trustOrigin(origin(other))
                .build()) {
            for (Operation operation : MANAGEMENT) {
                calls.call(operation, registration, credentials("c1", origin(other) + "/register/c1"), METADATA);

                RecordedRequest request = other.takeRequest();
                assertThat(request.getTarget()).isEqualTo("/register/c1");
                assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer r-token");
            }
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void uriOfAnotherScheme_isRefused() {
        for (String scheme : List.of("https", "HTTPS")) {
            assertRefused(
                    credentials("c1", scheme + "://127.0.0.1:" + server.getPort() + "/register/c1"),
                    "is of https://127.0.0.1:" + server.getPort() + ", but the token may go to " + origin(server)
                            + " only");
        }
    }

    @Test
    void httpUriOfAnHttpsEndpoint_isRefused() {
        URI https = URI.create("https://127.0.0.1:" + server.getPort() + "/register");
        try (ClientRegistration registration =
                ClientRegistration.builder().endpoint(https).build()) {
            assertRefused(
                    registration,
                    credentials("c1", origin(server) + "/register/c1"),
                    "is of " + origin(server) + ", but the token may go to https://127.0.0.1:" + server.getPort()
                            + " only");
        }
    }

    @Test
    void otherNameOfTheSameHost_isAnotherOrigin() {
        assertRefused(
                credentials("c1", "http://localhost:" + server.getPort() + "/register/c1"),
                "trustOrigin(http://localhost:" + server.getPort() + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailto:a@example.com",
                "urn:ietf:params:x",
                "file:///etc/passwd",
                "ftp://127.0.0.1/register/c1",
                "//127.0.0.1/register/c1",
                "http:///register/c1",
                "not a uri",
                "/register/{client_id}",
                "http://127.0.0.1:port/c1",
                "http://127.0.0.1.example.com/c1"
            })
    void uriThatLeadsNowhereTrusted_isRefused(String uri) {
        assertRefused(credentials("c1", uri), "");
    }

    @Test
    void uriWithUserInformation_isRefusedWithoutRepeatingIt() {
        assertRefused(
                credentials("c1", "http://hush:hush@127.0.0.1:" + server.getPort() + "/register/c1"),
                "registration_client_uri must not hold user information");
    }

    @Test
    void noToken_isRefusedSayingSo() {
        assertRefused(
                ManagementCredentials.builder("c1")
                        .registrationClientUri(origin(server) + "/register/c1")
                        .clientSecret(Secret.of("hush"))
                        .build(),
                "the server issued no registration access token for this client, so it cannot be managed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hush hush", "hush\r\nX-Injected: 1", "hush\u00e9"})
    void tokenThatNoHeaderMayHold_isRefusedWithoutRepeatingIt(String token) {
        assertRefused(
                ManagementCredentials.builder("c1")
                        .registrationAccessToken(Secret.of(token))
                        .registrationClientUri(origin(server) + "/register/c1")
                        .build(),
                "cannot be used in a request");
    }

    @Test
    void answerAboutAnotherClient_isNotTakenForThisOne() {
        try (ClientRegistration registration = facade("/register")) {
            server.setDispatcher(answering(200, "{\"client_id\":\"c2\",\"client_secret\":\"hush\"}"));
            for (Operation operation : List.of(Operation.GET, Operation.UPDATE)) {
                UnreadableResponseException e = catchThrowableOfType(
                        UnreadableResponseException.class,
                        () -> calls.call(operation, registration, credentials("c1", "/register/c1"), METADATA));

                assertThat(e)
                        .hasMessageContaining("it is about another client_id than the one asked for")
                        .hasMessageNotContaining("hush");
                assertThat(e.body().orElseThrow().reveal()).contains("c2");
            }
        }
    }

    private void assertRefused(ManagementCredentials credentials, String reason) {
        try (ClientRegistration registration = facade("/register")) {
            assertRefused(registration, credentials, reason);
        }
    }

    /** No operation may send anything, to either server. */
    private void assertRefused(ClientRegistration registration, ManagementCredentials credentials, String reason) {
        int before = server.getRequestCount();
        for (Operation operation : MANAGEMENT) {
            CallRefusedException e = catchThrowableOfType(
                    CallRefusedException.class, () -> calls.call(operation, registration, credentials, METADATA));

            assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(e.operation()).isEqualTo(operation);
            assertThat(e.attempts()).isZero();
            assertThat(e)
                    .hasMessageStartingWith(operation + " at ")
                    .hasMessageContaining(" was not sent: ")
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("hush")
                    .hasMessageNotContaining("r-token");
        }
        assertThat(server.getRequestCount()).isEqualTo(before);
        assertThat(other.getRequestCount()).isZero();
    }

    private ClientRegistration facade(String endpoint) {
        return ClientRegistration.builder()
                .endpoint(URI.create(origin(server) + endpoint))
                .build();
    }

    private static ManagementCredentials credentials(String id, String uri) {
        return ManagementCredentials.builder(id)
                .registrationAccessToken(Secret.of("r-token"))
                .registrationClientUri(uri)
                .build();
    }

    private static String clientAt(String uri) {
        return "{\"client_id\":\"c1\",\"registration_access_token\":\"r-token\",\"registration_client_uri\":\"" + uri
                + "\"}";
    }

    private static URI origin(MockWebServer server) {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    private static MockWebServer unstarted() {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(answering(200, "{}"));
        return server;
    }

    private static Dispatcher answering(int status, String body) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(status).body(body).build();
            }
        };
    }
}
