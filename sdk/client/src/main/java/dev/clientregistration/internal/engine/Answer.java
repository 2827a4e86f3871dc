package dev.clientregistration.internal.engine;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.internal.engine.AnswerReader.UnusableAnswerException;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.internal.json.JsonText.Duplicates;
import dev.clientregistration.internal.json.JsonText.MalformedException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;

/** What a server answered: a status, headers (names in any case) and as much of the body as came and was wanted. */
public record Answer(int status, Map<String, List<String>> headers, ByteString body, Body state) {
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([A-Za-z0-9_.:-]+)", Pattern.CASE_INSENSITIVE);

    /** Whether the body is all there. */
    public enum Body {
        /** It is. */
        WHOLE,
        /** The connection broke while it was read. */
        CUT,
        /** It is longer than the limit, and the rest was not read. */
        TOO_LARGE
    }

    /** Whether the status is 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    /** Whether it says that the server does not work: a 5xx, or an answer that breaks off. */
    boolean isServersFailure() {
        return status >= 500 || state == Body.CUT;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * The body as text: UTF-8, as JSON is; where it is not UTF-8, the charset that the server declares (many declare one
     * by default and send UTF-8 all the same). A byte order mark is dropped.
     */
    public String text() {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(body.asByteBuffer())
                    .toString();
            // Zero bytes are no text in UTF-8, but every other byte of UTF-16.
            text = text.indexOf('\0') >= 0 ? body.string(declaredCharset()) : text;
        } catch (CharacterCodingException e) {
            text = body.string(declaredCharset());
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * The body as a JSON object; of members that occur twice the last counts.
     *
     * @param otherwise what is known of the call's fate if it is none
     */
    public JsonObject requireObject(Outcome otherwise) throws UnusableAnswerException {
        return require(JsonText::parseObject, otherwise);
    }

    /**
     * The body as a JSON array; of members that occur twice the last counts.
     *
     * @param otherwise what is known of the call's fate if it is none
     */
    public JsonArray requireArray(Outcome otherwise) throws UnusableAnswerException {
        return require(JsonText::parseArray, otherwise);
    }

    private <T> T require(Parser<T> parser, Outcome otherwise) throws UnusableAnswerException {
        switch (state) {
            case CUT -> throw new UnusableAnswerException("the connection broke before its end", otherwise);
            case TOO_LARGE -> throw new UnusableAnswerException("it is larger than the limit", otherwise);
            default -> {}
        }
        try {
            return parser.parse(text(), Duplicates.LAST_WINS);
        } catch (MalformedException e) {
            throw new UnusableAnswerException(String.valueOf(e.getMessage()), otherwise);
        }
    }

    private interface Parser<T> {
        T parse(String text, Duplicates duplicates) throws MalformedException;
    }

    private Charset declaredCharset() {
        Matcher matcher = CHARSET.matcher(header("Content-Type").orElse(""));
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Status alone: headers and body can hold secrets. */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
