package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An HTTP answer made by a test: a status, headers and a body. {@link MockRegistrationServer#answerNext(MockAnswer)}
 * takes it.
 *
 * <p>It is sent as it is: nothing checks that the body is JSON or that the status suits it, and no header is added
 * but the one that frames the body.
 *
 * <p>Immutable, and so safe for use by several threads.
 */
public final class MockAnswer {
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    private static final String CONTENT_TYPE = "Content-Type";

    private final int status;
    private final Headers headers;
    private final String body;
    private final boolean reasonPhrase;

    private MockAnswer(int status, Headers headers, String body, boolean reasonPhrase) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.reasonPhrase = reasonPhrase;
    }

    /**
     * An answer without a body and without headers.
     *
     * @param status the HTTP status, 200 to 599
     * @return the answer
     * @throws IllegalArgumentException if the status is outside that range
     */
    public static MockAnswer of(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be from 200 to 599, not " + status);
        }
        return new MockAnswer(status, Headers.NONE, "", true);
    }

    /**
     * An answer with a body of the given media type.
     *
     * @param status the HTTP status, 200 to 599, but neither 204 nor 304
     * @param contentType the value of {@code Content-Type}, such as {@code text/html}
     * @param body the body, sent in UTF-8
     * @return the answer
     * @throws IllegalArgumentException if the status is outside that range, or is one that HTTP sends without a body
     *     (204 and 304); if the content type holds a character that a header must not
     */
    public static MockAnswer of(int status, String contentType, String body) {
        requireNonNull(body, "body");
        MockAnswer answer = of(status).withHeader(CONTENT_TYPE, contentType);
        if (!answer.mayHaveBody()) {
            throw new IllegalArgumentException("status " + status + " is sent without a body");
        }
        return new MockAnswer(status, answer.headers, body, true);
    }

    /**
     * An answer with a body of type {@code application/json}.
     *
     * @param status the HTTP status, 200 to 599, but neither 204 nor 304
     * @param body the body, sent in UTF-8; not checked, so that broken JSON can be sent too
     * @return the answer
     * @throws IllegalArgumentException as {@link #of(int, String, String)} does
     */
    public static MockAnswer json(int status, String body) {
        return of(status, "application/json", body);
    }

    /**
     * This answer with a header; values that the name had before are replaced.
     *
     * @param name the name, without regard to case
     * @param value the value; printable ASCII, space and tab
     * @return the changed copy
     * @throws IllegalArgumentException if the name or the value holds a character that HTTP forbids or that this server
     *     cannot send; if the name is {@code Content-Length} or {@code Transfer-Encoding}, which the body decides
     */
    public MockAnswer withHeader(String name, String value) {
        return new MockAnswer(status, headers.with(checkedName(name), checkedValue(name, value)), body, reasonPhrase);
    }

    /**
     * This answer with a header more; values that the name had before are kept, and each is sent in a line of its own.
     *
     * @param name the name, without regard to case
     * @param value the value; printable ASCII, space and tab
     * @return the changed copy
     * @throws IllegalArgumentException as {@link #withHeader(String, String)} does
     */
    public MockAnswer withAddedHeader(String name, String value) {
        return new MockAnswer(status, headers.plus(checkedName(name), checkedValue(name, value)), body, reasonPhrase);
    }

    /**
     * The HTTP status.
     *
     * @return 200 to 599
     */
    public int status() {
        return status;
    }

    /**
     * The headers, as a map from name to values that is looked up without regard to case.
     *
     * @return an unmodifiable map; without the header that frames the body
     */
    public Map<String, List<String>> headers() {
        return headers.map();
    }

    /**
     * The body.
     *
     * @return the body; empty if there is none
     */
    public String body() {
        return body;
    }

    /** Whether HTTP lets this status have a body (RFC 9110 §6.4.1). */
    boolean mayHaveBody() {
        return status != 204 && status != 304;
    }

    /** This answer with another body; a status that has none stays without. */
    MockAnswer withBody(String changed) {
        return mayHaveBody() ? new MockAnswer(status, headers, changed, reasonPhrase) : this;
    }

    MockAnswer withoutHeader(String name) {
        return new MockAnswer(status, headers.without(name), body, reasonPhrase);
    }

    /** This answer with a status line that ends in the status (RFC 9112 §4 lets the phrase be absent). */
    MockAnswer withoutReasonPhrase() {
        return new MockAnswer(status, headers, body, false);
    }

    /** Whether the status line says in words what the status means. */
    boolean hasReasonPhrase() {
        return reasonPhrase;
    }

    MockAnswer masked(Masking masking) {
        return new MockAnswer(status, masking.headers(headers), masking.body(body), reasonPhrase);
    }

    Headers allHeaders() {
        return headers;
    }

    /**
     * The status alone: headers and bodies hold secrets.
     *
     * @return such as {@code MockAnswer[201]}
     */
    @Override
    public String toString() {
        return "MockAnswer[" + status + "]";
    }

    private static String checkedName(String name) {
        requireNonNull(name, "name");
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must be an HTTP header name");
        }
        if (name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding")) {
            throw new IllegalArgumentException(name + " follows from the body and cannot be set");
        }
        return name;
    }

    private static String checkedValue(String name, String value) {
        requireNonNull(value, "value");
        if (!HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the value of " + name + " must be printable ASCII");
        }
        return value;
    }
}
