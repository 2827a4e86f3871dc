package dev.clientregistration.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.Recorded;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    private static final String MARKER = "marker-1f0c7e";

    /** Text whose every member is odd in some way; it is compact, so it must come back as it is. */
    static final List<String> TEXTS = List.of(
            "{}",
            // Order is the document's, not the alphabet's.
            "{\"z\":1,\"client_name\":\"n\",\"a\":2}",
            // Unknown members, with and without a tag, flat and nested.
            "{\"vendor\":{\"list\":[1,\"a\",{\"deep\":[[]]}],\"empty\":{}},\"vendor#fr\":\"x\"}",
            "{\"client_name\":\"n\",\"client_name#fr\":\"f\",\"client_name#ja-Jpan-JP\":\"j\",\"#\":1,\"\":2}",
            // Numbers by their text: no double could hold the first three.
            "{\"n\":[9007199254740993,123456789012345678901234567890,0.1000000000000000055511151231257827]}",
            "{\"n\":[1.0,1,1e2,1E+2,100,-0,-0.0,1e-7,0.10,1E400]}",
            "{\"client_id_issued_at\":1.0,\"default_max_age\":1e2}",
            // What is absent for an accessor is still in the document.
            "{\"client_name\":null,\"contacts\":null,\"jwks\":{},\"scope\":\"\",\"list\":[null,null],\"o\":{\"n\":null}}",
            "{\"redirect_uris\":\"https://a.example\",\"scope\":[\"a\",\"b\"],\"require_auth_time\":\"true\"}",
            "{\"contacts\":[1,true,null,{},\"a\"],\"client_name\":{\"a\":1},\"grant_types\":7,\"t\":true,\"f\":false}",
            // Nothing is escaped that need not be; the last are a quote, a backslash, a line feed and a NUL.
            "{\"u\":\"\u00e9 \u65e5\u672c \uD83E\uDD68 <a href='x'>&amp;</a> =/\",\"e\":\"\\\" \\\\ \\n \\u0000\"}",
            "{\"\u00e9\uD83E\uDD68\\n\\\"\":1}");

    static final List<Function<String, JsonView>> READERS =
            List.of(ClientMetadata::fromJson, ClientInformation::fromJson, TokenResponse::fromJson);

    @ParameterizedTest
    @FieldSource("TEXTS")
    void text_readAndWritten_isUnchanged(String text) {
        assertThat(READERS)
                .allSatisfy(reader -> assertThat(reader.apply(text).toJson()).isEqualTo(text));
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void text_throughTreeAndBuilder_isUnchanged(String text) {
        ClientMetadata metadata = ClientMetadata.fromJson(text);
        ClientInformation client = ClientInformation.fromJson(text);

        assertThat(ClientMetadata.fromJson(metadata.toJsonObject()).toJson()).isEqualTo(text);
        assertThat(metadata.toBuilder().build().toJson()).isEqualTo(text);
        assertThat(metadata.toBuilder().build()).isEqualTo(metadata);
        assertThat(ClientInformation.fromJson(client.toJsonObject()).toJson()).isEqualTo(text);
        assertThat(client.toBuilder().build().toJson()).isEqualTo(text);
        assertThat(client.toBuilder().build()).isEqualTo(client);
        assertThat(client.toMetadata())
                .isEqualTo(metadata.toBuilder().remove("client_id_issued_at").build());
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void text_memberByMember_isUnchanged(String text) {
        ClientInformation client = ClientInformation.fromJson(text);
        ClientInformation.Builder builder = ClientInformation.builder();
        for (String name : client.memberNames()) {
            builder.member(name, client.member(name).orElseThrow());
        }

        assertThat(builder.build().toJson()).isEqualTo(text);
    }

    static final List<String> PUBLISHED = List.of(
            Recorded.of("simple-id-server/register-published").body(),
            Recorded.of("simple-id-server/request-register").body(),
            Recorded.of("anvil-connect/register-published").body(),
            Recorded.of("anvil-connect/request-register-anonymous").body(),
            JsonFixtures.text("nevis-meta-create-201.json"),
            JsonFixtures.text("nevis-meta-create-request.json"),
            JsonFixtures.text("authlete-register-response.json"));

    @ParameterizedTest
    @FieldSource("PUBLISHED")
    void publishedDocument_readAndWritten_isUnchanged(String published) {
        assertThat(ClientInformation.fromJson(published).toJson()).isEqualTo(JsonFixtures.compact(published));
        assertThat(ClientMetadata.fromJson(published).toJson()).isEqualTo(published);
        assertThat(ClientMetadata.fromJson(published).toBuilder().build().toJson())
                .isEqualTo(JsonFixtures.compact(published));
    }

    @Test
    void simpleIdServerAnswer_isReadAndKeptWhole() {
        ClientInformation client = ClientInformation.fromJson(
                Recorded.of("simple-id-server/register-published").body());

        assertThat(client.memberNames()).hasSize(33);
        assertThat(client.clientId()).isEqualTo("d371c91b-f48c-4944-ba2e-da3d05d288d3");
        assertThat(client.grantTypes()).containsExactly(GrantType.CLIENT_CREDENTIALS);
        assertThat(client.scope()).contains("profile openid");
        assertThat(client.contacts()).isEmpty();
        assertThat(client.clientSecretExpiresAt()).isEqualTo(SecretExpiry.unknown());
        // Misspelt by the server (its name for tls_client_certificate_bound_access_tokens), so it is an unknown member.
        assertThat(client.tlsClientCertificateBoundAccessTokens()).isEmpty();
        assertThat(client.member("tls_client_certificate_bound_access_token")).contains(new JsonPrimitive(false));
    }

    @Test
    void authleteContent_isReadAndKeptWhole() {
        String content =
                JsonFixtures.stringMember(JsonFixtures.text("authlete-register-response.json"), "responseContent");
        ClientInformation client = ClientInformation.fromJson(content);

        assertThat(client.toJson()).isEqualTo(content);
        assertThat(client.clientId()).isEqualTo("26837717140341");
        assertThat(client.clientSecretExpiresAt()).isEqualTo(SecretExpiry.never());
        assertThat(client.registrationAccessToken()).isPresent();
    }

    @Test
    void deepDocument_readAndWritten_isUnchanged() {
        for (int levels : new int[] {2, 50, 200, 255}) {
            String objects = "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
            String arrays = "{\"a\":" + "[".repeat(levels - 1) + "1" + "]".repeat(levels - 1) + "}";
            for (String text : List.of(objects, arrays)) {
                ClientMetadata metadata = ClientMetadata.fromJson(text);
                assertThat(metadata.toJson()).isEqualTo(text);
                assertThat(ClientMetadata.fromJson(metadata.toJsonObject())).isEqualTo(metadata);
                assertThat(metadata.toBuilder().build()).isEqualTo(metadata).hasSameHashCodeAs(metadata);
                assertThat(metadata.toString()).startsWith("ClientMetadata{a=<");
            }
        }
    }

    @Test
    void escapesThatNeedNotBe_areWrittenAsTheirCharacters() {
        assertThat(ClientInformation.fromJson("{ \"a\" : \"\\u00e9\\/\\ud83e\\udd68\\u003c\" }")
                        .toJson())
                .isEqualTo("{\"a\":\"\u00e9/\uD83E\uDD68<\"}");
    }

    /** What is sent goes out as it was written: white space, escapes and number texts of the author's choice. */
    static final List<String> WRITTEN = List.of(
            "{\n  \"client_name\":\"Triangular Pretzel\",\n  \"redirect_uris\":[\"https://example.com/callback\"]\n}",
            " \r\n\t{ \"a\" : \"\\u00e9\\/\\ud83e\\udd68\\u003c\" , \"n\" : [ 1.0 , 1E+2 ] } \n",
            "{\"pair\":\"\\ud83e\\udd68\"}",
            "{\"\uD83E\uDD68\\u00e9\":\"\uD83E\uDD68\"}");

    @ParameterizedTest
    @FieldSource("WRITTEN")
    void textOfARequest_isKeptUntilItIsChanged(String text) {
        ClientMetadata metadata = ClientMetadata.fromJson(text);
        String compact = ClientMetadata.fromJson(metadata.toJsonObject()).toJson();

        assertThat(metadata.toJson()).isEqualTo(text);
        assertThat(ClientRegistrationRequest.fromJson(text).toJson()).isEqualTo(text);
        assertThat(ClientRegistrationRequest.builder().json(metadata).build().json())
                .contains(text);
        assertThat(compact).isNotEqualTo(text);
        assertThat(metadata.toBuilder().build().toJson()).isEqualTo(compact);
        assertThat(ClientInformation.fromJson(text).toJson()).isEqualTo(compact);
    }

    @ParameterizedTest
    @FieldSource("WRITTEN")
    void textOfARequest_isNotWhatItMeans(String text) {
        ClientMetadata asWritten = ClientMetadata.fromJson(text);
        ClientMetadata compact = asWritten.toBuilder().build();

        assertThat(asWritten).isEqualTo(compact).hasSameHashCodeAs(compact).hasToString(compact.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\ud83e\"}",
                "{\"a\":\"\udd68\ud83e\"}",
                "{\"\ud83e\":1}",
                "{\"a\":\"\\ud83e\"}",
                "{\"a\":[\"\\udd68\"]}"
            })
    void textOfARequest_thatUtf8CannotHold_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientMetadata.fromJson(text));
    }

    @Test
    void byteOrderMark_isSkipped() {
        assertThat(ClientInformation.fromJson("\uFEFF{\"a\":1}").toJson()).isEqualTo("{\"a\":1}");
        assertThat(ClientMetadata.fromJson("\uFEFF{ \"a\":1}").toJson()).isEqualTo("{ \"a\":1}");
    }

    @Test
    void toMetadata_dropsExactlyTheIssuedMembers() {
        ClientInformation client = ClientInformation.fromJson("{\"a\":1,\"client_id\":\"i\",\"client_secret\":\"s\","
                + "\"client_id_issued_at\":1,\"client_secret_expires_at\":0,\"registration_access_token\":\"t\","
                + "\"registration_client_uri\":\"u\",\"software_statement\":\"j\",\"client_secret#fr\":\"f\","
                + "\"client_name\":null,\"scopes\":[\"a\"]}");

        assertThat(client.toMetadata().toJson())
                .isEqualTo("{\"a\":1,\"software_statement\":\"j\",\"client_secret#fr\":\"f\",\"client_name\":null,"
                        + "\"scopes\":[\"a\"]}");
        assertThat(client.memberNames()).hasSize(11);
    }

    @Test
    void fromJsonOfATree_copiesIn() {
        JsonObject tree = new JsonObject();
        JsonArray inner = new JsonArray();
        tree.add("list", inner);
        ClientMetadata metadata = ClientMetadata.fromJson(tree);
        ClientInformation client = ClientInformation.fromJson(tree);

        inner.add("later");
        tree.addProperty("client_name", "later");

        assertThat(metadata.toJson()).isEqualTo("{\"list\":[]}");
        assertThat(client.toJson()).isEqualTo("{\"list\":[]}");
    }

    @Test
    void treesThatAreGivenOut_areCopies() {
        String text = "{\"jwks\":{\"keys\":[]},\"list\":[]}";
        ClientMetadata metadata = ClientMetadata.fromJson(text);

        metadata.toJsonObject().add("later", JsonNull.INSTANCE);
        metadata.toJsonObject().getAsJsonArray("list").add("later");
        metadata.member("list").orElseThrow().getAsJsonArray().add("later");
        metadata.jwks().orElseThrow().getAsJsonArray("keys").add("later");

        assertThat(metadata.toJson()).isEqualTo(text);
    }

    @Test
    void treesGivenToABuilder_areCopied() {
        JsonObject jwks = new JsonObject();
        JsonArray list = new JsonArray();
        ClientMetadata.Builder builder = ClientMetadata.builder().jwks(jwks).member("list", list);
        ClientMetadata metadata = builder.build();

        jwks.addProperty("later", 1);
        list.add("later");

        assertThat(metadata.toJson()).isEqualTo("{\"jwks\":{},\"list\":[]}");
        assertThat(builder.build()).isEqualTo(metadata);
    }

    @Test
    void collectionsThatAreGivenOut_cannotBeChanged() {
        ClientInformation client = ClientInformation.fromJson(
                "{\"contacts\":[\"a\"],\"grant_types\":[\"implicit\"],\"redirect_uris\":[]}");
        Set<String> names = client.memberNames();
        List<String> contacts = client.contacts();
        List<GrantType> grantTypes = client.grantTypes();
        List<String> redirectUris = client.redirectUris();

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> names.remove("contacts"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> contacts.add("b"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> grantTypes.add(GrantType.IMPLICIT));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> redirectUris.add("b"));
        assertThat(names).containsExactly("contacts", "grant_types", "redirect_uris");
    }

    @Test
    void member_tellsNullFromAbsent() {
        ClientMetadata metadata = ClientMetadata.fromJson("{\"client_name\":null,\"client_uri\":\"\"}");

        assertThat(metadata.member("client_name")).contains(JsonNull.INSTANCE);
        assertThat(metadata.member("client_uri")).contains(new JsonPrimitive(""));
        assertThat(metadata.member("logo_uri")).isEmpty();
    }

    @Test
    void duplicateMember_ofAnAnswer_lastCounts() {
        assertThat(ClientInformation.fromJson("{\"client_id\":\"a\",\"x\":{\"y\":1,\"y\":2},\"client_id\":\"b\"}")
                        .toJson())
                .isEqualTo("{\"client_id\":\"b\",\"x\":{\"y\":2}}");
        assertThat(TokenResponse.fromJson("{\"scope\":\"a\",\"scope\":null}").toJson())
                .isEqualTo("{\"scope\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"twice\":\"" + MARKER + "\",\"twice\":\"" + MARKER + "\"}",
                "{\"a\":{\"twice\":\"" + MARKER + "\",\"b\":1,\"twice\":null}}",
                "{\"a\":[0,[{\"twice\":1,\"twice\":\"" + MARKER + "\"}]]}",
                "{\"twice\":null,\"\\u0074wice\":\"" + MARKER + "\"}"
            })
    void duplicateMember_ofARequest_isRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientMetadata.fromJson(text))
                .withMessage("ClientMetadata cannot be read: the member \"twice\" occurs twice in one object")
                .withNoCause();
    }

    @Test
    void sameNameInTwoObjects_isNoDuplicate() {
        String text = "{\"a\":{\"b\":1},\"c\":{\"b\":2},\"b\":[{\"b\":3},{\"b\":4}]}";

        assertThat(ClientMetadata.fromJson(text).toJson()).isEqualTo(text);
    }

    static final List<String> NOT_JSON = List.of(
            "{",
            "{\"a\":\"" + MARKER,
            "{\"a\":\"" + MARKER + "\"",
            "{\"a\":\"" + MARKER + "\",}",
            "{,\"a\":\"" + MARKER + "\"}",
            "{\"a\" \"" + MARKER + "\"}",
            "{\"a\":\"" + MARKER + "\" \"b\":1}",
            "{\"a\":[\"" + MARKER + "\",]}",
            "{\"a\":" + MARKER + "}",
            "{\"" + MARKER + "\"}",
            // What lenient readers take.
            "{a:\"" + MARKER + "\"}",
            "{" + MARKER + ":1}",
            "{'a':\"" + MARKER + "\"}",
            "{\"a\":'" + MARKER + "'}",
            "{\"a\":\"" + MARKER + "\";\"b\":1}",
            "{\"a\"=\"" + MARKER + "\"}",
            "{\"a\"=>\"" + MARKER + "\"}",
            "{/* " + MARKER + " */\"a\":1}",
            "{\"a\":1} // " + MARKER,
            "# " + MARKER + "\n{}",
            ")]}'\n{\"a\":\"" + MARKER + "\"}",
            "{\"a\":\"" + MARKER + "\\x41\"}",
            "{\"a\":\"" + MARKER + "\\u00g0\"}",
            // Numbers that JSON does not have.
            "{\"a\":NaN,\"b\":\"" + MARKER + "\"}",
            "{\"a\":-Infinity,\"b\":\"" + MARKER + "\"}",
            "{\"a\":01,\"b\":\"" + MARKER + "\"}",
            "{\"a\":+1,\"b\":\"" + MARKER + "\"}",
            "{\"a\":.5,\"b\":\"" + MARKER + "\"}",
            "{\"a\":5.,\"b\":\"" + MARKER + "\"}",
            "{\"a\":0x1f,\"b\":\"" + MARKER + "\"}",
            // Text after the value.
            "{\"a\":\"" + MARKER + "\"} x",
            "{} {\"a\":\"" + MARKER + "\"}",
            "{}" + MARKER,
            "{}}",
            "<html>" + MARKER + "</html>",
            MARKER);

    /** What servers are known to write all the same. */
    static final List<String> TOLERATED_IN_ANSWERS = List.of(
            "{\"a\":True,\"b\":\"" + MARKER + "\"}",
            "{\"a\":\"" + MARKER + "\\'\"}",
            "{\"a\":\"" + MARKER + "\n\"}",
            "{\"a\":\"" + MARKER + "\\ud83e\"}");

    @ParameterizedTest
    @FieldSource("TOLERATED_IN_ANSWERS")
    void nearlyJson_isReadInAnswersAndRefusedInMetadata(String text) {
        ClientInformation read = ClientInformation.fromJson(text);

        assertThat(read.toJson()).contains(MARKER);
        assertThat(ClientInformation.fromJson(read.toJson())).isEqualTo(read);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientMetadata.fromJson(text))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain(MARKER));
    }

    @ParameterizedTest
    @FieldSource("NOT_JSON")
    void textThatIsNotJson_isRefusedWithItsPositionAndNoneOfItsValues(String text) {
        for (Function<String, JsonView> reader : READERS) {
            IllegalArgumentException refusal =
                    catchThrowableOfType(IllegalArgumentException.class, () -> reader.apply(text));
            assertThat(refusal)
                    .hasMessageMatching("(ClientMetadata|ClientInformation|TokenResponse) cannot be read: "
                            + "the text is not JSON \\(line \\d+, column \\d+\\)")
                    .hasNoCause();
            assertThat(refusal.getSuppressed()).isEmpty();
        }
    }

    @Test
    void positionOfARefusal_isThatOfTheMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientInformation.fromJson("{\n  \"a\": 1,\n  \"b\": oops\n}"))
                .withMessage("ClientInformation cannot be read: the text is not JSON (line 3, column 8)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t "})
    void emptyText_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientInformation.fromJson(text))
                .withMessage("ClientInformation cannot be read: the text is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientMetadata.fromJson(text))
                .withMessage("ClientMetadata cannot be read: the text is empty");
    }

    @Test
    void textThatIsNoObject_isRefusedByWhatItIs() {
        for (List<String> text : List.of(
                List.of("[\"" + MARKER + "\"]", "an array"),
                List.of("\"" + MARKER + "\"", "a string"),
                List.of("17", "a number"),
                List.of("true", "a boolean"),
                List.of("null", "null"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClientInformation.fromJson(text.get(0)))
                    .withMessage("ClientInformation cannot be read: a JSON object is needed, but the text is "
                            + text.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 300, 100_000})
    void textThatNestsTooDeep_isRefused(int levels) {
        List<String> texts = List.of(
                "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1),
                "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}",
                "{\"a\":" + "[".repeat(levels - 1));
        for (String text : texts) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClientMetadata.fromJson(text))
                    .withMessageMatching("ClientMetadata cannot be read: .*\\(line 1, column \\d+\\)");
            assertThatIllegalArgumentException().isThrownBy(() -> ClientInformation.fromJson(text));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 100_000})
    void treeThatNestsTooDeep_isRefused(int levels) {
        JsonObject tree = new JsonObject();
        for (int i = 1; i < levels; i++) {
            JsonObject outer = new JsonObject();
            outer.add("a", tree);
            tree = outer;
        }
        JsonObject deep = tree;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientMetadata.fromJson(deep))
                .withMessage("the JSON value nests deeper than 255 levels");
        assertThatIllegalArgumentException().isThrownBy(() -> ClientInformation.fromJson(deep));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientMetadata.builder().member("a", deep));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientMetadata.builder().jwks(deep));
    }

    @Test
    void treeThatHoldsItself_isRefused() {
        JsonObject tree = new JsonObject();
        tree.add("a", tree);

        assertThatIllegalArgumentException().isThrownBy(() -> ClientMetadata.fromJson(tree));
    }

    static final List<Number> NO_JSON_NUMBERS = List.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY);

    @ParameterizedTest
    @FieldSource("NO_JSON_NUMBERS")
    void numberThatJsonDoesNotHave_isRefused(Number number) {
        JsonElement value = new JsonPrimitive(number);
        JsonArray array = new JsonArray();
        array.add(value);
        JsonObject tree = new JsonObject();
        tree.add("a", array);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientMetadata.fromJson(tree))
                .withMessage("JSON has no number " + number);
        assertThatIllegalArgumentException().isThrownBy(() -> ClientInformation.fromJson(tree));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientMetadata.builder().member("a", value));
    }

    @Test
    void null_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> ClientMetadata.fromJson((String) null));
        assertThatNullPointerException().isThrownBy(() -> ClientMetadata.fromJson((JsonObject) null));
        assertThatNullPointerException().isThrownBy(() -> ClientInformation.fromJson((String) null));
    }
}
