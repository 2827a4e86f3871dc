package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static JsonElement tree(String json) {
        return JsonParser.parseString(json);
    }

    @Test
    void line_keepsOrderNumbersAndNulls() {
        String json = "{\"b\":1.0,\"a\":[null,true,\"<&>'=\",12345678901234567890],\"c\":{}}";
        assertThat(Json.line(tree(json))).isEqualTo(json);
    }

    @Test
    void pretty_isIndentedByTwoSpaces() {
        assertThat(Json.pretty(tree("{\"a\":[1],\"b\":{}}"))).isEqualTo("{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}");
    }

    @Test
    void charactersThatATerminalObeys_areEscapedAndMeanTheSame() {
        String text = "\u001b[31m \u009b1m \u202e \u200d \ud800 \ud83d\ude00 \u00e9 \n";

        String json = Json.line(new JsonPrimitive(text));

        assertThat(json).isEqualTo("\"\\u001b[31m \\u009b1m \\u202e \\u200d \\ud800 \ud83d\ude00 \u00e9 \\n\"");
        assertThat(tree(json).getAsString()).isEqualTo(text);
    }

    @Test
    void forTerminal_isOneLineWithoutControlCharacters() {
        assertThat(Json.forTerminal("a\nb\u001b[1m\u009bc ")).isEqualTo("a b [1m c");
    }
}
