package dev.clientregistration;

import static dev.clientregistration.PathServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.internal.engine.EngineEnvironment;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are managed through a facade which finds its endpoint by the issuer's metadata. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class IssuerFacadeTest {
    private static final String DISCOVERY = "GET /.well-known/oauth-authorization-server";
    private static final ClientMetadata METADATA =
            ClientMetadata.builder().clientName("Pretzel").build();
    private static final String CLIENT = "{\"client_id\":\"c1\",\"registration_access_token\":\"rat-1\"}";

    @Parameter
    CallStyle calls;

    private final AtomicLong now = new AtomicLong();
    private final PathServer server = PathServer.start()
            .on("POST /register", 201, CLIENT)
            .on("GET /register/c1", 200, CLIENT)
            .on("PUT /register/c1", 200, CLIENT)
            .on("DELETE /register/c1", 204, "");

    @BeforeEach
    void publish() {
        publish(server.uri("/register"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    // ---- credentials

    @Test
    void credentials_beforeTheServerIsKnown_nameTheProfileAndNoEndpoint() {
        try (ClientRegistration registration =
                facade().profile(ServerProfile.KEYCLOAK).build()) {
            ManagementCredentials credentials = registration.credentials(ClientInformation.fromJson(CLIENT));

            assertThat(credentials.endpoint()).isEmpty();
            assertThat(credentials.profile()).contains(ServerProfile.KEYCLOAK);
            assertThat(credentials.registrationAccessToken()).contains(Secret.of("rat-1"));
        }
        assertThat(server.lines()).isEmpty();
    }

    @Test
    void credentials_afterARegister_nameTheEndpointHoweverLongThatIsAgo() {
        try (ClientRegistration registration = byHand()) {
            ClientInformation client = calls.register(registration, METADATA);
            assertThat(registration.credentials(client).endpoint()).contains(server.uri("/register"));

            now.addAndGet(Duration.ofDays(2).toNanos());
            assertThat(registration.credentials(client).endpoint()).contains(server.uri("/register"));
        }
    }

    @Test
    void credentials_afterTheServerMovedItsEndpoint_nameTheNewOne() {
        try (ClientRegistration registration = byHand()) {
            ClientInformation client = calls.register(registration, METADATA);
            publish(server.uri("/moved"));
            server.on("POST /moved", 201, CLIENT);

            now.addAndGet(Duration.ofHours(1).toNanos());
            calls.register(registration, METADATA);

            assertThat(registration.credentials(client).endpoint()).contains(server.uri("/moved"));
        }
    }

    @Test
    void storedCredentials_areOfUseToAFreshFacade() {
        String stored;
        try (ClientRegistration registration = facade().build()) {
            stored = registration
                    .credentials(calls.register(registration, METADATA))
                    .toJson();
        }
        ManagementCredentials credentials = ManagementCredentials.fromJson(stored);
        try (ClientRegistration byIssuer = facade().build();
                ClientRegistration byEndpoint = ClientRegistration.builder()
                        .endpoint(credentials.endpoint().orElseThrow())
                        .profile(credentials.profile().orElseThrow())
                        .build()) {
            assertThat(calls.get(byIssuer, credentials).clientId()).isEqualTo("c1");
            assertThat(calls.update(byIssuer, credentials, METADATA).clientId()).isEqualTo("c1");
            calls.delete(byIssuer, credentials);
            assertThat(calls.get(byEndpoint, credentials).clientId()).isEqualTo("c1");
        }
        assertThat(server.requests(DISCOVERY)).hasSize(2);
    }

    @Test
    void storedCredentials_ofAnotherServer_areRefusedBeforeTheTokenGoesAnywhere() {
        ManagementCredentials elsewhere = credentials().toBuilder()
                .endpoint(URI.create("https://elsewhere.example.com/register"))
                .build();

        try (ClientRegistration registration = facade().build()) {
            for (Operation operation : new Operation[] {Operation.GET, Operation.UPDATE, Operation.DELETE}) {
                CallRefusedException failure = catchThrowableOfType(
                        CallRefusedException.class, () -> calls.call(operation, registration, elsewhere, METADATA));
                assertThat(failure.operation()).isEqualTo(operation);
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(failure).hasMessageContaining("trustOrigin(https://elsewhere.example.com:443)");
            }
        }
        assertThat(server.lines()).containsExactly(DISCOVERY);
    }

    @Test
    void relativeManagementUri_isResolvedAgainstTheEndpointThatWasFound() {
        publish(server.uri("/realms/a/register"));
        server.on("GET /realms/a/clients/c1", 200, CLIENT);

        try (ClientRegistration registration = facade().build()) {
            calls.get(
                    registration,
                    credentials().toBuilder()
                            .registrationClientUri("clients/c1")
                            .build());
        }
        assertThat(server.lines()).containsExactly(DISCOVERY, "GET /realms/a/clients/c1");
    }

    @Test
    void trustedOrigins_addToTheOneThatWasFound() {
        try (PathServer other = PathServer.start().on("GET /c1", 200, CLIENT);
                ClientRegistration registration =
                        facade().trustOrigin(URI.create(other.origin())).build()) {
            ManagementCredentials moved = credentials().toBuilder()
                    .registrationClientUri(other.uri("/c1").toString())
                    .build();
            assertThat(calls.get(registration, moved).clientId()).isEqualTo("c1");
            assertThat(calls.get(registration, credentials()).clientId()).isEqualTo("c1");
        }
    }

    // ---- a token of the call's own

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clientWithoutARegistrationAccessToken_isManagedByATokenOfTheCall(boolean byIssuer) {
        ManagementCredentials bare = ManagementCredentials.builder("c1").build();
        RequestOptions operator =
                RequestOptions.builder().token(Secret.of("operator")).build();

        try (ClientRegistration registration =
                (byIssuer ? facade() : ClientRegistration.builder().endpoint(server.uri("/register"))).build()) {
            assertThat(registration.get(bare, operator).clientId()).isEqualTo("c1");
            assertThat(registration.update(bare, METADATA, operator).registrationAccessToken())
                    .contains(Secret.of("rat-1"));
            registration.delete(bare, operator);

            CallRefusedException failure =
                    catchThrowableOfType(CallRefusedException.class, () -> calls.get(registration, bare));
            assertThat(failure)
                    .hasMessageContaining("the server issued no registration access token for this client, so it cannot"
                            + " be managed");
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
        assertThat(server.requests().stream()
                        .filter(request -> request.getTarget().equals("/register/c1"))
                        .map(request -> request.getHeaders().get("Authorization")))
                .hasSize(3)
                .containsOnly("Bearer operator");
        assertThat(server.requests(DISCOVERY)).hasSize(byIssuer ? 1 : 0).allSatisfy(request -> assertThat(
                        request.getHeaders().get("Authorization"))
                .isNull());
    }

    @Test
    void tokenOfTheCall_doesNotGoToAnotherOriginEither() {
        ManagementCredentials elsewhere = ManagementCredentials.builder("c1")
                .registrationClientUri("https://elsewhere.example.com/register/c1")
                .build();

        try (ClientRegistration registration = facade().build()) {
            assertThat(catchThrowableOfType(
                            CallRefusedException.class,
                            () -> registration.get(
                                    elsewhere,
                                    RequestOptions.builder()
                                            .token(Secret.of("operator"))
                                            .build())))
                    .hasMessageContaining("trustOrigin(https://elsewhere.example.com:443)")
                    .hasMessageNotContaining("operator");
        }
        assertThat(server.lines()).containsExactly(DISCOVERY);
    }

    // ---- derived facades

    @Test
    void derivedFacade_findsTheServerForItselfAndKeepsWhatElseWasSet() {
        try (ClientRegistration registration = facade().header("X-Parent", "p").build();
                ClientRegistration derived = registration.derive(builder -> builder.profile(ServerProfile.KEYCLOAK))) {
            ClientInformation client = calls.register(registration, METADATA);
            assertThat(derived.credentials(client).endpoint()).isEmpty();

            calls.register(derived, METADATA);
            assertThat(derived.credentials(client).endpoint()).contains(server.uri("/register"));
            assertThat(derived.credentials(client).profile()).contains(ServerProfile.KEYCLOAK);
            assertThat(derived.discover().registrationEndpoint())
                    .contains(server.uri("/register").toString());
        }
        assertThat(server.lines()).containsExactly(DISCOVERY, "POST /register", DISCOVERY, "POST /register", DISCOVERY);
        assertThat(server.requests())
                .allSatisfy(request ->
                        assertThat(request.getHeaders().get("X-Parent")).isEqualTo("p"));
    }

    @Test
    void derivedFacade_closedOnItsOwn_leavesTheOtherAlone() {
        try (ClientRegistration registration = facade().build()) {
            ClientRegistration derived = registration.derive(builder -> {});
            derived.close();

            assertThat(catchThrowableOfType(CallRefusedException.class, () -> calls.register(derived, METADATA)))
                    .hasMessageContaining("the facade is closed");
            assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c1");
        }
    }

    @Test
    void derivedFacade_parentClosed_isClosedToo() {
        ClientRegistration registration = facade().build();
        ClientRegistration derived = registration.derive(builder -> {});
        registration.close();

        CallRefusedException failure =
                catchThrowableOfType(CallRefusedException.class, () -> calls.register(derived, METADATA));
        assertThat(failure).hasMessageContaining("the facade is closed");
        assertThat(failure.operation()).isEqualTo(Operation.REGISTER);
        assertThat(catchThrowableOfType(CallRefusedException.class, derived::discover)
                        .operation())
                .isEqualTo(Operation.DISCOVER);
        assertThat(server.lines()).isEmpty();
    }

    @Test
    void derivedFacade_ofAnotherIssuer_knowsNothingOfTheFirst() {
        try (PathServer other = PathServer.start();
                ClientRegistration registration = facade().build()) {
            other.on(
                            DISCOVERY,
                            200,
                            "{\"issuer\":\"" + other.origin() + "\",\"registration_endpoint\":\"" + other.uri("/r")
                                    + "\"}")
                    .on("POST /r", 201, CLIENT);
            calls.register(registration, METADATA);

            try (ClientRegistration derived = registration.derive(b -> b.issuer(URI.create(other.origin())))) {
                calls.register(derived, METADATA);
                assertThat(catchThrowableOfType(
                                CallRefusedException.class,
                                () -> calls.get(derived, registration.credentials(ClientInformation.fromJson(CLIENT)))))
                        .hasMessageContaining("trustOrigin(" + server.origin() + ")");
            }
            assertThat(other.lines()).containsExactly(DISCOVERY, "POST /r");
        }
    }

    @Test
    void derivedFacade_byEndpointWhoseTokenEndpointNobodyNames_isRefused() {
        InitialAccessToken token = InitialAccessToken.clientCredentials(
                ClientCredentials.builder("registrar", Secret.of("any")).build());

        try (ClientRegistration registration =
                facade().initialAccessToken(token).build()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> registration.derive(builder -> builder.endpoint(server.uri("/register"))))
                    .withMessage("client credentials need a tokenEndpoint(...), or a facade with issuer(...), whose"
                            + " metadata names one");
        }
    }

    @Test
    void derivedFacade_changesThatCannotBe_leaveTheOtherAlone() {
        try (ClientRegistration registration = facade().build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> registration.derive(builder -> builder.issuer(URI.create("http://as.example.com"))))
                    .withMessageStartingWith("issuer must be https");
            assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c1");
        }
    }

    // ----

    private void publish(URI endpoint) {
        server.on(
                DISCOVERY,
                request -> answer(
                        200,
                        "{\"issuer\":\"" + server.origin() + "\",\"registration_endpoint\":\"" + endpoint + "\"}"));
    }

    private ClientRegistration.Builder facade() {
        return ClientRegistration.builder().issuer(URI.create(server.origin()));
    }

    /** A facade whose running time is {@link #now}; its limits pass by no clock at all. */
    private ClientRegistration byHand() {
        return facade().environment(
                        new EngineEnvironment(Clock.systemUTC(), now::get, () -> 0, (delay, task) -> () -> {}))
                .build();
    }

    private static ManagementCredentials credentials() {
        return ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("rat-1"))
                .build();
    }
}
