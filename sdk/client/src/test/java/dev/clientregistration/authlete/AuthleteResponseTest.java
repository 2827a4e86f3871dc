package dev.clientregistration.authlete;

import static dev.clientregistration.authlete.CallStyle.authleteAt;
import static dev.clientregistration.authlete.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import dev.clientregistration.Secret;
import dev.clientregistration.StandardOperations;
import dev.clientregistration.authlete.model.Action;
import dev.clientregistration.authlete.model.Client;
import dev.clientregistration.authlete.model.ClientAuthMethod;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.authlete.model.ClientType;
import dev.clientregistration.authlete.model.JwsAlg;
import dev.clientregistration.authlete.model.SubjectType;
import dev.clientregistration.error.Operation;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ErrorResponse;
import dev.clientregistration.model.JwsAlgorithm;
import dev.clientregistration.model.OAuthErrorCode;
import dev.clientregistration.model.SecretExpiry;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the caller gets of Authlete's answers. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class AuthleteResponseTest {
    private static final Secret CLIENT_SECRET =
            Secret.of("EXAMPLE-secret-of-eighty-six-base64url-characters-0000000000000000000000000000000000000");

    @Parameter
    CallStyle calls;

    /** What a call gives that is answered with this status and body. */
    private ClientRegistrationResponse answered(Operation operation, int status, String body) {
        try (ScriptedServer server = ScriptedServer.start(answer(status, body));
                AuthleteClientRegistration authlete = authleteAt(server).build()) {
            return calls.call(authlete, operation);
        }
    }

    private ClientRegistrationResponse answered(String body) {
        return answered(Operation.REGISTER, 200, body);
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTER, authlete-register-response.json, A202001, CREATED, [A202001] The client was created.",
        "GET, authlete-get-response.json, A217001, OK, [A217001] The client was returned.",
    })
    void success_saysWhatToAnswerAndWhatIsStored(
            Operation operation, String fixture, String code, String action, String message) {
        ClientRegistrationResponse response = answered(operation, 200, Fixtures.text(fixture));

        assertThat(response.action()).contains(Action.of(action));
        assertThat(response.resultCode()).contains(code);
        assertThat(response.resultMessage()).contains(message);
        assertThat(response.oauthError()).isEmpty();
        assertThat(response.toJson()).isEqualTo(Fixtures.compact(fixture));

        Client client = response.client().orElseThrow();
        assertThat(client.number()).contains(6248L);
        assertThat(client.serviceNumber()).contains(5041L);
        assertThat(client.developer()).contains("authlete_21653835348762");
        assertThat(client.clientName()).contains("My Dynamic Client");
        assertThat(client.clientId()).contains(26837717140341L);
        assertThat(client.clientSecret()).contains(CLIENT_SECRET);
        assertThat(client.clientIdAlias()).contains("26837717140341");
        assertThat(client.clientIdAliasEnabled()).contains(false);
        assertThat(client.clientType()).contains(ClientType.CONFIDENTIAL);
        assertThat(client.dynamicallyRegistered()).contains(true);
        assertThat(client.createdAt()).contains(Instant.parse("2022-01-09T13:37:47Z"));
        assertThat(client.modifiedAt()).contains(Instant.parse("2022-01-09T13:37:47.013Z"));
        assertThat(client.tokenAuthMethod()).contains(ClientAuthMethod.CLIENT_SECRET_BASIC);
        assertThat(client.idTokenSignAlg()).contains(JwsAlg.RS256);
        assertThat(client.subjectType()).contains(SubjectType.PUBLIC);
        assertThat(client.defaultMaxAge()).contains(Duration.ZERO);
        assertThat(client.registrationAccessTokenHash()).contains("EXAMPLE-hash");
        assertThat(client.grantTypes()).isEmpty();
        assertThat(client.extension()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"REGISTER, authlete-register-response.json", "GET, authlete-get-response.json"})
    void responseContent_isReadAsClientInformation(Operation operation, String fixture) {
        ClientRegistrationResponse response = answered(operation, 200, Fixtures.text(fixture));
        ClientInformation client = response.clientInformation().orElseThrow();

        assertThat(response.responseContent().orElseThrow().reveal())
                .startsWith("{\"client_id\":\"26837717140341\",\"client_id_issued_at\":1641735467,")
                .isEqualTo(client.toJson());
        assertThat(client.clientId()).isEqualTo("26837717140341");
        assertThat(client.clientSecret()).contains(CLIENT_SECRET);
        assertThat(client.clientSecretExpiresAt()).isEqualTo(SecretExpiry.never());
        // Seconds here, milliseconds in the client that is stored: the same time.
        assertThat(client.clientIdIssuedAt())
                .contains(Instant.parse("2022-01-09T13:37:47Z"))
                .isEqualTo(response.client().orElseThrow().createdAt());
        // Nowhere else.
        assertThat(client.registrationAccessToken()).contains(Secret.of("qs4Tu5TV7qqDYT93bFs6ISyhTByMF9o-54GY4JU5vTA"));
        assertThat(client.registrationClientUri()).contains("https://as.example.com/api/register/26837717140341");
        assertThat(client.clientName()).contains("My Dynamic Client");
        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
        assertThat(client.idTokenSignedResponseAlg()).contains(JwsAlgorithm.RS256);
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTER, BAD_REQUEST",
        "GET, UNAUTHORIZED",
        "UPDATE, INTERNAL_SERVER_ERROR",
        "UPDATE, UNAUTHORIZED",
        "DELETE, BAD_REQUEST",
    })
    void refusalOfWhatTheClientAskedFor_isReturnedWithTheErrorForTheClient(Operation operation, String action) {
        ClientRegistrationResponse response = answered(operation, 200, """
                {"resultCode": "A203303", "resultMessage": "[A203303] The metadata is not JSON.",
                 "action": "%s",
                 "responseContent": "{\\"error\\":\\"invalid_client_metadata\\",\
                \\"error_description\\":\\"[A203303] The metadata is not JSON.\\",\
                \\"error_uri\\":\\"https://docs.authlete.com/#A203303\\"}"}
                """.formatted(action));
        ErrorResponse error = response.oauthError().orElseThrow();

        assertThat(response.action()).contains(Action.of(action));
        assertThat(response.resultCode()).contains("A203303");
        assertThat(error.error()).contains(OAuthErrorCode.INVALID_CLIENT_METADATA);
        assertThat(error.errorDescription()).contains("[A203303] The metadata is not JSON.");
        assertThat(error.errorUri()).contains("https://docs.authlete.com/#A203303");
        assertThat(response.clientInformation()).isEmpty();
        assertThat(response.client()).isEmpty();
    }

    @ParameterizedTest
    @StandardOperations
    void deletion_hasNeitherContentNorClient(Operation operation) {
        ClientRegistrationResponse response =
                answered(operation, 200, "{\"resultCode\":\"A216001\",\"action\":\"DELETED\"}");

        assertThat(response.action()).contains(Action.DELETED);
        assertThat(response.responseContent()).isEmpty();
        assertThat(response.clientInformation()).isEmpty();
        assertThat(response.client()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, 404", "'\"A202001\"', A202001", "12345678901234567890, 12345678901234567890", "1.0, 1.0"})
    void resultCode_isReadAsTextAndAsNumber(String json, String expected) {
        assertThat(answered("{\"resultCode\":" + json + "}").resultCode()).contains(expected);
    }

    @ParameterizedTest
    @StandardOperations
    void answerWithNothingInIt_isRead(Operation operation) {
        ClientRegistrationResponse response = answered(operation, 200, "{}");

        assertThat(response.memberNames()).isEmpty();
        assertThat(response.resultCode()).isEmpty();
        assertThat(response.resultMessage()).isEmpty();
        assertThat(response.action()).isEmpty();
        assertThat(response.responseContent()).isEmpty();
        assertThat(response.clientInformation()).isEmpty();
        assertThat(response.oauthError()).isEmpty();
        assertThat(response.client()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resultCode\":null,\"resultMessage\":null,\"action\":null,\"responseContent\":null,\"client\":null}",
                "{\"resultCode\":\"\",\"resultMessage\":\"\",\"action\":\"\",\"responseContent\":\"\",\"client\":\"\"}",
                "{\"resultCode\":{},\"resultMessage\":[],\"action\":{},\"responseContent\":{\"a\":1},\"client\":[]}",
            })
    void membersThatSayNothing_areAbsentAndKept(String body) {
        ClientRegistrationResponse response = answered(body);

        assertThat(response.resultCode()).isEmpty();
        assertThat(response.resultMessage()).isEmpty();
        assertThat(response.action()).isEmpty();
        assertThat(response.responseContent()).isEmpty();
        assertThat(response.clientInformation()).isEmpty();
        assertThat(response.oauthError()).isEmpty();
        assertThat(response.client()).isEmpty();
        assertThat(response.toJson()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "",
                " ",
                "[]",
                "{}",
                "\"client_id\"",
                "{\"client_name\":\"My",
                "{\"client_id\":\"a\"} {}",
                // What the examples of the API's description hold: escaped once too often.
                "{\\\"client_id\\\":\\\"26837717140341\\\"}",
            })
    void responseContentThatIsNoDocument_isKeptAndReadAsNone(String content) {
        ClientRegistrationResponse response =
                answered("{\"action\":\"OK\",\"responseContent\":" + new JsonPrimitive(content) + "}");

        assertThat(response.responseContent().map(Secret::reveal).orElse("")).isEqualTo(content);
        assertThat(response.clientInformation()).isEmpty();
        assertThat(response.oauthError()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 299})
    void everySuccessfulStatus_isRead(int status) {
        assertThat(answered(Operation.REGISTER, status, "{\"action\":\"CREATED\"}")
                        .action())
                .contains(Action.CREATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCEPTED", "created", "Bad request"})
    void unknownAction_isKept(String action) {
        Action read = answered("{\"action\":\"" + action + "\"}").action().orElseThrow();

        assertThat(read.value()).isEqualTo(action);
        assertThat(read.isKnown()).isFalse();
        assertThat(read.known()).isEqualTo(Action.Known.UNLISTED);
    }

    @ParameterizedTest
    @StandardOperations
    void membersAndValuesThatNoDescriptionHas_areKeptInTheirPlaces(Operation operation) {
        String body = "{\"responseHeaders\":{\"a\":[\"1\"]},\"action\":\"OK\",\"n\":1.0,\"client\":{"
                + "\"spiffeId\":\"spiffe://c.example.com/c\",\"tokenAuthMethod\":\"SPIFFE_JWT\","
                + "\"spiffeBundleEndpoint\":\"https://c.example.com/bundle\",\"haipVersion\":\"1\",\"clientName\":null,"
                + "\"backchannelLogoutUri\":\"https://c.example.com/out\",\"backchannelLogoutSessionRequired\":true,"
                + "\"grantTypes\":[\"CIBA\",\"BRAND_NEW\",null],\"createdAt\":1641735467000,"
                + "\"extension\":{\"accessTokenDuration\":600,\"new\":[{\"a\":1e2}]},"
                + "\"clientNames\":[{\"tag\":\"fr\",\"script\":\"Latn\",\"value\":\"x\"}],"
                + "\"number\":12345678901234567890}}";

        ClientRegistrationResponse response = answered(operation, 200, body);

        assertThat(response.toJson()).isEqualTo(body);
        assertThat(response.toBuilder().build().toJson()).isEqualTo(body);
        Client client = response.client().orElseThrow();
        assertThat(client.member("spiffeId")).contains(new JsonPrimitive("spiffe://c.example.com/c"));
        assertThat(client.tokenAuthMethod().orElseThrow().value()).isEqualTo("SPIFFE_JWT");
        assertThat(client.grantTypes()).extracting(Object::toString).containsExactly("CIBA", "BRAND_NEW");
        assertThat(client.clientName()).isEmpty();
        assertThat(client.number()).isEmpty();
        assertThat(client.extension().orElseThrow().accessTokenDuration()).contains(Duration.ofMinutes(10));
        assertThat(client.clientNames().get(0).member("script")).contains(new JsonPrimitive("Latn"));
    }

    @ParameterizedTest
    @StandardOperations
    void memberThatOccursTwice_isReadByItsLastValue(Operation operation) {
        ClientRegistrationResponse response =
                answered(operation, 200, "{\"action\":\"BAD_REQUEST\",\"action\":\"OK\",\"x\":1,\"x\":2}");

        assertThat(response.action()).contains(Action.OK);
        assertThat(response.toJson()).isEqualTo("{\"action\":\"OK\",\"x\":2}");
    }

    @ParameterizedTest
    @StandardOperations
    void textOfEveryScript_isReadUnharmed(Operation operation) {
        String content = "{\"client_id\":\"1\",\"client_name\":\"Br\u00e9tzel \u30d7 \ud83e\udd68 \u2028 </b>\"}";

        ClientRegistrationResponse response =
                answered(operation, 200, "{\"responseContent\":" + new JsonPrimitive(content) + "}");

        assertThat(response.responseContent()).contains(Secret.of(content));
        assertThat(response.clientInformation().orElseThrow().clientName())
                .contains("Br\u00e9tzel \u30d7 \ud83e\udd68 \u2028 </b>");
    }
}
