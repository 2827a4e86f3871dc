package dev.clientregistration;

import static dev.clientregistration.PathServer.after;
import static dev.clientregistration.PathServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnreadableResponseException;
import dev.clientregistration.internal.engine.EngineEnvironment;
import dev.clientregistration.model.AuthorizationServerMetadata;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .redirectUris("https://example.com/callback")
            .build();
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String CLIENT = "{\"client_id\":\"c1\",\"registration_access_token\":\"rat-1\"}";

    private final PathServer server = PathServer.start().on("POST /register", 201, CLIENT);

    @AfterEach
    void close() {
        server.close();
    }

    private String metadata(String issuer, String endpoint) {
        return "{\"issuer\":\"" + issuer + "\",\"registration_endpoint\":\"" + endpoint + "\"}";
    }

    private String metadata(String issuer) {
        return metadata(issuer, server.origin() + "/register");
    }

    private ClientRegistration facade(String issuer) {
        return ClientRegistration.builder()
                .issuer(URI.create(issuer))
                .retryPolicy(RetryPolicy.never())
                .build();
    }

    @Test
    void register_byIssuer_findsTheEndpointOnce() {
        server.on("GET " + OAUTH, 200, metadata(server.origin()));

        try (ClientRegistration registration = facade(server.origin())) {
            registration.register(METADATA);
            ClientInformation client = registration.register(METADATA);

            assertThat(server.lines()).containsExactly("GET " + OAUTH, "POST /register", "POST /register");
            assertThat(registration.credentials(client).endpoint()).contains(server.uri("/register"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server/realms/a",
                "/realms/a/.well-known/openid-configuration",
                "/.well-known/openid-configuration/realms/a",
                "/realms/a/.well-known/oauth-authorization-server"
            })
    void register_issuerWithAPath_findsTheDocumentBeforeOrBehindThePath(String place) {
        String issuer = server.origin() + "/realms/a";
        server.on("GET " + place, 200, metadata(issuer));

        try (ClientRegistration registration = facade(issuer)) {
            registration.register(METADATA);
        }

        assertThat(server.lines()).endsWith("GET " + place, "POST /register").hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void register_issuerWithATrailingSlash_isComparedExactly() {
        server.on("GET " + OAUTH, 200, metadata(server.origin()));

        try (ClientRegistration registration = facade(server.origin() + "/")) {
            assertThatExceptionOfType(CallRefusedException.class)
                    .isThrownBy(() -> registration.register(METADATA))
                    .withMessageContaining(
                            "it is of the issuer " + server.origin() + ", not of " + server.origin() + "/")
                    .satisfies(e -> assertThat(e.operation()).isEqualTo(Operation.DISCOVER))
                    .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED));
            assertThat(server.lines()).doesNotContain("POST /register");
        }
        server.on("GET " + OAUTH, 200, metadata(server.origin() + "/"));
        try (ClientRegistration registration = facade(server.origin() + "/")) {
            assertThat(registration.register(METADATA).clientId()).isEqualTo("c1");
        }
    }

    @Test
    void register_documentOfAnotherIssuer_isPassedOverForTheRightOne() {
        server.on("GET " + OAUTH, 200, metadata("https://elsewhere.example.com"))
                .on("GET " + OPENID, 200, metadata(server.origin()));

        try (ClientRegistration registration = facade(server.origin())) {
            assertThat(registration.register(METADATA).clientId()).isEqualTo("c1");
        }
    }

    @Test
    void register_firstDocumentWithoutEndpoint_takesTheOneThatHasIt() {
        server.on("GET " + OAUTH, 200, "{\"issuer\":\"" + server.origin() + "\"}")
                .on("GET " + OPENID, 200, metadata(server.origin()));

        try (ClientRegistration registration = facade(server.origin())) {
            assertThat(registration.register(METADATA).clientId()).isEqualTo("c1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://as.example.com/register", "ftp://127.0.0.1/register", "/register", "no uri", ""})
    void register_endpointThatMayNotBeUsed_isRefusedBeforeItIsAsked(String endpoint) {
        server.on("GET " + OPENID, 200, metadata(server.origin(), endpoint));

        try (ClientRegistration registration = facade(server.origin())) {
            assertThatExceptionOfType(CallRefusedException.class)
                    .isThrownBy(() -> registration.register(METADATA))
                    .withMessageContaining("registration_endpoint")
                    .withCauseInstanceOf(UnreadableResponseException.class);
        }
    }

    @Test
    void get_endpointOnAnotherOrigin_isTheOriginThatManagementUrisMustHave() {
        try (PathServer other = PathServer.start()) {
            server.on("GET " + OAUTH, 200, metadata(server.origin(), other.origin() + "/reg"));
            other.on(
                            "POST /reg",
                            201,
                            "{\"client_id\":\"c1\",\"registration_access_token\":\"rat-1\",\"registration_client_uri\":\""
                                    + other.origin() + "/reg/c1\"}")
                    .on("GET /reg/c1", 200, CLIENT);

            try (ClientRegistration registration = facade(server.origin())) {
                ClientInformation client = registration.register(METADATA);
                assertThat(registration.get(client).clientId()).isEqualTo("c1");

                ManagementCredentials elsewhere = registration.credentials(client).toBuilder()
                        .registrationClientUri(server.origin() + "/reg/c1")
                        .build();
                assertThatExceptionOfType(CallRefusedException.class)
                        .isThrownBy(() -> registration.get(elsewhere))
                        .withMessageContaining("trustOrigin(" + server.origin() + ")");
            }
        }
    }

    @Test
    void get_ofAFreshFacade_findsTheServerFirst() {
        server.on("GET " + OAUTH, 200, metadata(server.origin())).on("GET /register/c1", 200, CLIENT);
        ManagementCredentials credentials = ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("rat-1"))
                .build();

        try (ClientRegistration registration = facade(server.origin())) {
            assertThat(registration.get(credentials).clientId()).isEqualTo("c1");
        }
        assertThat(server.lines()).containsExactly("GET " + OAUTH, "GET /register/c1");
    }

    @Test
    void metadata_isReadAgainAfterAnHour() {
        server.on("GET " + OAUTH, 200, metadata(server.origin()));
        AtomicLong now = new AtomicLong();
        EngineEnvironment environment = new EngineEnvironment(Clock.systemUTC(), now::get, () -> 0, null);

        try (ClientRegistration registration = ClientRegistration.builder()
                .issuer(URI.create(server.origin()))
                .environment(environment)
                .build()) {
            registration.register(METADATA);
            now.addAndGet(Duration.ofMinutes(59).toNanos());
            registration.register(METADATA);
            assertThat(server.requests("GET " + OAUTH)).hasSize(1);

            now.addAndGet(Duration.ofMinutes(1).toNanos());
            registration.register(METADATA);
            assertThat(server.requests("GET " + OAUTH)).hasSize(2);
        }
    }

    @Test
    void manyCallsAtOnce_askOnce() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(1);
        server.on("GET " + OAUTH, after(all, answer(200, metadata(server.origin()))));

        try (ClientRegistration registration = facade(server.origin())) {
            List<CompletableFuture<ClientInformation>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(registration.registerAsync(METADATA));
            }
            server.awaitRequests(1);
            calls.get(3).cancel(true);
            all.countDown();

            calls.remove(3);
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.join().clientId()).isEqualTo("c1"));
            assertThat(server.requests("GET " + OAUTH)).hasSize(1);
            assertThat(server.requests("POST /register")).hasSize(19);
        }
    }

    @Test
    void register_serverUnavailable_failsAsThatAndIsAskedAgainTheNextTime() {
        server.on("GET " + OAUTH, 503, "{\"error\":\"temporarily_unavailable\"}")
                .on("GET " + OPENID, 503, "{\"error\":\"temporarily_unavailable\"}");

        try (ClientRegistration registration = facade(server.origin())) {
            ServerUnavailableException failure =
                    catchThrowableOfType(ServerUnavailableException.class, () -> registration.register(METADATA));
            assertThat(failure.operation()).isEqualTo(Operation.DISCOVER);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.code()).contains("temporarily_unavailable");
            assertThat(failure.attempts()).isZero();
            assertThat(failure)
                    .hasMessageStartingWith("register at " + server.origin() + " was not sent: discover at ")
                    .hasCauseInstanceOf(ServerUnavailableException.class);

            server.on("GET " + OAUTH, 200, metadata(server.origin()));
            assertThat(registration.register(METADATA).clientId()).isEqualTo("c1");
        }
    }

    @Test
    void register_noDocumentAnywhere_isRefusedAsNotFound() {
        try (ClientRegistration registration = facade(server.origin())) {
            assertThatExceptionOfType(RegistrationRejectedException.class)
                    .isThrownBy(() -> registration.register(METADATA))
                    .satisfies(e -> assertThat(e.httpStatus()).isEqualTo(404))
                    .satisfies(e -> assertThat(e.operation()).isEqualTo(Operation.DISCOVER));
        }
    }

    @Test
    void get_noDocumentAnywhere_doesNotSayThatTheClientIsGone() {
        ManagementCredentials credentials = ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("rat-1"))
                .build();

        try (ClientRegistration registration = facade(server.origin())) {
            assertThatExceptionOfType(RegistrationRejectedException.class)
                    .isThrownBy(() -> registration.get(credentials))
                    .satisfies(e -> assertThat(e.operation()).isEqualTo(Operation.DISCOVER));
        }
    }

    @Test
    void register_serverNotReached_isATransportFailure() {
        String issuer = server.origin();
        server.close();

        try (ClientRegistration registration = facade(issuer)) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> registration.register(METADATA))
                    .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED));
        }
    }

    @Test
    void deadline_duringDiscovery_endsTheCallAsNotApplied() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        server.on("GET " + OAUTH, after(never, answer(200, metadata(server.origin()))));
        TimerByHand timer = new TimerByHand();

        try (ClientRegistration registration = ClientRegistration.builder()
                .issuer(URI.create(server.origin()))
                .environment(timer.environment())
                .build()) {
            CompletableFuture<ClientInformation> call = registration.registerAsync(METADATA);
            server.awaitRequests(1);
            timer.next().run();

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(call::join)
                    .withCauseInstanceOf(CallTimeoutException.class)
                    .satisfies(e -> assertThat(((RegistrationException) e.getCause()).outcome())
                            .isEqualTo(Outcome.NOT_APPLIED));
        } finally {
            never.countDown();
        }
        assertThat(server.lines()).doesNotContain("POST /register");
    }

    @Test
    void close_duringDiscovery_endsTheCall() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        server.on("GET " + OAUTH, after(never, answer(200, metadata(server.origin()))));
        ClientRegistration registration = facade(server.origin());
        CompletableFuture<ClientInformation> call = registration.registerAsync(METADATA);
        server.awaitRequests(1);

        registration.close();
        never.countDown();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(call::join)
                .withCauseInstanceOf(CallRefusedException.class)
                .withMessageContaining("closed");
    }

    @Test
    void discover_asksAnewAndTheFacadeGoesOnWithTheAnswer() {
        server.on("GET " + OAUTH, 200, metadata(server.origin(), server.origin() + "/old"))
                .on("POST /old", 201, CLIENT);

        try (ClientRegistration registration = facade(server.origin())) {
            registration.register(METADATA);
            server.on("GET " + OAUTH, 200, metadata(server.origin()));

            AuthorizationServerMetadata metadata = registration.discover();
            assertThat(metadata.registrationEndpoint()).contains(server.origin() + "/register");
            assertThat(registration.discoverAsync().join()).isEqualTo(metadata);
            registration.register(METADATA);

            assertThat(server.lines())
                    .containsExactly("GET " + OAUTH, "POST /old", "GET " + OAUTH, "GET " + OAUTH, "POST /register");
        }
    }

    @Test
    void discover_serverWithoutRegistration_showsWhatThereIs() {
        server.on("GET " + OPENID, 200, "{\"issuer\":\"" + server.origin() + "\",\"token_endpoint\":\"t\"}");

        try (ClientRegistration registration = facade(server.origin())) {
            assertThat(registration.discover().tokenEndpoint()).contains("t");
            assertThatExceptionOfType(CallRefusedException.class)
                    .isThrownBy(() -> registration.register(METADATA))
                    .withMessageContaining("it names no registration_endpoint");
        }
    }

    @Test
    void discover_withAnEndpoint_isRefused() {
        try (ClientRegistration registration =
                ClientRegistration.builder().endpoint(server.uri("/register")).build()) {
            assertThatIllegalStateException()
                    .isThrownBy(registration::discover)
                    .withMessage("discover needs issuer(...); this facade was built with endpoint(...)");
        }
    }

    @Test
    void issuerAndEndpoint_theLastSetCounts() {
        server.on("GET " + OAUTH, 200, metadata(server.origin()));
        try (ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.uri("/unused"))
                        .issuer(URI.create(server.origin()))
                        .build();
                ClientRegistration derived = registration.derive(b -> b.endpoint(server.uri("/register")))) {
            assertThat(registration.discover().registrationEndpoint()).isPresent();
            assertThatIllegalStateException().isThrownBy(derived::discover);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://as.example.com", "https://as.example.com/?tenant=a", "https://as.example.com/#a", "as"})
    void issuerThatCannotBeOne_isRefused(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ClientRegistration.builder().issuer(URI.create(issuer)).build())
                .withMessageStartingWith("issuer must");
    }

    @Test
    void build_withoutEndpointAndIssuer_isRefusedNamingBoth() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ClientRegistration.builder().build())
                .withMessage("endpoint(...) or issuer(...) must be set");
    }
}
