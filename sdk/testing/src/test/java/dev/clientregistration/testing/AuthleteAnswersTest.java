package dev.clientregistration.testing;

import static dev.clientregistration.testing.AuthleteWire.assertFailure;
import static dev.clientregistration.testing.AuthleteWire.assertResult;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The failures that a test puts into the mouth of the Authlete dialect. */
class AuthleteAnswersTest {
    @AutoClose
    private final MockRegistrationServer server = AuthleteWire.start();

    @ParameterizedTest
    @CsvSource({"400,A001201", "403,A001215", "500,A001101", "503,A000101", "500,CLIENT_GENERATED_500_RESPONSE"})
    void result_isAStatusWithAResult(int status, String code) {
        server.answerNext(AuthleteAnswers.result(status, code, "out of order"));
        HttpResponse<String> response = AuthleteWire.register(server, "{}");

        assertResult(response, status, code);
        assertThat(response.body()).contains("[" + code + "] out of order");
        assertThat(server.clients()).isEmpty();
        assertThat(AuthleteWire.action(AuthleteWire.register(server, "{}"))).isEqualTo("CREATED");
    }

    @Test
    void status_hasItselfAsItsCode() {
        server.answerNext(AuthleteAnswers.status(502));
        HttpResponse<String> response = AuthleteWire.register(server, "{}");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(json(response)).isEqualTo(json("{\"resultCode\": 502, \"resultMessage\": \"\"}"));
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0", "PT0.001S,1", "PT2S,2", "PT2.5S,3", "PT1M,60"})
    void rateLimited_tellsTheTimeToWaitInSeconds(Duration untilReset, String seconds) {
        server.answerNext(AuthleteAnswers.rateLimited(untilReset));
        HttpResponse<String> response = AuthleteWire.register(server, "{}");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(header(response, "RateLimit-Reset")).isEqualTo(seconds);
        assertThat(json(response)).isEqualTo(json("{\"resultCode\": 429, \"resultMessage\": \"\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "INTERNAL_SERVER_ERROR,A203301,server_error",
        "UNAUTHORIZED,A215307,invalid_token",
        "MAINTENANCE,A999999,temporarily_unavailable"
    })
    void action_isAFailureOnHttp200(String action, String code, String error) {
        server.answerNext(AuthleteAnswers.action(action, code, error, "out of order"));

        assertFailure(AuthleteWire.register(server, "{}"), action, code, error);
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void action_descriptionWithOtherCharacters_isMadePrintableForTheClient() {
        server.answerNext(AuthleteAnswers.action("BAD_REQUEST", "A203303", "invalid_client_metadata", "\"caf\u00e9\""));
        HttpResponse<String> response = AuthleteWire.register(server, "{}");

        assertThat(AuthleteWire.text(json(response), "resultMessage")).isEqualTo("[A203303] \"caf\u00e9\"");
        assertThat(AuthleteWire.text(AuthleteWire.content(response), "error_description"))
                .isEqualTo("[A203303] ?caf??");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 399, 600})
    void result_statusThatIsNoFailure_isRefused(int status) {
        assertThatThrownBy(() -> AuthleteAnswers.result(status, "A001101", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status must be from 400 to 599, not " + status);
        assertThatThrownBy(() -> AuthleteAnswers.status(status)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A 1", "[A001101]"})
    void code_withOtherCharacters_isRefused(String code) {
        assertThatThrownBy(() -> AuthleteAnswers.result(500, code, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("resultCode must be letters, digits and underscores");
        assertThatThrownBy(() -> AuthleteAnswers.action("BAD_REQUEST", code, "x", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rateLimited_negative_isRefused() {
        assertThatThrownBy(() -> AuthleteAnswers.rateLimited(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("untilReset must not be negative, but is PT-1S");
    }
}
