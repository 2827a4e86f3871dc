package dev.clientregistration.authlete;

import static dev.clientregistration.authlete.CallStyle.authleteAt;
import static dev.clientregistration.authlete.CallStyle.failure;
import static dev.clientregistration.authlete.CallStyle.request;
import static dev.clientregistration.authlete.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.JsonPrimitive;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.RetryPolicy;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What authorization servers and Authlete do at the edges. */
class AuthleteEdgesTest {
    @Test
    void registrationOfUnknownFate_isNotAnsweredAsOneThatTheClientMayRepeat() {
        // 503 with Retry-After is, by this SDK's own table, the server's word that it did nothing.
        HttpAnswer answer = HttpAnswer.of(ResultError.builder(Operation.REGISTER, 503)
                .outcome(Outcome.UNKNOWN)
                .build());

        assertThat(answer.headers()).doesNotContainKey("Retry-After");
        assertThat(answer.status()).isEqualTo(500);
    }

    @Test
    void registrationThroughAnEndpointBuiltOnTheFacade_reachesAuthleteOnce() {
        try (ScriptedServer authlete = ScriptedServer.start(
                        answer(503, "{\"resultCode\":\"A001101\"}"),
                        answer(200, Fixtures.text("authlete-register-response.json")));
                AuthleteClientRegistration api = authleteAt(authlete).build();
                ScriptedServer endpoint = ScriptedServer.start((request, socket) -> {
                    HttpAnswer answer = AuthleteSnippets.endpoint(api, request.text());
                    answer(
                                    answer.status(),
                                    answer.body().orElse(""),
                                    answer.headers().containsKey("Retry-After")
                                            ? new String[] {"Retry-After: 1"}
                                            : new String[0])
                            .play(request, socket);
                });
                ClientRegistration client = ClientRegistration.builder()
                        .endpoint(URI.create(endpoint.uri() + "/register"))
                        .build()) {
            try {
                client.register(ClientMetadata.builder().clientName("x").build());
            } catch (RegistrationException e) {
                // As it should be.
            }
            assertThat(authlete.requests())
                    .as("registrations that Authlete saw")
                    .hasSize(1);
        }
    }

    private static ResultError error(String json, int status, String body) {
        try (ScriptedServer server = ScriptedServer.start(answer(status, body));
                AuthleteClientRegistration authlete =
                        authleteAt(server).retryPolicy(RetryPolicy.never()).build()) {
            return failure(
                    ResultError.class,
                    () -> authlete.register(
                            ClientRegistrationRequest.builder().json(json).build()));
        }
    }

    @Test
    void secretThatWasIssuedInTheResponseContentOfAnErrorStatus_isBlanked() {
        ResultError error = error("{}", 500, Fixtures.text("authlete-register-response.json"));

        assertThat(error.bodyExcerpt().orElseThrow()).doesNotContain("qs4Tu5TV7qqDYT93bFs6ISyhTByMF9o-54GY4JU5vTA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_secret\":\"s3cret-1\",",
                "{\"client_secret\":\"s3cret-1\"} x",
                "{\"client_secret\":\"s3cret-1\",\"client_secret\":\"s3cret-2\"}",
                "{\"client_secret\":\"s3cret-\\\"1\"}",
            })
    void secretInJsonThatAuthleteRepeats_isBlanked(String json) {
        ClientRegistrationRequest request =
                ClientRegistrationRequest.builder().json(json).build();

        for (String repeated : new String[] {json, request.toJson()}) {
            ResultError error =
                    error(json, 400, "{\"resultMessage\":" + new JsonPrimitive("not JSON: " + repeated) + "}");

            assertThat(error.description().orElseThrow()).doesNotContain("s3cret");
            assertThat(error.bodyExcerpt().orElseThrow()).doesNotContain("s3cret");
        }
    }

    @Test
    void membersOfAuthletesNames_areNoSecretsBecauseTheySayToken() {
        // tokenAuthMethod and idTokenSignAlg match "token", and their values are then blanked everywhere.
        ResultError error = error(
                "{}",
                500,
                "{\"resultMessage\":\"RS256 and NONE are fine\",\"client\":{\"tokenAuthMethod\":\"NONE\","
                        + "\"idTokenSignAlg\":\"RS256\"}}");

        assertThat(error.description()).contains("RS256 and NONE are fine");
    }

    @Test
    void baseUriWithAQuery_isRefusedInsteadOfLosingIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> AuthleteClientRegistration.builder()
                .baseUri(URI.create("https://authlete.example.com/?tenant=1"))
                .serviceId("1")
                .accessToken(CallStyle.API_TOKEN)
                .build());
    }

    @Test
    void retryAfterOfAFailureMadeByATest_isNeverNegative() {
        for (Duration odd : new Duration[] {Duration.ofSeconds(-3), Duration.ofSeconds(Long.MAX_VALUE, 1)}) {
            String sent = HttpAnswer.of(ResultError.builder(Operation.GET, 429)
                            .retryAfter(odd)
                            .build())
                    .headers()
                    .get("Retry-After");

            assertThat(Long.parseLong(sent)).isNotNegative();
        }
    }

    @Test
    void contentWhoseClientIdIsNull_isNoClientInformation() {
        assertThat(ClientRegistrationResponse.fromJson("{\"responseContent\":\"{\\\"client_id\\\":null}\"}")
                        .clientInformation())
                .isEmpty();
    }

    @Test
    void nullMetadata_isRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> ClientRegistrationRequest.builder().json((ClientMetadata) null))
                .withMessage("json must not be null");
    }

    @Test
    void resultCodeBesideAnErrorObject_isTheCode() {
        assertThat(error("{}", 400, "{\"error\":{\"x\":1},\"resultCode\":\"A001201\"}")
                        .code())
                .contains("A001201");
    }

    @Test
    void refusedTokenOfTheApi_saysNothingOfTheClient() {
        // 401 is about the authorization server's own token; that a client is gone Authlete says by the action.
        try (ScriptedServer server = ScriptedServer.start(answer(401, "{}"));
                AuthleteClientRegistration authlete = authleteAt(server).build()) {
            assertThat(failure(AccessDeniedException.class, () -> authlete.get(request(Operation.GET)))
                            .mayBeGone())
                    .isFalse();
        }
    }
}
