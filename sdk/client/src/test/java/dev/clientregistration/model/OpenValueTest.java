package dev.clientregistration.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenValueTest {
    /** One type of open values. */
    record Type(
            Class<? extends OpenValue> type,
            Function<String, ? extends OpenValue> of,
            Function<OpenValue, Enum<?>> known,
            Class<? extends Enum<?>> names) {
        /** The constants by their Java names. */
        Map<String, OpenValue> constants() throws IllegalAccessException {
            Map<String, OpenValue> constants = new LinkedHashMap<>();
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == type && Modifier.isPublic(field.getModifiers())) {
                    constants.put(field.getName(), (OpenValue) field.get(null));
                }
            }
            return constants;
        }

        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    private static <T extends OpenValue> Type type(
            Class<T> type, Function<String, T> of, Function<T, Enum<?>> known, Class<? extends Enum<?>> names) {
        return new Type(type, of, value -> known.apply(type.cast(value)), names);
    }

    static final List<Type> TYPES = List.of(
            type(GrantType.class, GrantType::of, GrantType::known, GrantType.Known.class),
            type(ResponseType.class, ResponseType::of, ResponseType::known, ResponseType.Known.class),
            type(
                    TokenEndpointAuthMethod.class,
                    TokenEndpointAuthMethod::of,
                    TokenEndpointAuthMethod::known,
                    TokenEndpointAuthMethod.Known.class),
            type(ApplicationType.class, ApplicationType::of, ApplicationType::known, ApplicationType.Known.class),
            type(SubjectType.class, SubjectType::of, SubjectType::known, SubjectType.Known.class),
            type(JwsAlgorithm.class, JwsAlgorithm::of, JwsAlgorithm::known, JwsAlgorithm.Known.class),
            type(JweAlgorithm.class, JweAlgorithm::of, JweAlgorithm::known, JweAlgorithm.Known.class),
            type(JweEncryption.class, JweEncryption::of, JweEncryption::known, JweEncryption.Known.class),
            type(
                    BackchannelTokenDeliveryMode.class,
                    BackchannelTokenDeliveryMode::of,
                    BackchannelTokenDeliveryMode::known,
                    BackchannelTokenDeliveryMode.Known.class),
            type(
                    ClientRegistrationType.class,
                    ClientRegistrationType::of,
                    ClientRegistrationType::known,
                    ClientRegistrationType.Known.class),
            type(ResponseMode.class, ResponseMode::of, ResponseMode::known, ResponseMode.Known.class),
            type(OAuthErrorCode.class, OAuthErrorCode::of, OAuthErrorCode::known, OAuthErrorCode.Known.class));

    @Test
    void table_hasEveryOpenValueOfThePackage() throws IOException, URISyntaxException, ClassNotFoundException {
        List<String> openValues = new ArrayList<>();
        Path classes =
                Path.of(OpenValue.class.getResource("OpenValue.class").toURI()).getParent();
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(OpenValue.class.getPackageName() + "." + name);
                if (OpenValue.class.isAssignableFrom(type) && type != OpenValue.class) {
                    openValues.add(type.getName());
                }
            }
        }

        assertThat(TYPES).extracting(type -> type.type().getName()).containsExactlyInAnyOrderElementsOf(openValues);
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void constant_isWhatOfGivesForItsValue(Type type) throws IllegalAccessException {
        assertThat(type.constants()).isNotEmpty();
        type.constants().forEach((name, constant) -> {
            OpenValue same = type.of().apply(constant.value());
            assertThat(same).as(name).isEqualTo(constant).hasSameHashCodeAs(constant);
            assertThat(same.value()).isEqualTo(constant.value());
            assertThat(constant).hasToString(constant.value());
        });
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void constant_isKnownUnderItsOwnName(Type type) throws IllegalAccessException {
        type.constants().forEach((name, constant) -> {
            assertThat(constant.isKnown()).as(name).isTrue();
            assertThat(type.known().apply(constant).name()).isEqualTo(name);
            assertThat(type.known().apply(type.of().apply(constant.value())))
                    .isSameAs(type.known().apply(constant));
        });
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void known_isOneNamePerConstantAndUnlistedAtTheEnd(Type type) throws IllegalAccessException {
        List<String> names = new ArrayList<>(type.constants().keySet());
        names.add("UNLISTED");

        assertThat(type.names().getEnumConstants())
                .extracting(Enum::name)
                .containsExactlyElementsOf(names)
                .doesNotHaveDuplicates();
        assertThat(type.constants().values()).extracting(OpenValue::value).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void otherValue_isKeptAndUnlisted(Type type) throws IllegalAccessException {
        List<String> others = new ArrayList<>(List.of("Own Value", "urn:example:x", "UNLISTED", " ", "\u00e9\n"));
        for (OpenValue constant : type.constants().values()) {
            others.add(constant.value() + "2");
            others.add(swapCase(constant.value()));
        }

        assertThat(others).allSatisfy(text -> {
            OpenValue other = type.of().apply(text);
            assertThat(other.value()).isEqualTo(text);
            assertThat(other.isKnown()).isFalse();
            assertThat(type.known().apply(other).name()).isEqualTo("UNLISTED");
            assertThat(other)
                    .isEqualTo(type.of().apply(text))
                    .hasSameHashCodeAs(type.of().apply(text));
            assertThat(other).hasToString(text);
        });
        assertThat(type.of().apply("a"))
                .isNotEqualTo(type.of().apply("b"))
                .isNotEqualTo("a")
                .isNotEqualTo(null);
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void emptyText_isRefused(Type type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.of().apply(""))
                .withMessage("a " + type + " must not be empty");
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void null_isRefused(Type type) {
        assertThatNullPointerException().isThrownBy(() -> type.of().apply(null)).withMessage("value must not be null");
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void type_canOnlyBeMadeByOf(Type type) {
        assertThat(type.type().getConstructors()).isEmpty();
        assertThat(Modifier.isFinal(type.type().getModifiers())).isTrue();
    }

    @Test
    void sameTextOfTwoTypes_isNotEqual() {
        assertThat((Object) JwsAlgorithm.of("none")).isNotEqualTo(ResponseType.of("none"));
    }

    @ParameterizedTest
    @CsvSource({
        "code id_token, id_token code, CODE_ID_TOKEN",
        "id_token token, token id_token, ID_TOKEN_TOKEN",
        "code id_token token, token code id_token, CODE_ID_TOKEN_TOKEN",
        "code token, token  code, CODE_TOKEN",
        "code, ' code ', CODE",
        "b a, a b, UNLISTED",
    })
    void responseType_orderOfWords_doesNotCount(String left, String right, String known) {
        assertThat(ResponseType.of(left)).isEqualTo(ResponseType.of(right)).hasSameHashCodeAs(ResponseType.of(right));
        assertThat(ResponseType.of(left).known()).hasToString(known);
        assertThat(ResponseType.of(right).known()).hasToString(known);
        assertThat(ResponseType.of(right).value()).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code code", "codetoken", "code,token", "CODE"})
    void responseType_otherWords_areUnlisted(String value) {
        assertThat(ResponseType.of(value).known()).isEqualTo(ResponseType.Known.UNLISTED);
    }

    @ParameterizedTest
    @CsvSource({"authorization_code, user", "client_credentials, machine", "urn:example:own, other"})
    void known_isForASwitch(String value, String expected) {
        String who =
                switch (GrantType.of(value).known()) {
                    case AUTHORIZATION_CODE, IMPLICIT, PASSWORD -> "user";
                    case CLIENT_CREDENTIALS -> "machine";
                    default -> "other";
                };

        assertThat(who).isEqualTo(expected);
    }

    /** Open values are compared by the case of their letters too. */
    private static String swapCase(String text) {
        return text.chars()
                .map(c -> Character.isLowerCase(c) ? Character.toUpperCase(c) : Character.toLowerCase(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
