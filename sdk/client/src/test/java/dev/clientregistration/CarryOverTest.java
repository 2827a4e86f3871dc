package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.SecretExpiry;
import dev.clientregistration.testing.MockAnswer;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RegisteredClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server issued stays with the client: what it replaces is taken over, what it does not repeat is kept. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class CarryOverTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Pretzel")
            .redirectUris("https://example.com/callback")
            .build();
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @Parameter
    CallStyle calls;

    private MockRegistrationServer server;
    private ClientRegistration registration;

    @BeforeEach
    void start() {
        start(MockRegistrationServer.builder());
    }

    private void start(MockRegistrationServer.Builder settings) {
        close();
        server = settings.clock(Clock.fixed(START, ZoneOffset.UTC)).start();
        registration = facade(server.registrationEndpoint());
    }

    @AfterEach
    void close() {
        if (registration != null) {
            registration.close();
            server.close();
        }
    }

    @Test
    void register_returnsWhatTheServerIssued() {
        ClientInformation client = calls.register(registration, METADATA);

        RegisteredClient known = known(client);
        assertThat(client.clientSecret()).map(Secret::reveal).isEqualTo(known.clientSecret());
        assertThat(client.registrationAccessToken().orElseThrow().reveal()).isEqualTo(known.registrationAccessToken());
        assertThat(client.registrationClientUri())
                .contains(known.registrationClientUri().toString());
        assertThat(client.clientIdIssuedAt()).contains(START);
        assertThat(client.clientSecretExpiresAt().isNever()).isTrue();
    }

    @Test
    void wholeLife_eachStepWithTheClientOfTheStepBefore() {
        start(MockRegistrationServer.builder()
                .rotateRegistrationAccessTokenOnRead(true)
                .rotateRegistrationAccessTokenOnUpdate(true)
                .rotateSecretOnUpdate(true));

        ClientInformation client = calls.register(registration, METADATA);
        client = calls.get(registration, client);
        client = calls.update(
                registration,
                client,
                client.toMetadata().toBuilder().clientName("Round Pretzel").build());
        client = calls.get(registration, client);

        RegisteredClient known = known(client);
        assertThat(client.clientName()).contains("Round Pretzel");
        assertThat(client.clientSecret()).map(Secret::reveal).isEqualTo(known.clientSecret());
        assertThat(client.registrationAccessToken()).map(Secret::reveal).contains(known.registrationAccessToken());

        calls.delete(registration, client);
        assertThat(server.clients()).isEmpty();
        assertThat(server.exchanges())
                .allSatisfy(exchange -> assertThat(exchange.status()).isLessThan(300));
    }

    @Test
    void get_tokenReplaced_resultHoldsTheNewOne() {
        start(MockRegistrationServer.builder().rotateRegistrationAccessTokenOnRead(true));
        ClientInformation registered = calls.register(registration, METADATA);

        ClientInformation read = calls.get(registration, registered);

        assertThat(read.registrationAccessToken())
                .isNotEqualTo(registered.registrationAccessToken())
                .map(Secret::reveal)
                .contains(known(read).registrationAccessToken());
        assertThat(read.clientSecret()).isEqualTo(registered.clientSecret());
        assertThat(registration.credentials(read).registrationAccessToken()).isEqualTo(read.registrationAccessToken());
    }

    @Test
    void update_tokenAndSecretReplaced_resultHoldsTheNewOnes() {
        start(MockRegistrationServer.builder()
                .rotateRegistrationAccessTokenOnUpdate(true)
                .rotateSecretOnUpdate(true)
                .secretLifetime(Duration.ofDays(1)));
        ClientInformation registered = calls.register(registration, METADATA);

        ClientInformation updated = calls.update(registration, registered, registered.toMetadata());

        assertThat(updated.registrationAccessToken())
                .isNotEqualTo(registered.registrationAccessToken())
                .map(Secret::reveal)
                .contains(known(updated).registrationAccessToken());
        assertThat(updated.clientSecret())
                .isNotEqualTo(registered.clientSecret())
                .map(Secret::reveal)
                .isEqualTo(known(updated).clientSecret());
        assertThat(updated.clientSecretExpiresAt()).isEqualTo(SecretExpiry.at(START.plus(Duration.ofDays(1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_id\":\"c1\",\"client_name\":\"Round\"}",
                "{\"client_name\":\"Round\"}",
                "{\"client_id\":\"c1\",\"client_secret\":null,\"client_secret_expires_at\":null,\"client_id_issued_at\":null,"
                        + "\"registration_access_token\":null,\"registration_client_uri\":null,\"client_name\":\"Round\"}",
                "{\"client_id\":\"c1\",\"client_secret\":\"\",\"client_secret_expires_at\":\"\",\"client_id_issued_at\":\"\","
                        + "\"registration_access_token\":\"\",\"registration_client_uri\":\"\",\"client_name\":\"Round\"}"
            })
    void getAndUpdate_answerThatRepeatsNothing_keepsWhatWasIssued(String answer) {
        for (Operation operation : List.of(Operation.GET, Operation.UPDATE)) {
            server.answerNext(MockAnswer.json(200, answer));

            ClientInformation client = ask(operation, credentials());

            assertThat(client.clientName()).contains("Round");
            assertThat(registration.credentials(client))
                    .isEqualTo(credentials().toBuilder()
                            .endpoint(server.registrationEndpoint())
                            .profile(ServerProfile.STANDARD)
                            .build());
        }
    }

    @Test
    void getAndUpdate_newSecretWithoutExpiry_doesNotInheritTheOldOnes() {
        for (Operation operation : List.of(Operation.GET, Operation.UPDATE)) {
            server.answerNext(MockAnswer.json(200, "{\"client_id\":\"c1\",\"client_secret\":\"s2\"}"));

            ClientInformation client = ask(operation, credentials());

            assertThat(client.clientSecret()).contains(Secret.of("s2"));
            assertThat(client.clientSecretExpiresAt().isUnknown()).isTrue();
            assertThat(client.registrationAccessToken()).contains(Secret.of("r1"));
        }
    }

    @Test
    void getAndUpdate_sameSecretRepeatedWithoutExpiry_keepsTheExpiry() {
        for (Operation operation : List.of(Operation.GET, Operation.UPDATE)) {
            server.answerNext(MockAnswer.json(200, "{\"client_id\":\"c1\",\"client_secret\":\"s1\"}"));

            assertThat(ask(operation, credentials()).clientSecretExpiresAt())
                    .isEqualTo(SecretExpiry.at(Instant.ofEpochSecond(2_000_000_000)));
        }
    }

    @Test
    void getAndUpdate_newExpiryOfTheOldSecret_isTakenOver() {
        for (Operation operation : List.of(Operation.GET, Operation.UPDATE)) {
            server.answerNext(MockAnswer.json(200, "{\"client_id\":\"c1\",\"client_secret_expires_at\":0}"));

            ClientInformation client = ask(operation, credentials());

            assertThat(client.clientSecret()).contains(Secret.of("s1"));
            assertThat(client.clientSecretExpiresAt().isNever()).isTrue();
        }
    }

    @Test
    void getAndUpdate_newManagementUri_isTakenOver() {
        for (Operation operation : List.of(Operation.GET, Operation.UPDATE)) {
            server.answerNext(MockAnswer.json(
                    200, "{\"client_id\":\"c1\",\"registration_client_uri\":\"https://moved.example.com/c1\"}"));

            assertThat(ask(operation, credentials()).registrationClientUri()).contains("https://moved.example.com/c1");
        }
    }

    @Test
    void getAndUpdate_carriedMembers_standBehindWhatTheServerSaid() {
        server.answerNext(MockAnswer.json(200, "{\"z\":1.0,\"client_id\":\"c1\",\"a\":null}"));

        assertThat(ask(Operation.GET, credentials()).toJson())
                .startsWith("{\"z\":1.0,\"client_id\":\"c1\",\"a\":null,")
                .contains("\"client_secret\":\"s1\"");
    }

    @Test
    void credentials_ofAClient_holdWhatWasIssuedAndWhere() {
        ClientInformation client = calls.register(registration, METADATA);

        ManagementCredentials credentials = registration.credentials(client);

        assertThat(credentials.clientId()).isEqualTo(client.clientId());
        assertThat(credentials.clientSecret()).isEqualTo(client.clientSecret());
        assertThat(credentials.clientSecretExpiresAt()).isEqualTo(client.clientSecretExpiresAt());
        assertThat(credentials.clientIdIssuedAt()).isEqualTo(client.clientIdIssuedAt());
        assertThat(credentials.registrationAccessToken()).isEqualTo(client.registrationAccessToken());
        assertThat(credentials.registrationClientUri()).isEqualTo(client.registrationClientUri());
        assertThat(credentials.endpoint()).contains(server.registrationEndpoint());
        assertThat(credentials.profile()).contains(ServerProfile.STANDARD);
        assertThat(credentials.toJson()).doesNotContain("client_name");
    }

    @Test
    void credentials_storedAndReadBack_serveASecondFacade() {
        start(MockRegistrationServer.builder()
                .rotateRegistrationAccessTokenOnRead(true)
                .rotateRegistrationAccessTokenOnUpdate(true)
                .rotateSecretOnUpdate(true));
        String stored =
                registration.credentials(calls.register(registration, METADATA)).toJson();
        registration.close();

        for (String name : List.of("One", "Two", "Three")) {
            try (ClientRegistration later = facade(server.registrationEndpoint())) {
                ClientInformation client = calls.get(later, ManagementCredentials.fromJson(stored));
                client = calls.update(
                        later,
                        client,
                        client.toMetadata().toBuilder().clientName(name).build());
                stored = later.credentials(client).toJson();

                RegisteredClient known = known(client);
                assertThat(client.clientName()).contains(name);
                assertThat(stored)
                        .contains(
                                known.registrationAccessToken(),
                                known.clientSecret().orElseThrow());
            }
        }
        try (ClientRegistration last = facade(server.registrationEndpoint())) {
            calls.delete(last, ManagementCredentials.fromJson(stored));
        }
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void credentials_membersOfALaterVersion_surviveStoring() {
        String stored = "{\"client_id\":\"c1\",\"x_new\":{\"a\":1.0},\"profile\":\"standard\"}";

        assertThat(ManagementCredentials.fromJson(stored).toJson()).isEqualTo(stored);
        assertThat(ManagementCredentials.fromJson(stored).toBuilder().build().toJson())
                .isEqualTo(stored);
    }

    @ParameterizedTest
    @EnumSource(names = {"GET", "UPDATE", "DELETE"})
    void credentials_ofAnotherServer_areRefusedNamingBoth(Operation operation) {
        try (MockRegistrationServer other = MockRegistrationServer.start();
                ClientRegistration atOther = facade(other.registrationEndpoint())) {
            ManagementCredentials theirs = atOther.credentials(calls.register(atOther, METADATA));
            int before = other.exchanges().size();

            CallRefusedException e = catchThrowableOfType(
                    CallRefusedException.class, () -> calls.call(operation, registration, theirs, METADATA));

            assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(e.attempts()).isZero();
            assertThat(e.operation()).isEqualTo(operation);
            assertThat(e)
                    .hasMessageContaining("the client was registered at " + other.issuer())
                    .hasMessageContaining("this facade is for " + server.issuer())
                    .hasMessageContaining("trustOrigin(" + other.issuer() + ")")
                    .hasMessageNotContaining(
                            theirs.registrationAccessToken().orElseThrow().reveal());
            assertThat(server.exchanges()).isEmpty();
            assertThat(other.exchanges()).hasSize(before);
        }
    }

    @Test
    void credentials_ofAServerThatIsTrusted_workThere() {
        try (MockRegistrationServer other = MockRegistrationServer.start();
                ClientRegistration atOther = facade(other.registrationEndpoint());
                ClientRegistration trusting = ClientRegistration.builder()
                        .endpoint(server.registrationEndpoint())
                        .trustOrigin(other.issuer())
                        .build()) {
            ManagementCredentials theirs = atOther.credentials(calls.register(atOther, METADATA));

            assertThat(calls.get(trusting, theirs).clientName()).contains("Pretzel");
            assertThat(server.exchanges()).isEmpty();
        }
    }

    private ClientInformation ask(Operation operation, ManagementCredentials credentials) {
        return operation == Operation.GET
                ? calls.get(registration, credentials)
                : calls.update(registration, credentials, METADATA);
    }

    private ManagementCredentials credentials() {
        return ManagementCredentials.builder("c1")
                .clientSecret(Secret.of("s1"))
                .clientSecretExpiresAt(SecretExpiry.at(Instant.ofEpochSecond(2_000_000_000)))
                .clientIdIssuedAt(Instant.ofEpochSecond(1_700_000_000))
                .registrationAccessToken(Secret.of("r1"))
                .registrationClientUri(server.registrationEndpoint() + "/c1")
                .build();
    }

    private RegisteredClient known(ClientInformation client) {
        return server.client(client.clientId()).orElseThrow();
    }

    private static ClientRegistration facade(URI endpoint) {
        return ClientRegistration.builder().endpoint(endpoint).build();
    }
}
