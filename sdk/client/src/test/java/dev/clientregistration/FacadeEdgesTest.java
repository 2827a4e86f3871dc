package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers do at the edges of the specifications. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class FacadeEdgesTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder().build();

    @Parameter
    CallStyle calls;

    @Test
    void register_407_isNotApplied() {
        RegistrationException e = failure("HTTP/1.1 407 Proxy Authentication Required", "Content-Length: 0", "", "");

        assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(e).isExactlyInstanceOf(RegistrationRejectedException.class);
    }

    @Test
    void challenge_secretWithAQuoteOrASpace_isBlankedInCodeDescriptionAndMessage() {
        try (RawServer server = RawServer.answering(
                        "HTTP/1.1 400 Bad",
                        "WWW-Authenticate: Bearer error=hUsH-1 23, error_description=\"hUsH-1 23\"",
                        "Content-Length: 0",
                        "",
                        "");
                ClientRegistration registration = facade(server.uri("/register"))) {
            ResultError e = catchThrowableOfType(
                    ResultError.class,
                    () -> calls.get(
                            registration,
                            credentials(server.uri("/c1").toString()).toBuilder()
                                    .clientSecret(Secret.of("hUsH-1 23"))
                                    .build()));

            assertThat(e.challenge().orElseThrow()).doesNotContain("hUsH");
            assertThat(e.description().orElse("")).doesNotContain("hUsH");
            assertThat(e.code().orElse("")).doesNotContain("hUsH");
            assertThat(e.toString()).doesNotContain("hUsH");
        }
    }

    @Test
    void message_tokenInThePathOfTheManagementUri_isBlanked() {
        try (RawServer server = RawServer.answering("HTTP/1.1 400 Bad", "Content-Length: 0", "", "");
                ClientRegistration registration = facade(server.uri("/register"))) {
            RegistrationException e = catchThrowableOfType(
                    RegistrationException.class,
                    () -> calls.get(
                            registration, credentials(server.uri("/c1/r-token").toString())));

            assertThat(e.toString()).doesNotContain("r-token");
        }
    }

    /** Whatever is blanked in the URI that is shown, the call goes on. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "[", ":", "/", "http", "r"})
    void secretThatIsFoundInTheAddress_isBlankedAndChangesNothing(String token) {
        URI endpoint = URI.create("http://[::1]:1/r");
        ManagementCredentials credentials = ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of(token))
                .build();
        try (ClientRegistration registration = ClientRegistration.builder()
                .endpoint(endpoint)
                .retryPolicy(RetryPolicy.never())
                .build()) {
            assertThat(catchThrowableOfType(TransportException.class, () -> calls.get(registration, credentials)))
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome);
        }
    }

    /** java.net.URI resolves by RFC 2396; RFC 3986 section 5.3 keeps the base's path where the reference has none. */
    @Test
    void relativeUri_ofAQueryAlone_keepsThePathOfTheEndpoint() {
        assertThat(target("/realms/a/register", "?client_id=c1")).isEqualTo("/realms/a/register?client_id=c1");
    }

    /** They would be followed, and the token would go to another path than the one that was named. */
    @ParameterizedTest
    @ValueSource(strings = {"/clients/%2e%2e/c1", "/clients/%2E"})
    void managementUri_dotSegments_areRefused(String target) {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK", "Content-Length: 2", "", "{}");
                ClientRegistration registration = facade(server.uri("/register"))) {
            assertThat(catchThrowableOfType(
                            CallRefusedException.class, () -> calls.get(registration, credentials(target))))
                    .returns(Outcome.NOT_APPLIED, RegistrationException::outcome);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205})
    void delete_noContentWithABody_isDone(int status) {
        try (RawServer server =
                        RawServer.answeringAndClosing("HTTP/1.1 " + status + " No", "Content-Length: 2", "", "{}");
                ClientRegistration registration = facade(server.uri("/register"))) {
            calls.delete(registration, credentials(server.uri("/c1").toString()));

            assertThat(server.requests()).hasSize(1);
        }
    }

    /** RFC 9110 section 5.6.7: a recipient must accept all three forms of a date. */
    @ParameterizedTest
    @ValueSource(strings = {"Fri Jan  1 00:00:00 2100", "Friday, 01-Jan-35 00:00:00 GMT"})
    void retryAfter_obsoleteDate_isRead(String date) {
        assertThat(error("HTTP/1.1 400 Bad", "Retry-After: " + date, "Content-Length: 0", "", "")
                        .retryAfter())
                .isPresent();
    }

    /** RFC 9110 section 11.6.1: several challenges, RFC 9110 section 5.6.4: quoted pairs; section 11.2: space around =. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Basic realm="a"~Bearer error="invalid_token" | invalid_token |
                    Bearer error="invalid_token", error_description="a \\"b\\" c" | invalid_token | a "b" c
                    Bearer error = "invalid_token" | invalid_token |
                    """)
    void challenge_asRfc9110AllowsIt_isRead(String challenge, String code, String description) {
        ResultError e = error(
                "HTTP/1.1 401 No",
                "WWW-Authenticate: " + challenge.replace("~", "\r\nWWW-Authenticate: "),
                "Content-Length: 0",
                "",
                "");

        assertThat(e.code().orElse(null)).isEqualTo(code);
        assertThat(e.description().orElse(null)).isEqualTo(description);
    }

    @Test
    void description_secretThatIsANumber_isBlanked() {
        ResultError e = error(
                "HTTP/1.1 400 Bad",
                "Connection: close",
                "",
                "{\"error\":\"x\",\"error_description\":\"not 9182736\",\"client_secret\":9182736}");

        assertThat(e.description()).contains("not [redacted]");
    }

    @Test
    void register_controlCharacterInAText_returnsTheClient() {
        assertThat(registered("application/json", "{\"client_id\":\"c1\",\"client_name\":\"a\tb\"}"))
                .isEqualTo("c1");
    }

    @Test
    void register_utf16WithoutByteOrderMark_returnsTheClient() {
        assertThat(registered(
                        "application/json;charset=UTF-16LE",
                        new String(
                                "{\"client_id\":\"c1\"}".getBytes(StandardCharsets.UTF_16LE),
                                StandardCharsets.ISO_8859_1)))
                .isEqualTo("c1");
    }

    private String registered(String contentType, String body) {
        try (RawServer server = RawServer.answeringAndClosing(
                        "HTTP/1.1 201 Created", "Content-Type: " + contentType, "", body);
                ClientRegistration registration = facade(server.uri("/register"))) {
            return calls.register(registration, METADATA).clientId();
        }
    }

    private String target(String endpoint, String uri) {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK", "Content-Length: 2", "", "{}");
                ClientRegistration registration = facade(server.uri(endpoint))) {
            calls.get(registration, credentials(uri));
            return server.requests().get(0).line().split(" ")[1];
        }
    }

    private ResultError error(String... wire) {
        return (ResultError) failure(wire);
    }

    private RegistrationException failure(String... wire) {
        try (RawServer server = RawServer.answeringAndClosing(wire);
                ClientRegistration registration = facade(server.uri("/register"))) {
            return catchThrowableOfType(RegistrationException.class, () -> calls.register(registration, METADATA));
        }
    }

    private static ManagementCredentials credentials(String uri) {
        return ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("r-token"))
                .registrationClientUri(uri)
                .build();
    }

    private static ClientRegistration facade(URI endpoint) {
        return ClientRegistration.builder().endpoint(endpoint).build();
    }
}
