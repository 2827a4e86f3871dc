package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RateLimitedException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.model.ClientMetadata;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers are known to answer when they refuse, and what the exception then says. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class ErrorQuirksTest {
    private static final ManagementCredentials CREDENTIALS = ManagementCredentials.builder("c1")
            .registrationAccessToken(Secret.of("EXAMPLE-token"))
            .build();

    @Parameter
    CallStyle calls;

    @ParameterizedTest
    @CsvSource({
        "anvil-connect, anvil-connect/read-missing-token, GET",
        "anvil-connect, anvil-connect/read-unknown-client, GET",
        "anvil-connect, anvil-connect/register-malformed-json, REGISTER",
        "node-oidc-provider, node-oidc-provider/register-error-page, REGISTER",
        "standard, wso2/update-unknown-member, UPDATE",
        "standard, gateway/unavailable, GET"
    })
    void error_htmlOrText_isNotShown(String profile, String answer, Operation operation) {
        ResultError error = error(profile, answer, operation);

        assertThat(error.code()).isEmpty();
        assertThat(error.description()).isEmpty();
        assertThat(error.bodyExcerpt()).isEmpty();
        assertThat(error)
                .hasMessageContaining("HTTP " + Recorded.of(answer).status())
                .message()
                .doesNotContain("<", "Forbidden", "Unrecognized");
    }

    @Test
    void error_htmlWithAChallenge_isReadByTheChallenge() {
        ResultError error = error("anvil-connect", "anvil-connect/register-unknown-token", Operation.REGISTER);

        assertThat(error).isInstanceOf(AccessDeniedException.class);
        assertThat(error.code()).contains("invalid_request");
        assertThat(error.description()).contains("Unknown access token");
        assertThat(error.challenge())
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer realm=\"user\""));
    }

    @ParameterizedTest
    @CsvSource({
        "simple-id-server, simple-id-server/read-wrong-token, GET, AccessDeniedException",
        "simple-id-server, simple-id-server/read-unknown-client, GET, ClientNotFoundException",
        "spring-authorization-server, spring-authorization-server/register-missing-token, REGISTER, AccessDeniedException"
    })
    void error_emptyBody_isToldByTheStatus(String profile, String answer, Operation operation, String type) {
        ResultError error = error(profile, answer, operation);

        assertThat(error.getClass().getSimpleName()).isEqualTo(type);
        assertThat(error.code()).isEmpty();
        assertThat(error.bodyExcerpt()).isEmpty();
        assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hydra      | hydra/read-wrong-token              | GET      | The request could not be authorized
                    hydra      | hydra/register-switched-off         | REGISTER | The requested resource could not be found
                    keycloak   | keycloak/register-invalid-origin    | REGISTER | Invalid origin
                    keycloak   | keycloak/register-truncated-json    | REGISTER | HTTP 400 Bad Request
                    keycloak   | keycloak/register-no-such-provider  | REGISTER | HTTP 404 Not Found
                    nevis-meta | nevis-meta/register-invalid-metadata | REGISTER | INVALID_CLIENT_METADATA
                    nevis-meta | nevis-meta/register-setup-not-found | REGISTER | SETUP_NOT_FOUND
                    standard   | okta/register-no-permission         | REGISTER | E0000006
                    standard   | gateway/nested-error                | REGISTER | access_denied
                    spring-authorization-server | spring-authorization-server/register-token-used | REGISTER | invalid_token
                    standard   | spring-authorization-server/update-no-such-route | UPDATE | Not Found
                    """)
    void error_codeThatIsNone_isKeptAsItIs(String profile, String answer, Operation operation, String code) {
        assertThat(error(profile, answer, operation).code()).contains(code);
    }

    @Test
    void error_sentenceForACode_staysOutOfTheMessage() {
        assertThat(error("hydra", "hydra/read-wrong-token", Operation.GET))
                .message()
                .doesNotContain("could not be authorized");
        assertThat(error("nevis-meta", "nevis-meta/register-invalid-metadata", Operation.REGISTER))
                .hasMessageContaining("HTTP 400 INVALID_CLIENT_METADATA");
    }

    @Test
    void error_summariesInsteadOfDescriptions_areDescriptions() {
        assertThat(error("standard", "okta/register-no-permission", Operation.REGISTER)
                        .description())
                .contains("the key may not do that");
        assertThat(error("standard", "gateway/nested-error", Operation.REGISTER).description())
                .contains("the gateway does not let this caller through");
    }

    @Test
    void error_detailsOfMembers_areInTheExcerpt() {
        assertThat(error("standard", "anvil-connect/update-validation-error", Operation.UPDATE)
                        .bodyExcerpt())
                .hasValueSatisfying(excerpt -> assertThat(excerpt).contains("\"property\":\"redirect_uris\""));
        assertThat(error("anvil-connect", "anvil-connect/register-validation-error", Operation.REGISTER)
                        .description())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "simple-id-server, simple-id-server/read-unknown-client",
        "keycloak, keycloak/read-unknown-client",
        "anvil-connect, anvil-connect/read-unknown-client"
    })
    void get_unknownClient404_isNotFound(String profile, String answer) {
        assertThat(error(profile, answer, Operation.GET)).isInstanceOf(ClientNotFoundException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "keycloak, keycloak/read-deleted-client",
        "node-oidc-provider, node-oidc-provider/read-token-of-another-client",
        "standard, gluu/read-unknown-client"
    })
    void get_unknownClient401_mayBeGone(String profile, String answer) {
        AccessDeniedException error = (AccessDeniedException) error(profile, answer, Operation.GET);

        assertThat(error.mayBeGone()).isTrue();
        assertThat(error).hasMessageContaining("or the client is gone");
    }

    @Test
    void register_endpointThatIsNotThere_isNoMissingClient() {
        assertThat(error("nevis-meta", "nevis-meta/register-setup-not-found", Operation.REGISTER))
                .isInstanceOf(RegistrationRejectedException.class)
                .hasMessageContaining("Check the registration endpoint");
    }

    @ParameterizedTest
    @CsvSource({
        "simple-id-server, simple-id-server/register-no-token, access_denied",
        "simple-id-server, simple-id-server/register-scope-missing, request_denied",
        "simple-id-server, simple-id-server/register-invalid-token, invalid_token",
        "anvil-connect, anvil-connect/register-missing-token, invalid_request"
    })
    void register_badTokenWithStatus400_saysSo(String profile, String answer, String code) {
        ResultError error = error(profile, answer, Operation.REGISTER);

        assertThat(error.httpStatus()).isEqualTo(400);
        assertThat(error.code()).contains(code);
        assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void get_missingTokenWithStatus403_isAccessDenied() {
        assertThat(error("anvil-connect", "anvil-connect/read-missing-token", Operation.GET))
                .isInstanceOf(AccessDeniedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "simple-id-server, simple-id-server/register-unknown-array",
        "keycloak, keycloak/register-empty-body",
        "anvil-connect, anvil-connect/register-malformed-json"
    })
    void register_serverThatFailsOnTheRequest_leavesItOpen(String profile, String answer) {
        assertThat(error(profile, answer, Operation.REGISTER))
                .isInstanceOf(ServerUnavailableException.class)
                .returns(Outcome.UNKNOWN, ResultError::outcome)
                .hasMessageContaining("A second register could make a second client");
    }

    @Test
    void register_tooManyRequestsWithoutRetryAfter_isRateLimited() {
        ResultError error = error("standard", "gateway/too-many", Operation.REGISTER);

        assertThat(error).isInstanceOf(RateLimitedException.class);
        assertThat(error.retryAfter()).isEmpty();
    }

    @Test
    void register_tooManyRequestsInAnHour_saysWhenThereCanBeMore() {
        ResultError error = error("mcp", "mcp/register-too-many", Operation.REGISTER);

        assertThat(error).isInstanceOf(RateLimitedException.class);
        assertThat(error.retryAfter()).contains(Duration.ofHours(1));
    }

    private ResultError error(String profile, String answer, Operation operation) {
        try (RecordedServer server = RecordedServer.answering(answer);
                ClientRegistration registration =
                        server.facade(ServerProfile.named(profile), "/register").build()) {
            ResultError error = catchThrowableOfType(
                    ResultError.class,
                    () -> calls.call(
                            operation,
                            registration,
                            CREDENTIALS,
                            ClientMetadata.builder().build()));
            assertThat(server.requests()).hasSize(1);
            return error;
        }
    }
}
