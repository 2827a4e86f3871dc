package dev.clientregistration.authlete;

import static dev.clientregistration.authlete.CallStyle.API_TOKEN;
import static dev.clientregistration.authlete.CallStyle.CLIENT_ID;
import static dev.clientregistration.authlete.CallStyle.REGISTRATION_ACCESS_TOKEN;
import static dev.clientregistration.authlete.CallStyle.SERVICE_ID;
import static dev.clientregistration.authlete.CallStyle.authleteAt;
import static dev.clientregistration.authlete.CallStyle.failure;
import static dev.clientregistration.authlete.CallStyle.path;
import static dev.clientregistration.authlete.CallStyle.request;
import static dev.clientregistration.authlete.ScriptedServer.DONE;
import static dev.clientregistration.authlete.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.Secret;
import dev.clientregistration.StandardOperations;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the authorization server got wrong is refused at once; what its client got wrong is for Authlete to judge. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class AuthleteBadInputTest {
    @Parameter
    CallStyle calls;

    private final ScriptedServer server = ScriptedServer.start(answer(200, DONE));
    private final AuthleteClientRegistration authlete = authleteAt(server).build();

    @AfterEach
    void close() {
        authlete.close();
        server.close();
    }

    // ---- the facade

    @Test
    void facadeWithoutServiceOrToken_isNotMade() {
        assertThatIllegalStateException()
                .isThrownBy(AuthleteClientRegistration.builder().accessToken(API_TOKEN)::build)
                .withMessage("serviceId(...) must be set");
        assertThatIllegalStateException()
                .isThrownBy(AuthleteClientRegistration.builder().serviceId(SERVICE_ID)::build)
                .withMessage("accessToken(...) must be set");
        assertThatIllegalStateException()
                .isThrownBy(AuthleteClientRegistration.builder()::build)
                .withMessage("serviceId(...) must be set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "...",
                "1/2",
                "/1",
                "1/",
                "../client",
                "%2e%2e",
                "1%2F2",
                "1?a",
                "1#a",
                "1;a=b",
                "1 2",
                "1\r\nX: 1",
                "\u0661",
                "{serviceId}",
                "1\\2",
                "1\u0000",
            })
    void serviceIdThatCannotBePartOfAPath_isRefused(String serviceId) {
        String message = "serviceId must consist of digits, or letters, digits and . _ ~ -";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> authleteAt(server).serviceId(serviceId).build())
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> authlete.forService(serviceId))
                .withMessage(message);
    }

    static Stream<Arguments> wrongBaseUris() {
        String loopback = "; plain http is for loopback hosts, or by allowInsecureHttp()";
        String absolute = "baseUri must be an absolute https URI, but is ";
        return Stream.of(
                Arguments.of(
                        "http://us.authlete.com", "baseUri must be https, but is http://us.authlete.com" + loopback),
                Arguments.of(
                        "http://127.0.0.1.example.com/x",
                        "baseUri must be https, but is http://127.0.0.1.example.com/x" + loopback),
                Arguments.of("/api", absolute + "/api"),
                Arguments.of("us.authlete.com", absolute + "us.authlete.com"),
                Arguments.of("//us.authlete.com", absolute + "us.authlete.com"),
                Arguments.of("us.authlete.com:443", absolute + "us.authlete.com:..."),
                Arguments.of("ftp://us.authlete.com", "baseUri must be an https URI, but its scheme is ftp"),
                Arguments.of("https:///api", "baseUri must name a host, but is https:///api"),
                Arguments.of(
                        "https://me:s3cret@us.authlete.com",
                        "baseUri must not hold user information; give credentials by their own options"),
                Arguments.of(
                        "https://us.authlete.com/#s3cret",
                        "baseUri must not have a fragment, but is https://us.authlete.com/#..."));
    }

    @ParameterizedTest
    @MethodSource("wrongBaseUris")
    void baseUriThatIsNoAddressOfAnApi_isRefused(URI baseUri, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> authleteAt(server).baseUri(baseUri).build())
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1",
                "http://localhost:1",
                "http://[::1]:1",
                "https://authlete.example.com:8443/x"
            })
    void baseUriByHttpsOrOfALoopbackHost_isTaken(URI baseUri) {
        authleteAt(server).baseUri(baseUri).build().close();
    }

    @Test
    void baseUriByHttp_isTakenWhereTheCallerAllowsIt() {
        authleteAt(server)
                .baseUri(URI.create("http://authlete.test.example"))
                .allowInsecureHttp()
                .build()
                .close();
    }

    @ParameterizedTest
    @CsvSource({"'s3cret\r\nX-Evil: 1', 7", "'s3cret\n', 7", "'s3cr et', 5", "'s3cr\u00e9t', 5", "'s3cret\t', 7"})
    void accessTokenThatNoHeaderMayHold_isRefusedWithoutRepeatingIt(String token, int place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> authleteAt(server).accessToken(Secret.of(token)))
                .withMessageStartingWith("accessToken must consist of visible ASCII characters, but character " + place)
                .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain("s3cr", "Evil"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestOptions.builder().token(Secret.of(token)))
                .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain("s3cr", "Evil"));
    }

    // ---- the request

    @ParameterizedTest
    @CsvSource({
        "REGISTER, json",
        "GET, clientId",
        "UPDATE, json",
        "UPDATE, clientId",
        "DELETE, clientId",
    })
    void requestWithoutWhatItsOperationNeeds_isRefusedAtOnce(Operation operation, String member) {
        for (String value : List.of("", "null", "1", "true", "{}", "[\"a\"]")) {
            JsonObject document = request(operation).toJsonObject();
            document.remove(member);
            if (!value.isEmpty()) {
                document.add(member, JsonParser.parseString(value));
            }

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> calls.call(authlete, operation, ClientRegistrationRequest.fromJson(document)))
                    .withMessage("request must have " + member);
        }
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @StandardOperations
    void whatTheClientGotWrong_isSent(Operation operation) {
        ClientRegistrationRequest request = ClientRegistrationRequest.builder()
                .json("")
                .clientId("")
                .token(Secret.of("not\r\na token \u00e9"))
                .build();

        calls.call(authlete, operation, request);
        calls.call(
                authlete,
                operation,
                request.toBuilder().json("{not JSON").clientId("../x").build());

        assertThat(server.requests())
                .extracting(ScriptedServer.Request::text)
                .containsExactly(
                        "{\"json\":\"\",\"clientId\":\"\",\"token\":\"not\\r\\na token \u00e9\"}",
                        "{\"json\":\"{not JSON\",\"clientId\":\"../x\",\"token\":\"not\\r\\na token \u00e9\"}");
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .containsOnly("POST " + path(operation) + " HTTP/1.1");
    }

    @ParameterizedTest
    @StandardOperations
    void nullOfACall_isRefusedAtOnce(Operation operation) {
        assertThatNullPointerException()
                .isThrownBy(() -> calls.call(authlete, operation, (ClientRegistrationRequest) null))
                .withMessage("request must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> calls.call(authlete, operation, null, RequestOptions.none()))
                .withMessage("request must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> calls.call(authlete, operation, request(operation), null))
                .withMessage("options must not be null");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void nullOfAShortForm_isRefused() {
        ClientMetadata metadata = ClientMetadata.builder().build();
        List<ThrowingCallable> wrong = List.of(
                () -> authlete.register((ClientMetadata) null),
                () -> authlete.get(null, REGISTRATION_ACCESS_TOKEN),
                () -> authlete.get(CLIENT_ID, null),
                () -> authlete.update(null, REGISTRATION_ACCESS_TOKEN, metadata),
                () -> authlete.update(CLIENT_ID, null, metadata),
                () -> authlete.update(CLIENT_ID, REGISTRATION_ACCESS_TOKEN, null),
                () -> authlete.delete(null, REGISTRATION_ACCESS_TOKEN),
                () -> authlete.delete(CLIENT_ID, null),
                () -> authlete.forService(null));

        assertThat(wrong).allSatisfy(call -> assertThatNullPointerException().isThrownBy(call));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void nullOfTheBuilder_isRefusedByName() {
        AuthleteClientRegistration.Builder builder = AuthleteClientRegistration.builder();

        assertThatNullPointerException()
                .isThrownBy(() -> builder.baseUri(null))
                .withMessage("baseUri must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.serviceId(null))
                .withMessage("serviceId must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.accessToken((Secret) null))
                .withMessage("accessToken must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.accessToken((Supplier<Secret>) null))
                .withMessage("supplier must not be null");
    }

    // ---- the supplier of the token

    /** A supplier that gives no token that can be sent, and what it says of it. */
    record Supply(String name, Supplier<Secret> supplier, String why) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Supply> SUPPLIES = List.of(
            new Supply("null", () -> null, "NullPointerException"),
            new Supply(
                    "throwing",
                    () -> {
                        throw new IllegalStateException("the vault says s3cret");
                    },
                    "IllegalStateException"),
            new Supply("line break", () -> Secret.of("s3cret\r\nX-Evil: 1"), "IllegalArgumentException"),
            new Supply("outside ASCII", () -> Secret.of("s3cr\u00e9t"), "IllegalArgumentException"));

    @ParameterizedTest
    @FieldSource("SUPPLIES")
    void tokenThatCannotBeHad_refusesTheCallBeforeAnythingIsSent(Supply supply) {
        try (AuthleteClientRegistration without =
                authleteAt(server).accessToken(supply.supplier()).build()) {
            for (Operation operation : StandardOperations.ALL) {
                CallRefusedException refusal =
                        failure(CallRefusedException.class, () -> calls.call(without, operation));

                assertThat(refusal)
                        .hasMessage(operation + " at " + server.uri() + path(operation)
                                + " was not sent: no token could be had (" + supply.why() + "). Nothing was changed"
                                + (operation == Operation.GET ? "." : " at the server."));
                assertThat(refusal).hasNoCause().hasNoSuppressedExceptions();
                assertThat(refusal.operation()).isEqualTo(operation);
                assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(refusal.attempts()).isZero();
            }
        }
        assertThat(server.requests()).isEmpty();
        assertThat(server.connections()).isZero();
    }
}
