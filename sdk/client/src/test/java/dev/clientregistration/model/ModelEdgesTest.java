package dev.clientregistration.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelEdgesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GrantType",
                "ResponseType",
                "TokenEndpointAuthMethod",
                "ApplicationType",
                "SubjectType",
                "JwsAlgorithm",
                "JweAlgorithm",
                "JweEncryption",
                "BackchannelTokenDeliveryMode",
                "ClientRegistrationType",
                "ResponseMode",
                "OAuthErrorCode"
            })
    void known_usedBeforeItsType_leavesTheConstantsKnown(String type) throws Exception {
        URL classes = OpenValue.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader fresh = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            String name = OpenValue.class.getPackageName() + "." + type;
            Object first = Class.forName(name + "$Known", true, fresh).getEnumConstants()[0];
            Class<?> openValue = Class.forName(name, true, fresh);
            Object constant = openValue.getField(((Enum<?>) first).name()).get(null);

            assertThat(openValue.getMethod("known").invoke(constant)).isSameAs(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e20", "99999999999999999999", "\"99999999999999999999\"", "3.2e19", "-1e20", "9e21"})
    void timeBeyondAllInstants_isEmptyAndUnknown(String value) {
        ClientInformation client = ClientInformation.fromJson(
                "{\"client_id_issued_at\":" + value + ",\"client_secret_expires_at\":" + value + "}");

        assertThat(client.clientIdIssuedAt()).isEmpty();
        assertThat(client.clientSecretExpiresAt()).isEqualTo(SecretExpiry.unknown());
    }

    @Test
    void numberOfVeryManyDigits_isNotReadAsOne_sinceReadingItTakesTheSquareOfItsLength() {
        ClientInformation client = ClientInformation.fromJson("{\"client_id_issued_at\":\"1." + "0".repeat(64) + "\"}");

        assertThat(client.clientIdIssuedAt()).isEmpty();
        assertThat(client.member("client_id_issued_at")).isPresent();
    }

    @Test
    void scope_nullWord_isRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> ClientMetadata.builder().scope("openid", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00.999Z"})
    void expiryAtTheEpoch_isRefused_sinceZeroMeansNever(String instant) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientInformation.builder()
                .clientSecretExpiresAt(SecretExpiry.at(Instant.parse(instant))));
    }

    @Test
    void timeThatWouldBeReadAsMilliseconds_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientInformation.builder().clientIdIssuedAt(Instant.parse("6000-01-01T00:00:00Z")));
    }

    @Test
    void treeOf256Levels_isRefusedLikeTextOf256Levels() {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientMetadata.fromJson(objects(256)));
    }

    @Test
    void builderThatTookAMember_buildsADocumentThatCanBeReadBack() {
        ClientMetadata.Builder builder = ClientMetadata.builder();
        IllegalArgumentException refusal =
                catchThrowableOfType(IllegalArgumentException.class, () -> builder.member("a", objects(255)));

        ClientMetadata metadata = builder.build();
        assertThat(ClientMetadata.fromJson(metadata.toJson())).isEqualTo(metadata);
        assertThat(refusal).isNotNull();
    }

    @Test
    void numberWhoseTextIsNoJsonNumber_isRefusedOnTheWayIn() {
        JsonObject tree = new JsonObject();
        tree.add("default_max_age", new JsonPrimitive(new NotJson()));

        assertThatIllegalArgumentException().isThrownBy(() -> ClientMetadata.fromJson(tree));
    }

    @Test
    void numberThatCanChange_isCopied() {
        AtomicLong number = new AtomicLong(1);
        JsonObject tree = new JsonObject();
        tree.add("a", new JsonPrimitive(number));
        ClientMetadata metadata = ClientMetadata.fromJson(tree);
        number.set(2);

        assertThat(metadata.toJson()).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u007f", "\u0085", "\u009b", "\u202e"})
    void controlCharactersBeyondAscii_reachNoLog(String control) {
        ClientInformation client = ClientInformation.builder()
                .clientName(control)
                .member("a" + control, new JsonPrimitive(1))
                .build();

        assertThat(client.toString()).doesNotContain(control);
    }

    @Test
    void nameInARefusal_isEscapedAndCut() {
        String name = "x\\nFORGED" + "y".repeat(10_000);
        IllegalArgumentException refusal = catchThrowableOfType(
                IllegalArgumentException.class,
                () -> ClientMetadata.fromJson("{\"" + name + "\":1,\"" + name + "\":2}"));

        assertThat(refusal.getMessage()).doesNotContain("\n").hasSizeLessThan(500);
    }

    @Test
    void answerWithALoneSurrogate_isReadAndKept() {
        String text = "{\"client_id\":\"a\",\"client_name\":\"\\ud83e\"}";

        assertThat(ClientInformation.fromJson(text).clientId()).isEqualTo("a");
    }

    @Test
    void halfASurrogatePair_isRefusedByBuilders() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientMetadata.builder().clientName("\ud83e"));
    }

    @Test
    void listWithANull_leavesTheBuilderAsItWas() {
        ClientMetadata.Builder builder = ClientMetadata.builder().redirectUris("https://a.example");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.redirectUris(Arrays.asList("https://b.example", null)));

        assertThat(builder.build().redirectUris()).containsExactly("https://a.example");
    }

    @Test
    void addToAnEmptyText_makesAListOfOne() {
        ClientMetadata metadata = ClientMetadata.fromJson("{\"redirect_uris\":\"\"}").toBuilder()
                .addRedirectUris("https://a.example")
                .build();

        assertThat(metadata.member("redirect_uris").orElseThrow().getAsJsonArray())
                .isEqualTo(array("https://a.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope#key", "client_id#secret", "software_id#x", "client_name#", "client_name#not a tag"})
    void tagOnAMemberThatHasNone_isNotPrinted(String name) {
        assertThat(ClientInformation.builder()
                        .member(name, new JsonPrimitive("marker"))
                        .build()
                        .toString())
                .doesNotContain("marker");
    }

    @SuppressWarnings("serial")
    private static final class NotJson extends Number {
        @Override
        public String toString() {
            return "marker";
        }

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0;
        }

        @Override
        public double doubleValue() {
            return 0;
        }
    }

    private static JsonArray array(String item) {
        JsonArray array = new JsonArray();
        array.add(item);
        return array;
    }

    private static JsonObject objects(int levels) {
        JsonObject tree = new JsonObject();
        for (int i = 1; i < levels; i++) {
            JsonObject outer = new JsonObject();
            outer.add("a", tree);
            tree = outer;
        }
        return tree;
    }
}
