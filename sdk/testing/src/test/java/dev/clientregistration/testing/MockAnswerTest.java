package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MockAnswerTest {
    @Test
    void json_hasStatusTypeAndBody() {
        MockAnswer answer = MockAnswer.json(400, "{");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().get("content-type")).containsExactly("application/json");
        assertThat(answer.body()).isEqualTo("{");
    }

    @Test
    void of_statusOnly_hasNeitherHeadersNorBody() {
        assertThat(MockAnswer.of(204).headers()).isEmpty();
        assertThat(MockAnswer.of(204).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100, 199, 600})
    void of_statusOutOfRange_isRefused(int status) {
        assertThatThrownBy(() -> MockAnswer.of(status))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status must be from 200 to 599, not " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void of_bodyForStatusThatHasNone_isRefused(int status) {
        assertThatThrownBy(() -> MockAnswer.of(status, "text/plain", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status " + status + " is sent without a body");
    }

    @Test
    void withHeader_replacesAndLeavesTheOriginalAlone() {
        MockAnswer original = MockAnswer.of(200).withHeader("X-Word", "one");
        MockAnswer changed = original.withHeader("x-word", "two");

        assertThat(original.headers().get("X-Word")).containsExactly("one");
        assertThat(changed.headers().get("X-Word")).containsExactly("two");
    }

    @Test
    void withAddedHeader_keepsEarlierValues() {
        MockAnswer answer = MockAnswer.of(200).withAddedHeader("X-Word", "one").withAddedHeader("x-word", "two");

        assertThat(answer.headers().get("X-Word")).containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "caf\u00e9", "a\r\n"})
    void withHeader_impossibleName_isRefused(String name) {
        assertThatThrownBy(() -> MockAnswer.of(200).withHeader(name, "value"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name must be an HTTP header name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "caf\u00e9"})
    void withHeader_impossibleValue_isRefusedWithoutRepeatingIt(String value) {
        assertThatThrownBy(() -> MockAnswer.of(200).withAddedHeader("X-Word", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the value of X-Word must be printable ASCII");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "transfer-encoding"})
    void withHeader_thatFramesTheBody_isRefused(String name) {
        assertThatThrownBy(() -> MockAnswer.of(200).withHeader(name, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + " follows from the body and cannot be set");
    }
}
