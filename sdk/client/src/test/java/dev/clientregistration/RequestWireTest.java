package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.error.Operation;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.SecretExpiry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire: every byte that a server sees, and none more (RFC 7591 section 3.1, RFC 7592 section 2). */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class RequestWireTest {
    private static final String CLIENT = "{\"client_id\":\"c1\"}";

    @Parameter
    CallStyle calls;

    private final RawServer server = RawServer.answering(
            "HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: " + CLIENT.length(), "", CLIENT);
    private final ClientRegistration registration =
            ClientRegistration.builder().endpoint(server.uri("/register")).build();

    @AfterEach
    void close() {
        registration.close();
        server.close();
    }

    @Test
    void register_openRegistration_sendsTheMetadataAndNothingElse() throws IOException {
        calls.register(
                registration, ClientMetadata.builder().clientName("Pretzel").build());

        RawServer.Request sent = only();
        assertThat(sent.line()).isEqualTo("POST /register HTTP/1.1");
        assertThat(sent.headers())
                .containsExactlyInAnyOrderElementsOf(headers("Content-Type: application/json", "Content-Length: 25"));
        assertThat(sent.bodyText()).isEqualTo("{\"client_name\":\"Pretzel\"}");
    }

    @Test
    void register_withInitialAccessToken_sendsItAsBearerTokenAndNowhereElse() throws IOException {
        try (ClientRegistration withToken = ClientRegistration.builder()
                .endpoint(server.uri("/realms/a/register?tenant=b%20c"))
                .initialAccessToken(InitialAccessToken.fixed(Secret.of("i-token_~+/=")))
                .build()) {
            calls.register(withToken, ClientMetadata.builder().build());
        }

        RawServer.Request sent = only();
        assertThat(sent.line()).isEqualTo("POST /realms/a/register?tenant=b%20c HTTP/1.1");
        assertThat(sent.headers())
                .containsExactlyInAnyOrderElementsOf(headers(
                        "Content-Type: application/json", "Content-Length: 2", "Authorization: Bearer i-token_~+/="));
        assertThat(sent.bodyText()).isEqualTo("{}");
    }

    @Test
    void register_metadataReadFromText_sendsThatTextByteForByte() {
        String text = "\r\n{ \"client_name\" : \"Br\\u00e9tzel \u00e9 \ud83e\udd68 \\/\",\n\t\"n\":[1.0,1E+2] }\n";

        calls.register(registration, ClientMetadata.fromJson("\ufeff" + text));

        assertThat(only().body()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void register_metadataChangedAfterItWasRead_isSentCompact() {
        calls.register(
                registration,
                ClientMetadata.fromJson("{ \"client_name\" : \"a\", \"x\":1.0 }").toBuilder()
                        .clientName("b")
                        .build());

        assertThat(only().bodyText()).isEqualTo("{\"client_name\":\"b\",\"x\":1.0}");
    }

    @Test
    void register_namesOutsideAscii_areSentInUtf8AsTheyAre() {
        ClientMetadata metadata = ClientMetadata.builder()
                .clientName("Br\u00e9tzel \u26a1 \ud83e\udd68 </script>'\u00a0")
                .clientName("ja-Jpan-JP", "\u30d7\u30ec\u30c3\u30c4\u30a7\u30eb")
                .build();

        calls.register(registration, metadata);

        RawServer.Request sent = only();
        byte[] expected = ("{\"client_name\":\"Br\u00e9tzel \u26a1 \ud83e\udd68 </script>'\u00a0\","
                        + "\"client_name#ja-Jpan-JP\":\"\u30d7\u30ec\u30c3\u30c4\u30a7\u30eb\"}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(sent.body()).isEqualTo(expected);
        assertThat(sent.headers()).contains("Content-Length: " + expected.length);
    }

    @Test
    void register_membersOfTheCallersOwn_areSentInOrderAndDigitForDigit() {
        String json =
                "{\"z\":1.0,\"a\":1E+2,\"n\":null,\"e\":\"\",\"l\":[],\"o\":{\"b\":[true,9007199254740993]},\"d\":0.10}";

        calls.register(registration, ClientMetadata.fromJson(json));

        assertThat(only().bodyText()).isEqualTo(json);
    }

    @Test
    void get_sendsTheTokenAndNoBody() throws IOException {
        calls.get(registration, credentials("/register/c1"));

        RawServer.Request sent = only();
        assertThat(sent.line()).isEqualTo("GET /register/c1 HTTP/1.1");
        assertThat(sent.headers()).containsExactlyInAnyOrderElementsOf(headers("Authorization: Bearer r-token"));
    }

    @Test
    void delete_sendsTheTokenAndNoBody() throws IOException {
        calls.delete(registration, credentials("/register/c1"));

        RawServer.Request sent = only();
        assertThat(sent.line()).isEqualTo("DELETE /register/c1 HTTP/1.1");
        assertThat(sent.headers()).containsExactlyInAnyOrderElementsOf(headers("Authorization: Bearer r-token"));
    }

    @Test
    void update_addsTheClientIdAtTheEnd() throws IOException {
        calls.update(
                registration,
                credentials("/register/c1"),
                ClientMetadata.builder().clientName("Br\u00e9tzel").build());

        RawServer.Request sent = only();
        String body = "{\"client_name\":\"Br\u00e9tzel\",\"client_id\":\"c1\"}";
        assertThat(sent.line()).isEqualTo("PUT /register/c1 HTTP/1.1");
        assertThat(sent.headers())
                .containsExactlyInAnyOrderElementsOf(headers(
                        "Content-Type: application/json",
                        "Content-Length: " + (body.length() + 1),
                        "Authorization: Bearer r-token"));
        assertThat(sent.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void update_fromTheClientAsReturned_leavesOutWhatTheServerIssued() {
        ClientInformation client = ClientInformation.fromJson("{\"client_id\":\"c1\",\"client_name\":\"Pretzel\","
                + "\"client_secret\":\"s\",\"client_secret_expires_at\":0,\"x\":null,\"client_id_issued_at\":1,"
                + "\"registration_access_token\":\"r-token\",\"registration_client_uri\":\""
                + server.uri("/register/c1") + "\",\"scope\":\"a b\"}");

        calls.update(registration, client, client.toMetadata());

        assertThat(only().bodyText())
                .isEqualTo("{\"client_name\":\"Pretzel\",\"x\":null,\"scope\":\"a b\",\"client_id\":\"c1\"}");
    }

    @Test
    void update_clientIdAndCurrentSecretGivenByTheCaller_areSentOnceAndWhereTheyStood() {
        calls.update(
                registration,
                credentials("/register/c1"),
                ClientMetadata.fromJson("{\"client_id\":\"c1\",\"client_secret\":\"s\",\"scope\":\"a\"}"));

        assertThat(only().bodyText()).isEqualTo("{\"client_id\":\"c1\",\"client_secret\":\"s\",\"scope\":\"a\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/register/c1?client_id=a%2Fb&x=1",
                "/connect/register?client_id=c1",
                "/register/a%2Fb%20c",
                "/register//c1/",
                "/register/c1;v=1,2/@:$&+!*()~",
                "/register/c1?",
                "/register/c1?a&b=&=c&d=e+f%2B&g[]=h/?",
                "/",
                "/register/%C3%A9%e2%82%ac"
            })
    void managementUri_isKeptCharacterForCharacter(String target) {
        for (Operation operation : List.of(Operation.GET, Operation.UPDATE, Operation.DELETE)) {
            calls.call(
                    operation,
                    registration,
                    credentials(target),
                    ClientMetadata.builder().build());
        }

        assertThat(server.requests())
                .extracting(RawServer.Request::line)
                .containsExactly(
                        "GET " + target + " HTTP/1.1", "PUT " + target + " HTTP/1.1", "DELETE " + target + " HTTP/1.1");
    }

    @Test
    void managementUri_fragment_isNotSent() {
        calls.get(registration, credentials("/register/c1?x=1#part"));

        assertThat(only().line()).isEqualTo("GET /register/c1?x=1 HTTP/1.1");
    }

    private ManagementCredentials credentials(String target) {
        return ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("r-token"))
                .registrationClientUri(server.uri(target).toString())
                .clientSecret(Secret.of("s"))
                .clientSecretExpiresAt(SecretExpiry.never())
                .clientIdIssuedAt(Instant.ofEpochSecond(1))
                .build();
    }

    private RawServer.Request only() {
        assertThat(server.requests()).hasSize(1);
        return server.requests().get(0);
    }

    /** The headers of every request, and some more. */
    private List<String> headers(String... more) throws IOException {
        List<String> headers = new ArrayList<>(List.of(
                "Host: " + server.uri("/").getAuthority(),
                "Connection: Keep-Alive",
                "Accept-Encoding: gzip",
                "User-Agent: client-registration-sdk-java/" + version(),
                "Accept: application/json"));
        headers.addAll(List.of(more));
        return headers;
    }

    private static String version() throws IOException {
        Matcher version = Pattern.compile("<parent>.*?<version>([^<]+)</version>.*?</parent>", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }
}
