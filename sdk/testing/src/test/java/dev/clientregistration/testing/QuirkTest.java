package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each quirk on top of the standard dialect, and how they combine. */
class QuirkTest {
    private static final String RICH = """
            {"redirect_uris": ["https://client.example.com/1", "https://client.example.com/2"], "scope": "read write",
             "contacts": ["ops@example.com"], "default_max_age": 3600}""";

    private MockRegistrationServer server = MockRegistrationServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private void start(Quirk... quirks) {
        server.close();
        server = MockRegistrationServer.builder()
                .quirks(quirks)
                .clock(new MovableClock())
                .secretLifetime(Duration.ofDays(30))
                .start();
    }

    private JsonObject register(String metadata) {
        HttpResponse<String> response = Wire.register(server, metadata);
        assertThat(response.statusCode()).isBetween(200, 201);
        return json(response);
    }

    private RegisteredClient client() {
        return server.clients().get(0);
    }

    private HttpResponse<String> update(JsonObject change) {
        JsonObject body = client().metadata();
        body.addProperty("client_id", client().clientId());
        change.entrySet().forEach(member -> body.add(member.getKey(), member.getValue()));
        return Wire.update(client(), body);
    }

    // What is registered

    @Test
    void noneBecomesBasic_publicClient_getsASecret() {
        start(Quirk.NONE_BECOMES_BASIC);

        JsonObject information = register("""
                {"redirect_uris": ["https://client.example.com/"], "token_endpoint_auth_method": "none"}""");

        assertThat(information.get("token_endpoint_auth_method").getAsString()).isEqualTo("client_secret_basic");
        assertThat(information.keySet()).contains("client_secret");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTHLETE")
    void chosenClientIds_everyDialect_takesTheIdOnce(Dialect dialect) {
        server.close();
        server = MockRegistrationServer.builder()
                .dialect(dialect)
                .quirks(Quirk.CHOSEN_CLIENT_IDS)
                .registrationAccess(RegistrationAccess.OPEN)
                .start();
        String chosen = """
                {"redirect_uris": ["https://client.example.com/1"], "client_id": "developer.app"}""";

        assertThat(json(Wire.register(server, chosen)).get("client_id").getAsString())
                .isEqualTo("developer.app");
        assertThat(Wire.register(server, chosen).statusCode()).isEqualTo(400);
        assertThat(Wire.register(server, Wire.MINIMAL).statusCode()).isBetween(200, 201);
        assertThat(server.clients()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b?c=%2F#d", "a+b", "~"})
    void chosenClientIds_anyVisibleCharacters_canBeManaged(String chosen) {
        start(Quirk.CHOSEN_CLIENT_IDS);
        JsonObject metadata = json(Wire.MINIMAL);
        metadata.addProperty("client_id", chosen);

        register(metadata.toString());

        assertThat(json(Wire.read(client())).get("client_id").getAsString()).isEqualTo(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a b\"", "\"\u00e9\"", "1", "[]", "{}"})
    void chosenClientIds_noIdentifier_isRefused(String chosen) {
        start(Quirk.CHOSEN_CLIENT_IDS);

        HttpResponse<String> response = Wire.register(
                server, "{\"redirect_uris\": [\"https://client.example.com/1\"], \"client_id\": " + chosen + "}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void addedValues_getDiffersFromPost() {
        start(Quirk.ADDED_VALUES);

        JsonObject information = register(MINIMAL);

        assertThat(information.get("grant_types")).hasToString("[\"authorization_code\",\"refresh_token\"]");
        assertThat(information.get("response_types")).hasToString("[\"code\",\"none\"]");
        assertThat(information.get("scope").getAsString()).isEqualTo("openid profile email");
    }

    @Test
    void unknownMembersDropped_areGoneWithoutAWord() {
        start(Quirk.UNKNOWN_MEMBERS_DROPPED);

        JsonObject information = register("""
                {"redirect_uris": ["https://client.example.com/"], "x_unknown": [1], "client_name#fr": "Bretzel"}""");

        assertThat(information.keySet()).doesNotContain("x_unknown").contains("client_name#fr");
    }

    @Test
    void unknownMembersRefused_areBadMetadata() {
        start(Quirk.UNKNOWN_MEMBERS_REFUSED);

        for (String name : List.of("x_unknown", "client_name#fr")) {
            HttpResponse<String> response = Wire.register(
                    server, "{\"redirect_uris\": [\"https://client.example.com/\"], \"" + name + "\": \"x\"}");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(error(response)).isEqualTo("invalid_client_metadata");
        }
    }

    @Test
    void unknownMembersFatal_makeTheServerFail() {
        start(Quirk.UNKNOWN_MEMBERS_FATAL);

        assertThat(Wire.register(server, "{\"x_unknown\": 1}").statusCode()).isEqualTo(500);
        assertThat(server.clients()).isEmpty();
    }

    @Test
    void emptyMembersRefused_areBadMetadata() {
        start(Quirk.EMPTY_MEMBERS_REFUSED);

        for (String member : List.of("\"contacts\": []", "\"scope\": \"\"")) {
            HttpResponse<String> response =
                    Wire.register(server, "{\"redirect_uris\": [\"https://client.example.com/\"], " + member + "}");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(error(response)).isEqualTo("invalid_client_metadata");
        }
    }

    @Test
    void secretInUpdateForbidden_evenTheCurrentOne() {
        start(Quirk.SECRET_IN_UPDATE_FORBIDDEN);
        register(MINIMAL);
        JsonObject secret = new JsonObject();
        secret.addProperty("client_secret", client().clientSecret().orElseThrow());

        assertThat(update(secret).statusCode()).isEqualTo(403);
        assertThat(update(new JsonObject()).statusCode()).isEqualTo(200);
    }

    // Which members are told

    @Test
    void nullArrays_whatNobodyAskedFor() {
        start(Quirk.NULL_ARRAYS);

        HttpResponse<String> response = Wire.register(server, MINIMAL);

        assertThat(response.body())
                .contains("\"grant_types\":null", "\"response_types\":null", "\"contacts\":null")
                .contains("\"redirect_uris\":[\"https://client.example.com/callback\"]");
    }

    @Test
    void nullStrings_whatNobodyAskedFor() {
        start(Quirk.NULL_STRINGS);

        HttpResponse<String> response = Wire.register(server, RICH);

        assertThat(response.body())
                .contains("\"client_uri\":null", "\"logo_uri\":null")
                .contains("\"scope\":\"read write\"");
    }

    @Test
    void emptyStrings_whatNobodyAskedFor() {
        start(Quirk.EMPTY_STRINGS);

        HttpResponse<String> response = Wire.register(server, RICH);

        assertThat(response.body())
                .contains("\"client_name\":\"\"", "\"client_uri\":\"\"", "\"token_endpoint_auth_method\":\"\"")
                .contains("\"scope\":\"read write\"");
    }

    @Test
    void secretWithoutExpiry_isThere() {
        start(Quirk.SECRET_WITHOUT_EXPIRY);

        assertThat(register(MINIMAL).keySet()).contains("client_secret").doesNotContain("client_secret_expires_at");
    }

    @Test
    void tokenToldOnce_isInTheRegistrationOnly() {
        start(Quirk.TOKEN_TOLD_ONCE);

        assertThat(register(MINIMAL).keySet()).contains("registration_access_token");
        assertThat(json(Wire.read(client())).keySet()).doesNotContain("registration_access_token");
        assertThat(json(update(new JsonObject())).keySet()).doesNotContain("registration_access_token");
    }

    @Test
    void tokenToldOnce_rotated_isTold() {
        server.close();
        server = MockRegistrationServer.builder()
                .quirks(Quirk.TOKEN_TOLD_ONCE)
                .rotateRegistrationAccessTokenOnUpdate(true)
                .start();
        register(MINIMAL);

        assertThat(json(update(new JsonObject()))
                        .get("registration_access_token")
                        .getAsString())
                .isEqualTo(client().registrationAccessToken());
    }

    @Test
    void secretToldOnce_isInTheRegistrationOnly() {
        start(Quirk.SECRET_TOLD_ONCE);

        assertThat(register(MINIMAL).keySet()).contains("client_secret", "client_secret_expires_at");
        assertThat(json(Wire.read(client())).keySet()).doesNotContain("client_secret", "client_secret_expires_at");
    }

    @Test
    void misspeltMembers_keepTheirValues() {
        start(Quirk.MISSPELT_MEMBERS);

        JsonObject information = register("""
                {"redirect_uris": ["https://client.example.com/"], "tls_client_certificate_bound_access_tokens": true,
                 "authorization_details_types": ["x"]}""");

        assertThat(information.get("tls_client_certificate_bound_access_token").getAsBoolean())
                .isTrue();
        assertThat(information.get("authorization_data_types")).hasToString("[\"x\"]");
        assertThat(information.keySet())
                .doesNotContain("tls_client_certificate_bound_access_tokens", "authorization_details_types");
    }

    @Test
    void reorderedRedirectUris_areTheSame() {
        start(Quirk.REORDERED_REDIRECT_URIS);

        assertThat(register(RICH).get("redirect_uris"))
                .hasToString("[\"https://client.example.com/2\",\"https://client.example.com/1\"]");
    }

    // Where the client is managed

    @Test
    void managementUriWithQuery_works() {
        start(Quirk.MANAGEMENT_URI_WITH_QUERY);

        URI uri = managementUri(register(MINIMAL));

        assertThat(uri).isEqualTo(URI.create(server.registrationEndpoint() + "?client_id=" + client().clientId()));
        assertThat(Wire.read(client()).statusCode()).isEqualTo(200);
        assertThat(update(new JsonObject()).statusCode()).isEqualTo(200);
        assertThat(Wire.delete(client()).statusCode()).isEqualTo(204);
    }

    @Test
    void wrongManagementUri_leadsNowhereAndTheRightOneWorks() {
        start(Quirk.WRONG_MANAGEMENT_URI);

        URI uri = managementUri(register(MINIMAL));

        assertThat(uri).isEqualTo(server.issuer().resolve("/" + client().clientId()));
        assertThat(Wire.read(uri, client().registrationAccessToken()).statusCode())
                .isEqualTo(404);
        assertThat(Wire.read(client()).statusCode()).isEqualTo(200);
    }

    @Test
    void relativeManagementUri_hasNoHost() {
        start(Quirk.RELATIVE_MANAGEMENT_URI);

        assertThat(managementUri(register(MINIMAL))).isEqualTo(URI.create("/register/" + client().clientId()));
    }

    @Test
    void noManagementUri_thereIsAToken() {
        start(Quirk.NO_MANAGEMENT_URI);

        assertThat(register(MINIMAL).keySet())
                .contains("registration_access_token")
                .doesNotContain("registration_client_uri");
    }

    @Test
    void managementUriToldOnce_isInTheRegistrationOnly() {
        start(Quirk.MANAGEMENT_URI_TOLD_ONCE);

        assertThat(register(MINIMAL).keySet()).contains("registration_client_uri");
        assertThat(json(Wire.read(client())).keySet()).doesNotContain("registration_client_uri");
        assertThat(json(update(new JsonObject())).keySet()).doesNotContain("registration_client_uri");
    }

    @Test
    void doubledIdAfterUpdate_onlyThere() {
        start(Quirk.DOUBLED_ID_AFTER_UPDATE);

        URI uri = managementUri(register(MINIMAL));

        assertThat(managementUri(json(Wire.read(client())))).isEqualTo(uri);
        assertThat(managementUri(json(update(new JsonObject()))))
                .isEqualTo(URI.create(uri + "/" + client().clientId()));
    }

    @Test
    void noManagement_thereIsNeitherTokenNorUriNorEndpoint() {
        start(Quirk.NO_MANAGEMENT);

        JsonObject information = register(MINIMAL);

        assertThat(information.keySet()).doesNotContain("registration_access_token", "registration_client_uri");
        assertThat(client().registrationAccessToken()).isEmpty();
        assertThat(Wire.get(client().registrationClientUri()).statusCode()).isEqualTo(404);
    }

    // How members look

    @Test
    void scopeAsArray_isInOrder() {
        start(Quirk.SCOPE_AS_ARRAY);

        assertThat(register(RICH).get("scope")).hasToString("[\"read\",\"write\"]");
    }

    @Test
    void scopesBesideScope_areTheSame() {
        start(Quirk.SCOPES_BESIDE_SCOPE);

        JsonObject information = register(RICH);

        assertThat(information.get("scope").getAsString()).isEqualTo("read write");
        assertThat(information.get("scopes")).hasToString("[\"read\",\"write\"]");
    }

    @Test
    void singleValuesAsStrings_longerArraysStay() {
        start(Quirk.SINGLE_VALUES_AS_STRINGS);

        HttpResponse<String> response = Wire.register(server, RICH);

        assertThat(response.body())
                .contains("\"grant_types\":\"authorization_code\"", "\"contacts\":\"ops@example.com\"")
                .contains("\"redirect_uris\":[");
    }

    @Test
    void timesInMilliseconds_toTheMillisecond() {
        start(Quirk.TIMES_IN_MILLISECONDS);

        HttpResponse<String> response = Wire.register(server, RICH);

        long now = MovableClock.START.toEpochMilli();
        assertThat(response.body())
                .contains("\"client_id_issued_at\":" + now + ",")
                .contains("\"client_secret_expires_at\":" + (now / 1000 * 1000 + 30L * 86_400_000) + ",")
                .contains("\"default_max_age\":3600");
    }

    @Test
    void timesInMilliseconds_neverIsStillZero() {
        server.close();
        server = MockRegistrationServer.builder()
                .quirks(Quirk.TIMES_IN_MILLISECONDS)
                .start();

        assertThat(register(MINIMAL).get("client_secret_expires_at")).hasToString("0");
    }

    @Test
    void fractionalTimes_haveAPoint() {
        start(Quirk.FRACTIONAL_TIMES);

        HttpResponse<String> response = Wire.register(server, RICH);

        long now = MovableClock.START.getEpochSecond();
        assertThat(response.body())
                .contains("\"client_id_issued_at\":" + now + ".678,")
                .contains("\"client_secret_expires_at\":" + (now + 30L * 86_400) + ".000,")
                .contains("\"default_max_age\":3600.0");
    }

    @Test
    void numbersAsStrings_allOfThem() {
        start(Quirk.NUMBERS_AS_STRINGS);

        HttpResponse<String> response = Wire.register(server, RICH);

        assertThat(response.body())
                .contains("\"client_id_issued_at\":\"" + MovableClock.START.getEpochSecond() + "\"")
                .contains("\"default_max_age\":\"3600\"");
    }

    // Statuses

    @Test
    void okOnCreate_is200() {
        start(Quirk.OK_ON_CREATE);

        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(200);
    }

    @Test
    void notFoundForUnknownClient_is404() {
        start(Quirk.NOT_FOUND_FOR_UNKNOWN_CLIENT);
        register(MINIMAL);
        RegisteredClient client = client();
        server.remove(client.clientId());

        assertThat(Wire.read(client).statusCode()).isEqualTo(404);
        assertThat(error(Wire.read(client))).isEqualTo("not_found");
    }

    @Test
    void badRequestForInitialToken_missingOrWrong() {
        server.close();
        server = MockRegistrationServer.builder()
                .quirks(Quirk.BAD_REQUEST_FOR_INITIAL_TOKEN)
                .initialAccessToken("initial")
                .start();

        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(400);
        assertThat(error(Wire.register(server, MINIMAL))).isEqualTo("access_denied");
        HttpResponse<String> wrong =
                Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), MINIMAL), "wrong"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(error(wrong)).isEqualTo("invalid_token");
    }

    @Test
    void forbiddenForRegistrationToken_missingOrWrong() {
        start(Quirk.FORBIDDEN_FOR_REGISTRATION_TOKEN);
        register(MINIMAL);

        assertThat(Wire.get(client().registrationClientUri()).statusCode()).isEqualTo(403);
        assertThat(Wire.read(client().registrationClientUri(), "wrong").statusCode())
                .isEqualTo(403);
    }

    @Test
    void foreignTokenDestroyed_itsOwnerIsLockedOut() {
        start(Quirk.FOREIGN_TOKEN_DESTROYED);
        register(MINIMAL);
        register(MINIMAL);
        RegisteredClient first = server.clients().get(0);
        RegisteredClient second = server.clients().get(1);

        assertThat(Wire.read(first.registrationClientUri(), second.registrationAccessToken())
                        .statusCode())
                .isEqualTo(401);
        assertThat(Wire.read(second).statusCode()).isEqualTo(401);
        assertThat(Wire.read(first).statusCode()).isEqualTo(200);
    }

    // Errors

    @Test
    void sentencesAsErrors_areSentences() {
        start(Quirk.SENTENCES_AS_ERRORS);

        assertThat(error(Wire.register(server, "{}")))
                .isEqualTo("The request was refused: redirect_uris must not be empty for these grant types");
    }

    @Test
    void upperCaseErrors_areInCapitals() {
        start(Quirk.UPPER_CASE_ERRORS);

        assertThat(error(Wire.register(server, "{}"))).isEqualTo("INVALID_REDIRECT_URI");
    }

    @Test
    void nestedErrors_areObjects() {
        start(Quirk.NESTED_ERRORS);

        JsonObject nested = json(Wire.register(server, "{}")).get("error").getAsJsonObject();
        assertThat(nested.get("code").getAsString()).isEqualTo("invalid_redirect_uri");
        assertThat(nested.get("message").getAsString()).isNotEmpty();
    }

    @Test
    void errorCodeAndSummary_insteadOfError() {
        start(Quirk.ERROR_CODE_AND_SUMMARY);

        JsonObject body = json(Wire.register(server, "{}"));
        assertThat(body.keySet()).containsExactly("errorCode", "errorSummary", "errorLink", "errorId", "errorCauses");
        assertThat(body.get("errorCode").getAsString()).isEqualTo("invalid_redirect_uri");
    }

    @Test
    void htmlErrors_arePages() {
        start(Quirk.HTML_ERRORS);

        HttpResponse<String> response = Wire.register(server, "{\"<&>\": 1, \"<&>\": 2}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(header(response, "Content-Type")).startsWith("text/html");
        assertThat(response.body()).startsWith("<!DOCTYPE html>").contains("&lt;&amp;>");
    }

    @Test
    void textErrors_areText() {
        start(Quirk.TEXT_ERRORS);

        HttpResponse<String> response = Wire.register(server, "{}");
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain");
        assertThat(response.body()).isEqualTo("redirect_uris must not be empty for these grant types");
    }

    @Test
    void emptyErrors_haveNoBody() {
        start(Quirk.EMPTY_ERRORS);

        HttpResponse<String> response = Wire.register(server, "{}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEmpty();
    }

    // Headers

    @Test
    void cacheableAnswers_sayNothingOfCaches() {
        start(Quirk.CACHEABLE_ANSWERS);

        HttpResponse<String> response = Wire.register(server, MINIMAL);
        assertThat(header(response, "Cache-Control")).isEqualTo("(absent)");
        assertThat(header(response, "Pragma")).isEqualTo("(absent)");
    }

    @Test
    void noChallenges_401SaysNotWhatItWants() {
        start(Quirk.NO_CHALLENGES);
        register(MINIMAL);

        HttpResponse<String> response = Wire.read(client().registrationClientUri(), "wrong");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("(absent)");
    }

    @Test
    void noAllow_405SaysNotWhatThereIs() {
        start(Quirk.NO_ALLOW);

        HttpResponse<String> response = Wire.get(server.registrationEndpoint());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo("(absent)");
    }

    @Test
    void noReasonPhrases_statusLineEndsInTheStatus() throws IOException {
        start(Quirk.NO_REASON_PHRASES);

        assertThat(statusLine("GET /nowhere HTTP/1.1")).isEqualTo("HTTP/1.1 404 ");
    }

    // How they combine

    @ParameterizedTest
    @EnumSource
    void everyQuirk_aClientCanStillBeRegistered(Quirk quirk) {
        start(quirk);

        assertThat(Wire.register(server, MINIMAL).statusCode()).isBetween(200, 201);
        assertThat(server.clients()).hasSize(1);
    }

    @Test
    void severalQuirks_inAnyOrder_areTheSame() {
        start(Quirk.NUMBERS_AS_STRINGS, Quirk.TIMES_IN_MILLISECONDS, Quirk.SINGLE_VALUES_AS_STRINGS);

        assertThat(Wire.register(server, MINIMAL).body())
                .contains("\"client_id_issued_at\":\"" + MovableClock.START.toEpochMilli() + "\"")
                .contains("\"redirect_uris\":\"https://client.example.com/callback\"");
    }

    @Test
    void quirks_twoOfOneKind_areRefused() {
        MockRegistrationServer.Builder builder = MockRegistrationServer.builder();

        assertThatThrownBy(() -> builder.quirks(Quirk.HTML_ERRORS, Quirk.NULL_ARRAYS, Quirk.EMPTY_ERRORS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quirks HTML_ERRORS and EMPTY_ERRORS exclude one another");
    }

    @Test
    void quirks_metadataThatIsKept_isNotChanged() {
        start(Quirk.NULL_ARRAYS, Quirk.SCOPE_AS_ARRAY, Quirk.REORDERED_REDIRECT_URIS);
        register(RICH);

        assertThat(client().metadata().get("grant_types")).hasToString("[\"authorization_code\"]");
        assertThat(client().metadata().get("scope").getAsString()).isEqualTo("read write");
        assertThat(client().metadata().get("redirect_uris"))
                .hasToString("[\"https://client.example.com/1\",\"https://client.example.com/2\"]");
    }

    @Test
    void scriptedAnswer_isNotChangedByQuirks() {
        start(Quirk.UPPER_CASE_ERRORS, Quirk.CACHEABLE_ANSWERS);
        server.answerNext(MockAnswer.json(400, """
                {"error": "x", "error_description": "y"}""").withHeader("Cache-Control", "no-store"));

        HttpResponse<String> response = Wire.register(server, MINIMAL);
        assertThat(error(response)).isEqualTo("x");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @EnumSource
    void named_everyQuirk_isFoundByItsName(Quirk quirk) {
        assertThat(quirk.quirkName()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(Quirk.named(quirk.quirkName())).isSameAs(quirk);
    }

    @Test
    void named_unknown_isRefusedWithWhatIsKnown() {
        assertThatThrownBy(() -> Quirk.named("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no quirk \"nothing\"; known are none-becomes-basic, added-values,");
    }

    private static URI managementUri(JsonObject information) {
        return URI.create(information.get("registration_client_uri").getAsString());
    }

    private String statusLine(String requestLine) throws IOException {
        try (Socket socket =
                new Socket(server.issuer().getHost(), server.issuer().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
