package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Status lines: some clients put them into the messages of their exceptions. */
class ReasonPhraseTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "200,HTTP/1.1 200 OK",
                "201,HTTP/1.1 201 Created",
                "204,HTTP/1.1 204 No Content",
                "307,HTTP/1.1 307 Temporary Redirect",
                "401,HTTP/1.1 401 Unauthorized",
                "404,HTTP/1.1 404 Not Found",
                "429,HTTP/1.1 429 Too Many Requests",
                "503,HTTP/1.1 503 Service Unavailable",
                "599,HTTP/1.1 599 ",
            })
    void answer_statusLine_saysWhatTheStatusMeans(int status, String statusLine) {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            server.answerNext(MockAnswer.of(status));

            String response = RawWire.exchange(server, RawWire.request("GET", "/register", "", ""));

            assertThat(response).startsWith(statusLine + "\r\n");
        }
    }
}
