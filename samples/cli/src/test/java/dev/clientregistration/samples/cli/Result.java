package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;

/** How a run of the command ended, and what it wrote. */
record Result(int status, String out, String err) {
    /** The document on standard output, of a run that was a success. */
    JsonObject document() {
        assertThat(status).as(err).isZero();
        return JsonParser.parseString(out).getAsJsonObject();
    }

    /** The last line of standard error, of a run that ended with this status; nothing is on standard output. */
    JsonObject error(int expectedStatus) {
        assertThat(out).isEmpty();
        return errorBesideOutput(expectedStatus);
    }

    /** The last line of standard error, of a run that ended with this status. */
    JsonObject errorBesideOutput(int expectedStatus) {
        assertThat(status).as(err).isEqualTo(expectedStatus);
        assertThat(err).endsWith("\n");
        List<String> lines = err.lines().toList();
        JsonObject error = JsonParser.parseString(lines.get(lines.size() - 1))
                .getAsJsonObject()
                .getAsJsonObject("error");
        assertThat(error.keySet())
                .containsExactly(
                        "kind", "outcome", "operation", "httpStatus", "code", "description", "attempts", "hint");
        assertThat(err).as("no stack trace").doesNotContain("\tat ", "Exception in thread");
        return error;
    }

    /** None of these texts were written anywhere. */
    Result hides(String... secrets) {
        for (String secret : secrets) {
            assertThat(secret.length()).as("length of a secret").isGreaterThan(7);
            // Not AssertJ's own message, which would show the secret.
            assertThat(out.contains(secret))
                    .as("standard output shows a secret")
                    .isFalse();
            assertThat(err.contains(secret)).as("standard error shows a secret").isFalse();
        }
        return this;
    }

    /** A member of an error or a document as text. */
    static String text(JsonObject object, String member) {
        JsonElement value = object.get(member);
        return value == null || value.isJsonNull() ? "null" : value.getAsString();
    }
}
