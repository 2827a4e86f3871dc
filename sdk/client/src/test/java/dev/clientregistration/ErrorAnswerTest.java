package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.UnexpectedResponseException;
import dev.clientregistration.model.ClientMetadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import okhttp3.Headers;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of an error answer, in every form that servers are known to give it. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class ErrorAnswerTest {
    private static final ClientMetadata METADATA =
            ClientMetadata.builder().clientName("Pretzel").build();

    @Parameter
    CallStyle calls;

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        // A request too many is answered too, so that a test that fails does not also hang.
        ((QueueDispatcher) server.getDispatcher()).setFailFast(true);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # body | code | description
                    # RFC 7591 section 3.2.2
                    {"error":"invalid_redirect_uri","error_description":"no fragment"} | invalid_redirect_uri | no fragment
                    {"error":"invalid_client_metadata"} | invalid_client_metadata |
                    {"error_description":"only this"} | | only this
                    {"state":"x","errors":[],"error":"invalid_client_metadata","error_uri":"https://e"} | invalid_client_metadata |
                    # A sentence in place of a code (Ory Hydra); upper case (nevisMeta)
                    {"error":"The request is malformed"} | The request is malformed |
                    {"error":"INVALID_REQUEST","error_description":"bad"} | INVALID_REQUEST | bad
                    # An object in place of a code (API gateways)
                    {"error":{"code":"bad_request","message":"no"}} | bad_request | no
                    {"error":{"code":403,"message":"no","status":"PERMISSION_DENIED"}} | 403 | no
                    {"error":{"errors":[]},"message":"outside"} | | outside
                    # Okta
                    {"errorCode":"E0000001","errorSummary":"Api validation failed","errorCauses":[]} | E0000001 | Api validation failed
                    # Authlete
                    {"resultCode":"A001202","resultMessage":"[A001202] no such service"} | A001202 | [A001202] no such service
                    {"resultCode":30001,"resultMessage":"no"} | 30001 | no
                    # RFC 9457
                    {"type":"https://e/p","title":"Bad","detail":"what was bad","status":400} | | what was bad
                    {"type":"https://e/p","title":"Bad","status":400} | | Bad
                    # WSO2
                    {"code":"CLIENT","message":"name is taken"} | CLIENT | name is taken
                    # Nothing that can be read
                    {"error":null,"error_description":""} | |
                    {"error":[],"error_description":{}} | |
                    {} | |
                    [{"error":"invalid_client_metadata"}] | |
                    "invalid_client_metadata" | |
                    null | |
                    {"error":"invalid_redirect_uri" | |
                    <html><body>error=400</body></html> | |
                    Bad Request | |
                    `` | |
                    """)
    void anErrorBody_ofAnyForm_givesCodeAndDescription(String body, String code, String description) {
        ResultError e = register(400, "application/json", body);

        assertThat(e.code().orElse(null)).isEqualTo(code);
        assertThat(e.description().orElse(null)).isEqualTo(description);
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(e.challenge()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Bearer realm="r", error="invalid_token", error_description="The token expired" | invalid_token | The token expired
                    Bearer error=insufficient_scope, scope="register" | insufficient_scope |
                    Bearer error="invalid_token",error_uri="https://e" | invalid_token |
                    DPoP algs="ES256", error="use_dpop_nonce" | use_dpop_nonce |
                    Bearer realm="client-registration" | |
                    Basic realm="x" | |
                    """)
    void aChallengeWithoutABody_givesCodeAndDescription(String challenge, String code, String description) {
        ResultError e = register(new MockResponse.Builder()
                .code(401)
                .setHeader("WWW-Authenticate", challenge)
                .build());

        assertThat(e.code().orElse(null)).isEqualTo(code);
        assertThat(e.description().orElse(null)).isEqualTo(description);
        assertThat(e.challenge()).contains(challenge);
        assertThat(e.bodyExcerpt()).isEmpty();
    }

    @Test
    void aBodyBesideAChallenge_goesFirst() {
        ResultError e = register(new MockResponse.Builder()
                .code(401)
                .setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"header\"")
                .body("{\"error\":\"unauthorized_client\"}")
                .build());

        assertThat(e.code()).contains("unauthorized_client");
        assertThat(e.description()).contains("header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/problem+json", "text/html", "text/plain;charset=ISO-8859-1", "x"
            })
    void aJsonErrorBody_underAnyContentType_isRead(String contentType) {
        ResultError e = register(
                400, contentType, "\ufeff{\"error\":\"invalid_client_metadata\",\"error_description\":\"\u00fc\"}");

        assertThat(e.code()).contains("invalid_client_metadata");
        assertThat(e.description()).contains("\u00fc");
    }

    @Test
    void aPlainCode_isInTheMessage_anythingElseIsNot() {
        assertThat(register(
                        400, "application/json", "{\"error\":\"invalid_redirect_uri\",\"error_description\":\"hm\"}"))
                .hasMessageContaining("was answered with HTTP 400 invalid_redirect_uri. Nothing was changed")
                .hasMessageNotContaining("hm");
        assertThat(register(400, "application/json", "{\"error\":\"not a code\"}"))
                .hasMessageContaining("was answered with HTTP 400. Nothing was changed");
        assertThat(register(400, "application/json", "{\"error\":\"" + "x".repeat(65) + "\"}"))
                .hasMessageContaining("was answered with HTTP 400. Nothing was changed");
    }

    @Test
    void codeDescriptionAndChallenge_areBoundedAndOfOneLine() {
        String endless = "x".repeat(3_000);
        ResultError e = register(new MockResponse.Builder()
                .code(400)
                .setHeader("WWW-Authenticate", endless)
                .body("{\"error\":\"a\\r\\nb" + endless + "\",\"error_description\":\"a\\u0000\\u001bb" + endless
                        + "\"}")
                .build());

        assertThat(e.code().orElseThrow()).hasSizeLessThanOrEqualTo(2_000).startsWith("a bx");
        assertThat(e.description().orElseThrow())
                .hasSizeLessThanOrEqualTo(2_000)
                .startsWith("a bx");
        assertThat(e.challenge().orElseThrow()).hasSizeLessThanOrEqualTo(2_000);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Request-Id, X-Correlation-Id, first",
        "X-Correlation-Id, Request-Id, first",
        "x-request-id, REQUEST-ID, first",
        "Request-Id, X-Trace, first",
        "X-Trace, X-Other,"
    })
    void requestId_isTheFirstThatTheServerGives(String header, String lesser, String expected) {
        ResultError e = register(new MockResponse.Builder()
                .code(400)
                .setHeader(lesser, "second")
                .setHeader(header, "first")
                .build());

        assertThat(e.requestId().orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 120, PT2M",
        "Retry-After, 0, PT0S",
        "Retry-After, 86400, PT24H",
        // It counts down on every answer, and means a wait only where the limit was reached.
        "RateLimit-Reset, 30,",
        "'Retry-After', 'Wed, 21 Oct 2015 07:28:00 GMT', PT0S",
        "Retry-After, soon,",
        "Retry-After, -1,",
        "Retry-After, 1.5,",
        "Retry-After, 99999999999999999999,",
        "X-Other, 5,"
    })
    void retryAfter_isReadOfEveryError(String header, String value, Duration expected) {
        ResultError e = register(
                new MockResponse.Builder().code(400).setHeader(header, value).build());

        assertThat(e.retryAfter().orElse(null)).isEqualTo(expected);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void retryAfter_goesBeforeRateLimitReset() {
        ResultError e = register(new MockResponse.Builder()
                .code(400)
                .setHeader("RateLimit-Reset", "30")
                .setHeader("Retry-After", "7")
                .build());

        assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void retryAfter_asADate_isTheTimeUntilThen() {
        String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));

        ResultError e = register(new MockResponse.Builder()
                .code(400)
                .setHeader("Retry-After", inAnHour)
                .build());

        assertThat(e.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
    }

    @Test
    void bodyExcerpt_ofJson_isTheBodyWithSecretsBlankedByName() {
        ResultError e = register(
                400,
                "application/json",
                "{\"error\":\"x\", \"client_secret\":\"hush\",\"a\":[{\"registration_access_token\":\"hush\"}],"
                        + "\"keys\":[{\"kty\":\"EC\",\"d\":\"hush\"}],\"my_api_key\":{\"v\":\"hush\"},\"n\":1.0,"
                        + "\"redirect_uris\":[\"https://e\"],\"token_endpoint_auth_method\":\"none\"}");

        assertThat(e.bodyExcerpt())
                .contains("{\"error\":\"x\",\"client_secret\":\"[redacted]\","
                        + "\"a\":[{\"registration_access_token\":\"[redacted]\"}],"
                        + "\"keys\":[{\"kty\":\"EC\",\"d\":\"[redacted]\"}],\"my_api_key\":\"[redacted]\",\"n\":1.0,"
                        + "\"redirect_uris\":[\"https://e\"],\"token_endpoint_auth_method\":\"none\"}");
    }

    @Test
    void bodyExcerpt_ofALongBody_isItsBeginning() {
        ResultError e =
                register(400, "application/json", "{\"error\":\"x\",\"filler\":\"" + "x".repeat(100_000) + "\"}");

        assertThat(e.bodyExcerpt().orElseThrow())
                .hasSizeBetween(1_000, 2_000)
                .startsWith("{\"error\":\"x\",\"filler\":\"xxx");
    }

    @Test
    void bodyExcerpt_ofABodyBeyondTheLimit_doesNotStopTheError() {
        ResultError e =
                register(400, "application/json", "{\"error\":\"x\",\"filler\":\"" + "x".repeat(2 << 20) + "\"}");

        assertThat(e.httpStatus()).isEqualTo(400);
        assertThat(e.bodyExcerpt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Proxy says no</html>", "Proxy says no", "{\"error\":\"cut off", "\"text\""})
    void bodyExcerpt_ofAnythingButJsonObjectsAndArrays_isLeftOutUnlessAskedFor(String body) {
        assertThat(register(400, "text/html", body).bodyExcerpt()).isEmpty();

        try (ClientRegistration curious = builder().includeNonJsonExcerpts().build()) {
            assertThat(register(curious, answer(400, "text/html", body)).bodyExcerpt())
                    .contains(body);
        }
    }

    @Test
    void bodyExcerpt_ofHtmlAskedFor_isBoundedAndWithoutTheSecretsOfTheCall() {
        try (ClientRegistration curious = builder()
                .includeNonJsonExcerpts()
                .initialAccessToken(InitialAccessToken.fixed(Secret.of("hush-i")))
                .build()) {
            ResultError e =
                    register(curious, answer(400, "text/html", "<p>hush-i</p>\r\n<p>no</p>" + "x".repeat(5_000)));

            assertThat(e.bodyExcerpt().orElseThrow())
                    .hasSizeBetween(1_000, 2_000)
                    .startsWith("<p>[redacted]</p> <p>no</p>xxx");
        }
    }

    @Test
    void aRedirect_doesNotRepeatWhereTo() {
        ResultError e = register(new MockResponse.Builder()
                .code(307)
                .headers(Headers.of("Location", "https://elsewhere.example.com/", "Content-Length", "0"))
                .build());

        assertThat(e).isExactlyInstanceOf(UnexpectedResponseException.class);
        assertThat(e.toString()).doesNotContain("elsewhere");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private ResultError register(int status, String contentType, String body) {
        return register(answer(status, contentType, body));
    }

    private ResultError register(MockResponse answer) {
        try (ClientRegistration registration = builder().build()) {
            return register(registration, answer);
        }
    }

    private ResultError register(ClientRegistration registration, MockResponse answer) {
        server.enqueue(answer);
        return catchThrowableOfType(ResultError.class, () -> calls.register(registration, METADATA));
    }

    private static MockResponse answer(int status, String contentType, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", contentType)
                .body(new Buffer().write(body.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private ClientRegistration.Builder builder() {
        return ClientRegistration.builder().endpoint(URI.create("http://127.0.0.1:" + server.getPort() + "/register"));
    }
}
