package dev.clientregistration.interop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that break their specification are found out: such as the SDK does not send, and a server should not. */
@ExtendWith(OneContracts.class)
class WrongMessageTest {
    private static final String JSON = "application/json";
    private static final Exchange.Answer GONE = new Exchange.Answer(204, Optional.empty(), "");
    private static final String CLIENT = "/nevismeta/rest/v2/modules/oauthv2/setups/1/clients/1";

    private final Contracts contracts;

    WrongMessageTest(Contracts contracts) {
        this.contracts = contracts;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "register     | application/json | Bearer t | {\"redirect_uris\": \"one\"}         | /redirect_uris type",
                "register     | application/json | Bearer t | {\"redirect_uris\": [\"relative\"]}  | /redirect_uris/0 format",
                "register     | application/json | Bearer t | {\"default_max_age\": 1.5}           | /default_max_age type",
                "register     | application/json | Bearer t | {                                    | body unreadable",
                "register     | application/json | Bearer t | ``                                   | body missing",
                "register     | text/plain       | Bearer t | {}                                   | Content-Type undeclared",
                "register     | application/json | Basic t  | {}                                   | Authorization undeclared",
                "updateClient | application/json | ``       | {}                                   | Authorization undeclared",
                "readClient   | application/json | Bearer t | {}                                   | body undeclared",
                "requestToken | application/json | Basic t  | {}                                   | Content-Type undeclared",
                "requestToken | application/x-www-form-urlencoded | Basic t | scope=read           | /grant_type required",
                "requestToken | application/x-www-form-urlencoded | Basic t | grant_type=password&grant_type=password "
                        + "| /grant_type type",
            })
    void request_thatBreaksARule_isReported(
            String operation, String contentType, String authorization, String body, String departure) {
        Exchange.Request request = new Exchange.Request(
                "POST",
                URI.create("/"),
                Optional.of(contentType),
                Optional.of(authorization).filter(login -> !login.isEmpty()),
                body);

        assertThat(departures(new Exchange(request, GONE, Optional.of(operation), true, "")))
                .contains("registration " + operation + " request: " + departure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "register     | 201 | application/json | {\"client_name\": \"x\"}     | /client_id required",
                "register     | 201 | application/json | []                           | body type",
                "register     | 204 | application/json | ``                           | status undeclared",
                "deleteClient | 204 | application/json | {}                           | body undeclared",
                "requestToken | 200 | application/json | {\"token_type\": \"Bearer\"} | /access_token required",
                "getOpenIdConfiguration | 200 | application/json | {}                 | /issuer required",
            })
    void answer_thatBreaksARule_isReported(
            String operation, int status, String contentType, String body, String departure) {
        Exchange.Request request =
                new Exchange.Request("POST", URI.create("/"), Optional.empty(), Optional.empty(), "");
        Exchange.Answer answer = new Exchange.Answer(status, Optional.of(contentType), body);

        assertThat(departures(new Exchange(request, answer, Optional.of(operation), false, "")))
                .containsExactly("registration " + operation + " " + status + ": " + departure);
    }

    @Test
    void request_pathThatNoFileHas_isReported() {
        assertThat(departures(asked("POST", "/api/1/client/registration/purge")))
                .containsExactly("POST /api/1/client/registration/purge -> 204: path undeclared");
    }

    @Test
    void request_methodThatThePathLacks_isReported() {
        assertThat(departures(asked("PATCH", CLIENT))).containsExactly("PATCH " + CLIENT + " -> 204: path undeclared");
    }

    @Test
    void request_parameterThatTheOperationLacks_isReported() {
        assertThat(departures(asked("DELETE", CLIENT + "?force=true")))
                .containsExactly("nevis-meta deleteClient request: query undeclared");
    }

    @Test
    void request_parameterOfAnotherType_isReported() {
        String clients = CLIENT.substring(0, CLIENT.lastIndexOf('/'));

        assertThat(departures(asked("GET", clients + "?includeSoftDeletedStates=perhaps")))
                .contains("nevis-meta listClients request: parameters invalid");
    }

    @Test
    void answer_withinAnAnswerOfAuthlete_isLookedIntoAsWell() {
        Exchange.Request request = new Exchange.Request(
                "POST",
                URI.create("/api/1/client/registration"),
                Optional.of(JSON),
                Optional.of("Bearer t"),
                "{\"json\": \"{}\"}");

        assertThat(departures(told(request, "{\"responseContent\": \"{\\\"client_name\\\": 1}\"}")))
                .containsExactly(
                        "authlete registerClient 200: /responseContent/client_id required",
                        "authlete registerClient 200: /responseContent/client_name type");
        assertThat(departures(told(request, "{\"responseContent\": \"none\"}")))
                .containsExactly("authlete registerClient 200: /responseContent unreadable");
    }

    private static Exchange told(Exchange.Request request, String body) {
        return new Exchange(request, new Exchange.Answer(200, Optional.of(JSON), body), Optional.empty(), true, "");
    }

    private static Exchange asked(String method, String target) {
        Exchange.Request request =
                new Exchange.Request(method, URI.create(target), Optional.empty(), Optional.of("Basic t"), "");
        return new Exchange(request, GONE, Optional.empty(), true, "");
    }

    private List<String> departures(Exchange exchange) {
        return contracts.violations(exchange).values().stream()
                .flatMap(List::stream)
                .map(violation -> violation.message() + ": " + violation.departure())
                .distinct()
                .sorted()
                .toList();
    }
}
