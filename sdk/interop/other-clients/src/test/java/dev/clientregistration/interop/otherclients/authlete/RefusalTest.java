package dev.clientregistration.interop.otherclients.authlete;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.authlete.common.api.AuthleteApi;
import com.authlete.common.api.AuthleteApiException;
import com.authlete.common.api.AuthleteApiFactory;
import com.authlete.common.conf.AuthleteSimpleConfiguration;
import com.authlete.common.dto.ClientRegistrationResponse;
import com.authlete.common.dto.ClientRegistrationResponse.Action;
import com.google.gson.JsonParser;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import dev.clientregistration.testing.AuthleteAnswers;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RecordedExchange;
import dev.clientregistration.testing.RegisteredClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two ways in which Authlete says no: by an action for the client, and by a status for the caller of the API. */
class RefusalTest {
    private final MockRegistrationServer server = AuthleteClient.server().start();
    private final AuthleteApi api = AuthleteClient.api(server);

    @AfterEach
    void close() {
        server.close();
    }

    // ---- by an action

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A203303 | invalid_client_metadata    | [1]
            A031209 | invalid_redirect_uri       | {"redirect_uris": ["callback"]}
            A204304 | invalid_client_metadata    | {"grant_types": ["implicit"], "response_types": ["code"]}
            A205301 | invalid_software_statement | {"software_statement": "not a JWT"}
            """)
    void register_badMetadata_isBadRequest(String resultCode, String error, String metadata) throws Exception {
        ClientRegistrationResponse response = api.dynamicClientRegister(AuthleteClient.registration(metadata));

        checkRefused(response, Action.BAD_REQUEST, resultCode, error);
        assertThat(server).hasRegistered(0).lastExchange().hasStatus(200);
    }

    @Test
    void manage_wrongToken_isUnauthorized() throws Exception {
        RegisteredClient client = register();

        checkRefused(
                api.dynamicClientGet(AuthleteClient.management(client.clientId(), "wrong-token")),
                Action.UNAUTHORIZED,
                "A215307",
                "invalid_token");
        checkRefused(
                api.dynamicClientUpdate(AuthleteClient.management(client.clientId(), "wrong-token")
                        .setJson("{\"client_id\": \"" + client.clientId() + "\"}")),
                Action.UNAUTHORIZED,
                "A215307",
                "invalid_token");
        checkRefused(
                api.dynamicClientDelete(AuthleteClient.management(client.clientId(), "wrong-token")),
                Action.UNAUTHORIZED,
                "A215307",
                "invalid_token");
        assertThat(server).hasLedger();
        assertThat(server.authleteService(AuthleteClient.SERVICE).clients()).hasSize(1);
    }

    @Test
    void update_withoutClientId_isBadRequest() throws Exception {
        RegisteredClient client = register();

        checkRefused(
                api.dynamicClientUpdate(AuthleteClient.management(client.clientId(), client.registrationAccessToken())
                        .setJson(AuthleteClient.METADATA)),
                Action.BAD_REQUEST,
                "A214301",
                "invalid_client_metadata");
        assertThat(server).hasUpdated(0);
    }

    @Test
    void register_failureOfAuthletes_isInternalServerError() throws Exception {
        server.answerNext(AuthleteAnswers.action("INTERNAL_SERVER_ERROR", "A203301", "server_error", "a bad day"));

        checkRefused(
                api.dynamicClientRegister(AuthleteClient.registration(AuthleteClient.METADATA)),
                Action.INTERNAL_SERVER_ERROR,
                "A203301",
                "server_error");
        assertThat(server).hasRegistered(0);
    }

    // ---- by a status

    @Test
    void register_wrongServiceAccessToken_is401() {
        checkFailure(AuthleteClient.configuration(server).setServiceAccessToken("wrong"), 401, "A003204");
    }

    @Test
    void register_anotherService_is403() {
        checkFailure(AuthleteClient.configuration(server).setServiceApiKey("1"), 403, "A003201");
    }

    /** Version 2 has the service in HTTP Basic, and not in the path: the dialect is version 3's, as the SDK is. */
    @Test
    void register_versionTwo_isAPathThatIsNotThere() {
        checkFailure(
                AuthleteClient.configuration(server)
                        .setApiVersion("V2")
                        .setServiceAccessToken(null)
                        .setServiceApiSecret("service-api-secret"),
                404,
                "404");
        RecordedExchange exchange = server.exchanges().get(0);
        assertThat(exchange.path()).isEqualTo("/api/client/registration");
        assertThat(exchange.requestHeader("Authorization")).contains("Basic ***");
    }

    @Test
    void register_rateLimited_is429_andTheHeaderSaysWhen() {
        server.answerNext(AuthleteAnswers.rateLimited(Duration.ofSeconds(2)));

        AuthleteApiException failure = catchThrowableOfType(
                AuthleteApiException.class,
                () -> api.dynamicClientRegister(AuthleteClient.registration(AuthleteClient.METADATA)));

        assertThat(failure.getStatusCode()).isEqualTo(429);
        assertThat(failure.getResponseHeaders().get("RateLimit-Reset")).containsExactly("2");
        assertThat(server).hasReceivedNoMoreThan(1).hasRegistered(0);
    }

    private RegisteredClient register() {
        return server.authleteService(AuthleteClient.SERVICE)
                .register(JsonParser.parseString(AuthleteClient.METADATA).getAsJsonObject());
    }

    private static void checkRefused(
            ClientRegistrationResponse response, Action action, String resultCode, String error) throws ParseException {
        assertThat(response.getAction()).isEqualTo(action);
        assertThat(response.getResultCode()).isEqualTo(resultCode);
        assertThat(response.getClient()).isNull();
        ErrorObject told = ErrorObject.parse(JSONObjectUtils.parse(response.getResponseContent()));
        assertThat(told.getCode()).isEqualTo(error);
        assertThat(told.getDescription()).startsWith("[" + resultCode + "]");
    }

    private void checkFailure(AuthleteSimpleConfiguration configuration, int status, String resultCode) {
        AuthleteApi misconfigured = AuthleteApiFactory.create(configuration);

        AuthleteApiException failure = catchThrowableOfType(
                AuthleteApiException.class,
                () -> misconfigured.dynamicClientRegister(AuthleteClient.registration(AuthleteClient.METADATA)));

        assertThat(failure.getStatusCode()).isEqualTo(status);
        assertThat(JsonParser.parseString(failure.getResponseBody())
                        .getAsJsonObject()
                        .get("resultCode")
                        .getAsString())
                .isEqualTo(resultCode);
        assertThat(server).hasReceivedNoMoreThan(1).hasRegistered(0);
    }
}
