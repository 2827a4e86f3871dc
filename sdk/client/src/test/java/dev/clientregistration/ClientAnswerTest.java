package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a client: whatever form a server gives it, the client is read and nothing of it is lost. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class ClientAnswerTest {
    private static final ClientMetadata METADATA =
            ClientMetadata.builder().clientName("Pretzel").build();
    private static final int LIMIT = 1024 * 1024;

    @Parameter
    CallStyle calls;

    private final MockWebServer server = new MockWebServer();
    private ClientRegistration registration;

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        // A request too many is answered too, so that a test that fails does not also hang.
        ((QueueDispatcher) server.getDispatcher()).setFailFast(true);
        registration = facade(URI.create("http://127.0.0.1:" + server.getPort() + "/register"));
    }

    @AfterEach
    void close() {
        registration.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 299})
    void register_anySuccessStatus_returnsTheClient(int status) {
        answer(status, "application/json", "{\"client_id\":\"c1\"}");

        assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c1");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    void getAndUpdate_anySuccessStatus_returnTheClient(int status) {
        answer(status, "application/json", "{\"client_id\":\"c1\",\"scope\":\"a\"}");
        answer(status, "application/json", "{\"client_id\":\"c1\",\"scope\":\"b\"}");

        assertThat(calls.get(registration, credentials()).scope()).contains("a");
        assertThat(calls.update(registration, credentials(), METADATA).scope()).contains("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "APPLICATION/JSON",
                "application/problem+json",
                "text/html",
                "text/plain; charset=us-ascii",
                "application/octet-stream",
                "application/json; charset=no-such-charset",
                "application/json; charset=;;",
                "not a media type"
            })
    void register_anyContentType_returnsTheClient(String contentType) {
        answer(201, contentType, "{\"client_id\":\"c1\",\"client_name\":\"Br\u00e9tzel\"}");

        ClientInformation client = calls.register(registration, METADATA);

        assertThat(client.clientId()).isEqualTo("c1");
        assertThat(client.clientName()).contains("Br\u00e9tzel");
    }

    @Test
    void register_noContentType_returnsTheClient() {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .body("{\"client_id\":\"c1\"}")
                .build());

        assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c1");
    }

    @ParameterizedTest
    @CsvSource({
        // what the server declares, what it sends
        "UTF-8, UTF-8",
        "ISO-8859-1, ISO-8859-1",
        "windows-1252, windows-1252",
        // A default of servlet containers: the header says one thing, the bytes are UTF-8 all the same.
        "ISO-8859-1, UTF-8",
        "UTF-16, UTF-16"
    })
    void register_charset_isFollowedWhereTheBytesAreNotUtf8(String declared, String sent) {
        String json = "{\"client_id\":\"c1\",\"client_name\":\"Br\u00e9tzel\"}";
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .setHeader("Content-Type", "application/json;charset=" + declared)
                .body(new Buffer().write(json.getBytes(Charset.forName(sent))))
                .build());

        assertThat(calls.register(registration, METADATA).toJson()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff", " \r\n\t", "\ufeff\n"})
    void register_textBeforeAndAfterTheObject_isPassedOver(String before) {
        answer(201, "application/json", before + "{\"client_id\":\"c1\"}\r\n \t");

        assertThat(calls.register(registration, METADATA).toJson()).isEqualTo("{\"client_id\":\"c1\"}");
    }

    @Test
    void register_answerInAnyFraming_returnsTheClient() throws IOException {
        String json = "{\"client_id\":\"c1\"}";
        Buffer zipped = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(zipped))) {
            sink.writeUtf8(json);
        }
        server.enqueue(new MockResponse.Builder().code(201).chunkedBody(json, 3).build());
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .setHeader("Content-Encoding", "gzip")
                .body(zipped)
                .build());

        assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c1");
        assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c1");
    }

    @Test
    void register_answerOfAnOldServerEndedByClosing_returnsTheClient() {
        try (RawServer old = RawServer.answeringAndClosing("HTTP/1.0 201 Created", "", "{\"client_id\":\"c1\"}");
                ClientRegistration toOld = facade(old.uri("/register"))) {
            assertThat(calls.register(toOld, METADATA).clientId()).isEqualTo("c1");
        }
    }

    @Test
    void register_answer_isKeptMemberForMemberAndDigitForDigit() {
        String json =
                "{\"x_first\":1.0,\"client_id\":\"c1\",\"redirect_uris\":[],\"grant_types\":null,\"logo_uri\":\"\","
                        + "\"client_id_issued_at\":1.7000000005E9,\"client_secret_expires_at\":\"0\",\"big\":9007199254740993,"
                        + "\"client_name#ja-Jpan-JP\":\"\u30d7\u30ec\u30c3\u30c4\u30a7\u30eb\",\"scopes\":[\"a\",\"b\"],"
                        + "\"data\":{\"deep\":[{\"k\":null},true]},\"html\":\"<&>'=\",\"\":0}";
        answer(201, "application/json", json);

        assertThat(calls.register(registration, METADATA).toJson()).isEqualTo(json);
    }

    @Test
    void register_nullAndEmptyMembers_areAbsentToTheAccessorsAndStayInTheDocument() {
        answer(
                201,
                "application/json",
                "{\"client_id\":\"c1\",\"client_secret\":\"\",\"client_secret_expires_at\":null,\"client_name\":null,"
                        + "\"client_uri\":\"\",\"contacts\":[],\"grant_types\":null,\"jwks\":null,"
                        + "\"registration_access_token\":null,\"registration_client_uri\":\"\",\"token_endpoint_auth_method\":\"\"}");

        ClientInformation client = calls.register(registration, METADATA);

        assertThat(client.clientSecret()).isEmpty();
        assertThat(client.clientSecretExpiresAt().isUnknown()).isTrue();
        assertThat(client.clientName()).isEmpty();
        assertThat(client.clientUri()).isEmpty();
        assertThat(client.contacts()).isEmpty();
        assertThat(client.grantTypes()).isEmpty();
        assertThat(client.jwks()).isEmpty();
        assertThat(client.registrationAccessToken()).isEmpty();
        assertThat(client.registrationClientUri()).isEmpty();
        assertThat(client.tokenEndpointAuthMethod()).isEmpty();
        assertThat(client.memberNames()).hasSize(11);
    }

    @Test
    void register_membersOfOtherTypesThanTheStandards_areRead() {
        answer(
                201,
                "application/json",
                "{\"client_id\":\"c1\",\"grant_types\":\"authorization_code\",\"client_id_issued_at\":1700000000500,"
                        + "\"client_secret_expires_at\":\"0\",\"scope\":[\"a\",\"b\"],\"redirect_uris\":{\"not\":\"these\"}}");

        ClientInformation client = calls.register(registration, METADATA);

        assertThat(client.grantTypes()).containsExactly(GrantType.AUTHORIZATION_CODE);
        assertThat(client.clientIdIssuedAt()).contains(Instant.ofEpochMilli(1_700_000_000_500L));
        assertThat(client.clientSecretExpiresAt().isNever()).isTrue();
        assertThat(client.scope()).contains("a b");
        assertThat(client.redirectUris()).isEmpty();
    }

    @Test
    void register_memberGivenTwice_takesTheLast() {
        answer(201, "application/json", "{\"client_id\":\"c1\",\"scope\":\"a\",\"client_id\":\"c2\"}");

        assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c2");
    }

    @Test
    void register_theServerChangedWhatWasAskedFor_returnsWhatTheServerSaid() {
        answer(201, "application/json", "{\"client_id\":\"c1\",\"client_name\":\"Another\"}");

        assertThat(calls.register(registration, METADATA).clientName()).contains("Another");
    }

    @Test
    void register_answerOfExactlyTheLimit_returnsTheClient() {
        answer(201, "application/json", clientOf(LIMIT));

        assertThat(calls.register(registration, METADATA).clientId()).isEqualTo("c1");
    }

    @Test
    void get_answerThatNamesNoClient_isAboutTheOneAskedFor() {
        answer(200, "application/json", "{\"client_name\":\"Round Pretzel\",\"client_id\":null}");

        ClientInformation client = calls.get(registration, credentials());

        assertThat(client.clientId()).isEqualTo("c1");
        assertThat(client.clientName()).contains("Round Pretzel");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void delete_anySuccessStatus_isDone(int status) {
        server.enqueue(new MockResponse.Builder().code(status).build());

        calls.delete(registration, credentials());

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"client_id\":\"another\"}", "<html>gone</html>", "null", "{\"trunc"})
    void delete_whateverTheAnswerSays_isDone(String body) {
        answer(200, "text/html", body);

        calls.delete(registration, credentials());

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void clientAndCredentials_textsForLogs_showNoSecret() {
        answer(
                201,
                "application/json",
                "{\"client_id\":\"c1\",\"client_secret\":\"hush-1\",\"registration_access_token\":\"hush-2\",\"x_key\":\"hush-3\"}");

        ClientInformation client = calls.register(registration, METADATA);

        assertThat(List.of(client.toString(), registration.credentials(client).toString()))
                .allSatisfy(text -> assertThat(text).contains("c1").doesNotContain("hush"));
    }

    private void answer(int status, String contentType, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", contentType)
                .body(new Buffer().write(body.getBytes(StandardCharsets.UTF_8)))
                .build());
    }

    private ManagementCredentials credentials() {
        return ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("r-token"))
                .registrationClientUri("http://127.0.0.1:" + server.getPort() + "/register/c1")
                .build();
    }

    private static ClientRegistration facade(URI endpoint) {
        return ClientRegistration.builder().endpoint(endpoint).build();
    }

    private static String clientOf(int bytes) {
        String start = "{\"client_id\":\"c1\",\"x\":\"";
        return start + "x".repeat(bytes - start.length() - 2) + "\"}";
    }
}
