package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Failures of Authlete's API that do not follow from a request, for {@link
 * MockRegistrationServer#answerNext(MockAnswer)}.
 *
 * {@snippet class="dev.clientregistration.testing.ReadmeSnippetsTest" region="authlete-failures"}
 */
public final class AuthleteAnswers {
    private static final Pattern RESULT_CODE = Pattern.compile("[A-Za-z0-9_]+");
    private static final String RESULT_CODE_MEMBER = "resultCode";
    private static final String RESULT_MESSAGE_MEMBER = "resultMessage";

    private AuthleteAnswers() {}

    /**
     * A failure of the API itself: an HTTP status with a {@code result} object.
     *
     * @param status the HTTP status, 400 to 599
     * @param resultCode such as {@code A001101}, Authlete's own fault
     * @param description the text of {@code resultMessage}, which has the code in brackets before it
     * @return the answer
     * @throws IllegalArgumentException if the status is outside that range, or the code has other characters than
     *     letters, digits and underscores
     */
    public static MockAnswer result(int status, String resultCode, String description) {
        checkFailure(status);
        JsonObject result = new JsonObject();
        result.addProperty(RESULT_CODE_MEMBER, checkedCode(resultCode));
        result.addProperty(RESULT_MESSAGE_MEMBER, message(resultCode, description));
        return MockAnswer.json(status, Json.write(result));
    }

    /**
     * A failure that has no code of its own: the {@code resultCode} is the HTTP status, as a number, and the message is
     * empty.
     *
     * @param status the HTTP status, 400 to 599
     * @return the answer
     * @throws IllegalArgumentException if the status is outside that range
     */
    public static MockAnswer status(int status) {
        checkFailure(status);
        JsonObject result = new JsonObject();
        result.addProperty(RESULT_CODE_MEMBER, status);
        result.addProperty(RESULT_MESSAGE_MEMBER, "");
        return MockAnswer.json(status, Json.write(result));
    }

    /**
     * HTTP 429 as Authlete limits its callers, with {@code RateLimit-Reset}.
     *
     * @param untilReset the time to wait, told in seconds; a fraction counts as a whole one
     * @return the answer
     * @throws IllegalArgumentException if the time is negative
     */
    public static MockAnswer rateLimited(Duration untilReset) {
        if (untilReset.isNegative()) {
            throw new IllegalArgumentException("untilReset must not be negative, but is " + untilReset);
        }
        long seconds = untilReset.plusNanos(999_999_999).toSeconds();
        return status(429).withHeader("RateLimit-Reset", Long.toString(seconds));
    }

    /**
     * HTTP 200 with an action that says what the authorization server must answer to its client.
     *
     * @param action such as {@code INTERNAL_SERVER_ERROR}; or one that nobody knows
     * @param resultCode such as {@code A203301}
     * @param error the error code for the client, such as {@code server_error}
     * @param description the text of {@code resultMessage}, which has the code in brackets before it
     * @return the answer, with the error object as a text in {@code responseContent}
     * @throws IllegalArgumentException if the code has other characters than letters, digits and underscores
     */
    public static MockAnswer action(String action, String resultCode, String error, String description) {
        JsonObject content = new JsonObject();
        content.addProperty("error", requireNonNull(error, "error"));
        content.addProperty("error_description", Answers.printable(message(checkedCode(resultCode), description)));
        content.addProperty("error_uri", "https://docs.authlete.com/#" + resultCode);
        return envelope(action, resultCode, description, content, null);
    }

    /** HTTP 200 with an action. What is null is left out. */
    static MockAnswer envelope(
            String action,
            String resultCode,
            String description,
            @Nullable JsonObject content,
            @Nullable JsonObject client) {
        JsonObject envelope = new JsonObject();
        envelope.addProperty(RESULT_CODE_MEMBER, resultCode);
        envelope.addProperty(RESULT_MESSAGE_MEMBER, message(resultCode, description));
        envelope.addProperty("action", requireNonNull(action, "action"));
        if (content != null) {
            envelope.addProperty("responseContent", Json.write(content));
        }
        if (client != null) {
            envelope.add("client", client);
        }
        return MockAnswer.json(200, Json.write(envelope));
    }

    static String message(String resultCode, String description) {
        return "[" + resultCode + "] " + requireNonNull(description, "description");
    }

    private static void checkFailure(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be from 400 to 599, not " + status);
        }
    }

    private static String checkedCode(String resultCode) {
        if (!RESULT_CODE.matcher(requireNonNull(resultCode, "resultCode")).matches()) {
            throw new IllegalArgumentException("resultCode must be letters, digits and underscores");
        }
        return resultCode;
    }
}
