package dev.clientregistration;

import static dev.clientregistration.PathServer.answer;
import static dev.clientregistration.PathServer.inTurn;
import static dev.clientregistration.PathServer.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.CredentialsLostException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers that refuse a client's token, after an attempt whose answer was lost: they mean that the token was replaced only
 * where the server may have done so (RFC 7592 section 3), and only if it was the client's token that was sent.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class LostCredentialsTest {
    private static final ClientMetadata METADATA =
            ClientMetadata.builder().clientName("Pretzel").build();
    private static final String CLIENT = "{\"client_id\":\"c1\",\"client_name\":\"Pretzel\"}";
    private static final MockResponse INVALID_TOKEN = answer(401, "{\"error\":\"invalid_token\"}");
    private static final RequestOptions OWN_TOKEN =
            RequestOptions.builder().token(Secret.of("operator")).build();

    @Parameter
    CallStyle calls;

    private final PathServer server = PathServer.start().on("GET /register/c1", 200, CLIENT);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "keycloak", "node-oidc-provider", "hydra", "mcp"})
    void update_serverThatMayReplaceTokens_hasLostThem(String profile) {
        server.on("PUT /register/c1", inTurn(lost(), INVALID_TOKEN));

        try (ClientRegistration registration = facade(profile)) {
            CredentialsLostException failure = failure(CredentialsLostException.class, Operation.UPDATE, registration);

            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure.operation()).isEqualTo(Operation.UPDATE);
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.getSuppressed()).hasSize(1);
        }
        assertThat(server.lines()).containsExactly("PUT /register/c1", "PUT /register/c1");
    }

    @Test
    void update_byMergingAtAServerThatMayReplaceTokens_hasLostThem() {
        server.on("GET /clientConfig?clientId=c1", 200, CLIENT)
                .on("PATCH /clientConfig?clientId=c1", inTurn(lost(), INVALID_TOKEN));

        try (ClientRegistration registration = facade("cas")) {
            failure(CredentialsLostException.class, Operation.UPDATE, registration);
        }
    }

    @ParameterizedTest
    @CsvSource({"simple-id-server, PUT", "anvil-connect, PATCH"})
    void update_serverThatNeverReplacesTokens_isRefusedInDoubt(String profile, String verb) {
        server.on(verb + " /register/c1", inTurn(lost(), INVALID_TOKEN));

        try (ClientRegistration registration = facade(profile)) {
            AccessDeniedException failure = failure(AccessDeniedException.class, Operation.UPDATE, registration);

            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure.mayBeGone()).isTrue();
            assertThat(failure).hasMessageContaining("Whether the server did it is unknown.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "keycloak", "simple-id-server"})
    void update_refusedWithoutALostAttempt_isRefusedUndone(String profile) {
        MockResponse busy = new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "0")
                .build();
        server.on("PUT /register/c1", inTurn(busy, INVALID_TOKEN));

        try (ClientRegistration registration = facade(profile)) {
            assertThat(failure(AccessDeniedException.class, Operation.UPDATE, registration)
                            .outcome())
                    .isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "keycloak", "simple-id-server", "spring-authorization-server"})
    void get_afterALostAttempt_isRefusedAndChangedNothing(String profile) {
        String target = profile.startsWith("spring") ? "/register?client_id=c1" : "/register/c1";
        server.on("GET " + target, inTurn(lost(), INVALID_TOKEN));

        try (ClientRegistration registration = facade(profile)) {
            AccessDeniedException failure = failure(AccessDeniedException.class, Operation.GET, registration);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure.mayBeGone()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void delete_afterALostAttempt_isDone(int status) {
        server.on("DELETE /register/c1", inTurn(lost(), answer(status, "")));

        try (ClientRegistration registration = facade("standard")) {
            calls.delete(registration, credentials());
        }
    }

    // ---- with a token of the call's own, which no server replaces and no deletion voids

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void updateAndDelete_ownTokenRefusedAfterALostAttempt_areInDoubt(int status) {
        MockResponse refusal = answer(status, "{\"error\":\"invalid_token\"}");
        server.on("PUT /register/c1", inTurn(lost(), refusal)).on("DELETE /register/c1", inTurn(lost(), refusal));

        try (ClientRegistration registration = facade("keycloak")) {
            for (ResultError failure : new ResultError[] {
                ownTokenFailure(() -> registration.update(credentials(), METADATA, OWN_TOKEN)),
                ownTokenFailure(() -> registration.delete(credentials(), OWN_TOKEN))
            }) {
                assertThat(failure)
                        .isInstanceOfSatisfying(AccessDeniedException.class, denied -> assertThat(denied.mayBeGone())
                                .isFalse());
                assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                assertThat(failure.attempts()).isEqualTo(2);
            }
        }
    }

    @Test
    void update_ownTokenAndNoClientAfterALostAttempt_isInDoubt() {
        server.on("PUT /register/c1", inTurn(lost(), answer(404, "")));

        try (ClientRegistration registration = facade("keycloak")) {
            ResultError failure = ownTokenFailure(() -> registration.update(credentials(), METADATA, OWN_TOKEN));
            assertThat(failure).isInstanceOf(ClientNotFoundException.class);
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void delete_ownTokenAndNoClientAfterALostAttempt_isDone(int status) {
        server.on("DELETE /register/c1", inTurn(lost(), answer(status, "")));

        try (ClientRegistration registration = facade("keycloak")) {
            registration.delete(credentials(), OWN_TOKEN);
        }
        assertThat(server.lines()).containsExactly("DELETE /register/c1", "DELETE /register/c1");
    }

    @Test
    void anyCall_ownTokenRefused_saysNothingOfTheClient() {
        server.on("GET /register/c1", request -> INVALID_TOKEN);

        try (ClientRegistration registration = facade("standard")) {
            ResultError failure = ownTokenFailure(() -> registration.get(credentials(), OWN_TOKEN));
            assertThat(((AccessDeniedException) failure).mayBeGone()).isFalse();
            assertThat(failure)
                    .hasMessage("get at " + server.uri("/register/c1") + " was answered with HTTP 401 invalid_token."
                            + " Nothing was changed. Check the token that was given for this call.");
        }
    }

    // ---- what the server replaced is taken over, whatever the profile says

    @ParameterizedTest
    @ValueSource(strings = {"standard", "keycloak", "simple-id-server"})
    void update_answerWithAnotherToken_replacesTheOldOne(String profile) {
        server.on("PUT /register/c1", 200, "{\"client_id\":\"c1\",\"registration_access_token\":\"rat-2\"}");

        try (ClientRegistration registration = facade(profile)) {
            ClientInformation client = calls.update(registration, credentials(), METADATA);
            assertThat(client.registrationAccessToken()).contains(Secret.of("rat-2"));

            calls.update(registration, client, METADATA);
        }
        assertThat(server.requests("PUT /register/c1"))
                .extracting(request -> request.getHeaders().get("Authorization"))
                .containsExactly("Bearer rat-1", "Bearer rat-2");
    }

    private <E extends RegistrationException> E failure(
            Class<E> type, Operation operation, ClientRegistration registration) {
        return catchThrowableOfType(type, () -> calls.call(operation, registration, credentials(), METADATA));
    }

    private static ResultError ownTokenFailure(Runnable call) {
        return catchThrowableOfType(ResultError.class, call::run);
    }

    private ClientRegistration facade(String profile) {
        return ClientRegistration.builder()
                .endpoint(server.uri("/register"))
                .profile(ServerProfile.named(profile))
                .retryPolicy(SampleClient.THREE_AT_ONCE)
                .build();
    }

    private static ManagementCredentials credentials() {
        return ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("rat-1"))
                .build();
    }
}
