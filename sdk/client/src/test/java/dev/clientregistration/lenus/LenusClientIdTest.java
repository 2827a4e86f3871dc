package dev.clientregistration.lenus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenusClientIdTest {
    private static final String HEX = "a3c10260b6abf49c60bee6967b9bc076e9386237e6207a757cfe826f4e2015c8";

    @ParameterizedTest
    @CsvSource({
        HEX + ", superpedometer",
        "healthorg, superpedometer",
        "healthorg, 0123456789abcdefghijklmnopqrstuvwxyz",
        "Health-Org_1, 0",
    })
    void id_isPutTogetherAndReadBack(String prefix, String suffix) {
        LenusClientId id = LenusClientId.of(prefix, suffix);

        assertThat(id.prefix()).isEqualTo(prefix);
        assertThat(id.suffix()).isEqualTo(suffix);
        assertThat(id.value()).isEqualTo(prefix + "." + suffix);
        assertThat(id).hasToString(prefix + "." + suffix);
        assertThat(LenusClientId.parse(id.value())).isEqualTo(id).hasSameHashCodeAs(id);
    }

    @Test
    void ids_areEqualWhereBothPartsAre() {
        LenusClientId id = LenusClientId.parse("healthorg.pedometer");

        assertThat(id)
                .isNotEqualTo(LenusClientId.parse("healthorg.pedometer2"))
                .isNotEqualTo(LenusClientId.parse("healthorg2.pedometer"))
                .isNotEqualTo(LenusClientId.parse("Healthorg.pedometer"))
                .isNotEqualTo("healthorg.pedometer")
                .isNotEqualTo(null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Superpedometer | 1 | \"S\"",
                "superPedometer | 6 | \"P\"",
                "super-pedometer | 6 | \"-\"",
                "super_pedometer | 6 | \"_\"",
                "super.pedometer | 6 | \".\"",
                "super pedometer | 6 | U+0020",
                "superpedometer\u00e9 | 15 | U+00E9",
                "superpedometer\ud83e\udd68 | 15 | U+1F968",
                "super\u0661 | 6 | U+0661",
                "super\u0001pedometer | 6 | U+0001",
            })
    void suffixWithAnotherCharacter_isRefusedByCharacterAndPlace(String suffix, int place, String character) {
        String message = "the suffix of a Lenus client id must consist of digits and letters from a to z in lower case,"
                + " but character ";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LenusClientId.of(HEX, suffix))
                .withMessage(message + place + " is " + character);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LenusClientId.parse("healthorg." + suffix))
                .withMessage(message + (place + "healthorg.".length()) + " is " + character);
    }

    @ParameterizedTest
    @CsvSource({"'health org', 7, U+0020", "healthorg\u00e9, 10, U+00E9", "'\t', 1, U+0009"})
    void prefixWithAnotherCharacter_isRefusedByCharacterAndPlace(String prefix, int place, String character) {
        String message = "the prefix of a Lenus client id must consist of visible ASCII characters without a dot, but"
                + " character " + place + " is " + character;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LenusClientId.of(prefix, "a"))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LenusClientId.parse(prefix + ".a"))
                .withMessage(message);
    }

    @Test
    void prefixWithADot_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LenusClientId.of("healthorg.pedometer", "a"))
                .withMessageEndingWith("without a dot, but character 10 is \".\"");
    }

    @ParameterizedTest
    @CsvSource({"'', a, prefix", "a, '', suffix"})
    void emptyPart_isRefused(String prefix, String suffix, String which) {
        String message = "the " + which + " of a Lenus client id must not be empty";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LenusClientId.of(prefix, suffix))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LenusClientId.parse(prefix + "." + suffix))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "superpedometer", HEX})
    void textWithoutADot_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LenusClientId.parse(text))
                .withMessage("a Lenus client id must consist of a prefix, a dot and a suffix, but has no dot");
    }

    @Test
    void null_isRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> LenusClientId.of(null, "a"))
                .withMessage("prefix must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> LenusClientId.of("a", null))
                .withMessage("suffix must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> LenusClientId.parse(null))
                .withMessage("clientId must not be null");
    }
}
