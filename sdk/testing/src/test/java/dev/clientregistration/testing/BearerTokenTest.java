package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens at both endpoints: an initial access token and a registration access token are asked for alike. */
class BearerTokenTest {
    private static final String INITIAL = "initial-token";
    private static final String BARE_CHALLENGE = "Bearer realm=\"client-registration\"";

    @AutoClose
    private final MockRegistrationServer server =
            MockRegistrationServer.builder().initialAccessToken(INITIAL).start();

    private RegisteredClient client;

    @BeforeEach
    void registerClient() {
        client = server.register(Wire.json(MINIMAL));
    }

    /** Every operation that needs a token. */
    enum Operation {
        POST,
        GET,
        PUT,
        DELETE
    }

    @ParameterizedTest
    @EnumSource
    void request_noCredentials_isChallengedWithoutAnError(Operation operation) {
        assertIsChallenged(Wire.send(request(operation)));
    }

    @ParameterizedTest
    @EnumSource
    void request_otherScheme_isChallengedWithoutAnError(Operation operation) {
        assertIsChallenged(Wire.send(request(operation).header("Authorization", "Basic eDp5")));
    }

    @ParameterizedTest
    @EnumSource
    void request_tokenInQueryOnly_isChallengedWithoutAnError(Operation operation) {
        assertIsChallenged(Wire.send(request(operation, "?access_token=" + tokenFor(operation))));
    }

    @ParameterizedTest
    @EnumSource
    void request_wrongToken_isRefusedAsInvalidToken(Operation operation) {
        assertIsInvalidToken(Wire.send(Wire.bearer(request(operation), "wrong-token")));
    }

    @ParameterizedTest
    @EnumSource
    void request_tokenOfAnotherClient_isRefusedAsInvalidToken(Operation operation) {
        RegisteredClient other = server.register(Wire.json(MINIMAL));

        assertIsInvalidToken(Wire.send(Wire.bearer(request(operation), other.registrationAccessToken())));
        assertThat(Wire.read(other).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void request_malformedToken_isRefusedAsInvalidRequest(Operation operation) {
        for (String credentials : new String[] {"Bearer", "Bearer a b", "Bearer \"a\"", "bearer ="}) {
            assertIsInvalidRequest(Wire.send(request(operation).header("Authorization", credentials)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void request_severalTokens_isRefusedAsInvalidRequest(Operation operation) {
        assertIsInvalidRequest(Wire.send(Wire.bearer(Wire.bearer(request(operation), tokenFor(operation)), "other")));
    }

    @ParameterizedTest
    @EnumSource
    void request_tokenInHeaderAndQuery_isRefusedAsInvalidRequest(Operation operation) {
        HttpRequest.Builder request = request(operation, "?a=b&access_token=" + tokenFor(operation));

        assertIsInvalidRequest(Wire.send(Wire.bearer(request, tokenFor(operation))));
    }

    @ParameterizedTest
    @EnumSource
    void request_rightTokenWithSchemeInAnyCase_isDone(Operation operation) {
        HttpResponse<String> response =
                Wire.send(request(operation).header("Authorization", "bEARER " + tokenFor(operation)));

        assertThat(response.statusCode())
                .isEqualTo(
                        switch (operation) {
                            case POST -> 201;
                            case GET, PUT -> 200;
                            case DELETE -> 204;
                        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POST")
    void request_unknownClient_isRefusedLikeAWrongToken(Operation operation) {
        HttpResponse<String> wrong = Wire.send(Wire.bearer(request(operation), "wrong-token"));
        server.remove(client.clientId());
        HttpResponse<String> unknown = Wire.send(Wire.bearer(request(operation), tokenFor(operation)));

        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(header(unknown, "WWW-Authenticate")).isEqualTo(header(wrong, "WWW-Authenticate"));
    }

    @Test
    void register_initialAccessToken_canBeUsedAgain() {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response = Wire.send(Wire.bearer(request(Operation.POST), INITIAL));
            assertThat(response.statusCode()).isEqualTo(201);
        }
    }

    @Test
    void register_badTokenAndBadBody_tellsOfTheTokenOnly() {
        HttpRequest.Builder request = Wire.json("POST", server.registrationEndpoint(), "{");

        assertThat(Wire.send(request).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer anything", "Basic eDp5", "Bearer"})
    void register_openServer_ignoresCredentials(String credentials) {
        try (MockRegistrationServer open = MockRegistrationServer.start()) {
            HttpRequest.Builder request = Wire.json("POST", open.registrationEndpoint(), MINIMAL);

            assertThat(Wire.send(request.header("Authorization", credentials)).statusCode())
                    .isEqualTo(201);
        }
    }

    private void assertIsChallenged(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo(BARE_CHALLENGE);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(response.body()).isEmpty();
        assertNothingChanged();
    }

    private void assertIsInvalidToken(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate"))
                .startsWith(BARE_CHALLENGE + ", error=\"invalid_token\", error_description=\"");
        assertThat(error(response)).isEqualTo("invalid_token");
        assertNothingChanged();
    }

    private void assertIsInvalidRequest(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(header(response, "WWW-Authenticate")).startsWith(BARE_CHALLENGE + ", error=\"invalid_request\"");
        assertThat(error(response)).isEqualTo("invalid_request");
        assertNothingChanged();
    }

    private void assertNothingChanged() {
        assertThat(server.client(client.clientId()).orElseThrow()).isSameAs(client);
    }

    private String tokenFor(Operation operation) {
        return operation == Operation.POST ? INITIAL : client.registrationAccessToken();
    }

    private HttpRequest.Builder request(Operation operation) {
        return request(operation, "");
    }

    private HttpRequest.Builder request(Operation operation, String query) {
        URI uri = operation == Operation.POST ? server.registrationEndpoint() : client.registrationClientUri();
        String body = operation == Operation.PUT ? "{\"client_id\": \"" + client.clientId() + "\"," : "{";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri + query));
        return switch (operation) {
            case POST, PUT ->
                request.header("Content-Type", "application/json")
                        .method(operation.name(), BodyPublishers.ofString(body + MINIMAL.substring(1)));
            case GET -> request.GET();
            case DELETE -> request.DELETE();
        };
    }
}
