package dev.clientregistration.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.Secret;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberKeyTest {
    /** A key, a value, what it writes, and what else it reads as that value. */
    record Case<T>(MemberKey<T> key, T value, String written, List<String> read) {
        @Override
        public String toString() {
            return written + " " + read;
        }
    }

    static final List<Case<?>> CASES = List.of(
            new Case<>(MemberKey.flag("m"), true, "true", List.of("\"true\"", "\"True\"")),
            new Case<>(MemberKey.flag("m"), false, "false", List.of("\"FALSE\"")),
            new Case<>(MemberKey.text("m"), "7.0", "\"7.0\"", List.of("7.0")),
            new Case<>(MemberKey.secret("m"), Secret.of("hush"), "\"hush\"", List.of()),
            new Case<>(MemberKey.words("m"), "a b", "\"a b\"", List.of("[\"a\",\"b\"]", "[\"a b\",null,{}]")),
            new Case<>(MemberKey.texts("m"), List.of("a"), "[\"a\"]", List.of("\"a\"", "[null,\"a\",\"\",{}]")),
            new Case<>(MemberKey.texts("m"), List.of(), "[]", List.of("[null]", "[{}]")),
            new Case<>(MemberKey.value("m", JwsAlgorithm::of), JwsAlgorithm.RS256, "\"RS256\"", List.of("\"RS256\"")),
            new Case<>(MemberKey.value("m", JwsAlgorithm::of), JwsAlgorithm.of("X1"), "\"X1\"", List.of()),
            new Case<>(
                    MemberKey.values("m", GrantType::of),
                    List.of(GrantType.IMPLICIT, GrantType.of("own")),
                    "[\"implicit\",\"own\"]",
                    List.of("[\"implicit\",null,\"own\"]")),
            new Case<>(
                    MemberKey.values("m", GrantType::of),
                    List.of(GrantType.IMPLICIT),
                    "[\"implicit\"]",
                    List.of("\"implicit\"")),
            new Case<>(MemberKey.integer("m"), -7L, "-7", List.of("\"-7\"", "-7.0", "\" -7 \"")),
            new Case<>(
                    MemberKey.seconds("m"), Duration.ofSeconds(3600), "3600", List.of("\"3600\"", "3600.0", "3.6e3")),
            new Case<>(
                    MemberKey.instant("m"),
                    Instant.ofEpochSecond(1_700_000_000),
                    "1700000000",
                    List.of(
                            "\"1700000000\"",
                            "1700000000.0",
                            "1700000000000",
                            "\"2023-11-14T22:13:20Z\"",
                            "\"2023-11-14T23:13:20+01:00\"")),
            new Case<>(
                    MemberKey.millis("m"),
                    Instant.ofEpochMilli(1_398_534_329_550L),
                    "1398534329550",
                    List.of("\"1398534329550\"")),
            new Case<>(
                    MemberKey.dateTime("m"),
                    Instant.ofEpochMilli(1_700_000_000_500L),
                    "\"2023-11-14T22:13:20.500Z\"",
                    List.of("\"2023-11-14T22:13:20.5Z\"", "1700000000.5", "1700000000500")));

    @ParameterizedTest
    @FieldSource("CASES")
    <T> void key_writesItsFormAndReadsEveryForm(Case<T> example) {
        ClientMetadata written =
                ClientMetadata.builder().set(example.key(), example.value()).build();

        assertThat(written.toJson()).isEqualTo("{\"m\":" + example.written() + "}");
        assertThat(written.get(example.key())).contains(example.value());
        assertThat(example.read()).allSatisfy(form -> assertThat(
                        ClientInformation.fromJson("{\"m\":" + form + "}").get(example.key()))
                .contains(example.value()));
    }

    static final List<Function<String, MemberKey<?>>> TYPED = List.of(
            MemberKey::flag,
            MemberKey::text,
            MemberKey::secret,
            MemberKey::words,
            MemberKey::texts,
            name -> MemberKey.value(name, JwsAlgorithm::of),
            name -> MemberKey.values(name, JwsAlgorithm::of),
            MemberKey::integer,
            MemberKey::seconds,
            MemberKey::instant,
            MemberKey::millis,
            MemberKey::dateTime);

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"m\":null}", "{\"m\":\"\"}", "{\"m\":{\"a\":1}}", "{\"other\":1}"})
    void get_absentNullEmptyOrAnObject_isEmptyForEveryType(String json) {
        assertThat(TYPED)
                .allSatisfy(key -> assertThat(ClientInformation.fromJson(json).get(key.apply("m")))
                        .isEmpty());
    }

    @Test
    void get_raw_isWhatStandsThere() {
        MemberKey<com.google.gson.JsonElement> key = MemberKey.raw("m");

        assertThat(ClientMetadata.fromJson("{\"m\":null}").get(key)).contains(JsonNull.INSTANCE);
        assertThat(ClientMetadata.fromJson("{\"m\":\"\"}").get(key)).contains(new JsonPrimitive(""));
        assertThat(ClientMetadata.fromJson("{\"m\":[1.0]}").get(key).orElseThrow())
                .hasToString("[1.0]");
        assertThat(ClientMetadata.fromJson("{}").get(key)).isEmpty();
    }

    @Test
    void rawValues_areCopiedInAndOut() {
        MemberKey<com.google.gson.JsonElement> key = MemberKey.raw("m");
        JsonArray list = new JsonArray();
        ClientMetadata metadata = ClientMetadata.builder().set(key, list).build();

        list.add("later");
        metadata.get(key).orElseThrow().getAsJsonArray().add("later");

        assertThat(metadata.toJson()).isEqualTo("{\"m\":[]}");
    }

    @Test
    void key_ofAnotherPackagesModel_works() {
        ClientRegistrationRequest request = ClientRegistrationRequest.builder()
                .set(MemberKey.integer("own"), 7L)
                .build();

        assertThat(request.toJson()).isEqualTo("{\"own\":7}");
        assertThat(request.get(MemberKey.text("own"))).contains("7");
    }

    @Test
    void set_replacesTheMember() {
        assertThat(ClientMetadata.fromJson("{\"m\":1,\"n\":2}").toBuilder()
                        .set(MemberKey.text("m"), "x")
                        .build()
                        .toJson())
                .isEqualTo("{\"m\":\"x\",\"n\":2}");
    }

    @Test
    void set_whatTheFormCannotHold_isRefused() {
        ClientMetadata.Builder builder = ClientMetadata.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set(MemberKey.seconds("m"), Duration.ofSeconds(-1)))
                .withMessageStartingWith("m must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set(MemberKey.instant("m"), Instant.MAX))
                .withMessageStartingWith("m is too far from now");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set(MemberKey.words("m"), " "))
                .withMessageStartingWith("m must name at least one word");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set(MemberKey.text("m"), "\ud83e"))
                .withMessageContaining("surrogate");
        assertThat(builder.build().memberNames()).isEmpty();
    }

    @Test
    void null_isRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> ClientMetadata.builder().set(MemberKey.text("m"), null))
                .withMessage("m must not be null");
        assertThatNullPointerException().isThrownBy(() -> MemberKey.text(null)).withMessage("name must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> MemberKey.text("m").fromJson(null))
                .withMessage("json must not be null");
    }

    @Test
    void fromJson_deeperThanADocument_isRefused() {
        JsonObject deep = new JsonObject();
        for (int i = 0; i < 300; i++) {
            JsonObject outer = new JsonObject();
            outer.add("a", deep);
            deep = outer;
        }
        JsonObject tooDeep = deep;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemberKey.raw("m").fromJson(tooDeep))
                .withMessageContaining("255");
    }

    @Test
    void toString_isTheName() {
        assertThat(MemberKey.secret("m#fr")).hasToString("m#fr");
        assertThat(MemberKey.secret("m#fr").name()).isEqualTo("m#fr");
    }
}
