package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller can get wrong: refused at once, before anything is sent, with a message that names the argument. */
class BadInputTest {
    private static final ClientMetadata METADATA =
            ClientMetadata.builder().clientName("Pretzel").build();

    @Nested
    @ParameterizedClass(name = "{0}")
    @EnumSource(CallStyle.class)
    class OfACall {
        @Parameter
        CallStyle calls;

        private final MockWebServer server = new MockWebServer();
        private ClientRegistration registration;
        private ManagementCredentials credentials;

        @BeforeEach
        void start() throws IOException {
            server.start(InetAddress.getLoopbackAddress(), 0);
            // A request too many is answered too, so that a test that fails does not also hang.
            ((QueueDispatcher) server.getDispatcher()).setFailFast(true);
            String endpoint = "http://127.0.0.1:" + server.getPort() + "/register";
            registration =
                    ClientRegistration.builder().endpoint(URI.create(endpoint)).build();
            credentials = ManagementCredentials.builder("c1")
                    .registrationAccessToken(Secret.of("r-token"))
                    .registrationClientUri(endpoint + "/c1")
                    .clientSecret(Secret.of("hush-current"))
                    .build();
        }

        @AfterEach
        void nothingWasSent() {
            registration.close();
            assertThat(server.getRequestCount()).isZero();
            server.close();
        }

        @Test
        void anyCall_null_isRefusedByName() {
            ManagementCredentials noCredentials = null;
            ClientInformation noClient = null;

            assertNull(() -> calls.register(registration, null), "metadata must not be null");
            assertNull(() -> calls.get(registration, noCredentials), "credentials must not be null");
            assertNull(() -> calls.get(registration, noClient), "client must not be null");
            assertNull(() -> calls.update(registration, noCredentials, METADATA), "credentials must not be null");
            assertNull(() -> calls.update(registration, noClient, METADATA), "client must not be null");
            assertNull(() -> calls.update(registration, credentials, null), "metadata must not be null");
            assertNull(() -> calls.delete(registration, noCredentials), "credentials must not be null");
            assertNull(() -> calls.delete(registration, noClient), "client must not be null");
            assertNull(() -> registration.credentials(noClient), "client must not be null");
        }

        @Test
        void anyCall_noOptions_isRefusedByName() {
            RequestOptions none = null;
            Exchange exchange = registration.exchange();

            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> registration.register(METADATA, none),
                    () -> registration.registerAsync(METADATA, none),
                    () -> registration.get(credentials, none),
                    () -> registration.getAsync(credentials, none),
                    () -> registration.update(credentials, METADATA, none),
                    () -> registration.updateAsync(credentials, METADATA, none),
                    () -> registration.delete(credentials, none),
                    () -> registration.deleteAsync(credentials, none),
                    () -> exchange.register(METADATA, none),
                    () -> exchange.registerAsync(METADATA, none),
                    () -> exchange.get(credentials, none),
                    () -> exchange.getAsync(credentials, none),
                    () -> exchange.update(credentials, METADATA, none),
                    () -> exchange.updateAsync(credentials, METADATA, none),
                    () -> exchange.delete(credentials, none),
                    () -> exchange.deleteAsync(credentials, none))) {
                assertNull(call, "options must not be null");
            }
        }

        /** Also where the server must be found first, or the client read, or where the server has no such operation. */
        @Test
        void anyCall_null_isRefusedByNameAtEveryServer() {
            URI issuer = URI.create("http://127.0.0.1:" + server.getPort());
            for (ServerProfile profile : ServerProfile.all()) {
                try (ClientRegistration byIssuer =
                        registration.derive(builder -> builder.issuer(issuer).profile(profile))) {
                    assertNull(() -> calls.register(byIssuer, null), "metadata must not be null");
                    assertNull(() -> calls.get(byIssuer, (ManagementCredentials) null), "credentials must not be null");
                    assertNull(
                            () -> calls.update(byIssuer, (ManagementCredentials) null, METADATA),
                            "credentials must not be null");
                    assertNull(() -> calls.update(byIssuer, credentials, null), "metadata must not be null");
                    assertNull(
                            () -> calls.delete(byIssuer, (ManagementCredentials) null), "credentials must not be null");
                    assertNull(() -> byIssuer.register(METADATA, null), "options must not be null");
                    assertNull(() -> byIssuer.get(credentials, null), "options must not be null");
                    assertNull(() -> byIssuer.update(credentials, METADATA, null), "options must not be null");
                    assertNull(() -> byIssuer.delete(credentials, null), "options must not be null");
                    assertNull(() -> byIssuer.discover(null), "options must not be null");
                    assertNull(() -> byIssuer.discoverAsync(null), "options must not be null");
                }
            }
        }

        @Test
        void derive_null_isRefusedByName() {
            assertNull(() -> registration.derive(null), "changes must not be null");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"kid\":\"k1\",\"d\":\"hush\"}]}}",
                    "{\"jwks\":\"{\\\"keys\\\":[{\\\"kty\\\":\\\"EC\\\",\\\"kid\\\":\\\"k1\\\",\\\"d\\\":\\\"hush\\\"}]}\"}"
                })
        void registerAndUpdate_privateKey_areRefusedBeforeTheServerIsLookedFor(String json) {
            ClientMetadata metadata = ClientMetadata.fromJson(json);
            URI issuer = URI.create("http://127.0.0.1:" + server.getPort());
            String message = "jwks must hold public keys only, but keys[0] (kid k1) has the private member d";

            for (ServerProfile profile : List.of(ServerProfile.STANDARD, ServerProfile.ANVIL_CONNECT)) {
                try (ClientRegistration byIssuer =
                        registration.derive(builder -> builder.issuer(issuer).profile(profile))) {
                    assertRefused(() -> calls.register(byIssuer, metadata), message);
                    assertRefused(() -> calls.update(byIssuer, credentials, metadata), message);
                }
            }
            assertRefused(() -> calls.register(registration, metadata), message);
            assertRefused(() -> calls.update(registration, credentials, metadata), message);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[\"https://example.com/callback\",\"http://localhost:1/callback\"]",
                    "[\"com.example.app:/callback\",\"https://example.com/callback\"]",
                    "[\"callback\"]",
                    "\"/callback\""
                })
        void registerAndUpdate_redirectUrisOfNoOneKind_areRefusedWhereTheTypeIsInferred(String uris) {
            ClientMetadata metadata = ClientMetadata.fromJson("{\"redirect_uris\":" + uris + "}");

            for (Consumer<ClientRegistration.Builder> inferring : List.<Consumer<ClientRegistration.Builder>>of(
                    ClientRegistration.Builder::inferApplicationType, builder -> builder.profile(ServerProfile.MCP))) {
                try (ClientRegistration derived = registration.derive(inferring)) {
                    assertRefused(
                            () -> calls.register(derived, metadata),
                            "application_type cannot be inferred: redirect_uris are of web and of native applications,"
                                    + " or not absolute; set applicationType(...)");
                    assertRefused(
                            () -> calls.update(derived, credentials, metadata), "application_type cannot be inferred");
                }
            }
        }

        @Test
        void anyCall_clientWithoutId_isRefused() {
            ClientInformation nameless = ClientInformation.builder().build();

            assertRefused(() -> calls.get(registration, nameless), "management credentials must have a client_id");
            assertRefused(
                    () -> calls.update(registration, nameless, METADATA),
                    "management credentials must have a client_id");
            assertRefused(() -> calls.delete(registration, nameless), "management credentials must have a client_id");
            assertRefused(() -> registration.credentials(nameless), "management credentials must have a client_id");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"c2\"", "\"\"", "null", "1", "[\"c1\"]"})
        void update_anotherClientsId_isRefused(String id) {
            ClientMetadata metadata = ClientMetadata.fromJson("{\"client_id\":" + id + "}");

            assertRefused(
                    () -> calls.update(registration, credentials, metadata),
                    "metadata of an update must not hold another client's client_id");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "registration_access_token",
                    "registration_client_uri",
                    "client_secret_expires_at",
                    "client_id_issued_at"
                })
        void update_memberThatOnlyTheServerSets_isRefusedByName(String name) {
            ClientMetadata text =
                    METADATA.toBuilder().member(name, new JsonPrimitive("hush")).build();
            ClientMetadata nothing =
                    METADATA.toBuilder().member(name, JsonNull.INSTANCE).build();

            for (ClientMetadata metadata : new ClientMetadata[] {text, nothing}) {
                assertRefused(
                        () -> calls.update(registration, credentials, metadata),
                        "metadata of an update must not hold " + name
                                + ", which only the server sets; start from ClientInformation.toMetadata()");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"hush-wrong\"", "null", "\"\"", "1"})
        void update_secretThatIsNotTheCurrentOne_isRefused(String secret) {
            ClientMetadata metadata = ClientMetadata.fromJson("{\"client_secret\":" + secret + "}");

            assertRefused(
                    () -> calls.update(registration, credentials, metadata),
                    "metadata of an update may hold client_secret only with its current value (RFC 7592 section 2.2)");
        }

        @Test
        void update_secretWhereNoneIsKnown_isRefused() {
            ManagementCredentials withoutSecret = ManagementCredentials.builder("c1")
                    .registrationAccessToken(Secret.of("r-token"))
                    .build();
            ClientMetadata metadata = ClientMetadata.fromJson("{\"client_secret\":\"hush-current\"}");

            assertRefused(
                    () -> calls.update(registration, withoutSecret, metadata),
                    "metadata of an update may hold client_secret only with its current value (RFC 7592 section 2.2)");
        }
    }

    @Nested
    class OfABuilder {
        @Test
        void build_withoutEndpoint_saysWhatIsMissing() {
            assertThatThrownBy(() -> ClientRegistration.builder().build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("endpoint(...)")
                    .hasMessageContaining("must be set");
        }

        @Test
        void anySetter_null_isRefusedByName() {
            ClientRegistration.Builder builder = ClientRegistration.builder();

            assertNull(() -> builder.endpoint(null), "endpoint must not be null");
            assertNull(() -> builder.issuer(null), "issuer must not be null");
            assertNull(() -> builder.profile(null), "profile must not be null");
            assertNull(() -> builder.initialAccessToken(null), "initial access token must not be null");
            assertNull(() -> builder.trustOrigin(null), "origin must not be null");
            assertNull(() -> InitialAccessToken.fixed(null), "token must not be null");
            assertNull(() -> InitialAccessToken.supplied(null), "supplier must not be null");
            assertNull(() -> InitialAccessToken.clientCredentials(null), "credentials must not be null");
            assertNull(() -> Secret.of(null), "secret must not be null");
        }

        @Test
        void clientCredentials_null_isRefusedByName() {
            ClientCredentials.Builder builder = ClientCredentials.builder("registrar", Secret.of("hush"));

            assertNull(() -> ClientCredentials.builder(null, Secret.of("hush")), "clientId must not be null");
            assertNull(() -> ClientCredentials.builder("registrar", null), "clientSecret must not be null");
            assertNull(() -> builder.tokenEndpoint(null), "tokenEndpoint must not be null");
            assertNull(() -> builder.scope((String[]) null), "scopes must not be null");
            assertNull(() -> builder.scope("a", null), "scope must not be null");
            assertNull(() -> builder.authMethod(null), "authMethod must not be null");
        }

        @Test
        void clientCredentials_nonsense_isRefused() {
            ClientCredentials.Builder builder = ClientCredentials.builder("registrar", Secret.of("hush"));

            assertRefused(() -> ClientCredentials.builder("", Secret.of("hush")), "clientId must not be empty");
            assertRefused(() -> builder.scope(), "scope must name at least one scope");
            assertRefused(() -> builder.scope("", " "), "scope must name at least one scope");
            for (String method : List.of("none", "private_key_jwt", "client_secret_jwt", "tls_client_auth", "own")) {
                assertRefused(
                        () -> builder.authMethod(TokenEndpointAuthMethod.of(method)),
                        "authMethod must be client_secret_basic or client_secret_post, not " + method);
            }
            ClientCredentials credentials = builder.build();
            assertThat(credentials.scope()).isEmpty();
            assertThat(credentials.tokenEndpoint()).isEmpty();
            assertThat(credentials.authMethod()).isEqualTo(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        /token | tokenEndpoint must be an absolute https URI, but is /token
                        ftp://as.example.com/token | tokenEndpoint must be an https URI, but its scheme is ftp
                        https://hush@as.example.com/token | tokenEndpoint must not hold user information
                        https://as.example.com/token#hush | tokenEndpoint must not have a fragment
                        http://as.example.com/token?hush=1 | tokenEndpoint must be https, but is http://as.example.com/token; plain http
                        """)
        void tokenEndpoint_notFitForSecrets_isRefused(URI tokenEndpoint, String message) {
            ClientRegistration.Builder builder = ClientRegistration.builder()
                    .endpoint(URI.create("https://as.example.com/register"))
                    .initialAccessToken(
                            InitialAccessToken.clientCredentials(ClientCredentials.builder("a", Secret.of("hush"))
                                    .tokenEndpoint(tokenEndpoint)
                                    .build()));

            assertRefused(builder::build, message);
        }

        @Test
        void tokenEndpoint_thatNobodyNames_isRefused() {
            ClientRegistration.Builder builder = ClientRegistration.builder()
                    .endpoint(URI.create("https://as.example.com/register"))
                    .initialAccessToken(InitialAccessToken.clientCredentials(
                            ClientCredentials.builder("a", Secret.of("hush")).build()));

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("client credentials need a tokenEndpoint(...), or a facade with issuer(...), whose"
                            + " metadata names one");
            builder.issuer(URI.create("https://as.example.com")).build().close();
        }

        @Test
        void requestOptions_nullOrNonsense_isRefusedByName() {
            RequestOptions.Builder builder = RequestOptions.builder();

            assertNull(() -> builder.callTimeout(null), "callTimeout must not be null");
            assertNull(() -> builder.retryPolicy(null), "retryPolicy must not be null");
            assertNull(() -> builder.token(null), "token must not be null");
            assertNull(() -> builder.header(null, "v"), "header name must not be null");
            assertNull(() -> builder.header("X-A", null), "value of header X-A must not be null");
            assertRefused(
                    () -> builder.callTimeout(Duration.ZERO), "callTimeout must be more than zero and at most a day");
            assertRefused(
                    () -> builder.callTimeout(Duration.ofDays(2)),
                    "callTimeout must be more than zero and at most a day");
            assertRefused(
                    () -> builder.token(Secret.of("hush\n")),
                    "token must consist of visible ASCII characters, but character 5 is a line break");
            assertRefused(() -> builder.header("Authorization", "hush"), "header Authorization is set by the SDK");
            assertThat(builder.build()).hasToString(RequestOptions.none().toString());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        /register | endpoint must be an absolute https URI, but is /register
                        as.example.com/register | endpoint must be an absolute https URI, but is as.example.com/register
                        //as.example.com/register | endpoint must be an absolute https URI, but is
                        mailto:hush@example.com | endpoint must be an absolute https URI, but is mailto:...
                        ftp://as.example.com/register | endpoint must be an https URI, but its scheme is ftp
                        file:///etc/passwd | endpoint must be an https URI, but its scheme is file
                        https:///register | endpoint must name a host, but is
                        https://under_score.example.com/register | endpoint must name a host, but is
                        https://hush:hush@as.example.com/register | endpoint must not hold user information; give credentials by their own options
                        https://hush@as.example.com/register | endpoint must not hold user information
                        https://as.example.com/register#hush | endpoint must not have a fragment, but is https://as.example.com/register#...
                        http://as.example.com/register?hush=1 | endpoint must be https, but is http://as.example.com/register; plain http is for loopback hosts, or by allowInsecureHttp()
                        HTTP://10.0.0.1/register | endpoint must be https, but is HTTP://10.0.0.1/register; plain http
                        """)
        void endpoint_notFitForCredentials_isRefused(URI endpoint, String message) {
            ClientRegistration.Builder builder = ClientRegistration.builder().endpoint(endpoint);

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(message)
                    .hasMessageNotContaining("hush");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://127.0.0.1/register",
                    "http://127.8.9.10:8080/register",
                    "http://localhost:8080/register",
                    "http://LOCALHOST/register",
                    "http://as.localhost/register",
                    "http://[::1]:8080/register",
                    "http://[0:0:0:0:0:0:0:1]/register",
                    "https://as.example.com/register",
                    "HTTPS://AS.EXAMPLE.COM:8443/register?tenant=a"
                })
        void endpoint_httpsOrLoopback_isAccepted(URI endpoint) {
            assertThatCode(() -> ClientRegistration.builder()
                            .endpoint(endpoint)
                            .build()
                            .close())
                    .doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost.example.com/register",
                    "http://127.0.0.1.example.com/register",
                    "http://notlocalhost/register",
                    "http://0.0.0.0/register",
                    "http://128.0.0.1/register",
                    "http://[::2]/register",
                    "http://[::ffff:10.0.0.1]/register"
                })
        void endpoint_httpToAHostThatOnlyLooksLoopback_needsPermission(URI endpoint) {
            ClientRegistration.Builder builder = ClientRegistration.builder().endpoint(endpoint);

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("endpoint must be https, but is " + endpoint);
            assertThatCode(() -> builder.allowInsecureHttp().build().close()).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"ftp://as.example.com/r", "/register", "http://u@as.example.com/r", "http://a.example/#f"})
        void allowInsecureHttp_allowsNothingElse(URI endpoint) {
            ClientRegistration.Builder builder =
                    ClientRegistration.builder().allowInsecureHttp().endpoint(endpoint);

            assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        https://admin.example.com/register | trusted origin must be a scheme, a host and a port, but https://admin.example.com/register has a path
                        https://admin.example.com?a=b | trusted origin must be a scheme, a host and a port
                        http://admin.example.com | trusted origin must be https, but is http://admin.example.com; plain http
                        admin.example.com | trusted origin must be an absolute https URI, but is admin.example.com
                        https://hush@admin.example.com | trusted origin must not hold user information
                        https://admin.example.com#hush | trusted origin must not have a fragment
                        """)
        void trustOrigin_anythingButAnOrigin_isRefused(URI origin, String message) {
            ClientRegistration.Builder builder = ClientRegistration.builder()
                    .endpoint(URI.create("https://as.example.com/register"))
                    .trustOrigin(origin);

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(message)
                    .hasMessageNotContaining("hush");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"https://admin.example.com", "https://admin.example.com:8443/", "http://localhost:8080"})
        void trustOrigin_anOrigin_isAccepted(URI origin) {
            assertThatCode(() -> ClientRegistration.builder()
                            .endpoint(URI.create("https://as.example.com/register"))
                            .trustOrigin(origin)
                            .build()
                            .close())
                    .doesNotThrowAnyException();
        }
    }

    @Nested
    class OfAValue {
        @ParameterizedTest
        @CsvSource({
            "'hush\rx', 'character 5 is a line break'",
            "'hush\nx', 'character 5 is a line break'",
            "'hush x', 'character 5 is not one'",
            "' hush', 'character 1 is not one'",
            "'hush\t', 'character 5 is not one'",
            "'hush\u00e9', 'character 5 is not one'",
            "'hush\u007f', 'character 5 is not one'",
            "'\u0000hush', 'character 1 is not one'"
        })
        void initialAccessToken_characterThatNoHeaderMayHold_isRefusedByItsPlace(String token, String place) {
            Secret secret = Secret.of(token);

            assertThatThrownBy(() -> InitialAccessToken.fixed(secret))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("initial access token must consist of visible ASCII characters, but " + place);
        }

        @Test
        void secret_empty_isRefused() {
            assertRefused(() -> Secret.of(""), "secret must not be empty");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        ["hush"] | a JSON object is needed, but the text is an array
                        "hush" | a JSON object is needed, but the text is a string
                        null | a JSON object is needed, but the text is null
                        17 | a JSON object is needed, but the text is a number
                        '' | the text is empty
                        {"client_secret":"hush | the text is not JSON
                        {"a":"hush","a":"hush"} | the member "a" occurs twice in one object
                        {"a":{"b":1,"b":"hush"}} | the member "b" occurs twice in one object
                        {a:"hush"} | the text is not JSON
                        """)
        void fromJson_textThatIsNotOneObject_isRefusedWithoutRepeatingIt(String json, String reason) {
            assertThatThrownBy(() -> ClientMetadata.fromJson(json))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("ClientMetadata cannot be read: " + reason)
                    .hasMessageNotContaining("hush")
                    .hasNoCause();
            assertThatThrownBy(() -> ManagementCredentials.fromJson(json))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("ManagementCredentials cannot be read: " + reason)
                    .hasMessageNotContaining("hush")
                    .hasNoCause();
        }

        @Test
        void managementCredentials_withoutId_areRefused() {
            assertRefused(
                    () -> ManagementCredentials.fromJson("{\"client_secret\":\"hush\"}"),
                    "management credentials must have a client_id");
            assertRefused(
                    () -> ManagementCredentials.builder("").build(), "management credentials must have a client_id");
        }

        @Test
        void managementCredentials_endpointThatIsNoUri_areRefused() {
            assertRefused(
                    () -> ManagementCredentials.fromJson("{\"client_id\":\"c1\",\"registration_endpoint\":\"a b\"}"),
                    "the registration_endpoint of management credentials must be a URI");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "fr_FR", "fr-", "-fr", "a b", "abcdefghi", "fr#x", "\u00e9"})
        void languageTag_notBcp47_isRefusedByName(String tag) {
            assertRefused(
                    () -> ClientMetadata.builder().clientName(tag, "Bretzel"),
                    "language tag of client_name must be a BCP 47 tag such as fr or ja-Jpan-JP, not \"" + tag + "\"");
        }

        @Test
        void profile_unknownName_isRefused() {
            assertRefused(() -> ServerProfile.named("no-such"), "there is no server profile \"no-such\"");
            assertRefused(() -> ServerProfile.named("STANDARD"), "there is no server profile \"STANDARD\"");
            assertRefused(() -> ServerProfile.named(""), "there is no server profile \"\"");
            assertNull(() -> ServerProfile.named(null), "name must not be null");
        }
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("hush");
    }

    private static void assertNull(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(message);
    }
}
